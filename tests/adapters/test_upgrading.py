"""A database of an older release, on both stores: all of it is there afterwards, wherever the upgrade is killed."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, MetaData, event, inspect

from adapters.sql.crypto import KeyRing
from adapters.sql.schema import HEAD, version_of
from adapters.sql.store import open_store
from bot.errors import StoreError
from bot.ports import Turned
from tests.adapters.migration_worker import engine_of, migrate_to, picture
from tests.adapters.test_sql_processes import finish, work
from tests.contract.people import LEASE, NOW, kept, somebody, with_nudges
from tests.every_field import WHO, Filler

FIRST = "0001"
DUE = with_nudges(somebody("due"), -5)


@pytest.fixture
def other(shared: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a second database of the same kind."""
    if shared.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'other.db'}"
    return request.getfixturevalue("postgres").make()


@pytest.fixture
async def old(shared: str, other: str, ring: KeyRing) -> str:
    """The URL of a database with the tables of the first migration and everything in them."""
    store = open_store(other, ring)
    for journey in (Filler().journey(), DUE):
        await store.turn(journey.person.address, "e", NOW, lambda _, it=journey: Turned(it, None))
    await store.close()
    migrate_to(shared, FIRST)
    with (
        engine_of(other) as new,
        engine_of(shared) as first,
        new.connect() as source,
        first.begin() as target,
    ):
        copy(source, target)
    return shared


def copy(source: Connection, target: Connection) -> None:
    """Copy all rows into older tables, value by value as the driver has them."""
    tables = MetaData()
    tables.reflect(target)
    mark = "?" if target.dialect.name == "sqlite" else "%s"
    for table in tables.sorted_tables:
        if table.name == "alembic_version":
            continue
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join(mark for _ in table.columns)
        read, write = source.connection.cursor(), target.connection.cursor()
        read.execute(f'SELECT {columns} FROM "{table.name}"')  # noqa: S608 - our own names
        rows = read.fetchall()
        write.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', rows)  # noqa: S608
        assert rows or table.name == "seal_key"


async def check(url: str, ring: KeyRing) -> None:
    """Make sure that everything is there and works."""
    store = open_store(url, ring)
    assert await kept(store, WHO) == Filler().journey()
    assert await kept(store, DUE.person.address) == DUE
    assert await store.turn(WHO, "e", NOW, lambda _: Turned(Filler().journey(), "twice")) is None
    changed = Filler(second=True).journey()
    await store.turn(WHO, "f", NOW, lambda _: Turned(changed, None))
    assert await kept(store, WHO) == changed
    claimed = await store.claim(NOW, LEASE, 10)
    assert DUE.person.address in {one.address for one in claimed}
    assert await store.forget_events(NOW + timedelta(hours=1)) == 3
    await store.erase(WHO)
    await store.close()
    with engine_of(url) as engine, engine.connect() as connection:
        assert version_of(connection) == HEAD


async def test_a_database_of_the_first_release_is_brought_up_to_date(
    old: str, ring: KeyRing
) -> None:
    """Every field of every row is read, changed and erased by this release."""
    with engine_of(old) as engine:
        assert "revision" not in {one["name"] for one in inspect(engine).get_columns("person")}
    await check(old, ring)


async def test_many_may_bring_it_up_to_date_at_once(old: str, key: str, ring: KeyRing) -> None:
    """Of several processes that start on old tables one migrates, the others wait, and all of them run."""
    finish(*(work(old, key, "start") for _ in range(3)))
    await check(old, ring)


@contextmanager
def without_room(url: str) -> Iterator[None]:
    """Let the disk be full: no page more in a file, and on a server what it reports when a file cannot grow."""
    if url.startswith("sqlite"):

        def little_room(connection: sqlite3.Connection, _record: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")

        event.listen(Engine, "connect", little_room)
        yield
        event.remove(Engine, "connect", little_room)
        return
    with engine_of(url) as engine:
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE FUNCTION full_disk() RETURNS event_trigger LANGUAGE plpgsql AS"
                " 'BEGIN RAISE EXCEPTION USING ERRCODE = ''disk_full''; END'"
            )
            connection.exec_driver_sql(
                "CREATE EVENT TRIGGER full_disk ON ddl_command_end EXECUTE FUNCTION full_disk()"
            )
        yield
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION full_disk CASCADE")


async def test_a_disk_that_is_full_stops_an_upgrade(old: str, ring: KeyRing) -> None:
    """The start is refused with what to do, everything is as before, and with room it goes through."""
    before = picture(old)
    with without_room(old), pytest.raises(StoreError, match=r"no room left on its disk\."):
        open_store(old, ring)
    assert picture(old) == before
    await check(old, ring)


def kills(url: str) -> int:
    """Migrate a database, killed at every statement, and return how many kills that took."""
    command = [sys.executable, "-m", "tests.adapters.migration_worker", url]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True, check=True
    )
    return int(done.stdout)


async def test_killed_at_every_statement_an_upgrade_never_happened_or_is_done(
    old: str, ring: KeyRing
) -> None:
    """After each kill every table and row is as before; the next start begins anew and gets through."""
    assert kills(old) > 10
    await check(old, ring)


async def test_killed_at_every_statement_the_first_start_leaves_nothing_half_made(
    shared: str, other: str, ring: KeyRing
) -> None:
    """After each kill there is not one table; the start that gets through makes those of an undisturbed one."""
    assert kills(shared) > 30
    migrate_to(other)
    assert picture(shared) == picture(other)
    store = open_store(shared, ring)
    await store.turn(WHO, "e", NOW, lambda _: Turned(Filler().journey(), None))
    assert await kept(store, WHO) == Filler().journey()
    await store.close()
