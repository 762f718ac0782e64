"""What has to go in time goes: while people talk, beside readers, and in several processes at once."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.crypto import KeyRing
from adapters.sql.engine import sqlite_engine
from adapters.sql.installations import Installations
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.store import SqlStore, open_store
from adapters.sql.write_ahead import LONG
from bot.people import Address, Space
from bot.ports import Turned
from scheduler.housekeeping import FORGET_AFTER, Housekeeping
from tests.adapters.test_sql_processes import finish, work
from tests.contract.people import NOW, kept, put, somebody, with_nudges

HOUR = timedelta(hours=1)
ERASED = somebody("erase-me")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Look at the file as another process does, until the end of the block."""
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchall()
        yield
        reader.execute("COMMIT")


def log_of(path: Path) -> Path:
    """Return where the write-ahead log of a file lies."""
    return path.with_name(path.name + "-wal")


def lengthen(path: Path) -> None:
    """Let the log grow far beyond what is copied by itself."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE much (it BLOB)")
        other.execute("INSERT INTO much VALUES (?)", (bytes(LONG),))
        other.execute("DROP TABLE much")


async def test_a_long_log_is_cut(url: str, path: Path, ring: KeyRing) -> None:
    """SQLite copies its log but never shortens it; tidying does, and leaves a short one alone."""
    store = open_store(url, ring)
    await put(store, somebody())
    assert await store.tidy()
    await put(store, with_nudges(somebody(), 1))
    assert await store.tidy()
    assert log_of(path).stat().st_size > 0
    lengthen(path)
    assert log_of(path).stat().st_size > LONG
    assert await store.tidy()
    assert log_of(path).stat().st_size == 0
    assert await kept(store, somebody().person.address) == with_nudges(somebody(), 1)
    await store.close()


async def test_tidying_waits_for_nobody_and_nobody_waits_for_it(
    url: str, path: Path, ring: KeyRing
) -> None:
    """Beside a reader, or a writer, it gives up at once though others wait five seconds; turns go on."""
    await open_store(url, ring).close()
    database = SqliteDatabase(sqlite_engine(path), path)
    store = SqlStore(database, ring)
    await put(store, somebody())
    lengthen(path)
    with reading(path):
        async with asyncio.timeout(3):
            await put(store, with_nudges(somebody(), 1))
            assert not await database.tidy()
            await put(store, with_nudges(somebody(), 2))
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(3):
            assert not await database.tidy()
        writer.execute("ROLLBACK")
    assert await store.tidy()
    await store.close()


async def test_what_could_not_be_erased_at_once_is_erased_by_the_next_tidying(
    url: str, path: Path, ring: KeyRing
) -> None:
    """A reader keeps the bytes of an erased person in the log; they go once it has left."""
    store = open_store(url, ring)
    await put(store, ERASED)
    with reading(path):
        await store.erase(ERASED.person.address)
        assert not await store.tidy()
        assert b"erase-me" in log_of(path).read_bytes()
    assert await store.tidy()
    assert not any(b"erase-me" in one.read_bytes() for one in path.parent.iterdir())
    await store.close()


async def test_a_process_killed_while_erasing_leaves_no_byte_to_the_next(
    url: str, path: Path, ring: KeyRing
) -> None:
    """Nobody knows what it left in the log, so the first tidying of a process empties it, long or not."""
    killed = open_store(url, ring)
    await put(killed, ERASED)
    with reading(path):
        await killed.erase(ERASED.person.address)
    store = open_store(url, ring)
    assert b"erase-me" in log_of(path).read_bytes()
    assert await store.tidy()
    assert not any(b"erase-me" in one.read_bytes() for one in path.parent.iterdir())
    await store.close()
    await killed.close()


async def test_a_file_taken_away_is_not_made_anew(url: str, path: Path, ring: KeyRing) -> None:
    """Tidying says that there is nothing to tidy, or why it could not, and makes nothing."""
    store = open_store(url, ring)
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()
    await Housekeeping(store, lambda: NOW).tidy()
    assert list(path.parent.iterdir()) == []
    await store.close()


@pytest.fixture
async def crowded(shared: str, ring: KeyRing) -> SqlStore:
    """A store in which 450 members of a workspace that left and 2,000 old events wait to go."""
    store = open_store(shared, ring)
    for number in range(450):
        person = replace(somebody(f"u{number}").person, address=Address("slack", f"u{number}", "T"))
        await put(store, replace(somebody(), person=person))
    await put(store, somebody())
    for number in range(2_000):
        await store.turn(
            somebody().person.address, f"e{number}", NOW, lambda _: Turned(somebody(), None)
        )
    await store.leave(Space("slack", "", "T"), NOW + HOUR)
    return store


async def test_two_processes_keep_house_at_once(crowded: SqlStore, shared: str, key: str) -> None:
    """Each row goes once, neither process fails, and a person who talks meanwhile is answered."""
    me = somebody().person.address
    later = f"{NOW + HOUR}"
    both = [work(shared, key, "keep_house", later) for _ in range(2)]
    answers = 0
    while any(one.poll() is None for one in both):
        answers += await crowded.turn(me, None, NOW, lambda _: Turned(somebody(), 1)) or 0
    one, two = finish(*both)
    assert int(one[0]) + int(two[0]) == 2_000
    assert int(one[1]) + int(two[1]) == 450
    assert answers > 10
    assert await crowded.load(me) == somebody()
    assert await crowded.load(Address("slack", "u7", "T")) is None
    await crowded.close()


async def test_installations_begun_and_never_finished_are_forgotten(
    shared: str, ring: KeyRing
) -> None:
    """Whoever opens the install page and leaves keeps no row; one just begun can still be finished."""
    store = open_store(shared, ring)
    begun = Installations(store)
    await begun.begin("old", NOW - FORGET_AFTER - HOUR)
    await begun.begin("new", NOW)
    assert await store.forget_events(NOW - FORGET_AFTER) == 1
    assert not await begun.finish("old", NOW - 30 * FORGET_AFTER)
    assert await begun.finish("new", NOW - HOUR)
    await store.close()


async def test_events_are_not_forgotten_before_their_day_is_over(
    shared: str, ring: KeyRing
) -> None:
    """What is forgotten is older than the 24 hours in which a repeat is recognised."""
    store = open_store(shared, ring)
    me = somebody()
    await store.turn(me.person.address, "e", NOW, lambda _: Turned(me, None))
    await Housekeeping(store, lambda: NOW + 24 * HOUR).forget()
    assert await store.turn(me.person.address, "e", NOW, lambda _: Turned(me, 1)) is None
    await Housekeeping(store, lambda: NOW + FORGET_AFTER + HOUR).forget()
    assert await store.turn(me.person.address, "e", NOW, lambda _: Turned(me, 1)) == 1
    await store.close()
