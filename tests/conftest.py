"""What holds for every test."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.postgres import Server

# How long something takes belongs in benchmarks/; a slow machine must not fail a claim. On CI the same commit
# gets the same verdict twice; everywhere else each run looks somewhere new.
settings.register_profile(
    "claims",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("claims")


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Server]":
    """A PostgreSQL server, started with the first test that needs one."""
    from tests.postgres import running  # noqa: PLC0415

    with running() as server:
        yield server


@pytest.fixture
def server_url(postgres: "Server") -> str:
    """The URL of a database with all tables and nothing in them."""
    return postgres.ready()
