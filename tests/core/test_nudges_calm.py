"""Calming messages: which evenings, and how far from everything else."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.interview import Outcome, OutcomeKind, ToSend, Wait
from bot.journey import Journey
from bot.nudges import plan
from bot.people import Pace, QuietHours
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState
from tests.core.nudging import (
    at,
    contact,
    customs,
    i_call,
    interview,
    journey,
    local,
    moments,
    notes,
    person,
    sent,
    they_call,
)


def calm(told: Journey) -> list[str]:
    """Return when calming messages are planned."""
    return moments(told, NudgeKind.CALM)


def nothing_else(*, ended: str = "2026-11-20 15:30", wait: Wait | None = None) -> Journey:
    """Return a journey in which nothing but calm falls on the first evening."""
    told = journey(interview(ended=ended, wait=wait), contact(), notes())
    return replace(told, person=replace(told.person, off=frozenset({"thank_you"})))


def test_calm_comes_every_second_evening_for_14_days_then_weekly_for_45_days() -> None:
    """At 18:30, from the first evening on."""
    days = [one.split()[1] for one in calm(nothing_else())]
    assert days == [
        "2026-11-20",
        "2026-11-22",
        "2026-11-24",
        "2026-11-26",
        "2026-11-28",
        "2026-11-30",
        "2026-12-02",
        "2026-12-04",
        "2026-12-11",
        "2026-12-18",
        "2026-12-25",
        "2027-01-01",
    ]


@pytest.mark.parametrize(
    ("ended", "first"),
    [
        ("2026-11-20 09:00", "Fri 2026-11-20 18:30"),
        ("2026-11-20 16:30", "Fri 2026-11-20 18:30"),
        ("2026-11-20 17:10", "Fri 2026-11-20 19:10"),
        ("2026-11-20 18:29", "Fri 2026-11-20 20:29"),
        ("2026-11-20 18:30", "Sat 2026-11-21 18:30"),
        ("2026-11-20 23:00", "Sat 2026-11-21 18:30"),
    ],
)
def test_the_first_calm_is_two_hours_after_the_end_at_the_earliest(ended: str, first: str) -> None:
    """If that is in quiet hours already, it is the next evening."""
    assert calm(nothing_else(ended=ended))[0] == first


def test_after_a_late_first_evening_calm_keeps_its_own_time() -> None:
    """Only the first one follows the end."""
    assert calm(nothing_else(ended="2026-11-20 17:10"))[1] == "Sun 2026-11-22 18:30"


def test_calm_comes_at_the_time_the_person_set() -> None:
    """19:45, say."""
    told = nothing_else()
    told = replace(told, person=replace(told.person, calm_at=time(19, 45)))
    assert calm(told)[:2] == ["Fri 2026-11-20 19:45", "Sun 2026-11-22 19:45"]


def test_calm_set_to_quiet_hours_waits_for_their_end() -> None:
    """What would fall into them moves to their end, also here."""
    told = nothing_else()
    told = replace(told, person=replace(told.person, calm_at=time(22)))
    assert calm(told)[:2] == ["Sat 2026-11-21 08:30", "Mon 2026-11-23 08:30"]


def test_calm_switched_off_does_not_come() -> None:
    """As a setting, or as a kind of nudge."""
    told = nothing_else()
    assert calm(replace(told, person=replace(told.person, calm_on=False))) == []
    assert calm(replace(told, person=replace(told.person, off=frozenset({"calm"})))) == []


def test_the_evening_before_a_promise_takes_the_place_of_the_nearest() -> None:
    """Promised for Wednesday the 2nd: Tuesday instead of Monday, and silence on the day."""
    days = [one.split()[1] for one in calm(nothing_else(wait=they_call("2026-12-02")))]
    assert days[4:8] == ["2026-11-28", "2026-12-01", "2026-12-04", "2026-12-11"]


def test_of_two_equally_near_evenings_the_earlier_one_is_replaced() -> None:
    """Promised for Thursday: Wednesday stands for Tuesday, and Thursday is silent."""
    days = [one.split()[1] for one in calm(nothing_else(wait=they_call("2026-11-26")))]
    assert days[:4] == ["2026-11-20", "2026-11-22", "2026-11-25", "2026-11-28"]


def test_the_evening_before_a_promise_may_be_in_the_weekly_stretch() -> None:
    """Promised for the 16th: the 15th instead of the 18th."""
    days = [one.split()[1] for one in calm(nothing_else(wait=they_call("2026-12-16")))]
    assert days[7:10] == ["2026-12-04", "2026-12-11", "2026-12-15"]


def test_a_promise_for_the_first_evening_or_after_45_days_moves_nothing() -> None:
    """There is no evening before the first one, and none after the last."""
    first = calm(nothing_else(wait=they_call("2026-11-20")))
    assert first[0] == "Sun 2026-11-22 18:30"
    assert calm(nothing_else(wait=they_call("2027-03-01"))) == calm(nothing_else())


def test_two_promises_take_two_evenings() -> None:
    """Two interviews, promised for the 27th and for the 2nd."""
    told = nothing_else(wait=they_call("2026-11-27"))
    other = interview("globex", ended="2026-11-19 10:00", wait=they_call("2026-12-02"))
    told = replace(told, facts=told.facts.put(other))
    days = [one.split()[1] for one in calm(told)]
    assert days[2:7] == ["2026-11-24", "2026-11-26", "2026-11-28", "2026-12-01", "2026-12-04"]


def test_an_evening_before_one_promise_is_silent_if_another_is_due_on_it() -> None:
    """Promised for the 26th and the 27th: the eve of the second is the day of the first."""
    told = nothing_else(wait=they_call("2026-11-27"))
    other = interview("globex", ended="2026-11-19 10:00", wait=they_call("2026-11-26"))
    told = replace(told, facts=told.facts.put(other))
    days = [one.split()[1] for one in calm(told)]
    assert days[:5] == ["2026-11-20", "2026-11-22", "2026-11-25", "2026-11-28", "2026-11-30"]


def test_a_day_on_which_the_person_calls_is_no_promise() -> None:
    """Calm comes as always."""
    assert calm(nothing_else(wait=i_call("2026-11-26"))) == calm(nothing_else())


def test_calm_counts_from_the_wait_that_began_last() -> None:
    """Per person, not per interview: two interviews make one series, an answer begins it anew."""
    told = nothing_else()
    second = interview("globex", ended="2026-11-23 11:00")
    told = replace(
        told, facts=told.facts.put(second).put(contact("x", "globex")).put(notes("globex"))
    )
    assert calm(told)[:2] == ["Mon 2026-11-23 18:30", "Wed 2026-11-25 18:30"]
    answered = nothing_else(wait=Wait(1, at("2026-11-25 11:00")))
    assert calm(answered)[:2] == ["Wed 2026-11-25 18:30", "Fri 2026-11-27 18:30"]


def test_calm_ends_with_the_last_open_interview() -> None:
    """One outcome leaves the other one's wait; the second leaves nothing."""
    over = Outcome(OutcomeKind.REJECTION, at("2026-11-24 12:00"))
    first = interview(outcome=over)
    other = interview("globex", ended="2026-11-19 10:00", logged="2026-11-19 10:10")
    assert calm(journey(first, other))[0] == "Thu 2026-11-19 18:30"
    assert calm(journey(first)) == []


