"""Quiet hours, what was put off, holding everything, and the pause after dark words."""

from dataclasses import replace
from datetime import time

import pytest

from bot.interview import (
    FollowUp,
    Notes,
    Outcome,
    OutcomeKind,
    Referee,
    ReferenceUse,
    Snooze,
    Step,
    Thanks,
    ToSend,
)
from bot.interview import Interview as Told
from bot.journey import Fact, Journey
from bot.nudges import plan
from bot.people import QuietHours
from bot.schedule import Nudge, NudgeKind
from tests.core.nudging import (
    at,
    contact,
    customs,
    interview,
    journey,
    local,
    moments,
    notes,
    person,
    sent,
    they_call,
)

NIGHT = "Mon 2026-11-23 23:15"


def put_off(
    kind: NudgeKind = NudgeKind.THANK_YOU,
    occurrence: str = "1",
    until: str = "2026-11-23 23:15",
    of: str | None = "acme",
    asked: str = "2026-11-20 18:31",
) -> Snooze:
    """Return a nudge put off until late on Monday evening."""
    return Snooze("z", kind.value, of, at(until), 0, occurrence, at(asked))


def planned(told: Journey, kind: NudgeKind) -> list[Nudge]:
    """Return the nudges of a kind, earliest first."""
    found = (one for one in plan(told, customs) if one.key.kind is kind)
    return sorted(found, key=lambda one: one.due)


# Quiet hours


def test_what_falls_into_the_night_comes_in_the_morning() -> None:
    """Ended at 18:00, thanks are due at 21:00: half past eight."""
    told = journey(interview(ended="2026-11-20 18:00"), contact(), notes())
    assert moments(told, NudgeKind.THANK_YOU) == ["Sat 2026-11-21 08:30"]


def test_quiet_hours_are_the_persons_own() -> None:
    """From 22 to 7 nothing moves at 21:00."""
    who = person(quiet=QuietHours(time(22), time(7)))
    told = journey(interview(ended="2026-11-20 18:00"), contact(), notes(), who=who)
    assert moments(told, NudgeKind.THANK_YOU) == ["Fri 2026-11-20 21:00"]


def test_a_promise_in_quiet_hours_is_asked_about_in_the_morning() -> None:
    """Somebody whose day ends at six."""
    who = person(quiet=QuietHours(time(18), time(9)))
    told = journey(interview(wait=they_call("2026-11-27")), who=who)
    assert moments(told, NudgeKind.PROMISE) == ["Sat 2026-11-28 09:00"]


def test_a_wall_clock_nudge_remembers_its_wall_clock_time_and_an_instant_does_not() -> None:
    """The first follows the clock when zones change, the second stays."""
    told = journey(interview(wait=they_call("2026-11-27")))
    promise = planned(told, NudgeKind.PROMISE)[0]
    assert promise.wall is not None
    assert (promise.wall.isoformat(), promise.zone) == ("2026-11-27T18:30:00", "Europe/Berlin")
    assert planned(told, NudgeKind.CONTACTS)[0].wall is None


def test_a_changed_zone_moves_wall_clock_nudges_and_leaves_instants() -> None:
    """From Berlin to New York: the promise at their 18:30, an hour after the end as before."""
    told = journey(interview(wait=they_call("2026-11-27")))
    moved = replace(told, person=replace(told.person, zone="America/New_York"))
    expected = ["Fri 2026-11-27 18:30"]
    assert moments(moved, NudgeKind.PROMISE, "America/New_York") == expected
    assert moments(moved, NudgeKind.CONTACTS) == ["Fri 2026-11-20 16:30"]


# One nudge put off


def test_what_was_put_off_comes_at_the_chosen_moment_even_at_night() -> None:
    """Quiet hours do not move it, and it knows that it was chosen."""
    told = journey(interview(), contact(), put_off())
    assert moments(told, NudgeKind.THANK_YOU) == [NIGHT]
    assert planned(told, NudgeKind.THANK_YOU)[0].chosen


def test_what_was_put_off_holds_past_never() -> None:
    """Notes a week later, thanks where they are unusual."""
    week = put_off(NudgeKind.REFLECTION, "2", "2026-11-30 09:00")
    assert "Mon 2026-11-30 09:00" in moments(journey(interview(), week), NudgeKind.REFLECTION)
    korea = journey(interview(country="KR"), contact(), put_off())
    assert moments(korea, NudgeKind.THANK_YOU) == [NIGHT]


