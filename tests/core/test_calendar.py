"""Wall clocks, quiet hours, working days and employers' zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import WorkingDays, employer_zone, is_quiet, out_of_quiet, resolve
from bot.employer_zones import load_employer_zones, parse_employer_zones
from bot.errors import ContentError
from bot.people import QuietHours


def wall(text: str) -> datetime:
    """Return a wall-clock time, which has no zone."""
    return datetime.fromisoformat(text)


ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Africa/Casablanca",
        "Australia/Lord_Howe",
        "America/Havana",
        "Asia/Beirut",
        "Pacific/Apia",
        "Pacific/Chatham",
    ]
)
WALLS = st.datetimes(wall("2005-01-01 00:00"), wall("2035-01-01 00:00")).map(
    lambda one: one.replace(second=0, microsecond=0)
)
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
QUIET = st.builds(QuietHours, TIMES, TIMES)


def test_an_ordinary_wall_clock_time_is_its_instant() -> None:
    """In winter Berlin is an hour ahead of UTC."""
    assert resolve(wall("2026-11-20 15:30"), "Europe/Berlin") == datetime.fromisoformat(
        "2026-11-20T15:30+01:00"
    )


@pytest.mark.parametrize(
    ("skipped", "zone", "expected"),
    [
        (wall("2026-03-29 02:30"), "Europe/Berlin", "2026-03-29T03:00+02:00"),
        (wall("2026-10-04 02:10"), "Australia/Lord_Howe", "2026-10-04T02:30+11:00"),
        (wall("2011-12-30 12:00"), "Pacific/Apia", "2011-12-31T00:00+14:00"),
    ],
)
def test_a_skipped_time_is_the_first_minute_after_the_gap(
    skipped: datetime, zone: str, expected: str
) -> None:
    """An hour, half an hour and a whole day that clocks have left out."""
    assert resolve(skipped, zone) == datetime.fromisoformat(expected)


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    """At the end of summer time 02:30 comes at +02:00 and again at +01:00."""
    expected = datetime.fromisoformat("2026-10-25T02:30+02:00")
    assert resolve(wall("2026-10-25 02:30"), "Europe/Berlin") == expected


@given(WALLS, ZONES)
def test_a_resolved_time_is_shown_by_the_clock_or_is_the_end_of_a_gap(
    shown: datetime, zone: str
) -> None:
    """Either the clock shows it, or the minute before it the clock was still before the gap."""
    instant = resolve(shown, zone)
    clock = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    before = (instant - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert instant.tzinfo is UTC
    assert clock == shown or before < shown < clock


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(20, 29), False),
        (time(20, 30), True),
        (time(0, 0), True),
        (time(8, 29), True),
        (time(8, 30), False),
        (time(12, 0), False),
    ],
)
def test_quiet_hours_run_over_midnight_up_to_but_not_including_their_end(
    at: time, *, quiet: bool
) -> None:
    """20:30 to 08:30, unless changed."""
    assert is_quiet(at, QuietHours()) is quiet


@pytest.mark.parametrize(
    ("at", "quiet"), [(time(11, 59), False), (time(12), True), (time(13), False)]
)
def test_quiet_hours_may_lie_within_a_day(at: time, *, quiet: bool) -> None:
    """Somebody may want to be left alone at noon."""
    assert is_quiet(at, QuietHours(time(12), time(13))) is quiet


@given(TIMES, TIMES)
def test_equal_ends_mean_no_quiet_hours(at: time, end: time) -> None:
    """From eight to eight is never, not always."""
    assert not is_quiet(at, QuietHours(end, end))


def test_what_falls_into_quiet_hours_moves_to_their_end() -> None:
    """Late in the evening it is the next morning, after midnight the same one."""
    zone, quiet = "Europe/Berlin", QuietHours()
    evening = resolve(wall("2026-11-20 22:00"), zone)
    night = resolve(wall("2026-11-21 03:00"), zone)
    morning = resolve(wall("2026-11-21 08:30"), zone)
    assert out_of_quiet(evening, zone, quiet) == morning
    assert out_of_quiet(night, zone, quiet) == morning
    assert out_of_quiet(morning, zone, quiet) == morning


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_for_good_the_second_time() -> None:
    """At 02:15, the second time, the next 02:30 is the second one."""
    quiet = QuietHours(time(22), time(2, 30))
    second = datetime.fromisoformat("2026-10-25T02:15+01:00")
    expected = datetime.fromisoformat("2026-10-25T02:30+01:00")
    assert out_of_quiet(second, "Europe/Berlin", quiet) == expected


def test_quiet_hours_whose_end_the_calendar_skipped_last_until_the_next_one() -> None:
    """Samoa went from 29 to 31 December 2011: the night of the 29th ends on the 31st."""
    evening = resolve(wall("2011-12-29 22:00"), "Pacific/Apia")
    expected = resolve(wall("2011-12-31 08:30"), "Pacific/Apia")
    assert out_of_quiet(evening, "Pacific/Apia", QuietHours()) == expected


@given(WALLS, ZONES, QUIET)
def test_out_of_quiet_is_the_first_minute_that_is_not_quiet(
    moment: datetime, zone: str, quiet: QuietHours
) -> None:
    """Never before the moment, never in quiet hours, and not a minute later than needed."""
    instant = moment.replace(tzinfo=UTC)
    moved = out_of_quiet(instant, zone, quiet)
    there = ZoneInfo(zone)
    assert moved >= instant
    assert not is_quiet(moved.astimezone(there).time(), quiet)
    if moved != instant:
        before = moved - timedelta(minutes=1)
        assert is_quiet(before.astimezone(there).time(), quiet)
        assert is_quiet(instant.astimezone(there).time(), quiet)


@pytest.mark.parametrize(
    ("country", "region", "day", "working"),
    [
        ("DE", None, date(2026, 11, 27), True),
        ("DE", None, date(2026, 11, 28), False),
        ("DE", None, date(2026, 12, 25), False),
        ("DE", None, date(2026, 1, 6), True),
        ("DE", "BY", date(2026, 1, 6), False),
        ("DE", "NOWHERE", date(2026, 12, 25), False),
        ("US", None, date(2026, 11, 26), False),
        ("AE", None, date(2026, 11, 27), True),
        ("AE", None, date(2026, 11, 29), False),
        ("SA", None, date(2026, 11, 27), False),
        ("SA", None, date(2026, 11, 29), True),
        ("IL", None, date(2026, 11, 27), False),
        ("EG", None, date(2026, 11, 29), True),
        ("NP", None, date(2026, 11, 28), False),
        ("NP", None, date(2026, 11, 29), True),
        ("HK", None, date(2026, 11, 28), False),
        ("HK", None, date(2026, 12, 25), False),
        ("HK", None, date(2026, 11, 29), False),
        ("LY", None, date(2026, 11, 27), False),
        ("LY", None, date(2026, 11, 28), False),
        ("LY", None, date(2026, 11, 29), True),
        ("CN", None, date(2026, 2, 14), True),
        ("DE", None, date(2027, 1, 1), False),
        ("JP", None, date(2026, 12, 31), True),
        ("ZZ", None, date(2026, 12, 25), True),
        ("ZZ", None, date(2026, 12, 26), False),
        ("ZZ", None, date(2026, 12, 27), False),
        (None, None, date(2026, 12, 25), True),
        (None, None, date(2026, 12, 26), False),
    ],
)
def test_a_country_has_its_own_weekend_and_holidays(
    country: str | None, region: str | None, day: date, *, working: bool
) -> None:
    """Nationwide holidays unless the region is known; Monday to Friday where nothing is."""
    assert WorkingDays(country, region).is_working(day) is working


def test_working_days_are_counted_over_weekends_and_holidays() -> None:
    """Two working days after Christmas Eve 2026 in Germany is Tuesday the 29th."""
    days = WorkingDays("DE")
    assert days.add(date(2026, 12, 24), 2) == date(2026, 12, 29)
    assert days.next(date(2026, 12, 24)) == date(2026, 12, 28)
    assert days.add(date(2026, 12, 26), 0) == date(2026, 12, 26)


@given(
    st.sampled_from([None, "DE", "US", "SA", "JP", "NP", "CN", "IR"]),
    st.dates(date(2020, 1, 1), date(2032, 1, 1)),
    st.integers(1, 30),
)
def test_the_nth_working_day_after_has_n_working_days_up_to_it(
    country: str | None, day: date, count: int
) -> None:
    """Counting the working days in between gives the number asked for."""
    days = WorkingDays(country)
    end = days.add(day, count)
    between = (day + timedelta(days=number) for number in range(1, (end - day).days + 1))
    assert days.is_working(end)
    assert sum(map(days.is_working, between)) == count


def test_the_city_tells_the_zone_before_the_country_does() -> None:
    """A city's zone if told, else one per country, else none."""
    table = load_employer_zones()
    assert employer_zone("US", "America/Los_Angeles", table) == "America/Los_Angeles"
    assert employer_zone("US", None, table) == "America/New_York"
    assert employer_zone(None, None, table) is None
    assert employer_zone("ZZ", None, table) is None


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("CA", "America/Toronto"),
        ("AU", "Australia/Sydney"),
        ("BR", "America/Sao_Paulo"),
        ("RU", "Europe/Moscow"),
        ("DE", "Europe/Berlin"),
        ("JP", "Asia/Tokyo"),
        ("KE", "Africa/Nairobi"),
    ],
)
def test_every_country_has_one_zone_for_employers(country: str, zone: str) -> None:
    """Where there are several it is that of most offices."""
    assert load_employer_zones()[country] == zone


def test_no_inhabited_country_lacks_a_zone_and_every_zone_exists() -> None:
    """Whatever country a person names, ten o'clock there is a moment."""
    table = load_employer_zones()
    countries = {one for one in get_global("territory_zones") if len(one) == 2 and one != "ZZ"}
    assert countries <= set(table)
    for zone in table.values():
        ZoneInfo(zone)


@pytest.mark.parametrize(
    "table",
    [
        "[zones]\nUS = 'America/Gotham'",
        "[zones]\nUSA = 'America/New_York'",
        "[zones]\nus = 'America/New_York'",
        "[zones]\nUS = ''",
        "[zones]\nUS = 5",
        "[zone]\nUS = 'America/New_York'",
        "US = ",
    ],
)
def test_a_misspelt_table_of_zones_stops_the_start(table: str) -> None:
    """Better no start than ten o'clock in the wrong place."""
    with pytest.raises(ContentError):
        parse_employer_zones(table)
