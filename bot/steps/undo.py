"""Taking the last change back; taking it back again brings it forth."""

from dataclasses import replace

from bot.action import Action
from bot.handler import Handler
from bot.interview import (
    Application,
    Contact,
    FollowUp,
    Interview,
    Notes,
    Referee,
    ReferenceUse,
    Snooze,
    ToSend,
)
from bot.journey import Fact
from bot.message import Topic
from bot.turn import Turn

STEP = "undo"
_NAMES: dict[type, str] = {
    Interview: "undo.interview",
    Contact: "undo.contact",
    Notes: "undo.notes",
    Referee: "undo.referee",
    ReferenceUse: "undo.use",
    FollowUp: "undo.follow_up",
    Application: "undo.application",
    ToSend: "undo.to_send",
    Snooze: "undo.snooze",
}


def command(turn: Turn, rest: str) -> None:
    """Take the last change of a fact or a setting back, and say what it was."""
    undo = turn.dialogue.undo
    if undo is None:
        turn.say(Topic.HELP, turn.words("undo.nothing"))
        return
    touched: list[Fact] = list(undo.before.all())
    for fact in turn.journey.facts.all():
        if fact.id in undo.added:
            touched.append(fact)
            turn.remove(fact)
    for fact in undo.before.all():
        turn.put(fact)
    if undo.person is not None:
        now = turn.journey.person
        # What the person did since, and the pause after dark words, are no settings.
        kept = replace(undo.person, last_act=now.last_act, dark_until=now.dark_until)
        turn.journey = replace(turn.journey, person=kept)
    turn.settle_question()
    names = list(dict.fromkeys(turn.words(_NAMES[type(one)]) for one in touched))
    if undo.person is not None:
        names.append(turn.words("undo.setting"))
    turn.say(Topic.HELP, turn.words("undo.done", what=turn.words.list(names)))


def press(turn: Turn, action: Action) -> None:
    """Take the last change back."""
    if action.verb != "last":
        raise LookupError(action)
    command(turn, "")


HANDLER = Handler(press=press)
