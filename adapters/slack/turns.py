"""Keeps the order of what is done for one person."""

import asyncio

from bot.people import Address

REMEMBERED = 10_000
"""People whose order is kept in mind before those with nothing under way are let go."""


class Turns:
    """A lock for each person."""

    def __init__(self) -> None:
        self._locks: dict[Address, asyncio.Lock] = {}

    def of(self, who: Address) -> asyncio.Lock:
        """Return what is held while something is done for a person."""
        lock = self._locks.get(who)
        if lock is None:
            # Those nobody holds or waits for are of no more use.
            if len(self._locks) >= REMEMBERED:
                self._locks = {one: lock for one, lock in self._locks.items() if lock.locked()}
            lock = self._locks[who] = asyncio.Lock()
        return lock
