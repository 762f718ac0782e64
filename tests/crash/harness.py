"""The crash harness: many overdue nudges, real processes on a real store, `kill -9` at random moments.

    make crash                                                  # 10,000 nudges and 200 kills, either store
    .venv/bin/python -m tests.crash.harness --nudges 1000 --kills 30

Two processes deliver at a time into a Slack on loopback, as two would by mistake. Whenever some more
messages have arrived there, one of them is killed; the next two begin when the leases of the dead have ended.
"""

import argparse
import asyncio
import contextlib
import multiprocessing
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from random import Random

from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import SqlStore, open_store
from bot.journey import Journey
from bot.library import load_library
from bot.people import Address
from scheduler.deliver import LEASE
from tests import postgres
from tests.contract.people import put
from tests.crash.worker import work
from tests.desk import Desk
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn

TOLD = "2026-11-20 09:00"
"""When everybody's interview ended, on their own clock."""
BACK = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""When delivering begins, after days without it: a morning after which nothing new falls due for hours."""
ENDS_WITHIN = 120.0
"""Seconds in which a process that is not killed has to end."""


@dataclass(frozen=True)
class Result:
    """What became of the nudges.

    Args:
        nudges: How many messages were owed, one to each person.
        kills: How many processes were killed.
        lost: Messages that nobody got.
        doubled: Copies beyond the first, and what is the most anybody got.
        seconds: How long it took.
    """

    nudges: int
    kills: int
    lost: int
    doubled: int
    most: int
    seconds: float


async def crash(url: str, nudges: int, kills: int, seed: int) -> Result:
    """Let processes deliver and die until all is delivered, and count what arrived.

    Args:
        url: Of a database that is empty or not there yet.
        nudges: How many people are owed a message.
        kills: How many processes are killed.
        seed: Of the moments.
    """
    key, chance, begun = new_key(), Random(seed), time.monotonic()
    store = open_store(url, load_keys(key))
    await _owe(store, nudges)
    async with SlackStandIn() as slack:
        team = slack.workspace("T1")
        people = [team.person(_user(number)) for number in range(nudges)]
        settings = socket_mode(slack, team)
        processes = _processes()
        now, killed = BACK, 0
        while (due := await store.next_due()) is not None and due <= now:
            pair = [_start(processes, url, key, settings, now) for _ in range(2)]
            for one in pair if killed < kills else ():
                # So that something is left for those who are still to die.
                share = (nudges - slack.calls["chat.postMessage"]) // (kills - killed + 1)
                wanted = slack.calls["chat.postMessage"] + chance.randint(0, max(share, 0))
                await _until(slack, wanted, pair)
                if one.is_alive():
                    one.kill()
                    killed += 1
            await _end(pair)
            # Whatever the dead had claimed is free again.
            now += LEASE
            assert now < BACK + timedelta(hours=9), "it does not come to an end"
        await store.close()
        got = Counter({one.id: len(one.sees()) for one in people})
        assert slack.breaches == []
    copies = [count for count in got.values() if count > 1]
    return Result(
        nudges,
        killed,
        sum(count == 0 for count in got.values()),
        sum(count - 1 for count in copies),
        max(got.values()),
        time.monotonic() - begun,
    )


async def _owe(store: SqlStore, nudges: int) -> None:
    """Let so many people have told of an interview, whose reminders are overdue."""
    desk = Desk(load_library(), at=TOLD)
    await desk.sit_down()
    await desk.add("Acme", ended="now")
    told = await desk.journey()
    for number in range(nudges):
        await put(store, _like(told, number))


def _like(told: Journey, number: int) -> Journey:
    address = Address("slack", _user(number), "T1")
    return replace(told, person=replace(told.person, id=f"p{number}", address=address))


def _user(number: int) -> str:
    return f"U{number:06d}"


def _processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    # Imports take a second; whoever is killed and started that often shares them.
    context.set_forkserver_preload(["tests.crash.worker"])
    return context


def _start(
    processes: ForkServerContext, url: str, key: str, settings: dict[str, str], now: datetime
) -> ForkServerProcess:
    process = processes.Process(target=work, args=(url, key, settings, now))
    process.start()
    return process


async def _until(slack: SlackStandIn, posts: int, pair: list[ForkServerProcess]) -> None:
    """Wait until so many messages were posted, or both processes have ended by themselves."""
    loop = asyncio.get_running_loop()
    ended = [asyncio.Event() for _ in pair]
    for process, event in zip(pair, ended, strict=True):
        loop.add_reader(process.sentinel, event.set)
    posted = asyncio.ensure_future(
        slack.wait_for(lambda: slack.calls["chat.postMessage"] >= posts, ENDS_WITHIN)
    )
    both = asyncio.gather(*(event.wait() for event in ended))
    try:
        await asyncio.wait((posted, both), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for process in pair:
            loop.remove_reader(process.sentinel)
        posted.cancel()
        both.cancel()
        await asyncio.gather(posted, both, return_exceptions=True)


async def _end(pair: list[ForkServerProcess]) -> None:
    for process in pair:
        await asyncio.to_thread(process.join, ENDS_WITHIN)
        assert process.exitcode in (0, -signal.SIGKILL), process.exitcode


@contextlib.contextmanager
def _stores(wanted: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        urls: dict[str, str] = {}
        if wanted in ("sqlite", "both"):
            urls["SQLite"] = f"sqlite:///{Path(folder) / 'afterview.db'}"
        if wanted in ("postgresql", "both"):
            urls["PostgreSQL"] = stack.enter_context(postgres.running(durable=True)).make()
        yield urls


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Print a table, and return 1 if anything was lost or seen twice."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--nudges", type=int, default=10_000)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    asked = options.parse_args()
    failed = False
    _tell(
        f"{'store':<12}{'nudges':>8}{'kills':>8}{'lost':>8}{'copies':>8}{'most':>8}{'seconds':>10}"
    )
    with _stores(asked.store) as urls:
        for name, url in urls.items():
            end = asyncio.run(crash(url, asked.nudges, asked.kills, asked.seed))
            failed = failed or bool(end.lost or end.doubled)
            _tell(
                f"{name:<12}{end.nudges:>8}{end.kills:>8}{end.lost:>8}{end.doubled:>8}"
                f"{end.most:>8}{end.seconds:>10.0f}"
            )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