def test_putting_off_silences_the_kind_until_then() -> None:
    """Put off to Monday night, the reminder at 22 hours and the one at 72 stay away."""
    told = journey(interview(country="US"), contact(), put_off())
    assert moments(told, NudgeKind.THANK_YOU) == [NIGHT]
    shorter = journey(interview(country="US"), contact(), put_off(until="2026-11-21 09:00"))
    assert moments(shorter, NudgeKind.THANK_YOU) == [
        "Sat 2026-11-21 09:00",
        "Sat 2026-11-21 13:30",
        "Mon 2026-11-23 15:30",
    ]


def test_putting_off_one_interviews_nudge_leaves_the_others() -> None:
    """Another interview's thanks come as planned."""
    told = journey(interview(), interview("globex"), contact(), contact("x", "globex"), put_off())
    assert moments(told, NudgeKind.THANK_YOU) == ["Fri 2026-11-20 18:30", NIGHT]


def test_one_thing_to_send_put_off_leaves_the_other() -> None:
    """Each has its own day."""
    portfolio = ToSend("p", "acme", "portfolio", at("2026-11-24 00:00").date())
    told = journey(
        interview(),
        replace(portfolio, by=at("2026-11-23 12:00").date()),
        replace(portfolio, id="s", by=at("2026-11-23 12:00").date()),
        put_off(NudgeKind.TO_SEND, "p", until="2026-11-24 12:00", asked="2026-11-21 10:00"),
    )
    expected = ["Mon 2026-11-23 09:00", "Tue 2026-11-24 12:00"]
    assert moments(told, NudgeKind.TO_SEND) == expected


def test_what_was_put_off_and_said_is_over() -> None:
    """It does not come back a second time."""
    told = journey(interview(), contact(), put_off())
    (nudge,) = planned(told, NudgeKind.THANK_YOU)
    said = sent(NudgeKind.THANK_YOU, nudge.due, occurrence=nudge.key.occurrence)
    assert moments(replace(told, nudges=(said,)), NudgeKind.THANK_YOU) == []


def test_a_reminder_does_not_repeat_what_was_put_off_to_just_before() -> None:
    """Put off to 08:40, notes are not asked for again at 09:00."""
    told = journey(
        interview(),
        put_off(NudgeKind.REFLECTION, until="2026-11-21 08:40", asked="2026-11-20 16:31"),
    )
    assert moments(told, NudgeKind.REFLECTION) == ["Sat 2026-11-21 08:40"]


def test_a_reminder_an_hour_after_what_was_put_off_comes() -> None:
    """Put off to 08:00, notes are asked for again at 09:00."""
    early = put_off(NudgeKind.REFLECTION, until="2026-11-21 08:00", asked="2026-11-20 16:31")
    expected = ["Sat 2026-11-21 08:00", "Sat 2026-11-21 09:00"]
    assert moments(journey(interview(), early), NudgeKind.REFLECTION) == expected


CHOSEN_REFEREE = ReferenceUse("u", "acme", "r", at("2026-11-20 16:00"), at("2026-11-20 17:00"))
TO_SEND = ToSend("1", "acme", "portfolio", at("2026-11-24 12:00").date())


@pytest.mark.parametrize(
    ("kind", "done"),
    [
        (NudgeKind.CONTACTS, contact()),
        (NudgeKind.CONTACTS, interview(skipped=frozenset({Step.CONTACTS}))),
        (NudgeKind.REFLECTION, notes()),
        (NudgeKind.REFLECTION, interview(skipped=frozenset({Step.REFLECTION}))),
        (NudgeKind.THANK_YOU, contact(thanks=Thanks.SENT)),
        (NudgeKind.THANK_YOU, interview(contact_unwelcome=True)),
        (NudgeKind.THANK_YOU, interview(skipped=frozenset({Step.THANK_YOU}))),
        (NudgeKind.TO_SEND, replace(TO_SEND, sent=at("2026-11-21 10:00"))),
        (NudgeKind.REFERENCES, CHOSEN_REFEREE),
        (NudgeKind.REFERENCES, interview(skipped=frozenset({Step.REFERENCES}))),
        (NudgeKind.FOLLOW_UP, FollowUp("f", "acme", 0, at("2026-11-21 10:00"))),
        (NudgeKind.FOLLOW_UP, interview(contact_unwelcome=True)),
        (
            NudgeKind.OUTCOME,
            interview(outcome=Outcome(OutcomeKind.SILENCE, at("2026-11-21 10:00"))),
        ),
        (NudgeKind.PROMISE, interview(outcome=Outcome(OutcomeKind.OFFER, at("2026-11-21 10:00")))),
    ],
)
def test_what_was_put_off_does_not_come_back_once_its_subject_is_done(
    kind: NudgeKind, done: Fact
) -> None:
    """Done, set aside, unwelcome or decided: before it, it would have come."""
    told = journey(interview(), Referee("r", "Kim"), TO_SEND, put_off(kind))
    assert NIGHT in moments(told, kind)
    over = replace(told, facts=told.facts.put(done))
    assert NIGHT not in moments(over, kind)


