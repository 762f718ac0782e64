"""Erasing everything that is kept of a person, after asking; nothing brings it back."""

from datetime import timedelta

from bot.action import Action
from bot.handler import Handler
from bot.journey import Question
from bot.message import Topic
from bot.turn import Turn

STEP = "erasure"
SURE_FOR = timedelta(hours=1)
"""So long a typed yes belongs to the question; a later one may be meant for something else."""


def command(turn: Turn, _rest: str) -> None:
    """Ask whether everything shall go; the same words once more, just after it was asked, are a yes."""
    question = turn.dialogue.question
    if question is not None and question.step == STEP and _is_fresh(turn, question):
        _erase(turn)
        turn.say_edit()
    else:
        _ask(turn)


def press(turn: Turn, action: Action) -> None:
    """Erase, or keep."""
    match action.verb:
        case "erase":
            _erase(turn)
        case "keep":
            _keep(turn)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take a plain yes or no, or what stands on the buttons."""
    typed = text.strip().casefold()
    intents = turn.library.intents
    if intents.is_yes(text) or typed == turn.words("erasure.erase").casefold():
        if not _is_fresh(turn, question):
            _ask(turn)
            return True
        _erase(turn)
    elif intents.is_no(text) or typed == turn.words("erasure.keep").casefold():
        _keep(turn)
    else:
        return False
    turn.say_edit()
    return True


def _is_fresh(turn: Turn, question: Question) -> bool:
    return question.asked is not None and turn.now - question.asked <= SURE_FOR


def _ask(turn: Turn) -> None:
    turn.ask(STEP, "sure")
    turn.say(
        Topic.HOME,
        turn.words("erasure.ask"),
        turn.words("erasure.stays"),
        turn.choices(
            turn.button(turn.words("erasure.erase"), STEP, "erase"),
            turn.button(turn.words("erasure.keep"), STEP, "keep"),
        ),
    )


def _keep(turn: Turn) -> None:
    question = turn.dialogue.question
    if question is not None and question.step == STEP:
        turn.settle_question()
    turn.edit(Topic.HOME, turn.words("erasure.kept"))


def _erase(turn: Turn) -> None:
    turn.erase()
    turn.edit(Topic.HOME, turn.words("erasure.done"))


HANDLER = Handler(press=press, answer=answer)
