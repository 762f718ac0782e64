"""Whoever asks the operator to be forgotten is, entirely, and nobody else with them."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.sql.crypto import load_keys
from adapters.sql.store import open_store
from bot.people import Address
from tests.adapters.migration_worker import engine_of
from tests.adapters.test_cli import run
from tests.contract.people import put
from tests.every_field import Filler

HERE, THERE = Address("slack", "U1", "T1"), Address("slack", "U1", "T2")
OTHER = Address("slack", "U2", "T1")
ALONE = Address("discord", "123456789012345678")


@pytest.fixture
def filled(url: str, key: str) -> str:
    """The URL of a file with four people, two of whom have the same id in two workspaces."""
    fill(url, key)
    return url


def fill(url: str, key: str) -> None:
    """Keep everything there can be of four people."""

    async def fill() -> None:
        store = open_store(url, load_keys(key))
        for number, who in enumerate((HERE, THERE, OTHER, ALONE)):
            whole = Filler(f"mark{number}-").journey()
            await put(store, replace(whole, person=replace(whole.person, address=who)))
        await store.close()

    asyncio.run(fill())


def left(url: str, key: str) -> list[Address]:
    """Return who is still kept."""

    async def look() -> list[Address]:
        store = open_store(url, load_keys(key))
        kept = [one for one in (HERE, THERE, OTHER, ALONE) if await store.load(one)]
        await store.close()
        return kept

    return asyncio.run(look())


def test_one_person_goes_and_the_others_stay(shared: str, key: str, tmp_path: Path) -> None:
    """Every row of theirs is gone, from either database."""
    fill(shared, key)
    settings = {"DATABASE_URL": shared, "AFTERVIEW_KEY": key}
    done = run("erase", "discord", ALONE.user, "--yes", cwd=tmp_path, **settings)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Erased: discord {ALONE.user}. Copies made before")
    assert left(shared, key) == [HERE, THERE, OTHER]
    with engine_of(shared) as engine, engine.connect() as connection:
        (rows,) = connection.exec_driver_sql("SELECT count(DISTINCT person) FROM nudge").one()
    assert rows == 3


def test_an_id_that_is_two_people_needs_a_workspace(filled: str, key: str, tmp_path: Path) -> None:
    """Both are named and nobody is erased; with the workspace told, it is the one meant."""
    settings = {"DATABASE_URL": filled, "AFTERVIEW_KEY": key}
    done = run("erase", "slack", "U1", "--yes", cwd=tmp_path, **settings)
    assert done.returncode == 1
    assert "slack U1 is 2 people: slack U1 in T1; slack U1 in T2." in done.stdout
    assert len(left(filled, key)) == 4
    assert (
        run("erase", "slack", "U1", "--team", "T2", "--yes", cwd=tmp_path, **settings).returncode
        == 0
    )
    assert left(filled, key) == [HERE, OTHER, ALONE]


def test_it_asks_once_more(filled: str, key: str, tmp_path: Path) -> None:
    """Only `yes` goes on; anything else erases nobody."""
    settings = {"DATABASE_URL": filled, "AFTERVIEW_KEY": key}
    for answer, status in (("no\n", 1), ("", 1), ("yes\n", 0)):
        assert len(left(filled, key)) == 4
        done = run("erase", "slack", "U2", cwd=tmp_path, given=answer, **settings)
        assert done.returncode == status
        assert "Everything kept of slack U2 in T1 goes for good" in done.stdout
    assert left(filled, key) == [HERE, THERE, ALONE]


def test_a_stranger_is_said_to_be_one(filled: str, key: str, tmp_path: Path) -> None:
    """A mistyped id erases nobody, and says so."""
    settings = {"DATABASE_URL": filled, "AFTERVIEW_KEY": key}
    done = run("erase", "discord", "1", "--yes", cwd=tmp_path, **settings)
    assert done.returncode == 1
    assert done.stdout == "Nothing is kept of discord 1.\n"
    assert run("erase", "telegram", "1", cwd=tmp_path, **settings).returncode == 2
