"""What one rule would like to say, before the rest of the person's day is looked at."""

from dataclasses import dataclass
from datetime import datetime

from bot.calendar import resolve
from bot.schedule import NudgeKey


@dataclass(frozen=True, slots=True)
class Wish:
    """A nudge as its rule alone would have it.

    Args:
        key: Which nudge.
        moment: When (UTC), not yet moved out of quiet hours.
        owed_from: What would come before this (UTC) is not owed and falls away.
        latest: After this (UTC) it is never sent; None where the rule knows no such limit.
        wall: Naive wall-clock time it is meant for, None where it is so many hours after something.
        zone: IANA zone of `wall`.
    """

    key: NudgeKey
    moment: datetime
    owed_from: datetime
    latest: datetime | None = None
    wall: datetime | None = None
    zone: str = "UTC"


def on_the_clock(key: NudgeKey, wall: datetime, zone: str, owed_from: datetime) -> Wish:
    """Return the wish for a wall-clock time.

    Args:
        key: Which nudge.
        wall: Naive wall-clock time.
        zone: IANA zone of `wall`.
        owed_from: What would come before this (UTC) is not owed.
    """
    return Wish(key, resolve(wall, zone), owed_from, wall=wall, zone=zone)
