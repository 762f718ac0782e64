"""When the next round is: read from the words that told of it, said back, and kept for its form."""

import re
from datetime import datetime

from bot.handler import Handler
from bot.interview import Interview
from bot.journey import Question
from bot.message import Topic
from bot.steps.interview_fields import which_reading
from bot.turn import Turn
from bot.understanding import Ambiguous, Moment, Unread, correct, read_moment, read_told
from bot.understanding.reading import local, moment_at, moment_on

STEP = "next_round"
_DAY = "%Y-%m-%d"
_TIME = "%Y-%m-%dT%H%M"
"""As a button carries it, which takes no colon."""


def tell(turn: Turn, interview: Interview, said: str) -> bool:
    """Say back when the next round is; False if the words name no time.

    Args:
        turn: The turn.
        interview: The round before.
        said: What was typed with the news: "on 10 November at 14:00".
    """
    when = read_told(said, turn.now, turn.zone).ended
    if not when:
        return False
    read = read_moment(when, turn.now, turn.zone, towards="future", country=interview.country)
    if isinstance(read, Moment) and read.wall.date() >= turn.today:
        _echo(turn, interview, read)
    else:
        _ask_back(turn, interview, read, when)
    return True


def answer(turn: Turn, question: Question, text: str) -> bool:
    """Take the day of the next round, or a correction of it."""
    interview = turn.journey.interview(question.subject)
    if interview is None:
        return False
    known = moment_of(question.ask, turn.zone)
    if known is None:
        read = read_moment(text, turn.now, turn.zone, towards="future", country=interview.country)
        read = _at_time_told(turn, question, read)
    else:
        read = correct(known, text, turn.now, interview.country)
    if isinstance(read, Unread):
        return False
    turn.answered = True
    if isinstance(read, Moment) and read.wall.date() >= turn.today:
        turn.settle_question()
        _echo(turn, interview, read)
    else:
        _ask_back(turn, interview, read, text)
    return True


def _at_time_told(
    turn: Turn, question: Question, read: Moment | Ambiguous | Unread
) -> Moment | Ambiguous | Unread:
    """Return the day chosen of several with the time that was told with them."""
    told = moment_of(question.argument, turn.zone)
    if not isinstance(read, Moment) or read.has_time or told is None or not told.has_time:
        return read
    return moment_at(datetime.combine(read.wall.date(), told.wall.time()), turn.zone, has_time=True)


def restate(turn: Turn, question: Question) -> str:
    """Ask again when the next round is."""
    return turn.words("outcome.round_when")


def skip(turn: Turn, question: Question) -> None:
    """Leave the day open."""
    turn.settle_question()
    turn.say(Topic.OUTCOME, turn.words("outcome.round_open"))


def typed_moment(packed: str) -> str:
    """Return what a button carries as it would be typed into the form, empty for nothing."""
    day, _, time = packed.partition("T")
    return f"{day} {time[:2]}:{time[2:]}" if time else day


def moment_of(packed: str, zone: str) -> Moment | None:
    """Return what a button carries, None if it carries no moment."""
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d{4}", packed):
        return moment_at(datetime.strptime(packed, _TIME), zone, has_time=True)  # noqa: DTZ007
    if re.fullmatch(r"\d{4}-\d\d-\d\d", packed):
        return moment_on(datetime.strptime(packed, _DAY).date(), zone)  # noqa: DTZ007
    return None


def _packed(turn: Turn, read: Moment) -> str:
    if read.has_time:
        return local(read.instant, turn.zone).strftime(_TIME)
    return read.wall.strftime(_DAY)


def _echo(turn: Turn, interview: Interview, read: Moment) -> None:
    words = turn.words
    packed = _packed(turn, read)
    when = words.moment(read.instant, turn.zone) if read.has_time else words.day(read.wall.date())
    turn.change_dialogue(echo=Question(STEP, packed, interview.id, turn.now))
    turn.say(
        Topic.OUTCOME,
        words("outcome.next_round_on", company=turn.named(interview), when=when),
        turn.choices(
            turn.button(words("outcome.before_button"), "before", "show", interview.id, packed),
            turn.button(words("outcome.add_round_button"), "add", "round", interview.id, packed),
        ),
        interview=interview,
        facts={"company": interview.company, "outcome": "next_round"},
    )


def _ask_back(
    turn: Turn, interview: Interview, read: Moment | Ambiguous | Unread, typed: str
) -> None:
    words = turn.words
    first = read.readings[0] if isinstance(read, Ambiguous) else read
    told = _packed(turn, first) if isinstance(first, Moment) else ""
    turn.ask(STEP, "when", interview.id, told)
    if isinstance(read, Ambiguous):
        said = which_reading(turn, read)
    elif isinstance(read, Moment):
        said = words("outcome.round_past", day=words.day(read.wall.date()))
    else:
        said = words("outcome.round_unread", typed=typed)
    turn.say(
        Topic.OUTCOME,
        words("outcome.next_round_noted", company=turn.named(interview)),
        said,
        interview=interview,
        facts={"company": interview.company, "outcome": "next_round"},
    )


HANDLER = Handler(answer=answer, skip=skip, restate=restate)
