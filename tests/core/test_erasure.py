"""Erasing everything: asked first, all of it, and nothing of it by mistake."""

from datetime import timedelta

import pytest

from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()
ASKED = "Erase everything I keep about you?"
DONE = "Everything I kept about you is erased"


async def with_one() -> Desk:
    """Return a desk with an interview, a person and reminders."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    await desk.fill(people="Dana Smith, dana@acme.com")
    assert await desk.store.next_due() is not None
    return desk


async def is_known(desk: Desk) -> bool:
    """Say whether anything at all is kept of the person."""
    return await desk.store.load(desk.who) is not None


@pytest.mark.parametrize(
    "words",
    [
        "delete everything",
        "/interview delete everything",
        "please delete all my data",
        "I want you to delete everything you know about me",
        "forget me",
        "erase all of it please",
        "how do i delete my data",
        "wipe everything i told you",
        "GDPR",
        "i want my data deleted",
    ],
)
async def test_whoever_wants_everything_gone_is_asked_and_then_it_is_gone(words: str) -> None:
    """Only after a yes; then no row, no reminder and no way back is left."""
    desk = await with_one()
    assert ASKED in await desk.say(words)
    assert await is_known(desk)
    assert DONE in await desk.say("yes")
    assert not await is_known(desk)
    assert await desk.store.next_due() is None
    await desk.say("undo")
    assert not (await desk.journey()).facts.interviews


async def test_the_button_erases_once_and_says_the_same_again() -> None:
    """A press that comes twice, as platforms send them, leaves nobody behind."""
    desk = await with_one()
    await desk.say("delete everything")
    await desk.press("Erase everything")
    assert DONE in await desk.press("Erase everything")
    assert not await is_known(desk)


@pytest.mark.parametrize("words", ["no", "keep everything", "Keep everything"])
async def test_no_keeps_everything(words: str) -> None:
    """And a yes after it is no yes to that any more."""
    desk = await with_one()
    before = (await desk.journey()).facts
    await desk.say("delete everything")
    assert "Nothing is erased" in await desk.say(words)
    await desk.say("yes")
    assert (await desk.journey()).facts == before


async def test_a_yes_of_the_next_day_is_asked_about_again() -> None:
    """It may be meant for something else by then."""
    desk = await with_one()
    await desk.say("delete everything")
    desk.now += timedelta(hours=2)
    assert ASKED in await desk.say("yes")
    assert await is_known(desk)
    assert DONE in await desk.say("yes")
    assert not await is_known(desk)


@pytest.mark.parametrize(
    "words",
    [
        "delete everything about Acme",
        "forget it",
        "i forgot everything",
        "remove dana",
        "i deleted everything they sent me",
        "they deleted my data engineer posting",
        "delete that",
        "they will forget me",
        "i want to forget everything",
    ],
)
async def test_other_words_never_ask_to_erase_everything(words: str) -> None:
    """What is about one thing, about memory or about others is not about what is kept here."""
    desk = await with_one()
    assert ASKED not in await desk.say(words)
