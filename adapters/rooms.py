"""The platforms of one process: opened side by side, and none of them stops another."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from bot.conversation import Conversation
from bot.errors import AfterviewError
from bot.ports import Outbox

Wake = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)


class Room(Outbox, Protocol):
    """Everything of one platform; until it is open, posting there fails and is tried again later."""

    async def open(self, conversation: Conversation, wake: Wake) -> str:
        """Let people in, and return to what the bot is connected, for the operator.

        Args:
            conversation: Answers acts.
            wake: Told after every act.

        Raises:
            AfterviewError: It cannot be opened with these settings.
        """
        ...

    async def reach(self) -> str:
        """Get ready to post, let nobody in, and return to what the bot is connected, for the operator.

        Raises:
            AfterviewError: It cannot be reached with these settings.
        """
        ...

    async def close(self) -> None:
        """Let nothing more in, finish what is being said, and leave; also where it was never opened."""
        ...


async def open_rooms(
    rooms: Mapping[str, Room],
    open_room: Callable[[Room], Awaitable[str]],
    opened: Callable[[str], Awaitable[None]],
) -> None:
    """Open every room at the same time; one that fails is named, and the others go on.

    Args:
        rooms: By the platform's name.
        open_room: Opens one, or does no more than reach it, and returns to what it is connected.
        opened: Told of that, for each room as it opens.

    Raises:
        AfterviewError: None of them opened; what was wrong with the first.
    """

    async def enter(name: str, room: Room) -> Exception | None:
        try:
            connected = await open_room(room)
        except AfterviewError as error:
            return _left_out(name, error, str(error))
        except Exception as error:  # noqa: BLE001 - whatever happened there, the others go on
            return _left_out(name, error, type(error).__name__)
        await opened(connected)
        return None

    def _left_out(name: str, error: Exception, why: str) -> Exception:
        if len(rooms) > 1:
            log.error("%s is left out, everything else goes on: %s", name, why)
        return error

    entering = [asyncio.create_task(enter(name, room)) for name, room in rooms.items()]
    try:
        failed = [error for error in await asyncio.gather(*entering) if error is not None]
    finally:
        for one in entering:
            one.cancel()
    if len(failed) == len(rooms):
        raise failed[0]


async def close_rooms(rooms: Mapping[str, Room]) -> None:
    """Close every room at the same time; what goes wrong in one is logged by its kind."""
    ends = await asyncio.gather(*(one.close() for one in rooms.values()), return_exceptions=True)
    for name, end in zip(rooms, ends, strict=True):
        if isinstance(end, Exception):
            log.error("%s was not left in good order: %s", name, type(end).__name__)
