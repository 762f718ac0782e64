"""A search that goes on for years keeps no row of every calming word that was ever said in it."""

from dataclasses import replace
from datetime import timedelta

from bot.journey import Journey
from bot.nudges import plan, reconcile
from bot.nudges.forgetting import KEPT_FOR
from bot.schedule import Nudge, NudgeKind, NudgeState
from tests.core.nudging import at, customs, interview, journey, person, sent

DAY = timedelta(days=1)
NOW = at("2028-11-20 12:00")
BEGAN = at("2026-11-20 15:40")


def of_two_years() -> tuple[Nudge, ...]:
    """Return a calming message every other evening, and a look every Monday, for two years."""
    calm, look = NudgeKind.CALM, NudgeKind.KEEP_LOOKING
    evenings = (BEGAN + number * 2 * DAY for number in range(1, 365))
    mondays = (at("2026-11-23 09:30") + number * 7 * DAY for number in range(104))
    return (
        *(sent(calm, when, of=None, occurrence=f"{when.date()}") for when in evenings),
        *(sent(look, when, of=None, occurrence=f"{when.date()}") for when in mondays),
    )


def searching(*nudges: Nudge) -> Journey:
    """Return somebody who had an interview two weeks ago, in the second year of their search."""
    fresh = interview(ended="2028-11-06 15:30")
    return journey(fresh, who=person("2026-11-20 15:40"), nudges=nudges)


def kept(now: Journey) -> tuple[Nudge, ...]:
    """Return the nudges of a journey after planning."""
    return reconcile(now, plan(now, customs), NOW)


def test_what_was_said_to_calm_is_forgotten_after_ninety_days() -> None:
    """Of some five hundred rows those of the last quarter stay."""
    rows = [one for one in kept(searching(*of_two_years())) if one.state is NudgeState.SENT]
    assert len(rows) < 70
    assert min(one.due for one in rows) >= NOW - KEPT_FOR


def test_what_was_dropped_is_forgotten_too() -> None:
    """Calm that came too late leaves no row for ever either."""
    dropped = (replace(one, state=NudgeState.DROPPED) for one in of_two_years())
    rows = [one for one in kept(searching(*dropped)) if one.state is NudgeState.DROPPED]
    assert 0 < len(rows) < 70


def test_forgetting_changes_nothing_that_is_planned() -> None:
    """What comes next is the same with and without what was forgotten, and no evening comes twice."""
    before = searching(*of_two_years())
    after = replace(before, nudges=kept(before))
    assert len(after.nudges) < len(before.nudges)
    ahead = [{one for one in plan(told, customs) if one.due >= NOW} for told in (before, after)]
    assert ahead[0] == ahead[1] != set()
    assert kept(after) == after.nudges


def test_the_last_weekly_look_stays_however_long_ago() -> None:
    """Somebody who was left in peace for half a year is not owed the weeks between."""
    old = sent(NudgeKind.KEEP_LOOKING, at("2028-04-03 09:30"), of=None, occurrence="2028-04-03")
    told = searching(old)
    assert old in kept(told)


def test_what_did_not_arrive_stays_until_it_is_told() -> None:
    """A row that could not be delivered is still shown at the next contact."""
    missed = [replace(one, state=NudgeState.UNDELIVERED) for one in of_two_years()]
    assert set(missed) <= set(kept(searching(*missed)))


def test_what_belongs_to_an_interview_stays_with_it() -> None:
    """A reminder that was said is never planned again, so its row stays as long as the interview."""
    old = interview(ended="2026-11-20 15:30")
    said = sent(NudgeKind.THANK_YOU, at("2026-11-21 08:00"))
    told = journey(old, who=person("2026-11-20 15:40"), nudges=(said,))
    assert said in kept(told)
