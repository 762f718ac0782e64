"""Installations: sealed, found by place, forgotten whole; a begun one ends once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.sql.crypto import KeyRing
from adapters.sql.installations import Installations
from adapters.sql.store import open_store
from bot.people import Space

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HERE = Space("slack", "E1", "T1")


async def test_what_was_given_last_is_found_until_it_is_forgotten(
    shared: str, ring: KeyRing
) -> None:
    """A second installation replaces the first; forgetting is whole, and twice is no harm."""
    store = open_store(shared, ring)
    kept = Installations(store)
    assert await kept.find(HERE) is None
    await kept.keep(HERE, "xoxb-one", NOW)
    await kept.keep(HERE, "xoxb-two", NOW)
    assert await kept.find(HERE) == "xoxb-two"
    assert await kept.find(Space("slack", "", "T1")) is None
    await kept.forget(HERE)
    await kept.forget(HERE)
    assert await kept.find(HERE) is None
    await store.close()


async def test_no_token_lies_open_in_the_file(url: str, path: Path, ring: KeyRing) -> None:
    """The bytes of the database and its log never show what was given."""
    store = open_store(url, ring)
    await Installations(store).keep(HERE, "xoxb-secret-token", NOW)
    for file in path.parent.glob(f"{path.name}*"):
        assert b"xoxb" not in file.read_bytes()
    await store.close()


async def test_a_begun_installation_ends_once(shared: str, ring: KeyRing) -> None:
    """What the browser brings back is good once, not when it is old, and not when it is made up."""
    store = open_store(shared, ring)
    begun = Installations(store)
    ten_minutes_ago = NOW - timedelta(minutes=10)
    await begun.begin("fresh", NOW)
    await begun.begin("old", ten_minutes_ago)
    assert not await begun.finish("made up", ten_minutes_ago)
    assert await begun.finish("fresh", ten_minutes_ago)
    assert not await begun.finish("fresh", ten_minutes_ago)
    assert not await begun.finish("old", ten_minutes_ago)
    await store.close()
