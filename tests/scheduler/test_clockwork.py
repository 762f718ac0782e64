"""One heartbeat, woken early; it survives a store out of reach and finishes what it began."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import StoreError
from scheduler.clockwork import Clockwork

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
AT_ONCE = timedelta(milliseconds=1)


@dataclass
class Table:
    """A store of which only the due instant and the housekeeping matter here.

    Args:
        due: When the next nudge is due.
        errors: How often it is out of reach first.
    """

    due: datetime | None = None
    errors: int = 0
    erased: list[datetime] = field(default_factory=list[datetime])
    forgot: asyncio.Event = field(default_factory=asyncio.Event)
    tidied: asyncio.Event = field(default_factory=asyncio.Event)

    async def next_due(self) -> datetime | None:
        if self.errors:
            self.errors -= 1
            raise StoreError("the disk is gone")
        return self.due

    async def erase_left(self, now: datetime) -> int:
        self.erased.append(now)
        return 1

    async def forget_events(self, before: datetime) -> int:
        self.forgot.set()
        return 0

    async def tidy(self) -> bool:
        self.tidied.set()
        return True


@dataclass
class Deliveries:
    """A deliverer that says nothing and counts.

    Args:
        table: Nothing is due in it after a delivery.
        enough: Set once so many looks have been taken.
        wanted: How many are enough.
        error: What each look throws, None if nothing.
        gate: Where a look waits, None if nowhere.
    """

    table: Table
    wanted: int = 1
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None
    gate: asyncio.Event | None = None
    looks: list[datetime] = field(default_factory=list[datetime])
    finished: int = 0

    async def deliver_due(self, now: datetime) -> int:
        self.looks.append(now)
        if len(self.looks) >= self.wanted:
            self.enough.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        self.finished += 1
        return 0


def clockwork(table: Table, deliveries: Deliveries, beat: timedelta = HOUR) -> Clockwork:
    """Return a clockwork whose clock stands at noon."""
    return Clockwork(
        table,  # pyright: ignore[reportArgumentType]
        deliveries,  # pyright: ignore[reportArgumentType]
        lambda: NOON,
        beat,
    )


async def test_a_start_delivers_what_is_overdue_before_anything_else() -> None:
    """The first look is taken by `start` itself, at the clock's instant."""
    table = Table()
    deliveries = Deliveries(table)
    one = clockwork(table, deliveries)
    await one.start()
    assert deliveries.looks == [NOON]
    await one.stop()


async def test_what_falls_due_while_others_are_posted_does_not_wait() -> None:
    """Its look follows at once; the next beat would be an hour later, and the pause is for what stays due."""
    table = Table()
    hands = [NOON]

    class Slow(Deliveries):
        async def deliver_due(self, now: datetime) -> int:
            # The first look takes a minute, in which something falls due.
            hands[0] = NOON + timedelta(minutes=1)
            table.due = None if self.looks else NOON + timedelta(seconds=30)
            return await super().deliver_due(now)

    deliveries = Slow(table)
    one = Clockwork(
        table,  # pyright: ignore[reportArgumentType]
        deliveries,  # pyright: ignore[reportArgumentType]
        lambda: hands[0],
        HOUR,
    )
    await one.start()
    assert deliveries.looks == [NOON, NOON + timedelta(minutes=1)]
    await one.stop()


async def test_the_heart_goes_on_beating() -> None:
    """After the start it looks again and again, asked or not."""
    table = Table()
    deliveries = Deliveries(table, wanted=4)
    one = clockwork(table, deliveries, AT_ONCE)
    await one.start()
    await deliveries.enough.wait()
    await one.stop()
    assert len(deliveries.looks) >= 4


async def test_waking_looks_when_the_next_one_is_due_and_not_at_the_next_beat() -> None:
    """With an hour between two beats, something due now is looked for now."""
    table = Table()
    deliveries = Deliveries(table, wanted=2)
    one = clockwork(table, deliveries)
    await one.start()
    table.due = NOON
    await one.wake()
    await deliveries.enough.wait()
    await one.stop()


async def test_what_is_long_overdue_is_looked_for_now() -> None:
    """A due instant in the past is no reason to wait for the next beat."""
    table = Table()
    deliveries = Deliveries(table, wanted=2)
    one = clockwork(table, deliveries)
    await one.start()
    table.due = NOON - 30 * HOUR
    await one.wake()
    await deliveries.enough.wait()
    await one.stop()


@pytest.mark.parametrize("due", [None, NOON + HOUR, NOON + 30 * HOUR])
async def test_waking_changes_nothing_where_the_next_beat_is_soon_enough(
    due: datetime | None,
) -> None:
    """Nothing planned, or planned for the next beat or later: no look of its own."""
    table = Table(due)
    deliveries = Deliveries(table)
    one = clockwork(table, deliveries)
    await one.start()
    await one.wake()
    for _ in range(5):
        await asyncio.sleep(0)
    assert deliveries.looks == [NOON]
    await one.stop()


