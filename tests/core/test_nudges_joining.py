"""What is said as one message, what is shown as planned, and what is kept of the schedule."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.interview import Snooze
from bot.journey import Journey
from bot.nudges import bundle, plan, plan_view, reconcile, still_wanted
from bot.people import Person
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState
from tests.core.nudging import (
    Days,
    at,
    contact,
    customs,
    interview,
    journey,
    local,
    notes,
    person,
    sent,
    they_call,
)

NOON = at("2026-11-24 12:00")


def row(
    kind: NudgeKind,
    due: datetime,
    state: NudgeState = NudgeState.PLANNED,
    *,
    chosen: bool = False,
    batch: str = "",
) -> Nudge:
    """Return a row of the schedule."""
    return Nudge(NudgeKey(kind, "acme"), due, chosen=chosen, state=state, batch=batch)


def minutes(number: int) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=number)


def said(nudges: tuple[Nudge, ...], now: datetime = NOON, who: Person | None = None) -> list[str]:
    """Return the kinds said as one message."""
    return [one.key.kind.value for one in bundle(Journey(who or person(), nudges=nudges), now)]


# Joining


def test_what_is_due_less_than_60_minutes_later_joins() -> None:
    """59 minutes do, 60 do not."""
    first = row(NudgeKind.CONTACTS, NOON)
    near = row(NudgeKind.REFLECTION, NOON + minutes(59))
    far = row(NudgeKind.THANK_YOU, NOON + minutes(60))
    assert said((far, near, first)) == ["contacts", "reflection"]


def test_nothing_is_said_before_it_is_due() -> None:
    """Not even a minute."""
    assert said((row(NudgeKind.CONTACTS, NOON),), NOON - minutes(1)) == []


def test_claimed_nudges_are_said_and_settled_ones_are_not() -> None:
    """Claiming is the step before saying."""
    claimed = row(NudgeKind.CONTACTS, NOON, NudgeState.CLAIMED)
    dropped = row(NudgeKind.REFLECTION, NOON, NudgeState.DROPPED)
    assert said((claimed, dropped)) == ["contacts"]


def test_a_chosen_moment_is_not_pulled_forward_but_others_join_it() -> None:
    """Put off to 12:30 it comes at 12:30; what is due at 12:45 joins it then."""
    chosen = row(NudgeKind.THANK_YOU, NOON + minutes(30), chosen=True)
    first = row(NudgeKind.CONTACTS, NOON)
    assert said((first, chosen)) == ["contacts"]
    other = row(NudgeKind.REFLECTION, NOON + minutes(45))
    assert said((chosen, other), NOON + minutes(30)) == ["thank_you", "reflection"]


def test_two_chosen_moments_in_the_same_minute_are_one_message() -> None:
    """Seconds apart, they are pressed on one card."""
    one = row(NudgeKind.THANK_YOU, NOON, chosen=True)
    other = row(NudgeKind.CONTACTS, NOON + timedelta(seconds=40), chosen=True)
    next_minute = row(NudgeKind.PROMISE, NOON + minutes(1), chosen=True)
    assert said((one, other, next_minute)) == ["thank_you", "contacts"]


def test_at_night_only_chosen_nudges_are_said() -> None:
    """Nothing else joins them in quiet hours, and nothing overdue uses the chance."""
    night = at("2026-11-24 08:00")
    chosen = row(NudgeKind.THANK_YOU, night, chosen=True)
    soon = row(NudgeKind.CONTACTS, at("2026-11-24 08:30"))
    late = row(NudgeKind.REFLECTION, at("2026-11-23 20:00"))
    assert said((chosen, soon, late), night) == ["thank_you"]


def test_all_that_is_overdue_comes_as_one_message() -> None:
    """After hours without a machine nobody gets a burst."""
    rows = tuple(
        row(kind, NOON - timedelta(hours=number))
        for number, kind in enumerate((NudgeKind.OUTCOME, NudgeKind.PROMISE, NudgeKind.TO_SEND))
    )
    assert said(rows) == ["to_send", "promise", "outcome"]


def test_of_overdue_reminders_of_one_thing_only_the_last_is_said() -> None:
    """Two for the same notes are one; two interviews are two; what was put off always comes."""
    first = row(NudgeKind.REFLECTION, NOON - minutes(200))
    second = replace(first, key=replace(first.key, occurrence="2"), due=NOON - minutes(10))
    other = replace(first, key=replace(first.key, interview="globex"))
    put_off = replace(first, key=replace(first.key, occurrence="1.s"), chosen=True)
    message = bundle(Journey(person(), nudges=(first, second, other, put_off)), NOON)
    assert set(message) == {second, other, put_off}
    last = replace(put_off, due=NOON)
    assert bundle(Journey(person(), nudges=(first, second, last)), NOON) == (last,)


def test_two_things_to_send_are_both_said() -> None:
    """They are no reminders of one thing."""
    cv = row(NudgeKind.TO_SEND, NOON)
    portfolio = replace(cv, key=replace(cv.key, occurrence="portfolio"))
    assert said((cv, portfolio)) == ["to_send", "to_send"]


def test_an_earlier_reminder_is_not_wanted_once_a_later_one_was_said() -> None:
    """The second came in the digest, so the first is not made up for."""
    second = sent(NudgeKind.REFLECTION, at("2026-11-21 09:00"), occurrence="2")
    told = journey(interview(), nudges=(second,))
    assert NudgeKind.REFLECTION not in {one.key.kind for one in plan(told, customs)}


def test_calm_comes_alone() -> None:
    """What is due half an hour after it does not join it."""
    calm = row(NudgeKind.CALM, NOON)
    soon = row(NudgeKind.OUTCOME, NOON + minutes(30))
    assert said((calm, soon)) == ["calm"]


def test_calm_is_not_said_before_it_is_due_nor_twice_at_once() -> None:
    """One at a time, at its time."""
    calm = row(NudgeKind.CALM, NOON)
    again = replace(calm, key=replace(calm.key, occurrence="2"))
    assert said((calm,), NOON - minutes(1)) == []
    assert said((calm, again)) == ["calm"]


def test_calm_is_kept_waiting_by_what_was_said_and_by_nothing_else() -> None:
    """Neither by another calm nor by what was dropped."""
    calm = row(NudgeKind.CALM, NOON)
    dropped = replace(row(NudgeKind.OUTCOME, NOON, NudgeState.DROPPED), settled=NOON + minutes(5))
    other = replace(row(NudgeKind.CALM, NOON, NudgeState.SENT), settled=NOON + minutes(5))
    other = replace(other, key=replace(other.key, occurrence="other"))
    assert said((calm, dropped, other), NOON + minutes(6)) == ["calm"]


def test_calm_does_not_join() -> None:
    """It stays behind when something else is said."""
    calm = row(NudgeKind.CALM, NOON + minutes(10))
    assert said((calm, row(NudgeKind.OUTCOME, NOON))) == ["outcome"]


def test_late_calm_is_not_said() -> None:
    """Half an hour is the most."""
    calm = row(NudgeKind.CALM, NOON)
    assert said((calm,), NOON + minutes(30)) == ["calm"]
    assert said((calm,), NOON + minutes(31)) == []


def test_calm_is_not_said_after_something_else_that_came_since_it_was_due() -> None:
    """The machine was late: the message first, and calm not right behind it."""
    calm = row(NudgeKind.CALM, NOON)
    message = replace(
        sent(NudgeKind.OUTCOME, NOON - minutes(90)), settled=NOON + minutes(5), batch="b"
    )
    assert said((calm, message), NOON + minutes(6)) == []


def test_nothing_is_said_while_dark_words_are_fresh() -> None:
    """Not even what was chosen."""
    dark = person(dark_until=NOON + minutes(1))
    chosen = row(NudgeKind.THANK_YOU, NOON, chosen=True)
    assert said((chosen,), NOON, dark) == []
    assert said((chosen,), NOON + minutes(1), dark) == ["thank_you"]


# What is shown as planned


def test_what_joins_is_shown_at_the_moment_it_will_be_said() -> None:
    """The earliest's; calm and what is settled are shown for themselves or not at all."""
    rows = (
        row(NudgeKind.REFLECTION, NOON + minutes(30)),
        row(NudgeKind.CONTACTS, NOON),
        row(NudgeKind.CALM, NOON + minutes(60)),
        row(NudgeKind.THANK_YOU, NOON + minutes(90), NudgeState.CLAIMED),
        row(NudgeKind.PROMISE, NOON, NudgeState.SENT),
    )
    assert plan_view(Journey(person(), nudges=rows)) == [
        (NudgeKind.CONTACTS, "acme", NOON),
        (NudgeKind.REFLECTION, "acme", NOON),
        (NudgeKind.CALM, "acme", NOON + minutes(60)),
        (NudgeKind.THANK_YOU, "acme", NOON + minutes(90)),
    ]


