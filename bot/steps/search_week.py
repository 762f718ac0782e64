"""The week of the search: what was logged in it, and the note that looks back and on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.handler import Reminder
from bot.interview import Application, Interview, Step
from bot.message import Text
from bot.nudges import plan
from bot.schedule import NudgeKey, NudgeKind
from bot.turn import Turn

STEP = Step.KEEP_LOOKING.value


def logged_in(turn: Turn, monday: date) -> tuple[Application, ...]:
    """Return what was logged from a Monday to its Sunday, on the person's own calendar."""
    begins, ends = (
        datetime.combine(day, time(), ZoneInfo(turn.zone)).astimezone(UTC)
        for day in (monday, monday + timedelta(days=7))
    )
    return tuple(one for one in turn.journey.facts.applications if begins <= one.logged < ends)


def monday_of_now(turn: Turn) -> date:
    """Return the Monday of the person's week."""
    return turn.today - timedelta(days=turn.today.weekday())


def next_note(turn: Turn) -> datetime | None:
    """Return when the next weekly note comes, None where none will."""
    due = [
        one.due
        for one in plan(turn.journey, turn.library.etiquette.customs)
        if one.key.kind is NudgeKind.KEEP_LOOKING and one.due > turn.now
    ]
    return min(due, default=None)


def week_facts(turn: Turn) -> dict[str, object]:
    """Return this week as JSON-ready data."""
    goal = turn.journey.person.goal
    facts: dict[str, object] = {"applications": len(logged_in(turn, monday_of_now(turn)))}
    if goal is not None:
        facts["goal"] = goal
    return facts


def remind(turn: Turn, interview: Interview | None, key: NudgeKey) -> Reminder:
    """Look back at last week and on to this one, without blame."""
    words = turn.words
    monday = monday_of_now(turn)
    last = len(logged_in(turn, monday - timedelta(days=7)))
    now = len(logged_in(turn, monday))
    goal = turn.journey.person.goal
    if goal is None:
        said = [words.plural("keep_looking.last_week", last)] if last else []
    elif last >= goal:
        said = [words("keep_looking.last_week_met", count=last, goal=goal)]
    else:
        said = [words("keep_looking.last_week_of", count=last, goal=goal)]
    if now:
        said.append(words.plural("keep_looking.this_week", now))
    said.append(words("keep_looking.not_an_offer"))
    return Reminder(
        parts=(Text(" ".join(said)), Text(words("keep_looking.how"))),
        buttons=(
            turn.button(words("keep_looking.see_button"), STEP, "show"),
            turn.button(words("keep_looking.pause_button"), STEP, "pause"),
        ),
        facts=week_facts(turn),
    )


def finish(turn: Turn, interview: Interview | None, key: NudgeKey) -> None:
    """Take *Done* as seen: an application counts only once it is logged."""
