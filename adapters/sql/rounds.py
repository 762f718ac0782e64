"""Rounds: what comes while rounds of work are under way is done together in the next one."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a piece of work.

    Args:
        value: What it returned.
        error: What it raised instead.
    """

    value: object = None
    error: Exception | None = None


class Rounds(Generic[A]):
    """Does work of one kind, a few rounds at a time.

    Args:
        work: Does several pieces together, and says of each what became of it.
        most: Pieces in one round: enough to share its cost, few enough that nobody waits long.
        width: Rounds under way at once.
    """

    def __init__(
        self,
        work: Callable[[Sequence[A]], Awaitable[Sequence[Done]]],
        most: int,
        width: int = 1,
    ) -> None:
        self._work = work
        self._most = most
        self._width = width
        self._waiting: deque[tuple[A, asyncio.Future[Any]]] = deque()
        self._going: set[asyncio.Task[None]] = set()

    async def join(self, asked: A) -> Any:
        """Have a piece of work done in the next round, and return what it returned.

        Raises:
            Exception: What it raised.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((asked, done))
        if len(self._going) < self._width:
            self._going.add(loop.create_task(self._go()))
        return await done

    async def finish(self) -> None:
        """Wait until nothing is under way."""
        while self._going:
            await asyncio.wait(self._going)

    async def _go(self) -> None:
        try:
            while self._waiting:
                taken = [
                    self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))
                ]
                for (_, waits), done in zip(taken, await self._round(taken), strict=True):
                    if waits.done():
                        continue
                    if done.error is None:
                        waits.set_result(done.value)
                    else:
                        waits.set_exception(done.error)
        finally:
            # At once, and not when the loop comes to it: what joins next would wait for nobody.
            self._going.discard(cast(asyncio.Task[None], asyncio.current_task()))

    async def _round(self, taken: Sequence[tuple[A, object]]) -> Sequence[Done]:
        try:
            return await self._work([asked for asked, _ in taken])
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it, whatever it is
            return [Done(error=error)] * len(taken)
