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


def slip(turn: Turn, rest: str) -> None:
    """Answer a mistake in something sent already."""
    turn.say(Topic.CALM, turn.words("asides.slip"))
    turn.answered = True


def drunk(turn: Turn, rest: str) -> None:
    """Say that nothing has to be done in this state."""
    turn.say(Topic.CALM, turn.words("asides.drunk"))
    turn.answered = True


def beyond(turn: Turn, rest: str) -> None:
    """Say honestly what cannot be had here."""
    said = turn.words("asides.beyond")
    turn.say(Topic.HELP, said, turn.choices(*home.first_buttons(turn)))


def today(turn: Turn, rest: str) -> None:
    """Say which day and what time it is; a search blurs both."""
    turn.say(Topic.HELP, turn.words("asides.today", when=turn.moment(turn.now)))


def applied_many(turn: Turn, rest: str) -> None:
    """Ask for the names of several applications, which are what is logged."""
    turn.say(Topic.KEEP_LOOKING, turn.words("asides.applied_many"))
    turn.answered = True


def applied_none(turn: Turn, rest: str) -> None:
    """Scold nobody for a week without an application."""
    turn.say(Topic.KEEP_LOOKING, turn.words("asides.applied_none"))
    turn.answered = True


def need_not(turn: Turn, rest: str) -> None:
    """Say that nothing here has to be done."""
    turn.say(Topic.HELP, turn.words("asides.need_not"))
    turn.answered = True


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
