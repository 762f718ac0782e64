"""A correction with nothing before it: what could be corrected is named, and nothing is changed."""

from bot.interview import Step
from bot.journey import Question
from bot.message import Topic
from bot.steps import which
from bot.steps.interview_echo import ended_line
from bot.steps.interview_form import STEP
from bot.turn import Turn
from bot.understanding import Unread, correct
from bot.understanding.reading import local, moment_at

_FREE_WORDS = (Step.CONTACTS.value, Step.REFLECTION.value)
"""Steps that take any words: "no, at 2 pm" would become a person or a note there."""


def answer(turn: Turn, text: str) -> bool:
    """Say what could be corrected if the words are nothing but another time; False if they are not."""
    if not _is_another_time(turn, text):
        return False
    interview = which.spoken_of(turn) or next(iter(reversed(turn.journey.facts.interviews)), None)
    if interview is None:
        turn.say(Topic.HELP, turn.words("add.correct_nothing"))
        return True
    turn.change_dialogue(echo=Question(STEP, "end", interview.id, turn.now))
    turn.say(
        Topic.HOME,
        turn.words(
            "add.correct_what", company=turn.named(interview), ended=ended_line(turn, interview)
        ),
        turn.choices(turn.button(turn.words("add.change_button"), STEP, "edit", interview.id)),
        interview=interview,
    )
    return True


def takes_free_words(turn: Turn) -> bool:
    """Say whether the open question would take a correction for its answer."""
    question = turn.dialogue.question
    return question is not None and question.step in _FREE_WORDS


def _is_another_time(turn: Turn, text: str) -> bool:
    if not turn.library.intents.is_correction(text):
        return False
    now = moment_at(local(turn.now, turn.zone), turn.zone, has_time=True)
    return not isinstance(correct(now, text, turn.now), Unread)
