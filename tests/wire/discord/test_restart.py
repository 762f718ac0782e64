"""After a restart, and with several processes side by side, everything works on and has one effect."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.discord.inside import NEXT_TRY, Inside, due_for, inside, tell_of_interview
from tests.wire.discord.people import Person
from tests.wire.discord.records import Channel, Guild
from tests.wire.discord.running import run, settings
from tests.wire.discord.server import DiscordStandIn
from tests.wire.discord.snowflakes import shard_of

KEY = new_key()


async def test_buttons_from_before_a_kill_work(
    stand_in: DiscordStandIn, lee: Person, tmp_path: Path
) -> None:
    """The next process knows them all by what they carry, and a form opens with what was typed."""
    async with run(tmp_path, settings(stand_in)) as first:
        await first.wait_for_line("Discord: ")
        await stand_in.ready()
        await tell_of_interview(lee, "Quillon")
        await first.stop(signal.SIGKILL)
    # Discord lets the next session begin only after some seconds.
    stand_in.pace.advance(6)
    async with run(tmp_path, settings(stand_in)) as second:
        await second.wait_for_line("Discord: ")
        await stand_in.ready()
        await lee.press("Continue")
        assert await lee.wait_for_modal()
        await lee.submit()
        await lee.say("/interview list")
        await lee.wait_for_words("Quillon")
        assert lee.troubles == []


async def test_a_nudge_that_fell_due_while_nothing_ran_comes_once(
    stand_in: DiscordStandIn, lee: Person, tmp_path: Path
) -> None:
    """The next process brings it, and its button works there."""
    async with inside(stand_in, tmp_path, key=KEY) as first:
        await due_for(first, lee, "Quillon")
        now = first.now
    stand_in.pace.advance(6)
    seen = len(lee.sees())
    async with inside(stand_in, tmp_path, key=KEY, now=now) as second:
        assert await second.deliver() == 1
        assert len(lee.sees()) == seen + 1
        await lee.press("Skip")
        await lee.wait_for(lambda one: "Skip" not in one.sees()[-1].buttons)


@pytest.fixture
async def pair(
    stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> AsyncIterator[tuple[Inside, Inside]]:
    """Two processes with a shard each, on one database."""
    identifying = stand_in.gateway.identifying
    identifying.shards = identifying.max_concurrency = 2
    async with (
        inside(stand_in, tmp_path, key=KEY, shards="0/2") as first,
        inside(stand_in, tmp_path, key=KEY, shards="1/2") as second,
    ):
        await stand_in.ready(2)
        yield first, second


@pytest.fixture
def elsewhere(stand_in: DiscordStandIn, lee: Person) -> Channel:
    """A channel whose server belongs to the second process; direct messages belong to the first."""
    number = 0
    while True:
        number += 1
        guild = stand_in.server(f"Server {number}")
        if shard_of(guild.id, 2) == 1:
            lee.join(guild)
            return stand_in.channel(guild, "general")


@pytest.mark.usefixtures("pair")
async def test_what_is_told_to_two_processes_at_once_all_counts(
    elsewhere: Channel, lee: Person
) -> None:
    """Commands in a server and words in direct messages reach different ones, and none overwrites another."""
    for number in range(4):
        lee.place = elsewhere
        there = asyncio.ensure_future(lee.command("interview apply", company=f"There {number}"))
        await asyncio.sleep(0)
        lee.place = lee.dm
        await lee.say(f"I applied to Here {number}")
        await there
    await lee.wait_for(lambda one: "8 applications" in one.reads())
    assert lee.troubles == []
    assert elsewhere.public == []


async def test_two_processes_bring_a_nudge_once_and_either_takes_its_answer_up(
    pair: tuple[Inside, Inside], elsewhere: Channel, lee: Person
) -> None:
    """Told to the one, delivered by one of both, and its button works."""
    first, second = pair
    lee.place = elsewhere
    await tell_of_interview(lee, "Quillon")
    lee.place = lee.dm
    await first.wait_until_due()
    second.now = first.now
    seen = len(lee.sees())
    assert sorted(await asyncio.gather(first.deliver(), second.deliver())) == [0, 1]
    assert len(lee.sees()) == seen + 1
    nudge = lee.sees()[-1]
    assert nudge.channel is lee.dm
    first.pass_time(NEXT_TRY)
    second.now = first.now
    assert await asyncio.gather(first.deliver(), second.deliver()) == [0, 0]
    await lee.press("Done", at=nudge)
    await lee.wait_for(lambda _: "Done" not in nudge.buttons)
    assert lee.troubles == []
