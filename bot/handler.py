"""The one shape of everything that answers: a step of the journey, the settings, the help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.action import Action
from bot.interview import Interview
from bot.journey import Question
from bot.message import Button, Form, Part
from bot.schedule import NudgeKey
from bot.turn import Turn


@dataclass(frozen=True, slots=True)
class Reminder:
    """One nudge put into words.

    Args:
        parts: What it says.
        buttons: Its own buttons; snooze and off are added to the whole message.
        facts: What is echoed, as JSON-ready data.
    """

    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    facts: Mapping[str, object] | None = None


def _nothing_to_press(turn: Turn, action: Action) -> None:
    raise LookupError(action)


def _no_answer(turn: Turn, question: Question, text: str) -> bool:
    return False


def _no_form(turn: Turn, action: Action, values: Mapping[str, str]) -> None:
    raise LookupError(action)


@dataclass(frozen=True, slots=True)
class Handler:
    """What a module of `bot.steps` offers.

    Args:
        press: Answers its buttons. Raises LookupError for a verb or record it does not know.
        answer: Answers typed words to its open question; False if they are no answer to it.
        submit: Answers its forms. Raises LookupError for a verb or record it does not know.
        close: Takes that its form was closed without sending; None where nothing of it is kept.
        skip, back: Answer those words while its question is open; None where they mean nothing.
        restate: Says its open question again after an interruption, empty for nothing.
        remind: Puts a nudge of its kind into words; None where it has no nudge.
        finish: Answers *Done* on its nudge; None where the nudge's own buttons say it better.
    """

    press: Callable[[Turn, Action], None] = _nothing_to_press
    answer: Callable[[Turn, Question, str], bool] = _no_answer
    submit: Callable[[Turn, Action, Mapping[str, str]], None] = _no_form
    close: Callable[[Turn, Action, Form], None] | None = None
    skip: Callable[[Turn, Question], None] | None = None
    back: Callable[[Turn, Question], None] | None = None
    restate: Callable[[Turn, Question], str] | None = None
    remind: Callable[[Turn, Interview | None, NudgeKey], Reminder] | None = None
    finish: Callable[[Turn, Interview | None, NudgeKey], None] | None = None


Command = Callable[[Turn, str], None]
"""Answers a command; the second argument is what was typed after its name."""
