"""Loads one person's journey, with one plain SELECT per table."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from adapters.keeping import by_due
from adapters.sql.crypto import KeyRing
from adapters.sql.dialogues import open_dialogue
from adapters.sql.prepared import Prepared
from adapters.sql.shapes import FACTS, NUDGE, PERSON, WAIT, Shape, table_of
from adapters.sql.tables import DialogueRow
from bot.interview import Wait
from bot.journey import Dialogue, Fact, Facts, Journey
from bot.people import Address
from bot.schedule import Nudge, NudgeKey


@dataclass(frozen=True, slots=True)
class Loaded:
    """A journey as it lies in the store.

    Args:
        journey: The journey.
        positions: Where each fact stands in the order of telling, by table and id.
        tokens: Of the claims under way, by the nudge claimed.
        revision: What is kept of the person is this as long as their row carries it.
    """

    journey: Journey
    positions: Mapping[str, Mapping[str, int]]
    tokens: Mapping[NudgeKey, str]
    revision: int


def find(connection: Connection, who: Address) -> tuple[str, int] | None:
    """Return a person's id and revision, None for a stranger; where the database can, lock them.

    The lock holds until the transaction ends.
    """
    found = _FIND.first(connection, address_row(who))
    return None if found is None else (found["id"], found["revision"])


def load(connection: Connection, owner: str, ring: KeyRing) -> Loaded:
    """Load the journey of a person that was found in this transaction.

    Raises:
        StoreError: A sealed value cannot be opened.
    """
    mine = {"owner": owner}
    (row,) = _PERSON.rows(connection, mine)
    person = PERSON.read(row, owner, owner, ring)
    waits = _load_waits(connection, owner, ring)
    facts: dict[str, Any] = {}
    positions: dict[str, Mapping[str, int]] = {}
    for field, shape in FACTS.items():
        told: list[Fact] = []
        places: dict[str, int] = {}
        for found in _FACTS[field].rows(connection, mine):
            id: str = found["id"]
            apart = {"waits": tuple(waits[id])} if field == "interviews" else {}
            told.append(shape.read(found, owner, id, ring, **apart))
            places[id] = found["position"]
        facts[field] = tuple(told)
        positions[shape.table.name] = places
    nudges: list[Nudge] = []
    tokens: dict[NudgeKey, str] = {}
    for found in _NUDGES.rows(connection, mine):
        nudge: Nudge = NUDGE.read(found, owner, "", ring)
        nudges.append(nudge)
        if found["token"] is not None:
            tokens[nudge.key] = found["token"]
    content = _DIALOGUE.first(connection, mine)
    dialogue = Dialogue() if content is None else open_dialogue(content["content"], owner, ring)
    journey = Journey(person, Facts(**facts), tuple(sorted(nudges, key=by_due)), dialogue)
    return Loaded(journey, positions, tokens, row["revision"])


def address_row(who: Address) -> dict[str, str]:
    """Return the columns by which a person is found."""
    return {
        "platform": who.platform,
        "enterprise": who.enterprise,
        "team": who.team,
        "user": who.user,
    }


def _load_waits(connection: Connection, owner: str, ring: KeyRing) -> dict[str, list[Wait]]:
    waits: dict[str, list[Wait]] = defaultdict(list)
    for row in _WAITS.rows(connection, {"owner": owner}):
        waits[row["interview"]].append(WAIT.read(row, owner, row["interview"], ring))
    return waits


def _of_owner(shape: Shape, *others: str) -> Select[Any]:
    columns = [*shape.columns, *(shape.table.c[name] for name in others)]
    return select(*columns).where(shape.table.c.person == bindparam("owner"))


BY_ADDRESS = [
    PERSON.table.c[name] == bindparam(name) for name in ("platform", "enterprise", "team", "user")
]
_FIND = Prepared(
    select(PERSON.table.c.id, PERSON.table.c.revision).where(*BY_ADDRESS).with_for_update()
)
_PERSON = Prepared(
    select(*PERSON.columns, PERSON.table.c.revision).where(PERSON.table.c.id == bindparam("owner"))
)
_FACTS = {
    field: Prepared(_of_owner(shape, "position").order_by(shape.table.c.position))
    for field, shape in FACTS.items()
}
_WAITS = Prepared(_of_owner(WAIT, "interview").order_by(WAIT.table.c.number))
_NUDGES = Prepared(_of_owner(NUDGE, "token"))
_DIALOGUE = Prepared(
    select(table_of(DialogueRow).c.content).where(
        table_of(DialogueRow).c.person == bindparam("owner")
    )
)
