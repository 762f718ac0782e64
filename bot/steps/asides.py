"""What weighs on somebody about what was said in the room: an own lie, or a question that went too far."""

from collections.abc import Mapping

from bot.interview import Step
from bot.message import Topic
from bot.steps import home, reflection
from bot.steps.acquaintances import interview_at_hand
from bot.turn import Turn


def lied(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Say what can still be set right; nothing of it is kept, not even where notes are asked for."""
    words = turn.words
    turn.say(
        Topic.CALM,
        words("asides.lied"),
        words("asides.lied_how"),
        turn.choices(turn.button(words("home.calm_button"), "calm", "another")),
    )
    # Nobody is asked about interviews in the same breath; the question stays open.
    turn.answered = True
    return True


def asked(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Say that the question need not be carried alone, and keep it as a note, or offer to."""
    words = turn.words
    turn.say(Topic.CALM, words("asides.asked"))
    turn.answered = True
    question = turn.dialogue.question
    interview = interview_at_hand(turn)
    if interview is None:
        return True
    company = turn.named(interview)
    if question is not None and question.step == Step.REFLECTION.value:
        reflection.add(turn, interview, text)
        return True
    turn.ask(home.STEP, "keep", interview.id, argument=text)
    turn.say(
        Topic.REFLECTION,
        words("asides.asked_keep", company=company),
        turn.choices(
            turn.button(words("home.keep_button", company=company), home.STEP, "keep", interview.id)
        ),
        interview=interview,
    )
    return True
