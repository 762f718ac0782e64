"""A promise read from one typed line: what is to be sent, and by which day."""

import re

from bot.interview import Interview
from bot.steps.application_line import alternatives
from bot.turn import Turn
from bot.understanding import Ambiguous, Moment, Unread, read_day

LONGEST_DAY = 8
"""Words that are tried as a day; "by the end of the next week" has seven."""
WRONG_DAYS = {"impossible": "to_send.by_impossible", "too_far": "to_send.by_too_far"}
"""Words for a day that was meant as one but cannot be; other unread words may be about anything."""
_EDGES = " ,;:.-–"
Day = Moment | Ambiguous | Unread


def read_promise(turn: Turn, interview: Interview, text: str) -> tuple[str, Day]:
    """Part "portfolio by Friday" into what and by when: the longest run of words that is a day."""
    typed = text.split()
    wrong: tuple[str, Unread] | None = None
    for length in range(min(LONGEST_DAY, len(typed)), 0, -1):
        for what, by in ((typed[:-length], typed[-length:]), (typed[length:], typed[:length])):
            day = read_by(turn, interview, " ".join(by))
            if not isinstance(day, Unread):
                return _tidy(turn, what), day
            if wrong is None and day.reason in WRONG_DAYS:
                wrong = _tidy(turn, what), day
    return wrong or (_tidy(turn, typed), Unread("not_a_date"))


def read_by(turn: Turn, interview: Interview, text: str) -> Day:
    """Read the day by which something was promised."""
    return read_day(text, turn.now, turn.zone, towards="future", country=interview.country)


def problem_with(turn: Turn, day: Day) -> str:
    """Say what is wrong with a day, empty if nothing is."""
    words = turn.words
    if isinstance(day, Ambiguous):
        options = words("add.or").join(words.day(one.wall.date()) for one in day.readings)
        return words("add.two_readings", options=options)
    if isinstance(day, Unread):
        return words(WRONG_DAYS.get(day.reason, "to_send.by_unread"))
    if day.wall.date() < turn.today:
        return words("to_send.by_past", day=words.day(day.wall.date()))
    return ""


def _tidy(turn: Turn, typed: list[str]) -> str:
    """Return what is to be sent without the small words around it."""
    before = alternatives(turn.words("to_send.typed_before"))
    after = alternatives(turn.words("to_send.typed_after"))
    text = " ".join(typed).strip(_EDGES)
    text = re.sub(rf"^(?:(?:{before})\s+)+", "", text, flags=re.IGNORECASE)
    return re.sub(rf"(?:\s+(?:{after}))+$", "", text, flags=re.IGNORECASE).strip(_EDGES)
