"""APScheduler as alarm clock: one heartbeat, woken early when something falls due sooner; and housekeeping."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# APScheduler 3 carries no types.

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock, Store
from scheduler.deliver import Deliverer
from scheduler.housekeeping import HOURLY, Housekeeping
from scheduler.resilience import survive

BEAT = timedelta(seconds=15)
"""Longest time between two looks at the table; what another process planned is found by then."""
PAUSE = timedelta(seconds=1)
"""Shortest time between two looks when something stays due, so that a fault does not spin."""
JUMP = timedelta(minutes=1)
"""A clock that goes so much faster or slower than time itself was set anew, or the machine slept."""
_BEAT = "deliver"

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
            # A look missed is a look now. It may begin before the end of the last one was noted; two at once
            # are one, see `_look`.
            job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        )
        self._delivers = False
        self._jobs: list[str] = []
        self._housekeeping = Housekeeping(store, clock)

    async def keep_house(self) -> None:
        """Let go of what is not needed any more, now and from time to time; nothing is delivered yet."""
        if self._watching is not None:
            return
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())
        for name, (every, work) in self._housekeeping.jobs().items():
            # From now on, or a process that is restarted every half hour would never come to it.
            self._add(name, every, work)
            self._scheduler.modify_job(name, next_run_time=self._clock())

    async def start(self) -> None:
        """Keep house, erase and deliver what is overdue, then keep looking."""
        await self.keep_house()
        await self._housekeeping.erase()
        self._add("erase", HOURLY, self._housekeeping.erase)
        self._add(_BEAT, self._beat, self._look)
        self._delivers = True
        await self._look()

    async def wake(self) -> None:
        """Look again when the next nudge is due, if that is before the next beat.

        Where nothing is delivered yet, or by another process, its next beat finds it.
        """
        if self._delivers and self._idle.is_set():
            # A look that is under way ends by asking again.
            self._look_at(await self._store.next_due())

    async def stop(self) -> None:
        """Finish what is being delivered, and look no more."""
        if self._scheduler.running:
            self._scheduler.pause()
        if self._watching is not None:
            self._watching.cancel()
        await self._idle.wait()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _add(self, name: str, every: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        self._scheduler.add_job(work, "interval", seconds=every.total_seconds(), id=name)
        self._jobs.append(name)

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
                for job in self._jobs:
                    self._scheduler.modify_job(job, next_run_time=now)

    def _look_at(self, due: datetime | None) -> None:
        if due is None or not self._scheduler.running:
            return
        now = self._clock()
        at = due if due > now else now + PAUSE
        if at < now + self._beat:
            self._scheduler.modify_job(_BEAT, next_run_time=at)

    async def _look(self) -> None:
        due: datetime | None = None

        async def deliver() -> None:
            nonlocal due
            while True:
                began = self._clock()
                await self._deliverer.deliver_due(began)
                due = await self._store.next_due()
                if due is None or not began < due <= self._clock():
                    # What fell due meanwhile does not wait, only what stays due.
                    return

        if not self._idle.is_set():
            return
        self._idle.clear()
        try:
            await survive(deliver)
        finally:
            self._idle.set()
        self._look_at(due)
