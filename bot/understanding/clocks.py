"""Times of day in typed words: 15:30, 3pm, half past three, noon, "in the afternoon"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from bot.understanding.tables import Table, tables

EARLIEST_AS_TYPED = 7
"""Interviews are held from 7 to 18 h: an hour from 1 to 6 without am or pm is one of the afternoon."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day.

    Args:
        at: The time.
        assumed: `pm` where that was filled in, `time` where only a part of the day was said.
    """

    at: time
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut in two: a time of day, and what else it says.

    Args:
        rest: The text without the time.
        clock: None where no time was cut out.
        dotted: The time has a dot, so it may also be a day: 14.03.
    """

    rest: str
    clock: Clock | None = None
    dotted: bool = False


_MERIDIEM = r"(?P<ampm>a\.?\s?m\.?|p\.?\s?m\.?)"
_EDGE = r"(?<![\w:.,/+-])"
_END = r"(?![\w:/-]|\.\d)"
_WRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        # 3pm, 3:30 pm, 3.30pm
        rf"{_EDGE}@?(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?{_MERIDIEM}(?!\w)",
        # 15:30, 15:30:00, 2026-11-27T15:30
        rf"(?:{_EDGE}|(?<=\dt))@?(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?\s?h?(?:rs|ours)?{_END}",
        # 15h, 15h30, 15 h 30, 15 uhr, 15 uhr 30
        rf"{_EDGE}(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s?(?:h|uhr|hrs|hours)\s?(?P<after>[0-5]\d)?{_END}",
        # 15.30
        rf"{_EDGE}(?P<hour>[01]?\d|2[0-3])(?P<dot>\.)(?P<minute>[0-5]\d){_END}(?!\.)",
        # 1530
        rf"{_EDGE}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?h?(?:rs|ours)?{_END}",
    )
)
_BEFORE = re.compile(
    r"(?:^|\s)(?:at|@|um|gegen|vers|a|à|alle|as|a las|a la|about|around|approx|ca|circa|c)\.?$"
)


def cuts(text: str) -> Iterator[Cut]:
    """Yield every way to take a time of day out of a folded text, the surest first.

    The text as it is comes first, since a whole may be a day ("14 March 2027") though a part looks like a time.
    """
    yield Cut(text)
    for rest, part in _parts(text):
        for found in _explicit(rest):
            fitted = _fit(found.clock, part)
            if fitted is not None:
                yield Cut(found.rest, fitted, found.dotted)
        yield Cut(rest, Clock(part, ("time",)))
    yield from _explicit(text)


def read_clock(text: str) -> Clock | None:
    """Read a folded text that is a time of day and nothing else."""
    for cut in cuts(text):
        if cut.clock is not None and not cut.rest:
            return cut.clock
    return None


def _explicit(text: str) -> Iterator[Cut]:
    for pattern in _WRITTEN:
        for found in pattern.finditer(text):
            named = found.groupdict()
            minute = named.get("minute") or named.get("after") or "0"
            clock = _clock(
                int(named["hour"]), int(minute), named.get("ampm"), found["hour"].startswith("0")
            )
            if clock is not None:
                yield Cut(_without(text, found), clock, bool(named.get("dot")))
    for table in tables():
        yield from _worded(table, text)


def _worded(table: Table, text: str) -> Iterator[Cut]:
    for rule, shift in CLOCK_RULES:
        for found in table.found("time", rule, text):
            named = found.groupdict()
            hour, minute = 12, 0
            if named.get("hour"):
                hour = int(table.number("hour", named["hour"]))
            if named.get("minute"):
                minute = int(table.number("minute", named["minute"]))
            if rule == "midnight":
                yield Cut(_without(text, found), Clock(time(0, 0)))
                continue
            ampm = table.value("ampm", named["ampm"]) if named.get("ampm") else None
            clock = _clock(hour, 0, ampm, (named.get("hour") or "").startswith("0"))
            if clock is None:
                continue
            total = (
                clock.at.hour * 60
                + {"minute": minute, "to": -minute, "15": 15, "-15": -15, "30": 30, "-30": -30}[
                    shift
                ]
            )
            at = time(total // 60 % 24, total % 60)
            assumed = ("pm",) if clock.assumed and at.hour >= 12 else ()
            if "pm" not in assumed and clock.assumed:
                continue
            yield Cut(_without(text, found), Clock(at, assumed))


CLOCK_RULES = (
    ("half_past", "30"),
    ("half_to", "-30"),
    ("quarter_past", "15"),
    ("quarter_to", "-15"),
    ("minutes_past", "minute"),
    ("minutes_to", "to"),
    ("noon", "minute"),
    ("midnight", "minute"),
    ("hour_minute", "minute"),
    ("hour", "minute"),
)
"""Rules of the tables, and how many minutes each is from its hour."""


def _parts(text: str) -> Iterator[tuple[str, time]]:
    """Yield the text without a part of the day, and the time that part stands for."""
    for table in tables():
        found = max(
            table.found("time", "part", text), key=lambda one: len(one.group()), default=None
        )
        if found:
            hour, minute = table.value("part", found["part"]).split(":")
            yield _without(text, found), time(int(hour), int(minute))


def _fit(clock: Clock | None, part: time) -> Clock | None:
    """Let a part of the day decide about am and pm ("at 8 in the evening"); None if they contradict."""
    if clock is None:
        return None
    at = clock.at
    morning = part.hour < 12
    if morning:
        if "pm" in clock.assumed:
            return Clock(at.replace(hour=at.hour - 12))
        return clock if at.hour < 12 else None
    if at.hour < 12 and (part.hour < 21 or at.hour >= 6):
        return Clock(at.replace(hour=at.hour + 12))
    return Clock(at)


def _clock(hour: int, minute: int, ampm: str | None, padded: bool) -> Clock | None:  # noqa: FBT001
    if ampm:
        if not 1 <= hour <= 12:
            return None
        return Clock(time(hour % 12 + (12 if ampm.startswith("p") else 0), minute))
    if hour == 24:
        return Clock(time(0, 0)) if minute == 0 else None
    if hour > 24:
        return None
    # "03:30" is how those write who count to 24.
    if 1 <= hour < EARLIEST_AS_TYPED and not padded:
        return Clock(time(hour + 12, minute), ("pm",))
    return Clock(time(hour, minute))


def _without(text: str, found: re.Match[str]) -> str:
    before = _BEFORE.sub("", text[: found.start()].rstrip())
    # The "T" between the two halves of ISO 8601.
    before = re.sub(r"(?<=\d)t$", "", before)
    return " ".join(f"{before} {text[found.end() :]}".split())
