"""The whole bot inside the test, against the stand-in: with its own clock, so that nudges fall due."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import Connection, text

from adapters.bootstrap import House, build, fresh_id
from adapters.outbox import Outboxes
from adapters.settings import Settings
from adapters.slack.room import SlackRoom
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.installations import Installations
from adapters.sql.store import SqlStore, open_store
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn

BEGIN = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)
"""A Friday afternoon."""
NEXT_TRY = timedelta(minutes=5)
"""Longer than the pauses after the first two tries of a nudge that was not delivered."""


@dataclass
class Inside:
    """A bot that runs in the test.

    Args:
        slack: The stand-in it talks to; its clock is the bot's own for rate limits and waiting.
        settings: What it was started with.
        store: Where it keeps everything.
        room: Its Slack.
        house: Its other parts.
        now: Its time (UTC).
        key: What its database is sealed with.
    """

    slack: SlackStandIn
    settings: Settings
    store: SqlStore
    room: SlackRoom
    house: House
    now: datetime
    key: str

    @property
    def page(self) -> str:
        """Where it is installed."""
        return f"{self.settings.public_url}/slack/install"

    def pass_time(self, time: timedelta) -> None:
        """Let time pass, for the bot and for Slack."""
        self.now += time
        self.slack.clock.advance(time.total_seconds())

    async def deliver(self) -> int:
        """Deliver what is due now, and say how many messages were posted."""
        return await self.house.deliverer.deliver_due(self.now)

    async def wait_until_due(self) -> None:
        """Let time pass until the next nudge is due."""
        due = await self.store.next_due()
        assert due is not None, "nothing is planned"
        self.pass_time(max(due - self.now, timedelta()))

    async def deliver_next(self) -> int:
        """Let time pass until the next nudge is due, and deliver it."""
        await self.wait_until_due()
        return await self.deliver()

    async def sealed_installations(self) -> dict[str, bytes]:
        """Return what is kept, sealed, of each installation, by its workspace."""

        def work(connection: Connection) -> dict[str, bytes]:
            rows = connection.execute(text("SELECT team, content FROM installation"))
            return {row.team: row.content for row in rows}

        return await self.store.run(work)


@asynccontextmanager
async def inside(
    slack: SlackStandIn,
    folder: Path,
    settings: Mapping[str, str],
    *,
    key: str = "",
    now: datetime = BEGIN,
) -> AsyncIterator[Inside]:
    """Run the bot in the test; what has to be waited for within it passes on the stand-in's clock at once."""
    chosen = Settings(_env_file=None, **settings)  # type: ignore[call-arg,arg-type]
    key = key or new_key()
    store = open_store(f"sqlite:///{folder / 'afterview.db'}", load_keys(key))

    async def sleep(seconds: float) -> None:
        # Whoever else has something to do is let do it first.
        await asyncio.sleep(0.01)
        slack.clock.advance(seconds)

    def clock() -> datetime:
        return bot.now

    room = SlackRoom(chosen, Installations(store), clock, slack.clock.now, sleep)
    house = build(store, Outboxes({"slack": room}), clock, fresh_id, Random(1))
    bot = Inside(slack, chosen, store, room, house, now, key)

    async def wake() -> None:
        return

    try:
        await room.open(house.conversation, wake)
        if chosen.slack_mode == "socket":
            await slack.connected()
        else:
            slack.post_to(f"http://127.0.0.1:{chosen.port}/slack/events")
        yield bot
    finally:
        await room.close()
        await store.close()


async def tell_of_interview(person: Person, company: str) -> None:
    """Let a person tell of an interview that has just ended, and leave the rest for later."""
    await person.command("/interview", f"add {company}")
    await person.wait_for_modal("Company")
    await person.fill("field:ended", "now")
    await person.submit()
    await person.wait_for_words(company)
    await person.close(everything=True)


def read_files(folder: Path) -> bytes:
    """Return every byte of the database in a folder."""
    return b"".join(one.read_bytes() for one in folder.glob("afterview.db*"))
