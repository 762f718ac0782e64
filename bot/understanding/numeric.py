"""Days written in digits: 2026-11-27, 14.03., 03/04, 20261127."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from bot.understanding.tables import facts

Written = tuple[int | None, int, int]
"""Year (None where it was not said), month, day; not yet checked against the calendar."""

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?")
_COMPACT = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2})?)?")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")


def read_numeric(text: str, country: str | None) -> tuple[Written, ...]:
    """Return every way a day in digits can be meant, none if it is no such thing.

    Args:
        text: Nothing but the day.
        country: Decides whether 03/04 starts with the day or the month; None leaves both.
    """
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return ((int(found[1]), int(found[2]), int(found[3])),)
    found = _DOTTED.fullmatch(text)
    if found:
        # Wherever dots are written, the day comes first (CLDR: no locale has M.d.y).
        return ((_year(found[3]), int(found[2]), int(found[1])),)
    found = _SLASHED.fullmatch(text)
    if found:
        year, first, second = _year(found[4]), int(found[1]), int(found[3])
        return tuple(dict.fromkeys((year, *one) for one in _orders(first, second, country)))
    return ()


def valid(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _orders(first: int, second: int, country: str | None) -> Iterable[tuple[int, int]]:
    """Yield (month, day) for each order that is plausible."""
    if first > 12 or second > 12:
        yield (first, second) if second > 12 >= first else (second, first)
        return
    month_first = _month_first(country)
    if month_first is not True:
        yield second, first
    if month_first is not False:
        yield first, second


@cache
def _month_first(country: str | None) -> bool | None:
    """Say whether a country writes the month before the day, None where it is not known for sure.

    The order is CLDR's for a month and a day in the country's main official language. Where dates are
    written year first, the short form is rare and every official language has to agree.
    """
    mixed = facts()["order"]["mixed"]
    if country is None or (isinstance(mixed, list) and country in mixed):
        return None
    orders: list[bool] = []
    for language in get_official_languages(country, de_facto=True):
        try:
            locale = Locale.parse(f"{language}_{country}")
        except UnknownLocaleError:
            continue
        orders.append(_before(locale.datetime_skeletons["Md"].pattern))
        whole = locale.date_formats["short"].pattern
        if whole.index("y") > whole.index("d"):
            return orders[0] if orders[0] == _before(whole) and len(set(orders)) == 1 else None
    return orders[0] if len(set(orders)) == 1 else None


def _before(pattern: str) -> bool:
    return pattern.index("M") < pattern.index("d")


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) + (2000 if len(digits) == 2 else 0)
