"""Every zone name there is, and every clock change from 2025 to 2036: one fire on each local day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.nudges.wish import on_the_clock
from bot.schedule import NudgeKey, NudgeKind

BEGIN, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ZONES = sorted(available_timezones() - {"localtime"})
"""Some machines have a link of that name, which is no zone."""
TIMES = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


def _changes(zone: str) -> Iterator[datetime]:
    """Yield the first whole minute (UTC) of each change of a zone's offset."""
    there = ZoneInfo(zone)
    day = BEGIN
    before = day.astimezone(there).utcoffset()
    while day < END:
        after = (day + DAY).astimezone(there).utcoffset()
        if before != after:
            low, high = day, day + DAY
            while high - low > MINUTE:
                middle = low + (high - low) / 2
                middle = middle.replace(second=0, microsecond=0)
                if middle.astimezone(there).utcoffset() == before:
                    low = middle
                else:
                    high = middle
            yield high
        day, before = day + DAY, after


@cache
def histories() -> dict[Sequence[tuple[datetime, timedelta | None]], str]:
    """Return one zone for each different history of changes; most names are links to another."""
    found: dict[Sequence[tuple[datetime, timedelta | None]], str] = {}
    for zone in ZONES:
        there = ZoneInfo(zone)
        moments = (BEGIN, *_changes(zone))
        found.setdefault(tuple((one, one.astimezone(there).utcoffset()) for one in moments), zone)
    return found


def _fires(zone: str, first: date, days: int, at: time) -> list[datetime]:
    """Return when something on the clock of each of some days is due (UTC)."""
    key = NudgeKey(NudgeKind.CALM)
    wishes = (
        on_the_clock(key, datetime.combine(first + number * DAY, at), zone, BEGIN - 99 * DAY)
        for number in range(days)
    )
    return [one.moment for one in wishes]


def _day_of(due: datetime, zone: str, at: time) -> date:
    """Return the local day that a fire belongs to.

    Where the clock skips the last hour of a day (Nuuk does), the first valid minute after it is midnight.
    """
    local = due.astimezone(ZoneInfo(zone))
    late = at >= time(12) and local.time() == time()
    return local.date() - DAY if late else local.date()


def _assert_one_a_day(zone: str, first: date, days: int, at: time) -> None:
    due = _fires(zone, first, days, at)
    assert due == sorted(due)
    fired = Counter(_day_of(one, zone, at) for one in due)
    assert fired == {first + number * DAY: 1 for number in range(days)}, (zone, at)


def test_every_clock_change_of_every_zone_has_one_fire_on_each_day_around_it() -> None:
    """At every half hour of the clock, from two days before each change to two days after it."""
    changes = 0
    for history, zone in histories().items():
        for moment, _ in history[1:]:
            changes += 1
            first = moment.astimezone(ZoneInfo(zone)).date() - 2 * DAY
            for at in TIMES:
                _assert_one_a_day(zone, first, 5, at)
    assert changes > len(histories())


@given(st.sampled_from(ZONES), st.dates(date(2025, 1, 2), date(2036, 11, 1)), st.times())
def test_any_minute_of_any_month_in_any_zone_has_one_fire_a_day(
    zone: str, first: date, at: time
) -> None:
    """Thirty-five days in a row, at a whole minute."""
    _assert_one_a_day(zone, first, 35, at.replace(second=0, microsecond=0))
