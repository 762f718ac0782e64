"""Every store there is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.memory import MemoryStore
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.ports import Store


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """Each store in turn, empty."""
    match request.param:
        case "memory":
            opened: Store = MemoryStore()
        case "sqlite":
            opened = open_store(f"sqlite:///{tmp_path / 'afterview.db'}", load_keys(new_key()))
        case _:
            opened = open_store(request.getfixturevalue("server_url"), load_keys(new_key()))
    yield opened
    await opened.close()
