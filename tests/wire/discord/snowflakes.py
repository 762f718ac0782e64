"""Ids as Discord makes them: they carry their moment, and never come twice."""

from collections.abc import Callable
from itertools import count

EPOCH = 1_420_070_400_000
"""Milliseconds from 1970 to the first second of 2015, where Discord's time begins."""


class Snowflakes:
    """Makes ids, each later than the one before.

    Args:
        wall: Seconds since 1970.
    """

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._last = 0
        self._tokens = count(1)

    def new(self) -> str:
        """The next id."""
        milliseconds = int(self._wall() * 1000) - EPOCH
        self._last = max(self._last + 1, milliseconds << 22)
        return str(self._last)

    def token(self, kind: str) -> str:
        """A word that nobody guesses, such as an interaction's token."""
        return f"{kind}-{next(self._tokens):06d}-of-the-stand-in"


def is_snowflake(value: object) -> bool:
    """Whether somebody could have got it from `Snowflakes`."""
    return isinstance(value, str) and value.isdigit() and 0 < int(value) < 1 << 63


def shard_of(guild_id: str | None, shards: int) -> int:
    """The shard that hears of a server; direct messages go to the first."""
    return (int(guild_id) >> 22) % shards if guild_id else 0
