"""A process of its own that works on a store: `python -m tests.adapters.store_worker WHAT PATH KEY ...`."""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from adapters.sql.crypto import KeyRing, load_keys
from adapters.sql.engine import sqlite_engine
from adapters.sql.schema import migrate
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.store import SqlStore, open_store
from bot.interview import Application
from bot.journey import Journey
from bot.ports import Turned
from tests.contract.people import LEASE, NOW, somebody

ME = somebody().person.address
KILLED = 9


async def add(path: Path, ring: KeyRing, name: str, times: str) -> None:
    """Add so many facts to one person, one turn each; the same events come to every process."""
    store = open_store(f"sqlite:///{path}", ring)
    decided = 0
    for number in range(int(times)):
        decided += await store.turn(ME, f"{name}{number}", NOW, adding(f"{name}{number}")) or 0
        decided += await store.turn(ME, f"both{number}", NOW, adding(f"both{number}")) or 0
    print(decided)  # noqa: T201
    await store.close()


async def claim(path: Path, ring: KeyRing) -> None:
    """Claim person by person until nothing is due, and print who was claimed."""
    store = open_store(f"sqlite:///{path}", ring)
    while claims := await store.claim(NOW, LEASE, 1):
        print(*(one.address.user for one in claims))  # noqa: T201
    await store.close()


async def die(path: Path, ring: KeyRing) -> None:
    """Leave without a word in the middle of a turn, with everything written but the commit."""
    engine = sqlite_engine(path)
    event.listen(engine, "commit", lambda _: os._exit(KILLED))
    await SqlStore(SqliteDatabase(engine, path), ring).turn(ME, "lost", NOW, adding("lost"))


async def start(path: Path, ring: KeyRing) -> None:
    """Open and close the store, and print whether Alembic was needed."""
    await open_store(f"sqlite:///{path}", ring).close()
    print("alembic" in sys.modules)  # noqa: T201


async def upgrade(path: Path, _ring: KeyRing, scripts: str, head: str) -> None:
    """Run other migrations than ours."""
    migrate(path, Path(scripts), head)


def adding(id: str) -> Callable[[Journey | None], Turned[int]]:
    """Return a decision that adds one fact."""

    def decide(journey: Journey | None) -> Turned[int]:
        journey = journey or somebody()
        facts = journey.facts.put(Application(id, "Acme", NOW))
        return Turned(replace(journey, facts=facts), 1)

    return decide


if __name__ == "__main__":
    _, what, where, key, *rest = sys.argv
    works = {one.__name__: one for one in (add, claim, die, start, upgrade)}
    asyncio.run(works[what](Path(where), load_keys(key), *rest))
