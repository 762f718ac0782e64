"""How the person feels, if they want to say it: heard, answered, and kept nowhere."""

import re
from math import ceil

from bot.action import Action
from bot.care import listeners
from bot.handler import Handler
from bot.message import Button, Topic
from bot.steps import calm
from bot.turn import Turn

STEP = "feeling"
LEVELS = range(1, 6)
"""From very low to good."""
LOW = 2
"""Up to here something calming comes along, and people to talk to."""
_ANSWERS = {
    1: "feeling.answer_1",
    2: "feeling.answer_2",
    3: "feeling.answer_3",
    4: "feeling.answer_4",
    5: "feeling.answer_5",
}
_LABELS = {
    1: "feeling.level_1",
    2: "feeling.level_2",
    3: "feeling.level_3",
    4: "feeling.level_4",
    5: "feeling.level_5",
}
_RATED = re.compile(r"(?P<level>\d{1,3})(?:\s*(?:/|out of|of)\s*(?P<most>\d{1,3}))?")


def rate(turn: Turn, rest: str) -> None:
    """Take a rating from words ("3 out of 5", "7/10"), or ask for one."""
    found = _RATED.search(rest)
    if found is None:
        ask(turn)
        return
    level, most = int(found["level"]), int(found["most"] or 0)
    most = most or (10 if level > LEVELS[-1] else LEVELS[-1])
    if not 0 < most <= 100 or level > most:
        ask(turn)
        return
    _answer(turn, max(1, ceil(level * LEVELS[-1] / most)))


def ask(turn: Turn) -> None:
    """Ask how the person feels, with five answers to press."""
    turn.say(Topic.CALM, turn.words("feeling.ask"), turn.choices(*_levels(turn)))


def glad(turn: Turn, rest: str) -> None:
    """Answer good news of a feeling."""
    turn.say(Topic.CALM, turn.words("feeling.glad"))


def human(turn: Turn, rest: str) -> None:
    """Say honestly what is talking here."""
    turn.say(Topic.HELP, turn.words("feeling.program"))


def private(turn: Turn, rest: str) -> None:
    """Say who sees what is told here, and how to have it gone."""
    turn.say(Topic.HELP, turn.words("feeling.private"))


def people(turn: Turn, rest: str) -> None:
    """Tell where people can be talked to, in the country the person gave as their own."""
    said = [turn.words("feeling.people"), _listeners(turn)]
    if turn.journey.person.country is None:
        said.append(turn.words("feeling.no_country"))
    turn.say(Topic.CALM, *said)


def press(turn: Turn, action: Action) -> None:
    """Ask, or take what was pressed."""
    if action.verb == "ask":
        ask(turn)
    elif action.verb == "rate" and action.argument in {str(one) for one in LEVELS}:
        turn.edit(Topic.CALM, turn.words("feeling.heard"))
        _answer(turn, int(action.argument))
    else:
        raise LookupError(action)


def _answer(turn: Turn, level: int) -> None:
    """Answer a rating; nothing of it stays, not even for `undo`."""
    said = turn.words(_ANSWERS[level])
    turn.say(Topic.CALM, f"{said} {turn.words('feeling.not_kept')}")
    if level <= LOW:
        # Nobody is asked about interviews in the same breath; the question stays open.
        turn.answered = True
        calm.gently(turn)
        turn.say(Topic.CALM, turn.words("feeling.not_alone"), _listeners(turn))


def _listeners(turn: Turn) -> str:
    return "\n".join(listeners(turn.journey.person.country, turn.library.crisis, turn.words))


def _levels(turn: Turn) -> tuple[Button, ...]:
    return tuple(
        turn.button(turn.words(_LABELS[level]), STEP, "rate", "", str(level)) for level in LEVELS
    )


HANDLER = Handler(press=press)
