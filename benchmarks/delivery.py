"""Draining due nudges to an outbox that accepts at once.

    .venv/bin/python benchmarks/delivery.py [NUDGES]

So many nudges are due (1,000 unless told), in two ways: one of each person; and some twenty of each person, as after an
outage, who get them as one message. The peers, in the same run, on the same machine and the same kind of database:
APScheduler 3 with one stored job for each nudge, and a bare loop that claims and marks rows in batches of 100 with
`sqlite3` or `psycopg`.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# APScheduler 3 carries no types.

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.bootstrap import fresh_id
from adapters.service import spare_collector
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from benchmarks.timing import show
from bot.journey import Journey
from bot.library import Library, load_library
from bot.message import Message, Text, Topic
from bot.people import Address
from bot.ports import Store, Turned
from bot.schedule import NudgeState
from bot.unasked import Composed
from scheduler.deliver import Deliverer
from tests.contract.people import put
from tests.desk import Desk
from tests.postgres import running

NUDGES = next((int(one) for one in sys.argv[1:] if one.isdecimal()), 1_000)
BATCH = 100
FIXED = Message(topic=Topic.HOME, parts=(Text("How did it go?"),))


class Accepting:
    """An outbox that accepts at once."""

    posted = 0

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Count it."""
        self.posted += 1


class Fixed(Deliverer):
    """The machinery alone: it neither asks again nor words nor plans anew."""

    def _compose(self, journey: Journey, now: datetime) -> Turned[Composed]:
        keys = tuple(one.key for one in journey.nudges if one.state is NudgeState.CLAIMED)
        return Turned(journey, Composed(journey, FIXED, keys, self.new_id()))

    async def _end(self, claim: Any, composed: Composed, now: datetime, end: Any) -> None:
        keys = set(composed.keys)

        def settle(journey: Journey) -> Turned[None]:
            nudges = tuple(
                replace(one, state=NudgeState.SENT, settled=now, batch=composed.batch)
                if one.key in keys
                else one
                for one in journey.nudges
            )
            return Turned(replace(journey, nudges=nudges), None)

        await self.store.settle(claim, now, settle)


