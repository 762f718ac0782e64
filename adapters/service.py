"""`afterview run`: every platform that has a token, and the nudges, until it is told to stop."""

import asyncio
import logging
import signal
import sys
from random import Random

from adapters.bootstrap import build, fresh_id, system_clock
from adapters.outbox import Outboxes
from adapters.settings import Settings, load_settings
from adapters.sql.crypto import load_keys
from adapters.sql.installations import Installations
from adapters.sql.store import SqlStore, open_store
from adapters.terminal.home import keys_for, store_url
from bot.errors import SettingsError
from scheduler.clockwork import Clockwork

GRACE = 10.0
"""Seconds in which everything is finished once the process was told to stop."""

log = logging.getLogger(__name__)


def run() -> int:
    """Run until SIGTERM or Ctrl-C, and return the exit status.

    Raises:
        AfterviewError: A setting, the store or the content cannot be used, or no platform is set up.
    """
    settings = load_settings()
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s")
    for noisy in ("apscheduler", "sqlalchemy", "aiohttp", "slack_bolt", "slack_sdk", "discord"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return asyncio.run(_run(settings))


async def _run(settings: Settings) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    url = store_url(settings, "")
    store = open_store(url, load_keys(keys_for(url, settings)))
    try:
        await _serve(settings, store, stop)
    finally:
        await store.close()
    return 0


async def _serve(settings: Settings, store: SqlStore, stop: asyncio.Event) -> None:
    # A platform that is not set up is not imported: each costs half a second and 40 MB.
    from adapters.slack.room import SlackRoom, check_settings  # noqa: PLC0415

    if not check_settings(settings):
        raise SettingsError(
            "Nothing to run: found no SLACK_BOT_TOKEN or SLACK_CLIENT_ID; docs/how-to/slack.md says"
            " where to get them, and `afterview chat` needs none"
        )
    room = SlackRoom(settings, Installations(store), system_clock)
    house = build(store, Outboxes({"slack": room}), system_clock, fresh_id, Random())
    clockwork = Clockwork(store, house.deliverer, system_clock)
    try:
        _tell(await room.open(house.conversation, clockwork.wake))
        await clockwork.start()
        await stop.wait()
        _tell("Stopping.")
    finally:
        try:
            async with asyncio.timeout(GRACE):
                await clockwork.stop()
                await room.close()
        except TimeoutError:
            log.error("not everything was finished within %.0f s", GRACE)  # noqa: TRY400 - no traceback


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
