"""Several platforms in one process: each opens by itself, and none of them stops another."""

import asyncio
import logging
from random import Random

import pytest

from adapters.bootstrap import system_clock
from adapters.memory import MemoryStore
from adapters.rooms import Room, close_rooms, open_rooms
from bot.conversation import Conversation
from bot.errors import SettingsError
from bot.library import load_library
from bot.message import Message
from bot.people import Address


class Place:
    """A platform that opens, or does not.

    Args:
        fault: What opening it ends with; None lets it open.
        waits_for: What has to happen before it opens.
    """

    def __init__(
        self, fault: Exception | None = None, waits_for: asyncio.Event | None = None
    ) -> None:
        self._fault = fault
        self._waits_for = waits_for
        self.closed = False

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Never called here."""

    async def open(self, conversation: Conversation, wake: object) -> str:
        """Open, or fail."""
        if self._waits_for is not None:
            await self._waits_for.wait()
        if self._fault is not None:
            raise self._fault
        return "a place"

    async def reach(self) -> str:
        """Never called here."""
        raise NotImplementedError

    async def close(self) -> None:
        """Close."""
        self.closed = True
        if self._fault is not None:
            raise self._fault


async def _wake() -> None:
    return


def _nobody() -> Conversation:
    def new_id() -> str:
        return "id"

    return Conversation(MemoryStore(), load_library(), system_clock, new_id, Random(1))


async def _open_room(room: Room) -> str:
    return await room.open(_nobody(), _wake)


async def _open(rooms: dict[str, Place]) -> list[str]:
    opened: list[str] = []

    async def tell(connected: str) -> None:
        opened.append(connected)

    await open_rooms(rooms, _open_room, tell)
    return opened


async def test_one_that_fails_is_named_and_the_others_go_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The log says which and why; the others are open."""
    fault = SettingsError("DISCORD_TOKEN: Discord does not take it")
    with caplog.at_level(logging.ERROR):
        assert await _open({"slack": Place(), "discord": Place(fault)}) == ["a place"]
    assert "discord is left out" in caplog.text
    assert "DISCORD_TOKEN" in caplog.text


async def test_a_fault_of_our_own_is_logged_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What nobody foresaw may repeat what a person wrote."""
    with caplog.at_level(logging.ERROR):
        await _open({"slack": Place(ValueError("somebody's words")), "discord": Place()})
    assert "slack is left out" in caplog.text
    assert "ValueError" in caplog.text
    assert "somebody" not in caplog.text


async def test_where_none_opens_the_start_fails() -> None:
    """A process that reaches nobody is of no use, and says why."""
    with pytest.raises(SettingsError, match="DISCORD_TOKEN"):
        await _open({"discord": Place(SettingsError("DISCORD_TOKEN: found nothing"))})


async def test_one_that_takes_long_keeps_nobody_waiting() -> None:
    """The second opens although the first waits for something the second brings."""
    second_is_open = asyncio.Event()

    async def tell(connected: str) -> None:
        second_is_open.set()

    rooms = {"slack": Place(waits_for=second_is_open), "discord": Place()}
    await asyncio.wait_for(open_rooms(rooms, _open_room, tell), 5)


async def test_all_are_closed_though_one_cannot_be(caplog: pytest.LogCaptureFixture) -> None:
    """The end of one is not the end of the others' good manners."""
    rooms = {"slack": Place(ValueError("words")), "discord": Place()}
    with caplog.at_level(logging.ERROR):
        await close_rooms(rooms)
    assert all(one.closed for one in rooms.values())
    assert "slack was not left in good order: ValueError" in caplog.text
