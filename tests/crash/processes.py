"""Processes that deliver, started quickly: whatever they import was imported once before."""

import asyncio
import multiprocessing
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

from tests.crash.worker import stay

ENDS_WITHIN = 120.0
"""Seconds in which a process that is not killed has to end."""


def start(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """Start a process that does something."""
    process = _context().Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


class Steered:
    """A process that stays, and delivers whenever it is told what time it is.

    Args:
        url: Of the database.
        key: Of its personal columns.
        settings: Of the platforms.
    """

    def __init__(self, url: str, key: str, settings: Mapping[str, str]) -> None:
        self._ours, theirs = multiprocessing.Pipe()
        self._process = start(stay, url, key, dict(settings), theirs)
        theirs.close()

    async def deliver(self, now: datetime) -> Counter[str]:
        """Let it deliver what is due, and return how its tries ended since it began; nothing of one that is killed."""
        return await asyncio.to_thread(_ask, self._ours, now)

    async def kill(self) -> None:
        """Let it die at once."""
        self._process.kill()
        await asyncio.to_thread(self._process.join, ENDS_WITHIN)

    async def end(self) -> None:
        """Let it end."""
        self._ours.send(None)
        await asyncio.to_thread(self._process.join, ENDS_WITHIN)
        self._ours.close()
        assert self._process.exitcode == 0, self._process.exitcode


def _ask(pipe: Connection, now: datetime) -> Counter[str]:
    try:
        pipe.send(now)
        assert pipe.poll(ENDS_WITHIN), "it does not come to an end"
        told: Counter[str] = pipe.recv()
    except (EOFError, OSError):
        # It was killed, at whatever moment.
        return Counter()
    return told


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    # Imports take a second; whoever is killed and started that often shares them.
    context.set_forkserver_preload(["tests.crash.worker"])
    return context
