"""The client: which of Discord's events come in, and where Discord is."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
from aiohttp import ClientError, ClientWebSocketResponse, WSServerHandshakeError
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from adapters.discord.calls import SERVER_ERROR, TOO_MANY, Sleep, watch

READY_AFTER = 0.3
"""Seconds without another server after which the list of servers counts as complete."""
SILENT_FOR = 60.0
"""Seconds without a word from Discord after which a connection is left and its session resumed on another.

Discord acknowledges a heartbeat every 41 s: less would take one that comes late for a connection that is dead.
"""
KNOCKS = (0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0)
"""Seconds before the gateway is asked in again; discord.py asks once and gives up the session after a minute.

It would begin another session, which is told nothing of what was said meanwhile, and of which a day has a thousand.
"""
LONGEST_LIMIT = 30.0
"""Seconds a rate limit may ask us to wait before a call is left to another try."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who is told of what comes in.

    Args:
        interaction: Told of commands, presses, forms and what is being typed into a command.
        message: Told of messages.
        session: Told that a session of direct messages begins, which hears nothing of what was before.
    """

    interaction: Callable[[discord.Interaction], Awaitable[None]]
    message: Callable[[discord.Message], Awaitable[None]]
    session: Callable[[], Awaitable[None]]


class Client(discord.AutoShardedClient):
    """A client that keeps nothing, asks for no privileged intent and lets nobody be called.

    Args:
        hearing: Who is told of what comes in.
    """

    def __init__(self, hearing: Hearing) -> None:
        super().__init__(
            # Direct messages alone: commands and presses come without any intent.
            intents=discord.Intents(dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=READY_AFTER,
            heartbeat_timeout=SILENT_FOR,
            max_ratelimit_timeout=LONGEST_LIMIT,
            http_trace=watch(),
        )
        self._hearing = hearing
        self.http.ws_connect = _patient(self.http.ws_connect)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Take a command, a press or a form."""
        await self._hearing.interaction(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Take a message."""
        await self._hearing.message(message)

    async def on_shard_connect(self, shard_id: int) -> None:
        """Take that a session begins; only the first shard hears direct messages."""
        if shard_id == 0:
            await self._hearing.session()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what went wrong by its kind; its words may be a person's."""
        kind = sys.exc_info()[0]
        log.error("%s could not be taken: %s", event_method, kind.__name__ if kind else "?")


def _patient(
    connect: Callable[..., Awaitable[ClientWebSocketResponse]], sleep: Sleep = asyncio.sleep
) -> Callable[..., Any]:
    """Return a way to the gateway that is tried again while nobody answers there."""

    async def connect_patiently(*where: Any, **how: Any) -> ClientWebSocketResponse:
        for pause in KNOCKS:
            try:
                return await connect(*where, **how)
            except WSServerHandshakeError as error:
                if error.status < SERVER_ERROR and error.status != TOO_MANY:
                    raise
                why = f"HTTP {error.status}"
            except (ClientError, OSError) as error:
                why = type(error).__name__
            log.info("Discord's gateway is out of reach, tried again in %.1f s: %s", pause, why)
            await sleep(pause)
        return await connect(*where, **how)

    return connect_patiently


def point_at(api_url: str, gateway_url: str) -> None:
    """Tell discord.py where Discord is.

    It keeps both as attributes of its classes: one process talks to one Discord.

    Args:
        api_url: Base address of the web API.
        gateway_url: Address of the gateway; empty leaves what is known.
    """
    Route.BASE = api_url.rstrip("/")
    if gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url)


def quieten() -> None:
    """Keep discord.py from telling an operator of what is meant so: no voice, and servers not kept."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
    logging.getLogger("discord.state").setLevel(logging.ERROR)