def test_what_would_join_at_night_is_shown_in_the_morning() -> None:
    """Put off to eight, in quiet hours, it comes without the others."""
    eight, half_past = at("2026-11-24 08:00"), at("2026-11-24 08:30")
    rows = (row(NudgeKind.THANK_YOU, eight, chosen=True), row(NudgeKind.CONTACTS, half_past))
    assert plan_view(Journey(person(), nudges=rows)) == [
        (NudgeKind.THANK_YOU, "acme", eight),
        (NudgeKind.CONTACTS, "acme", half_past),
    ]


def test_if_the_earliest_falls_away_the_others_come_at_their_own_time() -> None:
    """Joining is not moving: notes written, the thanks of another interview stay at 17:00."""
    told = journey(
        interview("globex", ended="2026-11-20 14:00", logged="2026-11-20 15:45"),
        contact("x", "globex"),
        notes("globex"),
        interview(),
        contact(),
    )
    days = Days(told, at("2026-11-20 15:45"))
    shown = [(kind.value, local(when)) for kind, _, when in plan_view(days.journey)[:2]]
    assert shown == [("reflection", "Fri 2026-11-20 16:30"), ("thank_you", "Fri 2026-11-20 16:30")]
    days.tell(notes())
    shown = [(kind.value, local(when)) for kind, _, when in plan_view(days.journey)[:1]]
    assert shown == [("thank_you", "Fri 2026-11-20 17:00")]


