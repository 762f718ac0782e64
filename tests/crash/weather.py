"""What befalls calls between us and a platform: each by chance, and at times nobody may post for a while."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from random import Random
from typing import Generic, TypeVar

F = TypeVar("F")

NOT_DONE = ("500", "502", "503", "reset_before")
DONE = ("reset_after", "lost_after", "delay")
"""The platform carries it out, and nobody tells us."""
LATE = 10.0
"""Seconds by which an answer is late; longer than anybody waits for it here."""
CLOSED_FOR = timedelta(minutes=10)


class Weather(Generic[F]):
    """Chooses what befalls each call.

    Args:
        fault: Makes one of the platform's.
        posts: The call that posts.
        looks: The call that looks for what was posted.
        chance: Chooses.
        share: How many of the calls are befallen.
        closes_after: After each so many posts nobody may post for ten minutes.
    """

    def __init__(
        self,
        fault: Callable[..., F],
        posts: str,
        looks: str,
        chance: Random,
        share: float,
        closes_after: int,
    ) -> None:
        self._fault = fault
        self._posts = posts
        self._looks = looks
        self._chance = chance
        self._share = share
        self._closes_after = self._left = closes_after
        self._opens: datetime | None = None
        self.now: datetime
        self.counts: Counter[str] = Counter()
        """What befell how many calls."""

    def befall(self, call: str) -> F | None:
        """Return what befalls a call."""
        if call == self._posts:
            self._left -= 1
            if self._left == 0:
                self._opens = self.now + CLOSED_FOR
            if self._opens is not None and self.now < self._opens:
                self._left = self._closes_after
                return self._make("ratelimited", ceil((self._opens - self.now).total_seconds()))
        elif call != self._looks:
            return None
        if self._chance.random() >= self._share:
            return None
        return self._make(self._chance.choice(NOT_DONE + DONE))

    def _make(self, how: str, retry_after: int = 0) -> F:
        self.counts[how] += 1
        return self._fault(how, retry_after=retry_after, seconds=LATE)
