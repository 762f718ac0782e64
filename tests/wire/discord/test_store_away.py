"""While the store is slow or out of reach nothing that was typed is lost: its person is told, and gets it back."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.discord.inside import Inside, inside
from tests.wire.discord.interactions import Callback
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.server import DiscordStandIn


@pytest.fixture
async def bot(stand_in: DiscordStandIn, lee: Person, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot, known to one person."""
    async with inside(stand_in, tmp_path, key=new_key()) as running:
        await lee.say("I applied to Brookmere")
        await lee.wait_for_words("Brookmere")
        yield running


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Keep the database from everybody else."""
    with closing(sqlite3.connect(folder / "afterview.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("bot")
async def test_whoever_writes_is_told_that_nothing_was_saved(lee: Person, tmp_path: Path) -> None:
    """Their words stand there still, and said again they count."""
    with taken(tmp_path):
        await lee.say("I applied to Quillon")
        await lee.wait_for_words("could not save that", 40)
    await lee.say("I applied to Quillon")
    await lee.wait_for_words("2 applications")


@pytest.mark.usefixtures("bot")
async def test_whoever_gives_a_command_is_told_so_alone(
    stand_in: DiscordStandIn, home: Guild, lee: Person, tmp_path: Path
) -> None:
    """Discord is told in time to wait, and nobody else sees that anything was asked."""
    lee.place = stand_in.channel(home, "general")
    with taken(tmp_path):
        answer = await lee.command("interview apply", company="Quillon")
        assert answer.callback is Callback.DEFERRED
        said = await lee.wait_for_words("could not save that", 40)
    assert said.only_for == lee.id
    await lee.command("interview apply", company="Quillon")
    await lee.wait_for_words("2 applications")
    assert lee.place.public == []


@pytest.mark.usefixtures("bot")
async def test_whoever_sends_a_form_gets_back_what_they_typed(lee: Person, tmp_path: Path) -> None:
    """Discord has closed the form: everything typed is there to be copied."""
    await lee.command("interview add", company="Quillon")
    await lee.wait_for_modal("Company")
    await lee.fill("When did it end?", "today 0:10")
    with taken(tmp_path):
        await lee.submit()
        await lee.wait_for_words("could not save that", 40)
        await lee.wait_for_words("today 0:10")
    assert any("Quillon" in one.words for one in lee.sees())
    assert lee.troubles == []


@pytest.mark.parametrize("where", ["general", "dm"])
@pytest.mark.usefixtures("bot")
async def test_an_answer_that_takes_long_comes_where_it_was_put_off(
    stand_in: DiscordStandIn, home: Guild, lee: Person, tmp_path: Path, where: str
) -> None:
    """In its place, once, and for the person alone where others read along."""
    if where != "dm":
        lee.place = stand_in.channel(home, where)
    with taken(tmp_path):
        answer = await lee.command("interview apply", company="Quillon")
        assert answer.callback is Callback.DEFERRED
    said = await lee.wait_for_words("2 applications")
    assert said is answer.message
    assert said.only_for == (None if where == "dm" else lee.id)
    assert sum("2 applications" in one.words for one in lee.sees()) == 1


@pytest.mark.usefixtures("bot")
async def test_a_form_that_takes_long_is_offered_where_it_was_put_off(
    lee: Person, tmp_path: Path
) -> None:
    """A form can only be a first answer: a button opens it, and what was told is in it."""
    with taken(tmp_path):
        await lee.command("interview add", company="Quillon")
    await lee.wait_for_words("short form")
    await lee.press("Open the form")
    assert (await lee.wait_for_modal()).value("Company") == "Quillon"


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.usefixtures("bot")
async def test_what_has_no_room_is_in_the_direct_messages_or_its_person_is_told_why_not(
    stand_in: DiscordStandIn,
    home: Guild,
    lee: Person,
    monkeypatch: pytest.MonkeyPatch,
    *,
    closed: bool,
) -> None:
    """Discord takes only so many messages of an app that only the person installed."""
    monkeypatch.setattr("adapters.discord.answer.FOLLOW_UPS", 1)
    lee.place = stand_in.channel(home, "general")
    await lee.command("interview add", company="Quillon", ended="today 0:10")
    await lee.wait_for_modal("Company")
    monkeypatch.setattr("adapters.discord.answer.FOLLOW_UPS", 0)
    lee.dms_closed = closed
    await lee.submit()
    told = await lee.wait_for_words("There is more" if closed else "in our direct messages")
    assert told.only_for == lee.id
    assert any("One more page" in one.words for one in lee.dm.messages) is not closed
    assert lee.place.public == []
