"""What every store holds to, whatever it is made of."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.journey import Facts, Journey
from bot.people import Address
from bot.schedule import Nudge, NudgeKey, NudgeState

REMEMBERED = timedelta(hours=24)
"""How long an event is recognised when it comes again (the store's port)."""

JOINS = timedelta(minutes=60)
"""Nudges due less than this after the earliest join it as one message (the journey's rules)."""


def by_due(nudge: Nudge) -> tuple[datetime, str, str, int, str]:
    """Return what nudges are sorted by: the due instant, then the key."""
    key = nudge.key
    return (nudge.due, key.kind, key.interview or "", key.wait, key.occurrence)


def claimable(
    nudges: Iterable[tuple[Nudge, datetime | None]], now: datetime
) -> tuple[NudgeKey, ...]:
    """Return which of one person's nudges are claimed together, earliest due first.

    Args:
        nudges: Planned and claimed ones, each with the end of its lease (UTC), None if planned.
        now: Current instant (UTC).

    Returns:
        None of them, if none is due or another claim still holds.
    """
    free: list[Nudge] = []
    for nudge, lease_until in nudges:
        if nudge.state is NudgeState.CLAIMED and lease_until is not None and lease_until > now:
            return ()
        if nudge.state in (NudgeState.PLANNED, NudgeState.CLAIMED):
            free.append(nudge)
    free.sort(key=by_due)
    if not free or (free[0].due > now and free[0].state is NudgeState.PLANNED):
        return ()
    joins_until = free[0].due + JOINS
    return tuple(
        one.key
        for one in free
        if one.state is NudgeState.CLAIMED or one.due <= now or one.due < joins_until
    )


def is_let_go(before: Nudge, after: Nudge) -> bool:
    """Say whether a turn lets go of a claimed nudge that was in no message, so that the claim was no try of it."""
    return (
        before.state is NudgeState.CLAIMED
        and after.state is NudgeState.PLANNED
        and not before.batch
        and not after.batch
    )


def check(who: Address, before: Journey | None, after: Journey) -> None:
    """Make sure that a decided journey is one that a store can keep.

    Raises:
        ValueError: It is another person's, or has two facts of one kind with one id, or one nudge twice.
    """
    if after.person.address != who:
        raise ValueError("a turn must keep the address it was given")
    if before is not None and after.person.id != before.person.id:
        raise ValueError("a turn must keep the person's id")
    touched = (before.facts if before else Facts()).compare(after.facts)
    kept = [[(type(one).__name__, one.id) for one in now] for _, now in touched]
    for keys in (*kept, [one.key for one in after.nudges]):
        if len(set(keys)) < len(keys):
            doubled = [str(one) for one, count in Counter(keys).items() if count > 1]
            raise ValueError(f"kept twice: {', '.join(doubled)}")
