"""Locks, cut connections, a database that takes no writing: late or a sentence, and nothing half written."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from adapters.sql.crypto import KeyRing
from adapters.sql.postgres import PostgresDatabase
from adapters.sql.store import SqlStore, open_store
from bot.errors import StoreError
from bot.journey import Journey
from bot.ports import Turned
from tests.adapters.store_worker import adding
from tests.contract.people import NOW, kept, put, somebody, with_nudges
from tests.postgres import Server

ME = somebody().person.address


@pytest.fixture
async def store(server_url: str, ring: KeyRing) -> AsyncIterator[SqlStore]:
    """A store with one person in it."""
    opened = open_store(server_url, ring)
    await put(opened, somebody())
    yield opened
    await opened.close()


def cut_off(postgres: Server) -> None:
    """End every connection to the databases of the tests, as a restart of the server does."""
    postgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'"
    )


async def test_a_turn_holds_up_nobody_but_its_person(store: SqlStore) -> None:
    """While one person's turn is being decided, another's is done, and their own next one waits."""
    decided = threading.Event()

    def slowly(journey: Journey | None) -> Turned[str]:
        assert decided.wait(30)
        return adding("first")(journey)  # type: ignore[return-value]

    slow = asyncio.create_task(store.turn(ME, None, NOW, slowly))
    waiting = asyncio.create_task(store.turn(ME, None, NOW, adding("second")))
    await put(store, somebody("other"))
    assert not slow.done()
    decided.set()
    await asyncio.gather(slow, waiting)
    assert len((await kept(store, ME)).facts.applications) == 2


async def test_a_restarted_server_is_not_noticed(store: SqlStore, postgres: Server) -> None:
    """Connections cut between two turns are made anew; the turn goes through."""
    cut_off(postgres)
    assert await store.turn(ME, "e", NOW, adding("after")) == 1
    assert [one.id for one in (await kept(store, ME)).facts.applications] == ["after"]


async def test_a_connection_cut_in_a_turn_saves_once(store: SqlStore, postgres: Server) -> None:
    """A turn cut off before its end is done from the start, and is there once."""
    cuts = [1]

    def decide(journey: Journey | None) -> Turned[int]:
        if cuts:
            cuts.pop()
            cut_off(postgres)
        return adding("once")(journey)

    assert await store.turn(ME, "e", NOW, decide) == 1
    assert [one.id for one in (await kept(store, ME)).facts.applications] == ["once"]
    assert await store.turn(ME, "e", NOW, decide) is None


async def test_a_connection_cut_again_and_again_is_told(store: SqlStore, postgres: Server) -> None:
    """It is not tried for ever; afterwards everything works."""

    def decide(journey: Journey | None) -> Turned[int]:
        cut_off(postgres)
        return adding("never")(journey)

    with pytest.raises(StoreError, match="Nothing was saved"):
        await store.turn(ME, "e", NOW, decide)
    assert await kept(store, ME) == somebody()


async def test_a_cut_while_saving_is_not_done_again(
    server_url: str, ring: KeyRing, postgres: Server
) -> None:
    """Whether it was kept cannot be known, so it is said and not doubled."""
    await open_store(server_url, ring).close()
    with postgres.engine(server_url) as engine:
        database = PostgresDatabase(engine, "The database")
        done: list[int] = []

        def work(connection: Connection) -> None:
            done.append(1)
            # A check that runs at the end of the transaction, and ends the connection with it.
            connection.execute(text("CREATE TEMP TABLE last (id int) ON COMMIT DROP"))
            connection.execute(
                text(
                    "CREATE FUNCTION pg_temp.die() RETURNS trigger LANGUAGE plpgsql AS"
                    " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
                )
            )
            connection.execute(
                text(
                    "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON last DEFERRABLE INITIALLY"
                    " DEFERRED FOR EACH ROW EXECUTE FUNCTION pg_temp.die()"
                )
            )
            connection.execute(text("INSERT INTO last VALUES (1)"))

        with pytest.raises(StoreError, match="Whether that was kept is not certain"):
            await database.run(work)
        assert done == [1]
        assert await database.run(lambda on: on.execute(text("SELECT 1")).scalar()) == 1
        await database.close()


async def test_a_lock_held_too_long_is_told(
    server_url: str, ring: KeyRing, postgres: Server
) -> None:
    """A turn is refused while somebody else sits on the person's row, and works after that."""
    await open_store(server_url, ring).close()
    with postgres.engine(server_url, busy_seconds=0.01) as engine:
        store = SqlStore(PostgresDatabase(engine, "The database"), ring)
        await put(store, somebody())
        with engine.connect() as other:
            other.execute(text("SELECT id FROM person FOR UPDATE"))
            with pytest.raises(StoreError, match="kept busy by another process"):
                await store.turn(ME, None, NOW, adding("late"))
        assert await store.turn(ME, None, NOW, adding("late")) == 1
        await store.close()


async def test_a_database_that_takes_no_writing_is_told(
    store: SqlStore, server_url: str, postgres: Server
) -> None:
    """On a standby nothing can be saved: that is said, and looking still works."""
    name = server_url.partition("@/")[2].partition("?")[0]
    postgres.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    cut_off(postgres)
    try:
        with pytest.raises(StoreError, match="may not be written to"):
            await put(store, with_nudges(somebody(), 1))
    finally:
        postgres.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        cut_off(postgres)
    assert await store.load(ME) == somebody()


async def test_deadlocks_and_conflicts_are_done_again(store: SqlStore) -> None:
    """Work that another transaction undid is done from the start, but not for ever."""
    tries: list[int] = []

    def work(code: str, often: int) -> object:
        def fail(connection: Connection) -> int:
            tries.append(1)
            if len(tries) <= often:
                connection.execute(
                    text(f"DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''{code}''; END'")
                )
            return len(tries)

        return fail

    for code in ("40001", "40P01"):
        tries.clear()
        assert await store.run(work(code, 2)) == 3  # type: ignore[arg-type]
        tries.clear()
        with pytest.raises(StoreError, match="try again"):
            await store.run(work(code, 100))  # type: ignore[arg-type]
        assert len(tries) == 5
    tries.clear()
    with pytest.raises(StoreError, match="refused"):
        await store.run(work("22012", 100))  # type: ignore[arg-type]
    assert len(tries) == 1
