"""Processes deliver and are killed at random moments until all is delivered.

Several deliver at a time into a Slack on loopback, as they would by mistake. Whenever some more messages
have arrived there, one of them is killed; the next begin when the leases of the dead have ended.
"""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from random import Random

from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.library import load_library
from bot.people import Address
from scheduler.deliver import LEASE
from tests.crash.owed import BACK, owe
from tests.crash.processes import ENDS_WITHIN, start
from tests.crash.result import Result, copies
from tests.crash.worker import deliver
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn


async def crash(url: str, nudges: int, kills: int, seed: int, processes: int = 2) -> Result:
    """Let processes deliver and die until all is delivered, and count what arrived.

    Args:
        url: Of a database that is empty or not there yet.
        nudges: How many people are owed a message.
        kills: How many processes are killed.
        seed: Of the moments.
        processes: How many deliver at a time.
    """
    key, chance, begun = new_key(), Random(seed), time.monotonic()
    store = open_store(url, load_keys(key))
    users = [f"U{number:06d}" for number in range(nudges)]
    await owe(store, load_library(), [Address("slack", one, "T1") for one in users])
    async with SlackStandIn() as slack:
        team = slack.workspace("T1")
        people = [team.person(one) for one in users]
        settings = socket_mode(slack, team)
        now, killed = BACK, 0
        # A lease is taken while its process runs, and so may end that much later than the first ones.
        latest = timedelta(seconds=ENDS_WITHIN)
        while (due := await store.next_due()) is not None and due <= now + latest:
            now = max(now, due)
            alive = [start(deliver, url, key, settings, now) for _ in range(processes)]
            for one in alive if killed < kills else ():
                # So that something is left for those who are still to die.
                share = (nudges - slack.calls["chat.postMessage"]) // (kills - killed + 1)
                wanted = slack.calls["chat.postMessage"] + chance.randint(0, max(share, 0))
                await _until(slack, wanted, alive)
                if one.is_alive():
                    one.kill()
                    killed += 1
            await _end(alive)
            # Whatever the dead had claimed is free again.
            now += LEASE
            assert now < BACK + timedelta(hours=9), "it does not come to an end"
        await store.close()
        # Nobody is owed more than one message.
        got = [len(one.dm.messages) for one in people]
        assert slack.breaches == []
    doubled, most = copies(got)
    wrong = Counter({"kills": killed})
    return Result(wrong, nudges, got.count(0), doubled, most, 0, time.monotonic() - begun)


async def _until(slack: SlackStandIn, posts: int, alive: Sequence[ForkServerProcess]) -> None:
    """Wait until so many messages were posted, or all processes have ended by themselves."""
    loop = asyncio.get_running_loop()
    ended = [asyncio.Event() for _ in alive]
    for process, event in zip(alive, ended, strict=True):
        loop.add_reader(process.sentinel, event.set)
    posted = asyncio.ensure_future(
        slack.wait_for(lambda: slack.calls["chat.postMessage"] >= posts, ENDS_WITHIN)
    )
    everybody = asyncio.gather(*(event.wait() for event in ended))
    try:
        await asyncio.wait((posted, everybody), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for process in alive:
            loop.remove_reader(process.sentinel)
        posted.cancel()
        everybody.cancel()
        await asyncio.gather(posted, everybody, return_exceptions=True)


async def _end(alive: Sequence[ForkServerProcess]) -> None:
    for process in alive:
        await asyncio.to_thread(process.join, ENDS_WITHIN)
        assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
