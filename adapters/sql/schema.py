"""Brings the tables to where this release wants them, in one transaction, whoever else is starting."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from adapters.sql.engine import STARTING_SECONDS, VERSION_TABLE, explained, sqlite_engine

SCRIPTS = Path(__file__).parent / "migrations"
HEAD = "0005"
"""The last migration; named here because asking Alembic takes a second at every start."""
_STARTING = 0x41667465727669
"""An advisory lock's number, ours by its letters."""


def migrate(path: Path, scripts: Path = SCRIPTS, head: str = HEAD) -> None:
    """Bring a database to the last migration; several processes may do so at once.

    All migrations run in one transaction: killed midway, none of them has happened.

    Args:
        path: The database file.
        scripts: Folder of the migrations.
        head: The last of them.

    Raises:
        StoreError: The tables are a newer release's, or a migration breaks a reference between them.
    """
    engine = sqlite_engine(path, foreign_keys=False, busy_seconds=STARTING_SECONDS)
    try:
        with explained(path), engine.begin() as connection:
            _bring(connection, f"The database {path}", scripts, head)
    finally:
        engine.dispose()


def migrate_server(
    connection: Connection, name: str, scripts: Path = SCRIPTS, head: str = HEAD
) -> None:
    """Bring a PostgreSQL database to the last migration; several processes may do so at once.

    Until the transaction ends, other processes that start wait here.

    Args:
        connection: In a transaction; killed midway, none of the migrations has happened.
        name: What the database is called in errors.
        scripts: Folder of the migrations.
        head: The last of them.

    Raises:
        StoreError: The tables are a newer release's.
    """
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_STARTING})")
    _bring(connection, name, scripts, head)


def _bring(connection: Connection, name: str, scripts: Path, head: str) -> None:
    found = version_of(connection)
    if found != head:
        # Alembic takes a second to import, at every start.
        from adapters.sql.upgrading import upgrade  # noqa: PLC0415

        upgrade(connection, name, scripts, found, head)


def version_of(connection: Connection) -> str | None:
    """Return the last migration that was run; None where there are no tables of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(
        select(column("version_num")).select_from(table(VERSION_TABLE))
    ).scalar()
