"""What a delivering process does, as `afterview run --only nudges` does it, at a time that it is told."""

import asyncio
from datetime import datetime
from random import Random

from adapters.bootstrap import build, fresh_id
from adapters.outbox import Outboxes
from adapters.settings import Settings
from adapters.slack.room import SlackRoom
from adapters.sql.crypto import load_keys
from adapters.sql.installations import Installations
from adapters.sql.store import open_store


def work(url: str, key: str, slack: dict[str, str], now: datetime) -> None:
    """Deliver everything that is due, and end.

    Args:
        url: Of the database.
        key: Of its personal columns.
        slack: Settings of the platform.
        now: What time it is (UTC).
    """
    asyncio.run(_deliver(url, key, slack, now))


async def _deliver(url: str, key: str, slack: dict[str, str], now: datetime) -> None:
    store = open_store(url, load_keys(key))
    settings = Settings.model_validate(slack)
    room = SlackRoom(settings, Installations(store), lambda: now)
    try:
        await room.reach()
        house = build(store, Outboxes({"slack": room}), lambda: now, fresh_id, Random())
        await house.deliverer.deliver_due(now)
    finally:
        await room.close()
        await store.close()
