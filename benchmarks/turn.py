"""One turn of the conversation on SQLite, and what share of it is the database.

    .venv/bin/python benchmarks/turn.py

The peers, in the same run: the same turn on a store in memory (no database at all), and a bare durable
transaction with `sqlite3` and the same settings (one select, one update, one commit).
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from adapters.bootstrap import fresh_id
from adapters.memory import MemoryStore
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from benchmarks.timing import median_ms, median_ms_async, show
from bot.conversation import Conversation
from bot.inbound import Act, Inbound, Profile, Said, Submitted
from bot.library import Library, load_library
from bot.people import Address
from bot.ports import Store

NOW = datetime(2026, 11, 20, 14, 40, tzinfo=UTC)
ME = Address("terminal", "me")


async def turns(store: Store, library: Library) -> float:
    """Return the median of a turn that logs an application, for somebody with one interview."""
    talk = Conversation(store, library, lambda: NOW, fresh_id, Random(1))

    async def act(act: Act) -> object:
        return await talk.handle(Inbound(fresh_id(), ME, act))

    await act(Profile("Europe/Berlin"))
    reply = await talk.handle(Inbound(fresh_id(), ME, Said("/interview add Acme")))
    assert reply.form is not None
    await act(
        Submitted(reply.form.id, {"company": "Acme", "ended": "today 15:30", "country": "Germany"})
    )
    work: Callable[[int], Awaitable[object]] = lambda number: act(Said("what's next"))  # noqa: E731
    return await median_ms_async(work)


def bare(folder: Path) -> float:
    """Return the median of a bare durable transaction."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, acts INTEGER)")
    connection.execute("INSERT INTO person VALUES (1, 0)")

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        (acts,) = connection.execute("SELECT acts FROM person WHERE id = 1").fetchone()
        connection.execute("UPDATE person SET acts = ? WHERE id = 1", (acts + 1,))
        connection.execute("COMMIT")

    return median_ms(work)


async def main() -> None:
    """Print the table."""
    library = load_library()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder / 'turn.db'}", load_keys(new_key()))
        durable = await turns(store, library)
        await store.close()
        memory = await turns(MemoryStore(), library)
        limit = bare(folder)
    show("a turn on SQLite", durable)
    show("the same turn in memory", memory)
    show("share of the turn that is the database", 100 * (1 - memory / durable), "%")
    show(
        "a bare durable transaction", limit, beside=f"the turn is {durable / limit:.1f} times that"
    )


if __name__ == "__main__":
    asyncio.run(main())
