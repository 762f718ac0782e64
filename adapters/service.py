"""`afterview run`: every platform that has a token, and the nudges, until it is told to stop."""

import asyncio
import gc
import logging
import signal
import sys
from random import Random
from typing import TYPE_CHECKING

from adapters.bootstrap import House, build, fresh_id, system_clock
from adapters.logs import begin_log
from adapters.outbox import Outboxes
from adapters.roles import Role, delivers, furnish
from adapters.rooms import Room, close_rooms, open_rooms
from adapters.settings import Settings, load_settings
from adapters.sql.crypto import load_keys
from adapters.sql.forgotten import Forgotten
from adapters.sql.installations import Installations
from adapters.sql.store import SqlStore, open_store
from adapters.terminal.home import forgotten_path, keys_for, store_url
from bot.errors import StoreError
from bot.library import load_library
from scheduler.clockwork import Clockwork

if TYPE_CHECKING:
    from adapters.metrics import Metrics
    from adapters.monitor import Monitor

GRACE = 10.0
"""Seconds in which everything is finished once the process was told to stop."""
READY_WITHIN = 2.0
"""Seconds in which the store must answer, or the process is not ready."""

log = logging.getLogger(__name__)


def run(only: Role | None = None) -> int:
    """Run until SIGTERM or Ctrl-C, and return the exit status.

    Args:
        only: What this process does; None for everything.

    Raises:
        AfterviewError: A setting, the store or the content cannot be used, or no platform is set up.
    """
    settings = load_settings()
    begin_log(settings.log_level, settings.log_format)
    return asyncio.run(_run(settings, only))


async def _run(settings: Settings, only: Role | None) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    url = store_url(settings, "")
    ring = load_keys(keys_for(url, settings))
    store = open_store(url, ring, Forgotten(forgotten_path(url, settings), ring, system_clock))
    try:
        await _serve(settings, store, only, stop)
    finally:
        await store.close()
    return 0


async def _serve(
    settings: Settings, store: SqlStore, only: Role | None, stop: asyncio.Event
) -> None:
    library = load_library()
    rooms = furnish(settings, Installations(store), library, system_clock, only)
    metrics = _measure(settings)
    house = build(
        store, Outboxes(rooms), system_clock, fresh_id, Random(), library, metrics=metrics
    )
    clockwork = Clockwork(store, house.deliverer, system_clock)
    spare_collector()
    running, connected_at = asyncio.Event(), asyncio.Event()
    monitor = _watch(settings, metrics, house, store, connected_at) if metrics else None

    async def opened(connected: str) -> None:
        _tell(connected)
        connected_at.set()
        if delivers(only) and not running.is_set():
            running.set()
            await clockwork.start()

    async def open_room(room: Room) -> str:
        if only is Role.NUDGES:
            return await room.reach()
        return await room.open(house.conversation, clockwork.wake)

    if monitor is not None:
        await monitor.open()
    await clockwork.keep_house()
    opening = asyncio.create_task(open_rooms(rooms, open_room, opened))
    told = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((opening, told), return_when=asyncio.FIRST_COMPLETED)
        if opening.done():
            opening.result()
            await told
        _tell("Stopping.")
    finally:
        told.cancel()
        opening.cancel()
        try:
            async with asyncio.timeout(GRACE):
                await asyncio.wait((opening,))
                await clockwork.stop()
                await close_rooms(rooms)
                if monitor is not None:
                    await monitor.close()
        except TimeoutError:
            log.error("not everything was finished within %.0f s", GRACE)  # noqa: TRY400 - no traceback


def spare_collector() -> None:
    """Keep Python's garbage collector from stopping everything for a tenth of a second, again and again.

    Words and tables stay for good and are not looked through any more; journeys that are remembered are, but rarely.
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _measure(settings: Settings) -> "Metrics | None":
    """Return what measures, where somebody asks for it; else its library is not imported."""
    if not settings.metrics_port:
        return None
    from adapters.metrics import Metrics  # noqa: PLC0415

    return Metrics(system_clock)


def _watch(
    settings: Settings,
    metrics: "Metrics",
    house: House,
    store: SqlStore,
    connected: asyncio.Event,
) -> "Monitor":
    from adapters.monitor import Monitor  # noqa: PLC0415
    from adapters.sql.inspection import SOON, Inspection  # noqa: PLC0415

    async def write() -> bytes:
        return await metrics.write(
            house.deliverer.counts,
            lambda now: store.run(lambda on: Inspection(on).backlog(now, SOON)),
        )

    async def is_ready() -> bool:
        try:
            async with asyncio.timeout(READY_WITHIN):
                await store.next_due()
        except (StoreError, TimeoutError):
            return False
        return connected.is_set()

    return Monitor(settings.metrics_host, settings.metrics_port, write, is_ready)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
