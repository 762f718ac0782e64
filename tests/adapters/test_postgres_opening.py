"""Which PostgreSQL databases are opened, and how the others are refused: with a reason, and left as they are."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.crypto import KeyRing, load_keys, new_key
from adapters.sql.postgres_engine import check_server
from adapters.sql.schema import HEAD
from adapters.sql.store import open_store
from adapters.sql.urls import shown
from bot.errors import StoreError
from tests.contract.people import kept, put
from tests.every_field import WHO, Filler
from tests.postgres import Server


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def guarded(postgres: Server) -> Iterator[Server]:
    """A server that asks the user `locked` for a password."""
    [(file,)] = postgres.execute("SHOW hba_file")
    rules = Path(str(file))
    before = rules.read_text()
    rules.write_text("local all locked scram-sha-256\n" + before)
    postgres.execute("CREATE ROLE locked LOGIN PASSWORD 'very-secret'")
    postgres.execute("SELECT pg_reload_conf()")
    yield postgres
    rules.write_text(before)
    postgres.execute("SELECT pg_reload_conf()")
    postgres.execute("DROP ROLE locked")


def refusal(url: str, ring: KeyRing) -> str:
    """Return why a store is not opened."""
    with pytest.raises(StoreError) as error:
        open_store(url, ring)
    return str(error.value)


async def test_what_was_kept_is_there_after_a_restart(server_url: str, ring: KeyRing) -> None:
    """Closed and opened again, the store knows every field; hosts' way of writing the URL will do."""
    journey = Filler().journey()
    for url in (server_url, server_url.replace("postgresql://", "postgres://")):
        store = open_store(url, ring)
        await put(store, journey)
        assert await kept(store, WHO) == journey
        await store.close()


def test_a_server_out_of_reach_is_named(closed_port: int, ring: KeyRing) -> None:
    """A server that does not answer stops the start, and the password stays out of the message."""
    for host in (f"127.0.0.1:{closed_port}", "nowhere.invalid"):
        said = refusal(f"postgresql://me:very-secret@{host}/search", ring)
        assert f"The database search on {host.partition(':')[0]} cannot be reached" in said
        assert "DATABASE_URL" in said
        assert "secret" not in said


def test_a_missing_database_is_named(postgres: Server, ring: KeyRing) -> None:
    """A database or user that the server does not know is not made."""
    assert "knows no such database or user" in refusal(postgres.url("nothing"), ring)
    unknown = postgres.url("postgres").replace("postgres@", "nobody@")
    assert "knows no such database or user" in refusal(unknown, ring)
    assert postgres.execute("SELECT 1 FROM pg_database WHERE datname = 'nothing'") == []


def test_a_wrong_password_is_not_repeated(guarded: Server, ring: KeyRing) -> None:
    """Whoever reads the message learns that it was wrong, not what it was."""
    url = guarded.url("postgres")
    for user in ("locked:wrong-secret@", "locked@"):
        said = refusal(url.replace("postgres@", user), ring)
        assert "did not take the user or the password in DATABASE_URL" in said
        assert "secret" not in said


def test_a_user_who_may_make_no_tables_is_told(guarded: Server, ring: KeyRing) -> None:
    """Since PostgreSQL 15 a user may make tables in their own databases alone."""
    url = guarded.make().replace("postgres@", "locked:very-secret@")
    said = refusal(url, ring)
    assert "does not let the user in DATABASE_URL do this" in said
    assert "secret" not in said


def test_a_server_too_old_is_refused(postgres: Server) -> None:
    """The version found and the version needed are named; the server's word is stood in for."""
    with postgres.engine(postgres.make()) as engine, engine.connect() as connection:
        connection.dialect.server_version_info = (13, 22)
        with pytest.raises(StoreError, match=r"DATABASE_URL.*PostgreSQL 13; needed is 14"):
            check_server(connection, "The database search on db.example.org")


def test_another_programs_tables_are_left_alone(postgres: Server, ring: KeyRing) -> None:
    """A database that somebody else uses is refused, and nothing is added to it."""
    url = postgres.make()
    with postgres.engine(url) as engine:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE recipe (name text)")
        assert "another program's tables" in refusal(url, ring)
        with engine.begin() as connection:
            tables = connection.exec_driver_sql("SELECT tablename FROM pg_tables").scalars().all()
    assert "recipe" in tables
    assert "person" not in tables


async def test_a_newer_releases_tables_are_left_alone(server_url: str, postgres: Server) -> None:
    """A schema this release does not know is refused with what to do."""
    schema = text("UPDATE alembic_version SET version_num = :found")
    with postgres.engine(server_url) as engine:
        with engine.begin() as connection:
            connection.execute(schema, {"found": "9999"})
        try:
            said = refusal(server_url, load_keys(new_key()))
        finally:
            with engine.begin() as connection:
                connection.execute(schema, {"found": HEAD})
    assert "written by a newer release: its schema is 9999" in said


async def test_another_key_is_refused(server_url: str, ring: KeyRing) -> None:
    """With a key that did not seal what lies there the start stops and names the setting."""
    await open_store(server_url, ring).close()
    assert "AFTERVIEW_KEY" in refusal(server_url, load_keys(new_key()))


def test_a_url_is_shown_without_its_password() -> None:
    """Where the store lies is told at the start of a chat, which may be filmed."""
    assert shown("sqlite:///some/file.db") == "some/file.db"
    assert shown("postgres://me:secret@host:6543/db") == "postgresql://me@host:6543/db"
    assert shown("postgresql://host/db?password=secret&sslmode=require") == (
        "postgresql://host/db?sslmode=require"
    )
