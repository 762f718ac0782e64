"""What has to go in time: ids of events, members of workspaces that left, and the room it all took."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.ports import Clock, Store
from scheduler.resilience import survive

FORGET_AFTER = timedelta(hours=25)
"""Ids of events are recognised for 24 hours; an hour later they may go."""
HOURLY = timedelta(hours=1)
MINUTELY = timedelta(minutes=1)
"""How soon the last byte of somebody erased has to be gone, once nobody reads the file any more."""

log = logging.getLogger(__name__)


class Housekeeping:
    """Every process may do all of it at any time: each piece of work passes over what another is busy with.

    Args:
        store: What is kept in order.
        clock: Read once per job.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def jobs(self) -> Mapping[str, tuple[timedelta, Callable[[], Awaitable[None]]]]:
        """Return what is to be done how often, by name, whether a platform is connected yet or not.

        Erasing is not among it: a connection that comes about may show that a workspace is still there.
        """
        return {"forget": (HOURLY, self.forget), "tidy": (MINUTELY, self.tidy)}

    async def forget(self) -> None:
        """Let go of the ids of events that nobody will send again."""

        async def forget() -> None:
            await self._store.forget_events(self._clock() - FORGET_AFTER)

        await survive(forget)

    async def erase(self) -> None:
        """Erase the members of workspaces that took the bot away, once that is due."""

        async def erase() -> None:
            erased = await self._store.erase_left(self._clock())
            if erased:
                log.warning("erased %d members of workspaces that took the bot away", erased)

        await survive(erase)

    async def tidy(self) -> None:
        """Give back room, and finish erasing where somebody was reading meanwhile."""

        async def tidy() -> None:
            await self._store.tidy()

        await survive(tidy)