def test_empty_notes_do_not_end_what_was_put_off() -> None:
    """Only written ones do."""
    told = journey(interview(), Notes("acme"), put_off(NudgeKind.REFLECTION))
    assert NIGHT in moments(told, NudgeKind.REFLECTION)


def test_what_was_put_off_goes_with_its_interview() -> None:
    """Deleted is deleted."""
    assert plan(journey(put_off()), customs) == frozenset()


def test_calm_put_off_comes_alone_and_instead_of_that_evenings() -> None:
    """Put off to Sunday noon: not again on Sunday evening."""
    calm = put_off(NudgeKind.CALM, "2026-11-20", "2026-11-22 12:00", None)
    told = journey(interview(), contact(), notes(), calm)
    assert moments(told, NudgeKind.CALM)[:2] == ["Sun 2026-11-22 12:00", "Tue 2026-11-24 18:30"]


def test_calm_put_off_and_said_is_over() -> None:
    """On Sunday noon it came; Tuesday is next."""
    calm = put_off(NudgeKind.CALM, "2026-11-20", "2026-11-22 12:00", None)
    told = journey(interview(), contact(), notes(), calm)
    said = sent(NudgeKind.CALM, at("2026-11-22 12:00"), of=None, occurrence="2026-11-20.sz")
    planned = moments(replace(told, nudges=(said,)), NudgeKind.CALM)
    assert "Sun 2026-11-22 12:00" not in planned
    assert "Sun 2026-11-22 18:30" not in planned


def test_calm_put_off_keeps_60_minutes_from_a_message() -> None:
    """Both put off to Tuesday nine: thanks at nine, calm at ten, and none that evening."""
    thanks = replace(put_off(until="2026-11-24 09:00"), id="t")
    calm = put_off(NudgeKind.CALM, "2026-11-20", "2026-11-24 09:00", None)
    told = journey(interview(), contact(), notes(), thanks, calm)
    assert moments(told, NudgeKind.CALM)[:2] == ["Tue 2026-11-24 10:00", "Thu 2026-11-26 18:30"]


def test_calm_put_off_ends_with_the_wait_or_the_switch() -> None:
    """No open interview, or calm switched off."""
    calm = put_off(NudgeKind.CALM, "2026-11-20", "2026-11-22 12:00", None)
    over: Told = interview(outcome=Outcome(OutcomeKind.SILENCE, at("2026-11-21 10:00")))
    assert moments(journey(over, calm), NudgeKind.CALM) == []
    assert moments(journey(interview(), calm, who=person(calm_on=False)), NudgeKind.CALM) == []


def test_the_weekly_look_put_off_comes_back_unless_the_search_is_over() -> None:
    """Tuesday noon instead of Monday; not after an accepted offer."""
    look = put_off(
        NudgeKind.KEEP_LOOKING, "2026-11-23", "2026-11-24 12:00", None, "2026-11-23 09:31"
    )
    said = sent(NudgeKind.KEEP_LOOKING, at("2026-11-23 09:30"), of=None, occurrence="2026-11-23")
    told = journey(interview(), look, nudges=(said,))
    expected = ["Tue 2026-11-24 12:00", "Mon 2026-11-30 09:30"]
    assert moments(told, NudgeKind.KEEP_LOOKING) == expected
    accepted = at("2026-11-23 12:00")
    over = interview(outcome=Outcome(OutcomeKind.OFFER, accepted, accepted))
    assert moments(replace(told, facts=told.facts.put(over)), NudgeKind.KEEP_LOOKING) == []


# Everything put off


