"""One after another: what concerns the same person happens in the order in which it came."""

import asyncio
from collections.abc import Hashable

REMEMBERED = 10_000
"""Locks kept at most, unless more than that are in use."""


class Turns:
    """A lock for each of many, made when it is first asked for."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, asyncio.Lock] = {}

    def of(self, key: Hashable) -> asyncio.Lock:
        """Return the lock of one of them; whoever waits for it gets it in the order of asking."""
        lock = self._locks.get(key)
        if lock is None:
            # Those nobody holds or waits for are of no more use.
            if len(self._locks) >= REMEMBERED:
                self._locks = {one: held for one, held in self._locks.items() if held.locked()}
            lock = self._locks[key] = asyncio.Lock()
        return lock
