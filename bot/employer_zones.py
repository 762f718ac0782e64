"""One zone per country, for employers of whom no city is known."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ContentError
from bot.packaged import CONTENT

_WHERE = "content/employer_zones.toml"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    zones: dict[str, str]


def load_employer_zones() -> Mapping[str, str]:
    """Return the IANA zone of every country, by ISO 3166 alpha-2 code.

    A country with one zone has that one (CLDR); for the others the table in `content` decides.

    Raises:
        ContentError: The table is misspelt or names a country or zone that does not exist.
    """
    file = CONTENT / "employer_zones.toml"
    return parse_employer_zones(file.read_text("utf-8"))


def parse_employer_zones(table: str) -> Mapping[str, str]:
    """Return the zones of a table together with those of every one-zone country.

    Raises:
        ContentError: It is misspelt, a country is no two capital letters, or a zone does not exist.
    """
    try:
        told = _Table.model_validate(tomllib.loads(table)).zones
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ContentError(f"{_WHERE}: {error}") from error
    for country, zone in told.items():
        if not _is_country(country):
            raise ContentError(f"{_WHERE}: a country is two capital letters, found {country!r}")
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ContentError(f"{_WHERE}: {country} has no zone {zone!r}") from error
    of_territory = cast(Mapping[str, Sequence[str]], get_global("territory_zones"))
    single = {
        country: zones[0]
        for country, zones in of_territory.items()
        if len(zones) == 1 and _is_country(country)
    }
    return {**single, **told}


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper() and code != "ZZ"
