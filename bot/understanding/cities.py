"""Cities in typed words, with their country, region and zone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.countries import names_in, read_country
from bot.understanding.geonames import City, load_cities, load_states, spelled
from bot.understanding.reading import AmbiguousPlace, Place
from bot.understanding.tables import facts
from bot.understanding.text import fold

LONGEST = 80
"""Characters of a place; a longer text is none."""
CLEARLY_LARGER = 10
"""A city wins over its namesakes if it has that many times their people; otherwise it is asked."""


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
    found = [one for one in load_cities().find(name) if any(where.holds(one) for where in wheres)]
    return _decide(_properly_named(found, name)) if found else None


def cities_beginning(text: str, most: int) -> tuple[str, ...]:
    """Return the largest cities whose names begin as typed, each so that `read_city` finds it: "Porto, Portugal"."""
    if len(text) > LONGEST:
        return ()
    found = load_cities().beginning(fold(text).strip(" .,"), most)
    return tuple(dict.fromkeys(_option(one) for one in found))


def zones_of(country: str) -> tuple[str, ...]:
    """Return the zones in which a country's cities lie, those of larger cities first."""
    return load_cities().zones.get(country, ())


@dataclass(frozen=True, slots=True)
class _Where:
    country: str | None
    region: str = ""

    def holds(self, city: City) -> bool:
        within = self.country is None or city.country == self.country
        return within and self.region in ("", city.region)


def _within(text: str, country: str | None) -> tuple[_Where, ...]:
    """Return where a city may lie by what follows its comma; "DE" is Germany and Delaware."""
    if not text:
        return (_Where(country),)
    state = load_states().get(fold(text).strip(" ."), "")
    read = read_country(text)
    named = (read,) if isinstance(read, str) else ()
    states = (_Where("US", state),) if state else ()
    return *states, *(_Where(one) for one in named)


def _properly_named(cities: Sequence[City], name: str) -> Sequence[City]:
    """Drop those that are called so only by the way, where a larger one really is."""
    proper = [one for one in cities if spelled(one.name) == name]
    if not proper:
        return cities
    largest = max(one.people for one in proper)
    return [one for one in cities if one in proper or one.people > largest]


def _decide(cities: Sequence[City]) -> Place | AmbiguousPlace:
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


def _option(city: City) -> str:
    if city.country == "US":
        return f"{city.name}, {city.region}"
    return f"{city.name}, {names_in('en').get(city.country, city.country)}"


def _place(city: City) -> Place:
    return Place(city.country, city.name, _region(city.country, city.region), city.zone)


def _region(country: str, admin: str) -> str | None:
    known = facts()["region"].get(country)
    if known == "=":
        return admin or None
    if not isinstance(known, dict):
        return None
    found = known.get(admin)  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]
    return str(found) if found else None  # pyright: ignore[reportUnknownArgumentType]
