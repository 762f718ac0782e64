"""Opens connections to a PostgreSQL server, and says in a sentence what it reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from adapters.sql.engine import BUSY_SECONDS, VERSION_TABLE
from bot.errors import StoreError

OLDEST = 14
"""The oldest server that is still looked after by its makers."""

WIDTH = 8
"""Connections of one process: more would wait for each other, and a server takes 100 by default."""

_CONNECT = {
    "application_name": "afterview",
    "connect_timeout": "5",
    # A server that fell silent is given up, instead of waiting a quarter of an hour for the kernel to do so.
    "tcp_user_timeout": "10000",
}
_SESSION = (
    "SET TIME ZONE 'UTC'; SET lock_timeout = '{busy}ms'; "
    # A process that hangs in a turn does not lock a person out for ever.
    "SET idle_in_transaction_session_timeout = '60s'"
)


def postgres_engine(url: URL, width: int = WIDTH, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine; nothing is connected yet.

    Args:
        url: As `adapters.sql.urls.read_url` returns it; what its query says is handed to the driver.
        width: Most connections.
        busy_seconds: How long a turn waits for another process before it is refused.
    """
    own = {name: value for name, value in _CONNECT.items() if name not in url.query}
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=width,
        max_overflow=0,
        hide_parameters=True,
        use_native_hstore=False,
        connect_args=own,
    )

    session = _SESSION.format(busy=round(busy_seconds * 1000))

    def connected(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(session)
        connection.commit()

    event.listen(engine, "connect", connected)
    return engine


def name_of(url: URL) -> str:
    """Return how a database is called in sentences: without user and password."""
    host = url.host or url.query.get("host") or "this machine"
    return f"The database {url.database} on {host}"


def check_server(connection: Connection, name: str) -> None:
    """Make sure that a server is new enough, and the database ours or empty.

    Raises:
        StoreError: It is too old, or another program's.
    """
    (version, *_) = cast(tuple[int, ...], connection.dialect.server_version_info)
    if version < OLDEST:
        raise StoreError(
            f"DATABASE_URL: {name} is kept by PostgreSQL {version}; needed is {OLDEST} or newer."
        )
    tables = inspect(connection).get_table_names()
    if tables and VERSION_TABLE not in tables:
        raise StoreError(
            f"DATABASE_URL: {name} holds another program's tables. It was left as it is; "
            "make a database for Afterview alone."
        )


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the server reports into a sentence for the operator.

    Raises:
        StoreError: The server refused or is out of reach; the transaction under way was undone.
    """
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        raise StoreError(f"{name} {_reason(reported(error))}") from error


def reported(error: DBAPIError | psycopg.Error) -> psycopg.Error:
    """Return the driver's own error."""
    if isinstance(error, psycopg.Error):
        return error
    return error.orig if isinstance(error.orig, psycopg.Error) else psycopg.Error(str(error.orig))


def is_lost(error: psycopg.Error) -> bool:
    """Return whether an error means that the connection is gone, and with it what was under way."""
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))
    return False


def _reason(error: psycopg.Error) -> str:
    if error.sqlstate is not None:
        return _REASONS.get(error.sqlstate, _UNKNOWN)
    # A refused connection carries no code, only words of the server or of the library.
    said = str(error).lower()
    return next((reason for sign, reason in _REFUSALS if sign in said), _UNREACHABLE)


_UNKNOWN = "refused. Nothing was saved."
_UNREACHABLE = (
    "cannot be reached. Nothing was saved; look whether the server is running, and at host and port "
    "in DATABASE_URL."
)
_BUSY = "was kept busy by another process for too long. Nothing was saved; try again."
_NOT_LET_IN = "did not take the user or the password in DATABASE_URL."
_NO_PLACE = "has no connection left to give. Nothing was saved; try again."
_REASONS = {
    "40001": _BUSY,
    "40P01": _BUSY,
    "55P03": _BUSY,
    "53100": "has no room left on its disk. Nothing was saved; make room, then try again.",
    "53300": _NO_PLACE,
    "42501": "does not let the user in DATABASE_URL do this. Nothing was saved; make them its owner.",
    "25006": "may not be written to. Nothing was saved; name the primary server in DATABASE_URL.",
    "28000": _NOT_LET_IN,
    "28P01": _NOT_LET_IN,
    "57P01": "was shut down. Nothing was saved; try again.",
    "57P02": "was shut down. Nothing was saved; try again.",
    "57P03": "is still starting. Nothing was saved; try again.",
}
_REFUSALS = (
    (
        "does not exist",
        "is not there: the server knows no such database or user; look at DATABASE_URL.",
    ),
    ("authentication failed", _NOT_LET_IN),
    ("no password supplied", _NOT_LET_IN),
    ("pg_hba.conf", "does not let this machine in with the user in DATABASE_URL."),
    ("too many", _NO_PLACE),
    ("connection slots", _NO_PLACE),
    ("starting up", "is still starting. Nothing was saved; try again."),
    ("shutting down", "was shut down. Nothing was saved; try again."),
)
