"""Discord's room: put together from the settings, opened, and closed without losing a word."""

import asyncio
import time
from collections.abc import Callable

import discord

from adapters.background import Background
from adapters.discord.answers import Answers
from adapters.discord.calls import DiscordError, Sleep
from adapters.discord.client import Hearing
from adapters.discord.connection import Connection, NotConnectedError
from adapters.discord.dashboard import Dashboards
from adapters.discord.missed import Missed
from adapters.discord.reception import Reception
from adapters.discord.registration import register_commands
from adapters.discord.speech import Speech
from adapters.discord.unanswered import Amends
from adapters.patience import Patience
from adapters.rooms import Wake
from adapters.settings import Settings
from adapters.turns import Turns
from bot.catalogue import ENGLISH
from bot.conversation import Conversation
from bot.errors import TryLater
from bot.library import Library
from bot.message import Message
from bot.people import Address

UNTIL_CONNECTED = 15.0
"""Seconds after which a nudge is tried again that fell due before Discord was reached."""


class DiscordRoom:
    """Everything of Discord in one process.

    Args:
        settings: Where Discord is and who the bot is there.
        library: In whose words commands are described.
        monotonic: Clock of pauses (seconds).
        sleep: Waits before a message is tried again (seconds).
    """

    def __init__(
        self,
        settings: Settings,
        library: Library,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._library = library
        self._connection = Connection(settings, Hearing(self._take, self._hear, self._begin))
        self._speech = Speech(lambda: self._connection.client, self._look_back, sleep, monotonic)
        self._patience = Patience(sleep)
        self._missed = Missed(
            lambda: self._connection.client, self._hear_late, discord.utils.utcnow
        )
        self._turns = Turns()
        self._background = Background(DiscordError)
        self._reception: Reception | None = None
        self._amends: Amends | None = None

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post an unasked message (`bot.ports.Outbox`), and bring a dashboard on the screen up to date.

        Raises:
            TryLater: Discord asks for patience, or was not reached yet.
            Unreachable: The person's direct messages are closed.
            Undeliverable: There is no such person any more.
            DiscordError: It was not posted, or nobody knows.
        """
        try:
            await self._speech.post(to, message, key, again=again)
        except NotConnectedError:
            raise TryLater(UNTIL_CONNECTED, everybody=True) from None
        if self._reception is not None:
            self._reception.refresh(to)

    async def open(self, conversation: Conversation, wake: Wake) -> str:
        """Let Discord in, and return to what the bot is connected, for the operator.

        Args:
            conversation: Answers acts.
            wake: Told after every act.

        Raises:
            SettingsError: Discord does not take what the settings hold.
        """
        await self._connection.enter()
        await self._connection.patiently(self._register_commands)
        dashboards = Dashboards(conversation, self._monotonic)
        answers = Answers(self._speech, self._patience)
        self._amends = Amends(
            conversation, self._speech, self._missed, answers, self._patience, discord.utils.utcnow
        )
        english = self._library.words_in(ENGLISH)
        self._reception = Reception(
            conversation, self._speech, answers, dashboards, self._background, english, wake
        )
        return await self._connection.connect()

    async def reach(self) -> str:
        """Get ready to post, let nobody in, and return to what the bot is connected, for the operator.

        Raises:
            SettingsError: Discord does not take what the settings hold.
        """
        await self._connection.enter()
        return f"Discord: {self._connection.client.user}, for nudges alone"

    async def close(self) -> None:
        """Finish what is being said, and leave."""
        self._missed.stop()
        self._patience.end()
        await self._background.finish()
        await self._connection.leave()

    async def _register_commands(self) -> None:
        await register_commands(self._connection.client, self._library)

    async def _take(self, interaction: discord.Interaction) -> None:
        if self._reception is not None:
            await self._background.do(self._reception.take(interaction))
            if interaction.context.dm_channel and interaction.channel_id:
                await self._background.do(
                    self._missed.catch_up_slowly(interaction.channel_id, interaction.id)
                )

    async def _hear(self, message: discord.Message) -> None:
        user = self._connection.client.user
        if self._reception is not None and user is not None and message.author.id != user.id:
            await self._background.do(self._hear_in_turn(self._reception, message, str(user.id)))

    async def _hear_in_turn(
        self, reception: Reception, message: discord.Message, own_id: str
    ) -> None:
        channel = message.channel.id
        async with self._turns.of(channel):
            await self._missed.catch_up(channel, message.id)
            await reception.hear(message, own_id)

    async def _hear_late(self, message: discord.Message) -> None:
        user = self._connection.client.user
        if self._reception is not None and user is not None:
            await self._background.do(self._reception.hear(message, str(user.id), late=True))

    async def _look_back(self, channel: int) -> None:
        """Look for what was missed before anything is posted there, and act on it once that is done."""
        if self._reception is not None:
            looked = asyncio.Event()
            self._background.start(self._find_and_hear(channel, looked))
            await looked.wait()

    async def _find_and_hear(self, channel: int, looked: asyncio.Event) -> None:
        # What is heard meanwhile waits for it, or would be answered before it.
        async with self._turns.of(channel):
            try:
                found = await self._missed.find(channel)
            finally:
                looked.set()
            for one in found:
                await self._hear_late(one)

    async def _begin(self) -> None:
        if self._amends is not None:
            await self._background.do(self._missed.begin_anew())
            await self._background.do(self._amends.make())
