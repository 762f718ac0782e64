"""Four processes that deliver beside one, on PostgreSQL, to a platform that takes 50 ms for each message.

    .venv/bin/python benchmarks/fleet.py

Each process has ten posts under way at a time, as `afterview run` has; all ask again, word and plan anew.
"""

import asyncio
import os
import sys
import time
from dataclasses import replace
from datetime import datetime
from random import Random

from adapters.bootstrap import fresh_id
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from benchmarks.delivery import overdue
from benchmarks.timing import show
from bot.library import load_library
from bot.message import Message
from bot.people import Address
from scheduler.deliver import Deliverer
from tests.contract.people import put
from tests.postgres import running

PEOPLE = 2_000
LATENCY = 0.05
"""Seconds; Slack and Discord take 50 to 300 ms."""


class Distant:
    """An outbox that takes its time."""

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Accept it after a while."""
        await asyncio.sleep(LATENCY)


async def work(due: datetime) -> None:
    """Be one process: say that it is ready, deliver once told, and say how many messages those were."""
    store = open_store(os.environ["DATABASE_URL"], load_keys(os.environ["AFTERVIEW_KEY"]))
    deliverer = Deliverer(store, Distant(), load_library(), fresh_id, Random(1))
    print("ready", flush=True)
    sys.stdin.readline()
    print(await deliverer.deliver_due(due), flush=True)
    await store.close()


async def fill(url: str, key: str) -> datetime:
    """Let everybody have a message due, and return when."""
    backlog = await overdue(load_library())
    like = backlog.like
    store = open_store(url, load_keys(key))
    for first in range(0, PEOPLE, 50):
        people = (
            replace(like.person, id=f"p{n}", address=Address("terminal", f"p{n}"))
            for n in range(first, first + 50)
        )
        await asyncio.gather(*(put(store, replace(like, person=one)) for one in people))
    await store.close()
    return backlog.now


async def drained(url: str, processes: int) -> float:
    """Return how many messages so many processes post in a second."""
    key = new_key()
    due = await fill(url, key)
    workers = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            __file__,
            "--work",
            due.isoformat(),
            env=os.environ | {"DATABASE_URL": url, "AFTERVIEW_KEY": key},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(processes)
    ]
    outs = [one.stdout for one in workers]
    for out in outs:
        assert out is not None
        assert await out.readline() == b"ready\n"
    begin = time.perf_counter()
    for one in workers:
        assert one.stdin is not None
        one.stdin.write(b"\n")
    posted = [int(await out.readline()) for out in outs if out is not None]
    taken = time.perf_counter() - begin
    for one in workers:
        await one.wait()
    assert sum(posted) == PEOPLE, posted
    return PEOPLE / taken


async def main() -> None:
    """Print the table."""
    with running(durable=True) as server:
        alone = await drained(server.make(), 1)
        show("PostgreSQL: one process", alone, "/s")
        fleet = await drained(server.make(), 4)
        show("PostgreSQL: four processes", fleet, "/s", f"{fleet / alone:.1f} times; at least 3")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        asyncio.run(work(datetime.fromisoformat(sys.argv[2])))
    else:
        asyncio.run(main())
