"""What a delivering process does, as `afterview run --only nudges` does it, at a time that it is told."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from random import Random

from adapters.bootstrap import House, build, fresh_id
from adapters.discord import calls
from adapters.discord.room import DiscordRoom
from adapters.outbox import Outboxes
from adapters.settings import Settings
from adapters.slack import api
from adapters.slack.room import SlackRoom
from adapters.sql.crypto import load_keys
from adapters.sql.installations import Installations
from adapters.sql.store import open_store
from bot.library import load_library
from scheduler.resilience import survive

TIMEOUT = 0.5
"""Seconds after which a call is given up here, so that nobody waits for a platform that does not answer."""
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
LIBRARY = load_library()
"""Read once, before processes are forked."""


def deliver(url: str, key: str, settings: Mapping[str, str], now: datetime) -> None:
    """Deliver everything that is due, and end.

    Args:
        url: Of the database.
        key: Of its personal columns.
        settings: Of the platforms.
        now: What time it is (UTC).
    """

    async def work() -> None:
        async with _house(url, key, settings, ToldTime(now)) as house:
            await house.deliverer.deliver_due(now)

    # A store that is kept busy for too long is tried again, by the next process here.
    asyncio.run(survive(work))


def stay(url: str, key: str, settings: Mapping[str, str], steering: Connection) -> None:
    """Deliver whenever the time is told, and answer how the tries ended so far; None ends it.

    Args:
        url: Of the database.
        key: Of its personal columns.
        settings: Of the platforms.
        steering: Where instants come from (UTC) and the answers go.
    """
    # The harness makes thousands of calls fail, and each would be told.
    logging.disable(logging.WARNING)

    # In this process alone, which is of no other use.
    api.TIMEOUT = calls.TIMEOUT = TIMEOUT

    async def work() -> None:
        clock = ToldTime(BEFORE)
        async with _house(url, key, settings, clock) as house:
            while (now := await asyncio.to_thread(steering.recv)) is not None:
                clock.be(now)
                await survive(partial(_deliver, house, now))
                steering.send(house.deliverer.counts)

    asyncio.run(work())


async def _deliver(house: House, now: datetime) -> None:
    await house.deliverer.deliver_due(now)


class ToldTime:
    """A clock that is set whenever the time is told, and goes on from there by itself.

    Args:
        now: What time it is (UTC).
    """

    def __init__(self, now: datetime) -> None:
        self.be(now)

    def be(self, now: datetime) -> None:
        """Take that it is a certain time."""
        self._told, self._since = now, time.monotonic()

    def __call__(self) -> datetime:
        return self._told + timedelta(seconds=time.monotonic() - self._since)

    def seconds(self) -> float:
        """Return the time in seconds since some moment that never changes."""
        return (self() - BEFORE).total_seconds()


class Unhurried:
    """A clock of pauses, which are over at once: what is paced by it costs no time here."""

    def __init__(self) -> None:
        self._slept = 0.0

    def seconds(self) -> float:
        """Return the seconds since some moment that never changes."""
        return time.monotonic() + self._slept

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds be over."""
        self._slept += seconds
        await asyncio.sleep(0)


@asynccontextmanager
async def _house(
    url: str, key: str, settings: Mapping[str, str], clock: ToldTime
) -> AsyncIterator[House]:
    store, chosen, library = (
        open_store(url, load_keys(key)),
        Settings.model_validate(settings),
        LIBRARY,
    )
    rooms: dict[str, SlackRoom | DiscordRoom] = {}
    if chosen.slack_bot_token.get_secret_value():
        rooms["slack"] = SlackRoom(chosen, Installations(store), clock, clock.seconds)
    if chosen.discord_token.get_secret_value():
        pauses = Unhurried()
        rooms["discord"] = DiscordRoom(chosen, library, pauses.seconds, pauses.sleep)
    try:
        for room in rooms.values():
            await room.reach()
        yield build(store, Outboxes(rooms), clock, fresh_id, Random(), library)
    finally:
        for room in rooms.values():
            await room.close()
        await store.close()
