"""Keep looking: applications logged in a line, a goal for the week, and the week at a glance."""

import re
from datetime import timedelta

from bot.action import Action
from bot.handler import Handler
from bot.interview import Application, Interview, Step
from bot.journey import Question
from bot.message import Button, Card, Part, Text, Topic
from bot.steps import paging, progress, search_week, which
from bot.steps.application_line import ApplicationLine, line_title, read_application
from bot.steps.interview_form import LONGEST_NAME
from bot.turn import Turn
from bot.understanding import split_applied

STEP = Step.KEEP_LOOKING.value
GOALS = (3, 5, 10)
"""Goals offered as buttons; any other number can be typed."""
HIGHEST_GOAL = 50
"""A higher number is more likely a slip than a week's work; our own figure."""
MUCH = 25
"""Applications in one week after which we speak of rest; our own figure, no study."""
MOST_LINES = 25
"""Applications in one message; more is more likely a pasted page."""
PER_PAGE = 20


def command(turn: Turn, rest: str) -> None:
    """Log what is typed, one application a line; without words, show the week."""
    lines = [one for line in rest.splitlines() if line.strip() for one in split_applied(line)]
    if lines:
        _log(turn, lines)
    else:
        show(turn)


def show(turn: Turn, interview: Interview | None = None, start: int = 0) -> None:
    """Show this week's applications and how far the goal is.

    Args:
        turn: The turn.
        interview: The one from whose journey the step was opened, None if it was opened by itself.
        start: Number of the application the page begins with.
    """
    words = turn.words
    if interview is not None:
        interview = turn.open_step(interview, Step.KEEP_LOOKING)
        turn.focus(interview)
    monday = search_week.monday_of_now(turn)
    lines = [_title(one) for one in search_week.logged_in(turn, monday)]
    end = paging.page_end(lines, start, PER_PAGE)
    title = words(
        "keep_looking.week",
        first=words.day(monday, turn.today),
        last=words.day(monday + timedelta(days=6), turn.today),
    )
    parts: list[Part] = [Card(title, tuple(lines[start:end])), Text(_progress(turn, len(lines)))]
    if start == 0:
        parts.append(Text(words("keep_looking.how")))
    if _accepted(turn):
        parts.append(Text(words("keep_looking.accepted")))
    elif turn.journey.person.goal is None:
        turn.ask(STEP, "goal")
        parts.append(Text(words("keep_looking.ask_goal")))
    buttons: list[Button] = []
    if end < len(lines):
        buttons.append(turn.button(words("keep_looking.more_button"), STEP, "page", "", str(end)))
    buttons += _settings_buttons(turn)
    if lines:
        buttons.append(turn.button(words("keep_looking.pick_button"), STEP, "pick"))
    buttons += _next_button(turn, interview)
    turn.say(
        Topic.KEEP_LOOKING,
        *parts,
        turn.choices(*buttons),
        interview=interview,
        facts=search_week.week_facts(turn),
    )


def press(turn: Turn, action: Action) -> None:
    """Show the week, set the goal, pause the weekly note, or take an application out."""
    match action.verb:
        case "show":
            show(turn, _interview(turn, action))
        case "page":
            show(turn, start=paging.start_of(action.argument))
        case "goal":
            _set_goal(turn, paging.start_of(action.argument) or None, pressed=True)
        case "other":
            turn.ask(STEP, "goal")
            turn.say(Topic.KEEP_LOOKING, turn.words("keep_looking.ask_number"))
        case "pause":
            _switch_weekly(turn, on=False)
        case "resume":
            _switch_weekly(turn, on=True)
        case "pick":
            _pick(turn, paging.start_of(action.argument or "0"))
        case "remove":
            _remove(turn, action)
        case _:
            raise LookupError(action)


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take a number as the week's goal; False if there is none in the words."""
    if question.argument != "correct" and turn.library.intents.is_no(text):
        turn.settle_question()
        turn.say(Topic.KEEP_LOOKING, turn.words("keep_looking.no_goal"))
        return True
    number = re.fullmatch(r"\D{0,30}(\d{1,6})\D{0,30}", text.strip())
    if number is None:
        return False
    goal = int(number[1])
    if goal > HIGHEST_GOAL:
        turn.say(Topic.KEEP_LOOKING, turn.words("keep_looking.goal_too_high", most=HIGHEST_GOAL))
        return True
    _set_goal(turn, goal or None)
    return True


