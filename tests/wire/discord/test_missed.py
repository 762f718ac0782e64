"""What was written while nobody listened, in the room itself: with a reminder, and within bounds."""

from collections.abc import AsyncIterator
from random import Random

import pytest

from adapters.bootstrap import fresh_id, system_clock
from adapters.discord.room import DiscordRoom
from adapters.memory import MemoryStore
from adapters.settings import Settings
from bot.conversation import Conversation
from bot.library import load_library
from bot.message import Message, Text, Topic
from bot.people import Address
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import settings
from tests.wire.discord.server import DiscordStandIn

A_DAY = 24 * 60 * 60


@pytest.fixture
async def room(
    stand_in: DiscordStandIn, home: Guild, addresses: None
) -> AsyncIterator[DiscordRoom]:
    """The room of a process that just started, not yet opened."""
    library = load_library()
    room = DiscordRoom(Settings.model_validate(settings(stand_in)), library)
    yield room
    await room.close()


async def enter(room: DiscordRoom) -> None:
    """Open it, with a store that knows nobody."""
    library = load_library()

    async def wake() -> None:
        return

    await room.open(Conversation(MemoryStore(), library, system_clock, fresh_id, Random(1)), wake)


async def remind(room: DiscordRoom, lee: Person) -> None:
    """Post a reminder."""
    message = Message(Topic.HELP, (Text("a reminder"),))
    await room.post(Address("discord", lee.id), message, "key", again=False)


async def test_a_reminder_finds_what_was_written_before_it(room: DiscordRoom, lee: Person) -> None:
    """It is the first contact after a restart; what was missed is answered after it."""
    await lee.say("I just had an interview with Acme")
    await enter(room)
    await remind(room, lee)
    await lee.wait_for_words("short form")
    assert lee.sees()[0].words == "a reminder"


async def test_what_is_older_than_a_day_is_left_alone(room: DiscordRoom, lee: Person) -> None:
    """Nobody remembers whether it was acted on, and its "today" is another one."""
    said = await lee.say("I just had an interview with Acme")
    # An id carries its moment, in milliseconds above its lowest 22 bits.
    said.id = str(int(said.id) - (A_DAY * 1000 << 22))
    await enter(room)
    await lee.say("help")
    await lee.wait_for_words("I walk you through")
    assert "short form" not in lee.reads()


async def test_what_was_changed_meanwhile_counts_as_it_stands(
    room: DiscordRoom, lee: Person
) -> None:
    """Nobody heard the first wording."""
    said = await lee.say("I just had an interview with Acme")
    await lee.edit(said, "help")
    await enter(room)
    await lee.say("list")
    await lee.wait_for_words("I walk you through")
    assert "short form" not in lee.reads()
