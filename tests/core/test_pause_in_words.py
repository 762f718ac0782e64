"""Asking to be left alone for a while, putting a step off, and a plain thank-you: in the words people use."""

import pytest

from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def asked_for_notes() -> Desk:
    """Return somebody who told of an interview on a Monday afternoon and is asked for notes."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.add("Acme")
    await desk.say("/interview notes")
    return desk


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("leave me alone for today", "Tue 17 Nov, 09:00"),
        ("pls leave me alone today", "Tue 17 Nov, 09:00"),
        ("not today", "Tue 17 Nov, 09:00"),
        ("stop for today", "Tue 17 Nov, 09:00"),
        ("thats enough for today", "Tue 17 Nov, 09:00"),
        ("give me a break", "Tue 17 Nov, 09:00"),
        ("i need a break from all this", "Tue 17 Nov, 09:00"),
        ("give me a break till monday", "Mon 23 Nov, 09:00"),
        ("quiet please until friday", "Fri 20 Nov, 09:00"),
        ("pause for two days", "Wed 18 Nov, 09:00"),
        ("leave me alone for an hour", "Mon 16 Nov, 17:10"),
    ],
)
async def test_who_wants_to_be_left_alone_is_and_learns_how_to_take_it_back(
    typed: str, until: str
) -> None:
    """Nothing comes before the moment named, nothing is asked once more, and one button undoes it."""
    desk = await asked_for_notes()
    said = await desk.say(typed)
    assert f"nothing at all until {until}" in said
    assert "I would still like to hear" not in said
    assert (await desk.journey()).facts.notes == ()
    await desk.press("Write as before")
    assert (await desk.journey()).person.hold_until is None


async def test_the_words_of_the_button_take_a_pause_back_too() -> None:
    """Typed, they do what the button does, and say so."""
    desk = await asked_for_notes()
    await desk.say("not today")
    assert "I write as before" in await desk.say("write as before")
    assert (await desk.journey()).person.hold_until is None


async def test_a_pause_for_today_holds_back_every_message_of_the_day() -> None:
    """The evening passes in silence; the next morning brings what was held."""
    desk = await asked_for_notes()
    await desk.say("not today")
    assert await desk.wait_until("2026-11-17 08:59") == []
    assert await desk.wait_until("2026-11-17 09:00")


async def test_after_midnight_today_ends_with_the_coming_morning() -> None:
    """Who says "not today" at one in the night is written to when it is day."""
    desk = await asked_for_notes()
    await desk.wait_until("2026-11-17 01:00")
    assert "Tue 17 Nov, 09:00" in await desk.say("not today")


async def test_a_bare_wish_to_be_left_alone_still_stops_everything() -> None:
    """Without a time it is for good, and can be begun again."""
    desk = await asked_for_notes()
    assert "not write first any more" in await desk.say("leave me alone")


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("can i just write them tonight", "Mon 16 Nov, 19:00"),
        ("i'll do it tonight", "Mon 16 Nov, 19:00"),
        ("later today", "Mon 16 Nov, 19:00"),
        ("maybe tonight", "Mon 16 Nov, 19:00"),
        ("can we do this tomorrow", "Tue 17 Nov, 09:00"),
        ("i'll do it on monday", "Mon 23 Nov, 09:00"),
        ("no thanks", "Tue 17 Nov, 09:00"),
    ],
)
async def test_a_step_is_put_off_in_passing_and_is_no_note(typed: str, when: str) -> None:
    """It comes back at the moment named, and not before."""
    desk = await asked_for_notes()
    assert f"come back to it on {when}" in await desk.say(typed)
    journey = await desk.journey()
    assert (journey.facts.notes, journey.dialogue.question) == ((), None)


async def test_tonight_said_late_in_the_evening_is_an_hour_later() -> None:
    """A moment that has passed is never promised."""
    desk = await asked_for_notes()
    await desk.wait_until("2026-11-16 21:30")
    assert "Mon 16 Nov, 22:30" in await desk.say("i'll write it tonight")


@pytest.mark.parametrize(
    "typed",
    ["thanks", "thank you", "Thank you so much!", "ty", "ok thanks", "thanks for listening"],
)
async def test_a_plain_thank_you_is_a_courtesy_and_what_was_asked_stays_open(typed: str) -> None:
    """It becomes neither a note nor a thank-you sent, and is answered kindly."""
    desk = await asked_for_notes()
    before = (await desk.journey()).facts
    assert "Glad to help" in await desk.say(typed)
    journey = await desk.journey()
    assert journey.facts == before
    assert journey.dialogue.question is not None
    assert journey.dialogue.question.ask == "free"
