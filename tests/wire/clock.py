"""Seconds that pass by themselves, and more of them when a test asks."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


class Clock:
    """A monotonic clock that a test can push forward.

    Args:
        passing: What passes by itself; `lambda: 0.0` makes a clock that moves by `advance` alone.
    """

    def __init__(self, passing: Callable[[], float] = time.monotonic) -> None:
        self._passing = passing
        self._pushed = 0.0
        self._moved = asyncio.Event()

    def now(self) -> float:
        """Seconds since some moment that never changes."""
        return self._passing() + self._pushed

    def advance(self, seconds: float) -> None:
        """Let that many seconds be over, for everything that waits on this clock."""
        self._pushed += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Wait until that many seconds are over, passed or pushed."""
        await self.sleep_until(self.now() + seconds)

    async def sleep_until(self, until: float) -> None:
        """Wait until it is that late."""
        while (left := until - self.now()) > 0:
            moved = self._moved
            try:
                # A still clock gives no hint how long to wait: look again when it was pushed.
                await asyncio.wait_for(moved.wait(), min(left, 3600))
            except TimeoutError:
                if until - self.now() == left:
                    await moved.wait()

    async def within(self, seconds: float, work: Awaitable[T]) -> T | None:
        """Give what the work brings within so many seconds, and None (and end it) otherwise."""
        task = asyncio.ensure_future(work)
        # Counted from here, not from when the alarm first gets its turn.
        alarm = asyncio.ensure_future(self.sleep_until(self.now() + seconds))
        try:
            await asyncio.wait({task, alarm}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            alarm.cancel()
            if not task.done():
                task.cancel()
            await asyncio.gather(alarm, task, return_exceptions=True)
