"""Which nudges a snooze silences, and which subjects it outlives."""

from dataclasses import replace
from datetime import date

from bot.interview import FollowUp, Interview, Outcome, OutcomeKind, Snooze, ToSend, Wait
from bot.nudges import plan
from bot.schedule import NudgeKind
from tests.core.nudging import (
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


def put_off(
    kind: NudgeKind,
    until: str,
    asked: str,
    occurrence: str = "1",
    wait: int = 0,
    of: str | None = "acme",
) -> Snooze:
    """Return a nudge put off at one moment until another."""
    return Snooze("z", kind.value, of, at(until), wait, occurrence, at(asked))


def answered(wait: Wait) -> Interview:
    """Return an interview in its second wait."""
    return interview(wait=wait)


def test_what_was_put_off_in_one_wait_does_not_silence_the_next() -> None:
    """They answered and promised anew: the new promise is asked about on its evening."""
    told = journey(
        answered(they_call("2026-12-04", 1, "2026-11-30 11:00")),
        put_off(NudgeKind.PROMISE, "2026-12-10 09:00", "2026-11-27 18:31"),
    )
    assert moments(told, NudgeKind.PROMISE) == ["Fri 2026-12-04 18:30"]


def test_what_follows_the_interview_is_put_off_in_whatever_wait() -> None:
    """Thanks put off after they called: silent until then, and back at that moment."""
    told = journey(
        replace(answered(Wait(1, at("2026-11-20 17:00"))), country="US"),
        contact(),
        put_off(NudgeKind.THANK_YOU, "2026-11-24 12:00", "2026-11-20 18:00", "later", wait=1),
    )
    assert moments(told, NudgeKind.THANK_YOU) == ["Tue 2026-11-24 12:00"]


def test_what_was_put_off_in_an_earlier_wait_and_is_not_about_waiting_comes_back() -> None:
    """The thanks are still open, whatever they answered meanwhile."""
    told = journey(
        answered(Wait(1, at("2026-11-21 11:00"))),
        contact(),
        put_off(NudgeKind.THANK_YOU, "2026-11-24 12:00", "2026-11-20 18:31"),
    )
    assert moments(told, NudgeKind.THANK_YOU) == ["Tue 2026-11-24 12:00"]


def test_a_follow_up_recorded_for_an_earlier_day_settles_what_was_put_off() -> None:
    """ "I wrote to them on Monday", said on Wednesday about what was put off on Tuesday."""
    told = journey(
        interview(),
        put_off(NudgeKind.FOLLOW_UP, "2026-12-03 09:00", "2026-12-01 10:05"),
        FollowUp("f", "acme", 0, at("2026-11-30 12:00")),
    )
    assert "Thu 2026-12-03 09:00" not in moments(told, NudgeKind.FOLLOW_UP)


def test_the_second_follow_up_put_off_is_not_settled_by_the_first() -> None:
    """It was sent long before."""
    told = journey(
        interview(),
        put_off(NudgeKind.FOLLOW_UP, "2026-12-10 09:00", "2026-12-08 10:05", "2"),
        FollowUp("f", "acme", 0, at("2026-12-01 12:00")),
    )
    assert "Thu 2026-12-10 09:00" in moments(told, NudgeKind.FOLLOW_UP)


def test_one_of_two_things_to_send_put_off_is_the_one_that_moves() -> None:
    """The other keeps its day, and does not bring back what was sent."""
    day = date(2026, 11, 23)
    cv, portfolio = ToSend("cv", "acme", "CV", day), ToSend("p", "acme", "portfolio", day)
    later = put_off(NudgeKind.TO_SEND, "2026-11-24 12:00", "2026-11-21 10:00", "p")
    told = journey(interview(), cv, portfolio, later)
    due = {
        one.key.occurrence: one.due
        for one in plan(told, customs)
        if one.key.kind is NudgeKind.TO_SEND
    }
    assert due == {"cv": at("2026-11-23 09:00"), "p.sz": at("2026-11-24 12:00")}
    done = replace(portfolio, sent=at("2026-11-21 11:00"))
    over = replace(told, facts=told.facts.put(done))
    assert moments(over, NudgeKind.TO_SEND) == ["Mon 2026-11-23 09:00"]


def test_a_chosen_moment_after_the_dark_pause_stays_chosen() -> None:
    """Only what lies within the pause is moved by it; late at night is as chosen."""
    later = put_off(NudgeKind.THANK_YOU, "2026-11-24 22:00", "2026-11-20 18:31")
    for dark in ("2026-11-24 12:00", "2026-11-24 22:00"):
        told = journey(interview(), contact(), later, who=person(dark_until=at(dark)))
        assert moments(told, NudgeKind.THANK_YOU) == ["Tue 2026-11-24 22:00"]


def test_the_weekly_look_put_off_goes_with_the_weekly_look() -> None:
    """Switched off, neither comes."""
    look = put_off(
        NudgeKind.KEEP_LOOKING, "2026-11-24 12:00", "2026-11-23 09:31", "2026-11-23", of=None
    )
    told = journey(interview(), look, who=person(weekly_on=False))
    assert moments(told, NudgeKind.KEEP_LOOKING) == []


def test_a_look_put_off_after_an_acceptance_comes_back() -> None:
    """Whoever looks on after an offer means it."""
    accepted = at("2026-11-21 12:00")
    over = interview("globex", outcome=Outcome(OutcomeKind.OFFER, accepted, accepted))
    look = put_off(
        NudgeKind.KEEP_LOOKING, "2026-11-24 12:00", "2026-11-23 09:31", "2026-11-23", of=None
    )
    assert moments(journey(over, look), NudgeKind.KEEP_LOOKING) == ["Tue 2026-11-24 12:00"]


def test_a_follow_up_brought_up_again_moves_the_outcome() -> None:
    """Nudged on the 1st and, put off, on the 3rd: ten working days count from the 3rd."""
    nudges = (
        sent(NudgeKind.FOLLOW_UP, at("2026-12-01 10:00")),
        sent(NudgeKind.FOLLOW_UP, at("2026-12-03 09:00"), occurrence="1.sz"),
    )
    told = journey(interview(wait=they_call("2026-11-27")), nudges=nudges)
    assert moments(told, NudgeKind.OUTCOME) == ["Thu 2026-12-17 10:00"]


def test_the_look_counts_from_the_first_thing_told() -> None:
    """A second interview a month later changes nothing about next Monday."""
    told = journey(interview(), interview("globex", ended="2026-12-20 12:00"))
    assert moments(told, NudgeKind.KEEP_LOOKING) == ["Mon 2026-11-23 09:30"]
