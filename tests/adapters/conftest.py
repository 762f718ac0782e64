"""A database of its own for each test."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.sql.crypto import KeyRing, load_keys, new_key
from tests.adapters.scripts import Stage

if TYPE_CHECKING:
    from tests.postgres import Server


@pytest.fixture
def key() -> str:
    """A fresh key, as the setting takes it."""
    return new_key()


@pytest.fixture
def ring(key: str) -> KeyRing:
    """A key ring with that key alone."""
    return load_keys(key)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made; nothing is there yet."""
    return tmp_path / "afterview.db"


@pytest.fixture
def url(path: Path) -> str:
    """The URL of that database."""
    return f"sqlite:///{path}"


@pytest.fixture
def stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Stage:
    """Where scripts are played, in a folder of their own."""
    return Stage(tmp_path, lambda: capsys.readouterr().err)


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, path: Path) -> str:
    """The URL of a database that is not there yet, or has no tables."""
    if request.param == "sqlite":
        return f"sqlite:///{path}"
    postgres: Server = request.getfixturevalue("postgres")
    return postgres.make()
