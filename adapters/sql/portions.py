"""Statements about several people at once: always about as many, so that each is compiled once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam

T = TypeVar("T")

AT_ONCE = 16
"""People that one statement is about, where there are several."""


def portions(those: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield so many at a time as a statement takes; one that is missing is the last one again."""
    for start in range(0, len(those), AT_ONCE):
        some = those[start : start + AT_ONCE]
        yield [*some, *[some[-1]] * (AT_ONCE - len(some))]


def is_one_of(owner: ColumnElement[str], many: int = AT_ONCE) -> ColumnElement[bool]:
    """Return the condition that a row is one of so many people's.

    Args:
        owner: The column with the person's id.
        many: How many people.
    """
    return owner.in_([bindparam(name) for name in _names(many)])


def owners_row(owners: Sequence[str]) -> Mapping[str, Any]:
    """Return the parameters of a statement about these people, as many as it is about."""
    return dict(zip(_names(len(owners)), owners, strict=True))


def _names(many: int) -> list[str]:
    return [f"owner{number}" for number in range(many)]
