"""Whom the room looks after when a session begins, and whom it leaves alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from random import Random

import pytest

from adapters.bootstrap import fresh_id, system_clock
from adapters.discord.calls import Sleep
from adapters.discord.room import DiscordRoom
from adapters.memory import MemoryStore
from adapters.settings import Settings
from bot.conversation import Conversation
from bot.library import load_library
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import settings
from tests.wire.discord.server import DiscordStandIn

LOST = "stopped before my answer"
SETTLES = 0.2


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for what takes seconds."""
    monkeypatch.setattr("adapters.discord.unanswered.SETTLES", SETTLES)
    monkeypatch.setattr("adapters.discord.unanswered.BETWEEN", 0.0)


@asynccontextmanager
async def process(
    stand_in: DiscordStandIn, store: MemoryStore, sleep: Sleep = asyncio.sleep
) -> AsyncIterator[DiscordRoom]:
    """Open a room as a process does that starts on a store."""
    library = load_library()
    room = DiscordRoom(Settings.model_validate(settings(stand_in)), library, sleep=sleep)
    woken = asyncio.Event()

    async def wake() -> None:
        woken.set()

    stand_in.pace.advance(6)
    await room.open(Conversation(store, library, system_clock, fresh_id, Random(1)), wake)
    try:
        yield room
    finally:
        await room.close()


async def leave_unanswered(stand_in: DiscordStandIn, store: MemoryStore, *people: Person) -> None:
    """Let people be heard by a process of which they never get an answer."""
    async with process(stand_in, store):
        for one in people:
            stand_in.fail("create_message", "error", code=50035)
            before = stand_in.calls["create_message"]
            await one.say("I applied to Quillon")
            await stand_in.wait_for(lambda n=before: stand_in.calls["create_message"] > n)
    assert not any(one.sees() for one in people)


@pytest.mark.parametrize(("oldest", "told"), [(timedelta(hours=1), 1), (timedelta(seconds=-1), 0)])
@pytest.mark.usefixtures("addresses")
async def test_who_waited_for_an_answer_too_long_is_not_written_to_out_of_the_blue(
    stand_in: DiscordStandIn,
    lee: Person,
    monkeypatch: pytest.MonkeyPatch,
    oldest: timedelta,
    told: int,
) -> None:
    """An hour later they have gone on with something else."""
    monkeypatch.setattr("adapters.discord.unanswered.NOT_OLDER", oldest)
    store = MemoryStore()
    await leave_unanswered(stand_in, store, lee)
    looked = stand_in.calls["get_messages"]
    async with process(stand_in, store) as room:
        await stand_in.wait_for(lambda: stand_in.calls["get_messages"] >= looked + 1 + told)
        if told:
            await lee.wait_for_words(LOST)
        await room.close()
    assert sum(LOST in one.words for one in lee.sees()) == told


@pytest.mark.usefixtures("addresses")
async def test_who_did_something_last_is_looked_after_and_not_everybody(
    stand_in: DiscordStandIn, lee: Person, home: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look opens direct messages, and Discord takes many of that for spam."""
    monkeypatch.setattr("adapters.discord.unanswered.LOOKED_AFTER", 2)
    ann, bob = stand_in.person("ann", home), stand_in.person("bob", home)
    store = MemoryStore()
    await leave_unanswered(stand_in, store, lee, ann, bob)
    opened = stand_in.calls["create_dm"]
    async with process(stand_in, store):
        await ann.wait_for_words(LOST)
        await bob.wait_for_words(LOST)
    assert lee.sees() == []
    assert stand_in.calls["create_dm"] == opened + 2


@pytest.mark.usefixtures("addresses")
async def test_who_has_gone_from_discord_holds_up_nobody(
    stand_in: DiscordStandIn, lee: Person, home: Guild
) -> None:
    """The next one is looked after all the same."""
    ann = stand_in.person("ann", home)
    store = MemoryStore()
    await leave_unanswered(stand_in, store, lee, ann)
    stand_in.fail("create_dm", "error", code=10013)
    async with process(stand_in, store):
        await lee.wait_for_words(LOST)
    assert ann.sees() == []


@pytest.mark.usefixtures("addresses")
async def test_who_writes_meanwhile_is_answered_and_not_told_of_the_answer_before(
    stand_in: DiscordStandIn, lee: Person
) -> None:
    """An answer stands last by then."""
    settles, settled = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        if seconds == SETTLES:
            settles.set()
            await settled.wait()

    store = MemoryStore()
    await leave_unanswered(stand_in, store, lee)
    async with process(stand_in, store, sleep) as room:
        await settles.wait()
        await lee.say("I applied to Larkfield")
        await lee.wait_for_words("2 applications")
        looked = stand_in.calls["get_messages"]
        settled.set()
        await stand_in.wait_for(lambda: stand_in.calls["get_messages"] > looked)
        await room.close()
    assert not any(LOST in one.words for one in lee.sees())
