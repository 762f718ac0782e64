"""How long answers wait for a platform: for minutes, but not once the process is told to end."""

import asyncio
from collections.abc import Awaitable, Callable


class Patience:
    """Waits between tries.

    Args:
        sleep: Waits (seconds).
    """

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._ended = asyncio.Event()

    @property
    def is_over(self) -> bool:
        """Whether what fails now is not to be tried again."""
        return self._ended.is_set()

    def end(self) -> None:
        """Let everybody who waits try once more, and nobody wait from now on."""
        self._ended.set()

    async def wait(self, seconds: float) -> None:
        """Wait so long at most."""
        waits = [
            asyncio.ensure_future(self._sleep(seconds)),
            asyncio.ensure_future(self._ended.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
