"""How the frozen types of the core lie in the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, cast, get_type_hints

from sqlalchemy import Table

from adapters.sql.cells import Cell, bare, cell
from adapters.sql.crypto import KeyRing
from adapters.sql.tables import (
    ApplicationRow,
    ContactRow,
    FollowUpRow,
    InterviewRow,
    NotesRow,
    NudgeRow,
    PersonRow,
    RefereeRow,
    ReferenceUseRow,
    Row,
    SnoozeRow,
    ToSendRow,
    WaitRow,
)
from bot.interview import (
    Application,
    Contact,
    FollowUp,
    Interview,
    Notes,
    Referee,
    ReferenceUse,
    Snooze,
    ToSend,
    Wait,
)
from bot.people import Person
from bot.schedule import Nudge, NudgeKey, NudgeKind


@dataclass(frozen=True, slots=True)
class Spread:
    """A field that is a frozen type of its own and lies over several columns.

    Args:
        kept: That type.
        optional: Whether the field may be None; then all its columns are NULL.
        cells: Its fields.
    """

    kept: type[Any]
    optional: bool
    cells: tuple[tuple[str, Cell], ...]


class Shape:
    """How one frozen type lies in one table: a field's column is called as the field.

    Args:
        kept: The frozen type.
        row: Its table.
        prefixes: How the columns of a field begin that is a frozen type of its own, by field.
        apart: Fields kept in another table.

    Raises:
        TypeError: A field has no column, or a type that no column keeps.
    """

    def __init__(
        self,
        kept: type[Any],
        row: type[Row],
        prefixes: dict[str, str] | None = None,
        apart: tuple[str, ...] = (),
    ) -> None:
        self.kept = kept
        self.table = table_of(row)
        self._parts: list[tuple[str, Cell | Spread]] = []
        for name, hint in _hints(kept):
            if name not in apart:
                self._parts.append((name, self._part(name, hint, prefixes or {})))
        self.columns = [self.table.c[one.column] for one in self.cells()]
        self._as_they_lie = [
            (name, part.column)
            for name, part in self._parts
            if isinstance(part, Cell) and part.lies_as_it_is
        ]
        as_they_lie = {name for name, _ in self._as_they_lie}
        self._to_read = [part for part in self._parts if part[0] not in as_they_lie]

    def cells(self) -> list[Cell]:
        """Return every cell, in the order of `columns`."""
        flat: list[Cell] = []
        for _, part in self._parts:
            flat += [part] if isinstance(part, Cell) else [inner for _, inner in part.cells]
        return flat

    def write(self, fact: Any, owner: str, id: str, ring: KeyRing) -> dict[str, Any]:
        """Return a fact as a row by column name, without owner and position."""
        return self._write(fact, None, owner, id, ring)

    def changes(
        self, before: Any, after: Any, owner: str, id: str, ring: KeyRing
    ) -> dict[str, Any]:
        """Return the columns in which a fact now differs from what it was."""
        return self._write(after, before, owner, id, ring)

    def _write(self, fact: Any, before: Any, owner: str, id: str, ring: KeyRing) -> dict[str, Any]:
        place = self.place(owner, id)
        row: dict[str, Any] = {}
        for name, part in self._parts:
            value = getattr(fact, name)
            if before is not None and getattr(before, name) == value:
                continue
            if isinstance(part, Cell):
                row[part.column] = part.write(value, ring, place)
            else:
                for inner, one in part.cells:
                    deep = None if value is None else getattr(value, inner)
                    row[one.column] = one.write(deep, ring, place)
        return row

    def read(self, row: Mapping[Any, Any], owner: str, id: str, ring: KeyRing, **apart: Any) -> Any:
        """Return the fact in a row; `apart` are its fields kept in another table.

        Raises:
            StoreError: A sealed value cannot be opened.
        """
        place = self.place(owner, id)
        for name, column in self._as_they_lie:
            apart[name] = row[column]
        for name, part in self._to_read:
            if isinstance(part, Cell):
                apart[name] = part.read(row[part.column], ring, place)
            elif part.optional and row[part.cells[0][1].column] is None:
                apart[name] = None
            else:
                apart[name] = part.kept(
                    **{inner: one.read(row[one.column], ring, place) for inner, one in part.cells}
                )
        return self.kept(**apart)

    def place(self, owner: str, id: str) -> str:
        """Return what the places of a row's cells begin with; the column's name follows."""
        return f"{self.table.name}/{owner}/{id}"

    def _part(self, name: str, hint: Any, prefixes: dict[str, str]) -> Cell | Spread:
        kind, optional = bare(hint)
        if not is_dataclass(kind):
            return self._cell(name, hint)
        prefix = prefixes[name]
        cells = tuple((inner, self._cell(prefix + inner, its)) for inner, its in _hints(kind))
        return Spread(cast(type[Any], kind), optional, cells)

    def _cell(self, column: str, hint: Any) -> Cell:
        if column not in self.table.c:
            raise TypeError(f"{self.kept.__name__} has no column {column} in {self.table.name}")
        return cell(hint, self.table.c[column])


def as_key(row: Mapping[Any, Any]) -> NudgeKey:
    """Return the key of a row of the schedule."""
    return NudgeKey(
        NudgeKind(row["kind"]), row["interview"] or None, row["wait"], row["occurrence"]
    )


def table_of(row: type[Row]) -> Table:
    """Return the table of a row class."""
    return row.__table__  # pyright: ignore[reportAttributeAccessIssue]


def _hints(kept: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(kept)
    return [(one.name, hints[one.name]) for one in fields(kept)]


PERSON = Shape(Person, PersonRow, {"address": "", "quiet": "quiet_"})
INTERVIEW = Shape(Interview, InterviewRow, {"outcome": "outcome_"}, apart=("waits",))
WAIT = Shape(Wait, WaitRow)
NUDGE = Shape(Nudge, NudgeRow, {"key": ""})
FACTS: dict[str, Shape] = {
    "interviews": INTERVIEW,
    "contacts": Shape(Contact, ContactRow),
    "notes": Shape(Notes, NotesRow),
    "referees": Shape(Referee, RefereeRow),
    "uses": Shape(ReferenceUse, ReferenceUseRow),
    "follow_ups": Shape(FollowUp, FollowUpRow),
    "applications": Shape(Application, ApplicationRow),
    "to_send": Shape(ToSend, ToSendRow),
    "snoozes": Shape(Snooze, SnoozeRow),
}
"""By field of `Facts`."""
