"""The write-ahead log of a database file, where what was deleted lies until the log is emptied."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from adapters.sql.engine import explained

LONG = 16 * 1024 * 1024
"""Bytes: four times what SQLite lets it grow to before it copies by itself."""


class WriteAhead:
    """Copies and empties the log beside a database file without ever waiting for anybody.

    Args:
        path: The database file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        # A process that was killed may have left something there that somebody had erased.
        self._is_owed = True

    def needs_emptying(self) -> bool:
        """Say whether the log is long, or could not be emptied when that was asked for."""
        try:
            length = self._log.stat().st_size
        except FileNotFoundError:
            length = 0
        return length > LONG or (self._is_owed and length > 0)

    def copy(self) -> None:
        """Copy what is in the log into the file, beside whoever reads and writes.

        Raises:
            StoreError: The file is out of reach.
        """
        with self._connected() as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def empty(self) -> bool:
        """Copy and empty the log, and say whether that was possible; not while somebody else reads or writes.

        What was not possible is owed until it is.

        Raises:
            StoreError: The file is out of reach.
        """
        self._is_owed = True
        with self._connected() as connection:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._is_owed = bool(busy)
        return not busy

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        # A file that was taken away is not made anew.
        place = f"{self._path.resolve().as_uri()}?mode=rw"
        with (
            explained(self._path),
            closing(sqlite3.connect(place, uri=True, timeout=0)) as connection,
        ):
            # As everywhere: what is deleted is overwritten, and what is kept is on the disk.
            connection.execute("PRAGMA synchronous = FULL")
            yield connection
