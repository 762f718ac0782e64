"""A disk that is full, a lock that is held, a decision that fails: a sentence, and nothing half written."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from adapters.sql.crypto import KeyRing
from adapters.sql.engine import sqlite_engine
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.store import SqlStore, open_store
from bot.errors import StoreError
from bot.interview import Notes
from bot.journey import Facts, Journey
from bot.ports import Turned
from tests.contract.people import LEASE, NOW, kept, put, seen, somebody, with_nudges

ME = somebody().person.address


@pytest.fixture
async def impatient(url: str, path: Path, ring: KeyRing) -> AsyncIterator[SqlStore]:
    """A store that waits for nobody."""
    await open_store(url, ring).close()
    store = SqlStore(SqliteDatabase(sqlite_engine(path, busy_seconds=0.01), path), ring)
    yield store
    await store.close()


async def test_a_full_disk_saves_nothing(url: str, path: Path, ring: KeyRing) -> None:
    """A turn that does not fit is refused whole; a smaller one goes through afterwards."""
    await open_store(url, ring).close()
    engine = sqlite_engine(path)

    def little_room(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")

    event.listen(engine, "connect", little_room)
    store = SqlStore(SqliteDatabase(engine, path), ring)
    await put(store, somebody())
    long = replace(somebody(), facts=Facts(notes=(Notes("i", learned="x" * 40_000),)))
    with pytest.raises(StoreError, match=r"no room left.*Nothing was saved"):
        await store.turn(ME, "e", NOW, lambda _: Turned(long, None))
    assert await kept(store, ME) == somebody()
    assert await store.turn(ME, "e", NOW, lambda _: Turned(somebody(), "fits")) == "fits"
    await store.close()


async def test_a_lock_held_too_long_is_told(impatient: SqlStore, path: Path) -> None:
    """Everything that needs the file is refused while another process holds it, and works after that."""
    await put(impatient, with_nudges(somebody(), 0))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for waiting in (
            put(impatient, somebody()),
            impatient.claim(NOW, LEASE, 1),
            impatient.erase(ME),
        ):
            with pytest.raises(StoreError, match="kept busy by another process"):
                await waiting
        other.execute("ROLLBACK")
    assert len(await impatient.claim(NOW, LEASE, 1)) == 1


async def test_a_process_that_hardly_ever_pauses_shuts_nobody_out(
    url: str, path: Path, ring: KeyRing
) -> None:
    """Every turn finds one of the short gaps between another's long transactions."""
    await open_store(url, ring).close()
    enough = threading.Event()

    def write_and_write() -> None:
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
            while not enough.wait(0.0005):
                other.execute("BEGIN IMMEDIATE")
                enough.wait(0.1)
                other.execute("ROLLBACK")

    writer = threading.Thread(target=write_and_write)
    writer.start()
    store = SqlStore(SqliteDatabase(sqlite_engine(path, busy_seconds=2), path), ring)
    try:
        for number in range(10):
            await put(store, somebody(f"u{number}"))
    finally:
        enough.set()
        writer.join()
        await store.close()


async def test_a_log_that_is_being_read_is_not_emptied(impatient: SqlStore, path: Path) -> None:
    """A checkpoint says when it was not possible, and is when the reader is gone."""
    await put(impatient, somebody())
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchall()
        await put(impatient, with_nudges(somebody(), 0))
        assert not await impatient.checkpoint()
        reader.execute("COMMIT")
        assert await impatient.checkpoint()


async def test_a_cancelled_turn_is_whole_or_never_was(url: str, ring: KeyRing) -> None:
    """Whoever stops waiting for a turn leaves the store working, with all of the change or nothing of it."""
    store = open_store(url, ring)
    turns = [asyncio.create_task(put(store, with_nudges(somebody(), 1, 2))) for _ in range(5)]
    await asyncio.sleep(0)
    for one in turns:
        one.cancel()
    await asyncio.gather(*turns, return_exceptions=True)
    found = await seen(store, ME)
    assert found in (None, with_nudges(somebody(), 1, 2))
    await store.close()


async def test_a_conversation_of_another_release_is_begun_anew(
    url: str, path: Path, ring: KeyRing
) -> None:
    """A dialogue that cannot be understood any more is dropped; the person is not locked out."""
    store = open_store(url, ring)
    me = somebody()
    await put(store, me)
    place = f"dialogue/{me.person.id}/content"
    content = ring.seal('{"question": {"asked": "in another way"}}', place)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO dialogue VALUES (?, ?)", (me.person.id, content))
    assert await kept(store, ME) == me
    await store.close()


async def test_a_decision_that_fails_takes_nobody_elses_turn_with_it(
    url: str, ring: KeyRing
) -> None:
    """Turns that were to be committed together are done each on its own when one of them fails."""

    def fail(_: Journey | None) -> Turned[str]:
        raise LookupError("no such thing")

    store = open_store(url, ring)
    people = [somebody(f"u{number}") for number in range(5)]
    turns = [
        store.turn(one.person.address, "e", NOW, lambda _, one=one: Turned(one, "saved"))
        for one in people
    ]
    failing = store.turn(ME, "e", NOW, fail)
    ends = await asyncio.gather(*turns[:2], failing, *turns[2:], return_exceptions=True)
    assert [type(one) for one in ends] == [str, str, LookupError, str, str, str]
    assert [await kept(store, one.person.address) for one in people] == people
    assert await store.load(ME) is None
    await store.close()
