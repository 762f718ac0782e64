"""Looks a database over without changing anything in it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from adapters.sql.crypto import KeyRing
from adapters.sql.engine import check_file, explained, sqlite_engine
from adapters.sql.keys import check_keys
from adapters.sql.schema import HEAD, version
from adapters.sql.shapes import NUDGE
from adapters.sql.urls import read_url
from bot.schedule import NudgeState


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a database.

    Args:
        schema: The last migration it has, None where it has no tables yet.
        newest: The last one this release knows.
        overdue: Nudges that were due before the instant asked about and are not on their way.
        undelivered: Nudges that could not be delivered and wait for their person's next contact.
        oldest_lease: When the lease of the nudge longest under way ends (UTC), None if none is.
    """

    schema: str | None
    newest: str = HEAD
    overdue: int = 0
    undelivered: int = 0
    oldest_lease: datetime | None = None


def examine(url: str, ring: KeyRing, before: datetime) -> Examination | None:
    """Return what a database holds, None where a file is not there yet.

    Args:
        url: As the settings name it.
        ring: Keys of the personal columns.
        before: Nudges due before this instant (UTC) are overdue.

    Raises:
        StoreError: It is broken, another program's, too old or out of reach; or a key is missing.
    """
    place = read_url(url)
    if isinstance(place, Path):
        if not place.exists():
            return None
        check_file(place)
        return _look(sqlite_engine(place), lambda: explained(place), None, ring, before)
    # The driver is not imported for a file.
    from adapters.sql import postgres_engine as server  # noqa: PLC0415

    name = server.name_of(place)
    return _look(
        server.postgres_engine(place),
        lambda: server.explained(name),
        lambda connection: server.check_server(connection, name),
        ring,
        before,
    )


def _look(
    engine: Engine,
    explaining: Callable[[], AbstractContextManager[None]],
    check: Callable[[Connection], None] | None,
    ring: KeyRing,
    before: datetime,
) -> Examination:
    try:
        with explaining(), engine.begin() as connection:
            if check is not None:
                check(connection)
            found = version(connection)
            if found != HEAD:
                return Examination(found)
            check_keys(connection, ring)
            return _count(connection, found, before)
    finally:
        engine.dispose()


def _count(connection: Connection, found: str, before: datetime) -> Examination:
    nudges = NUDGE.table
    count = select(func.count()).select_from(nudges)
    planned = nudges.c.state == NudgeState.PLANNED.value
    overdue = connection.execute(count.where(planned, nudges.c.due < before)).scalar_one()
    lost = nudges.c.state == NudgeState.UNDELIVERED.value
    undelivered = connection.execute(count.where(lost)).scalar_one()
    under_way = nudges.c.state == NudgeState.CLAIMED.value
    oldest = connection.execute(select(func.min(nudges.c.lease_until)).where(under_way)).scalar()
    return Examination(found, HEAD, overdue, undelivered, oldest)
