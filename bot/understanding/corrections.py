"""Corrections of a moment just echoed: "no, at 3 pm", "not 3 but 4", "I meant Friday"."""

import re
from datetime import datetime, timedelta

from bot.understanding.day_rules import shifted
from bot.understanding.moments import LONGEST, one_or_several, read_moment, rewritten
from bot.understanding.numeric import valid
from bot.understanding.reading import Ambiguous, Moment, Towards, Unread, moment_at, moment_on
from bot.understanding.tables import longest_first, tables
from bot.understanding.text import fold
from bot.understanding.zones import named_zones, split_zone


def correct(
    previous: Moment, text: str, now: datetime, country: str | None = None
) -> Moment | Ambiguous | Unread:
    """Change what words name of a moment and keep the rest of it.

    Args:
        previous: What was understood and echoed.
        text: "no, at 3 pm" keeps the day, "no, Thursday" the time, "London time" both.
        now: Current instant (UTC); days are looked for on the side on which `previous` lies.
        country: ISO 3166 alpha-2 that decides about 03/04.

    Returns:
        The corrected moment, or `Unread` where the words correct nothing.
    """
    if len(text) > LONGEST:
        return Unread("too_long")
    said, wrong = _said(rewritten(fold(text)))
    if not said:
        return Unread("not_a_date")
    shifted_by = _shifted(previous, said)
    if shifted_by is not None:
        return shifted_by
    part = _part(previous, said, wrong)
    if part is not None:
        return part
    zones = named_zones(said, previous.zone)
    zoned = split_zone(said, previous.zone)
    if zones or (zoned.zones and not zoned.rest):
        found = [_rezoned(previous, one) for one in zones or zoned.zones]
        return one_or_several(found)
    towards: Towards = "past" if previous.instant <= now else "future"
    read = read_moment(
        said,
        now,
        previous.zone,
        towards=towards,
        country=country,
        time_expected=previous.has_time,
        period=None if towards == "past" else "last",
    )
    if isinstance(read, Ambiguous):
        return one_or_several(
            _likely([_merged(previous, one) for one in read.readings], towards, now)
        )
    return _merged(previous, read) if isinstance(read, Moment) else read


def _said(text: str) -> tuple[str, str]:
    """Return what is right and what was wrong in "not 3 but 4", without the words around."""
    text = _bare(text)
    for table in tables():
        for _, found in table.matches("correct_not", text):
            return _bare(found["so"]), _bare(found["rest"])
    return text, ""


def _bare(text: str) -> str:
    openings = longest_first("correcting")
    while True:
        text = text.strip(" ,;:!?")
        opening = next(
            (one for one in openings if text.startswith((f"{one} ", f"{one}, ")) or text == one),
            None,
        )
        closing = next((one for one in openings if text.endswith(f" {one}")), None)
        if opening is not None:
            text = text[len(opening) :]
        elif closing is not None and closing not in ("no", "to"):
            text = text[: -len(closing)]
        else:
            return text


def _shifted(previous: Moment, said: str) -> Moment | None:
    for table in tables():
        for rule, found in table.matches("correct", said):
            sign = 1 if rule == "later" else -1
            count = sign * table.number("count", found["count"])
            unit = table.value("unit", found["unit"])
            if unit in ("minute", "hour"):
                wall = previous.wall + timedelta(minutes=count * (60 if unit == "hour" else 1))
                return moment_at(wall, previous.zone, has_time=True) if previous.has_time else None
            day = shifted(previous.wall.date(), count, unit)
            return _on(previous, datetime.combine(day, previous.wall.time()))
    return None


def _part(previous: Moment, said: str, wrong: str) -> Moment | Ambiguous | None:
    """Read a lone number, "pm", a month or a year as the part of the moment that it replaces."""
    wall = previous.wall
    for table in tables():
        ampm = table.slots.get("ampm", {}).get(said)
        if ampm is not None and previous.has_time:
            hour = wall.hour % 12 + (12 if ampm == "pm" else 0)
            return moment_at(wall.replace(hour=hour), previous.zone, has_time=True)
        month = table.slots.get("month", {}).get(said)
        if month is not None:
            day = valid(wall.year, int(month), wall.day)
            return None if day is None else _on(previous, datetime.combine(day, wall.time()))
    if re.fullmatch(r"(?:19|20)\d\d", said):
        day = valid(int(said), wall.month, wall.day)
        return None if day is None else _on(previous, datetime.combine(day, wall.time()))
    if re.fullmatch(r"\d{1,2}", said):
        return _number(previous, int(said), wrong)
    return None


def _number(previous: Moment, number: int, wrong: str) -> Moment | Ambiguous | None:
    """Read a lone number as the hour or the day, whichever the wrong one was; both if either could be."""
    wall = previous.wall
    was = int(wrong) if wrong.isdigit() and len(wrong) < 3 else None
    readings: list[Moment] = []
    hours = previous.has_time and number < 24 and (was is None or was % 12 == wall.hour % 12)
    if hours:
        # The half of the day stays, unless the number says otherwise.
        hour = number + 12 if number < 12 <= wall.hour else number
        readings.append(moment_at(wall.replace(hour=hour, minute=0), previous.zone, has_time=True))
        if was is not None:
            # "Not 3 but 4" of half past three may be four or half past four.
            readings.append(moment_at(wall.replace(hour=hour), previous.zone, has_time=True))
    day = valid(wall.year, wall.month, number)
    if day is not None and (was == wall.day or (was is None and not previous.has_time)):
        readings.append(_on(previous, datetime.combine(day, wall.time())))
    return one_or_several(readings) if readings else None


def _merged(previous: Moment, read: Moment) -> Moment:
    """Put together what was said anew and what stays."""
    assumed = tuple(one for one in read.assumed if one != "date")
    if "date" in read.assumed:
        wall = datetime.combine(previous.wall.date(), read.wall.time())
        return moment_at(wall, read.zone, has_time=True, assumed=assumed)
    if not read.has_time and previous.has_time:
        wall = datetime.combine(read.wall.date(), previous.wall.time())
        return moment_at(wall, read.zone, has_time=True, assumed=assumed)
    return read


def _likely(readings: list[Moment], towards: Towards, now: datetime) -> list[Moment]:
    """Keep what can be over, and of an early hour and one of the afternoon the afternoon's."""
    if towards != "past":
        return readings
    over = [one for one in readings if one.instant <= now] or readings
    return [one for one in over if "pm" in one.assumed] or over


def _on(previous: Moment, wall: datetime) -> Moment:
    if previous.has_time:
        return moment_at(wall, previous.zone, has_time=True)
    return moment_on(wall.date(), previous.zone)


def _rezoned(previous: Moment, zone: str) -> Moment:
    if previous.has_time:
        return moment_at(previous.wall, zone, has_time=True)
    return moment_on(previous.wall.date(), zone)
