"""`afterview rekey`: encrypts everything anew with the newest key, so that older keys may go."""

import asyncio
import sys

from adapters.bootstrap import system_clock
from adapters.settings import load_settings
from adapters.sql.crypto import SETTING, KeyRing, load_keys
from adapters.sql.forgotten import Forgotten
from adapters.sql.keys import retire_keys
from adapters.sql.resealing import Step, Tally, reseal_installations, reseal_people
from adapters.sql.store import SqlStore, open_store
from adapters.terminal.home import forgotten_path, keys_for, store_url

EVERY = 10_000
"""After so many people it is said how far it has come."""
NAMED = 5
"""Values that cannot be opened are named up to this number; the rest is counted."""

LETS_IN = 0.005
"""Seconds after each few people in which a running bot answers others."""


def rekey(db: str = "") -> int:
    """Encrypt everything anew, say what was done, and return the exit status: 1 if something cannot be read.

    Args:
        db: The store; empty for the one that is set.

    Raises:
        AfterviewError: A setting or the store cannot be used. What was done by then stays done.
    """
    settings = load_settings()
    url = store_url(settings, db)
    ring = load_keys(keys_for(url, settings))
    forgotten = Forgotten(forgotten_path(url, settings, db), ring, system_clock)
    return asyncio.run(_rekey(url, ring, forgotten))


async def _rekey(url: str, ring: KeyRing, forgotten: Forgotten) -> int:
    store = open_store(url, ring, forgotten)
    try:
        return await _all(store)
    finally:
        await store.close()


async def _all(store: SqlStore) -> int:
    done, tally = 0, await _go_through(store)
    while tally.resealed:
        # Once more, to catch up with whoever wrote with another key meanwhile.
        done += tally.resealed
        tally = await _go_through(store)
    await store.run(lambda on: retire_keys(on, store.ring))
    _tell(f"{_count(done, 'value')} encrypted anew; all is encrypted with {store.ring.newest.id}.")
    if not await store.checkpoint():
        _tell(
            "Another process reads the file: old bytes go from its log within a minute after that."
        )
    for place in tally.unreadable[:NAMED]:
        _tell(f"No key opens {place}: it was changed outside Afterview, and left as it is.")
    if len(tally.unreadable) > NAMED:
        _tell(f"Nor {_count(len(tally.unreadable) - NAMED, 'other value')}.")
    _tell(f"Once no process runs that was started with another key in front, {SETTING} may hold")
    _tell("that key alone. Keep the others for as long as you keep copies made before.")
    return int(bool(tally.unreadable))


async def _go_through(store: SqlStore) -> Tally:
    tally = await _each(store, reseal_people)
    tally.add(await _each(store, reseal_installations))
    return tally


async def _each(store: SqlStore, step: Step) -> Tally:
    tally, looked, last = Tally(), 0, None
    while True:
        batch = await store.run(lambda on, last=last: step(on, store.ring, last))
        if not batch.owners:
            return tally
        tally.add(batch.tally)
        last = batch.last
        if looked // EVERY < (looked + batch.owners) // EVERY:
            _tell(f"{looked + batch.owners:,} looked at ...")
        looked += batch.owners
        await asyncio.sleep(LETS_IN)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
