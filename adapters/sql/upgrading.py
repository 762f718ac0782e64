"""Runs the migrations; apart from `schema` because Alembic takes a second to import."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.errors import StoreError


def upgrade(connection: Connection, name: str, scripts: Path, found: str | None, head: str) -> None:
    """Run the migrations from `found` to `head` in the transaction under way.

    Args:
        connection: Of the database; where foreign keys can be switched off, they are.
        name: What it is called in errors.
        scripts: Folder of the migrations.
        found: The last that was run, if any.
        head: The last to run.

    Raises:
        StoreError: `found` is none of the migrations, or one of them broke a reference.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"{name} was written by a newer release: its schema is {found}, this "
            f"release knows {head}. It was left as it is; start the newer release."
        )
    command.upgrade(config, head)
    if connection.dialect.name != "sqlite":
        # Every other database has held the migrations to the foreign keys itself.
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreError(
            f"Migrating would have broken {name[0].lower()}{name[1:]}. It was left as it is."
        )
