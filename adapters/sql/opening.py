"""Opens the database that a URL names, its tables brought up to date and its keys looked over."""

import time
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from adapters.sql.crypto import KeyRing
from adapters.sql.database import Database
from adapters.sql.engine import (
    STARTING_SECONDS,
    BusyError,
    check_file,
    explained,
    prepare_file,
    sqlite_engine,
)
from adapters.sql.forgetting import forget_again
from adapters.sql.forgotten import Forgotten
from adapters.sql.keys import check_keys
from adapters.sql.schema import migrate, migrate_server
from adapters.sql.sqlite import SqliteDatabase
from adapters.sql.urls import read_url
from bot.errors import StoreError

LOOKS_AGAIN = 0.1
"""Seconds between the tries to open a file that another process keeps busy."""


def open_database(url: str, ring: KeyRing, forgotten: Forgotten | None = None) -> Database:
    """Open a database; its file and tables are made or brought up to date.

    Args:
        url: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST/DATABASE`.
        ring: Keys of the personal columns.
        forgotten: Whoever is on it is erased again, if an older copy brought them back.

    Raises:
        StoreError: The URL is of another kind; the database is broken, another program's, a newer
            release's, too old or out of reach; a key is missing; or the list cannot be read. What lay there
            was left as it is.
    """
    place = read_url(url)
    if isinstance(place, Path):
        return _open_file(place, ring, forgotten)
    return _open_server(place, ring, forgotten)


def _open_file(path: Path, ring: KeyRing, forgotten: Forgotten | None) -> Database:
    until = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            return _open_quiet_file(path, ring, forgotten)
        except BusyError:
            # Of several processes that start at once SQLite turns some away without waiting: one of them
            # changes how the file is written.
            if time.monotonic() > until:
                raise
        time.sleep(LOOKS_AGAIN)


def _open_quiet_file(path: Path, ring: KeyRing, forgotten: Forgotten | None) -> Database:
    prepare_file(path)
    check_file(path)
    migrate(path)
    engine = sqlite_engine(path)
    try:
        with explained(path), engine.begin() as connection:
            _look_over(connection, ring, forgotten)
    except StoreError:
        engine.dispose()
        raise
    return SqliteDatabase(engine, path)


def _open_server(url: URL, ring: KeyRing, forgotten: Forgotten | None) -> Database:
    # The driver is not imported for a file.
    from adapters.sql import postgres_engine as server  # noqa: PLC0415
    from adapters.sql.postgres import PostgresDatabase  # noqa: PLC0415

    name = server.name_of(url)
    engine = server.postgres_engine(url)
    try:
        with server.explained(name), engine.begin() as connection:
            server.check_server(connection, name)
            migrate_server(connection, name)
            _look_over(connection, ring, forgotten)
    except StoreError:
        engine.dispose()
        raise
    return PostgresDatabase(engine, name)


def _look_over(connection: Connection, ring: KeyRing, forgotten: Forgotten | None) -> None:
    check_keys(connection, ring)
    if forgotten is not None:
        forget_again(connection, forgotten)
