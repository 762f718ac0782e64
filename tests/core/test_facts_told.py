"""A fact told in passing completes the record it is about, and what is no fact changes none."""

import pytest

from bot.inbound import Closed
from bot.interview import Channel
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def sat_down() -> Desk:
    """Return somebody back from an interview at Acme in New York who met Tom Rey."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    assert desk.form is not None
    await desk.act(Closed(desk.form.id))
    desk.form = None
    await desk.say("/interview people")
    await desk.say("Tom Rey, tom@acme.com")
    await desk.press("Right")
    await desk.say("cancel")
    return desk


@pytest.mark.parametrize(
    ("typed", "role", "decides", "channel"),
    [
        ("tom is the one who decides", "", True, None),
        ("tom decides", "", True, None),
        ("tom prefers calls", "", None, Channel.PHONE),
        ("tom is the cto", "cto", None, None),
        ("tom = head of data", "head of data", None, None),
    ],
)
async def test_somebody_met_is_completed_in_a_sentence(
    typed: str,
    role: str,
    decides: bool | None,  # noqa: FBT001
    channel: Channel | None,
) -> None:
    """And nobody new is made of it."""
    desk = await sat_down()
    await desk.say(typed)
    [tom] = (await desk.journey()).facts.contacts
    assert (tom.role, tom.decides, tom.channel) == (role, decides, channel)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("role is data engineer", "role", "data engineer"),
        ("it was on zoom", "format", "video"),
        ("it was in person", "format", "on_site"),
        ("it was the second round", "round", "second round"),
        ("they said dont call us", "contact_unwelcome", True),
        ("they told me not to contact them", "contact_unwelcome", True),
    ],
)
async def test_the_interview_is_completed_in_a_sentence(
    typed: str, field: str, value: object
) -> None:
    """Undo takes it back."""
    desk = await sat_down()
    assert "undo" in await desk.say(typed)
    assert getattr((await desk.journey()).facts.interviews[0], field) == value
    await desk.say("undo")
    assert getattr((await desk.journey()).facts.interviews[0], field) != value


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("i should call them friday", "2026-11-20"),
        ("they said 2-3 weeks", "2026-12-07"),
        ("i have to email them on friday", None),
    ],
)
async def test_who_moves_next_is_told_in_few_words(typed: str, on: str | None) -> None:
    """What the person plans by themselves was not agreed."""
    desk = await sat_down()
    await desk.say(typed)
    found = (await desk.journey()).facts.interviews[0].wait.on
    assert (None if found is None else str(found)) == on


async def test_the_end_is_set_right_in_a_sentence() -> None:
    """The time alone is enough."""
    desk = await sat_down()
    assert "14:30" in await desk.say("the interview ended at 2:30 pm")


@pytest.mark.parametrize(
    ("typed", "zone", "country"),
    [
        ("i live in berlin", "Europe/Berlin", None),
        ("im in london now", "Europe/London", None),
        ("set my timezone to london", "Europe/London", None),
        ("i live in germany", "America/New_York", "DE"),
    ],
)
async def test_where_somebody_lives_is_a_setting(
    typed: str, zone: str, country: str | None
) -> None:
    """Told in words, it is changed as in the settings."""
    desk = await sat_down()
    await desk.say(typed)
    person = (await desk.journey()).person
    assert (person.zone, person.country) == (zone, country)


@pytest.mark.parametrize(
    "typed",
    [
        "tom is nice",
        "tom was late",
        "tom is out of office",
        "tom likes cats",
        "the coffee is on zoom",
        "it was on the third floor",
        "it was the second time i cried",
        "the role is remote",
        "the position is great",
        "im in love now",
        "i live in fear",
        "im in doubt now",
        "they told me to call them bob",
        "they asked me not to smoke",
        "i should call my mom friday",
        "they said 2 or 3 nice things",
    ],
)
async def test_what_is_no_fact_changes_nothing(typed: str) -> None:
    """Neither of people nor of the interview nor of oneself."""
    desk = await sat_down()
    before = await desk.journey()
    await desk.say(typed)
    after = await desk.journey()
    one, other = before.facts.interviews[0], after.facts.interviews[0]
    assert after.facts.contacts == before.facts.contacts
    assert (one.role, one.format, one.round, one.ended) == (
        other.role,
        other.format,
        other.round,
        other.ended,
    )
    assert (one.wait, one.contact_unwelcome) == (other.wait, other.contact_unwelcome)
    assert (before.person.zone, before.person.country) == (after.person.zone, after.person.country)


@pytest.mark.parametrize("typed", ["tom is the cto", "it was on zoom", "role is data engineer"])
async def test_while_notes_are_asked_for_it_is_a_note(typed: str) -> None:
    """What was asked for comes first."""
    desk = await sat_down()
    await desk.say("/interview notes")
    assert "Kept in your notes" in await desk.say(typed)
