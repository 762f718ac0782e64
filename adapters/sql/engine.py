"""Opens the database file the way a journey needs it: durable, private, one writer at a time."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.errors import StoreError

BUSY_SECONDS = 5.0
"""How long a writer waits for another process before the turn is refused."""

LOOKS_EVERY = 0.0005
"""Seconds between two looks whether another process is still writing."""

STARTING_SECONDS = 30.0
"""How long a start waits for another process, which may be bringing the tables up to date."""

SMALL_ENOUGH_TO_CHECK = 64 * 1024 * 1024
"""Bytes of a file that is checked whole at start, which takes some 3 ms for each MiB."""

VERSION_TABLE = "alembic_version"
"""Where migrations note how far they came; the sign that a file is ours."""

_HEADER = b"SQLite format 3\x00"


class BusyError(StoreError):
    """Another process would not let go of the file."""


def prepare_file(path: Path) -> None:
    """Make an empty file that only its owner can read, or look at the one that is there.

    Raises:
        StoreError: It can be neither made nor read, or is no database.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        pass
    except OSError as error:
        raise StoreError(f"The database {path} cannot be created: {error.strerror}.") from None
    try:
        with path.open("rb+") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        raise StoreError(f"The database {path} cannot be opened: {error.strerror}.") from None
    if head and head != _HEADER:
        raise StoreError(f"{path} is not a database. {_UNTOUCHED}")


def check_file(path: Path) -> None:
    """Make sure that a file is whole, if it is small enough to read it all, and ours or empty.

    Nothing in it is changed, not even how it is journaled.

    Raises:
        StoreError: It is broken, another program's, or out of reach.
    """
    with explained(path), closing(sqlite3.connect(path, timeout=STARTING_SECONDS)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if tables and VERSION_TABLE not in tables:
            raise StoreError(
                f"{path} is a database of another program. It was left as it is; name another file."
            )
        if path.stat().st_size <= SMALL_ENOUGH_TO_CHECK:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise StoreError(f"The database {path} is broken. {_UNTOUCHED}")


def sqlite_engine(
    path: Path, *, foreign_keys: bool = True, busy_seconds: float = BUSY_SECONDS
) -> Engine:
    """Return an engine whose transactions write; the file is not opened yet.

    Args:
        path: The database file.
        foreign_keys: Whether deletes cascade. Off for migrations: rebuilding a table with them on
            deletes the rows that refer to it.
        busy_seconds: How long to wait for another process.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": busy_seconds},
    )

    def connected(connection: sqlite3.Connection, _record: Any) -> None:
        # sqlite3 would begin by itself, too late and not for reading; `begun` does it instead.
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()
        # `begun` waits itself; in a transaction that writes nothing has to be waited for.
        connection.execute("PRAGMA busy_timeout = 0").close()

    def begun(connection: Connection) -> None:
        # A transaction that begins by reading cannot write once another one has written since,
        # however long it waits.
        _begin(cast(sqlite3.Connection, connection.connection.driver_connection), busy_seconds)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _begin(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Begin to write as soon as nobody else does.

    SQLite itself would look every tenth of a second, and hardly ever find a gap between the transactions of a process
    that is busy.
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(LOOKS_EVERY)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the database reports into a sentence for the operator.

    Raises:
        StoreError: The database refused; the transaction under way was undone.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        reported = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(reported, "sqlite_errorcode", 0) & 0xFF
        kind = BusyError if code == sqlite3.SQLITE_BUSY else StoreError
        raise kind(f"The database {path} {_REASONS.get(code, _UNKNOWN)}") from error


_UNTOUCHED = "The file was left as it is. Move it away or bring back a copy, then start again."
_REASONS = {
    sqlite3.SQLITE_BUSY: "was kept busy by another process for too long. "
    "Nothing was saved; try again.",
    sqlite3.SQLITE_FULL: "has no room left on its disk. Nothing was saved; make room, then try again.",
    sqlite3.SQLITE_IOERR: "could not be read or written by the disk. Nothing was saved.",
    sqlite3.SQLITE_READONLY: "may not be written to. Nothing was saved; look at the file's permissions.",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened. Look at the permissions of the file and its folder.",
    sqlite3.SQLITE_CORRUPT: f"is broken. {_UNTOUCHED}",
    sqlite3.SQLITE_NOTADB: f"is not a database. {_UNTOUCHED}",
}
_UNKNOWN = "refused. Nothing was saved."
