"""`/interview` alone: what is next, what is waited for; and what to say when nothing was understood."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.action import Action
from bot.handler import Handler
from bot.interview import Interview, NextStep, OutcomeKind, Step
from bot.journey import Question
from bot.message import Button, Card, Topic
from bot.steps import acceptance, guide, paging, progress, reflection, which
from bot.turn import Turn
from bot.understanding import may_be_small_name

STEP = "home"
SHOWN = 8
"""Interviews on the first card; the list has the rest."""
LONGEST_TITLE = 120
"""Characters of an interview's name on the first card."""
STORY = 20
"""Characters from which words nobody asked for are offered to be kept as notes."""


def command(turn: Turn, rest: str) -> None:
    """Show where things stand and propose the next thing."""
    words = turn.words
    still_open = sorted(turn.journey.open_interviews(), key=lambda one: one.ended, reverse=True)
    if not turn.journey.facts.interviews:
        turn.say(
            Topic.HOME,
            Card(words("home.welcome_title"), (words("home.welcome"), words("home.honest"))),
            turn.choices(*first_buttons(turn)),
        )
        return
    if _after_acceptance(turn):
        return
    offers = [
        turn.words("home.offer", company=turn.named(one), by=deadline(turn, one))
        for one in turn.journey.facts.interviews
        if one.outcome is not None
        and one.outcome.kind is OutcomeKind.OFFER
        and not one.outcome.accepted
    ]
    if offers:
        turn.say(Topic.OUTCOME, *offers[:SHOWN])
    if not still_open and offers:
        return
    if not still_open:
        turn.say(Topic.HOME, words("home.nothing_open"), turn.choices(*first_buttons(turn)))
        return
    lines = [_line(turn, one) for one in still_open[:SHOWN]]
    if len(still_open) > SHOWN:
        lines.append(words.plural("home.more", len(still_open) - SHOWN))
    logged = week(turn)
    if logged:
        lines.append(logged)
    turn.say(Topic.HOME, Card(words("home.title"), tuple(lines)), facts=_facts(turn))
    fresh = which.spoken_of(turn)
    progress.propose(turn, fresh if fresh and fresh.open else most_urgent(turn, still_open))


def _after_acceptance(turn: Turn) -> bool:
    """Say what is left once an offer is accepted; False where none is, or nothing is left."""
    interview = acceptance.accepted_offer(turn)
    if interview is None:
        return False
    left, buttons = acceptance.remains(turn, interview)
    if not left:
        return False
    title = turn.words("home.accepted", company=turn.named(interview))
    row = (turn.choices(*buttons),) if buttons else ()
    turn.say(Topic.OUTCOME, Card(title, tuple(left)), *row, interview=interview)
    return True


def press(turn: Turn, action: Action) -> None:
    """Show where things stand, or what can be done."""
    if action.verb == "show":
        command(turn, "")
    elif action.verb == "help":
        guide.command(turn, "")
    elif action.verb == "keep":
        _keep(turn, action.id)
    else:
        raise LookupError(action)


def polite(turn: Turn, rest: str) -> None:
    """Answer a plain "thanks" or "ok"."""
    turn.say(Topic.HOME, turn.words("home.polite"))


def away(turn: Turn, rest: str) -> None:
    """Let somebody go who will be back."""
    turn.say(Topic.HOME, turn.words("home.later"))
    turn.answered = True


def unsure(turn: Turn, rest: str) -> None:
    """Answer "idk": nothing has to be known, and where to go on is one word away."""
    turn.say(Topic.HOME, turn.words("home.unsure"), turn.choices(*first_buttons(turn)))


def first_buttons(turn: Turn) -> tuple[Button, ...]:
    """Return what somebody can do who does not know what to do."""
    words = turn.words
    return (
        turn.button(words("home.add_button"), "add", "open"),
        turn.button(words("home.before_button"), "before", "show"),
        turn.button(words("home.calm_button"), "calm", "another"),
        turn.button(words("home.help_button"), STEP, "help"),
    )


