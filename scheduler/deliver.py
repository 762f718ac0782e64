"""Claims what is due, asks again whether it is still wanted, posts it, and settles."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot import unasked
from bot.errors import DamagedError, StoreError, TryLater, Undeliverable, Unreachable
from bot.journey import Journey
from bot.library import Library
from bot.ports import Claim, NewId, Outbox, Store, Turned
from bot.unasked import Composed
from scheduler.outcome import Outcome, summary
from scheduler.pacing import Pacing

LEASE = timedelta(minutes=2)
"""How long a claim holds."""
POST_WITHIN = timedelta(seconds=60)
"""How long a post may take; after it nobody knows whether it arrived."""
MARGIN = timedelta(seconds=20)
"""What is left of a lease, beyond the longest post, when one is begun: for the store and a slow accept."""
MOST = 100
"""People claimed at once."""
IN_FLIGHT = 10
"""Messages being posted at once."""
AT_HAND = 64
"""People being worded, posted and settled at once: the store takes what comes together in one go."""
TRIES = 3
"""How often somebody whose direct messages are closed is tried, and a row that cannot be worded."""
DAY = timedelta(days=1)
LONGEST_PAUSE = timedelta(hours=1)
"""Between two tries; each pause is twice the one before."""

log = logging.getLogger(__name__)


Report = Callable[[Exception, Claim], None]


def log_fault(error: Exception, claim: Claim) -> None:
    """Log that a claim could not be worded, by the type of what went wrong: its words may be personal."""
    reason = str(error) if isinstance(error, DamagedError) else type(error).__name__
    log.error("a nudge cannot be worded (try %d): %s", claim.attempt, reason)


def keep_quiet(_late: timedelta) -> None:
    """Do nothing about how late a message was posted."""


def pause_after(attempt: int) -> timedelta:
    """Return how long to wait after so many tries that came to nothing.

    Args:
        attempt: How often it was tried, 1 or more.
    """
    return min(LEASE * 2 ** min(attempt - 1, 10), LONGEST_PAUSE)


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Delivers due nudges; every process may run one, for the claim is the lock.

    Args:
        store: Where nudges are claimed and settled.
        outbox: Posts messages.
        library: Words and tables.
        new_id: Makes ids of messages.
        chance: Chooses among calming exercises.
        report: Told of what cannot be worded; it is tried again later, and at last set aside.
        monotonic: Measures how long posts take (seconds).
        posted: Told how long after it was due each message was posted.
    """

    store: Store
    outbox: Outbox
    library: Library
    new_id: NewId
    chance: Random
    report: Report = log_fault
    monotonic: Callable[[], float] = time.monotonic
    posted: Callable[[timedelta], None] = keep_quiet
    counts: Counter[Outcome] = field(default_factory=Counter[Outcome], init=False)
    """How many tries ended how since this process began, for whoever looks after it."""
    _pacing: Pacing = field(default_factory=Pacing, init=False)

    async def deliver_due(self, now: datetime) -> int:
        """Deliver everything due by `now` (UTC) and return how many messages were posted.

        Raises:
            StoreError: The store is out of reach.
        """
        begun = self.monotonic()
        before = self.counts.copy()

        def clock() -> datetime:
            return now + timedelta(seconds=self.monotonic() - begun)

        posted = 0
        while claims := await self.store.claim(clock(), LEASE, MOST):
            delivered = await self._deliver_all(claims, clock)
            posted += sum(delivered)
            if not any(delivered):
                break
        if ended := self.counts - before:
            log.info("delivered what was due: %s", summary(ended))
        return posted

    async def _deliver_all(
        self, claims: Sequence[Claim], clock: Callable[[], datetime]
    ) -> Sequence[bool]:
        """Deliver several people's nudges, some at a time; nobody's slow platform holds up another's."""
        run = _Run(clock, clock() + LEASE)
        at_hand = asyncio.Semaphore(AT_HAND)

        async def deliver(claim: Claim) -> bool:
            async with at_hand:
                outcome = await self._try(claim, run)
                self.counts[outcome] += 1
                return outcome is Outcome.POSTED

        ends = await asyncio.gather(*(deliver(one) for one in claims), return_exceptions=True)
        for end in ends:
            if isinstance(end, BaseException):
                raise end
        return [end for end in ends if isinstance(end, bool)]

    async def _try(self, claim: Claim, run: "_Run") -> Outcome:
        """Deliver one person's nudges; what no platform threw is our own bug, and stays with its row."""
        try:
            return await self._deliver(claim, run)
        except Exception as error:
            if _concerns_all(error):
                raise
            # One row that cannot be worded must not stop the rest.
            self.report(error, claim)
            return await self._put_aside(claim, run.clock())

    async def _deliver(self, claim: Claim, run: "_Run") -> Outcome:
        if (held := await self._hold(claim, run)) is not None:
            return held
        now = run.clock()
        composed = await self.store.settle(claim, now, lambda journey: self._compose(journey, now))
        if composed is None:
            return Outcome.LOST
        if composed.message is None:
            await self.store.release(claim)
            return Outcome.UNWANTED
        if _may_have_arrived(claim, composed) and composed.is_soft:
            # It may have been seen: something calming is left out rather than said twice.
            await self._end(claim, composed, now, unasked.skip)
            return Outcome.SKIPPED
        if unasked.was_out_of_reach(composed.journey, now - DAY):
            await self._end(claim, composed, now, unasked.give_up)
            return Outcome.UNDELIVERED
        async with run.posting:
            # Others were posted meanwhile: the time or the platform's patience may be used up by now.
            if (held := await self._hold(claim, run)) is not None:
                return held
            outcome = await self._post(claim, composed, run.clock())
        if outcome is Outcome.POSTED:
            self.posted(run.clock() - composed.due)
            await self._end(claim, composed, run.clock(), unasked.settle)
        return outcome

    async def _hold(self, claim: Claim, run: "_Run") -> Outcome | None:
        """Leave a claim for later if it cannot be posted now."""
        now = run.clock()
        if now + POST_WITHIN + MARGIN > run.until:
            # Begun now, it might still be on its way when another process claims it.
            await self.store.release(claim)
            return Outcome.LOST
        opens = self._pacing.opens(claim.address, now)
        if opens is not None:
            await self.store.put_back(claim, opens, counted=False)
            return Outcome.PACED
        return None

    async def _post(self, claim: Claim, composed: Composed, now: datetime) -> Outcome:
        """Post a message; where it was not taken, put it back or give it up."""
        assert composed.message is not None  # noqa: S101 - for the type checker
        try:
            async with asyncio.timeout(POST_WITHIN.total_seconds()):
                await self.outbox.post(
                    claim.address,
                    composed.message,
                    composed.batch,
                    again=_may_have_arrived(claim, composed),
                )
        except TryLater as error:
            until = now + timedelta(seconds=error.seconds)
            self._pacing.close(claim.address, now, until, everybody=error.everybody)
            await self.store.put_back(claim, until, counted=error.begun)
            return Outcome.PACED
        except Unreachable as error:
            log.warning("the person cannot be reached (try %d): %s", claim.attempt, error)
            if claim.attempt >= TRIES or unasked.was_out_of_reach(composed.journey):
                await self._end(claim, composed, now, unasked.give_up)
                return Outcome.UNDELIVERED
            if not _may_have_arrived(claim, composed):
                await self._end(claim, composed, now, unasked.take_back)
            await self.store.put_back(claim, now + DAY, counted=True)
            return Outcome.CLOSED
        except Undeliverable as error:
            log.warning("set aside, the person cannot be reached any more: %s", error)
            await self._end(claim, composed, now, unasked.give_up)
            return Outcome.UNDELIVERED
        except Exception as error:  # noqa: BLE001 - whatever a platform throws, the others go on
            log.warning(
                "not posted (try %d), tried again later: %s", claim.attempt, type(error).__name__
            )
            await self.store.put_back(claim, now + pause_after(claim.attempt), counted=True)
            return Outcome.FAILED
        return Outcome.POSTED

    async def _put_aside(self, claim: Claim, now: datetime) -> Outcome:
        """Try a row that cannot be worded some more times, and then leave it to the person's next contact."""
        if claim.attempt < TRIES:
            await self.store.put_back(claim, now + pause_after(claim.attempt), counted=True)
            return Outcome.BROKEN
        try:
            await self.store.settle(
                claim,
                now,
                lambda journey: Turned(unasked.set_aside(journey, claim.keys, now), None),
            )
        except Exception as error:
            if _concerns_all(error):
                raise
            # Not even read: it stays, and is looked at once a day.
            await self.store.put_back(claim, now + DAY, counted=True)
            return Outcome.BROKEN
        return Outcome.UNDELIVERED

    async def _end(
        self,
        claim: Claim,
        composed: Composed,
        now: datetime,
        end: Callable[[Journey, Composed, datetime, Library], Journey],
    ) -> None:
        await self.store.settle(
            claim, now, lambda journey: Turned(end(journey, composed, now, self.library), None)
        )

    def _compose(self, journey: Journey, now: datetime) -> Turned[Composed]:
        composed = unasked.compose(journey, now, self.library, self.new_id, self.chance)
        return Turned(composed.journey, composed)


def _may_have_arrived(claim: Claim, composed: Composed) -> bool:
    """Say whether an earlier try may have posted this; what joined a claim of something else was not tried."""
    return claim.attempt > 1 and composed.begun


def _concerns_all(error: Exception) -> bool:
    return isinstance(error, StoreError) and not isinstance(error, DamagedError)


@dataclass(frozen=True, slots=True)
class _Run:
    """What is delivered under one lease.

    Args:
        clock: Reads the time.
        until: When the lease ends (UTC).
        posting: Keeps it to so many posts at once.
    """

    clock: Callable[[], datetime]
    until: datetime
    posting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(IN_FLIGHT))