def test_calm_waits_until_60_minutes_after_another_message() -> None:
    """Thank-you is due at 18:30, so calm comes at 19:30."""
    told = journey(interview(), contact(), notes())
    assert calm(told)[0] == "Fri 2026-11-20 19:30"


def test_calm_60_minutes_after_a_message_stays() -> None:
    """Thank-you at 17:30 is far enough away."""
    told = journey(interview(ended="2026-11-20 14:30"), contact(), notes())
    assert calm(told)[0] == "Fri 2026-11-20 18:30"


def test_calm_59_minutes_after_a_message_waits_one() -> None:
    """Thank-you at 17:31 moves it to 18:31."""
    told = journey(interview(ended="2026-11-20 14:31"), contact(), notes())
    assert calm(told)[0] == "Fri 2026-11-20 18:31"


def test_calm_counts_from_the_message_not_from_what_joined_it() -> None:
    """People at 17:40 and thanks of another at 18:20 are one message at 17:40."""
    told = journey(
        interview(ended="2026-11-20 16:40"),
        notes(),
        interview("globex", ended="2026-11-20 15:20"),
        contact("x", "globex"),
        notes("globex"),
    )
    assert calm(told)[0] == "Fri 2026-11-20 18:40"


def test_calm_counts_from_a_message_once_said_as_well() -> None:
    """What was due at 18:20 and joined at 17:40 was said at 17:40."""
    first = sent(NudgeKind.CONTACTS, at("2026-11-24 17:40"), "b")
    joined = sent(NudgeKind.REFLECTION, at("2026-11-24 18:20"), "b")
    joined = replace(joined, settled=at("2026-11-24 17:40"))
    told = replace(nothing_else(), nudges=(joined, first))
    assert "Tue 2026-11-24 18:40" in calm(told)


