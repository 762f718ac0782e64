"""A server that goes away under a running process, or has no room: late or refused, never lost or half written."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import text

from adapters.sql.crypto import KeyRing
from adapters.sql.store import SqlStore, open_store
from bot.errors import StoreError
from bot.library import Library, load_library
from bot.message import Message
from bot.people import Address
from scheduler.clockwork import Clockwork
from scheduler.deliver import Deliverer
from scheduler.housekeeping import Housekeeping
from tests.adapters.store_worker import adding
from tests.contract.people import NOW, kept, put, somebody
from tests.desk import Desk
from tests.postgres import Server
from tests.scheduler.outboxes import Recording

ME = somebody().person.address


@pytest.fixture(scope="module")
def library() -> Library:
    """The words and tables as they are."""
    return load_library()


@pytest.fixture
async def store(server_url: str, ring: KeyRing) -> AsyncIterator[SqlStore]:
    """A store with nobody in it."""
    opened = open_store(server_url, ring)
    yield opened
    await opened.close()


async def test_a_running_process_outlives_its_server(
    store: SqlStore, postgres: Server, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """While it is away people are told and beats are logged; then all goes on by itself, what is due comes once."""
    desk = Desk(library, store=store)
    await desk.sit_down()
    await desk.add("Acme")
    due = await store.next_due()
    assert due is not None
    outbox = Outbox()
    deliverer = Deliverer(store, outbox, library, desk.new_id, Random(1))
    beat = timedelta(milliseconds=20)
    clockwork = Clockwork(store, deliverer, lambda: desk.now, beat)
    await clockwork.start()
    with listening("scheduler") as told, postgres.away():
        desk.now = due
        with pytest.raises(StoreError, match=r"cannot be reached|was shut down"):
            await desk.say("what's next")
        await asyncio.wait_for(told.wait(), 30)
        assert "the store is out of reach" in caplog.text
        assert outbox.posted == []
    await asyncio.wait_for(outbox.arrived.wait(), 30)
    await clockwork.stop()
    assert [one.to for one in outbox.posted] == [desk.who]
    await desk.say("what's next")
    assert desk.said
    assert "Acme" not in caplog.text


@contextmanager
def listening(name: str) -> Iterator[asyncio.Event]:
    """Return what is set once a part of the program logs something."""
    told = asyncio.Event()
    handler = logging.Handler()
    handler.emit = lambda record: told.set()
    logging.getLogger(name).addHandler(handler)
    yield told
    logging.getLogger(name).removeHandler(handler)


class Outbox(Recording):
    """Posts into a list, and says so."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived = asyncio.Event()

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        await super().post(to, message, key, again=again)
        self.arrived.set()


async def test_a_server_gone_between_claim_and_mark_loses_and_doubles_nothing(
    store: SqlStore, postgres: Server, library: Library
) -> None:
    """What was posted while nobody could note it is tried again as a repeat, with the same key."""
    desk = Desk(library, store=store)
    await desk.sit_down()
    await desk.add("Acme")
    due = await store.next_due()
    assert due is not None

    class Cutting(Recording):
        """The server goes away while the first message is posted."""

        async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
            await super().post(to, message, key, again=again)
            if not again:
                away.__enter__()

    away = postgres.away()
    outbox = Cutting()
    one = Deliverer(store, outbox, library, desk.new_id, Random(1), monotonic=lambda: 0.0)
    with pytest.raises(StoreError):
        await one.deliver_due(due)
    away.__exit__(None, None, None)
    assert await one.deliver_due(due + timedelta(minutes=1)) == 0
    assert await one.deliver_due(due + timedelta(minutes=3)) == 1
    assert [(posted.again, posted.key) for posted in outbox.posted] == [
        (False, outbox.posted[0].key),
        (True, outbox.posted[0].key),
    ]
    assert await one.deliver_due(due + timedelta(minutes=6)) == 0


async def test_housekeeping_outlives_its_server(
    store: SqlStore, postgres: Server, caplog: pytest.LogCaptureFixture
) -> None:
    """What could not be done is logged in a line each and done the next time."""
    await store.turn(ME, "e", NOW, adding("one"))
    house = Housekeeping(store, lambda: NOW + timedelta(days=2))
    with postgres.away():
        for work in (house.forget, house.erase, house.tidy):
            await work()
    assert caplog.text.count("the store is out of reach") == 3
    await house.forget()
    assert await store.turn(ME, "e", NOW, adding("two")) == 1


async def test_a_full_disk_saves_nothing(store: SqlStore, postgres: Server) -> None:
    """A turn that finds no room is refused whole; afterwards it goes through.

    A trigger stands in for the disk: it reports what the server reports when it cannot make a file longer.
    """
    await put(store, somebody())
    full = (
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
        " 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
    )
    trigger = "CREATE TRIGGER full_disk BEFORE INSERT ON application FOR EACH ROW"
    await store.run(lambda on: on.execute(text(full)))
    await store.run(lambda on: on.execute(text(f"{trigger} EXECUTE FUNCTION full_disk()")))
    try:
        with pytest.raises(StoreError, match=r"no room left on its disk\. Nothing was saved"):
            await store.turn(ME, "e", NOW, adding("much"))
    finally:
        await store.run(lambda on: on.execute(text("DROP FUNCTION full_disk CASCADE")))
    assert await kept(store, ME) == somebody()
    assert await store.turn(ME, "e", NOW, adding("much")) == 1
