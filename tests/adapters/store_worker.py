"""A process of its own that works on a store: `python -m tests.adapters.store_worker WHAT URL KEY ...`."""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, event

from adapters.sql.crypto import KeyRing, load_keys
from adapters.sql.postgres_engine import postgres_engine
from adapters.sql.schema import migrate, migrate_server
from adapters.sql.store import open_store
from adapters.sql.urls import read_url
from bot.interview import Application
from bot.journey import Journey
from bot.ports import Turned
from tests.contract.people import LEASE, NOW, somebody

ME = somebody().person.address
KILLED = 9


async def add(url: str, ring: KeyRing, name: str, times: str) -> None:
    """Add so many facts to one person, one turn each; the same events come to every process."""
    store = open_store(url, ring)
    decided = 0
    for number in range(int(times)):
        decided += await store.turn(ME, f"{name}{number}", NOW, adding(f"{name}{number}")) or 0
        decided += await store.turn(ME, f"both{number}", NOW, adding(f"both{number}")) or 0
    print(decided)  # noqa: T201
    await store.close()


async def claim(url: str, ring: KeyRing) -> None:
    """Claim person by person until nothing is due, and print who was claimed."""
    store = open_store(url, ring)
    while claims := await store.claim(NOW, LEASE, 1):
        print(*(one.address.user for one in claims))  # noqa: T201
    await store.close()


async def claim_and_die(url: str, ring: KeyRing) -> None:
    """Claim what is due, as a machine does that is switched off before it delivered."""
    store = open_store(url, ring)
    assert await store.claim(NOW, LEASE, 1)
    os._exit(KILLED)


async def die(url: str, ring: KeyRing) -> None:
    """Leave without a word in the middle of a turn, with everything written but the commit."""
    store = open_store(url, ring)
    event.listen(Engine, "commit", lambda _: os._exit(KILLED))
    await store.turn(ME, "lost", NOW, adding("lost"))


async def keep_house(url: str, ring: KeyRing, now: str) -> None:
    """Forget, erase and tidy, and print how many events were forgotten and members erased."""
    store = open_store(url, ring)
    at = datetime.fromisoformat(now)
    forgotten, erased = await store.forget_events(at), await store.erase_left(at)
    await store.tidy()
    print(forgotten, erased)  # noqa: T201
    await store.close()


async def start(url: str, ring: KeyRing) -> None:
    """Open and close the store, and print whether Alembic was needed."""
    await open_store(url, ring).close()
    print("alembic" in sys.modules)  # noqa: T201


async def upgrade(url: str, _ring: KeyRing, scripts: str, head: str) -> None:
    """Run other migrations than ours."""
    place = read_url(url)
    if isinstance(place, Path):
        migrate(place, Path(scripts), head)
    else:
        with postgres_engine(place).begin() as connection:
            migrate_server(connection, "The database", Path(scripts), head)


def adding(id: str) -> Callable[[Journey | None], Turned[int]]:
    """Return a decision that adds one fact."""

    def decide(journey: Journey | None) -> Turned[int]:
        journey = journey or somebody()
        facts = journey.facts.put(Application(id, "Acme", NOW))
        return Turned(replace(journey, facts=facts), 1)

    return decide


if __name__ == "__main__":
    _, what, where, key, *rest = sys.argv
    works = {
        one.__name__: one for one in (add, claim, claim_and_die, die, keep_house, start, upgrade)
    }
    asyncio.run(works[what](where, load_keys(key), *rest))