@dataclass(frozen=True)
class Backlog:
    """What is due when the deliverer begins.

    Args:
        like: One of the people.
        now: When it begins.
        each: How many nudges each of them has due.
    """

    like: Journey
    now: datetime
    each: int

    @property
    def people(self) -> int:
        """How many people there are."""
        return max(NUDGES // self.each, 1)


async def overdue(library: Library) -> Backlog:
    """Return somebody with an interview behind them, and their first nudge due."""
    desk = Desk(library)
    await desk.sit_down()
    await desk.add("Acme")
    due = await desk.store.next_due()
    assert due is not None
    return Backlog(await desk.journey(), due, 1)


async def long_overdue(library: Library) -> Backlog:
    """Return somebody who waits to hear from four employers, after some days in which nothing was sent."""
    desk = Desk(library)
    await desk.sit_down()
    for number in range(4):
        await desk.add(f"Acme {number}")
    due = await desk.store.next_due()
    assert due is not None
    like, now = await desk.journey(), due + timedelta(days=6, hours=2)
    return Backlog(like, now, sum(one.due <= now for one in like.nudges))


async def drained(
    kind: type[Deliverer], backlog: Backlog, url: str, library: Library
) -> tuple[float, float]:
    """Return how many nudges are delivered in a second, and how long the loop stood still (ms)."""
    like = backlog.like
    store: Store = open_store(url, load_keys(new_key()))
    people = [
        replace(
            like, person=replace(like.person, id=f"id{one}", address=Address("terminal", f"u{one}"))
        )
        for one in range(backlog.people)
    ]
    for first in range(0, len(people), BATCH):
        await asyncio.gather(*(put(store, one) for one in people[first : first + BATCH]))
    outbox = Accepting()
    one = kind(store, outbox, library, fresh_id, Random(1))
    taken, stood = await measured(lambda: one.deliver_due(backlog.now))
    assert outbox.posted == len(people)
    await store.close()
    return len(people) * backlog.each / taken, stood


async def measured(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Return the seconds that some work takes, and the longest that nothing else could run meanwhile (ms)."""
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - begin - 0.001)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    begin = time.perf_counter()
    await work()
    taken = time.perf_counter() - begin
    # What stood still last is seen only after it.
    await asyncio.sleep(0.01)
    watching.cancel()
    return taken, longest * 1000


_FIRED = asyncio.Semaphore(0)


async def fire() -> None:
    """Be a stored job of APScheduler."""
    _FIRED.release()


async def stored_jobs(url: str) -> tuple[float, float]:
    """Return the same two figures for APScheduler 3 with one stored job for each nudge."""
    jobs = SQLAlchemyJobStore(url)
    scheduler = AsyncIOScheduler(
        jobstores={"default": jobs}, timezone=UTC, job_defaults={"misfire_grace_time": None}
    )
    scheduler.start(paused=True)
    for number in range(NUDGES):
        scheduler.add_job(fire, "date", run_date=datetime.now(UTC), id=f"job{number}")

    async def work() -> None:
        scheduler.resume()
        for _ in range(NUDGES):
            await _FIRED.acquire()

    taken, stood = await measured(work)
    scheduler.shutdown()
    return NUDGES / taken, stood


TABLE = "CREATE TABLE bare (id INTEGER PRIMARY KEY, due INTEGER, state TEXT, token TEXT)"
INDEX = "CREATE INDEX bare_due ON bare (state, due)"


def claim_and_mark(connection: Any, lock: str) -> float:
    """Return how many rows a bare loop claims and marks in a second."""
    begin = time.perf_counter()
    token = 0
    while True:
        token += 1
        connection.execute("BEGIN IMMEDIATE" if not lock else "BEGIN")
        taken = connection.execute(
            f"UPDATE bare SET state = 'claimed', token = '{token}' WHERE id IN"  # noqa: S608
            f" (SELECT id FROM bare WHERE state = 'planned' AND due <= 1 LIMIT {BATCH}{lock})"
        ).rowcount
        connection.execute("COMMIT")
        if not taken:
            return NUDGES / (time.perf_counter() - begin)
        connection.execute("BEGIN IMMEDIATE" if not lock else "BEGIN")
        connection.execute(f"UPDATE bare SET state = 'sent' WHERE token = '{token}'")  # noqa: S608
        connection.execute("COMMIT")


def bare_sqlite(folder: Path) -> float:
    """Return it for SQLite with the store's settings."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(TABLE)
    connection.execute(INDEX)
    connection.execute("CREATE INDEX bare_token ON bare (token)")
    connection.execute("BEGIN")
    rows = [(number,) for number in range(NUDGES)]
    connection.executemany("INSERT INTO bare VALUES (?, 1, 'planned', NULL)", rows)
    connection.execute("COMMIT")
    return claim_and_mark(connection, "")


def bare_postgres(url: str) -> float:
    """Return it for PostgreSQL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLE)
        connection.execute(INDEX)
        connection.execute("CREATE INDEX bare_token ON bare (token)")
        connection.execute(
            f"INSERT INTO bare SELECT number, 1, 'planned', NULL FROM generate_series(1, {NUDGES}) number".encode()  # noqa: S608
        )
        connection.execute("ANALYZE bare")
        return claim_and_mark(connection, " FOR UPDATE SKIP LOCKED")


@contextmanager
def sqlite_files() -> Iterator[tuple[Callable[[], str], Callable[[], str], Callable[[], float]]]:
    """Yield fresh databases for us, for APScheduler, and the bare loop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def fresh() -> str:
            return f"sqlite:///{folder / fresh_id()}.db"

        yield fresh, fresh, lambda: bare_sqlite(folder)


@contextmanager
def postgres_server() -> Iterator[tuple[Callable[[], str], Callable[[], str], Callable[[], float]]]:
    """Yield the same on a PostgreSQL server that commits to disk."""
    with running(durable=True) as server:
        yield (
            server.make,
            lambda: server.make().replace("postgresql:", "postgresql+psycopg:"),
            lambda: bare_postgres(server.make()),
        )


async def main() -> None:
    """Print the table."""
    library = load_library()
    # As the running program does.
    spare_collector()
    backlogs = [await overdue(library), await long_overdue(library)]
    for name, database, machinery, worded in (
        ("SQLite", sqlite_files, 20, 5),
        ("PostgreSQL", postgres_server, 8, 2),
    ):
        with database() as (ours, theirs, bare):
            jobs, jobs_stood = await stored_jobs(theirs())
            limit = bare()
            show(f"{name}: APScheduler 3, one stored job each", jobs, "/s")
            show(f"{name}: bare claim and mark, 100 at a time", limit, "/s")
            show(f"{name}: the loop stands still, APScheduler 3", jobs_stood)
            for backlog in backlogs:
                alone, _ = await drained(Fixed, backlog, ours(), library)
                whole, stood = await drained(Deliverer, backlog, ours(), library)
                what = f"{name}, {backlog.each} of each"
                show(
                    f"{what}: machinery, fixed text",
                    alone,
                    "/s",
                    f"{_times(alone / jobs, machinery)}; {alone / limit:.2f} of bare; at least 0.15",
                )
                show(f"{what}: asked again, worded", whole, "/s", _times(whole / jobs, worded))
                show(f"{what}: the loop stands still", stood, beside="at most 50")


def _times(found: float, wanted: int) -> str:
    return f"{found:.1f} times APScheduler; at least {wanted}"


if __name__ == "__main__":
    asyncio.run(main())
