"""A sentence in another language: said in it that only English is understood, and what works all the same."""

from bot.interview import Step
from bot.message import Topic
from bot.steps import home
from bot.turn import Turn
from bot.understanding import language_of

_SAID = {
    "de": "language.de",
    "es": "language.es",
    "fr": "language.fr",
    "it": "language.it",
    "pt": "language.pt",
}
"""What is said in each language that is known when it is met."""
_FREE_WORDS = (Step.REFLECTION.value, Step.THANK_YOU.value)
"""Steps whose questions are answered in any language: their words are kept as they are."""


def answer(turn: Turn, text: str) -> bool:
    """Say what works in any language; False for English, and where words are kept as they are."""
    question = turn.dialogue.question
    if question is not None and question.step in _FREE_WORDS:
        return False
    language = language_of(text)
    if language not in _SAID:
        return False
    turn.say(
        Topic.HELP,
        turn.words(_SAID[language]),
        turn.words("language.english_only"),
        turn.choices(*home.first_buttons(turn)),
    )
    return True
