"""Their promise, the follow-up and the outcome: counted in the employer's working days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.interview import FollowUp, Interview, Outcome, OutcomeKind, Snooze, Wait
from bot.nudges import follow_up_moment, plan
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState
from tests.core.nudging import (
    at,
    customs,
    i_call,
    interview,
    journey,
    local,
    moments,
    person,
    sent,
    they_call,
)

NEW_YORK = "America/New_York"


def follow_up(sent_at: str, wait: int = 0, id: str = "f1") -> FollowUp:
    """Return a follow-up the person says they sent."""
    return FollowUp(id, "acme", wait, at(sent_at))


def test_a_promise_is_asked_about_on_its_evening() -> None:
    """18:30 on the promised date."""
    told = journey(interview(wait=they_call("2026-11-27")))
    assert moments(told, NudgeKind.PROMISE) == ["Fri 2026-11-27 18:30"]


@pytest.mark.parametrize("wait", [they_call(None), i_call("2026-11-27"), None])
def test_without_a_promised_date_there_is_no_promise_to_ask_about(wait: Wait | None) -> None:
    """They call but said not when, the person calls, or nothing was said."""
    assert moments(journey(interview(wait=wait)), NudgeKind.PROMISE) == []


def test_an_answer_ends_the_promise_and_a_new_one_may_nudge_again() -> None:
    """The new wait has its own promise, with its own key."""
    answered = interview(wait=they_call("2026-12-04", 1, "2026-11-27 11:00"))
    said = sent(NudgeKind.PROMISE, at("2026-11-27 18:30"))
    told = journey(answered, nudges=(said,))
    assert moments(told, NudgeKind.PROMISE) == ["Fri 2026-12-04 18:30"]
    silent = interview(wait=Wait(1, at("2026-11-27 11:00")))
    assert moments(journey(silent), NudgeKind.PROMISE) == []


def test_after_a_promise_two_working_days_pass() -> None:
    """They call by Friday: Tuesday at ten."""
    told = journey(interview(wait=they_call("2026-11-27")))
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Tue 2026-12-01 10:00"]


@pytest.mark.parametrize("wait", [None, they_call(None)])
@pytest.mark.parametrize(
    ("country", "expected"),
    [
        (None, "Fri 2026-11-27 10:00"),
        ("US", "Mon 2026-11-30 10:00"),
        ("DE", "Tue 2026-12-01 10:00"),
    ],
)
def test_without_a_date_the_countrys_number_of_working_days_passes(
    wait: Wait | None, country: str | None, expected: str
) -> None:
    """Five if unknown; in the US Thanksgiving does not count; in Germany seven."""
    told = journey(interview(wait=wait, country=country))
    assert moments(told, NudgeKind.FOLLOW_UP) == [expected]


def test_the_employers_weekend_counts_not_the_persons() -> None:
    """In Saudi Arabia Friday and Saturday are free and Sunday is not."""
    riyadh = "Asia/Riyadh"
    who = person("2026-11-19 15:40", zone=riyadh)
    told = journey(interview(country="SA", zone=riyadh, ended="2026-11-19 15:30"), who=who)
    expected = ["Thu 2026-11-26 10:00"]
    assert moments(told, NudgeKind.FOLLOW_UP, "Asia/Riyadh") == expected


def test_a_region_has_its_own_holidays() -> None:
    """Epiphany is free in Bavaria and not in Berlin."""
    promised = interview(wait=they_call("2027-01-04"), country="DE")
    bavaria = replace(promised, region="BY")
    assert moments(journey(promised), NudgeKind.FOLLOW_UP) == ["Wed 2027-01-06 10:00"]
    assert moments(journey(bavaria), NudgeKind.FOLLOW_UP) == ["Thu 2027-01-07 10:00"]


def test_whoever_is_to_call_is_reminded_on_the_agreed_day() -> None:
    """Even if it is a Saturday; without a date on the next working day."""
    agreed = journey(interview(wait=i_call("2026-11-28")))
    assert moments(agreed, NudgeKind.FOLLOW_UP) == ["Sat 2026-11-28 10:00"]
    undated = journey(interview(wait=i_call(None)))
    assert moments(undated, NudgeKind.FOLLOW_UP) == ["Mon 2026-11-23 10:00"]


def test_follow_ups_are_due_at_ten_there() -> None:
    """Ten in New York is four in Berlin; whether it is the person's summer or not."""
    told = journey(interview(wait=they_call("2026-11-27"), zone=NEW_YORK, ended="2026-11-20 10:00"))
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Tue 2026-12-01 16:00"]
    march = they_call("2026-03-12", started="2026-03-05 15:30")
    spring = interview(
        wait=march, zone=NEW_YORK, ended="2026-03-05 10:00", logged="2026-03-05 16:00"
    )
    assert moments(journey(spring), NudgeKind.FOLLOW_UP) == ["Mon 2026-03-16 15:00"]


