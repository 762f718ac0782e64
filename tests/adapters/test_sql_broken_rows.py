"""Rows that no release of ours writes, in a real database: their person is set aside, everybody else goes on."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Connection, text

from adapters.sql.crypto import KeyRing
from adapters.sql.store import SqlStore, open_store
from bot.errors import DamagedError
from bot.library import Library, load_library
from bot.people import Address
from scheduler.deliver import Deliverer
from scheduler.outcome import Outcome
from tests.desk import Desk
from tests.scheduler.outboxes import Recording

BROKEN, WHOLE = Address("terminal", "broken"), Address("terminal", "whole")
Harm = Callable[[Connection], None]


@pytest.fixture(scope="module")
def library() -> Library:
    """The words and tables as they are."""
    return load_library()


@pytest.fixture
async def desk(shared: str, ring: KeyRing, library: Library) -> AsyncIterator[Desk]:
    """Two people who each told of an interview; whoever is looked at last is `WHOLE`."""
    store = open_store(shared, ring)
    desk = Desk(library, store=store)
    for desk.who in (BROKEN, WHOLE):
        await desk.sit_down()
        await desk.add("Acme")
    yield desk
    await store.close()


MEANT = {
    "UNKNOWN": "occurrence = kind || occurrence, kind = 'greeting'",
    "FIRST": "due = (SELECT min(due) FROM nudge WHERE person = WHOSE)",
    "STRAY": "(SELECT proof FROM seal_key)",
    "WHOSE": "(SELECT id FROM person WHERE \"user\" = 'broken')",
}


def changing(statement: str) -> Harm:
    """Return what changes the rows of `BROKEN` as another program might, whatever we asked of the database."""

    def change(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            for name in ("kind", "state"):
                connection.execute(text(f"ALTER TABLE nudge DROP CONSTRAINT nudge_{name}_ck"))
            connection.execute(text("ALTER TABLE person DROP CONSTRAINT person_pace_ck"))
        meant = statement
        for name, words in MEANT.items():
            meant = meant.replace(name, words)
        connection.execute(text(meant))
        # Nobody remembers them as they were.
        connection.execute(text("UPDATE person SET revision = revision + 1"))

    return change


UNREADABLE = {
    "kind": "UPDATE nudge SET UNKNOWN WHERE person = WHOSE AND FIRST",
    "every kind": "UPDATE nudge SET UNKNOWN WHERE person = WHOSE",
    "state": "UPDATE nudge SET state = 'lost' WHERE person = WHOSE AND FIRST",
}
"""Rows of the schedule that say nothing to this release."""
DAMAGED = {
    "pace": ("UPDATE person SET pace = 'sideways' WHERE id = WHOSE", "kept of the person"),
    "zone": ("UPDATE person SET zone = 'Mars/Olympus' WHERE id = WHOSE", "ZoneInfoNotFoundError"),
    "zone of an employer": (
        "UPDATE interview SET zone = 'Mars', ended_zone = 'Mars' WHERE person = WHOSE",
        "ZoneInfoNotFoundError",
    ),
    "sealed text": (
        "UPDATE interview SET company = STRAY WHERE person = WHOSE",
        "was changed or moved",
    ),
    "sealed setting": ("UPDATE person SET off = STRAY WHERE id = WHOSE", "was changed or moved"),
}
"""What a person's messages cannot be worded without, and what the log says of it."""
HARMLESS = {
    "zone of a nudge": "UPDATE nudge SET zone = 'Mars/Olympus' WHERE person = WHOSE",
    "interview that is not there": "UPDATE nudge SET interview = 'nowhere' WHERE person = WHOSE",
}
"""What is worked out anew in any case."""
HARMS = UNREADABLE | {name: change for name, (change, _) in DAMAGED.items()} | HARMLESS


async def harm(desk: Desk, statement: str) -> datetime:
    """Change rows, and return when the first nudge is due."""
    due = await desk.store.next_due()
    assert due is not None
    assert isinstance(desk.store, SqlStore)
    await desk.store.run(changing(statement))
    return due


def deliverer(desk: Desk, outbox: Recording) -> Deliverer:
    """Return a deliverer of both."""
    return Deliverer(
        desk.store, outbox, desk.library, desk.new_id, Random(1), monotonic=lambda: 0.0
    )


@pytest.mark.parametrize("name", HARMS)
async def test_one_broken_row_keeps_nobody_else_waiting(
    desk: Desk, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """At the first look the others get theirs, and look after look goes on as if nothing were broken."""
    due = await harm(desk, HARMS[name])
    outbox = Recording()
    one = deliverer(desk, outbox)
    for hours in range(30):
        await one.deliver_due(due + timedelta(hours=hours))
        assert WHOLE in {posted.to for posted in outbox.posted}
    posted = Counter(one.to for one in outbox.tried)
    assert posted[WHOLE] >= posted[BROKEN]
    assert (name in HARMLESS) == (caplog.text == "")
    assert "Acme" not in caplog.text


@pytest.mark.parametrize("name", DAMAGED)
async def test_whoever_cannot_be_worded_for_is_soon_left_alone(
    desk: Desk, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is posted, it is tried three times and then once a day, and the log says what is broken."""
    change, says = DAMAGED[name]
    due = await harm(desk, change)
    outbox = Recording()
    one = deliverer(desk, outbox)
    for minutes in range(0, 36 * 60, 30):
        await one.deliver_due(due + timedelta(minutes=minutes))
    assert BROKEN not in {tried.to for tried in outbox.tried}
    # Three tries for each of its rows that fell due meanwhile.
    assert 3 <= one.counts[Outcome.BROKEN] <= 12
    assert says in caplog.text


@pytest.mark.parametrize("name", UNREADABLE)
async def test_an_unreadable_row_locks_nobody_out(
    desk: Desk, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Its person is answered, the row is logged and gone, and what is still to come is planned anew."""
    await harm(desk, UNREADABLE[name])
    desk.who = BROKEN
    await desk.say("what's next")
    assert caplog.text.count("cannot be read and was taken out") >= 1
    caplog.clear()
    desk.who = WHOLE
    whole = [(one.key.kind, one.due) for one in (await desk.journey()).nudges]
    desk.who = BROKEN
    assert [(one.key.kind, one.due) for one in (await desk.journey()).nudges] == whole
    assert caplog.text == ""


@pytest.mark.parametrize("name", ["pace", "sealed text"])
async def test_whoever_cannot_be_read_is_told(desk: Desk, name: str) -> None:
    """Their turn is refused as when nothing can be saved; everybody else is answered."""
    change, _ = DAMAGED[name]
    await harm(desk, change)
    desk.who = BROKEN
    with pytest.raises(DamagedError, match=r"cannot be read|was changed or moved"):
        await desk.say("what's next")
    desk.who = WHOLE
    await desk.say("what's next")
