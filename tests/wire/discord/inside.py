"""The whole bot inside the test, against the stand-in: with its own clock, so that nudges fall due."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from adapters.bootstrap import House, build, fresh_id
from adapters.discord.room import DiscordRoom
from adapters.outbox import Outboxes
from adapters.settings import Settings
from adapters.sql.crypto import load_keys
from adapters.sql.store import SqlStore, open_store
from bot.library import load_library
from tests.wire.discord.people import Person
from tests.wire.discord.running import settings
from tests.wire.discord.server import DiscordStandIn

BEGIN = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)
"""A Friday afternoon."""
NEXT_TRY = timedelta(minutes=9)
"""Longer than the pause after the first two tries that came to nothing."""


@dataclass
class Inside:
    """A bot that runs in the test.

    Args:
        discord: The stand-in it talks to; its clock is the bot's own for pauses.
        store: Where it keeps everything.
        room: Its Discord.
        house: Its other parts.
        now: Its time (UTC).
    """

    discord: DiscordStandIn
    store: SqlStore
    room: DiscordRoom
    house: House
    now: datetime

    def pass_time(self, time: timedelta) -> None:
        """Let time pass, for the bot and for Discord."""
        self.now += time
        self.discord.clock.advance(time.total_seconds())

    async def deliver(self) -> int:
        """Deliver what is due now, and say how many messages were posted."""
        return await self.house.deliverer.deliver_due(self.now)

    async def wait_until_due(self) -> None:
        """Let time pass until the next nudge is due."""
        due = await self.store.next_due()
        assert due is not None, "nothing is planned"
        self.pass_time(max(due - self.now, timedelta()))


@asynccontextmanager
async def inside(
    discord: DiscordStandIn,
    folder: Path,
    *,
    key: str,
    now: datetime = BEGIN,
    shards: str = "",
    listens: bool = True,
) -> AsyncIterator[Inside]:
    """Run the bot in the test; the pauses between its tries pass on the stand-in's clock at once.

    Args:
        discord: The stand-in.
        folder: Where the database is.
        key: What it is sealed with.
        now: The bot's time (UTC) at first.
        shards: Its `DISCORD_SHARDS`.
        listens: Whether it listens too, and does not only post.
    """
    chosen = Settings.model_validate(
        settings(discord) | ({"DISCORD_SHARDS": shards} if shards else {})
    )
    store = open_store(f"sqlite:///{folder / 'afterview.db'}", load_keys(key))

    async def sleep(seconds: float) -> None:
        # Whoever else has something to do is let do it first.
        await asyncio.sleep(0.01)
        discord.clock.advance(seconds)

    def clock() -> datetime:
        return bot.now

    room = DiscordRoom(chosen, load_library(), discord.clock.now, sleep)
    house = build(store, Outboxes({"discord": room}), clock, fresh_id, Random(1))
    bot = Inside(discord, store, room, house, now)

    async def wake() -> None:
        return

    try:
        if listens:
            await room.open(house.conversation, wake)
            await discord.ready()
            await discord.synced()
        else:
            await room.reach()
        yield bot
    finally:
        await room.close()
        await store.close()


async def tell_of_interview(person: Person, company: str) -> None:
    """Let a person tell of an interview that has just ended, and leave the rest for later."""
    before = count_further_pages(person)
    await person.command("interview add", company=company, ended="now")
    await person.wait_for_modal("Company")
    await person.submit()
    await person.wait_for(lambda _: count_further_pages(person) > before)


def count_further_pages(person: Person) -> int:
    """Say how often a person was offered the second page of a form."""
    return sum("One more page" in one.words for one in person.sees())


async def due_for(bot: Inside, person: Person, company: str) -> None:
    """Let a nudge to a person be due."""
    await tell_of_interview(person, company)
    await bot.wait_until_due()
