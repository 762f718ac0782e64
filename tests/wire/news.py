"""Waiting until something is so, without looking again and again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class News:
    """Wakes whoever waits whenever anything changed."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def tell(self) -> None:
        """Say that something changed."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for(
        self, look: Callable[[], T], seconds: float, describe: Callable[[], str] = str
    ) -> T:
        """Give what `look` gives as soon as it is true of anything.

        Raises:
            AssertionError: It was not within that many seconds; says what `describe` gives.
        """
        try:
            async with asyncio.timeout(seconds):
                while True:
                    changed = self._changed
                    if found := look():
                        return found
                    await changed.wait()
        except TimeoutError:
            raise AssertionError(f"not within {seconds} s; {describe()}") from None