# What is kept


def kept(
    rows: tuple[Nudge, ...],
    wanted: tuple[Nudge, ...],
    who: Person | None = None,
    now: datetime = NOON,
) -> tuple[Nudge, ...]:
    """Return the schedule after planning anew at noon."""
    return reconcile(Journey(who or person(), nudges=rows), frozenset(wanted), now)


def test_new_moments_are_added_and_past_ones_owe_nothing() -> None:
    """Due this very minute is not past."""
    past = row(NudgeKind.CONTACTS, NOON - minutes(1))
    right_now = row(NudgeKind.REFLECTION, NOON)
    ahead = row(NudgeKind.THANK_YOU, NOON + minutes(1))
    assert kept((), (past, ahead, right_now)) == (right_now, ahead)


def test_what_moved_is_moved_and_what_is_unwanted_goes() -> None:
    """Rows that wait are only as good as the facts."""
    before = row(NudgeKind.CONTACTS, NOON + minutes(5), batch="b")
    gone = row(NudgeKind.REFLECTION, NOON + minutes(5))
    moved = row(NudgeKind.CONTACTS, NOON + minutes(50))
    assert kept((before, gone), (moved,)) == (moved,)


def test_a_row_that_stays_keeps_the_key_of_its_message() -> None:
    """Another try to post it must be recognised."""
    before = row(NudgeKind.CONTACTS, NOON + minutes(5), batch="b")
    assert kept((before,), (replace(before, batch=""),)) == (before,)


@pytest.mark.parametrize("state", [NudgeState.SENT, NudgeState.DROPPED, NudgeState.UNDELIVERED])
def test_what_is_over_stays_and_is_not_planned_again(state: NudgeState) -> None:
    """Whatever the plan says."""
    over = row(NudgeKind.CONTACTS, NOON - minutes(5), state)
    wanted = row(NudgeKind.CONTACTS, NOON + minutes(5))
    assert kept((over,), (wanted,)) == (over,)
    assert kept((over,), ()) == (over,)


def test_what_was_planned_and_is_overdue_stays() -> None:
    """The machine was down; it is still to be said."""
    overdue = row(NudgeKind.CONTACTS, NOON - timedelta(hours=5))
    assert kept((overdue,), (overdue,)) == (overdue,)


def test_what_is_overdue_at_night_waits_for_the_morning() -> None:
    """And stays when planned again in the same night and in the morning."""
    night, morning = at("2026-11-24 23:00"), at("2026-11-25 08:30")
    overdue = row(NudgeKind.CONTACTS, at("2026-11-24 20:00"))
    waiting = replace(overdue, due=morning)
    assert kept((overdue,), (overdue,), now=night) == (waiting,)
    assert kept((waiting,), (overdue,), now=night + minutes(10)) == (waiting,)
    assert kept((waiting,), (overdue,), now=morning + minutes(1))[0].state is NudgeState.PLANNED


def test_what_is_overdue_and_chosen_does_not_wait_for_the_morning() -> None:
    """The person wanted it at night."""
    overdue = row(NudgeKind.CONTACTS, at("2026-11-24 22:00"), chosen=True)
    assert kept((overdue,), (overdue,), now=at("2026-11-24 23:00")) == (overdue,)


def test_what_is_overdue_waits_for_the_end_of_the_dark_pause() -> None:
    """Chosen or not."""
    overdue = row(NudgeKind.CONTACTS, NOON - minutes(5), chosen=True)
    dark = person(dark_until=at("2026-11-26 12:00"))
    assert kept((overdue,), (overdue,), dark)[0].due == at("2026-11-26 12:00")


def test_a_moment_corrected_into_the_past_owes_nothing() -> None:
    """ "No, at 3 pm": what was ahead is now behind, and was never due."""
    before = row(NudgeKind.CONTACTS, NOON + minutes(10))
    corrected = row(NudgeKind.CONTACTS, NOON - minutes(20))
    assert kept((before,), (corrected,)) == ()


