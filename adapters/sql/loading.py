"""Loads journeys, with one plain SELECT per table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, bindparam, or_, select

from adapters.keeping import by_due
from adapters.sql.crypto import KeyRing
from adapters.sql.dialogues import open_dialogue
from adapters.sql.portions import AT_ONCE, is_one_of, owners_row, portions
from adapters.sql.prepared import Prepared
from adapters.sql.shapes import FACTS, NUDGE, PERSON, WAIT, Shape, table_of
from adapters.sql.tables import DialogueRow
from bot.errors import StoreError
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


def find_all(connection: Connection, people: Sequence[Address]) -> dict[Address, tuple[str, int]]:
    """Do the same for several people at once, and leave out strangers."""
    found: dict[Address, tuple[str, int]] = {}
    for some in portions(people):
        parameters = {
            f"{name}{number}": value
            for number, who in enumerate(some)
            for name, value in address_row(who).items()
        }
        for row in _FIND_ALL.rows(connection, parameters):
            who = Address(row["platform"], row["user"], row["team"], row["enterprise"])
            found[who] = row["id"], row["revision"]
    return found


def load(connection: Connection, owner: str, ring: KeyRing) -> Loaded:
    """Load the journey of a person that was found in this transaction.

    Raises:
        StoreError: A sealed value cannot be opened.
    """
    return _ONE.rows(connection, [owner]).loaded(owner, ring)


def load_all(connection: Connection, owners: Sequence[str], ring: KeyRing) -> dict[str, Loaded]:
    """Load several at once, and leave out those of whom something cannot be read."""
    loaded: dict[str, Loaded] = {}
    for some in portions(owners):
        rows = _SEVERAL.rows(connection, some)
        for owner in dict.fromkeys(some):
            with suppress(StoreError, ValueError, TypeError):
                loaded[owner] = rows.loaded(owner, ring)
    return loaded


def address_row(who: Address) -> dict[str, str]:
    """Return the columns by which a person is found."""
    return {
        "platform": who.platform,
        "enterprise": who.enterprise,
        "team": who.team,
        "user": who.user,
    }


class _Rows:
    """What lies in the database of some people, by table and person."""

    def __init__(self) -> None:
        self._of: defaultdict[str, defaultdict[str, list[Mapping[str, Any]]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def add(self, what: str, rows: Iterable[Mapping[str, Any]]) -> None:
        mine = self._of[what]
        for row in rows:
            mine[row["person"]].append(row)

    def loaded(self, owner: str, ring: KeyRing) -> Loaded:
        (row,) = self._of["person"][owner]
        person = PERSON.read(row, owner, owner, ring)
        waits: defaultdict[str, list[Wait]] = defaultdict(list)
        for found in self._of["waits"][owner]:
            waits[found["interview"]].append(WAIT.read(found, owner, found["interview"], ring))
        facts: dict[str, Any] = {}
        positions: dict[str, Mapping[str, int]] = {}
        for field, shape in FACTS.items():
            told: list[Fact] = []
            places: dict[str, int] = {}
            for found in self._of[field][owner]:
                id: str = found["id"]
                apart = {"waits": tuple(waits[id])} if field == "interviews" else {}
                told.append(shape.read(found, owner, id, ring, **apart))
                places[id] = found["position"]
            facts[field] = tuple(told)
            positions[shape.table.name] = places
        nudges: list[Nudge] = []
        tokens: dict[NudgeKey, str] = {}
        for found in self._of["nudges"][owner]:
            nudge: Nudge = NUDGE.read(found, owner, "", ring)
            nudges.append(nudge)
            if found["token"] is not None:
                tokens[nudge.key] = found["token"]
        dialogue = Dialogue()
        for found in self._of["dialogue"][owner]:
            dialogue = open_dialogue(found["content"], owner, ring)
        journey = Journey(person, Facts(**facts), tuple(sorted(nudges, key=by_due)), dialogue)
        return Loaded(journey, positions, tokens, row["revision"])


class _Selects:
    """The statements that load a number of people, one for each table.

    Args:
        many: How many people.
    """

    def __init__(self, many: int) -> None:
        self._many = many
        person, dialogue = PERSON.table, table_of(DialogueRow)
        self._statements = {
            "person": self._mine(person, person.c.id, *PERSON.columns, person.c.revision),
            "waits": self._of(WAIT, "interview", by="number"),
            **{field: self._of(shape, "position", by="position") for field, shape in FACTS.items()},
            "nudges": self._of(NUDGE, "token"),
            "dialogue": self._mine(dialogue, dialogue.c.person, dialogue.c.content),
        }

    def rows(self, connection: Connection, owners: Sequence[str]) -> _Rows:
        parameters = owners_row(owners)
        rows = _Rows()
        for what, statement in self._statements.items():
            rows.add(what, statement.rows(connection, parameters))
        return rows

    def _of(self, shape: Shape, *others: str, by: str = "") -> Prepared:
        table = shape.table
        columns = [*shape.columns, *(table.c[name] for name in others)]
        return self._mine(table, table.c.person, *columns, by=by)

    def _mine(
        self, table: Table, owner: Column[Any], *columns: Column[Any], by: str = ""
    ) -> Prepared:
        mine = select(owner.label("person"), *columns).where(is_one_of(owner, self._many))
        return Prepared(mine.order_by(table.c[by]) if by else mine)


_ADDRESS = ("platform", "enterprise", "team", "user")
_BY_ADDRESS = [PERSON.table.c[name] == bindparam(name) for name in _ADDRESS]
_FIND = Prepared(
    select(PERSON.table.c.id, PERSON.table.c.revision).where(*_BY_ADDRESS).with_for_update()
)
_FIND_ALL = Prepared(
    select(*(PERSON.table.c[name] for name in ("id", "revision", *_ADDRESS)))
    .where(
        or_(
            *(
                and_(*(PERSON.table.c[name] == bindparam(f"{name}{number}") for name in _ADDRESS))
                for number in range(AT_ONCE)
            )
        )
    )
    .with_for_update()
)
_ONE, _SEVERAL = _Selects(1), _Selects(AT_ONCE)
