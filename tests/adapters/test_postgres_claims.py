"""Several processes claim from one PostgreSQL database at the same moment, and none waits for another."""

from collections.abc import AsyncIterator
from itertools import count

import pytest
from sqlalchemy import text

from adapters.sql import claims
from adapters.sql.crypto import KeyRing
from adapters.sql.store import SqlStore, open_store
from tests.contract.people import LEASE, NOW, put, somebody, with_nudges
from tests.postgres import Server

NUMBERS = count()


def token() -> str:
    """Return another token each time."""
    return f"token {next(NUMBERS)}"


@pytest.fixture
async def store(server_url: str, ring: KeyRing) -> AsyncIterator[SqlStore]:
    """A store in which four people have something due, one after the other, each two nudges."""
    opened = open_store(server_url, ring)
    for minutes, user in enumerate("dcba"):
        await put(opened, with_nudges(somebody(user), -200 - minutes * 10, -30))
    yield opened
    await opened.close()


async def test_a_claim_under_way_elsewhere_is_passed_over(
    store: SqlStore, server_url: str, postgres: Server
) -> None:
    """What another process is just claiming is not waited for: the next people are claimed instead."""
    with postgres.engine(server_url) as engine, engine.begin() as other:
        theirs = claims.claim(other, NOW, LEASE, 2, token)
        ours = await store.claim(NOW, LEASE, 2)
        assert [one.address.user for one in theirs] == ["a", "b"]
        assert [one.address.user for one in ours] == ["c", "d"]
        assert await store.claim(NOW, LEASE, 2) == []
    assert await store.claim(NOW, LEASE, 2) == []


async def test_a_claim_that_was_undone_is_free_again(
    store: SqlStore, server_url: str, postgres: Server
) -> None:
    """A process that dies while it claims leaves nobody claimed."""
    with postgres.engine(server_url) as engine, engine.connect() as other:
        claims.claim(other, NOW, LEASE, 4, token)
        assert await store.claim(NOW, LEASE, 4) == []
        other.rollback()
    assert len(await store.claim(NOW, LEASE, 4)) == 4


async def test_whoever_is_just_writing_is_claimed_later(
    store: SqlStore, server_url: str, postgres: Server
) -> None:
    """A person in the middle of a turn holds up nobody else's nudges, and comes with the next claim."""
    with postgres.engine(server_url) as engine, engine.begin() as turn:
        turn.execute(text("SELECT id FROM person WHERE \"user\" = 'a' FOR UPDATE"))
        assert [one.address.user for one in await store.claim(NOW, LEASE, 1)] == ["b"]
    assert [one.address.user for one in await store.claim(NOW, LEASE, 1)] == ["a"]
