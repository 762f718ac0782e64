"""Looks a database over without changing anything in it, also beside a running bot."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.pool import NullPool
from sqlmodel import UTCDateTime

from adapters.sql.crypto import KeyRing
from adapters.sql.engine import check_file, explained
from adapters.sql.keys import check_used_keys
from adapters.sql.permissions import is_there
from adapters.sql.schema import version_of
from adapters.sql.shapes import table_of
from adapters.sql.tables import NudgeRow, SealKeyRow
from adapters.sql.urls import read_url
from bot.schedule import NudgeState

SOON = timedelta(minutes=2)
"""A nudge that is later than this waits for something; a beat is 15 seconds."""
_NUDGES = table_of(NudgeRow)
_KEYS = table_of(SealKeyRow)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How the nudges stand.

    Args:
        overdue: Planned for long ago and not begun, or begun and given up.
        oldest: When the first of them was meant to be said.
        undelivered: Given up for good.
        lease: When the oldest lease ends or ended; a lease that ended long ago is nobody's.
    """

    overdue: int
    oldest: datetime | None
    undelivered: int
    lease: datetime | None


@contextmanager
def looking(url: str) -> Iterator["Inspection | None"]:
    """Open a database to look at; None where there is no file yet.

    Raises:
        StoreError: It is broken, another program's, too old, or out of reach.
    """
    place = read_url(url)
    if not isinstance(place, Path):
        # The driver is not imported for a file.
        from adapters.sql import postgres_engine as server  # noqa: PLC0415

        name = server.name_of(place)
        engine = server.postgres_engine(place, width=1)
        try:
            with server.explained(name), engine.connect() as connection:
                connection.execution_options(postgresql_readonly=True)
                server.check_server(connection, name)
                yield Inspection(connection)
        finally:
            engine.dispose()
        return
    if not is_there(place):
        yield None
        return
    check_file(place)
    readable = f"{place.resolve().as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(readable, uri=True),
        poolclass=NullPool,
        hide_parameters=True,
    )
    with explained(place), engine.connect() as connection:
        yield Inspection(connection)


class Inspection:
    """What can be asked of a database.

    Args:
        connection: Reads only.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def program(self) -> str:
        """Return the name and version of what keeps the database."""
        dialect = self._connection.dialect
        info = cast(tuple[int, ...], cast(Any, dialect).server_version_info)
        name = "SQLite" if dialect.name == "sqlite" else "PostgreSQL"
        return f"{name} {'.'.join(map(str, info))}"

    def schema(self) -> str | None:
        """Return the last migration; None where there are no tables."""
        return version_of(self._connection)

    def clock(self) -> datetime | None:
        """Return the time on the server's clock; None for a file, which has none."""
        if self._connection.dialect.name == "sqlite":
            return None
        return self._connection.execute(text("SELECT clock_timestamp()")).scalar()

    def needs_key(self) -> bool:
        """Say whether a key was used here yet."""
        return bool(self._connection.execute(select(func.count()).select_from(_KEYS)).scalar())

    def check_keys(self, ring: KeyRing) -> int:
        """Return how many keys the database needs.

        Raises:
            StoreError: One of them is missing.
        """
        return len(check_used_keys(self._connection, ring))

    def backlog(self, now: datetime, patience: timedelta) -> Backlog:
        """Return how the nudges stand.

        Args:
            now: The current instant.
            patience: How long after its moment a nudge is not overdue yet.
        """
        since = now - patience
        waiting = (_NUDGES.c.state == NudgeState.PLANNED.value) & (_NUDGES.c.due < since)
        claimed = _NUDGES.c.state == NudgeState.CLAIMED.value
        given_up = claimed & (_NUDGES.c.lease_until < since)
        overdue, oldest = self._connection.execute(
            select(func.count(), func.min(_NUDGES.c.due, type_=UTCDateTime())).where(
                waiting | given_up
            )
        ).one()
        undelivered = self._connection.execute(
            select(func.count()).where(_NUDGES.c.state == NudgeState.UNDELIVERED.value)
        ).scalar()
        lease = self._connection.execute(
            select(func.min(_NUDGES.c.lease_until, type_=UTCDateTime())).where(claimed)
        ).scalar()
        return Backlog(overdue, oldest, undelivered or 0, lease)
