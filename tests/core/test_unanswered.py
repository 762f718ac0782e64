"""Whose answer was lost is told so once, with all that the answer would have shown anyway."""

from datetime import timedelta

from bot.inbound import Unanswered
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def make_up(desk: Desk) -> str:
    """Return what somebody is told whose answer was lost."""
    return read(*heard(await desk.act(Unanswered())))


async def test_it_shows_where_everything_stands_and_changes_nothing() -> None:
    """What was noted can be seen; undo, nudges and the last act are as they were."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Quillon")
    before = await desk.journey()
    desk.now += timedelta(minutes=5)
    said = await make_up(desk)
    assert "stopped before my answer" in said
    assert "Quillon" in said
    after = await desk.journey()
    assert (after.facts, after.nudges, after.person) == (
        before.facts, before.nudges, before.person
    )  # fmt: skip
    assert "Quillon" in await desk.say("undo")


async def test_words_that_never_arrived_are_asked_for_again() -> None:
    """Nothing is said to be saved that was never read."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Quillon")
    said = read(*heard(await desk.act(Unanswered(heard=False))))
    assert "send it once more" in said
    assert "is saved" not in said
    assert "Quillon" in said


async def test_a_newcomer_is_welcomed_after_all() -> None:
    """Somebody whose very first answer was lost learns what can be done here."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("hello")
    assert "Add an interview" in await make_up(desk)


async def test_help_that_was_lost_is_shown_again_and_nothing_else() -> None:
    """Dark words whose answer did not arrive get it after all: people first, no job hunt."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Quillon")
    await desk.say("I want to kill myself")
    said = await make_up(desk)
    assert "emergency number" in said
    assert "stopped before" not in said
    assert "Quillon" not in said


async def test_in_the_time_after_dark_words_it_is_said_without_the_job_hunt() -> None:
    """Other words were the last: people to talk to stay near, where things stand is left for later."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Quillon")
    await desk.say("I want to kill myself")
    desk.now += timedelta(hours=1)
    await desk.say("thanks")
    said = await make_up(desk)
    assert "stopped before my answer" in said
    assert "you can talk with a person" in said
    assert "Quillon" not in said
