"""Where advice comes from is shown on request, and where the sources are silent it is said."""

import pytest

from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def sources_for(country: str) -> str:
    """Return what is said about the sources for an employer in a country."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Acme", country=country)
    await desk.say("Dana Smith, cto, dana@acme.com")
    await desk.say("/interview thanks")
    return await desk.press("Where is this from?")


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("Japan", "mynavi"),
        ("Switzerland", "cover only some of this"),
        ("Saudi Arabia", "Gulf"),
        ("Pakistan", "India and Pakistan"),
        ("Iceland", "custom, not evidence"),
        ("", "custom, not evidence"),
    ],
)
async def test_sources_are_as_wide_as_they_are(country: str, said: str) -> None:
    """A country of its own, some of it, its region or nothing: each is said as it is."""
    assert said.casefold() in (await sources_for(country)).casefold()


async def test_sources_without_an_interview_ask_for_one() -> None:
    """Nothing to show yet is no dead end."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    assert await desk.say("/interview sources")


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("US", "is expected"),
        ("New Zealand", "is welcome"),
        ("Germany", "is optional"),
        ("Russia", "is unusual"),
        ("Belgium", "no source on thank-you notes"),
        ("Qatar", "as a whole"),
        ("", "do not know where the employer is"),
    ],
)
async def test_the_custom_is_named_before_the_notes(country: str, said: str) -> None:
    """Notes come with what is usual in the employer's country."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Acme", country=country)
    await desk.say("Dana Smith, cto, dana@acme.com")
    assert said in await desk.say("/interview thanks")
