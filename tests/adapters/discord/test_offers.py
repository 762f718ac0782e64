"""Places are offered however their names are typed: without accents, with other ones, in the country's own way."""

from random import Random

import pytest

from adapters.bootstrap import fresh_id, system_clock
from adapters.discord.commands import Offers, Typing
from adapters.discord.offers import offer
from adapters.memory import MemoryStore
from bot.conversation import Conversation
from bot.library import load_library
from bot.people import Address

SOMEBODY = Address("discord", "53908232506183680")


async def offered(typed: str, offers: Offers = Offers.SETTING) -> list[str]:
    """Return what is offered while a zone or a country is typed."""
    there = Conversation(MemoryStore(), load_library(), system_clock, fresh_id, Random(1))
    typing = Typing(offers, typed, "settings", {"setting": "zone"})
    return [one.label for one in await offer(there, SOMEBODY, typing)]


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        ("lodz", "Łódź, Poland"),
        ("ŁÓDŹ", "Łódź, Poland"),
        ("zurich", "Zürich, Switzerland"),
        ("zuerich", "Zürich, Switzerland"),
        ("sao paulo", "São Paulo, Brazil"),
        ("São Pau", "São Paulo, Brazil"),
        ("tromso", "Tromsø, Norway"),
        ("giessen", "Gießen, Germany"),
        ("gie\u00dfen", "Gießen, Germany"),
        ("da nang", "Da Nang, Vietnam"),
        ("đà nẵng", "Da Nang, Vietnam"),
        ("malmo\u0308", "Malmö, Sweden"),
        ("istanbul", "Istanbul, Türkiye"),
        ("st gallen", "Sankt Gallen, Switzerland"),
        ("saint etienne", "Saint-Étienne, France"),
    ],
)
async def test_a_city_is_found_however_it_is_typed(typed: str, city: str) -> None:
    """It comes before all others."""
    assert (await offered(typed))[0] == city


@pytest.mark.parametrize("typed", ["sao paulo", "são paulo", "SAO_PAULO"])
async def test_a_zone_is_found_by_its_city_however_that_is_typed(typed: str) -> None:
    """Zones' own names know no accents."""
    assert "America/Sao_Paulo" in await offered(typed)


@pytest.mark.parametrize(("typed", "country"), [("turkiye", "Türkiye"), ("côte", "Côte d’Ivoire")])
async def test_a_country_is_found_however_it_is_typed(typed: str, country: str) -> None:
    """As cities are."""
    assert (await offered(typed, Offers.COUNTRY))[0] == country


@pytest.mark.parametrize("typed", ["...", "|", "a|b", "(", "\\", "*" * 200])
async def test_signs_find_nothing_and_break_nothing(typed: str) -> None:
    """Nobody lives in a place of that name."""
    assert await offered(typed) == []
