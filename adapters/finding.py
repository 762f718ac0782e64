"""What an examination of a set-up found, one line for each thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How good or bad it is; only what is broken ends in an exit status."""

    OK = "ok"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line for the operator; nothing in it is a person's.

    Args:
        what: What was looked at.
        level: How it is.
        says: What was found, and what to do about it.
    """

    what: str
    level: Level
    says: str


def ok(what: str, says: str) -> Finding:
    """Return that nothing needs to be done."""
    return Finding(what, Level.OK, says)


def look(what: str, says: str) -> Finding:
    """Return that somebody should have a look, while everything goes on."""
    return Finding(what, Level.LOOK, says)


def broken(what: str, says: str) -> Finding:
    """Return that something cannot work like this."""
    return Finding(what, Level.BROKEN, says)