def guess(turn: Turn, text: str) -> bool:
    """Offer to keep a story as notes, or ask whether a word is a name; False if it is neither."""
    interview = which.spoken_of(turn) or next(iter(reversed(turn.journey.open_interviews())), None)
    if interview is None:
        return False
    question = turn.dialogue.question
    about_people = question is None or question.step == Step.CONTACTS.value
    if about_people and may_be_small_name(text) and not turn.journey.met_in(interview.id):
        company = turn.named(interview)
        said = turn.words("contacts.small_name", typed=text.strip(), company=company)
        turn.say(Topic.CONTACTS, said, interview=interview)
        return True
    if len(text) < STORY or len(text) > 3000:
        return False
    turn.ask(STEP, "keep", interview.id, argument=text)
    turn.say(
        Topic.REFLECTION,
        turn.words("home.keep_as_notes", company=turn.named(interview)),
        turn.choices(
            turn.button(
                turn.words("home.keep_button", company=turn.named(interview)),
                STEP,
                "keep",
                interview.id,
            ),
            *first_buttons(turn)[3:],
        ),
        interview=interview,
    )
    return True


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Keep the story on a plain yes, let it go on a plain no."""
    if turn.library.intents.is_yes(text):
        _keep(turn, question.subject)
        return True
    if turn.library.intents.is_no(text):
        turn.settle_question()
        turn.say(Topic.HOME, turn.words("home.let_go"))
        return True
    return False


def control(turn: Turn, question: Question, word: str) -> None:
    """Answer `later`, `cancel`, `skip`, `back` and `edit` while a question is open."""
    interview = turn.journey.interview(question.subject)
    turn.settle_question()
    if word == "later" and interview is not None and question.step in list(Step):
        progress.put_off(turn, interview, Step(question.step))
        turn.say_edit()
    elif word == "edit":
        control_without_question(turn, word)
    elif word == "back":
        command(turn, "")
    elif word == "later":
        turn.say(Topic.HOME, turn.words("home.later"))
    else:
        turn.say(Topic.HOME, turn.words("home.cancelled"))


def control_without_question(turn: Turn, word: str) -> None:
    """Answer the same words while nothing is asked."""
    interview = which.spoken_of(turn) or next(iter(reversed(turn.journey.open_interviews())), None)
    if word == "edit" and interview is not None:
        turn.say(
            Topic.HOME,
            turn.words("home.edit_what", company=turn.named(interview)),
            turn.choices(
                turn.button(turn.words("home.edit_interview"), "add", "edit", interview.id),
                turn.button(turn.words("home.edit_people"), "contacts", "show", interview.id),
                turn.button(turn.words("home.edit_notes"), "reflection", "form", interview.id),
            ),
            interview=interview,
        )
    elif word == "skip" and interview is not None:
        progress.skip(turn, interview, progress.next_step(turn, interview))
    elif word == "later" and interview is not None:
        progress.put_off(turn, interview, progress.next_step(turn, interview))
        turn.say_edit()
    elif word == "back":
        command(turn, "")
    else:
        turn.say(Topic.HOME, turn.words("home.nothing_to_cancel"))


def _keep(turn: Turn, id: str) -> None:
    interview = turn.journey.interview(id)
    question = turn.dialogue.question
    if interview is None:
        raise LookupError(id)
    if question is None or question.step != STEP or not question.argument:
        turn.say(Topic.HOME, turn.words("home.kept_already"), interview=interview)
        return
    reflection.add(turn, interview, question.argument)


def _line(turn: Turn, interview: Interview) -> str:
    words = turn.words
    title = ", ".join(one for one in (interview.company, interview.role, interview.round) if one)
    wait = interview.wait
    on = "" if wait.on is None else words.day(wait.on, turn.today)
    match wait.next_step:
        case NextStep.THEY_CALL if wait.on is not None and wait.on < turn.today:
            waiting = words("home.they_were_due", on=on)
        case NextStep.THEY_CALL:
            waiting = words("home.they_by", on=on) if on else words("home.they")
        case NextStep.I_CALL if wait.on is not None and wait.on < turn.today:
            waiting = words("home.you_were_due", on=on)
        case NextStep.I_CALL:
            waiting = words("home.you_on", on=on) if on else words("home.you")
        case _:
            waiting = words("home.nothing_said")
    step = progress.next_step(turn, interview)
    place = words(
        "progress.place", number=progress.ORDER.index(step) + 1, total=len(progress.ORDER)
    )
    return f"{paging.shown(title, LONGEST_TITLE)}: {place} {waiting}"


def deadline(turn: Turn, interview: Interview) -> str:
    """Return by when an offer wants its answer."""
    outcome = interview.outcome
    if outcome is None or outcome.deadline is None:
        return turn.words("home.no_deadline")
    return turn.words.day(outcome.deadline, turn.today)


def most_urgent(turn: Turn, still_open: Sequence[Interview]) -> Interview:
    """Return the interview whose next step comes first in the journey, the newest of equals."""
    order = progress.ORDER
    return min(
        still_open,
        key=lambda one: (order.index(progress.next_step(turn, one)), -one.ended.timestamp()),
    )


def week(turn: Turn) -> str:
    """Return the applications of this week beside the goal; empty where there is neither."""
    monday = turn.today - timedelta(days=turn.today.weekday())
    zone = ZoneInfo(turn.zone)
    logged = [
        one
        for one in turn.journey.facts.applications
        if one.logged.astimezone(zone).date() >= monday
    ]
    goal = turn.journey.person.goal
    if goal is None:
        return turn.words.plural("home.week", len(logged)) if logged else ""
    return turn.words("home.week_of_goal", count=len(logged), goal=goal)


def _facts(turn: Turn) -> dict[str, object]:
    person = turn.journey.person
    return {} if person.goal is None else {"goal": person.goal}


HANDLER = Handler(press=press, answer=answer)