async def test_waking_before_the_start_and_after_the_end_does_nothing() -> None:
    """A turn may come while nothing runs yet or any more."""
    table = Table(NOON)
    deliveries = Deliveries(table)
    one = clockwork(table, deliveries)
    await one.wake()
    table.due = None
    await one.start()
    await one.stop()
    table.due = NOON
    await one.wake()
    assert deliveries.looks == [NOON]


async def test_a_clockwork_that_never_started_can_be_stopped() -> None:
    """A start that failed on the way is cleaned up all the same."""
    table = Table()
    await clockwork(table, Deliveries(table)).stop()


async def test_a_store_out_of_reach_is_reported_and_looked_for_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Beat after beat fails, each is logged in one line, and the next one works."""
    table = Table(errors=2)
    deliveries = Deliveries(table, wanted=4)
    one = clockwork(table, deliveries, AT_ONCE)
    with caplog.at_level(logging.ERROR, "scheduler"):
        await one.start()
        await deliveries.enough.wait()
        await one.stop()
    said = [record for record in caplog.records if record.name.startswith("scheduler")]
    assert len(said) == 2
    assert all("the disk is gone" in record.getMessage() for record in said)
    assert all(record.exc_info is None for record in said)


async def test_a_store_out_of_reach_at_the_start_does_not_stop_the_start() -> None:
    """The first beat tries again."""
    table = Table()
    deliveries = Deliveries(table, wanted=3, error=StoreError("locked"))
    one = clockwork(table, deliveries, AT_ONCE)
    await one.start()
    await deliveries.enough.wait()
    await one.stop()


async def test_a_bug_in_one_look_does_not_stop_the_heart() -> None:
    """Whatever a look throws after the start, the next one is taken."""
    table = Table()
    deliveries = Deliveries(table, wanted=4)
    one = clockwork(table, deliveries, AT_ONCE)
    await one.start()
    deliveries.error = ZeroDivisionError("bug")
    await deliveries.enough.wait()
    await one.stop()


async def test_stopping_finishes_what_is_being_delivered() -> None:
    """A look under way ends before the stop does; it is not cut off in the middle of a post."""
    table = Table()
    deliveries = Deliveries(table, wanted=2)
    one = clockwork(table, deliveries, AT_ONCE)
    await one.start()
    deliveries.gate = asyncio.Event()
    before = deliveries.finished
    deliveries.enough.clear()
    await deliveries.enough.wait()
    stopping = asyncio.create_task(one.stop())
    for _ in range(5):
        await asyncio.sleep(0)
    assert not stopping.done()
    deliveries.gate.set()
    await stopping
    assert deliveries.finished == before + 1


async def test_members_of_workspaces_that_left_are_erased_from_the_start(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever was due while nothing ran is erased before anything is delivered, and counted in the log."""
    table = Table()
    one = clockwork(table, Deliveries(table))
    await one.start()
    await one.stop()
    assert table.erased == [NOON]
    assert "erased 1 members" in caplog.text


async def test_the_house_is_kept_before_anything_is_delivered() -> None:
    """Even a process that answers only, or is restarted every half hour, forgets and tidies; it leaves the rest."""
    table = Table(NOON)
    deliveries = Deliveries(table)
    one = clockwork(table, deliveries)
    await one.keep_house()
    await asyncio.wait_for(asyncio.gather(table.forgot.wait(), table.tidied.wait()), 5)
    await one.wake()
    assert deliveries.looks == table.erased == []
    table.due = None
    await one.start()
    assert deliveries.looks == table.erased == [NOON]
    await one.stop()


@pytest.mark.parametrize("jump", [-HOUR, 24 * HOUR], ids=["back", "forward"])
async def test_a_clock_that_jumps_is_noticed_and_looked_at_anew(
    jump: timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    """APScheduler waits by the clock: set back an hour, it would not look for an hour."""
    shown = [NOON]
    table = Table()
    deliveries = Deliveries(table, wanted=2)
    one = Clockwork(
        table,  # pyright: ignore[reportArgumentType]
        deliveries,  # pyright: ignore[reportArgumentType]
        lambda: shown[-1],
        HOUR,
        lambda: 0.0,
        AT_ONCE,
    )
    await one.start()
    await asyncio.sleep(0)
    shown.append(NOON + jump)
    await asyncio.wait_for(deliveries.enough.wait(), 5)
    await one.stop()
    assert deliveries.looks == [NOON, NOON + jump]
    assert f"the system clock jumped by {jump.total_seconds():.0f} s" in caplog.text


async def test_a_clock_that_is_right_is_never_called_wrong(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """However often it is looked at, a beat is a beat."""
    table = Table()
    deliveries = Deliveries(table, wanted=5)
    one = clockwork(table, deliveries, AT_ONCE)
    await one.start()
    await deliveries.enough.wait()
    await one.stop()
    assert "jumped" not in caplog.text
