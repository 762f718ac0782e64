"""What reading typed words comes to: a moment, several that it could be, or why it is none."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from bot.calendar import resolve
from bot.interview import NextStep

Towards = Literal["past", "future", "any"]
"""Which way a day without a year or a week is looked for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was read.

    Args:
        wall: Local wall clock in `zone` (naive); midnight where only a day was said.
        zone: IANA name.
        instant: The same in UTC, the first valid minute after a gap and the first of two in an overlap.
        has_time: False where only a day was said.
        assumed: What was filled in: `date`, `month`, `year`, `time`, `pm`.
    """

    wall: datetime
    zone: str
    instant: datetime
    has_time: bool
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Words that could be read in two ways or more; ask back with these, earliest first."""

    readings: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not read.

    Args:
        reason: `not_a_date`, `impossible` (31 February), `too_far`, `unknown_zone`, `too_long`,
            `only_period` ("last week" is no moment), `vague` ("in a few days"), `not_understood`.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class NextStepRead:
    """What was said about who moves next.

    Args:
        kind: Who moves.
        on: The day named with it, None if none was.
    """

    kind: NextStep
    on: Moment | Ambiguous | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of what was typed that cannot be used as it is; as a string it is that part.

    Args:
        code: `invalid_email`, `invalid_phone`, `invalid_linkedin`, `no_name`, `too_long`.
        typed: The part in question.
    """

    code: str
    typed: str

    def __str__(self) -> str:
        return self.typed


@dataclass(frozen=True, slots=True)
class Place:
    """A city found.

    Args:
        country: ISO 3166 alpha-2.
        city: Its name in English or as usual there.
        region: ISO 3166-2 subdivision without the country, None where it is not known for sure.
        zone: IANA name.
    """

    country: str | None
    city: str
    region: str | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class AmbiguousPlace:
    """A name several places have, or one that leaves the answer open.

    Args:
        options: What to ask back with; each, typed in again, is read as one place.
        places: The same as places, where they are cities.
    """

    options: tuple[str, ...]
    places: tuple[Place, ...] = ()


def moment_at(
    wall: datetime, zone: str, *, has_time: bool, assumed: tuple[str, ...] = ()
) -> Moment:
    """Return the moment of a wall clock in a zone.

    Raises:
        OverflowError: The instant lies outside what a calendar can hold.
    """
    return Moment(wall, zone, resolve(wall, zone), has_time, assumed)


def moment_on(day: date, zone: str, assumed: tuple[str, ...] = ()) -> Moment:
    """Return a day without a time as a moment."""
    return moment_at(datetime.combine(day, time()), zone, has_time=False, assumed=assumed)


def local(instant: datetime, zone: str) -> datetime:
    """Return the wall clock (naive) of an instant in a zone."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