def test_a_claimed_row_stays_claimed_while_it_is_wanted() -> None:
    """Somebody is just sending it; unwanted, or moved far ahead, it is taken from them."""
    claimed = row(NudgeKind.CONTACTS, NOON, NudgeState.CLAIMED, batch="b")
    assert kept((claimed,), (row(NudgeKind.CONTACTS, NOON),)) == (claimed,)
    assert kept((claimed,), ()) == ()
    later = row(NudgeKind.CONTACTS, NOON + minutes(60))
    assert kept((claimed,), (later,)) == (later,)


def test_late_calm_is_dropped_for_good() -> None:
    """It leaves a trace, so that the evening is not planned again."""
    calm = row(NudgeKind.CALM, NOON - minutes(31))
    (dropped,) = kept((calm,), (calm,))
    assert dropped.state is NudgeState.DROPPED
    fresh = row(NudgeKind.CALM, NOON - minutes(5))
    assert kept((fresh,), (fresh,)) == (fresh,)


def test_the_schedule_is_kept_in_the_order_in_which_it_is_due() -> None:
    """Earliest first, old and new."""
    ahead = tuple(row(kind, NOON + minutes(9 - n)) for n, kind in enumerate(NudgeKind))
    future = tuple(one for one in ahead if one.due >= NOON)
    assert list(kept(future[:3], future)) == sorted(future, key=lambda one: one.due)


# Asked once more before sending


def wanted_now(told: Journey, kind: NudgeKind, now: datetime) -> bool:
    """Say whether the first nudge of a kind may be said now."""
    key = min(
        (one for one in plan(told, customs) if one.key.kind is kind), key=lambda one: one.due
    ).key
    return still_wanted(told, plan(told, customs), key, now)


def test_what_is_due_may_be_said_and_what_was_done_meanwhile_may_not() -> None:
    """Notes written in the last second are not asked for."""
    told, now = journey(interview()), at("2026-11-20 16:30")
    key = NudgeKey(NudgeKind.REFLECTION, "acme")
    assert still_wanted(told, plan(told, customs), key, now)
    done = replace(told, facts=told.facts.put(notes()))
    assert not still_wanted(done, plan(done, customs), key, now)


def test_what_joins_may_be_said_before_its_own_time_and_what_moved_away_may_not() -> None:
    """59 minutes ahead it joins, 60 it does not."""
    told = journey(interview())
    assert wanted_now(told, NudgeKind.REFLECTION, at("2026-11-20 15:31"))
    assert not wanted_now(told, NudgeKind.REFLECTION, at("2026-11-20 15:30"))


def test_nothing_may_be_said_at_night_or_in_the_dark_pause() -> None:
    """Overdue as it may be; what was chosen may, at night."""
    put_off = Snooze(
        "z", "contacts", "acme", at("2026-11-21 22:00"), 0, "1", at("2026-11-20 16:31")
    )
    told = journey(interview(), put_off)
    night = at("2026-11-21 22:00")
    assert not wanted_now(told, NudgeKind.REFLECTION, night)
    assert still_wanted(
        told, plan(told, customs), NudgeKey(NudgeKind.CONTACTS, "acme", 0, "1.sz"), night
    )
    dark = replace(told, person=replace(told.person, dark_until=at("2026-11-22 12:00")))
    assert not still_wanted(
        dark, plan(dark, customs), NudgeKey(NudgeKind.CONTACTS, "acme", 0, "1.sz"), night
    )


def test_late_calm_may_not_be_said() -> None:
    """Thirty-one minutes are too many."""
    told = journey(interview(wait=they_call("2026-11-27")), contact(), notes())
    assert wanted_now(told, NudgeKind.CALM, at("2026-11-20 19:30"))
    assert not wanted_now(told, NudgeKind.CALM, at("2026-11-20 20:01"))


def test_stopped_nothing_may_be_said() -> None:
    """Opt-out holds at once."""
    told = journey(interview())
    stopped = replace(told, person=replace(told.person, pace=told.person.pace.STOPPED))
    key = NudgeKey(NudgeKind.CONTACTS, "acme")
    assert not still_wanted(stopped, plan(stopped, customs), key, at("2026-11-20 16:30"))


# Days without a machine


def test_a_day_without_a_machine_ends_in_one_message_by_day() -> None:
    """Down from Friday 16:00 to Saturday 23:00: one digest on Sunday at 08:30, calm dropped."""
    told = journey(interview(country="US"), contact())
    days = Days(told, at("2026-11-20 15:40"))
    days.sleep(at("2026-11-21 23:00"))
    days.until(at("2026-11-22 18:00"))
    assert days.said == [("Sun 2026-11-22 08:30", ("reflection", "thank_you"))]
    states = {one.key.occurrence: one.state for one in days.journey.nudges}
    assert states["2026-11-20"] is NudgeState.DROPPED
