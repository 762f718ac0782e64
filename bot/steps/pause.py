"""Leaving the person alone for a while, and one step for later, where they say so in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import resolve
from bot.interview import Step
from bot.steps import progress, snooze, which
from bot.turn import Turn
from bot.understanding import Moment

NIGHT_ENDS = 4
"""Up to this hour "today" is still the day before."""
SOON = timedelta(hours=1)
"""How far off "tonight" is for somebody who says so late in the evening."""


def command(turn: Turn, rest: str) -> None:
    """Write nothing at all until `rest`, which is a length or a day; without it until the next morning."""
    if not rest:
        snooze.hold_until(turn, _next_morning(turn))
    else:
        length = turn.words("typed.in_a_while", length=rest)
        known = isinstance(snooze.read_moment_of(turn, rest), Moment)
        snooze.read_until(turn, "", rest if known else length)
    # Who wants to be left alone is not asked the same thing once more; the question stays open.
    turn.answered = True


def end(turn: Turn, rest: str) -> None:
    """Take the pause back: write as before."""
    snooze.take_back(turn)
    turn.say_edit()


def later(turn: Turn, rest: str) -> None:
    """Put off the step that is asked for, or comes next, to when `rest` says: "tonight", "on Monday"."""
    question = turn.dialogue.question
    if question is not None and question.step == snooze.STEP:
        snooze.read_until(turn, question.subject, rest)
        return
    interview = which.spoken_of(turn) or next(iter(reversed(turn.journey.open_interviews())), None)
    when = _moment(turn, rest)
    if interview is None or when is None:
        snooze.command(turn, rest)
        return
    asked = question is not None and question.step in list(Step)
    step = Step(question.step) if question and asked else progress.next_step(turn, interview)
    if not progress.can_wait(step):
        snooze.command(turn, rest)
        return
    progress.put_off(turn, interview, step, when)
    turn.say_edit()


def _next_morning(turn: Turn) -> datetime:
    if turn.now.astimezone(ZoneInfo(turn.zone)).hour < NIGHT_ENDS:
        return resolve(datetime.combine(turn.today, snooze.MORNING), turn.zone)
    return progress.tomorrow_at_nine(turn)


def _moment(turn: Turn, rest: str) -> datetime | None:
    """Return when is meant; None where it cannot be read, or has passed for good."""
    read = snooze.read_moment_of(turn, rest)
    if not isinstance(read, Moment):
        return None
    is_today = read.wall.date() == turn.today
    if not read.has_time:
        if is_today:
            return _moment(turn, turn.words("typed.tonight"))
        return resolve(datetime.combine(read.wall.date(), snooze.MORNING), read.zone)
    if read.instant <= turn.now:
        return turn.now + SOON if is_today else None
    return read.instant
