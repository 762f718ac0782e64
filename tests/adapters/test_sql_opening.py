"""Which files are opened, and how the others are refused: with a reason, and left as they are."""

import asyncio
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sql.crypto import KeyRing, load_keys, new_key
from adapters.sql.store import open_store
from bot.errors import StoreError
from tests.contract.people import kept, put, somebody
from tests.every_field import WHO, Filler


async def test_a_new_file_is_for_its_owner_alone(url: str, path: Path, ring: KeyRing) -> None:
    """Neither the file nor its log can be read by anybody else."""
    store = open_store(url, ring)
    await put(store, somebody())
    modes = [stat.S_IMODE(one.stat().st_mode) for one in path.parent.glob(f"{path.name}*")]
    await store.close()
    assert modes == [0o600] * 3


async def test_what_was_kept_is_there_after_a_restart(url: str, ring: KeyRing) -> None:
    """Closed and opened again, the store knows every field."""
    journey = Filler().journey()
    for _ in range(2):
        store = open_store(url, ring)
        await put(store, journey)
        assert await kept(store, WHO) == journey
        await store.close()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "cannot be read"),
        ("afterview.db", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file.db?mode=ro", "names no file"),
        ("mysql://me:secret@host/db", "mysql is not supported"),
        ("postgresql+asyncpg://me:secret@host/db", "asyncpg is not supported"),
        ("postgresql://me:secret@host", "names no database"),
        ("postgresql://me:secret@host:port/db", "cannot be read"),
    ],
)
def test_other_urls_are_refused(url: str, reason: str, ring: KeyRing) -> None:
    """What is neither is refused with what is allowed, and without a password in the message."""
    with pytest.raises(StoreError, match=rf"{reason}.*sqlite:///PATH and postgresql://") as error:
        open_store(url, ring)
    assert "secret" not in str(error.value)


async def _fill(url: str, ring: KeyRing) -> None:
    store = open_store(url, ring)
    await put(store, Filler().journey())
    await store.close()


def _not_a_database(path: Path) -> None:
    path.write_text("Dear diary,\n" * 1000)


def _zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(bytes(content))


def _damaged_at_the_end(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(bytes(content))


def _somebody_elses(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (_not_a_database, "is not a database"),
        (_zeroed, "is not a database"),
        (_cut, "is broken"),
        (_damaged, "is broken"),
        (_damaged_at_the_end, "is broken"),
        (_somebody_elses, "another program"),
        (_newer, "newer release"),
    ],
)
def test_a_file_that_is_not_ours_is_left_as_it_is(
    url: str, path: Path, ring: KeyRing, harm: Callable[[Path], None], reason: str
) -> None:
    """A broken, foreign or newer file is refused with what to do, and not a byte of it is changed."""
    asyncio.run(_fill(url, ring))
    harm(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"{reason}.*left as it is"):
        open_store(url, ring)
    assert path.read_bytes() == before


def test_a_missing_folder_is_named(tmp_path: Path, ring: KeyRing) -> None:
    """A path that leads nowhere, or to a folder, is refused; nothing is made."""
    for path in (tmp_path / "nowhere" / "a.db", tmp_path):
        with pytest.raises(StoreError, match=r"cannot be (created|opened): "):
            open_store(f"sqlite:///{path}", ring)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_taken(url: str, path: Path, ring: KeyRing) -> None:
    """A start killed right after making the file does not keep the next one from using it."""
    path.touch()
    asyncio.run(_fill(url, ring))
    assert path.stat().st_size > 0


async def test_another_key_is_refused(url: str, path: Path, ring: KeyRing) -> None:
    """With a key that did not seal what lies there the start stops and names the setting."""
    await open_store(url, ring).close()
    with pytest.raises(StoreError, match=f"AFTERVIEW_KEY.*{ring.newest.id}"):
        open_store(url, load_keys(new_key()))


async def test_an_old_key_is_needed_as_long_as_it_was_used(
    url: str, key: str, ring: KeyRing
) -> None:
    """With a new key in front all stays readable; without the old one behind it the start stops."""
    journey = Filler().journey()
    store = open_store(url, ring)
    await put(store, journey)
    await store.close()
    new = new_key()
    store = open_store(url, load_keys(f"{new},{key}"))
    assert await kept(store, WHO) == journey
    await store.close()
    for too_few in (new, key):
        with pytest.raises(StoreError, match="another key"):
            open_store(url, load_keys(too_few))
