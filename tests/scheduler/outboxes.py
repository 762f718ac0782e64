"""Outboxes written by hand: one that keeps what it is given, one that throws first."""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.message import Message
from bot.people import Address


class Posted(NamedTuple):
    """One call of the outbox."""

    to: Address
    message: Message
    key: str
    again: bool


@dataclass
class Forgetful:
    """Posts, and then says that nobody knows; a repeat that finds its key posted is content with it.

    Args:
        uncertain: How many posts nobody knows of.
    """

    uncertain: int = 1
    posted: list[Posted] = field(default_factory=list[Posted])

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        if again and any(one.key == key for one in self.posted):
            return
        self.posted.append(Posted(to, message, key, again))
        if len(self.posted) <= self.uncertain:
            raise ConnectionResetError


@dataclass
class Recording:
    """Posts into a list; throws the next prepared error instead, if there is one.

    Args:
        errors: What the next calls throw; None lets that one through.
    """

    errors: deque[Exception | None] = field(default_factory=deque[Exception | None])
    posted: list[Posted] = field(default_factory=list[Posted])
    tried: list[Posted] = field(default_factory=list[Posted])

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        self.tried.append(Posted(to, message, key, again))
        error = self.errors.popleft() if self.errors else None
        if error is not None:
            raise error
        self.posted.append(Posted(to, message, key, again))
