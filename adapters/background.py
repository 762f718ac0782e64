"""Work that goes on after somebody was answered, and is finished before the process ends."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.errors import AfterviewError

log = logging.getLogger(__name__)


class Background:
    """Everything that one platform still has to do.

    Args:
        expected: Errors whose words may be logged; of any other only its kind is.
    """

    def __init__(self, *expected: type[Exception]) -> None:
        self._expected = (AfterviewError, *expected)
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something soon; what goes wrong is logged and ends nothing else."""
        task = asyncio.get_running_loop().create_task(self._survive(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something in the task that asks for it; the end waits for it too."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        await self._survive(work)

    async def finish(self) -> None:
        """Wait until all of it is done, and what it started too."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _survive(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except self._expected as error:
            log.warning("an answer was not shown: %s", error)
        except Exception as error:  # noqa: BLE001 - a traceback would show what the person wrote
            log.error("an answer was not shown: %s", type(error).__name__)  # noqa: TRY400
