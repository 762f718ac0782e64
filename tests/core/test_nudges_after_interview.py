"""People, notes, thanks, what was promised and referees: when the bot brings them up."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.interview import Outcome, OutcomeKind, Referee, ReferenceUse, Step, Thanks, ToSend
from bot.nudges import plan
from bot.people import QuietHours
from bot.schedule import NudgeKind
from tests.core.nudging import (
    at,
    contact,
    customs,
    interview,
    journey,
    moments,
    notes,
    person,
    sent,
)

HOUR_AFTER = ["Fri 2026-11-20 16:30"]


def test_people_are_asked_for_an_hour_after_the_end() -> None:
    """If nobody is recorded."""
    assert moments(journey(interview()), NudgeKind.CONTACTS) == HOUR_AFTER


def test_people_once_recorded_are_not_asked_for() -> None:
    """One person is enough; so is having got no names."""
    assert moments(journey(interview(), contact()), NudgeKind.CONTACTS) == []
    skipped = interview(skipped=frozenset({Step.CONTACTS}))
    assert moments(journey(skipped), NudgeKind.CONTACTS) == []


def test_people_recorded_elsewhere_do_not_count() -> None:
    """A contact of another interview says nothing about this one."""
    told = journey(interview(), contact(of="globex"))
    assert moments(told, NudgeKind.CONTACTS) == HOUR_AFTER


def test_notes_are_asked_for_after_an_hour_and_once_more_next_morning() -> None:
    """An hour after the end, then 09:00."""
    expected = [*HOUR_AFTER, "Sat 2026-11-21 09:00"]
    assert moments(journey(interview()), NudgeKind.REFLECTION) == expected


@pytest.mark.parametrize("done", ["written", "skipped"])
def test_notes_once_written_or_set_aside_are_not_asked_for(done: str) -> None:
    """Any answer will do, and so will none."""
    skipped = frozenset({Step.REFLECTION}) if done == "skipped" else frozenset[Step]()
    told = journey(interview(skipped=skipped))
    if done == "written":
        told = replace(told, facts=told.facts.put(notes()))
    assert moments(told, NudgeKind.REFLECTION) == []


def test_empty_notes_are_no_notes() -> None:
    """A form opened and never sent has written nothing."""
    told = journey(interview(), replace(notes(), written_at=None))
    assert len(moments(told, NudgeKind.REFLECTION)) == 2


def test_the_next_morning_is_the_one_after_the_end_on_the_persons_clock() -> None:
    """Ended at 23:00 in Berlin it is still five in the afternoon in New York."""
    who = person("2026-11-20 23:10", zone="America/New_York")
    told = journey(interview(ended="2026-11-20 23:00"), who=who)
    expected = ["Fri 2026-11-20 18:00", "Sat 2026-11-21 09:00"]
    assert moments(told, NudgeKind.REFLECTION, "America/New_York") == expected


def test_two_reminders_of_the_same_notes_do_not_come_in_one_message() -> None:
    """Moved to 08:30 by quiet hours, the first one makes that of 09:00 superfluous."""
    told = journey(interview(ended="2026-11-20 20:00"))
    assert moments(told, NudgeKind.REFLECTION) == ["Sat 2026-11-21 08:30"]


def test_a_reminder_just_said_is_not_repeated_half_an_hour_later() -> None:
    """The second reminder stays away as well once the first was sent."""
    said = sent(NudgeKind.REFLECTION, at("2026-11-21 08:30"))
    told = journey(interview(ended="2026-11-20 20:00"), nudges=(said,))
    assert moments(told, NudgeKind.REFLECTION) == []


def test_notes_are_never_asked_for_after_48_hours() -> None:
    """Quiet hours that last for days, as it were, leave nothing to ask for."""
    who = person(dark_until=at("2026-11-22 15:31"))
    assert moments(journey(interview(), who=who), NudgeKind.REFLECTION) == []


def test_people_are_never_asked_for_after_24_hours() -> None:
    """After a pause that ends a minute too late nobody asks; a minute earlier somebody does."""
    late = person(dark_until=at("2026-11-21 15:31"))
    right = person(dark_until=at("2026-11-21 15:30"))
    assert moments(journey(interview(), who=late), NudgeKind.CONTACTS) == []
    expected = ["Sat 2026-11-21 15:30"]
    assert moments(journey(interview(), who=right), NudgeKind.CONTACTS) == expected


@pytest.mark.parametrize("country", ["US", "NL"])
def test_thanks_come_three_times_where_they_are_expected_or_welcome(country: str) -> None:
    """After 3, 22 and 72 hours."""
    told = journey(interview(country=country), contact())
    assert moments(told, NudgeKind.THANK_YOU) == [
        "Fri 2026-11-20 18:30",
        "Sat 2026-11-21 13:30",
        "Mon 2026-11-23 15:30",
    ]


@pytest.mark.parametrize("country", ["DE", None, "XX"])
def test_thanks_come_once_where_they_are_optional_or_nothing_is_known(country: str | None) -> None:
    """Only the first one, three hours after the end."""
    told = journey(interview(country=country), contact())
    assert moments(told, NudgeKind.THANK_YOU) == ["Fri 2026-11-20 18:30"]


def test_thanks_are_not_brought_up_where_they_are_unusual_unless_asked_for() -> None:
    """In Korea the bot says nothing of them; whoever opened the step is reminded once."""
    korean = interview(country="KR")
    assert moments(journey(korean, contact()), NudgeKind.THANK_YOU) == []
    asked = replace(korean, opened=frozenset({Step.THANK_YOU}))
    assert moments(journey(asked, contact()), NudgeKind.THANK_YOU) == ["Fri 2026-11-20 18:30"]


def test_thanks_are_brought_up_even_if_nobody_is_recorded() -> None:
    """Then they ask who it was."""
    assert moments(journey(interview()), NudgeKind.THANK_YOU) == ["Fri 2026-11-20 18:30"]


def test_thanks_are_over_once_everybody_is_settled() -> None:
    """One still open keeps them; sent or not this time for all ends them."""
    thanked = contact("lee", thanks=Thanks.SENT)
    declined = contact("dana", thanks=Thanks.NOT_THIS_TIME)
    still = journey(interview(), thanked, contact("dana"))
    assert len(moments(still, NudgeKind.THANK_YOU)) == 1
    assert moments(journey(interview(), thanked, declined), NudgeKind.THANK_YOU) == []


def test_thanks_are_over_once_set_aside_or_where_contact_is_unwelcome() -> None:
    """Neither is anything to be reminded of."""
    skipped = interview(country="US", skipped=frozenset({Step.THANK_YOU}))
    unwelcome = interview(country="US", contact_unwelcome=True)
    assert moments(journey(skipped, contact()), NudgeKind.THANK_YOU) == []
    assert moments(journey(unwelcome, contact()), NudgeKind.THANK_YOU) == []


def test_thanks_sent_before_are_not_sent_again() -> None:
    """The first was said, the other two are still to come."""
    said = sent(NudgeKind.THANK_YOU, at("2026-11-20 18:30"))
    told = journey(interview(country="US"), contact(), nudges=(said,))
    assert moments(told, NudgeKind.THANK_YOU) == ["Sat 2026-11-21 13:30", "Mon 2026-11-23 15:30"]


def test_the_last_thanks_may_wait_for_the_morning() -> None:
    """72 hours after 21:00 is in quiet hours; half past eight is still meant."""
    told = journey(interview(ended="2026-11-20 21:00", country="US"), contact())
    assert moments(told, NudgeKind.THANK_YOU)[-1] == "Tue 2026-11-24 08:30"


def test_no_thanks_come_after_the_last_ones_moment() -> None:
    """A pause that ends after the 72 hours ends all of them."""
    told = journey(
        interview(country="US"), contact(), who=person(dark_until=at("2026-11-23 15:31"))
    )
    assert moments(told, NudgeKind.THANK_YOU) == []


def test_what_was_promised_is_brought_up_at_nine_on_its_day() -> None:
    """Each thing on its own, until it is sent."""
    portfolio = ToSend("p", "acme", "portfolio", date(2026, 11, 24))
    sample = ToSend("s", "acme", "sample", date(2026, 11, 25))
    told = journey(interview(), portfolio, sample)
    expected = ["Tue 2026-11-24 09:00", "Wed 2026-11-25 09:00"]
    assert moments(told, NudgeKind.TO_SEND) == expected
    done = journey(interview(), replace(portfolio, sent=at("2026-11-23 09:00")), sample)
    assert moments(done, NudgeKind.TO_SEND) == expected[1:]


def test_two_things_promised_for_one_day_are_two() -> None:
    """They make one message, and neither takes the other's place."""
    day = date(2026, 11, 24)
    told = journey(interview(), *(ToSend(id, "acme", id, day) for id in ("cv", "portfolio")))
    assert moments(told, NudgeKind.TO_SEND) == ["Tue 2026-11-24 09:00"] * 2


