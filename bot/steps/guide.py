"""What the bot does, what it understands, and what it keeps."""

from bot.message import Card, Topic
from bot.turn import Turn

_COMMANDS = (
    "guide.next",
    "guide.before",
    "guide.add",
    "guide.list",
    "guide.people",
    "guide.notes",
    "guide.thanks",
    "guide.references",
    "guide.apply",
    "guide.followup",
    "guide.calm",
    "guide.outcome",
    "guide.settings",
    "guide.snooze",
    "guide.undo",
    "guide.delete",
    "guide.stop",
)


def command(turn: Turn, rest: str) -> None:
    """Show the commands, then what there is to know."""
    words = turn.words
    turn.say(
        Topic.HELP,
        words("guide.does"),
        Card(words("guide.title"), tuple(words(id) for id in _COMMANDS)),
        words("guide.plain_words"),
    )
    turn.say(
        Topic.HELP,
        words("guide.program"),
        words("guide.kept"),
        words("guide.sources"),
        turn.choices(
            turn.button(words("home.add_button"), "add", "open"),
            turn.button(words("home.before_button"), "before", "show"),
            turn.button(words("home.calm_button"), "calm", "another"),
        ),
    )
