"""Migrations lead to the same tables on PostgreSQL, all or nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

from adapters.sql.crypto import KeyRing
from adapters.sql.schema import HEAD, SCRIPTS
from adapters.sql.store import open_store
from adapters.sql.tables import METADATA
from tests.contract.people import kept, put, somebody
from tests.postgres import Server

NEXT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "9000", "{head}"


def upgrade():
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))
    {last}
"""

COLUMNS = """
SELECT table_name, column_name, ordinal_position::text, data_type, is_nullable, column_default
FROM information_schema.columns WHERE table_schema = 'public'
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"


def schema(postgres: Server, url: str) -> set[tuple[object, ...]]:
    """Return every column, constraint and index of a database."""
    with postgres.engine(url) as engine, engine.connect() as connection:
        found = [
            tuple(row)
            for query in (COLUMNS, CONSTRAINTS, INDEXES)
            for row in connection.exec_driver_sql(query)
        ]
    return {one for one in found if one[0] != "alembic_version"}


def scripts(folder: Path, last: str) -> Path:
    """Return our migrations with one more that ends with a line of Python."""
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9000_next.py").write_text(NEXT.format(last=last, head=HEAD))
    return folder


def upgrade(url: str, key: str, folder: Path) -> int:
    """Run other migrations than ours in a process of their own, and return its exit status."""
    worker = [sys.executable, "-m", "tests.adapters.store_worker"]
    command = [*worker, "upgrade", url, key, folder, "9000"]
    return subprocess.run(command, cwd=Path(__file__).parents[2], check=False).returncode


def test_migrations_make_the_tables_of_this_release(server_url: str, postgres: Server) -> None:
    """Column by column and constraint by constraint, the migrated tables are those in the code."""
    made = postgres.make()
    with postgres.engine(made) as engine:
        METADATA.create_all(engine)
    assert schema(postgres, server_url) == schema(postgres, made)


async def test_a_migration_killed_midway_never_happened(
    postgres: Server, key: str, ring: KeyRing, tmp_path: Path
) -> None:
    """After a kill in the last line all is as before: either release starts, the newer one migrates."""
    url = postgres.make()
    store = open_store(url, ring)
    await put(store, somebody())
    await store.close()
    before = schema(postgres, url)
    assert upgrade(url, key, scripts(tmp_path / "dying", "import os; os._exit(9)")) == 9
    assert schema(postgres, url) == before
    store = open_store(url, ring)
    assert await kept(store, somebody().person.address) == somebody()
    await store.close()
    assert upgrade(url, key, scripts(tmp_path / "living", "pass")) == 0
    assert {one[0] for one in schema(postgres, url)} > {one[0] for one in before}
