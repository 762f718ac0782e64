"""Runs the migrations; apart from `schema` because Alembic takes a second to import."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import StoreError


def upgrade(
    connection: Connection, path: Path, scripts: Path, found: str | None, head: str
) -> None:
    """Run the migrations from `found` to `head` in the transaction under way.

    Raises:
        StoreError: `found` is none of the migrations, or one of them broke a reference.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"The database {path} was written by a newer release: its schema is {found}, this "
            f"release knows {head}. It was left as it is; start the newer release."
        )
    command.upgrade(config, head)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreError(f"Migrating {path} would have broken it. It was left as it is.")
