"""Brings the tables to where this release wants them, in one transaction, whoever else is starting."""

from pathlib import Path

from sqlalchemy import Connection, inspect

from adapters.sql.engine import explained, sqlite_engine
from bot.errors import StoreError

SCRIPTS = Path(__file__).parent / "migrations"
HEAD = "0001"
"""The last migration; named here because asking Alembic takes a second at every start."""


def migrate(path: Path, scripts: Path = SCRIPTS, head: str = HEAD) -> None:
    """Bring a database to the last migration; several processes may do so at once.

    All migrations run in one transaction: killed midway, none of them has happened.

    Args:
        path: The database file.
        scripts: Folder of the migrations.
        head: The last of them.

    Raises:
        StoreError: The tables are another program's or a newer release's, or a migration breaks a
            reference between them.
    """
    engine = sqlite_engine(path, foreign_keys=False)
    try:
        with explained(path), engine.begin() as connection:
            found = _version(connection, path)
            if found != head:
                # Alembic takes a second to import, at every start.
                from adapters.sql.upgrading import upgrade  # noqa: PLC0415

                upgrade(connection, path, scripts, found, head)
    finally:
        engine.dispose()


def _version(connection: Connection, path: Path) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError(
            f"{path} is a database of another program. It was left as it is; name another file."
        )
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
