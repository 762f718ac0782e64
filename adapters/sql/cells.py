"""How one value lies in one column, read off the field's type, so that a new field needs no code here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from sqlalchemy import Column

from adapters.sql.crypto import KeyRing

_AS_IT_IS = (str, int, bool, date, datetime, time)
_BLANKS: dict[Any, Any] = {str: "", frozenset: frozenset[Any]()}


@dataclass(frozen=True, slots=True)
class Cell:
    """A column and the way there and back.

    Args:
        column: Its name.
        sealed: Whether its text is encrypted.
        outward: From the value to what the column keeps, or to the text to seal.
        inward: The way back.
        blank: The value that is kept as `void`, and the other way round.
        void: What the column keeps for it: NULL, or the empty text where a key allows no NULL.
    """

    column: str
    sealed: bool
    outward: Callable[[Any], Any]
    inward: Callable[[Any], Any]
    blank: Any
    void: str | None

    @property
    def lies_as_it_is(self) -> bool:
        """Whether the column keeps just the value, so that there is nothing to read it with."""
        return not self.sealed and self.inward is _itself and self.blank == self.void

    def write(self, value: Any, ring: KeyRing, place: str) -> Any:
        """Return what the column keeps; `place` is the row's, to which the column's name is added."""
        if value is None or value == self.blank:
            return self.void
        kept = self.outward(value)
        return ring.seal(kept, f"{place}/{self.column}") if self.sealed else kept

    def read(self, kept: Any, ring: KeyRing, place: str) -> Any:
        """Return the value.

        Raises:
            StoreError: It is sealed and cannot be opened.
        """
        if kept == self.void:
            return self.blank
        return self.inward(ring.open(kept, f"{place}/{self.column}") if self.sealed else kept)


def bare(hint: Any) -> tuple[Any, bool]:
    """Return a type hint without its `| None`, and whether it had one."""
    if get_origin(hint) in (Union, UnionType):
        others = [one for one in get_args(hint) if one is not NoneType]
        if len(others) == 1:
            return others[0], True
    return hint, False


def cell(hint: Any, column: Column[Any]) -> Cell:
    """Return the cell that keeps values of a type in a column.

    Raises:
        TypeError: No cell can keep this type.
    """
    kind, optional = bare(hint)
    sealed = bool(column.info.get("sealed"))
    outward, inward = _text(kind) if sealed else _open(kind)
    blank = None if optional or not sealed else _BLANKS.get(get_origin(kind) or kind)
    void = "" if optional and not column.nullable else None
    return Cell(column.name, sealed, outward, inward, blank, void)


def _open(kind: Any) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    if kind in _AS_IT_IS:
        return _itself, _itself
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members = {one.value: one for one in kind}
        return _value, lambda kept: members.get(kept) or kind(kept)
    if get_origin(kind) is frozenset:
        return _list(get_args(kind)[0])
    raise TypeError(f"no column keeps {kind}")


def _text(kind: Any) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    if kind is str:
        return _itself, _itself
    if kind is datetime:
        return datetime.isoformat, datetime.fromisoformat
    if get_origin(kind) is frozenset:
        return _list(get_args(kind)[0])
    raise TypeError(f"no sealed column keeps {kind}")


def _list(of: Callable[[str], Any]) -> tuple[Callable[[Any], str], Callable[[str], Any]]:
    def outward(values: frozenset[str]) -> str:
        return "\n".join(sorted(values))

    def inward(text: str) -> frozenset[Any]:
        return frozenset(of(one) for one in text.split("\n") if one)

    return outward, inward


def _itself(value: Any) -> Any:
    return value


def _value(value: StrEnum) -> str:
    return value.value
