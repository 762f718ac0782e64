"""APScheduler as alarm clock: one heartbeat, woken early when something falls due sooner."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# APScheduler 3 carries no types.

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.errors import StoreError
from bot.ports import Clock, Store
from scheduler.deliver import Deliverer

BEAT = timedelta(seconds=15)
"""Longest time between two looks at the table; what another process planned is found by then."""
PAUSE = timedelta(seconds=1)
"""Shortest time between two looks when something stays due, so that a fault does not spin."""
JUMP = timedelta(minutes=1)
"""A clock that goes so much faster or slower than time itself was set anew, or the machine slept."""
FORGET_AFTER = timedelta(hours=25)
"""Ids of events are recognised for 24 hours; an hour later they may go."""
_BEAT = "deliver"
_JOBS = (_BEAT, "forget", "erase")

log = logging.getLogger(__name__)


class Clockwork:
    """Wakes the deliverer; it holds no nudge itself.

    Args:
        store: Asked when the next nudge is due.
        deliverer: Woken.
        clock: Read once per beat.
        beat: Longest time between two looks.
        monotonic: Measures time whatever the clock says (seconds).
        watch: How often the clock is compared with it.
    """

    def __init__(
        self,
        store: Store,
        deliverer: Deliverer,
        clock: Clock,
        beat: timedelta = BEAT,
        monotonic: Callable[[], float] = time.monotonic,
        watch: timedelta = BEAT,
    ) -> None:
        self._store = store
        self._deliverer = deliverer
        self._clock = clock
        self._beat = beat
        self._monotonic = monotonic
        self._every = watch
        self._watching: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # A look missed is a look now; two at once would only wait for each other.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_job(self._look, "interval", seconds=beat.total_seconds(), id=_BEAT)
        self._scheduler.add_job(self.forget, "interval", hours=1, id="forget")
        self._scheduler.add_job(self.erase, "interval", hours=1, id="erase")

    async def start(self) -> None:
        """Erase and deliver what is overdue, then keep looking."""
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())
        await self.erase()
        await self._look()

    async def wake(self) -> None:
        """Look again when the next nudge is due, if that is before the next beat."""
        if self._idle.is_set():
            # A look that is under way ends by asking again.
            await self._ask_when()

    async def stop(self) -> None:
        """Finish what is being delivered, and look no more."""
        if self._scheduler.running:
            self._scheduler.pause()
        if self._watching is not None:
            self._watching.cancel()
        await self._idle.wait()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _watch(self) -> None:
        """Notice a clock that jumps: by one set back an hour APScheduler would sleep an hour longer."""
        while True:
            shown, began = self._clock(), self._monotonic()
            await asyncio.sleep(self._every.total_seconds())
            now = self._clock()
            jumped = now - shown - timedelta(seconds=self._monotonic() - began)
            if abs(jumped) > JUMP:
                log.warning(
                    "the system clock jumped by %d s (or the machine slept); looking anew",
                    jumped.total_seconds(),
                )
                for job in _JOBS:
                    self._scheduler.modify_job(job, next_run_time=now)

    async def _ask_when(self) -> None:
        due = await self._store.next_due()
        if due is None or not self._scheduler.running:
            return
        now = self._clock()
        at = due if due > now else now + PAUSE
        if at < now + self._beat:
            self._scheduler.modify_job(_BEAT, next_run_time=at)

    async def _look(self) -> None:
        async def deliver() -> None:
            await self._deliverer.deliver_due(self._clock())
            await self._ask_when()

        if not self._idle.is_set():
            return
        self._idle.clear()
        try:
            await _survive(deliver)
        finally:
            self._idle.set()

    async def forget(self) -> None:
        """Let go of the ids of events that nobody will send again; the clockwork does so every hour."""

        async def forget() -> None:
            await self._store.forget_events(self._clock() - FORGET_AFTER)

        await _survive(forget)

    async def erase(self) -> None:
        """Erase the members of workspaces that took the bot away, once that is due; every hour, too."""

        async def erase() -> None:
            erased = await self._store.erase_left(self._clock())
            if erased:
                log.warning("erased %d members of workspaces that took the bot away", erased)

        await _survive(erase)


async def _survive(work: Callable[[], Awaitable[None]]) -> None:
    """Do some work; what goes wrong is reported, and the next beat tries again."""
    try:
        await work()
    except StoreError as error:
        log.error("the store is out of reach, the next beat tries again: %s", error)  # noqa: TRY400 - no traceback
    except Exception as error:  # noqa: BLE001 - the loop never dies
        log.error(  # noqa: TRY400 - a traceback would show what the person wrote
            "a look failed, the next beat tries again: %s", type(error).__name__
        )
