"""A durable turn of the store on SQLite, beside the same SQL without us.

    .venv/bin/python benchmarks/sqlite.py

The peer, in the same run and with the same settings: the statements of such a turn, recorded once and run by bare
`sqlite3`, one transaction for each turn. The same turn as in benchmarks/postgres.py.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import event

from adapters.bootstrap import fresh_id
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.engine import sqlite_engine
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.store import SqlStore, open_store
from benchmarks.postgres import ADDRESSES, PEOPLE, TURNS, ours, turn
from benchmarks.timing import median_ms, show

Sent = tuple[str, Sequence[Any]]


class Recorder(sqlite3.Cursor):
    """Keeps what is run, for as long as somebody listens."""

    heard: list[Sent] | None = None

    def execute(self, query: str, values: Any = ()) -> "Recorder":
        """Keep it and run it."""
        if Recorder.heard is not None:
            Recorder.heard.append((query, list(values)))
        super().execute(query, values)
        return self


class Recorded(sqlite3.Connection):
    """Gives recording cursors."""

    def cursor(self, factory: Any = None) -> Any:
        """Return one."""
        return super().cursor(Recorder)


async def listen(path: Path, key: str) -> Sequence[Sent]:
    """Return what one turn of the first person runs."""
    engine = sqlite_engine(path)

    def connect(
        _: Any, __: Any, given: Sequence[Any], named: Mapping[str, Any]
    ) -> sqlite3.Connection:
        return sqlite3.connect(*given, **named, factory=Recorded)

    event.listen(engine, "do_connect", connect)
    store = SqlStore(SqliteDatabase(engine, path), load_keys(key))
    await turn(store, ADDRESSES[0])
    Recorder.heard = sent = list[Sent]()
    await turn(store, ADDRESSES[0])
    Recorder.heard = None
    await store.close()
    return [(query, values) for query, values in sent if not query.startswith("BEGIN")]


def bare(path: Path, sent: Sequence[Sent]) -> tuple[float, float]:
    """Return the median of one person's turn, and the turns a second of ten people's, one after another."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")

    def work(number: int = 0) -> None:
        mine = {PEOPLE[0].person.id: PEOPLE[number].person.id, "u0": f"u{number}"}
        connection.execute("BEGIN IMMEDIATE")
        for query, values in sent:
            row = [mine.get(one, one) if isinstance(one, str) else one for one in values]
            if "inbound_event" in query:
                # The event is another one each time, as it is in a turn.
                row[1] = fresh_id()
            connection.execute(query, row).fetchall()
        connection.execute("COMMIT")

    alone = median_ms(work)
    begin = time.perf_counter()
    for _ in range(TURNS):
        for number in range(len(PEOPLE)):
            work(number)
    return alone, TURNS * len(PEOPLE) / (time.perf_counter() - begin)


async def main() -> None:
    """Print the table."""
    key = new_key()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "turn.db"
        store = open_store(f"sqlite:///{path}", load_keys(key))
        alone, together = await ours(store)
        await store.close()
        bare_alone, bare_together = bare(path, await listen(path, key))
    times, share = alone / bare_alone, together / bare_together
    show("a durable turn on SQLite, one person alone", alone)
    show("its SQL alone", bare_alone, beside=f"the turn is {times:.1f} times that; at most 5")
    show("durable turns, ten people at once", together, "/s")
    show("their SQL alone, one after another", bare_together, "/s", f"{share:.2f}; at least 0.5")


if __name__ == "__main__":
    asyncio.run(main())
