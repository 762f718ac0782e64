"""Claims what is due, asks again whether it is still wanted, posts it, and settles."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot import unasked
from bot.errors import StoreError, Undeliverable
from bot.journey import Journey
from bot.library import Library
from bot.ports import Claim, NewId, Outbox, Store, Turned

LEASE = timedelta(minutes=2)
"""How long a claim holds: longer than a post's time-out plus a platform's slowest accept."""
MOST = 100
"""People claimed at once."""

log = logging.getLogger(__name__)


Report = Callable[[Exception, Claim], None]


def log_fault(error: Exception, claim: Claim) -> None:
    """Log that a claim could not be worded, by the type of what went wrong: its words may be personal."""
    log.error(
        "a nudge cannot be worded, set aside until its lease ends (try %d): %s",
        claim.attempt,
        type(error).__name__,
    )


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Delivers due nudges; every process may run one, for the claim is the lock.

    Args:
        store: Where nudges are claimed and settled.
        outbox: Posts messages.
        library: Words and tables.
        new_id: Makes ids of messages.
        chance: Chooses among calming exercises.
        report: Told of what cannot be worded; it is tried again when the lease ends.
    """

    store: Store
    outbox: Outbox
    library: Library
    new_id: NewId
    chance: Random
    report: Report = log_fault

    async def deliver_due(self, now: datetime) -> int:
        """Deliver everything due by `now` (UTC) and return how many messages were posted.

        Raises:
            StoreError: The store is out of reach.
        """
        posted = 0
        while claims := await self.store.claim(now, LEASE, MOST):
            delivered = [await self._try(claim, now) for claim in claims]
            posted += sum(delivered)
            if not any(delivered):
                break
        return posted

    async def _try(self, claim: Claim, now: datetime) -> bool:
        """Deliver one person's nudges; what no platform threw is our own bug, and stays with its row."""
        try:
            return await self._deliver(claim, now)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one row that cannot be worded must not stop the rest
            self.report(error, claim)
            return False

    async def _deliver(self, claim: Claim, now: datetime) -> bool:
        composed = await self.store.settle(claim, now, lambda journey: self._compose(journey, now))
        if composed is None:
            return False
        if composed.message is None:
            await self.store.release(claim)
            return False
        try:
            again = claim.attempt > 1
            await self.outbox.post(claim.address, composed.message, composed.batch, again=again)
        except Undeliverable as error:
            log.warning("set aside, the person cannot be reached: %s", error)
            await self.store.settle(
                claim, now, lambda journey: self._give_up(journey, composed, now)
            )
            return False
        except Exception as error:  # noqa: BLE001 - whatever a platform throws, the others go on
            log.warning("not posted, tried again later: %s", type(error).__name__)
            return False
        await self.store.settle(claim, now, lambda journey: self._settle(journey, composed, now))
        return True

    def _compose(self, journey: Journey, now: datetime) -> Turned[unasked.Composed]:
        composed = unasked.compose(journey, now, self.library, self.new_id, self.chance)
        return Turned(composed.journey, composed)

    def _settle(
        self, journey: Journey, composed: unasked.Composed, now: datetime
    ) -> Turned[Sequence[str]]:
        settled = unasked.settle(journey, composed, now, self.library)
        return Turned(settled, composed.message.nudge if composed.message else ())

    def _give_up(self, journey: Journey, composed: unasked.Composed, now: datetime) -> Turned[None]:
        return Turned(unasked.give_up(journey, composed, now, self.library), None)
