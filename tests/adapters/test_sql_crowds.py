"""What a claim costs does not grow with those who take no messages for now, nor with those whose turn comes later."""

import asyncio
import sqlite3
from datetime import timedelta

from sqlalchemy import Connection

from adapters.sql.crypto import KeyRing
from adapters.sql.store import SqlStore, open_store
from tests.contract.people import LEASE, NOW, put, somebody, with_nudges

DAY = timedelta(days=1)
EVERY = 100
"""Instructions of SQLite's machine that are counted together."""


class Meter:
    """Counts what SQLite does."""

    def __init__(self) -> None:
        self.ticks = 0

    def tick(self) -> int:
        """Count, and let it go on."""
        self.ticks += 1
        return 0

    def start(self, connection: Connection) -> None:
        """Count from here on."""
        _driver(connection).set_progress_handler(self.tick, EVERY)

    def stop(self, connection: Connection) -> None:
        """Count no further."""
        _driver(connection).set_progress_handler(None, 0)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


async def close_direct_messages(store: SqlStore, first: int, people: int) -> None:
    """Let so many people be tried again tomorrow, for they take no messages today."""
    await asyncio.gather(
        *(put(store, with_nudges(somebody(f"closed{first + n}"), 0, -1, -2)) for n in range(people))
    )
    while claims := await store.claim(NOW, LEASE, 100):
        await asyncio.gather(*(store.put_back(one, NOW + DAY, counted=True) for one in claims))


async def open_direct_messages(store: SqlStore, first: int, people: int) -> None:
    """Let something be due of so many people."""
    await asyncio.gather(
        *(put(store, with_nudges(somebody(f"open{first + n}"), 0, -1, -2)) for n in range(people))
    )


async def cost(store: SqlStore) -> int:
    """Return what it takes to claim for ten people, and to find out when there is something again."""
    meter = Meter()
    await store.run(meter.start)
    claims = await store.claim(NOW, LEASE, 10)
    await store.next_due()
    await store.run(meter.stop)
    assert len(claims) == 10
    for one in claims:
        await store.release(one)
    return meter.ticks


async def test_a_claim_costs_the_same_however_many_take_no_messages(
    url: str, ring: KeyRing
) -> None:
    """Thirty times as many of them change next to nothing."""
    store = open_store(url, ring)
    await close_direct_messages(store, 0, 10)
    await open_direct_messages(store, 0, 10)
    few = await cost(store)
    for one in range(10):
        await store.erase(somebody(f"open{one}").person.address)
    await close_direct_messages(store, 10, 290)
    await open_direct_messages(store, 0, 10)
    many = await cost(store)
    await store.close()
    assert many <= 1.3 * few, f"{many * EVERY} instructions beside {few * EVERY}"


async def test_a_claim_costs_the_same_however_many_are_due(url: str, ring: KeyRing) -> None:
    """Thirty times as many whose turn comes later change next to nothing."""
    store = open_store(url, ring)
    await open_direct_messages(store, 0, 10)
    few = await cost(store)
    await open_direct_messages(store, 10, 290)
    many = await cost(store)
    await store.close()
    assert many <= 1.3 * few, f"{many * EVERY} instructions beside {few * EVERY}"
