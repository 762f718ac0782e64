"""While somebody types a name, what they told before is offered, and places; never anybody else's."""

import pytest

from bot.inbound import Command, Naming
from bot.library import Library, load_library
from bot.people import Address
from bot.steps.suggestions import places
from bot.understanding import read_city, read_country
from tests.desk import Desk, heard, read


@pytest.fixture(scope="module")
def library() -> Library:
    """All content."""
    return load_library()


@pytest.fixture
async def desk(library: Library) -> Desk:
    """Somebody with two interviews, who met two people at the first."""
    desk = Desk(library)
    await desk.sit_down()
    for company in ("Acme", "Globex"):
        await desk.act(Command("add", f"at {company} for data engineer"))
        await desk.fill(ended="today 9:00")
    await desk.act(Command("people", "Acme Dr Dana Smith and Lee Wong"))
    return desk


async def test_interviews_are_offered_by_any_letters(desk: Desk) -> None:
    """What is offered names the company and the role, and is understood as that very interview."""
    offered = await desk.conversation.suggest(desk.who, Naming.INTERVIEW, "glo", 25)
    assert [one.label for one in offered] == ["Globex, data engineer"]
    reply = await desk.act(Command("delete", offered[0].key))
    assert "Globex" in read(*heard(reply))


async def test_people_and_companies_are_offered(desk: Desk) -> None:
    """Without a letter typed everything is offered, and no more than there is room for."""
    people = await desk.conversation.suggest(desk.who, Naming.PERSON, "dana", 25)
    assert [one.key for one in people] == ["Dana Smith"]
    companies = await desk.conversation.suggest(desk.who, Naming.COMPANY, "", 25)
    assert {one.key for one in companies} == {"Acme", "Globex"}
    assert len(await desk.conversation.suggest(desk.who, Naming.COMPANY, "", 1)) == 1


async def test_nothing_of_theirs_is_offered_to_anybody_else(desk: Desk) -> None:
    """A stranger is offered nothing."""
    stranger = Address("terminal", "somebody else")
    assert await desk.conversation.suggest(stranger, Naming.INTERVIEW, "", 25) == ()


@pytest.mark.parametrize("typed", ["mun", "Münch", "san f", "tok"])
def test_cities_offered_are_read_again(library: Library, typed: str) -> None:
    """The largest come first, and each is a city the bot knows."""
    offered = places(library.words_in("en"), Naming.CITY, typed, 25)
    assert offered
    assert all(read_city(one.key) is not None for one in offered)


@pytest.mark.parametrize(("typed", "first"), [("ger", "Germany"), ("united k", "United Kingdom")])
def test_countries_offered_are_read_again(library: Library, typed: str, first: str) -> None:
    """A country whose name begins so goes before one that only holds the letters."""
    offered = places(library.words_in("en"), Naming.COUNTRY, typed, 25)
    assert offered[0].key == first
    assert all(isinstance(read_country(one.key), str) for one in offered)


def test_letters_of_no_place_offer_nothing(library: Library) -> None:
    """Neither do those that would search for something else."""
    for typed in ("", "qqqq", "|", "x" * 200):
        assert places(library.words_in("en"), Naming.CITY, typed, 25) == ()