def test_everything_put_off_comes_at_the_chosen_moment_even_at_night_and_past_never() -> None:
    """Held until Monday 23:15: people, notes and thanks, once each; soft kinds of before do not."""
    held = person(hold_until=at("2026-11-23 23:15"))
    told = journey(interview(country="US"), who=held)
    by_kind = {kind: moments(told, kind)[0] for kind in NudgeKind if moments(told, kind)}
    for kind in (
        NudgeKind.CONTACTS,
        NudgeKind.REFLECTION,
        NudgeKind.THANK_YOU,
        NudgeKind.REFERENCES,
    ):
        assert by_kind[kind] == NIGHT
    assert len(moments(told, NudgeKind.REFLECTION)) == 1
    assert len(moments(told, NudgeKind.THANK_YOU)) == 1
    assert by_kind[NudgeKind.CALM] == "Tue 2026-11-24 18:30"
    assert by_kind[NudgeKind.KEEP_LOOKING] == "Mon 2026-11-30 09:30"


def test_what_is_due_after_everything_was_put_off_stays() -> None:
    """The hold ends before it."""
    told = journey(
        interview(wait=they_call("2026-11-27")), who=person(hold_until=at("2026-11-23 09:00"))
    )
    assert moments(told, NudgeKind.PROMISE) == ["Fri 2026-11-27 18:30"]


def test_putting_everything_off_revives_nothing_that_was_never_owed() -> None:
    """Logged on Saturday, Friday's hour after the end does not come on Monday."""
    told = journey(
        interview(logged="2026-11-21 12:00"), who=person(hold_until=at("2026-11-23 09:00"))
    )
    assert moments(told, NudgeKind.CONTACTS) == []


# Dark words


def test_after_dark_words_nothing_comes_for_the_pause_and_then_all_as_one() -> None:
    """Soft ones of that time are dropped, the others wait for its end, and out of the night."""
    told = journey(
        interview(wait=they_call("2026-11-27")),
        ToSend("p", "acme", "portfolio", at("2026-11-28 12:00").date()),
        who=person(dark_until=at("2026-11-28 22:00")),
    )
    assert moments(told, NudgeKind.PROMISE) == ["Sun 2026-11-29 08:30"]
    assert moments(told, NudgeKind.TO_SEND) == ["Sun 2026-11-29 08:30"]
    assert moments(told, NudgeKind.CALM)[0] == "Mon 2026-11-30 18:30"
    assert moments(told, NudgeKind.KEEP_LOOKING)[0] == "Mon 2026-11-30 09:30"
    assert min(one.due for one in plan(told, customs)) >= at("2026-11-28 22:00")


def test_dark_words_beat_a_chosen_moment() -> None:
    """Put off to Monday night, it waits for the end of the pause and its night; calm is dropped."""
    told = journey(
        interview(),
        contact(),
        put_off(),
        replace(put_off(NudgeKind.CALM, "2026-11-20", of=None), id="c"),
        who=person(dark_until=at("2026-11-24 05:00")),
    )
    assert moments(told, NudgeKind.THANK_YOU) == ["Tue 2026-11-24 08:30"]
    assert moments(told, NudgeKind.CALM)[0] == "Tue 2026-11-24 18:30"


def test_dark_words_beat_holding_everything() -> None:
    """Held until Monday, dark until Tuesday: Tuesday, and not past never."""
    who = person(hold_until=at("2026-11-23 09:00"), dark_until=at("2026-11-24 12:00"))
    told = journey(interview(wait=they_call("2026-11-22")), who=who)
    assert moments(told, NudgeKind.PROMISE) == ["Tue 2026-11-24 12:00"]
    assert moments(told, NudgeKind.REFLECTION) == []


def test_what_is_due_as_a_pause_ends_is_not_touched_by_it() -> None:
    """The weekly look on Monday at 09:30, held or dark until that minute, is not chosen by anybody."""
    monday = at("2026-11-23 09:30")
    for who in (person(hold_until=monday), person(dark_until=monday)):
        told = journey(interview(), who=who)
        (look, *_) = planned(told, NudgeKind.KEEP_LOOKING)
        assert (local(look.due), look.chosen) == ("Mon 2026-11-23 09:30", False)


def test_a_pause_that_is_over_changes_nothing() -> None:
    """What was due after it comes as planned."""
    plain = journey(interview(), contact())
    paused = replace(plain, person=replace(plain.person, dark_until=at("2026-11-20 12:00")))
    assert plan(paused, customs) == plan(plain, customs)
    assert local(min(one.due for one in plan(plain, customs))) == "Fri 2026-11-20 16:30"