def test_ten_there_in_the_persons_night_waits_for_their_morning() -> None:
    """Ten in Tokyo is two at night in Berlin: half past eight, which is 16:30 there."""
    told = journey(
        interview(wait=they_call("2026-11-27"), zone="Asia/Tokyo", ended="2026-11-20 23:30")
    )
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Tue 2026-12-01 08:30"]
    assert moments(told, NudgeKind.FOLLOW_UP, "Asia/Tokyo") == ["Tue 2026-12-01 16:30"]


def test_past_seventeen_there_it_still_comes() -> None:
    """Ten in Auckland is 13:00 the day before in Los Angeles, in the open and not moved."""
    zone = "America/Los_Angeles"
    told = journey(
        interview(wait=they_call("2026-11-27"), zone="Pacific/Auckland", ended="2026-11-20 15:30"),
        who=person("2026-11-19 18:40", zone=zone),
    )
    assert moments(told, NudgeKind.FOLLOW_UP, zone) == ["Mon 2026-11-30 13:00"]
    night = replace(told, person=replace(told.person, zone="Asia/Kolkata"))
    assert moments(night, NudgeKind.FOLLOW_UP, "Pacific/Auckland") == ["Tue 2026-12-01 16:00"]


def test_an_unknown_employers_zone_is_the_persons() -> None:
    """Nothing told: ten o'clock at home."""
    told = journey(replace(interview(wait=they_call("2026-11-27")), zone=None))
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Tue 2026-12-01 10:00"]


def test_the_second_follow_up_is_five_working_days_after_the_first_was_sent() -> None:
    """Counted from when the person says they sent it, not from the nudge."""
    told = journey(
        interview(wait=they_call("2026-11-27")),
        follow_up("2026-12-02 12:00"),
        nudges=(sent(NudgeKind.FOLLOW_UP, at("2026-12-01 10:00")),),
    )
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Wed 2026-12-09 10:00"]


def test_writing_before_the_promised_date_does_not_bring_it_forward() -> None:
    """Sent at once, the next is still not before two working days after their date."""
    told = journey(interview(wait=they_call("2026-12-04")), follow_up("2026-11-23 12:00"))
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Tue 2026-12-08 10:00"]


def test_the_last_follow_up_the_country_allows_is_the_last() -> None:
    """Two where nothing is known, one in Kenya; the outcome is still asked."""
    twice = (follow_up("2026-12-01 12:00"), follow_up("2026-12-08 12:00", id="f2"))
    told = journey(interview(), *twice)
    assert moments(told, NudgeKind.FOLLOW_UP) == []
    assert moments(told, NudgeKind.OUTCOME) == ["Tue 2026-12-22 10:00"]
    kenya = journey(interview(country="KE", zone="Africa/Nairobi"), twice[0])
    assert moments(kenya, NudgeKind.FOLLOW_UP) == []


