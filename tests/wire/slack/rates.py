"""Slack's pace: so many calls a minute for each method, and one message a second for each channel."""

from collections import defaultdict, deque
from math import ceil

from tests.wire.clock import Clock


class Rates:
    """Counts calls; nothing is limited until it is switched on.

    `per_channel` lets one message a second into a channel; `per_minute` limits methods by name.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.per_channel = False
        self.per_minute: dict[str, int] = {}
        self._posted: dict[str, float] = {}
        self._called: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def hold(self, method: str, team: str, channel: str) -> int | None:
        """Count a call; the seconds to wait where it comes too soon, and is then not counted."""
        now = self._clock.now()
        calls = self._called[method, team]
        while calls and now - calls[0] >= 60:
            calls.popleft()
        most = self.per_minute.get(method)
        if most is not None and len(calls) >= most:
            return max(1, ceil(60 - (now - calls[0])))
        if self.per_channel and method == "chat.postMessage":
            last = self._posted.get(channel)
            if last is not None and now - last < 1:
                return 1
            self._posted[channel] = now
        calls.append(now)
        return None
