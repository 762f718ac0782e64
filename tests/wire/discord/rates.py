"""Discord's pace: so many calls in so many seconds for each bucket, and fifty a second in all."""

from collections import defaultdict
from dataclasses import dataclass

from tests.wire.clock import Clock

GLOBAL_A_SECOND = 50


@dataclass(frozen=True)
class Bucket:
    """What one bucket lets through: `most` calls in `seconds`."""

    most: int = 1000
    seconds: float = 1.0


@dataclass
class _Window:
    began: float
    used: int = 0


@dataclass(frozen=True)
class Standing:
    """Where a call stands in its bucket; `wait` is 0.0 where it may pass."""

    most: int
    left: int
    reset_after: float
    wait: float = 0.0


class Rates:
    """Counts calls.

    `buckets` limits endpoints by name, for each channel or token apart; nothing else is limited but the
    number of calls in all, which `per_second` lifts where it is None.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.buckets: dict[str, Bucket] = {}
        self.per_second: int | None = GLOBAL_A_SECOND
        self._windows: dict[tuple[str, str], _Window] = defaultdict(lambda: _Window(clock.now()))

    def enter_all(self) -> float:
        """Count a call against all of them; the seconds to wait where there were too many."""
        if self.per_second is None:
            return 0.0
        return self._enter("", "", Bucket(self.per_second, 1.0)).wait

    def enter(self, endpoint: str, major: str) -> Standing:
        """Count a call in the bucket of its endpoint and channel."""
        return self._enter(endpoint, major, self.buckets.get(endpoint, Bucket()))

    def _enter(self, endpoint: str, major: str, bucket: Bucket) -> Standing:
        now, window = self._clock.now(), self._windows[endpoint, major]
        if now - window.began >= bucket.seconds:
            window.began, window.used = now, 0
        reset_after = bucket.seconds - (now - window.began)
        if window.used >= bucket.most:
            return Standing(bucket.most, 0, reset_after, max(reset_after, 0.001))
        window.used += 1
        return Standing(bucket.most, bucket.most - window.used, reset_after)
