"""What is said once it ended: kind words after a no or a silence, feedback, and what to keep."""

from bot import drafts
from bot.interview import Interview
from bot.message import Button, Topic
from bot.steps import reflection
from bot.turn import Turn

STEP = "outcome"


def facts(interview: Interview) -> dict[str, object]:
    """Return an outcome as JSON-ready data."""
    facts: dict[str, object] = {"company": interview.company}
    if interview.outcome is not None:
        facts["outcome"] = interview.outcome.kind.value
        if interview.outcome.deadline is not None:
            facts["deadline"] = interview.outcome.deadline.isoformat()
        if interview.outcome.accepted is not None:
            facts["accepted"] = True
    return facts


def say_rejection(turn: Turn, interview: Interview) -> None:
    """Say kind words after a no, and what can be done with it."""
    words = turn.words
    buttons: list[Button] = []
    if not interview.contact_unwelcome:
        buttons.append(
            turn.button(words("outcome.feedback_button"), STEP, "feedback", interview.id)
        )
    if turn.journey.notes_of(interview.id).written_at is not None:
        buttons.append(turn.button(words("outcome.lessons_button"), STEP, "lessons", interview.id))
    buttons.append(turn.button(words("outcome.calm_button"), "calm", "another"))
    turn.say(
        Topic.OUTCOME,
        words("outcome.rejection", company=turn.named(interview)),
        turn.choices(*buttons),
        interview=interview,
        facts=facts(interview),
    )


def say_silence(turn: Turn, interview: Interview) -> None:
    """Let a silence rest, with figures on how common it is."""
    turn.say(
        Topic.OUTCOME,
        turn.words("outcome.silence", company=turn.named(interview)),
        turn.words("outcome.silence_figures"),
        interview=interview,
        facts=facts(interview),
    )


def ask_feedback(turn: Turn, interview: Interview) -> None:
    """Show the draft that asks for feedback."""
    draft = drafts.feedback_request(
        turn.journey, interview, turn.library.etiquette, turn.library.phrases
    )
    if isinstance(draft, drafts.Missing):
        turn.say(Topic.OUTCOME, turn.words("outcome.no_feedback_draft"), interview=interview)
        return
    turn.say(Topic.OUTCOME, turn.words("outcome.feedback"), draft, interview=interview)


def show_lessons(turn: Turn, interview: Interview) -> None:
    """Show what to keep from the notes."""
    notes = turn.journey.notes_of(interview.id)
    kept = [one for one in (notes.went_well, notes.better, notes.learned) if one]
    if kept:
        turn.say(Topic.OUTCOME, turn.words("outcome.lessons"), interview=interview)
    reflection.show_saved(turn, interview)
