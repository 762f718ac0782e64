"""APScheduler as alarm clock: one heartbeat, woken early when something falls due sooner; and housekeeping."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# APScheduler 3 carries no types.

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ports import Clock, Store
from scheduler.deliver import Deliverer
from scheduler.housekeeping import Housekeeping
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
        self._scheduler.add_job(self._look, "interval", seconds=beat.total_seconds(), id=_BEAT)
        self._housekeeping = Housekeeping(store, clock)
        self._jobs = self._housekeeping.jobs()
        for name, (every, work) in self._jobs.items():
            self._scheduler.add_job(work, "interval", seconds=every.total_seconds(), id=name)

    async def start(self) -> None:
        """Erase and deliver what is overdue, then keep looking."""
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())
        await self._housekeeping.erase()
        for name in self._jobs:
            # Or a process that is restarted every half hour would never come to it.
            self._scheduler.modify_job(name, next_run_time=self._clock())
        await self._look()

    async def wake(self) -> None:
        """Look again when the next nudge is due, if that is before the next beat."""
        if self._idle.is_set():
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
                for job in (_BEAT, *self._jobs):
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
