"""Dates and times in typed words: which day, which time, which zone, and what was left open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.understanding.asked import Asked, Days, NoDay
from bot.understanding.clocks import Cut, cuts
from bot.understanding.days import read_days, strip_fillers
from bot.understanding.foreign import read_foreign
from bot.understanding.reading import (
    Ambiguous,
    Moment,
    Towards,
    Unread,
    local,
    moment_at,
    moment_on,
)
from bot.understanding.tables import longest_first, spell, tables
from bot.understanding.text import fold
from bot.understanding.walls import Wall, placed
from bot.understanding.zones import Zoned, split_place, split_zone

LONGEST = 120
"""Characters of a moment; a longer text is no answer to "when?"."""
MOST_PAST = timedelta(days=366)
MOST_AHEAD = timedelta(days=731)
MOST_READINGS = 4
"""Readings that are offered back; more would be a riddle."""


def read_moment(
    text: str,
    now: datetime,
    zone: str,
    *,
    towards: Towards,
    country: str | None = None,
    time_expected: bool = True,
    period: Literal["first", "last"] | None = None,
    most_past: timedelta = MOST_PAST,
    most_ahead: timedelta = MOST_AHEAD,
) -> Moment | Ambiguous | Unread:
    """Read when something was or will be.

    Args:
        text: As typed: "last Thursday at 3", "14.03. 15:30", "in two weeks", "3pm London time".
        now: Current instant (UTC).
        zone: IANA zone of the person; holds unless another is typed.
        towards: Which way days without a year or week are looked for; an explicit day may lie the other way.
        country: ISO 3166 alpha-2 that decides between 3 April and 4 March for 03/04; None leaves both.
        time_expected: Whether digits that are a day or a time (14.03) may be a time.
        period: Which day a whole week or month stands for; None: "next week" is no moment.
        most_past, most_ahead: How far away a moment may lie.
    """
    if len(text) > LONGEST:
        return Unread("too_long")
    folded = rewritten(fold(text))
    if not folded:
        return Unread("not_a_date")
    if towards == "past":
        folded = _without_start(folded)
    asking = _Asking(now, zone, towards, country, time_expected, period, most_past, most_ahead)
    zoned = split_zone(folded, zone)
    read = _in_zones(zoned, asking)
    if not isinstance(read, Unread) and not zoned.unknown:
        return read
    if zoned.unknown and not isinstance(read, Unread):
        return Unread("unknown_zone")
    placed = (
        split_place(folded) if isinstance(read, Unread) and read.reason == "not_a_date" else None
    )
    if placed is not None:
        again = _in_zones(placed, asking)
        if not isinstance(again, Unread):
            return again
    return read


def read_day(
    text: str,
    now: datetime,
    zone: str,
    *,
    towards: Towards,
    country: str | None = None,
    period: Literal["first", "last"] | None = "last",
    most_past: timedelta = MOST_PAST,
    most_ahead: timedelta = MOST_AHEAD,
) -> Moment | Ambiguous | Unread:
    """Read a day; a time typed with it decides nothing and is dropped.

    Args:
        text: As typed: "by Friday", "end of next week", "14.03.".
        now: Current instant (UTC).
        zone: IANA zone of the person.
        towards: Which way days without a year or week are looked for.
        country: ISO 3166 alpha-2 that decides about 03/04.
        period: Which day a whole week or month stands for.
        most_past, most_ahead: How far away a day may lie.
    """
    read = read_moment(
        text,
        now,
        zone,
        towards=towards,
        country=country,
        time_expected=False,
        period=period,
        most_past=most_past,
        most_ahead=most_ahead,
    )
    if isinstance(read, Unread):
        return read
    readings = read.readings if isinstance(read, Ambiguous) else (read,)
    # "15:30" alone names no day.
    days = [_day_of(one) for one in readings if "date" not in one.assumed]
    return one_or_several(days) if days else Unread("not_a_date")


def one_or_several(found: Sequence[Moment]) -> Moment | Ambiguous:
    """Return the one reading, or the several that differ, earliest first."""
    by_meaning = {(one.instant, one.zone, one.has_time): one for one in reversed(found)}
    readings = sorted(by_meaning.values(), key=lambda one: (one.instant, one.zone))
    return readings[0] if len(readings) == 1 else Ambiguous(tuple(readings[:MOST_READINGS]))


def rewritten(folded: str) -> str:
    """Return a folded text with what two rules would read put into words that only one does."""
    folded = spell(folded)
    for table in tables():
        for pattern, instead in table.rewrites:
            folded = pattern.sub(instead, folded)
    folded = folded.strip()
    # The dot of "14.03." belongs to the date, the one of "at 3." to the sentence.
    return folded if _DAY_DOT.search(folded) else folded.rstrip(". ")


def _without_start(folded: str) -> str:
    """Drop the first of two times ("from 2 to 3pm"): what is over ended with the second."""
    words = "|".join(re.escape(one) for one in longest_first("until"))
    openings = "|".join(re.escape(one) for one in longest_first("between"))
    time_of_day = r"\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?"
    second = r"\d{1,2}(?::\d\d(?!\d)|\s?[ap]\.?m|\s?h(?!\w)|\s?uhr)"
    return re.sub(
        rf"(?<![\w:./-])(?:(?:{openings})\s)?{time_of_day}\s?(?:{words})\s?(?={second})", "", folded
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    now: datetime
    zone: str
    towards: Towards
    country: str | None
    time_expected: bool
    period: Literal["first", "last"] | None
    most_past: timedelta
    most_ahead: timedelta


def _in_zones(zoned: Zoned, asking: _Asking) -> Moment | Ambiguous | Unread:
    found: list[Moment] = []
    unread = Unread("not_a_date")
    for zone in zoned.zones or (asking.zone,):
        asked = Asked(local(asking.now, zone), asking.towards, asking.country, asking.period)
        try:
            walls = _walls(zoned.rest, asked, asking)
        except NoDay as none:
            return Unread(none.reason)
        near = [one for one in walls if _near(one, asked, asking)]
        if walls and not near:
            unread = Unread("too_far")
        found += [_moment(one, zone) for one in near]
    return one_or_several(found) if found else unread


def _moment(wall: Wall, zone: str) -> Moment:
    if wall.has_time:
        return moment_at(wall.at, zone, has_time=True, assumed=wall.assumed)
    return moment_on(wall.at.date(), zone, wall.assumed)


def _near(wall: Wall, asked: Asked, asking: _Asking) -> bool:
    # In days, and compared before adding, since year 9999 cannot be added to.
    away = (wall.at.date() - asked.today).days
    return -asking.most_past.days <= away <= asking.most_ahead.days


def _walls(text: str, asked: Asked, asking: _Asking) -> list[Wall]:
    """Return every wall clock a folded text without a zone can mean, once it is the nearest in its direction."""
    refused: NoDay | None = None
    whole: list[Wall] = []
    for cut in cuts(text):
        if whole and not (cut.dotted and not cut.rest and asking.time_expected):
            continue
        if cut.clock is None and not cut.rest:
            continue
        try:
            days = _days(cut, asked)
        except NoDay as none:
            refused = refused or none
            continue
        walls = placed(days, cut.clock, asked)
        if cut.clock is not None and walls and not whole:
            return walls
        whole += walls
    if whole:
        return whole
    if refused is not None:
        raise refused
    for cut in cuts(text):
        walls = placed(_foreign(cut.rest, asked), cut.clock, asked) if cut.rest else []
        if walls:
            return walls
    return []


def _days(cut: Cut, asked: Asked) -> tuple[Days, ...]:
    for text in strip_fillers(cut.rest):
        if not text:
            # Only a time was said: the day on which it comes next, or came last.
            around = tuple(asked.today + timedelta(days=step) for step in (-1, 0, 1))
            return (Days(around, ("date",)),) if cut.clock is not None else ()
        days = read_days(text, asked)
        if days:
            return days
    return ()


def _foreign(text: str, asked: Asked) -> tuple[Days, ...]:
    return next(
        (days for one in strip_fillers(text) if one and (days := read_foreign(one, asked))), ()
    )


def _day_of(read: Moment) -> Moment:
    assumed = tuple(one for one in read.assumed if one not in ("time", "pm"))
    return moment_on(read.wall.date(), read.zone, assumed)


_DAY_DOT = re.compile(r"\b\d{1,2}\.\s?(?:0?\d|1[0-2])\.$")
