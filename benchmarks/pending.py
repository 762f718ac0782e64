"""A full schedule beside an almost empty one: claims, planning, ticks, lateness and memory.

    .venv/bin/python benchmarks/pending.py [PENDING [sqlite|postgresql]]

So many nudges (1,000,000 unless told) wait in the store for later, or a thousand. The peer for lateness, in the same
run: APScheduler 3 with as many stored jobs in a database of its own.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# APScheduler 3 carries no types.

import asyncio
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection, create_engine, text

from adapters.bootstrap import fresh_id, system_clock
from adapters.service import spare_collector
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import SqlStore, open_store
from benchmarks.delivery import Accepting, Fixed, overdue
from benchmarks.timing import median_ms_async, show
from bot.journey import Journey
from bot.library import load_library
from bot.message import Message
from bot.nudges import plan, reconcile
from bot.people import Address
from bot.ports import Turned
from scheduler.clockwork import Clockwork
from scheduler.deliver import LEASE, MOST, Deliverer
from tests.contract.people import put
from tests.postgres import running

FEW = 1_000
OF_ONE = 20
"""Nudges of each person who waits."""
DUE = 300
"""People whose nudge falls due while lateness is measured, one each 20 ms."""
EACH = timedelta(milliseconds=20)


def fill(connection: Connection, pending: int) -> None:
    """Let so many nudges of people like the one there wait for a year."""
    people = pending // OF_ONE
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})"  # noqa: S608
    for table, own in (
        ("person", {"id": "'p' || i", "user": "'w' || i"}),
        ("nudge", {"person": "'p' || i", "due": ":due", "occurrence": ":occurrence"}),
    ):
        row = connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).mappings().one()  # noqa: S608
        columns = ", ".join(f'"{name}"' for name in row)
        values = ", ".join(own.get(name, f'one."{name}"') for name in row)
        for number in range(OF_ONE if table == "nudge" else 1):
            connection.execute(
                text(
                    f"{numbers} INSERT INTO {table} ({columns}) SELECT {values} FROM n,"  # noqa: S608
                    f" (SELECT * FROM {table} WHERE {'id' if table == 'person' else 'person'} = 'like'"
                    " LIMIT 1) one"
                ).bindparams(
                    **(
                        {"due": _later(row, number), "occurrence": f"{number}"}
                        if table == "nudge"
                        else {}
                    )
                )
            )


def _later(row: object, number: int) -> object:
    later = system_clock() + timedelta(days=365 + number)
    return later.replace(tzinfo=None).isoformat(" ") if isinstance(row["due"], str) else later  # type: ignore[index]


async def stored(url: str, key: str, pending: int) -> tuple[SqlStore, Sequence[Journey], datetime]:
    """Return a store in which so many nudges wait, a hundred people with one due, and when."""
    store = open_store(url, load_keys(key))
    backlog = await overdue(load_library())
    like, due = backlog.like, backlog.now
    one = replace(like, person=replace(like.person, id="like", address=Address("terminal", "like")))
    await put(store, replace(one, nudges=one.nudges[:1]))
    await store.run(lambda on: fill(on, pending))
    if url.startswith("postgresql"):
        await store.run(lambda on: on.exec_driver_sql("ANALYZE") and None)
    await store.erase(one.person.address)
    people = [
        replace(like, person=replace(like.person, id=f"d{n}", address=Address("terminal", f"d{n}")))
        for n in range(MOST)
    ]
    for person in people:
        await put(store, person)
    return store, people, due


async def costs(url: str, key: str, pending: int) -> tuple[float, float, float]:
    """Return what claiming a hundred rows, planning one anew, and a tick with nothing due cost (ms)."""
    store, people, due = await stored(url, key, pending)
    library = load_library()
    customs = library.etiquette.customs
    taken: list[float] = []
    for _ in range(20):
        begin = time.perf_counter()
        claims = await store.claim(due, LEASE, MOST)
        taken.append((time.perf_counter() - begin) * 1000)
        assert claims
        for claim in claims:
            await store.release(claim)

    async def plan_anew(number: int) -> None:
        def decide(journey: Journey | None) -> Turned[None]:
            assert journey is not None
            told = replace(journey, person=replace(journey.person, goal=number % 40 + 1))
            nudges = reconcile(told, plan(told, customs), due)
            return Turned(replace(told, nudges=nudges), None)

        await store.turn(people[number % MOST].person.address, None, due, decide)

    planned = await median_ms_async(plan_anew)
    idle = Deliverer(store, Accepting(), library, fresh_id, Random(1))

    async def tick(_: int) -> None:
        assert await idle.deliver_due(due - timedelta(hours=1)) == 0
        await store.next_due()

    ticked = await median_ms_async(tick)
    for person in people:
        await store.erase(person.person.address)
    await store.close()
    return statistics.median(taken), planned, ticked


class Timed:
    """An outbox that accepts at once and notes how late each message was.

    Args:
        dues: When each person's was due.
    """

    def __init__(self, dues: dict[str, datetime]) -> None:
        self._dues = dues
        self.late: list[float] = []
        self.done = asyncio.Event()

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Note how late it is (ms)."""
        self.late.append((system_clock() - self._dues[to.user]).total_seconds() * 1000)
        if len(self.late) == len(self._dues):
            self.done.set()


