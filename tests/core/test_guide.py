"""Help: every command is named, and what a person should know before relying on it."""

from bot.catalogue import PSEUDO
from bot.library import load_library
from bot.steps.table import COMMANDS
from tests.desk import Desk

LIBRARY = load_library()
LISTED = (
    "before", "add", "list", "people", "notes", "thanks", "references", "apply", "followup",
    "calm", "outcome", "settings", "snooze", "undo", "delete", "stop",
)  # fmt: skip
"""What can be typed after `/interview`; other entries of the table are reached by plain words."""


async def test_every_command_is_listed() -> None:
    """A command that somebody can type stands in the help."""
    desk = Desk(LIBRARY)
    said = await desk.say("/interview help")
    for command in LISTED:
        assert command in COMMANDS
        assert f"{command}:" in said or f"{command} " in said


async def test_it_says_what_it_is_and_is_not() -> None:
    """A program, no medical help, nobody else written to, what is kept and where advice is from."""
    desk = Desk(LIBRARY)
    said = await desk.say("help")
    for part in ("I am a program", "not medical help", "anybody but you", "encrypted", "sources"):
        assert part in said


async def test_it_fits_a_language_of_longer_words() -> None:
    """Forty percent longer, the help is still within a message's limits."""
    desk = Desk(LIBRARY)
    await desk.say(f"/interview settings language {PSEUDO}")
    assert "[" in await desk.say("/interview help")
