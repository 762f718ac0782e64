"""Brings the tables to where this release wants them, in one transaction, whoever else is starting."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from adapters.sql.engine import VERSION_TABLE, explained, sqlite_engine

SCRIPTS = Path(__file__).parent / "migrations"
HEAD = "0003"
"""The last migration; named here because asking Alembic takes a second at every start."""


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
    engine = sqlite_engine(path, foreign_keys=False)
    try:
        with explained(path), engine.begin() as connection:
            found = _version(connection)
            if found != head:
                # Alembic takes a second to import, at every start.
                from adapters.sql.upgrading import upgrade  # noqa: PLC0415

                upgrade(connection, path, scripts, found, head)
    finally:
        engine.dispose()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(
        select(column("version_num")).select_from(table(VERSION_TABLE))
    ).scalar()