def test_references_are_brought_up_on_the_next_working_day_at_ten() -> None:
    """The interview was on a Friday, so on Monday."""
    assert moments(journey(interview()), NudgeKind.REFERENCES) == ["Mon 2026-11-23 10:00"]


def test_the_persons_own_holidays_move_references() -> None:
    """For somebody in the US the day after the eve of Thanksgiving is a Friday."""
    zone = "America/New_York"
    who = person("2026-11-25 15:40", zone=zone, country="US")
    told = journey(interview(ended="2026-11-25 15:30", zone=zone), who=who)
    assert moments(told, NudgeKind.REFERENCES, zone) == ["Fri 2026-11-27 10:00"]
    unknown = replace(told, person=replace(who, country=None))
    assert moments(unknown, NudgeKind.REFERENCES, zone) == ["Thu 2026-11-26 10:00"]


def test_references_come_again_only_where_a_chosen_referee_is_still_not_told() -> None:
    """Two working days later, and not at all once each was told."""
    use = ReferenceUse("u", "acme", "ref", chosen=at("2026-11-20 16:00"))
    untold = journey(interview(), Referee("ref", "Kim"), use)
    expected = ["Mon 2026-11-23 10:00", "Wed 2026-11-25 10:00"]
    assert moments(untold, NudgeKind.REFERENCES) == expected
    told = journey(interview(), Referee("ref", "Kim"), replace(use, told_at=at("2026-11-20 17:00")))
    assert moments(told, NudgeKind.REFERENCES) == []


