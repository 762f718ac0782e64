"""Seals everything anew with the newest key, a few rows at a time, beside a running bot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Table,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    update,
)

from adapters.sql import dialogues, installations
from adapters.sql.crypto import KeyRing
from adapters.sql.shapes import FACTS, PERSON, Shape, table_of
from adapters.sql.tables import DialogueRow, InstallationRow
from bot.errors import StoreError
from bot.people import Space

PEOPLE_AT_ONCE = 20
"""Whose rows are sealed anew in one transaction: they wait for that long if they write meanwhile."""
INSTALLATIONS_AT_ONCE = 100

Place = Callable[[Mapping[Any, Any], str], str]
"""From a row and a column's name to the place for which the cell is sealed."""


@dataclass(slots=True)
class Tally:
    """What became of the cells looked at.

    Args:
        resealed: Cells sealed anew.
        unreadable: Places of cells that no key opens; they were left as they are.
    """

    resealed: int = 0
    unreadable: list[str] = field(default_factory=list[str])

    def add(self, other: "Tally") -> None:
        """Add what became of others."""
        self.resealed += other.resealed
        self.unreadable += other.unreadable


@dataclass(frozen=True, slots=True)
class Batch:
    """Some owners, and what became of their cells.

    Args:
        last: The last of them; None once there is none left.
        owners: How many.
        tally: Their cells.
    """

    last: Any
    owners: int
    tally: Tally


Step = Callable[[Connection, KeyRing, Any], Batch]
"""Seals the next few owners' cells anew; handed the last owner of the batch before, None at the beginning."""


class _Sealed:
    """The sealed columns of one table.

    Args:
        table: The table.
        owner: By what its rows are found.
        place: Where a cell of a row lies.
    """

    def __init__(self, table: Table, owner: Sequence[ColumnElement[Any]], place: Place) -> None:
        self._place = place
        self._key = [one.name for one in table.primary_key]
        self._columns = [one.name for one in table.c if one.info.get("sealed")]
        head = bindparam("head", type_=LargeBinary)
        long = bindparam("long")
        old = or_(*(func.substr(table.c[one], 1, long) != head for one in self._columns))
        named = [table.c[one] for one in (*self._key, *self._columns)]
        found = tuple_(*owner) if len(owner) > 1 else owner[0]
        self._find = select(*named).where(found.in_(bindparam("owners", expanding=True)), old)
        self._save = (
            update(table)
            .where(*(table.c[one] == bindparam(f"its_{one}") for one in self._key))
            .values({one: bindparam(f"new_{one}") for one in self._columns})
        )

    def reseal(self, connection: Connection, ring: KeyRing, owners: Sequence[Any]) -> Tally:
        """Seal what other keys sealed; its owners are locked."""
        head = ring.newest.head
        tally = Tally()
        changed: list[dict[str, Any]] = []
        wanted = {"owners": owners, "head": head, "long": len(head)}
        for row in connection.execute(self._find, wanted).mappings():
            sealed = {one: self._anew(row, one, ring, tally) for one in self._columns}
            if any(sealed[one] != row[one] for one in self._columns):
                key = {f"its_{one}": row[one] for one in self._key}
                changed.append(key | {f"new_{one}": value for one, value in sealed.items()})
        if changed:
            connection.execute(self._save, changed)
        return tally

    def _anew(
        self, row: Mapping[Any, Any], column: str, ring: KeyRing, tally: Tally
    ) -> bytes | None:
        sealed: bytes | None = row[column]
        if sealed is None or sealed.startswith(ring.newest.head):
            return sealed
        place = self._place(row, column)
        try:
            plain = ring.open(sealed, place)
        except StoreError:
            tally.unreadable.append(place)
            return sealed
        tally.resealed += 1
        return ring.seal(plain, place)


def reseal_people(connection: Connection, ring: KeyRing, after: str | None) -> Batch:
    """Seal anew what is kept of the next few people, who are locked meanwhile.

    Args:
        connection: In a transaction.
        ring: The first key seals, the others open.
        after: The last person of the batch before, None at the beginning.
    """
    wanted = {"after": after or "", "most": PEOPLE_AT_ONCE}
    owners = connection.execute(_NEXT_PEOPLE, wanted).scalars().all()
    return _reseal(connection, ring, owners, _OF_PEOPLE)


def reseal_installations(
    connection: Connection, ring: KeyRing, after: tuple[str, str, str] | None
) -> Batch:
    """Seal anew what was given for the next few places where the bot is installed; see `reseal_people`."""
    wanted = dict(zip(_SPACE, after or ("", "", ""), strict=True)) | {"most": INSTALLATIONS_AT_ONCE}
    owners = [tuple(row) for row in connection.execute(_NEXT_INSTALLATIONS, wanted)]
    return _reseal(connection, ring, owners, (_OF_INSTALLATIONS,))


def _reseal(
    connection: Connection, ring: KeyRing, owners: Sequence[Any], tables: Iterable[_Sealed]
) -> Batch:
    tally = Tally()
    if owners:
        for one in tables:
            tally.add(one.reseal(connection, ring, owners))
    return Batch(owners[-1] if owners else None, len(owners), tally)


def _of_facts(shape: Shape) -> _Sealed:
    def place(row: Mapping[Any, Any], column: str) -> str:
        return f"{shape.place(row['person'], row['id'])}/{column}"

    return _Sealed(shape.table, [shape.table.c.person], place)


def _of_person(row: Mapping[Any, Any], column: str) -> str:
    return f"{PERSON.place(row['id'], row['id'])}/{column}"


def _of_dialogue(row: Mapping[Any, Any], _column: str) -> str:
    return dialogues.place_of(row["person"])


def _of_installation(row: Mapping[Any, Any], _column: str) -> str:
    return installations.place_of(Space(row["platform"], row["enterprise"], row["team"]))


def _has_sealed(shape: Shape) -> bool:
    return any(one.sealed for one in shape.cells())


_SPACE = ("platform", "enterprise", "team")
_DIALOGUES = table_of(DialogueRow)
_INSTALLATIONS = table_of(InstallationRow)
_WHERE = [_INSTALLATIONS.c[one] for one in _SPACE]
_OF_PEOPLE = (
    _Sealed(PERSON.table, [PERSON.table.c.id], _of_person),
    *(_of_facts(shape) for shape in FACTS.values() if _has_sealed(shape)),
    _Sealed(_DIALOGUES, [_DIALOGUES.c.person], _of_dialogue),
)
_OF_INSTALLATIONS = _Sealed(_INSTALLATIONS, _WHERE, _of_installation)
_NEXT_PEOPLE = (
    select(PERSON.table.c.id)
    .where(PERSON.table.c.id > bindparam("after"))
    .order_by(PERSON.table.c.id)
    .limit(bindparam("most"))
    .with_for_update()
)
_NEXT_INSTALLATIONS = (
    select(*_WHERE)
    .where(tuple_(*_WHERE) > tuple_(*(bindparam(one) for one in _SPACE)))
    .order_by(*_WHERE)
    .limit(bindparam("most"))
    .with_for_update()
)