def test_calm_waits_again_after_the_message_it_would_meet() -> None:
    """Thanks at 18:30, and more at 19:30: only 20:30 would be free, and that is quiet."""
    told = journey(
        interview(),
        contact(),
        notes(),
        interview("globex", ended="2026-11-20 16:30"),
        contact("x", "globex"),
        notes("globex"),
    )
    assert calm(told)[0] == "Sun 2026-11-22 18:30"
    awake = replace(told, person=replace(told.person, quiet=QuietHours(time(23), time(8))))
    assert calm(awake)[0] == "Fri 2026-11-20 20:30"


def test_calm_waits_after_a_message_that_came_late() -> None:
    """What was due at ten and said at 18:10 counts as said at 18:10."""
    key = NudgeKey(NudgeKind.REFERENCES, "acme")
    late = Nudge(
        key,
        at("2026-11-24 10:00"),
        state=NudgeState.SENT,
        settled=at("2026-11-24 18:10") + timedelta(seconds=20),
        batch="b",
    )
    told = replace(nothing_else(), nudges=(late,))
    assert "Tue 2026-11-24 19:10" in calm(told)


def test_calm_comes_once_a_day_at_most() -> None:
    """An evening that had its message gets no other, whatever began anew."""
    said = sent(NudgeKind.CALM, at("2026-11-20 18:30"), of=None, occurrence="2026-11-20")
    answered = nothing_else(wait=Wait(1, at("2026-11-20 16:10")))
    assert calm(replace(answered, nudges=(said,)))[0] == "Sun 2026-11-22 18:30"


def test_calm_said_in_another_zone_still_counts_for_its_day() -> None:
    """Said at 18:30 in Berlin, it was half past noon in New York: no second one that evening."""
    said = sent(NudgeKind.CALM, at("2026-11-20 18:30"), of=None, occurrence="2026-11-20")
    told = replace(nothing_else(), nudges=(said,))
    moved = replace(told, person=replace(told.person, zone="America/New_York"))
    planned = moments(moved, NudgeKind.CALM, "America/New_York")
    assert planned[0] == "Sun 2026-11-22 18:30"


def test_calm_that_was_dropped_is_not_planned_again() -> None:
    """Late calm is dropped, not sent; the next evening is the next."""
    key = NudgeKey(NudgeKind.CALM, occurrence="2026-11-22")
    dropped = Nudge(key, at("2026-11-22 18:30"), state=NudgeState.DROPPED)
    days = [one.split()[1] for one in calm(replace(nothing_else(), nudges=(dropped,)))]
    assert days[:2] == ["2026-11-20", "2026-11-24"]


def test_calm_logged_late_owes_nothing() -> None:
    """Told on Sunday night, it begins on Tuesday."""
    told = journey(interview(logged="2026-11-22 22:00"), contact(), notes())
    assert calm(told)[0] == "Tue 2026-11-24 18:30"


