"""Wall clocks, quiet hours and working days: pure, and right across every clock change."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.people import QuietHours

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MOMENT = timedelta(microseconds=1)
_SATURDAY = 5

_WEEKENDS: Mapping[str, frozenset[int]] = {
    "HK": frozenset({5, 6}),
    "LY": frozenset({4, 5}),
    "NP": frozenset({5}),
}
"""Weekends (Monday is 0) that `holidays` 0.109 has otherwise.

Hong Kong's offices keep a five-day week (its government since 2006) and CLDR says so too; Libya rests on
Friday and Saturday (CLDR); Nepal took its two-day weekend of spring 2022 back on 6 June 2022.
"""


@lru_cache(maxsize=4096)
def resolve(wall: datetime, zone: str) -> datetime:
    """Return the instant (UTC) at which a clock shows a wall-clock time.

    Args:
        wall: Naive wall-clock time. One that a clock change skips is taken as the first valid minute
            after the gap, one that comes twice as the first of the two.
        zone: IANA name.
    """
    there = ZoneInfo(zone)
    instant = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    if instant.astimezone(there).replace(tzinfo=None) == wall:
        return instant
    # In a gap the old offset reads the clock as a moment after the change, the new one as one before.
    return _end_of_gap(wall.replace(tzinfo=there, fold=1).astimezone(UTC), instant, there)


def is_quiet(local: time, quiet: QuietHours) -> bool:
    """Say whether a wall-clock time lies in the quiet hours; their end no longer does."""
    if quiet.start <= quiet.end:
        return quiet.start <= local < quiet.end
    return local >= quiet.start or local < quiet.end


def out_of_quiet(instant: datetime, zone: str, quiet: QuietHours) -> datetime:
    """Return an instant unchanged, or the end (UTC) of the quiet hours it falls into.

    Args:
        instant: Any aware moment.
        zone: IANA zone of the person whose quiet hours they are.
        quiet: Their quiet hours.
    """
    there = ZoneInfo(zone)
    local = instant.astimezone(there)
    # More than once only where a clock change swallows the end and leads into quiet hours again.
    while is_quiet(local.time(), quiet):
        instant = _end_of_quiet(local, zone, quiet)
        local = instant.astimezone(there)
    return instant.astimezone(UTC)


class WorkingDays:
    """The working days of a country: its own weekend and its public holidays.

    Args:
        country: ISO 3166 alpha-2; where it is None or unknown, Monday to Friday are working days.
        region: ISO 3166-2 subdivision without the country; where it is None or unknown, nationwide
            holidays count.
    """

    def __init__(self, country: str | None, region: str | None = None) -> None:
        self._country = country
        self._region = region

    def is_working(self, day: date) -> bool:
        """Say whether people work on a day."""
        if self._country is None:
            return day.weekday() < _SATURDAY
        return day not in _free_days(self._country, self._region, day.year)

    def add(self, day: date, count: int) -> date:
        """Return the day that is so many working days after a day (which need not be one itself)."""
        while count > 0:
            day += _DAY
            if self.is_working(day):
                count -= 1
        return day

    def next(self, day: date) -> date:
        """Return the first working day after a day."""
        return self.add(day, 1)


def employer_zone(
    country: str | None, zone_of_city: str | None, table: Mapping[str, str]
) -> str | None:
    """Return an employer's zone: the city's if told, else the country's one in the table, else None.

    Args:
        country: ISO 3166 alpha-2, None if unknown.
        zone_of_city: IANA zone of the city, None if none was told.
        table: One IANA zone per country (`bot.employer_zones`).
    """
    if zone_of_city is not None:
        return zone_of_city
    return None if country is None else table.get(country)


def _end_of_gap(before: datetime, after: datetime, there: ZoneInfo) -> datetime:
    """Return the first whole minute after the clock change that lies between two instants."""
    skipped_from = before.astimezone(there).utcoffset()
    while after - before > _MOMENT:
        middle = before + (after - before) // 2
        if middle.astimezone(there).utcoffset() == skipped_from:
            before = middle
        else:
            after = middle
    return (after - _MOMENT).replace(second=0, microsecond=0) + _MINUTE


def _end_of_quiet(local: datetime, zone: str, quiet: QuietHours) -> datetime:
    day = local.date() if local.time() < quiet.end else local.date() + _DAY
    wall = datetime.combine(day, quiet.end)
    end = resolve(wall, zone)
    if end > local:
        return end
    # The hour comes twice and this is its second time.
    return wall.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC)


@lru_cache(maxsize=512)
def _free_days(country: str, region: str | None, year: int) -> frozenset[date]:
    # Only needed once an interview has a country, and the start of a chat should not wait for it.
    from holidays import country_holidays  # noqa: PLC0415

    first = date(year, 1, 1)
    days = (
        first + timedelta(days=number) for number in range((date(year, 12, 31) - first).days + 1)
    )
    try:
        known = country_holidays(country, subdiv=region, years=year, expand=False)
    except NotImplementedError:
        if region is not None:
            return _free_days(country, None, year)
        return frozenset(day for day in days if day.weekday() >= _SATURDAY)
    weekend = _WEEKENDS.get(country)
    if weekend is None:
        return frozenset(day for day in days if not known.is_working_day(day))
    return frozenset(day for day in days if day.weekday() in weekend or day in known)
