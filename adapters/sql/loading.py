"""Loads one person's journey, with one plain SELECT per table."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from adapters.keeping import by_due
from adapters.sql.crypto import KeyRing
from adapters.sql.dialogues import open_dialogue
from adapters.sql.shapes import FACTS, NUDGE, PERSON, WAIT, Shape, table_of
from adapters.sql.tables import DialogueRow
from bot.interview import Wait
from bot.journey import Dialogue, Fact, Facts, Journey
from bot.people import Address
from bot.schedule import Nudge


@dataclass(frozen=True, slots=True)
class Loaded:
    """A journey as it lies in the store.

    Args:
        journey: The journey.
        positions: Where each fact stands in the order of telling, by table and id.
        tokens: Tokens of the claims under way.
    """

    journey: Journey
    positions: Mapping[tuple[str, str], int]
    tokens: frozenset[str]


def load(connection: Connection, who: Address, ring: KeyRing) -> Loaded | None:
    """Load a person's journey and, where the database can, lock it until the transaction ends.

    Raises:
        StoreError: A sealed value cannot be opened.
    """
    found = connection.execute(_PERSON, address_row(who)).mappings().first()
    if found is None:
        return None
    owner: str = found["id"]
    mine = {"owner": owner}
    person = PERSON.read(found, owner, owner, ring)
    waits = _load_waits(connection, owner, ring)
    facts: dict[str, Any] = {}
    positions: dict[tuple[str, str], int] = {}
    for field, shape in FACTS.items():
        told: list[Fact] = []
        for row in connection.execute(_FACTS[field], mine).mappings():
            id: str = row["id"]
            apart = {"waits": tuple(waits[id])} if field == "interviews" else {}
            told.append(shape.read(row, owner, id, ring, **apart))
            positions[shape.table.name, id] = row["position"]
        facts[field] = tuple(told)
    nudges: list[Nudge] = []
    tokens: set[str] = set()
    for row in connection.execute(_NUDGES, mine).mappings():
        nudges.append(NUDGE.read(row, owner, "", ring))
        if row["token"] is not None:
            tokens.add(row["token"])
    content = connection.execute(_DIALOGUE, mine).scalar()
    dialogue = Dialogue() if content is None else open_dialogue(content, owner, ring)
    journey = Journey(person, Facts(**facts), tuple(sorted(nudges, key=by_due)), dialogue)
    return Loaded(journey, positions, frozenset(tokens))


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
    for row in connection.execute(_WAITS, {"owner": owner}).mappings():
        waits[row["interview"]].append(WAIT.read(row, owner, row["interview"], ring))
    return waits


def _of_owner(shape: Shape, *others: str) -> Select[Any]:
    columns = [*shape.columns, *(shape.table.c[name] for name in others)]
    return select(*columns).where(shape.table.c.person == bindparam("owner"))


BY_ADDRESS = [
    PERSON.table.c[name] == bindparam(name) for name in ("platform", "enterprise", "team", "user")
]
_PERSON = select(*PERSON.columns).where(*BY_ADDRESS).with_for_update()
_FACTS = {
    field: _of_owner(shape, "position").order_by(shape.table.c.position)
    for field, shape in FACTS.items()
}
_WAITS = _of_owner(WAIT, "interview").order_by(WAIT.table.c.number)
_NUDGES = _of_owner(NUDGE, "token")
_DIALOGUE = select(table_of(DialogueRow).c.content).where(
    table_of(DialogueRow).c.person == bindparam("owner")
)