def test_an_answer_restarts_the_count() -> None:
    """What was sent in an earlier wait does not count in the new one."""
    answered = interview(wait=they_call("2026-12-11", 1, "2026-12-08 15:00"))
    told = journey(answered, follow_up("2026-12-01 12:00"), follow_up("2026-12-02 12:00", id="f2"))
    assert moments(told, NudgeKind.FOLLOW_UP) == ["Tue 2026-12-15 10:00"]


def test_a_follow_up_nudged_once_and_not_sent_is_not_nudged_again() -> None:
    """The clock only restarts when the person says they sent one."""
    told = journey(
        interview(wait=they_call("2026-11-27")),
        nudges=(sent(NudgeKind.FOLLOW_UP, at("2026-12-01 10:00")),),
    )
    assert moments(told, NudgeKind.FOLLOW_UP) == []


def test_where_contact_is_unwelcome_no_follow_up_is_ever_right() -> None:
    """Neither planned nor proposed."""
    unwelcome = interview(wait=they_call("2026-11-27"), contact_unwelcome=True)
    told = journey(unwelcome)
    assert moments(told, NudgeKind.FOLLOW_UP) == []
    assert follow_up_moment(told, unwelcome, customs) is None


def test_the_outcome_is_asked_ten_working_days_after_the_nudge_if_none_was_sent() -> None:
    """Nudged on Tuesday 1 December, asked on Tuesday the 15th, before and after the nudge."""
    promised = interview(wait=they_call("2026-11-27"))
    nudged = sent(NudgeKind.FOLLOW_UP, at("2026-12-01 10:00"))
    expected = ["Tue 2026-12-15 10:00"]
    assert moments(journey(promised), NudgeKind.OUTCOME) == expected
    assert moments(journey(promised, nudges=(nudged,)), NudgeKind.OUTCOME) == expected


def test_a_follow_up_nudged_later_than_planned_moves_the_outcome() -> None:
    """Ten working days count from when it was nudged in fact."""
    nudged = sent(NudgeKind.FOLLOW_UP, at("2026-12-03 10:00"))
    told = journey(interview(wait=they_call("2026-11-27")), nudges=(nudged,))
    assert moments(told, NudgeKind.OUTCOME) == ["Thu 2026-12-17 10:00"]


def test_only_follow_ups_that_were_said_move_the_outcome() -> None:
    """Neither another kind nor one that could not be delivered."""
    promised = interview(wait=they_call("2026-11-27"))
    promise = sent(NudgeKind.PROMISE, at("2026-11-27 18:30"))
    key = NudgeKey(NudgeKind.FOLLOW_UP, "acme")
    lost = Nudge(key, at("2026-12-03 10:00"), state=NudgeState.UNDELIVERED)
    told = journey(promised, nudges=(promise, lost))
    assert moments(told, NudgeKind.OUTCOME) == ["Tue 2026-12-15 10:00"]


def test_the_outcome_is_asked_ten_working_days_after_the_last_follow_up_sent() -> None:
    """Also while another follow-up is still allowed."""
    told = journey(interview(wait=they_call("2026-11-27")), follow_up("2026-12-02 12:00"))
    assert moments(told, NudgeKind.OUTCOME) == ["Wed 2026-12-16 10:00"]


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        (they_call("2026-11-27"), "Fri 2026-12-11 10:00"),
        (None, "Fri 2026-12-18 10:00"),
        (i_call("2026-11-27"), "Fri 2026-12-18 10:00"),
    ],
)
def test_where_contact_is_unwelcome_the_outcome_is_asked_later(
    wait: Wait | None, expected: str
) -> None:
    """Ten working days after the promise, else twenty after the interview."""
    told = journey(interview(wait=wait, contact_unwelcome=True))
    assert moments(told, NudgeKind.OUTCOME) == [expected]


def test_the_outcome_is_asked_once_in_a_wait() -> None:
    """What was said is not said again; a new wait asks anew."""
    said = sent(NudgeKind.OUTCOME, at("2026-12-11 10:00"))
    assert moments(journey(interview(), nudges=(said,)), NudgeKind.OUTCOME) == []
    answered = interview(wait=Wait(1, at("2026-12-14 12:00")))
    assert len(moments(journey(answered, nudges=(said,)), NudgeKind.OUTCOME)) == 1


