"""Pace: stop, less often, and the silence that asks for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.interview import Snooze, ToSend
from bot.journey import Journey
from bot.nudges import needs_check_in, pace_of, plan
from bot.people import Pace
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState
from tests.core.nudging import (
    Days,
    at,
    contact,
    customs,
    interview,
    journey,
    moments,
    person,
    sent,
    they_call,
)

LATER = at("2026-11-30 12:00")


def silence(*days: str, answered: str = "") -> tuple[Nudge, ...]:
    """Return one message a day at noon, answered on one of them."""
    return tuple(
        sent(NudgeKind.THANK_YOU, at(f"{day} 12:00"), day, occurrence=day, answered=day == answered)
        for day in days
    )


def asked(day: str = "2026-11-24", *, answered: bool = False) -> Nudge:
    """Return a check-in said at noon."""
    return sent(NudgeKind.CHECK_IN, at(f"{day} 12:00"), day, None, answered=answered)


THREE = silence("2026-11-21", "2026-11-22", "2026-11-23")


def test_stopped_plans_nothing_at_all() -> None:
    """Not even what was put off."""
    until = at("2026-11-23 09:00")
    put_off = Snooze("z", "thank_you", "acme", until, 0, "1", at("2026-11-20 18:31"))
    told = journey(interview(), put_off, who=person(pace=Pace.STOPPED))
    assert plan(told, customs) == frozenset()


def test_less_often_leaves_what_others_wait_for_and_calm_once_a_week() -> None:
    """To send, promise, follow-up, outcome."""
    told = journey(
        interview(wait=they_call("2026-11-27")),
        ToSend("p", "acme", "portfolio", date(2026, 11, 24)),
        who=person(pace=Pace.LESS),
    )
    kinds = {one.key.kind for one in plan(told, customs)}
    assert kinds == {
        NudgeKind.TO_SEND,
        NudgeKind.PROMISE,
        NudgeKind.FOLLOW_UP,
        NudgeKind.OUTCOME,
        NudgeKind.CALM,
    }


def test_what_was_put_off_comes_back_at_a_slower_pace() -> None:
    """The person chose the moment."""
    until = at("2026-11-23 09:00")
    put_off = Snooze("z", "thank_you", "acme", until, 0, "1", at("2026-11-20 18:31"))
    told = journey(interview(), put_off, who=person(pace=Pace.LESS))
    assert moments(told, NudgeKind.THANK_YOU) == ["Mon 2026-11-23 09:00"]


def test_a_kind_switched_off_is_not_planned_not_even_if_it_was_put_off() -> None:
    """Opting out beats a chosen moment."""
    until = at("2026-11-23 09:00")
    put_off = Snooze("z", "thank_you", "acme", until, 0, "1", at("2026-11-20 18:31"))
    told = journey(interview(), put_off, who=person(off=frozenset({"thank_you"})))
    assert moments(told, NudgeKind.THANK_YOU) == []
    assert len(moments(told, NudgeKind.REFLECTION)) == 2


def test_after_three_unanswered_messages_the_next_one_checks_in() -> None:
    """Two are not enough."""
    assert needs_check_in(journey(nudges=THREE), LATER)
    assert not needs_check_in(journey(nudges=THREE[1:]), LATER)


def test_a_message_is_unanswered_after_exactly_24_hours() -> None:
    """A minute earlier it is still open, and open ones neither count nor break the row."""
    due = THREE[-1].due + timedelta(hours=24)
    assert needs_check_in(journey(nudges=THREE), due)
    assert not needs_check_in(journey(nudges=THREE), due - timedelta(minutes=1))
    four = silence("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")
    assert needs_check_in(journey(nudges=four), at("2026-11-23 20:00"))


@pytest.mark.parametrize("answered", ["2026-11-21", "2026-11-22", "2026-11-23"])
def test_any_act_within_24_hours_breaks_the_row(answered: str) -> None:
    """Whichever of the three it answered."""
    nudges = silence("2026-11-21", "2026-11-22", "2026-11-23", answered=answered)
    assert not needs_check_in(journey(nudges=nudges), LATER)


def test_an_answer_before_the_last_three_does_not_count() -> None:
    """Three in a row are three in a row."""
    days = ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")
    nudges = silence(*days, answered="2026-11-20")
    assert needs_check_in(journey(nudges=nudges), LATER)


def test_nudges_in_one_message_count_once() -> None:
    """Four kinds in two messages are two."""
    nudges = tuple(
        sent(kind, at(f"{day} 12:00"), day)
        for day in ("2026-11-21", "2026-11-22")
        for kind in (NudgeKind.CONTACTS, NudgeKind.REFLECTION)
    )
    assert not needs_check_in(journey(nudges=nudges), LATER)


def test_calm_and_keep_looking_are_not_counted() -> None:
    """Nobody has to answer them."""
    soft = (
        sent(NudgeKind.CALM, at("2026-11-22 18:30"), "c", None, occurrence="2026-11-22"),
        sent(NudgeKind.KEEP_LOOKING, at("2026-11-23 09:30"), "k", None, occurrence="2026-11-23"),
    )
    assert not needs_check_in(journey(nudges=THREE[:2] + soft), LATER)
    assert needs_check_in(journey(nudges=THREE + soft), LATER)


@pytest.mark.parametrize("kind", [NudgeKind.CALM, NudgeKind.KEEP_LOOKING])
def test_calm_and_keep_looking_do_not_carry_the_check_in(kind: NudgeKind) -> None:
    """The next message that counts does."""
    soft = Nudge(NudgeKey(kind, occurrence="2026-11-30"), LATER)
    other = Nudge(NudgeKey(NudgeKind.OUTCOME, "acme"), LATER)
    assert not needs_check_in(journey(nudges=(*THREE, soft)), LATER)
    assert needs_check_in(journey(nudges=(*THREE, other)), LATER)


def test_choosing_a_pace_begins_the_count_anew() -> None:
    """What was silent before is forgiven."""
    who = person(pace_at=at("2026-11-22 13:00"))
    assert not needs_check_in(journey(who=who, nudges=THREE), LATER)


def test_a_pace_chosen_before_a_silence_does_not_excuse_it() -> None:
    """The count begins with the choice, and three messages later it is full."""
    who = person(pace_at=at("2026-11-20 16:00"))
    assert needs_check_in(journey(who=who, nudges=THREE), LATER)
    assert pace_of(who, (*THREE, asked()), LATER) is Pace.LESS


def test_a_check_in_that_could_not_be_delivered_slows_nothing() -> None:
    """Nobody was asked."""
    lost = replace(asked(), state=NudgeState.UNDELIVERED)
    assert pace_of(person(), (*THREE, lost), LATER) is Pace.NORMAL


def test_an_unanswered_check_in_means_less_often_after_exactly_24_hours() -> None:
    """And not a minute earlier."""
    nudges = (*THREE, asked())
    turns = at("2026-11-25 12:00")
    assert pace_of(person(), nudges, turns - timedelta(minutes=1)) is Pace.NORMAL
    assert pace_of(person(), nudges, turns) is Pace.LESS
    assert pace_of(person(), (*THREE, asked(answered=True)), turns) is Pace.NORMAL


def test_less_often_stays_until_the_person_chooses_a_pace() -> None:
    """Weeks later it holds; having chosen the normal pace, it does not."""
    nudges = (*THREE, asked())
    assert pace_of(person(), nudges, at("2026-12-24 12:00")) is Pace.LESS
    chosen = person(pace_at=at("2026-11-26 12:00"))
    assert pace_of(chosen, nudges, at("2026-12-24 12:00")) is Pace.NORMAL


def test_a_chosen_pace_holds_whatever_was_said() -> None:
    """Stopped is stopped."""
    for pace in (Pace.LESS, Pace.STOPPED):
        assert pace_of(person(pace=pace), (), LATER) is pace


def test_nobody_is_checked_in_on_twice() -> None:
    """Neither while the check-in is open nor at the slower pace after it."""
    nudges = (*THREE, *silence("2026-11-24"), asked())
    assert not needs_check_in(journey(nudges=nudges), at("2026-11-24 18:00"))
    assert not needs_check_in(journey(nudges=nudges), LATER)


def test_at_a_chosen_slower_pace_nobody_is_checked_in_on() -> None:
    """They have said already how often."""
    told = journey(who=person(pace=Pace.LESS), nudges=THREE)
    assert not needs_check_in(told, LATER)


def test_an_open_check_in_slows_only_what_is_due_24_hours_later() -> None:
    """Before that the plan stays as it was, calm included."""
    told = journey(interview(ended="2026-11-23 15:30"), nudges=(*THREE, asked("2026-11-23")))
    assert moments(told, NudgeKind.REFLECTION) == ["Mon 2026-11-23 16:30", "Tue 2026-11-24 09:00"]
    assert moments(told, NudgeKind.REFERENCES) == ["Tue 2026-11-24 10:00"]
    assert moments(told, NudgeKind.CALM)[:2] == ["Mon 2026-11-23 19:30", "Mon 2026-11-30 18:30"]


@pytest.mark.parametrize(("asked_at", "looks"), [("09:30", 0), ("09:31", 1)])
def test_exactly_24_hours_after_a_check_in_it_is_less_often(asked_at: str, looks: int) -> None:
    """The weekly look at Monday 09:30 comes if the question is a minute younger than a day."""
    check_in = sent(NudgeKind.CHECK_IN, at(f"2026-11-22 {asked_at}"), "c", None)
    told = journey(interview(), nudges=(*THREE, check_in))
    assert len(moments(told, NudgeKind.KEEP_LOOKING)) == looks


def test_an_act_after_the_check_in_takes_the_slower_pace_away_in_time() -> None:
    """Within 24 hours it goes on as before; later it stays slow until they choose."""

    def silent() -> Days:
        told: Journey = journey(
            interview(wait=they_call("2026-11-27"), country="DE"), contact("dana")
        )
        days = Days(told, at("2026-11-20 15:40"))
        days.until(at("2026-11-27 18:30"))
        assert days.said[-1][1] == ("promise", "check_in")
        return days

    prompt = silent()
    prompt.until(at("2026-11-28 18:00"))
    prompt.act()
    prompt.until(at("2026-11-30 12:00"))
    assert [one for one in prompt.said if one[0] > "Sat"][-1][1] == ("calm",)
    assert ("Mon 2026-11-30 09:30", ("keep_looking",)) in prompt.said

    late = silent()
    late.until(at("2026-11-29 18:00"))
    late.act()
    late.until(at("2026-11-30 12:00"))
    assert ("Mon 2026-11-30 09:30", ("keep_looking",)) not in late.said
    late.act(
        lambda told: replace(told, person=replace(told.person, pace=Pace.NORMAL, pace_at=late.now))
    )
    late.until(at("2026-12-07 12:00"))
    assert ("Mon 2026-12-07 09:30", ("keep_looking",)) in late.said


def test_seconds_of_delay_do_not_change_what_counts() -> None:
    """Said twenty seconds late, it is unanswered 24 hours after it was due."""
    late = tuple(replace(one, settled=one.due + timedelta(seconds=20)) for one in THREE)
    assert needs_check_in(journey(nudges=late), THREE[-1].due + timedelta(hours=24))


def test_a_message_that_could_not_be_delivered_is_no_silence() -> None:
    """Nobody can answer what they never got."""
    lost = tuple(replace(one, state=NudgeState.UNDELIVERED) for one in THREE)
    assert not needs_check_in(journey(nudges=lost), LATER)
