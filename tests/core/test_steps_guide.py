"""Help: every command is named, what the bot is and keeps is said, and each line works."""

from bot.library import load_library
from bot.steps.table import COMMANDS
from tests.desk import Desk

LIBRARY = load_library()


async def test_every_command_is_named() -> None:
    """Nothing that can be typed is left out of the help, but other spellings of the same."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    said = await sat.say("/interview help")
    for name in (
        "before", "add", "list", "people", "notes", "thanks", "references", "apply", "followup",
        "calm", "outcome", "settings", "snooze", "undo", "delete", "stop",
    ):  # fmt: skip
        assert name in COMMANDS
        assert f"{name}" in said


async def test_it_says_that_it_is_a_program_and_what_is_kept() -> None:
    """Nobody takes it for a counsellor, and everybody knows how to delete."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    said = await sat.say("help")
    assert "I am a program" in said
    assert "no doctor" in said
    assert "kept encrypted" in said
    assert "Add an interview" in said