def test_a_known_outcome_ends_the_wait() -> None:
    """No promise, no follow-up, no outcome."""
    over = interview(
        wait=they_call("2026-11-27"), outcome=Outcome(OutcomeKind.SILENCE, at("2026-11-24 12:00"))
    )
    told = journey(over)
    assert {one.key.kind for one in plan(told, customs)} == {NudgeKind.KEEP_LOOKING}
    assert follow_up_moment(told, over, customs) is None


def test_an_interview_logged_long_after_asks_for_nothing_that_is_past() -> None:
    """Three weeks later the follow-up's moment is gone; the outcome is still ahead."""
    told = journey(interview(logged="2026-12-10 12:00"))
    assert moments(told, NudgeKind.FOLLOW_UP) == []
    assert moments(told, NudgeKind.OUTCOME) == ["Fri 2026-12-11 10:00"]


def test_the_moment_of_a_follow_up_is_known_before_and_after_its_nudge() -> None:
    """It answers "when is it right?", whether or not the bot has brought it up."""
    promised = interview(wait=they_call("2026-11-27"))
    nudged = sent(NudgeKind.FOLLOW_UP, at("2026-12-01 10:00"))
    for told in (journey(promised), journey(promised, nudges=(nudged,))):
        right = follow_up_moment(told, promised, customs)
        assert right is not None
        assert local(right) == "Tue 2026-12-01 10:00"


def test_no_follow_up_is_right_any_more_after_the_last() -> None:
    """The country's number is reached."""
    told = journey(interview(country="KE"), follow_up("2026-12-01 12:00"))
    assert follow_up_moment(told, interview(country="KE"), customs) is None


def _snoozed(kind: NudgeKind, occurrence: str = "1", wait: int = 0) -> Snooze:
    until, asked = at("2026-12-03 09:00"), at("2026-12-01 10:05")
    return Snooze("z", kind.value, "acme", until, wait, occurrence, asked)


@pytest.mark.parametrize("kind", [NudgeKind.PROMISE, NudgeKind.FOLLOW_UP, NudgeKind.OUTCOME])
def test_an_answer_beats_what_was_put_off_in_the_wait(kind: NudgeKind) -> None:
    """In the wait itself it comes back; once they answered it does not."""
    waiting: Interview = interview(wait=they_call("2026-11-27"))
    assert "Thu 2026-12-03 09:00" in moments(journey(waiting, _snoozed(kind)), kind)
    answered = interview(wait=Wait(1, at("2026-12-02 11:00")))
    assert "Thu 2026-12-03 09:00" not in moments(journey(answered, _snoozed(kind)), kind)


def test_a_follow_up_put_off_and_then_sent_does_not_come_back() -> None:
    """Whether it was put off from its nudge or from a button elsewhere."""
    for occurrence in ("1", "later"):
        told = journey(interview(), _snoozed(NudgeKind.FOLLOW_UP, occurrence))
        assert "Thu 2026-12-03 09:00" in moments(told, NudgeKind.FOLLOW_UP)
        done = replace(told, facts=told.facts.put(follow_up("2026-12-02 12:00")))
        assert "Thu 2026-12-03 09:00" not in moments(done, NudgeKind.FOLLOW_UP)


def test_a_wait_that_began_today_owes_nothing_of_before() -> None:
    """An agreed day that lies before the answer is past."""
    began = at("2026-12-02 11:00")
    past = Wait(1, began, i_call(None).next_step, date(2026, 12, 1))
    told = journey(interview(wait=past))
    assert moments(told, NudgeKind.FOLLOW_UP) == []
    ahead = replace(past, on=began.date() + timedelta(days=1))
    assert moments(journey(interview(wait=ahead)), NudgeKind.FOLLOW_UP) == ["Thu 2026-12-03 10:00"]
