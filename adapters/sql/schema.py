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
            if _version(connection, path) != head:
                _upgrade(connection, path, scripts, head)
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


def _upgrade(connection: Connection, path: Path, scripts: Path, head: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    found = _version(connection, path)
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"The database {path} was written by a newer release (its schema is {found}, this release "
            f"knows {head}). It was left as it is; start the newer release."
        )
    command.upgrade(config, head)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreError(f"Migrating {path} would have broken it. It was left as it is.")
