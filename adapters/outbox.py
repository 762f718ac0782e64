"""Sends what is said unasked to the platform a person is on."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.message import Message
from bot.people import Address
from bot.ports import Outbox


class UnreachableError(Exception):
    """This process has no door to the person; another one may have."""


@dataclass(frozen=True, slots=True)
class Outboxes:
    """One outbox for all platforms (`bot.ports.Outbox`).

    Args:
        doors: The outbox of each platform this process is connected to, by its name.
    """

    doors: Mapping[str, Outbox]

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post a message where the person is; see `bot.ports.Outbox.post`.

        Raises:
            UnreachableError: This process is not connected to their platform.
        """
        door = self.doors.get(to.platform)
        if door is None:
            raise UnreachableError(to.platform)
        await door.post(to, message, key, again=again)
