"""What a store remembers of people is what lies in the database, whoever wrote it last."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sql.crypto import KeyRing, load_keys, new_key
from adapters.sql.database import Database
from adapters.sql.engine import sqlite_engine
from adapters.sql.postgres import PostgresDatabase
from adapters.sql.schema import migrate
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.store import SqlStore, open_store
from bot.journey import Dialogue, Facts, Journey
from bot.ports import Claim, Turned
from tests.adapters.store_worker import adding
from tests.contract.people import LEASE, NOW, kept, put, somebody, with_nudges
from tests.every_field import Filler
from tests.postgres import Server

ME = somebody().person.address
RING = load_keys(new_key())
FULL = Filler().journey()

Change = Callable[[Journey], Journey]
CHANGES: dict[str, Change] = {
    "add": lambda one: replace(one, facts=one.facts.put(FULL.facts.applications[0])),
    "interview": lambda one: replace(one, facts=one.facts.put(FULL.facts.interviews[0])),
    "shorter": lambda one: replace(
        one, facts=one.facts.put(replace(FULL.facts.interviews[0], waits=()))
    ),
    "all": lambda one: replace(one, facts=FULL.facts),
    "none": lambda one: replace(one, facts=Facts()),
    "older": lambda one: replace(one, person=replace(one.person, goal=7)),
    "talk": lambda one: replace(one, dialogue=FULL.dialogue),
    "silence": lambda one: replace(one, dialogue=Dialogue()),
    "nudges": lambda one: with_nudges(one, -2, -1, 5),
    "fewer": lambda one: with_nudges(one, -1),
    "nothing": lambda one: one,
}
ACTS = (*CHANGES, "claim", "settle", "release", "erase", "break")


class Pair:
    """Two stores on one database, as two processes have them, and the claims they made.

    Args:
        databases: Three ways to it, the third for a store that remembers nobody.
    """

    def __init__(self, databases: Sequence[Database]) -> None:
        self.databases = databases
        self.stores = [SqlStore(one, RING) for one in databases[:2]]
        self.claims: list[Claim] = []

    async def act(self, store: SqlStore, what: str) -> None:
        """Do one thing to the one person."""
        if what in CHANGES:
            await store.turn(ME, None, NOW, self._changing(CHANGES[what]))
        elif what == "claim":
            self.claims += await store.claim(NOW, LEASE, 1)
        elif what == "settle" and self.claims:
            decide = self._changing(CHANGES["fewer"])
            await store.settle(self.claims.pop(), NOW + timedelta(1), decide)
        elif what == "release" and self.claims:
            await store.release(self.claims.pop())
        elif what == "erase":
            await store.erase(ME)
        elif what == "break":
            with pytest.raises(ZeroDivisionError):
                await store.turn(ME, None, NOW, lambda _: 1 // 0)  # type: ignore[arg-type]

    async def check(self) -> None:
        """See the same in both stores as in one that remembers nobody."""
        lies = await SqlStore(self.databases[2], RING).load(ME)
        assert [await one.load(ME) for one in self.stores] == [lies, lies]

    async def play(self, acts: list[tuple[int, str]]) -> None:
        """Let one store or the other do each act, look at both after it, and close all."""
        for which, what in acts:
            await self.act(self.stores[which], what)
            await self.check()
        for one in self.databases:
            await one.close()

    def _changing(self, change: Change) -> Callable[[Journey | None], Turned[None]]:
        return lambda journey: Turned(change(journey or somebody()), None)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTS)), max_size=12))
def test_two_stores_on_one_file_always_see_what_lies_there(acts: list[tuple[int, str]]) -> None:
    """Whichever of two stores writes, claims, settles or erases, both see what is kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "afterview.db"
        migrate(path)
        ways = [SqliteDatabase(sqlite_engine(path), path) for _ in range(3)]
        asyncio.run(Pair(ways).play(acts))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTS)), max_size=12))
def test_two_stores_on_one_server_always_see_what_lies_there(
    postgres: Server, acts: list[tuple[int, str]]
) -> None:
    """The same on PostgreSQL, where no transaction keeps the other store out."""
    url = postgres.ready()
    with postgres.engine(url) as one, postgres.engine(url) as two:
        ways = [PostgresDatabase(engine, "The database", 2) for engine in (one, two, two)]
        asyncio.run(Pair(ways).play(acts))


async def test_what_was_undone_together_is_not_remembered(url: str, ring: KeyRing) -> None:
    """A turn committed together with one that fails is done again on its own, and kept once."""
    store = open_store(url, ring)
    await put(store, somebody())

    def fail(_: Journey | None) -> Turned[None]:
        raise ZeroDivisionError

    turns = [store.turn(ME, None, NOW, adding(f"a{number}")) for number in range(5)]
    ends = await asyncio.gather(
        *turns[:3], store.turn(ME, None, NOW, fail), *turns[3:], return_exceptions=True
    )
    assert [isinstance(one, ZeroDivisionError) for one in ends] == [False] * 3 + [True] + [
        False
    ] * 2
    assert [one.id for one in (await kept(store, ME)).facts.applications] == [
        f"a{number}" for number in range(5)
    ]
    await store.close()
    fresh = open_store(url, ring)
    assert len((await kept(fresh, ME)).facts.applications) == 5
    await fresh.close()