def skip(turn: Turn, question: Question) -> None:
    """Go on without a goal."""
    turn.settle_question()
    turn.say(Topic.KEEP_LOOKING, turn.words("keep_looking.no_goal"))


def restate(turn: Turn, question: Question) -> str:
    """Ask again for the goal."""
    return turn.words("keep_looking.ask_goal")


def _log(turn: Turn, lines: list[str]) -> None:
    words = turn.words
    if len(lines) > MOST_LINES:
        turn.say(
            Topic.KEEP_LOOKING,
            words("keep_looking.too_many", most=MOST_LINES, found=len(lines)),
        )
        return
    before = len(search_week.logged_in(turn, search_week.monday_of_now(turn)))
    logged: list[ApplicationLine] = []
    for typed in lines:
        read = read_application(turn.words, typed)
        if not read.company:
            turn.say(Topic.KEEP_LOOKING, words("keep_looking.no_company", typed=_short(typed)))
        elif max(len(read.company), len(read.role)) > LONGEST_NAME:
            turn.say(
                Topic.KEEP_LOOKING,
                words("keep_looking.too_long", typed=_short(typed), most=LONGEST_NAME),
            )
        else:
            turn.put(Application(turn.new_id(), read.company, turn.now, read.role))
            logged.append(read)
    if logged:
        _echo(turn, logged, before)


def _echo(turn: Turn, logged: list[ApplicationLine], before: int) -> None:
    words = turn.words
    count = before + len(logged)
    goal = turn.journey.person.goal
    if len(logged) == 1:
        said: Part = Text(words("keep_looking.logged", title=logged[0].title))
    else:
        titles = [one.title for one in logged]
        shown = paging.page_end(titles, 0, len(titles))
        if shown < len(titles):
            titles = [*titles[:shown], words.plural("keep_looking.and_more", len(titles) - shown)]
        said = Card(words.plural("keep_looking.logged_several", len(logged)), tuple(titles))
    facts = search_week.week_facts(turn)
    if len(logged) == 1:
        facts["company"] = logged[0].company
        if logged[0].role:
            facts["role"] = logged[0].role
    if goal is not None and before < goal <= count:
        # A celebration asks for nothing, so it carries no button.
        met = words("keep_looking.goal_met", goal=goal)
        turn.say(Topic.KEEP_LOOKING, said, met, facts=facts)
    else:
        turn.say(
            Topic.KEEP_LOOKING,
            said,
            f"{_progress(turn, count)} {words('keep_looking.undo_hint')}",
            turn.choices(turn.button(words("keep_looking.see_button"), STEP, "show")),
            facts=facts,
        )
    if before <= MUCH < count:
        turn.say(Topic.KEEP_LOOKING, words("keep_looking.much", most=MUCH))


def _set_goal(turn: Turn, goal: int | None, *, pressed: bool = False) -> None:
    words = turn.words
    if turn.dialogue.question is not None and turn.dialogue.question.step == STEP:
        turn.settle_question()
    if goal == turn.journey.person.goal:
        said = "keep_looking.no_goal" if goal is None else "keep_looking.goal_already"
        turn.say(Topic.KEEP_LOOKING, words(said, goal=goal), facts=search_week.week_facts(turn))
        return
    turn.change_person(goal=goal)
    turn.change_dialogue(echo=Question(STEP, "goal", "", turn.now))
    said = words.plural("keep_looking.goal_set", goal) if goal else words("keep_looking.no_goal")
    if pressed:
        turn.edit(Topic.KEEP_LOOKING, said, facts=search_week.week_facts(turn))
    count = len(search_week.logged_in(turn, search_week.monday_of_now(turn)))
    spoken_of = which.spoken_of(turn)
    buttons = (
        turn.button(words("keep_looking.see_button"), STEP, "show"),
        *_next_button(turn, spoken_of),
    )
    turn.say(
        Topic.KEEP_LOOKING,
        f"{said} {_progress(turn, count)}",
        turn.choices(*buttons),
        facts=search_week.week_facts(turn),
    )


