"""Discord's room: put together from the settings, opened, and closed without losing a word."""

import discord

from adapters.discord.client import Hearing
from adapters.discord.connection import Connection
from adapters.rooms import Wake
from adapters.settings import Settings
from bot.conversation import Conversation
from bot.message import Message
from bot.people import Address


class DiscordRoom:
    """Everything of Discord in one process.

    Args:
        settings: Where Discord is and who the bot is there.
    """

    def __init__(self, settings: Settings) -> None:
        self._connection = Connection(settings, Hearing(self._take, self._hear))

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post an unasked message (`bot.ports.Outbox`).

        Raises:
            NotConnectedError: Discord was not reached yet.
        """
        raise NotImplementedError

    async def open(self, conversation: Conversation, wake: Wake) -> str:
        """Let Discord in, and return to what the bot is connected, for the operator.

        Args:
            conversation: Answers acts.
            wake: Told after every act.

        Raises:
            SettingsError: Discord does not take what the settings hold.
        """
        await self._connection.enter()
        return await self._connection.connect()

    async def reach(self) -> str:
        """Get ready to post, let nobody in, and return to what the bot is connected, for the operator.

        Raises:
            SettingsError: Discord does not take what the settings hold.
        """
        await self._connection.enter()
        return f"Discord: {self._connection.client.user}, for nudges alone"

    async def close(self) -> None:
        """Let nothing more in, finish what is being said, and leave."""
        await self._connection.leave()

    async def _take(self, interaction: discord.Interaction) -> None:
        return

    async def _hear(self, message: discord.Message) -> None:
        return
