"""Countries, cities and zones read from typed words, and the tables of words themselves."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.understanding import AmbiguousPlace, Place, read_city, read_country, read_zone
from bot.understanding.clocks import CLOCK_RULES
from bot.understanding.day_rules import DAY_RULES
from bot.understanding.tables import read_table, tables


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("UK", "GB"),
        ("England", "GB"),
        ("the UK", "GB"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("us", "US"),
        ("America", "US"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("🇩🇪", "DE"),
        ("Holland", "NL"),
        ("the Netherlands", "NL"),
        ("Türkei", "TR"),
        ("日本", "JP"),
        ("Kenya", "KE"),
        ("Germny", "DE"),
        ("Grmany", "DE"),
        ("Frnace", "FR"),
        ("Swizerland", "CH"),
        ("Iran", "IR"),
        ("Niger", "NE"),
        ("Austria", "AT"),
        ("Slovenia", "SI"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("Ivory Coast", "CI"),
        ("UAE", "AE"),
        ("Atlantis", None),
        ("UX", None),
        ("Chat", None),
        ("EU", None),
        ("Luanda", None),
        ("Vienna", None),
        ("x", None),
        ("", None),
        ("🇽🇽", None),
        ("a" * 40_001, None),
    ],
)
def test_a_country_is_read_as_meant(text: str, country: str | None) -> None:
    """Names in many languages, codes, flags and small slips are one country; a city is none."""
    assert read_country(text) == country


def test_a_name_of_two_countries_is_asked_back() -> None:
    """Korea is two countries, and each option read again is one."""
    read = read_country("Korea")
    assert isinstance(read, AmbiguousPlace)
    assert [read_country(one) for one in read.options] == ["KR", "KP"]


def test_options_are_named_in_the_persons_language() -> None:
    """Who is spoken to in German reads German names."""
    read = read_country("Korea", language="de")
    assert isinstance(read, AmbiguousPlace)
    assert read.options == ("Südkorea", "Nordkorea")


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        ("Berlin", None, Place("DE", "Berlin", "BE", "Europe/Berlin")),
        ("München", None, Place("DE", "Munich", "BY", "Europe/Berlin")),
        ("Zürich", None, Place("CH", "Zürich", "ZH", "Europe/Zurich")),
        ("Vienna", None, Place("AT", "Vienna", "9", "Europe/Vienna")),
        ("NYC", None, Place("US", "New York City", "NY", "America/New_York")),
        ("Toronto", None, Place("CA", "Toronto", "ON", "America/Toronto")),
        ("Sydney", None, Place("AU", "Sydney", "NSW", "Australia/Sydney")),
        ("São Paulo", None, Place("BR", "São Paulo", "SP", "America/Sao_Paulo")),
        ("lodz", None, Place("PL", "Łódź", None, "Europe/Warsaw")),
        ("Tromso", None, Place("NO", "Tromsø", None, "Europe/Oslo")),
        ("koln", None, Place("DE", "Köln", "NW", "Europe/Berlin")),
        ("東京", None, Place("JP", "Tokyo", None, "Asia/Tokyo")),
        ("Cambridge", "GB", Place("GB", "Cambridge", "ENG", "Europe/London")),
        ("Cambridge, MA", None, Place("US", "Cambridge", "MA", "America/New_York")),
        ("Portland, Oregon", None, Place("US", "Portland", "OR", "America/Los_Angeles")),
        ("Berlin, DE", None, Place("DE", "Berlin", "BE", "Europe/Berlin")),
        ("Ontario, CA", None, Place("US", "Ontario", "CA", "America/Los_Angeles")),
        ("Berlin", "FR", None),
        ("Berlin, Narnia", None, None),
        ("Kleinkleckersdorf", None, None),
        ("", None, None),
        ("a|b", None, None),
        ("a" * 40_001, None, None),
    ],
)
def test_a_city_is_read_with_its_region_and_zone(
    text: str, country: str | None, place: Place | None
) -> None:
    """A city tells country, region and zone; one that is not known tells nothing."""
    assert read_city(text, country) == place


def test_cities_of_one_name_are_asked_back() -> None:
    """Cambridge is several cities of like size, and each option read again is one."""
    read = read_city("Cambridge")
    assert isinstance(read, AmbiguousPlace)
    assert {one.country for one in read.places} == {"GB", "US", "CA", "NZ"}
    assert [read_city(one) for one in read.options] == list(read.places)


def test_two_states_of_one_zone_leave_the_state_open() -> None:
    """Where namesakes share the zone, the zone is told and the state is not."""
    read = read_city("Kansas City", "US")
    assert isinstance(read, Place)
    assert (read.zone, read.region) == ("America/Chicago", None)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT-5", "Etc/GMT+5"),
        ("UTC+05:30", "Asia/Kolkata"),
        ("UTC+0", "UTC"),
        ("EST", "America/New_York"),
        ("Eastern time", "America/New_York"),
        ("London time", "Europe/London"),
        ("Japan", "Asia/Tokyo"),
        ("Singapore", "Asia/Singapore"),
        ("Lyon", "Europe/Paris"),
        ("UTC+15", None),
        ("UTC+05:17", None),
        ("foo bar", None),
        ("", None),
    ],
)
def test_a_zone_is_read_as_meant(text: str, zone: str | None) -> None:
    """A zone is read from its name, a city, a country with one zone, or an offset."""
    assert read_zone(text) == zone


def test_a_country_of_many_zones_is_asked_back() -> None:
    """The USA has many zones; those of its largest cities are offered."""
    read = read_zone("USA")
    assert isinstance(read, AmbiguousPlace)
    assert read.options[0] == "America/New_York"
    assert [read_zone(one) for one in read.options] == list(read.options)


def test_an_abbreviation_of_several_zones_is_decided_by_the_country() -> None:
    """IST is in India, Ireland and Israel."""
    assert isinstance(read_zone("IST"), AmbiguousPlace)
    assert read_zone("IST", "IE") == "Europe/Dublin"


@given(text=st.text(max_size=100))
def test_no_place_is_too_strange_to_answer(text: str) -> None:
    """Whatever is typed is read, asked back or refused; what is read can be used."""
    assert read_country(text) is None or text.strip()
    read_city(text)
    zone = read_zone(text)
    if isinstance(zone, str):
        assert ZoneInfo(zone)


def test_every_rule_of_every_language_is_one_that_is_read() -> None:
    """A rule in a table that Python does not know would never be read, or stop it."""
    days = DAY_RULES.keys() | {"week_of"}
    times = {rule for rule, _ in CLOCK_RULES} | {"part"}
    for table in tables():
        assert table.rules.get("day", {}).keys() <= days, table.language
        assert table.rules.get("time", {}).keys() <= times, table.language
    assert tables()[0].language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "[rule.day]\nweekday = ['{weekday}']",
        "[rule.day]\nweekday = ['(open']",
        "[rewrite]\n'(open' = 'x'",
        "not toml",
    ],
)
def test_a_broken_table_stops_the_start(text: str) -> None:
    """A missing slot, an open bracket or a broken file is named."""
    with pytest.raises(ContentError, match=r"content/understanding/xx\.toml"):
        read_table("xx", text)
