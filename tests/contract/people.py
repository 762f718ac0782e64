"""People with little in their journeys, and how to put them into a store and look at them there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.journey import Journey
from bot.people import Address, Person
from bot.ports import Store, Turned
from bot.schedule import Nudge, NudgeKey, NudgeKind

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
LEASE = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)


def somebody(user: str = "me") -> Journey:
    """Return the empty journey of one person."""
    return Journey(Person(f"id-{user}", Address("terminal", user), NOW, NOW))


def with_nudges(journey: Journey, *minutes: float) -> Journey:
    """Return a journey with one planned nudge due so many minutes after `NOW` each."""
    nudges = tuple(
        Nudge(NudgeKey(NudgeKind.CALM, occurrence=f"{at}"), NOW + at * MINUTE) for at in minutes
    )
    return replace(journey, nudges=nudges)


async def put(store: Store, journey: Journey) -> None:
    """Save a journey as it is."""
    await store.turn(journey.person.address, None, NOW, lambda _: Turned(journey, None))


async def seen(store: Store, who: Address) -> Journey | None:
    """Return what a turn is given, without changing it."""
    found: list[Journey | None] = []

    class Undecided(Exception):
        """Ends the turn."""

    def look(journey: Journey | None) -> Turned[None]:
        found.append(journey)
        raise Undecided

    with pytest.raises(Undecided):
        await store.turn(who, None, NOW, look)
    return found[0]


async def kept(store: Store, who: Address) -> Journey:
    """Return the journey of somebody who is known."""
    journey = await seen(store, who)
    assert journey is not None
    return journey
