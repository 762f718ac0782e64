"""What the core needs from outside: a clock, fresh ids, a store, a way to post. Adapters provide them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from bot.journey import Journey
from bot.message import Message
from bot.people import Address, Space
from bot.schedule import NudgeKey

T = TypeVar("T")


class Clock(Protocol):
    """Reads the time; only the conversation's door and the heartbeat call it."""

    def __call__(self) -> datetime:
        """Return the current instant, in UTC and aware."""
        ...


class NewId(Protocol):
    """Makes ids that are never made twice."""

    def __call__(self) -> str:
        """Return a fresh id of 12 characters from `a-z2-7`."""
        ...


@dataclass(frozen=True, slots=True)
class Turned(Generic[T]):
    """What a turn decided: the journey to save and what to hand back."""

    journey: Journey
    value: T


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to deliver one person's due nudges until the lease ends.

    Args:
        address: Whose nudges.
        keys: Which ones, earliest due first.
        token: Fences the claim: a settle with an old token changes nothing.
        attempt: How often the one of them claimed most has now been claimed.
    """

    address: Address
    keys: tuple[NudgeKey, ...]
    token: str
    attempt: int = 1


class Store(Protocol):
    """Keeps journeys; a turn is all or nothing.

    Facts come back in the order of telling, nudges in the order in which they are due.
    """

    async def turn(
        self,
        who: Address,
        event: str | None,
        now: datetime,
        decide: Callable[[Journey | None], Turned[T]],
    ) -> T | None:
        """Load one person's journey under a lock, decide, and save what changed, in one transaction.

        Args:
            who: Whose journey; None is handed to `decide` where there is none yet.
            event: Id of the inbound event; one seen in the last 24 hours is not decided again.
            now: Current instant (UTC).
            decide: A plain synchronous function; it may run in another thread.

        Returns:
            The decided value, or None where the event was seen before.

        Raises:
            StoreError: The store is out of reach; nothing was saved.
        """
        ...

    async def load(self, who: Address) -> Journey | None:
        """Return one person's journey to look at, None for a stranger; nothing is locked or written.

        Raises:
            StoreError: The store is out of reach.
        """
        ...

    async def lately(self, platform: str, since: datetime, most: int) -> Mapping[Address, datetime]:
        """Return who last did something at an instant or later, and when; the latest first.

        Args:
            platform: Where.
            since: The instant (UTC).
            most: Most people.

        Raises:
            StoreError: The store is out of reach.
        """
        ...

    async def find_member(self, who: Address) -> Address | None:
        """Return under which address a member of an organisation is kept, None if under none.

        Args:
            who: Their own address if they are kept under it, else that of another workspace of the
                same organisation, the one they joined first.

        Raises:
            StoreError: The store is out of reach.
        """
        ...

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[Claim]:
        """Claim due nudges, at most `most` people's, each person's together.

        Whoever has a nudge due by `now` is claimed with all their planned nudges that are due less
        than 60 minutes later (those may join). Claimed nudges are nobody else's until `now + lease`,
        and meanwhile nothing else of that person can be claimed. A claim whose lease has ended can be
        claimed again, behind all that was never claimed.

        Args:
            now: Current instant (UTC).
            lease: How long the claims hold; longer than the slowest delivery.
            most: Most people.

        Raises:
            StoreError: The store is out of reach; nothing was claimed.
        """
        ...

    async def settle(
        self, claim: Claim, now: datetime, decide: Callable[[Journey], Turned[T]]
    ) -> T | None:
        """Turn for a claimed person, if the claim still holds; `decide` says what became of the nudges.

        A claim holds as long as any of its nudges carries its token, even past the end of the lease.
        A nudge saved in another state than `CLAIMED`, by this or by any turn, leaves the claim; one that is planned
        again and was in no message was not tried by it.

        Returns:
            The decided value, or None where the claim was lost; then nothing was decided.

        Raises:
            StoreError: The store is out of reach; nothing was saved.
        """
        ...

    async def release(self, claim: Claim) -> None:
        """Hand a claim back untried: its nudges are planned again, and the claim counts as no try."""
        ...

    async def put_back(self, claim: Claim, until: datetime, *, counted: bool) -> None:
        """Leave a claim's nudges to whoever claims them from an instant on, behind all that is fresh.

        Until then nothing else of that person can be claimed. A claim that was lost puts nothing back.

        Args:
            claim: What was claimed.
            until: The instant (UTC).
            counted: Whether this claim counts as a try; it does not where nothing was tried.
        """
        ...

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which a claim could find something, None if nothing is planned."""
        ...

    async def erase(self, who: Address) -> None:
        """Delete everything kept of a person, row by row."""
        ...

    async def leave(self, space: Space, due: datetime) -> None:
        """Note that the bot was taken away from a space, so that its members are to be erased.

        Of a whole organisation, every workspace is noted in which somebody is kept now.

        Args:
            space: Where; noted before, it stays due when it was.
            due: When they are to be erased, if the bot is not back by then (UTC).

        Raises:
            StoreError: The store is out of reach; nothing was noted.
        """
        ...

    async def stay(self, space: Space) -> None:
        """Note that the bot is back, or still, in a space: its members are not to be erased."""
        ...

    async def erase_left(self, now: datetime) -> int:
        """Erase the members of every space that is due by `now` (UTC), and return how many those were."""
        ...

    async def forget_events(self, before: datetime) -> int:
        """Delete the ids of events seen before an instant (UTC), and return how many those were.

        What else only had to be recognised for a while goes with them: installations that were begun
        before it and never finished.

        Raises:
            StoreError: The store is out of reach; what was deleted by then stays deleted.
        """
        ...

    async def tidy(self) -> bool:
        """Let go of room that nobody needs, and of what of somebody erased could not go at once.

        Nobody waits for it. Returns whether nothing is left to let go of.

        Raises:
            StoreError: The store is out of reach.
        """
        ...

    async def close(self) -> None:
        """Finish what is under way and let go of the store."""
        ...


class Outbox(Protocol):
    """Posts unasked messages."""

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post a message to one person alone.

        Args:
            to: Whom.
            message: What.
            key: The same for every try of the same message, so that a repeat can be recognised.
            again: Whether an earlier try was begun and nobody knows its end; then the outbox looks
                for the message before it posts, where the platform has no other way to post once.

        Raises:
            Undeliverable: The person cannot be reached there; another try would be no better.
            Exception: It was not posted, or nobody knows; the deliverer tries again with the same key.
        """
        ...
