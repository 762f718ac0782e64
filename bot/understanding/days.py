"""Days in typed words: "last Thursday", "the 25th", "end of next week", "in two weeks"."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.understanding.asked import Asked, Days, NoDay
from bot.understanding.day_rules import DAY_RULES, FRIDAY, written
from bot.understanding.numeric import read_numeric
from bot.understanding.tables import longest_first, tables

CLOSE_BY = timedelta(days=31)
"""A date that falls on its weekday is meant within a month even where it lies the other way."""


def read_days(text: str, asked: Asked) -> tuple[Days, ...]:
    """Return every way a folded text can be read as a day and nothing else; empty if it is none.

    Raises:
        NoDay: It is a day that does not exist, or no single one.
    """
    text = text.strip(" ,;!").rstrip("?")
    if not text:
        return ()
    numeric = read_numeric(text, asked.country)
    if numeric:
        return written(numeric, asked)
    text = " ".join(re.sub(r"[,;]|(?<=[a-z])\.(?=\s|$)", " ", text).split())
    for table in tables():
        for rule, found in table.matches("day", text):
            days = (
                _week_of(found, asked)
                if rule == "week_of"
                else DAY_RULES[rule](table, found, asked)
            )
            if days:
                return days
    return _with_weekday(text, asked)


def strip_fillers(text: str) -> Iterable[str]:
    """Yield a text, then with each word that says nothing about when taken off its ends."""
    text = text.replace("~", "")
    yield text
    leading, trailing = longest_first("leading"), longest_first("trailing")
    while True:
        text = text.strip(" ,;:!?")
        lead = next((one for one in leading if text.startswith(f"{one} ")), None)
        trail = next((one for one in trailing if text.endswith(f" {one}")), None)
        if lead is not None:
            text = text[len(lead) + 1 :]
        elif trail is not None:
            text = text[: -len(trail) - 1]
        elif text in leading:
            yield ""
            return
        else:
            yield text
            return
        yield text


def _with_weekday(text: str, asked: Asked) -> tuple[Days, ...]:
    """Read "Fri 27 Nov": if the weekday is another one, both what the date and what the weekday say."""
    first, _, rest = text.partition(" ")
    for table in tables():
        if first not in table.slots.get("weekday", {}) or not rest:
            continue
        weekday = int(table.number("weekday", first))
        for lighter in strip_fillers(rest):
            found = _dated(lighter, asked)
            if found:
                return _agreeing(found, weekday, asked)
    return ()


def _dated(text: str, asked: Asked) -> tuple[Days, ...]:
    """Read what can stand beside a weekday: a date, and neither "10h" nor "in two days"."""
    numeric = read_numeric(text, asked.country)
    if numeric:
        return written(numeric, asked)
    for table in tables():
        for rule, found in table.matches("day", text):
            if rule in _DATES:
                return DAY_RULES[rule](table, found, asked)
    return ()


_DATES = frozenset({"day_month", "ordinal", "ordinal_next_month", "feast"})


def _agreeing(found: Sequence[Days], weekday: int, asked: Asked) -> tuple[Days, ...]:
    """Keep the days that fall on the weekday; where none does, ask whether the date or the weekday was meant."""
    agree = [day for one in found for day in one.on if day.weekday() == weekday]
    sought = [day for day in agree if _sought(day, asked)]
    near = [day for day in agree if abs(day - asked.today) <= CLOSE_BY]
    if sought or near or (agree and not found[0].assumed):
        chosen = tuple(sorted(sought or near or agree))
        return (Days(chosen, found[0].assumed),)
    days = [day for one in found for day in one.on]
    day = min(
        [day for day in days if _sought(day, asked)] or days, key=lambda one: abs(one - asked.today)
    )
    back = (day.weekday() - weekday) % 7
    nearest = day - timedelta(days=back) if back <= 3 else day + timedelta(days=7 - back)
    return Days((day,)), Days((nearest,))


def _sought(day: date, asked: Asked) -> bool:
    match asked.towards:
        case "past":
            return day <= asked.today
        case "future":
            return day >= asked.today
        case _:
            return True


def _week_of(found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    if asked.period is None:
        raise NoDay("only_period")
    inner = next(
        (days for text in strip_fillers(found["rest"]) if (days := read_days(text, asked))), ()
    )
    step = 0 if asked.period == "first" else FRIDAY
    return tuple(
        Days(tuple(day + timedelta(days=step - day.weekday()) for day in one.on), one.assumed)
        for one in inner
    )
