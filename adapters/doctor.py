"""`afterview doctor`: looks over everything a running bot needs, changes nothing, and says what to do."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from importlib.metadata import version
from zoneinfo import available_timezones

from adapters.bootstrap import system_clock
from adapters.roles import furnish
from adapters.rooms import Room, close_rooms
from adapters.settings import Settings, load_settings
from adapters.sql.crypto import load_keys
from adapters.sql.examination import Examination, examine
from adapters.sql.installations import Installations
from adapters.sql.store import open_store
from adapters.sql.urls import shown
from adapters.terminal.home import keys_for, store_url
from bot.errors import AfterviewError, SettingsError, StoreError
from bot.library import load_library

OVERDUE = timedelta(minutes=10)
"""Nudges due longer ago than this should have been on their way."""
OLD_ZONES = timedelta(days=500)
"""Age of the zone data from which clock changes decided since are missed."""
SKEW_SEEN, SKEW_BROKEN = 60.0, 300.0
"""Seconds the clock may be wrong: Slack refuses what is signed more than five minutes off."""
PATIENCE = 15.0
"""Seconds to wait for a platform."""


class State(StrEnum):
    """How something is."""

    OK = "ok"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Args:
        about: What it was.
        state: How it is.
        words: For the operator: what was found and what to do.
    """

    about: str
    state: State
    words: str


def diagnose() -> int:
    """Print a line for everything that was looked at; 1 if anything is broken, else 0."""
    return asyncio.run(_print_all())


async def _print_all() -> int:
    broken = False
    async for one in look_over(system_clock):
        broken = broken or one.state is State.BROKEN
        sys.stdout.write(f"{one.state:<7} {one.about:<10} {one.words}\n")
        sys.stdout.flush()
    return int(broken)


async def look_over(clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Yield what is found, one thing after another; what depends on something broken is left out."""
    yield _zones(clock())
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("settings", State.BROKEN, str(error))
        return
    yield Finding("settings", State.OK, "every value can be used")
    try:
        url = store_url(settings, "")
        ring = load_keys(keys_for(url, settings))
        found = await asyncio.to_thread(examine, url, ring, clock() - OVERDUE)
    except (StoreError, SettingsError) as error:
        yield Finding("database", State.BROKEN, str(error))
        return
    for one in _database(url, found, clock()):
        yield one
    if found is None or found.schema != found.newest:
        yield Finding("platforms", State.LOOK, "not looked at before the database is ready")
        return
    async for one in _platforms(settings, url, clock):
        yield one


def _zones(now: datetime) -> Finding:
    data = version("tzdata")
    year = int(data.split(".", 1)[0])
    told = f"zone data {data}, {len(available_timezones())} zones"
    if now.year - year >= OLD_ZONES.days // 365 + 1:
        return Finding("zones", State.LOOK, f"{told}: some years old; update the package tzdata")
    return Finding("zones", State.OK, told)


def _database(url: str, found: Examination | None, now: datetime) -> list[Finding]:
    where = shown(url)
    if found is None:
        return [
            Finding("database", State.LOOK, f"{where} is not there yet; the first start makes it")
        ]
    if found.schema is None:
        return [
            Finding(
                "database", State.LOOK, f"{where} has no tables yet; the first start makes them"
            )
        ]
    if found.schema != found.newest:
        words = f"{where} is at {found.schema}, this release wants {found.newest}; the next start sees to it"
        newer = found.schema > found.newest
        if newer:
            words = f"{where} was written by a newer release ({found.schema}); start that one"
        return [Finding("database", State.BROKEN if newer else State.LOOK, words)]
    findings = [Finding("database", State.OK, f"{where}, schema {found.schema}, the keys fit")]
    if found.overdue:
        words = f"{found.overdue} overdue by more than {OVERDUE.seconds // 60} minutes; is a process delivering?"
        findings.append(Finding("nudges", State.LOOK, words))
    else:
        findings.append(Finding("nudges", State.OK, "none is overdue"))
    if found.undelivered:
        words = f"{found.undelivered} could not be delivered; their people are told at their next contact"
        findings.append(Finding("delivery", State.LOOK, words))
    if found.oldest_lease is not None and found.oldest_lease < now - OVERDUE:
        words = "something has been under way for long; is a process delivering?"
        findings.append(Finding("delivery", State.LOOK, words))
    return findings


async def _platforms(
    settings: Settings, url: str, clock: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    store = open_store(url, load_keys(keys_for(url, settings)))
    rooms: dict[str, Room] = {}
    try:
        rooms |= furnish(settings, Installations(store), load_library(), clock, None)
        for name, room in rooms.items():
            yield await _platform(name, room)
            async for one in _clock(name, settings, clock):
                yield one
    except SettingsError as error:
        yield Finding("platforms", State.BROKEN, str(error))
    finally:
        await close_rooms(rooms)
        await store.close()


async def _platform(name: str, room: Room) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            return Finding(name, State.OK, (await room.reach()).removesuffix(", for nudges alone"))
    except AfterviewError as error:
        return Finding(name, State.BROKEN, str(error))
    except TimeoutError:
        return Finding(
            name, State.BROKEN, f"does not answer within {PATIENCE:.0f} s; is the network there?"
        )


async def _clock(
    name: str, settings: Settings, clock: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    """Compare the clock with the platform's, where it tells."""
    from aiohttp import ClientError, ClientSession, ClientTimeout  # noqa: PLC0415

    url = settings.slack_api_url if name == "slack" else settings.discord_api_url
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session,
            session.get(url) as answer,
        ):
            there = parsedate_to_datetime(answer.headers["Date"])
    except (ClientError, OSError, TimeoutError, KeyError, ValueError):
        return
    off = (clock() - there).total_seconds()
    words = f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} {name}'s"
    if abs(off) >= SKEW_BROKEN:
        yield Finding("clock", State.BROKEN, f"{words}; set it by NTP, or every signature fails")
    elif abs(off) >= SKEW_SEEN:
        yield Finding("clock", State.LOOK, f"{words}; set it by NTP")
    else:
        yield Finding("clock", State.OK, f"agrees with {name}'s")
