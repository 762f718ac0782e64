"""Before leaving the room: thank them aloud, and ask for what the days afterwards will need."""

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, OutcomeKind
from bot.message import Button, Card, Part, Text, Topic
from bot.steps import customs, paging, reflection, which
from bot.steps.interview_form import LONGEST_NAME
from bot.turn import Turn

STEP = "before"
MOST_LESSONS = 3
"""Notes on what to do better that are shown; more cannot be kept in mind on the way in."""
LONGEST_LESSON = 250
LONGEST_QUESTIONS = 300


def command(turn: Turn, rest: str) -> None:
    """Show what to do before leaving; `rest` may name a company, known or not."""
    company = " ".join(rest.split())
    if len(company) > LONGEST_NAME:
        turn.say(Topic.HOME, turn.words("before.name_too_long", most=LONGEST_NAME))
        return
    named = which.named_in(turn, company) if company else ()
    show(turn, named[-1] if named else None, company)


def show(turn: Turn, interview: Interview | None = None, company: str = "", on: str = "") -> None:
    """Show what to do before leaving the room, and what the person wanted to do better.

    Args:
        turn: The turn.
        interview: The round before at the same company, None if there is none.
        company: As typed, where no interview there is known.
        on: When the next round is, as a button carries it; empty if unknown.
    """
    words = turn.words
    if interview is not None:
        company = turn.named(interview)
        turn.focus(interview)
    title = words("before.title_at", company=company) if company else words("before.title")
    parts: list[Part] = [
        Card(
            title,
            (
                words("before.thank"),
                words("before.card"),
                words("before.decides"),
                words("before.when"),
                words("before.channel"),
            ),
        )
    ]
    parts += _from_last_time(turn, interview)
    parts.append(turn.choices(*_buttons(turn, interview, on)))
    facts = {"company": interview.company if interview else company} if company else {}
    turn.say(Topic.HOME, *parts, interview=interview, facts=facts)


def press(turn: Turn, action: Action) -> None:
    """Show it again, or where the advice is from."""
    interview = turn.journey.interview(action.id)
    if interview is None and action.id:
        raise LookupError(action)
    match action.verb:
        case "show":
            show(turn, interview, on=action.argument)
        case "source":
            turn.say(Topic.HELP, turn.words("before.source"), interview=interview)
            if interview is not None and interview.country is not None:
                customs.sources(turn, interview)
        case _:
            raise LookupError(action)


def _from_last_time(turn: Turn, interview: Interview | None) -> list[Part]:
    """Return what the person's own notes say for next time, newest first."""
    words = turn.words
    parts: list[Part] = []
    lessons = [paging.shown(one, LONGEST_LESSON) for one in reflection.lessons(turn)]
    if lessons:
        parts.append(Card(words("before.better"), tuple(lessons[:MOST_LESSONS])))
    questions = "" if interview is None else turn.journey.notes_of(interview.id).questions
    if questions:
        still_open = paging.shown(questions, LONGEST_QUESTIONS)
        parts.append(Text(words("before.questions", questions=still_open)))
    return parts


def _buttons(turn: Turn, interview: Interview | None, on: str) -> tuple[Button, ...]:
    words = turn.words
    if interview is not None and _goes_on(interview):
        add = turn.button(words("before.add_button"), "add", "round", interview.id, on)
    else:
        add = turn.button(words("before.add_button"), "add", "open")
    id = "" if interview is None else interview.id
    return (add, turn.button(words("customs.source_button"), STEP, "source", id))


def _goes_on(interview: Interview) -> bool:
    return interview.outcome is not None and interview.outcome.kind is OutcomeKind.NEXT_ROUND


HANDLER = Handler(press=press)
