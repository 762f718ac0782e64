"""The weekly look at the search."""

from dataclasses import replace
from datetime import time

from bot.interview import Application, Outcome, OutcomeKind
from bot.nudges import plan, reconcile
from bot.people import Pace
from bot.schedule import Nudge, NudgeKind, NudgeState
from tests.core.nudging import Days, at, customs, interview, journey, moments, person, sent

NEXT = ["Mon 2026-11-23 09:30"]


def said(day: str) -> Nudge:
    """Return a weekly look that was said."""
    return sent(NudgeKind.KEEP_LOOKING, at(f"{day} 09:30"), of=None, occurrence=day)


def test_the_weekly_look_begins_with_the_first_interview_application_or_goal() -> None:
    """Somebody who has told nothing yet is not asked how the search goes."""
    assert moments(journey(), NudgeKind.KEEP_LOOKING) == []
    assert moments(journey(interview()), NudgeKind.KEEP_LOOKING) == NEXT
    applied = Application("a", "Acme", at("2026-11-20 16:00"))
    assert moments(journey(applied), NudgeKind.KEEP_LOOKING) == NEXT
    assert moments(journey(who=person(goal=5)), NudgeKind.KEEP_LOOKING) == NEXT


def test_the_weekly_look_comes_when_the_person_wants_it() -> None:
    """Sunday at eleven, say."""
    told = journey(interview(), who=person(weekly_day=6, weekly_at=time(11)))
    assert moments(told, NudgeKind.KEEP_LOOKING) == ["Sun 2026-11-22 11:00"]


def test_a_look_on_the_day_of_telling_is_for_later_that_day_only() -> None:
    """Told on Monday at nine it comes at half past; told at half past, next week."""
    early = journey(interview(ended="2026-11-23 08:50"), who=person("2026-11-23 08:55"))
    late = journey(interview(ended="2026-11-23 09:20"), who=person("2026-11-23 09:30"))
    assert moments(early, NudgeKind.KEEP_LOOKING) == NEXT
    assert moments(late, NudgeKind.KEEP_LOOKING) == ["Mon 2026-11-30 09:30"]


def test_after_one_look_the_next_is_a_week_later() -> None:
    """One is planned at a time."""
    told = journey(interview(), nudges=(said("2026-11-23"),))
    assert moments(told, NudgeKind.KEEP_LOOKING) == ["Mon 2026-11-30 09:30"]


def test_a_look_said_late_is_followed_by_the_next_one_ahead() -> None:
    """After three weeks without a machine the two missed in between are not made up for."""
    late = replace(said("2026-11-23"), settled=at("2026-12-15 12:00"))
    told = journey(interview(), nudges=(late,))
    assert moments(told, NudgeKind.KEEP_LOOKING) == ["Mon 2026-12-21 09:30"]


def test_switched_off_for_weeks_and_on_again_the_look_goes_on_with_the_next() -> None:
    """What fell into the weeks off is past and not owed."""
    days = Days(journey(interview(), who=person(weekly_on=False)), at("2026-11-20 15:40"))
    days.until(at("2026-12-15 12:00"))
    on = {"weekly_on": True, "pace_at": days.now}
    days.act(lambda told: replace(told, person=replace(told.person, **on)))
    planned = [one for one in days.journey.nudges if one.key.kind is NudgeKind.KEEP_LOOKING]
    assert [one.due for one in planned if one.state is NudgeState.PLANNED] == [
        at("2026-12-21 09:30")
    ]


def test_a_look_that_waits_overdue_survives_an_act() -> None:
    """The machine was down on Monday; on Tuesday the person writes before it has caught up."""
    days = Days(journey(interview()), at("2026-11-20 15:40"))
    days.sleep(at("2026-11-24 12:00"))
    days.act()
    days.until(at("2026-11-24 12:00"))
    assert "keep_looking" in days.said[0][1]


def test_at_a_slower_pace_or_stopped_there_is_no_look() -> None:
    """Less often leaves other things."""
    for pace in (Pace.LESS, Pace.STOPPED):
        told = journey(interview(), who=person(pace=pace))
        assert moments(told, NudgeKind.KEEP_LOOKING) == []


def test_a_good_interview_is_not_an_offer_but_an_accepted_one_ends_the_look() -> None:
    """It ends with the acceptance, and begins again with the next thing told."""
    offer = Outcome(OutcomeKind.OFFER, at("2026-11-21 12:00"))
    accepted = replace(offer, accepted=at("2026-11-21 13:00"))
    assert moments(journey(interview(outcome=offer)), NudgeKind.KEEP_LOOKING) == NEXT
    over = journey(interview(outcome=accepted), who=person(goal=5))
    assert moments(over, NudgeKind.KEEP_LOOKING) == []
    again = Application("a", "Globex", at("2026-11-24 10:00"))
    told = replace(over, facts=over.facts.put(again))
    assert moments(told, NudgeKind.KEEP_LOOKING) == ["Mon 2026-11-30 09:30"]


def test_a_rejection_does_not_end_the_look() -> None:
    """All the more reason to keep looking."""
    over = Outcome(OutcomeKind.REJECTION, at("2026-11-21 12:00"))
    assert moments(journey(interview(outcome=over)), NudgeKind.KEEP_LOOKING) == NEXT


def test_moving_west_does_not_bring_the_same_mondays_look_again() -> None:
    """Said on Monday in Tokyo, it is not said on the same Monday in New York."""
    monday = sent(
        NudgeKind.KEEP_LOOKING,
        at("2026-11-23 09:30", "Asia/Tokyo"),
        of=None,
        occurrence="2026-11-23",
    )
    who = person(zone="America/New_York", last_act=at("2026-11-23 02:00"))
    told = journey(interview(), who=who, nudges=(monday,))
    wanted = plan(told, customs)
    rows = reconcile(told, wanted, at("2026-11-23 02:00"))
    planned = [one for one in rows if one.key.kind is NudgeKind.KEEP_LOOKING and one != monday]
    assert [one.key.occurrence for one in planned] == ["2026-11-30"]