def test_a_referee_not_told_is_brought_up_although_the_step_was_opened() -> None:
    """Choosing somebody is not telling them."""
    use = ReferenceUse("u", "acme", "ref", chosen=at("2026-11-20 16:00"))
    opened = interview(opened=frozenset({Step.REFERENCES}))
    assert len(moments(journey(opened, Referee("ref", "Kim"), use), NudgeKind.REFERENCES)) == 2


def test_references_once_opened_or_set_aside_are_not_brought_up() -> None:
    """The question is whether any were named; that was answered."""
    opened = interview(opened=frozenset({Step.REFERENCES}))
    skipped = interview(skipped=frozenset({Step.REFERENCES}))
    assert moments(journey(opened), NudgeKind.REFERENCES) == []
    assert moments(journey(skipped), NudgeKind.REFERENCES) == []


@pytest.mark.parametrize("country", ["DE", "KR"])
def test_where_references_are_unusual_they_need_a_recorded_referee(country: str) -> None:
    """Certificates do their work there, or nobody asks."""
    there = interview(country=country)
    assert moments(journey(there), NudgeKind.REFERENCES) == []
    assert len(moments(journey(there, Referee("ref", "Kim")), NudgeKind.REFERENCES)) == 1


def test_logged_late_an_interview_owes_nothing() -> None:
    """Told the next morning at ten, only what is still ahead is planned."""
    told = journey(interview(country="US", logged="2026-11-21 10:00"), contact())
    assert moments(told, NudgeKind.REFLECTION) == []
    assert moments(told, NudgeKind.THANK_YOU) == ["Sat 2026-11-21 13:30", "Mon 2026-11-23 15:30"]


def test_what_is_due_the_minute_it_is_logged_still_comes() -> None:
    """Exactly an hour after the end is not too late."""
    told = journey(interview(logged="2026-11-20 16:30"))
    assert moments(told, NudgeKind.CONTACTS) == HOUR_AFTER


def test_an_outcome_ends_everything_about_its_interview() -> None:
    """Even what was promised to be sent."""
    over = interview(outcome=Outcome(OutcomeKind.REJECTION, at("2026-11-20 16:00")))
    told = journey(over, ToSend("p", "acme", "portfolio", date(2026, 11, 24)))
    assert {one.key.interview for one in plan(told, customs)} == {None}


def test_an_accepted_offer_ends_everything_told_before_it() -> None:
    """Two interviews open, one offer accepted: nothing is left; what is told later counts again."""
    accepted = Outcome(OutcomeKind.OFFER, at("2026-11-20 18:00"), at("2026-11-20 18:00"))
    told = journey(interview(), interview("globex", outcome=accepted))
    assert plan(told, customs) == frozenset()
    later = interview("initech", ended="2026-11-25 12:00")
    again = replace(told, facts=told.facts.put(later))
    assert {one.key.interview for one in plan(again, customs)} == {"initech", None}


def test_the_last_accepted_offer_ends_what_was_told_until_then() -> None:
    """Also what was told between two acceptances, and in the very minute of the second."""
    first, second = at("2026-11-20 18:00"), at("2026-11-25 12:00")
    told = journey(
        interview("a", outcome=Outcome(OutcomeKind.OFFER, first, first)),
        interview("b", outcome=Outcome(OutcomeKind.OFFER, second, second)),
        interview("c", ended="2026-11-23 12:00"),
        interview("d", ended="2026-11-25 11:30", logged="2026-11-25 12:00"),
    )
    assert plan(told, customs) == frozenset()


def test_an_offer_not_yet_accepted_ends_only_its_own() -> None:
    """The other interview and the search go on."""
    offer = Outcome(OutcomeKind.OFFER, at("2026-11-20 18:00"))
    told = journey(interview(), interview("globex", outcome=offer))
    assert {one.key.interview for one in plan(told, customs)} == {"acme", None}
    assert len(moments(told, NudgeKind.KEEP_LOOKING)) == 1


def test_hours_after_the_end_are_elapsed_hours() -> None:
    """22 hours over the end of summer time are 21 on the wall."""
    told = journey(
        interview(ended="2026-10-24 18:00", country="US"),
        contact(),
        who=person(quiet=QuietHours(time(0), time(0))),
    )
    assert moments(told, NudgeKind.THANK_YOU)[1] == "Sun 2026-10-25 15:00"
