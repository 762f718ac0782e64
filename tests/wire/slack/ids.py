"""Ids and timestamps as Slack makes them, the same in every run but for the time."""

from collections.abc import Callable
from itertools import count


class Ids:
    """Makes ids that never come twice.

    Args:
        wall: Seconds since 1970.
    """

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._numbers = count(1)
        self._last = 0

    def new(self, prefix: str) -> str:
        """An id such as `Ev000000001`."""
        return f"{prefix}{next(self._numbers):09d}"

    def ts(self) -> str:
        """A message's timestamp, later than every one before."""
        self._last = max(self._last + 1, int(self._wall() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def hash(self) -> str:
        """A view's hash."""
        return f"{int(self._wall())}.{next(self._numbers):08x}"

    def number(self) -> int:
        """A number that never comes twice."""
        return next(self._numbers)
