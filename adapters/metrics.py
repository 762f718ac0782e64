"""What the program does, as figures for Prometheus: no person, no word and no id in any of them."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from adapters.sql.inspection import Backlog
from bot.ports import Clock
from scheduler.outcome import Outcome

CONTENT_TYPE = CONTENT_TYPE_LATEST
"""Of what `Metrics.write` returns."""
_TURNS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
"""Seconds; Slack and Discord wait three for an answer."""
_LATENESS = (0.05, 0.25, 1, 5, 30, 60, 300, 1800, 3600, 6 * 3600, 24 * 3600)
"""Seconds; what comes an hour late says so."""
_KINDS: Mapping[Outcome, str] = {one: one.value for one in Outcome}

Look = Callable[[datetime], Awaitable[Backlog]]


class Metrics:
    """Counts and measures.

    Args:
        clock: Reads the time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._turns = Histogram(
            "afterview_turn_seconds",
            "From an act to its answer, stored.",
            ["platform"],
            registry=self._registry,
            buckets=_TURNS,
        )
        self._lateness = Histogram(
            "afterview_lateness_seconds",
            "From the moment a nudge was due until the platform took it.",
            registry=self._registry,
            buckets=_LATENESS,
        )

    def note_turn(self, platform: str, seconds: float) -> None:
        """Note that somebody was answered."""
        self._turns.labels(platform).observe(seconds)

    def note_posted(self, late: timedelta) -> None:
        """Note that a nudge was posted, so long after it was due."""
        self._lateness.observe(max(0.0, late.total_seconds()))

    async def write(self, counts: Mapping[Outcome, int], look: Look) -> bytes:
        """Return everything as Prometheus reads it.

        Args:
            counts: How tries to deliver ended since this process began.
            look: Looks how the nudges stand; what it cannot tell is left out.

        Raises:
            StoreError: The store is out of reach.
        """
        now = self._clock()
        stand = _Stand(counts, await look(now), now)
        return generate_latest(self._registry) + generate_latest(stand.registry)


class _Stand:
    """How everything stands at one moment."""

    def __init__(self, counts: Mapping[Outcome, int], backlog: Backlog, now: datetime) -> None:
        self._counts, self._backlog, self._now = counts, backlog, now
        self.registry = CollectorRegistry()
        self.registry.register(self)

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        ended = CounterMetricFamily(
            "afterview_deliveries", "Tries to deliver one person's nudges.", labels=["outcome"]
        )
        for outcome, name in _KINDS.items():
            ended.add_metric([name], self._counts.get(outcome, 0))
        yield ended
        stands = self._backlog
        for name, what, value in (
            ("overdue", "Nudges that should have been said some minutes ago.", stands.overdue),
            (
                "undelivered",
                "Nudges given up, told at their person's next word.",
                stands.undelivered,
            ),
            (
                "oldest_overdue_seconds",
                "Since the oldest of them was due.",
                self._ago(stands.oldest),
            ),
            (
                "oldest_lease_seconds",
                "Since the oldest lease ended; below 0 it holds.",
                self._ago(stands.lease),
            ),
        ):
            yield GaugeMetricFamily(f"afterview_{name}", what, value)

    def _ago(self, moment: datetime | None) -> float:
        return 0.0 if moment is None else (self._now - moment).total_seconds()