def _switch_weekly(turn: Turn, *, on: bool) -> None:
    words = turn.words
    changed = turn.journey.person.weekly_on is not on
    turn.change_person(weekly_on=on)
    said = words(_WEEKLY[on, changed])
    coming = search_week.next_note(turn)
    if coming is not None:
        said += " " + words("keep_looking.weekly_at", when=turn.moment(coming))
    parts: list[Part] = [Text(said)]
    if changed:
        turn.edit(Topic.KEEP_LOOKING, said)
    if not on:
        again = words("keep_looking.resume_button")
        parts.append(turn.choices(turn.button(again, STEP, "resume")))
    facts = {"settings": {"weekly": "on" if on else "off"}}
    turn.say(Topic.KEEP_LOOKING, *parts, facts=facts)


_WEEKLY = {
    (True, True): "keep_looking.resumed",
    (True, False): "keep_looking.is_on",
    (False, True): "keep_looking.paused",
    (False, False): "keep_looking.is_paused",
}


def _pick(turn: Turn, start: int) -> None:
    """Offer this week's applications to be taken out, newest first."""
    words = turn.words
    newest = search_week.logged_in(turn, search_week.monday_of_now(turn))[::-1]
    if start >= len(newest):
        turn.say(Topic.KEEP_LOOKING, words("keep_looking.nothing_to_remove"))
        return
    page = newest[start : start + PER_PAGE]
    labels = paging.told_apart(
        {
            one.id: words("keep_looking.remove_button", title=paging.shown(_title(one)))
            for one in page
        }
    )
    buttons = [turn.button(label, STEP, "remove", id) for id, label in labels.items()]
    if start + PER_PAGE < len(newest):
        older = words("keep_looking.older_button")
        buttons.append(turn.button(older, STEP, "pick", "", str(start + PER_PAGE)))
    turn.say(Topic.KEEP_LOOKING, words("keep_looking.pick"), turn.choices(*buttons))


def _remove(turn: Turn, action: Action) -> None:
    logged = turn.journey.facts.applications
    application = next((one for one in logged if one.id == action.id), None)
    if application is None:
        raise LookupError(action)
    turn.remove(application)
    said = turn.words("keep_looking.removed", title=_title(application))
    turn.edit(Topic.KEEP_LOOKING, said, facts=search_week.week_facts(turn))
    count = len(search_week.logged_in(turn, search_week.monday_of_now(turn)))
    turn.say(
        Topic.KEEP_LOOKING, f"{said} {_progress(turn, count)}", facts=search_week.week_facts(turn)
    )


def _progress(turn: Turn, count: int) -> str:
    words = turn.words
    goal = turn.journey.person.goal
    if goal is None:
        return words.plural("keep_looking.count", count) if count else words("keep_looking.none")
    if count > goal:
        return words("keep_looking.past_goal", count=count, goal=goal)
    return words("keep_looking.of_goal", count=count, goal=goal)


def _settings_buttons(turn: Turn) -> list[Button]:
    words = turn.words
    person = turn.journey.person
    buttons = [
        turn.button(words("keep_looking.goal_button", goal=one), STEP, "goal", "", str(one))
        for one in GOALS
        if one != person.goal
    ]
    buttons.append(turn.button(words("keep_looking.other_button"), STEP, "other"))
    if person.goal is not None:
        buttons.append(turn.button(words("keep_looking.no_goal_button"), STEP, "goal", "", "0"))
    if person.weekly_on:
        buttons.append(turn.button(words("keep_looking.pause_button"), STEP, "pause"))
    else:
        buttons.append(turn.button(words("keep_looking.resume_button"), STEP, "resume"))
    return buttons


def _next_button(turn: Turn, interview: Interview | None) -> list[Button]:
    if interview is None or not interview.open:
        return []
    label = turn.words("keep_looking.next_button", company=paging.shown(turn.named(interview)))
    return [turn.button(label, progress.STEP, "next", interview.id, STEP)]


def _interview(turn: Turn, action: Action) -> Interview | None:
    """Return the interview a button names; one that is gone raises, none named is None."""
    if not action.id:
        return None
    interview = turn.journey.interview(action.id)
    if interview is None:
        raise LookupError(action)
    return interview


def _accepted(turn: Turn) -> bool:
    return any(
        one.outcome is not None and one.outcome.accepted is not None
        for one in turn.journey.facts.interviews
    )


def _title(application: Application) -> str:
    return line_title(application.company, application.role)


def _short(text: str) -> str:
    return paging.shown(text, 60)


HANDLER = Handler(
    press=press,
    answer=answer,
    skip=skip,
    restate=restate,
    remind=search_week.remind,
    finish=search_week.finish,
)
