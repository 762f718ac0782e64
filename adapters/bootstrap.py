"""The only place where everything meets; tests and the player call it with other arguments."""

import base64
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from bot.conversation import Conversation
from bot.inbound import Inbound
from bot.library import Library, load_library
from bot.message import Reply
from bot.ports import Clock, NewId, Outbox, Store
from scheduler.deliver import Deliverer, Report, log_fault

if TYPE_CHECKING:
    from adapters.metrics import Metrics


@dataclass(frozen=True, slots=True)
class House:
    """The parts of a running bot.

    Args:
        library: Words and tables.
        store: Where journeys are kept.
        conversation: Answers acts.
        deliverer: Says what is due.
    """

    library: Library
    store: Store
    conversation: Conversation
    deliverer: Deliverer


def build(
    store: Store,
    outbox: Outbox,
    clock: Clock,
    new_id: NewId,
    chance: Random,
    library: Library | None = None,
    report: Report = log_fault,
    monotonic: Callable[[], float] = time.monotonic,
    metrics: "Metrics | None" = None,
) -> House:
    """Put the parts together.

    Args:
        store: Where journeys are kept.
        outbox: Posts what is said unasked.
        clock: Reads the time.
        new_id: Makes ids.
        chance: Chooses where a choice need not be the same each time.
        library: Words and tables; read anew where not given.
        report: Told of nudges that cannot be worded.
        monotonic: Measures how long posts take (seconds).
        metrics: Told of every answer and every post; None where nobody asks.

    Raises:
        ContentError: Something under `bot/content` is wrong.
    """
    library = library or load_library()
    conversation = Conversation(store, library, clock, new_id, chance)
    deliverer = Deliverer(store, outbox, library, new_id, chance, report, monotonic)
    if metrics is not None:
        conversation = _Measured(store, library, clock, new_id, chance, metrics, monotonic)
        deliverer = replace(deliverer, posted=metrics.note_posted)
    return House(library, store, conversation, deliverer)


class _Measured(Conversation):
    """The same conversation, which tells how long each answer took."""

    def __init__(
        self,
        store: Store,
        library: Library,
        clock: Clock,
        new_id: NewId,
        chance: Random,
        metrics: "Metrics",
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(store, library, clock, new_id, chance)
        self._metrics = metrics
        self._monotonic = monotonic

    async def handle(self, inbound: Inbound) -> Reply:
        begun = self._monotonic()
        try:
            return await super().handle(inbound)
        finally:
            self._metrics.note_turn(inbound.who.platform, self._monotonic() - begun)


def system_clock() -> datetime:
    """Return the current instant (UTC)."""
    return datetime.now(UTC)


def fresh_id() -> str:
    """Return 12 characters of `a-z2-7` that nobody can guess: 60 bits of chance."""
    return base64.b32encode(secrets.token_bytes(8)).decode().lower()[:12]