async def lateness(url: str, key: str) -> Sequence[float]:
    """Return how late each nudge was posted (ms), in a store that is full already."""
    store = open_store(url, load_keys(key))
    library = load_library()
    like = (await overdue(library)).like
    begin = system_clock() + timedelta(seconds=3)
    dues: dict[str, datetime] = {}
    for number in range(DUE):
        due = dues[f"l{number}"] = begin + number * EACH
        person = replace(like.person, id=f"l{number}", address=Address("terminal", f"l{number}"))
        nudge = replace(like.nudges[0], due=due)
        await put(store, replace(like, person=person, nudges=(nudge,)))
    outbox = Timed(dues)
    clockwork = Clockwork(store, Fixed(store, outbox, library, fresh_id, Random(1)), system_clock)
    spare_collector()
    await clockwork.start()
    await asyncio.wait_for(outbox.done.wait(), 60)
    await clockwork.stop()
    await store.close()
    return outbox.late


_LATE: list[float] = []
_ALL = asyncio.Event()


async def note(due: datetime) -> None:
    """Be a stored job of APScheduler."""
    _LATE.append((system_clock() - due).total_seconds() * 1000)
    if len(_LATE) == DUE:
        _ALL.set()


async def stored_jobs(url: str, pending: int) -> Sequence[float]:
    """Return how late APScheduler 3 is with as many stored jobs (ms)."""
    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(url)},
        timezone=UTC,
        job_defaults={"misfire_grace_time": None},
    )
    scheduler.start(paused=True)
    later = system_clock() + timedelta(days=365)
    scheduler.add_job(note, "date", run_date=later, args=[later], id="like")
    with create_engine(url).begin() as connection:
        connection.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most)"
                " INSERT INTO apscheduler_jobs SELECT 'j' || i, next_run_time, job_state"
                " FROM n, (SELECT * FROM apscheduler_jobs WHERE id = 'like') one"
            ),
            {"most": pending},
        )
    begin = system_clock() + timedelta(seconds=3)
    for number in range(DUE):
        due = begin + number * EACH
        scheduler.add_job(note, "date", run_date=due, args=[due], id=f"due{number}")
    scheduler.resume()
    await _ALL.wait()
    scheduler.shutdown()
    return tuple(_LATE)


async def ticked(url: str, key: str) -> None:
    """Tick for a while, and print the memory it took (MiB)."""
    store = open_store(url, load_keys(key))
    idle = Deliverer(store, Accepting(), load_library(), fresh_id, Random(1))
    for _ in range(50):
        await idle.deliver_due(datetime(2020, 1, 1, tzinfo=UTC))
        await store.next_due()
    await store.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def memory(url: str, key: str) -> float:
    """Return the most memory a process takes that does nothing but tick (MiB)."""
    command = [sys.executable, __file__, "--tick", url, key]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


@contextmanager
def databases(kind: str) -> Iterator[Sequence[str]]:
    """Yield three fresh databases."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield [f"sqlite:///{Path(folder) / name}.db" for name in ("few", "many", "jobs")]
    else:
        with running(durable=True) as server:
            yield [server.make() for _ in range(3)]


async def main(pending: int, kind: str) -> None:
    """Print the table."""
    key = new_key()
    with databases(kind) as (few, many, jobs):
        before = await costs(few, key, FEW)
        after = await costs(many, key, pending)
        names = (
            "claiming a hundred rows that are due",
            "planning one person anew",
            "a tick with nothing due",
        )
        for name, less, more in zip(names, before, after, strict=True):
            show(f"{kind}: {name}, {FEW:,} pending", less)
            show(
                f"{kind}: {name}, {pending:,}", more, beside=f"{more / less:.2f} times; at most 1.3"
            )
        small, large = memory(few, key), memory(many, key)
        show(f"{kind}: memory, {FEW:,} pending", small, "MiB")
        show(f"{kind}: memory, {pending:,}", large, "MiB", f"+ {large - small:.1f}; at most + 10")
        ours = statistics.quantiles(await lateness(many, key), n=100)[98]
        theirs = await stored_jobs(jobs.replace("postgresql:", "postgresql+psycopg:"), pending)
        peer = statistics.quantiles(theirs, n=100)[98]
        show(f"{kind}: lateness p99, APScheduler 3, {pending:,} jobs", peer)
        show(f"{kind}: lateness p99, {pending:,} pending", ours, beside="at most 50")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--tick"]:
        asyncio.run(ticked(*sys.argv[2:]))
    else:
        asyncio.run(
            main(
                int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
                sys.argv[2] if len(sys.argv) > 2 else "sqlite",
            )
        )
