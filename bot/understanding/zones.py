"""Time zones in typed words: IANA names, abbreviations, offsets, "London time"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.understanding.cities import read_city, zones_of
from bot.understanding.countries import read_country
from bot.understanding.reading import AmbiguousPlace, Place
from bot.understanding.tables import facts, longest_first, words_of
from bot.understanding.text import fold

_OFFSET = re.compile(r"(?:utc|gmt)\s?([+-])\s?(\d{1,2})(?::?([0-5]\d))?")
_ISO_OFFSET = re.compile(r"(?<=\d)\s?([+-])(\d\d):?([0-5]\d)$")
_ISO_Z = re.compile(r"(?<=\d)z$")
_NAME = re.compile(r"[a-z_]+/[a-z_+\-/0-9]+")
MOST_OPTIONS = 6
"""Zones offered of a country with many: those of its largest cities."""


@dataclass(frozen=True, slots=True)
class Zoned:
    """A text and the zones it named.

    Args:
        rest: The text without them.
        zones: One, or several it could be; empty where none was named.
        unknown: What looks like a zone and is none.
    """

    rest: str
    zones: tuple[str, ...] = ()
    unknown: str = ""


def read_zone(text: str, country: str | None = None) -> str | AmbiguousPlace | None:
    """Read a time zone from its name, an abbreviation, an offset, a city or a country.

    Args:
        text: "Europe/Berlin", "Berlin", "CET", "UTC+2", "Germany", "New York".
        country: ISO 3166 alpha-2 that decides between cities and abbreviations of one name.
    """
    folded = fold(text).strip(" .()")
    if not folded or len(folded) > 80:
        return None
    for suffix in words_of("zone_suffix"):
        folded = folded.removesuffix(f" {suffix}")
    zones = named_zones(folded)
    if len(zones) > 1:
        of_country = set(zones_of(country)) if country else set[str]()
        zones = tuple(one for one in zones if one in of_country) or zones
    if zones:
        return zones[0] if len(zones) == 1 else AmbiguousPlace(zones)
    read = read_country(folded, typos=False)
    if read is None:
        # A city before a misspelt country, or Lyon might be one.
        city = read_city(folded, country)
        if city is not None:
            return city.zone if isinstance(city, Place) else city
        read = read_country(folded)
    if isinstance(read, str):
        zones = zones_of(read)
        if zones:
            return zones[0] if len(zones) == 1 else AmbiguousPlace(zones[:MOST_OPTIONS])
    return read if isinstance(read, AmbiguousPlace) else None


def split_zone(text: str, own: str) -> Zoned:
    """Take a zone off the end of a folded text that says when.

    Args:
        text: Folded.
        own: IANA zone of the person, which beats others of the same abbreviation.
    """
    bare = text.strip()
    last = bare.rpartition(" ")[2].strip("().").upper()
    if last in _abbreviations(own):
        return Zoned(bare[: -len(bare.rpartition(" ")[2])].strip(), (own,))
    for own in longest_first("own_zone"):
        if bare.endswith(f" {own}"):
            return Zoned(bare.removesuffix(own).strip())
    found = _ISO_Z.search(bare)
    if found:
        return Zoned(bare[: found.start()].strip(), ("UTC",))
    # "2026-11-27 15:30+01:00": the offset is ISO's only after a time, or "10-11" would have one.
    if re.search(r"\d:\d\d", bare):
        found = _ISO_OFFSET.search(bare)
        if found:
            return _offset(bare[: found.start()], found[1], found[2], found[3])
    inside = re.search(r"^(.*?)\s*\(([^()]+)\)$", bare)
    if inside:
        return _ending(inside[1], inside[2], certain=True)
    for suffix in longest_first("zone_suffix"):
        if bare.endswith(f" {suffix}"):
            return _suffixed(bare.removesuffix(f" {suffix}"), bare)
    found = re.search(rf"\s?({_OFFSET.pattern})$", bare)
    if found:
        return _offset(bare[: found.start()], found[2], found[3], found[4])
    head, _, last = bare.rpartition(" ")
    if _NAME.fullmatch(last) and not last[0].isdigit():
        return _ending(head, last, certain=True)
    return _ending(head, last, certain=False) if head else Zoned(bare)


def split_place(text: str) -> Zoned | None:
    """Take a city or country off the end of a folded text with a time in it ("3pm in London")."""
    words = text.split()
    for start in range(max(1, len(words) - 3), len(words)):
        head, tail = " ".join(words[:start]), " ".join(words[start:])
        if not re.search(r"\d", head) or re.search(r"\d", tail) or len(tail) < 4:
            continue
        zone = read_zone(tail)
        if isinstance(zone, str):
            return Zoned(head.removesuffix(" in").strip(), (zone,))
        if isinstance(zone, AmbiguousPlace):
            zones = _of_places(zone)
            if zones:
                return Zoned(head.removesuffix(" in").strip(), zones)
    return None


def _suffixed(text: str, whole: str) -> Zoned:
    """Take the name before "time" off: the longest of up to three words that is one."""
    words = text.split()
    for start in range(max(0, len(words) - 3), len(words)):
        tail = " ".join(words[start:])
        if re.match(r"(?:in|at)\s", tail) or re.search(r"\d", tail):
            continue
        ending = _ending(" ".join(words[:start]), tail, certain=True)
        if ending.zones:
            return ending
    if len(words) > 1 and words[-1].isalpha() and re.search(r"\d", words[0]):
        return Zoned(" ".join(words[:-1]), (), words[-1])
    # "In two weeks' time" names no zone.
    return Zoned(whole)


def _ending(head: str, tail: str, *, certain: bool) -> Zoned:
    zones = named_zones(tail)
    if not zones and certain:
        read = read_zone(tail)
        zones = (read,) if isinstance(read, str) else _of_places(read)
    if zones and (certain or re.search(r"\d|noon|night", head)):
        return Zoned(head.removesuffix(" in").strip(), zones)
    return Zoned(head, (), tail) if certain else Zoned(f"{head} {tail}")


def _of_places(read: AmbiguousPlace | None) -> tuple[str, ...]:
    if read is None:
        return ()
    known = [one.zone for one in read.places if one.zone]
    return tuple(dict.fromkeys(known or (one for one in read.options if "/" in one)))


def named_zones(folded: str, own: str = "") -> tuple[str, ...]:
    """Return the zones of a folded name, abbreviation or offset; empty for all else.

    Args:
        folded: "europe/berlin", "cet", "utc+2", "eastern".
        own: IANA zone that beats others of the same abbreviation.
    """
    if own and folded.upper() in _abbreviations(own):
        return (own,)
    found = _OFFSET.fullmatch(folded)
    if found:
        return _offset("", found[1], found[2], found[3]).zones
    spelled = _iana().get(folded.replace(" ", "_"))
    if spelled:
        return (spelled,)
    short = facts()["zone"].get(folded)
    if isinstance(short, list):
        return tuple(str(one) for one in short)  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    name = facts()["zone_name"].get(folded)
    return (str(name),) if name else ()


def _offset(rest: str, sign: str, hours: str, minutes: str | None) -> Zoned:
    whole = int(hours)
    signed = f"{sign}{whole:02}:{minutes or '00'}"
    rest = rest.strip()
    if minutes and minutes != "00":
        zone = facts()["zone_offset"].get(signed)
        return Zoned(rest, (str(zone),)) if zone else Zoned(rest, (), signed)
    if whole == 0:
        return Zoned(rest, ("UTC",))
    # POSIX counts the other way round: Etc/GMT-2 is two hours ahead.
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{whole}"
    return Zoned(rest, (name,)) if name.casefold() in _iana() else Zoned(rest, (), signed)


@cache
def _abbreviations(zone: str) -> frozenset[str]:
    """Return what a zone calls itself in winter and in summer: CET and CEST."""
    # Any year does for a name; offsets ("+03") are none.
    halves = (datetime(2026, month, 1, tzinfo=ZoneInfo(zone)) for month in (1, 7))
    return frozenset(one for half in halves if (one := half.tzname() or "").isalpha())


@cache
def _iana() -> Mapping[str, str]:
    # Plain names such as "Turkey" or "Singapore" are countries too and are read as such.
    return {one.casefold(): one for one in sorted(available_timezones()) if "/" in one}
