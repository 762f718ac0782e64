"""The rules by which tables of words name days: what each of them means."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.understanding.asked import Asked, Days, NoDay
from bot.understanding.numeric import Written, valid
from bot.understanding.tables import Table

FRIDAY = 4


def written(ways: Sequence[Written], asked: Asked) -> tuple[Days, ...]:
    found = tuple(one for way in ways if (one := _come(*way, asked)).on)
    if not found:
        raise NoDay("impossible")
    return found


def _come(year: int | None, month: int, day: int, asked: Asked) -> Days:
    if year is not None:
        one = valid(year, month, day)
        return Days((one,) if one else ())
    years = range(asked.today.year - 1, asked.today.year + 2)
    return Days(tuple(one for year in years if (one := valid(year, month, day))), ("year",))


def shifted(day: date, count: float, unit: str) -> date:
    """Move a day by so many units; a month's end that is not there is the month's last day."""
    whole = int(count)
    match unit:
        case "day":
            return day + timedelta(days=whole)
        case "workday":
            step = timedelta(days=1 if whole > 0 else -1)
            for _ in range(abs(whole)):
                day += step
                while day.weekday() > FRIDAY:
                    day += step
            return day
        case "week":
            return day + timedelta(weeks=whole)
        case "fortnight":
            return day + timedelta(weeks=2 * whole)
        case _:
            months = day.year * 12 + day.month - 1 + whole * (12 if unit == "year" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _offset(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return (Days((asked.today + timedelta(days=int(table.value("day", found["day"]))),)),)


def _weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    monday = _monday(asked.today) + timedelta(days=int(table.number("weekday", found["weekday"])))
    days = tuple(monday + timedelta(weeks=step) for step in (-2, -1, 0, 1, 2))
    return (Days(days, weekday=True),)


def _this_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    day = _monday(asked.today) + timedelta(days=int(table.number("weekday", found["weekday"])))
    # "This Friday" said on a Sunday is the one to come.
    if (asked.towards == "future" and day < asked.today) or (
        asked.towards == "past" and day > asked.today
    ):
        return _weekday(table, found, asked)
    return (Days((day,)),)


def _next_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    number = int(table.number("weekday", found["weekday"]))
    coming = asked.today + timedelta(days=(number - asked.today.weekday() - 1) % 7 + 1)
    following = _monday(asked.today) + timedelta(days=7 + number)
    return tuple(Days((one,)) for one in dict.fromkeys((coming, following)))


def _coming_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _next_weekday(table, found, asked)[:1]


def _latest_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _last_weekday(table, found, asked)[:1]


def _last_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    number = int(table.number("weekday", found["weekday"]))
    latest = asked.today - timedelta(days=(asked.today.weekday() - number - 1) % 7 + 1)
    return (Days((latest,)),)


def _weekday_of_week(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    unit, step = table.value("span", found["span"]).split()
    if unit != "week":
        return ()
    number = int(table.number("weekday", found["weekday"]))
    return (Days((_monday(asked.today) + timedelta(days=number, weeks=int(step)),)),)


def _after_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _from_weekday(table, found, asked, 1)


def _before_weekday(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _from_weekday(table, found, asked, -1)


def _from_weekday(table: Table, found: re.Match[str], asked: Asked, sign: int) -> tuple[Days, ...]:
    unit = table.value("unit", found["unit"])
    count = table.number("count", found["count"]) if "count" in found.groupdict() else 1
    if unit not in ("day", "week", "fortnight"):
        return ()
    number = int(table.number("weekday", found["weekday"]))
    if sign > 0:
        day = asked.today + timedelta(days=(number - asked.today.weekday()) % 7)
    else:
        day = asked.today - timedelta(days=(asked.today.weekday() - number) % 7)
    return (Days((shifted(day, sign * count, unit),)),)


def _after_day(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    unit = table.value("unit", found["unit"])
    if unit in ("minute", "hour"):
        return ()
    count = table.number("count", found["count"]) if "count" in found.groupdict() else 1
    if "count" not in found.groupdict() and unit != "week":
        return ()
    start = asked.today + timedelta(days=int(table.value("day", found["day"])))
    return (Days((shifted(start, count, unit),)),)


def _before_day(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    unit = table.value("unit", found["unit"])
    if unit in ("minute", "hour"):
        return ()
    start = asked.today + timedelta(days=int(table.value("day", found["day"])))
    return (Days((shifted(start, -table.number("count", found["count"]), unit),)),)


def _ordinal(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    number = int(found["ordinal"].rstrip("stndrh"))
    first = asked.today.replace(day=1)
    months = (shifted(first, step, "month") for step in range(-2, 4))
    days = tuple(one for month in months if (one := valid(month.year, month.month, number)))
    if not days:
        raise NoDay("impossible")
    return (Days(days, ("month",)),)


def _ordinal_next_month(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    month = shifted(asked.today.replace(day=1), 1, "month")
    day = valid(month.year, month.month, int(found["ordinal"].rstrip("stndrh")))
    if day is None:
        raise NoDay("impossible")
    return (Days((day,)),)


def _day_month(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    month = int(table.number("month", found["month"]))
    day = int(
        table.number("monthday", re.sub(r"(?<=\d)(st|nd|rd|th|er|\.)$", "", found["monthday"]))
    )
    return written(((_year(found), month, day),), asked)


def _feast(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    month, day = table.value("feast", found["feast"]).split("-")
    return written(((_year(found), int(month), int(day)),), asked)


def _ago(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _away(table, found, asked, -1)


def _ahead(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _away(table, found, asked, 1)


def _wait(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    # "10h" alone is ten o'clock rather than ten hours.
    if table.value("unit", found["unit"]) in ("minute", "hour"):
        return ()
    return _away(table, found, asked, 1)


def _away(table: Table, found: re.Match[str], asked: Asked, sign: int) -> tuple[Days, ...]:
    named = found.groupdict()
    unit = table.value("unit", named["unit"])
    # Of "one to two weeks" the longer counts; "a week or two" is two.
    count = table.number("count", named["count"]) if named.get("count") else 2
    if "half" in found.group().rpartition(named["unit"])[2]:
        count += 0.5
    if unit in ("minute", "hour"):
        minutes = count * (60 if unit == "hour" else 1)
        if named.get("more"):
            minutes += table.number("more", named["more"])
        at = asked.now.replace(second=0, microsecond=0) + sign * timedelta(minutes=minutes)
        return (Days((at.date(),), at=at),)
    if count != int(count) and unit == "year":
        count, unit = 12 * count, "month"
    if count != int(count) and unit == "day":
        return _away_hours(asked, sign * count * 24)
    if count != int(count):
        return ()
    return (Days((shifted(asked.today, sign * count, unit),)),)


def _away_hours(asked: Asked, hours: float) -> tuple[Days, ...]:
    at = asked.now.replace(second=0, microsecond=0) + timedelta(hours=hours)
    return (Days((at.date(),), at=at),)


def _whole(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    if asked.period is None:
        raise NoDay("only_period")
    return _edges(table, found, asked, "start" if asked.period == "first" else "end")


def _start_of(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _edges(table, found, asked, "early")


def _middle_of(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _edges(table, found, asked, "middle")


def _end_of(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    return _edges(table, found, asked, "end")


_WEEK_EDGE = {"start": 0, "early": 0, "middle": 2, "end": FRIDAY}
"""Weekday that stands for an edge of a working week."""


def _edges(table: Table, found: re.Match[str], asked: Asked, edge: str) -> tuple[Days, ...]:
    named = found.groupdict()
    if named.get("month"):
        month = int(table.number("month", named["month"]))
        year = _year(found)
        today = asked.today
        years = [year] if year is not None else range(today.year - 1, today.year + 2)
        days = tuple(_month_edge(date(one, month, 1), edge) for one in years)
        return (Days(days, () if year is not None else ("year",)),)
    unit, step = table.value("span", named["span"]).split() if named.get("span") else ("week", "0")
    return (Days((_span_edge(asked, unit, int(step), edge),)),)


def _span_edge(asked: Asked, unit: str, step: int, edge: str) -> date:
    today = asked.today
    match unit:
        case "week":
            day = _monday(today) + timedelta(weeks=step, days=_WEEK_EDGE[edge])
            # "End of the week" said on a Saturday is the next one's.
            return (
                day + timedelta(weeks=1)
                if step == 0 and day < today and asked.towards == "future"
                else day
            )
        case "month":
            return _month_edge(shifted(today.replace(day=1), step, "month"), edge)
        case "quarter":
            first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
            first = shifted(first, 3 * step, "month")
            return (
                first
                if edge in ("start", "early")
                else _month_edge(shifted(first, 2, "month"), "end")
            )
        case _:
            first = date(today.year + step, 1, 1)
            return first if edge in ("start", "early") else date(first.year, 12, 31)


def _month_edge(first: date, edge: str) -> date:
    last = monthrange(first.year, first.month)[1]
    return first.replace(day={"start": 1, "early": 5, "middle": 15, "end": last}[edge])


def _by_month(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    # "By December" is before it begins to some and before it ends to others.
    return *_edges(table, found, asked, "start"), *_edges(table, found, asked, "end")


def _iso_week(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    if asked.period is None:
        raise NoDay("only_period")
    number = int(found["number"])
    weekday = 1 if asked.period == "first" else FRIDAY + 1
    days: list[date] = []
    for year in range(asked.today.year - 1, asked.today.year + 2):
        try:
            days.append(date.fromisocalendar(year, number, weekday))
        except ValueError:
            continue
    if not days:
        raise NoDay("impossible")
    return (Days(tuple(days), ("year",)),)


def _weekend(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    if asked.period is None:
        raise NoDay("only_period")
    step = 5 if asked.period == "first" else 6
    return (Days((_monday(asked.today) + timedelta(days=step),)),)


def _now(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    at = asked.now.replace(second=0, microsecond=0)
    return (Days((at.date(),), at=at),)


def _vague(table: Table, found: re.Match[str], asked: Asked) -> tuple[Days, ...]:
    raise NoDay("vague")


# --- Counting -------------------------------------------------------------------------------------


def _year(found: re.Match[str]) -> int | None:
    year = found.groupdict().get("year")
    if not year:
        return None
    return 2000 + int(year[1:]) if year.startswith("'") else int(year)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


DAY_RULES: dict[str, Callable[[Table, re.Match[str], Asked], tuple[Days, ...]]] = {
    "offset": _offset,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "this_weekday": _this_weekday,
    "next_weekday": _next_weekday,
    "coming_weekday": _coming_weekday,
    "latest_weekday": _latest_weekday,
    "last_weekday": _last_weekday,
    "after_weekday": _after_weekday,
    "before_weekday": _before_weekday,
    "after_day": _after_day,
    "before_day": _before_day,
    "ordinal": _ordinal,
    "ordinal_next_month": _ordinal_next_month,
    "day_month": _day_month,
    "feast": _feast,
    "ago": _ago,
    "ahead": _ahead,
    "wait": _wait,
    "whole": _whole,
    "start_of": _start_of,
    "middle_of": _middle_of,
    "end_of": _end_of,
    "by_month": _by_month,
    "iso_week": _iso_week,
    "weekend": _weekend,
    "now": _now,
    "vague": _vague,
}
"""What each rule means; `week_of` reads a day within, and so is with the reader."""
