"""Migrations lead to the tables of this release, all or nothing, and delete nothing on the way."""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from adapters.sql.crypto import KeyRing
from adapters.sql.schema import HEAD, SCRIPTS, migrate
from adapters.sql.store import open_store
from adapters.sql.tables import METADATA
from bot.errors import StoreError
from tests.contract.people import kept, put, somebody
from tests.every_field import WHO, Filler

REBUILD = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "9000", "{head}"


def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.String, nullable=True))
    {last}
"""


def schema(path: Path) -> dict[str, str]:
    """Return what made each table and index, spaces folded."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in made if name != "alembic_version"}


def scripts(folder: Path, last: str) -> Path:
    """Return our migrations with one more that rebuilds a table and ends with a line of Python."""
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9000_rebuild.py").write_text(REBUILD.format(last=last, head=HEAD))
    return folder


def test_migrations_make_the_tables_of_this_release(path: Path, tmp_path: Path) -> None:
    """Column by column and constraint by constraint, the migrated tables are those in the code."""
    migrate(path)
    made = tmp_path / "made.db"
    engine = create_engine(f"sqlite:///{made}")
    METADATA.create_all(engine)
    engine.dispose()
    assert schema(path) == schema(made)


def test_the_head_is_the_last_migration() -> None:
    """The revision named in the code is the one that the folder of migrations ends with."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_rebuilding_a_table_keeps_what_refers_to_it(
    url: str, path: Path, ring: KeyRing, tmp_path: Path
) -> None:
    """A table rebuilt by a migration does not take along the rows that would cascade with it."""
    journey = Filler().journey()
    store = open_store(url, ring)
    await put(store, journey)
    migrate(path, scripts(tmp_path / "scripts", "pass"), "9000")
    assert await kept(store, WHO) == journey
    await store.close()


async def test_a_migration_that_breaks_references_is_undone(
    url: str, path: Path, ring: KeyRing, tmp_path: Path
) -> None:
    """Rows left without their owner stop the start, and nothing of the migration stays."""
    store = open_store(url, ring)
    await put(store, Filler().journey())
    await store.close()
    before = schema(path)
    with pytest.raises(StoreError, match="would have broken the database"):
        migrate(path, scripts(tmp_path / "scripts", 'op.execute("DELETE FROM person")'), "9000")
    assert schema(path) == before


def test_a_migration_killed_midway_never_happened(
    url: str, path: Path, key: str, ring: KeyRing, tmp_path: Path
) -> None:
    """After a kill in the last line the file is as before: either release starts, the newer one migrates."""
    asyncio.run(_keep(url, ring))
    before = schema(path)
    folder = scripts(tmp_path / "dying", "import os; os._exit(9)")
    worker = [sys.executable, "-m", "tests.adapters.store_worker"]
    command = [*worker, "upgrade", url, key, folder, "9000"]
    killed = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == 9
    assert schema(path) == before
    asyncio.run(_keep(url, ring))
    migrate(path, scripts(tmp_path / "living", "pass"), "9000")
    assert "extra" in schema(path)


async def _keep(url: str, ring: KeyRing) -> None:
    store = open_store(url, ring)
    await put(store, somebody())
    assert await kept(store, somebody().person.address) == somebody()
    await store.close()
