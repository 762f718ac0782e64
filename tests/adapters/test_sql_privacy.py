"""What somebody finds who takes the file: nothing personal, and after erasing nothing at all."""

import logging
import sqlite3
import traceback
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.sql.crypto import KeyRing
from adapters.sql.shapes import FACTS, NUDGE, PERSON, WAIT
from adapters.sql.store import open_store
from bot.errors import StoreError
from bot.journey import Facts
from bot.ports import Turned
from tests.contract.people import put, seen
from tests.every_field import WHO, Filler

OPEN = {
    # ids, by which rows find each other
    "Person.id",
    "Interview.id",
    "Interview.application",
    "Contact.id",
    "Contact.interview",
    "Notes.id",
    "Referee.id",
    "ReferenceUse.id",
    "ReferenceUse.interview",
    "ReferenceUse.referee",
    "FollowUp.id",
    "FollowUp.interview",
    "Application.id",
    "ToSend.id",
    "ToSend.interview",
    "Snooze.id",
    "Snooze.interview",
    "Snooze.occurrence",
    "NudgeKey.interview",
    "NudgeKey.occurrence",
    "Nudge.batch",
    # words of our own
    "Snooze.kind",
    "Interview.format",
    # settings, and where an employer is at the coarsest
    "Person.zone",
    "Person.country",
    "Person.language",
    "Interview.ended_zone",
    "Interview.country",
    "Interview.zone",
    "Nudge.zone",
}
"""The only texts that lie open. A field added here must be one that says nothing about anybody."""


def everything(path: Path) -> bytes:
    """Return all bytes of a database, its log included."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


async def test_nothing_personal_can_be_read(url: str, path: Path, ring: KeyRing) -> None:
    """Of every text field of every fact only those listed as open are found, in file and log."""
    filler = Filler()
    store = open_store(url, ring)
    await put(store, filler.journey())
    in_log = everything(path)
    await store.checkpoint()
    in_file = everything(path)
    await store.close()
    for found in (in_log, in_file):
        legible = {at for at, word in filler.words if word.encode() in found}
        assert legible == OPEN


async def test_the_end_of_a_dark_time_cannot_be_read(url: str, path: Path, ring: KeyRing) -> None:
    """Nobody learns from the file who had dark words, nor which nudges somebody switched off."""
    sealed = {one.column for one in PERSON.cells() if one.sealed}
    assert sealed == {"off", "dark_until"}


async def test_an_erased_person_leaves_no_byte(url: str, path: Path, ring: KeyRing) -> None:
    """After erasing, not even what lies open is left in the file or its log, though the store is in use."""
    filler = Filler("erase-me")
    store = open_store(url, ring)
    journey = filler.journey()
    await put(store, journey)
    await store.checkpoint()
    await put(store, replace(journey, facts=Facts()))
    await put(store, journey)
    before = everything(path)
    assert b"erase-me" in before
    await store.erase(WHO)
    assert b"erase-me" not in everything(path)
    await store.close()


async def test_an_erased_person_leaves_no_row(url: str, path: Path, ring: KeyRing) -> None:
    """After erasing, every table is as empty as before, but for the keys."""
    store = open_store(url, ring)
    journey = Filler().journey()
    await store.turn(WHO, "e", journey.person.joined, lambda _: Turned(journey, None))
    with closing(sqlite3.connect(path)) as connection:
        filled = _filled(connection)
        await store.erase(WHO)
        assert _filled(connection) == {"seal_key", "alembic_version"}
    await store.close()
    shapes = {shape.table.name for shape in (PERSON, WAIT, NUDGE, *FACTS.values())}
    assert filled - {"seal_key", "alembic_version"} == shapes | {"dialogue", "inbound_event"}


async def test_an_error_repeats_nothing_personal(
    url: str, path: Path, ring: KeyRing, caplog: pytest.LogCaptureFixture
) -> None:
    """What the database reports reaches the operator without any value, and so does the log."""
    caplog.set_level(logging.DEBUG)
    filler = Filler()
    store = open_store(url, ring)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE snooze")
        connection.execute("CREATE TABLE snooze (person TEXT)")
    with pytest.raises(StoreError) as error:
        await put(store, filler.journey())
    told = "".join(traceback.format_exception(error.value)) + caplog.text
    assert [word for _, word in filler.words if word in told] == []
    await store.close()


@pytest.mark.parametrize("change", ["moved", "changed", "cut"])
async def test_a_value_moved_in_the_file_is_refused(
    url: str, path: Path, ring: KeyRing, change: str
) -> None:
    """Sealed values cannot be swapped or changed in the file; whoever tries is found out once it is read."""
    store = open_store(url, ring)
    await put(store, Filler().journey())
    await store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        if change == "moved":
            connection.execute("UPDATE contact SET name = (SELECT name FROM referee LIMIT 1)")
        elif change == "cut":
            connection.execute("UPDATE contact SET name = x'7631'")
        else:
            connection.execute("UPDATE contact SET name = CAST(substr(name, 1, 30) AS BLOB)")
    store = open_store(url, ring)
    with pytest.raises(StoreError, match=r"contact/.*/name was changed or moved"):
        await seen(store, WHO)
    await store.close()


def _filled(connection: sqlite3.Connection) -> set[str]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    filled = (
        connection.execute(f"SELECT min('{name}') FROM \"{name}\"").fetchone()  # noqa: S608
        for (name,) in tables
    )
    return {name for (name,) in filled if name}