def test_at_a_slower_pace_calm_comes_once_a_week() -> None:
    """Seven days after the last one said, else from the first evening on; no eve shortens a week."""
    less = replace(nothing_else(wait=they_call("2026-12-01")), person=person(pace=Pace.LESS))
    assert calm(less)[:3] == [
        "Fri 2026-11-20 18:30",
        "Fri 2026-11-27 18:30",
        "Fri 2026-12-04 18:30",
    ]
    said = sent(NudgeKind.CALM, at("2026-11-24 18:30"), of=None, occurrence="2026-11-24")
    assert calm(replace(less, nudges=(said,)))[0] == "Tue 2026-12-08 18:30"


@pytest.mark.parametrize(
    ("calm_at", "last"),
    [
        (time(15, 30), "Mon 2027-01-04 15:30"),
        (time(15, 31), "Mon 2026-12-28 15:31"),
    ],
)
def test_calm_never_comes_after_45_days(calm_at: time, last: str) -> None:
    """To the minute, and whatever evening the weeks are counted from."""
    said = sent(NudgeKind.CALM, at("2026-11-23 18:30"), of=None, occurrence="2026-11-23")
    less = person(pace=Pace.LESS, calm_at=calm_at)
    assert calm(replace(nothing_else(), person=less, nudges=(said,)))[-1] == last


def test_the_series_itself_ends_after_45_days() -> None:
    """The evening before a promise for day 46 is too late at 19:00, and right at 15:30."""
    who = person(calm_at=time(19), off=frozenset({"thank_you"}))
    told = replace(nothing_else(wait=they_call("2027-01-05")), person=who)
    assert calm(told)[-1] == "Fri 2027-01-01 19:00"
    early = replace(told, person=replace(who, calm_at=time(15, 30)))
    assert calm(early)[-1] == "Mon 2027-01-04 15:30"


def test_a_first_evening_that_would_be_after_midnight_is_the_next() -> None:
    """Two hours after 22:30 is another day, also for somebody without quiet hours."""
    awake = person(quiet=QuietHours(time(0), time(0)))
    told = replace(nothing_else(ended="2026-11-20 22:30"), person=awake)
    assert calm(told)[0] == "Sat 2026-11-21 18:30"


def test_of_two_interviews_that_ended_together_the_one_told_first_counts() -> None:
    """The other one told on Sunday does not take Friday's evening away."""
    told = nothing_else()
    late = interview("globex", logged="2026-11-22 22:00")
    told = replace(
        told, facts=told.facts.put(late).put(contact("x", "globex")).put(notes("globex"))
    )
    assert calm(told)[0] == "Fri 2026-11-20 18:30"


def test_when_a_silence_slows_calm_down_the_weeks_count_from_the_last_evening_before() -> None:
    """Slower from Wednesday the 25th at noon: Tuesday the 24th, then every Tuesday."""
    check_in = sent(NudgeKind.CHECK_IN, at("2026-11-24 12:00"), "c", None)
    days = [one.split()[1] for one in calm(replace(nothing_else(), nudges=(check_in,)))]
    assert days[:5] == ["2026-11-20", "2026-11-22", "2026-11-24", "2026-12-01", "2026-12-08"]


def test_calm_keeps_its_wall_clock_time_over_a_clock_change() -> None:
    """18:30 before the end of summer time is 18:30 after it."""
    told = nothing_else(ended="2026-10-23 15:30")
    due = sorted(one.due for one in plan(told, customs) if one.key.kind is NudgeKind.CALM)
    assert [local(one) for one in due[:2]] == ["Fri 2026-10-23 18:30", "Sun 2026-10-25 18:30"]
    assert due[1] - due[0] == timedelta(days=2, hours=1)


def test_what_was_promised_to_be_sent_is_no_reason_for_silence() -> None:
    """Only their promise silences calm, not the person's."""
    told = nothing_else()
    told = replace(told, facts=told.facts.put(ToSend("p", "acme", "portfolio", date(2026, 11, 24))))
    assert "Tue 2026-11-24 18:30" in calm(told)
