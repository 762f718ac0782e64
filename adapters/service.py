"""`afterview run`: every platform that has a token, and the nudges, until it is told to stop."""

import asyncio
import gc
import logging
import signal
import sys
from random import Random

from adapters.bootstrap import build, fresh_id, system_clock
from adapters.outbox import Outboxes
from adapters.roles import Role, delivers, furnish
from adapters.rooms import Room, close_rooms, open_rooms
from adapters.settings import Settings, load_settings
from adapters.sql.crypto import load_keys
from adapters.sql.installations import Installations
from adapters.sql.store import SqlStore, open_store
from adapters.terminal.home import keys_for, store_url
from bot.library import load_library
from scheduler.clockwork import Clockwork

GRACE = 10.0
"""Seconds in which everything is finished once the process was told to stop."""
_VENDORS = ("apscheduler", "sqlalchemy", "aiohttp", "slack_bolt", "slack_sdk", "discord")

log = logging.getLogger(__name__)


def run(only: Role | None = None) -> int:
    """Run until SIGTERM or Ctrl-C, and return the exit status.

    Args:
        only: What this process does; None for everything.

    Raises:
        AfterviewError: A setting, the store or the content cannot be used, or no platform is set up.
    """
    settings = load_settings()
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s")
    for handler in logging.getLogger().handlers:
        handler.addFilter(_without_traceback)
    for noisy in _VENDORS:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return asyncio.run(_run(settings, only))


async def _run(settings: Settings, only: Role | None) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    url = store_url(settings, "")
    store = open_store(url, load_keys(keys_for(url, settings)))
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
    house = build(store, Outboxes(rooms), system_clock, fresh_id, Random(), library)
    clockwork = Clockwork(store, house.deliverer, system_clock)
    # Words and tables stay for good; looking through them again and again stops everything for a tenth of a second.
    gc.freeze()
    running = asyncio.Event()

    async def opened(connected: str) -> None:
        _tell(connected)
        if delivers(only) and not running.is_set():
            running.set()
            await clockwork.start()

    async def open_room(room: Room) -> str:
        if only is Role.NUDGES:
            return await room.reach()
        return await room.open(house.conversation, clockwork.wake if delivers(only) else _let_be)

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
        except TimeoutError:
            log.error("not everything was finished within %.0f s", GRACE)  # noqa: TRY400 - no traceback


async def _let_be() -> None:
    """Leave what was planned to the process that delivers: its next beat finds it."""


def _without_traceback(record: logging.LogRecord) -> bool:
    """Let a vendor's line through without its traceback, which may repeat what a person wrote."""
    if record.exc_info and record.name.partition(".")[0] in _VENDORS:
        kind = record.exc_info[0]
        record.msg, record.args = f"{record.getMessage()} ({kind.__name__ if kind else '?'})", ()
        record.exc_info, record.exc_text = None, None
    return True


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
