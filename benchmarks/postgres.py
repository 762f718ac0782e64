"""A durable turn of the store on PostgreSQL, beside the same SQL without us.

    .venv/bin/python benchmarks/postgres.py

The peer, in the same run and on the same server: the statements of such a turn, recorded once and sent by bare
`psycopg`, one connection for each person. The server commits to disk, as it does when nobody tells it otherwise.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import psycopg
from sqlalchemy import event

from adapters.bootstrap import fresh_id
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.postgres import PostgresDatabase
from adapters.sql.store import SqlStore
from benchmarks.timing import median_ms, median_ms_async, show
from bot.journey import Journey
from bot.people import Address
from bot.ports import Turned
from tests.contract.people import NOW, put, somebody
from tests.every_field import Filler
from tests.postgres import running

PEOPLE = [replace(somebody(f"u{number}"), facts=Filler().journey().facts) for number in range(10)]
ADDRESSES = [one.person.address for one in PEOPLE]
TURNS = 200
"""Of each person, when all talk at once."""

Sent = tuple[str, Mapping[str, Any]]


class Recorder(psycopg.Cursor[Any]):
    """Keeps what is sent, for as long as somebody listens."""

    heard: list[Sent] | None = None

    def execute(self, query: Any, params: Any = None, **how: Any) -> "Recorder":
        """Keep it and send it."""
        if Recorder.heard is not None:
            Recorder.heard.append((query, params))
        super().execute(query, params, **how)
        return self


async def turn(store: SqlStore, who: Address) -> None:
    """Save one change of a person with many facts, and the event that brought it."""

    def decide(journey: Journey | None) -> Turned[None]:
        assert journey is not None
        person = replace(journey.person, goal=(journey.person.goal or 0) + 1)
        return Turned(replace(journey, person=person), None)

    await store.turn(who, fresh_id(), NOW, decide)


async def ours(store: SqlStore) -> tuple[float, float]:
    """Return the median of a turn of one person alone, and the turns a second of ten at once."""
    for one in PEOPLE:
        await put(store, one)
    alone = await median_ms_async(lambda _: turn(store, ADDRESSES[0]))

    async def talk(who: Address) -> None:
        for _ in range(TURNS):
            await turn(store, who)

    begin = time.perf_counter()
    await asyncio.gather(*(talk(who) for who in ADDRESSES))
    return alone, TURNS * len(ADDRESSES) / (time.perf_counter() - begin)


async def listen(store: SqlStore) -> Sequence[Sent]:
    """Return what one turn of the first person sends."""
    await turn(store, ADDRESSES[0])
    Recorder.heard = sent = list[Sent]()
    await turn(store, ADDRESSES[0])
    Recorder.heard = None
    return sent


def bare(url: str, sent: Sequence[Sent]) -> tuple[float, float]:
    """Return the same two figures for the statements alone."""

    def connected(number: int) -> tuple[Any, Callable[[], None]]:
        connection: psycopg.Connection[Any] = psycopg.connect(url)
        mine = {PEOPLE[0].person.id: PEOPLE[number].person.id, "u0": f"u{number}"}
        rows = [
            (query, {key: mine.get(one, one) for key, one in row.items()}) for query, row in sent
        ]

        def work() -> None:
            for query, row in rows:
                # The event is another one each time, as it is in a turn.
                new = {"id": fresh_id()} if "inbound_event" in query else {}
                connection.execute(query.encode(), row | new)
            connection.commit()

        return connection, work

    ready = [connected(number) for number in range(len(PEOPLE))]
    alone = median_ms(ready[0][1])

    def talk(work: Callable[[], None]) -> None:
        for _ in range(TURNS):
            work()

    begin = time.perf_counter()
    with ThreadPoolExecutor(len(PEOPLE)) as threads:
        list(threads.map(talk, [work for _, work in ready]))
    taken = time.perf_counter() - begin
    for connection, _ in ready:
        connection.close()
    return alone, TURNS * len(PEOPLE) / taken


async def main() -> None:
    """Print the table."""
    ring = load_keys(new_key())
    with running(durable=True) as server:
        url = server.ready()
        with server.engine(url) as engine:
            store = SqlStore(PostgresDatabase(engine, "The database"), ring)
            alone, together = await ours(store)
            await store.close()
        with server.engine(url) as engine:
            event.listen(engine, "connect", _record)
            store = SqlStore(PostgresDatabase(engine, "The database", 1), ring)
            sent = await listen(store)
            await store.close()
        bare_alone, bare_together = bare(url, sent)
    times, share = alone / bare_alone, together / bare_together
    show("a durable turn on PostgreSQL, one person alone", alone)
    show("its SQL alone", bare_alone, beside=f"the turn is {times:.1f} times that; at most 5")
    show("durable turns, ten people at once", together, "/s")
    show("their SQL alone", bare_together, "/s", f"the turns are {share:.2f} of that; at least 0.5")


def _record(connection: Any, _record: object) -> None:
    connection.cursor_factory = Recorder


if __name__ == "__main__":
    asyncio.run(main())
