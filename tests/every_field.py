"""A journey in which every field of every fact is filled, found by walking the types: none can be forgotten."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.journey import Journey
from bot.people import Address

WHO = Address("slack", "U1", "T1", "E1")


@dataclass
class Filler:
    """Makes values that are all different and none of them a default.

    Args:
        word: What every text contains, with a number and the name of its field.
        empty: Whether to leave out what may be left out.
        second: Whether all values but ids are others than those of the first filler with its word.

    Every text made is kept in `words`, with the field it was made for.
    """

    word: str = "mark"
    empty: bool = False
    second: bool = False

    def __post_init__(self) -> None:
        self.words: list[tuple[str, str]] = []
        self._numbers = count(10_000 if self.second else 2)
        self._ids = count()

    def fill(self, kept: type[Any]) -> Any:
        """Return a value of a frozen type."""
        hints = get_type_hints(kept)
        names = [one.name for one in fields(kept)]
        return kept(**{name: self._value(f"{kept.__name__}.{name}", hints[name]) for name in names})

    def journey(self) -> Journey:
        """Return a journey of `WHO` with two facts of every kind and two nudges."""
        whole = self.fill(Journey)
        return replace(whole, person=replace(whole.person, address=WHO))

    def _value(self, path: str, hint: Any) -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType) and NoneType in arguments:
            return None if self.empty else self._value(path, arguments[0])
        if origin is tuple:
            return tuple(self._value(path, arguments[0]) for _ in range(2))
        if origin is frozenset:
            return frozenset({self._value(path, arguments[0])})
        if is_dataclass(hint) and isinstance(hint, type):
            return self.fill(hint)
        return self._plain(path, hint)

    def _plain(self, path: str, hint: Any) -> Any:
        key = path.endswith(".id") or path.startswith("NudgeKey.")
        number = next(self._ids if key else self._numbers)
        moment = datetime(2026, 11, 20, 15, 30, 59, 123456, UTC) + timedelta(hours=number)
        if hint is str:
            word = f"{self.word}-{number}" if path in SHORT else f"{self.word}-{number}-{path} 🌱 ñ"
            self.words.append((path, word))
            return word
        if hint is bool:
            return (path in TRUE_BY_DEFAULT) is self.second
        if hint is datetime:
            return moment.replace(tzinfo=None) if path == "Nudge.wall" else moment
        if issubclass(hint, StrEnum):
            return list(hint)[0 if self.second and not key else -1]
        plain: dict[Any, Any] = {int: number, date: moment.date(), time: moment.time()}
        return plain[hint]


SHORT = {"Form.title", "Form.submit"}
"""Texts that take 24 characters."""
TRUE_BY_DEFAULT = {"Person.calm_on", "Person.weekly_on"}
