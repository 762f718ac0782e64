"""Stays connected to Discord: gets in, waits where it has to, and comes back after whatever happens."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import discord
from aiohttp import ClientError

from adapters.discord.budget import pause_before
from adapters.discord.calls import SERVER_ERROR, TOO_MANY, DiscordError, patience_of
from adapters.discord.client import Client, Hearing, point_at, quieten
from adapters.discord.prerequisites import WHERE, application_id
from adapters.discord.shards import Shards
from adapters.settings import Settings
from bot.errors import SettingsError

TIMEOUT = 30.0
"""Seconds for one try to get in."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two tries; each pause is twice the one before."""
AFTER_A_FAULT, LONGEST_AFTER_FAULTS = 5.0, 300.0
"""Seconds before it connects anew after its connection ended with a fault; twice as long after each further one."""
STEADY = 600.0
"""Seconds after which a connection counts as one that held."""
READY_WITHIN = 10.0
"""Seconds the start waits for the gateway, before it goes on without."""
_TOO_OLD = "Discord takes no connection of this kind any more; a newer Afterview may know another"
_NEVER_AGAIN = {
    4004: "DISCORD_TOKEN: Discord no longer takes it",
    4010: "DISCORD_SHARDS: Discord knows no such shard",
    4011: "DISCORD_SHARDS: Discord wants more shards than these",
    4012: f"{_TOO_OLD} (4012)",
    4013: f"{_TOO_OLD} (4013)",
}
"""Codes with which Discord's gateway ends a connection that no other try would better."""

T = TypeVar("T")

log = logging.getLogger(__name__)


class NotConnectedError(DiscordError):
    """Nothing can be posted yet; tried again later."""


class Connection:
    """One bot's connection.

    Args:
        settings: Where Discord is and who the bot is there.
        hearing: Who is told of what comes in.
        sleep: Waits (seconds).
        monotonic: Clock of how long connections hold (seconds).
    """

    def __init__(
        self,
        settings: Settings,
        hearing: Hearing,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._hearing = hearing
        self._sleep = sleep
        self._monotonic = monotonic
        self._client: Client | None = None
        self._staying: asyncio.Task[None] | None = None
        self._shards: Shards | None = None

    @property
    def client(self) -> Client:
        """Discord's client as it is now; after a fault there is another one.

        Raises:
            NotConnectedError: There is none yet.
        """
        if self._client is None:
            raise NotConnectedError("not connected to Discord yet")
        return self._client

    async def enter(self) -> None:
        """Get in over the web API; while Discord is out of reach, go on trying.

        Raises:
            SettingsError: Discord does not take what the settings hold.
        """
        quieten()
        point_at(self._settings.discord_api_url, self._settings.discord_gateway_url)
        self._client = await self.patiently(self._log_in)

    async def connect(self) -> str:
        """Begin to listen, and return to what the bot is connected, for the operator."""
        self._staying = asyncio.create_task(self._stay())
        ready = asyncio.create_task(self._wait_until_ready())
        await asyncio.wait(
            (ready, self._staying), timeout=READY_WITHIN, return_when=asyncio.FIRST_COMPLETED
        )
        ready.cancel()
        name = self.client.user
        if self._shards is None or not self.client.is_ready():
            return f"Discord: {name}, still connecting"
        return f"Discord: {name}, {self._shards}"

    async def leave(self) -> None:
        """Close the connection."""
        if self._staying is not None:
            self._staying.cancel()
            await asyncio.wait((self._staying,))
        if self._client is not None:
            await self._client.close()

    async def patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something that needs Discord, again and again while Discord is out of reach.

        Raises:
            SettingsError: Discord says no, and would say no again.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                async with asyncio.timeout(TIMEOUT):
                    return await work()
            except discord.HTTPException as error:
                if error.status < SERVER_ERROR and error.status != TOO_MANY:
                    raise SettingsError(
                        f"DISCORD_API_URL: {self._settings.discord_api_url} says {error.status} to"
                        f" what Discord's web API takes; is it Discord's?"
                    ) from None
                why = f"HTTP {error.status}"
                if error.status == TOO_MANY:
                    pause = patience_of(error)
            except discord.RateLimited as limit:
                why, pause = "rate limit", max(pause, limit.retry_after)
            except (ClientError, OSError, discord.GatewayNotFound) as error:
                why = type(error).__name__
            log.warning(
                "Discord (%s) is out of reach, tried again in %.0f s: %s",
                self._settings.discord_api_url,
                pause,
                why,
            )
            await self._sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _log_in(self) -> Client:
        client = Client(self._hearing)
        try:
            await client.login(self._settings.discord_token.get_secret_value())
            told = application_id(self._settings)
            if str(client.application_id) != told:
                raise SettingsError(
                    f"DISCORD_APPLICATION_ID: found {told}, but DISCORD_TOKEN belongs to"
                    f" {client.application_id}; both are found at {WHERE}"
                )
        except discord.LoginFailure:
            await client.close()
            raise SettingsError(
                "DISCORD_TOKEN: Discord does not take it; expected is the token from the page Bot"
                f" at {WHERE}, where Reset Token makes a new one"
            ) from None
        except BaseException:
            await client.close()
            raise
        return client

    async def _stay(self) -> None:
        pause, fell = AFTER_A_FAULT, False
        while True:
            began = self._monotonic()
            try:
                if fell:
                    await self._client_anew()
                await self._sleep(await self.patiently(self._choose_shards))
                began = self._monotonic()
                await self.client.connect()
            except discord.ConnectionClosed as closed:
                if closed.code in _NEVER_AGAIN:
                    log.error(  # noqa: TRY400 - no traceback
                        "%s; nothing more comes from Discord until the next start",
                        _NEVER_AGAIN[closed.code],
                    )
                    return
                why = f"closed with {closed.code}"
            except discord.PrivilegedIntentsRequired:
                log.error("%s; nothing more comes from Discord until the next start", _TOO_OLD)  # noqa: TRY400
                return
            except SettingsError as error:
                log.error("nothing more comes from Discord until the next start: %s", error)  # noqa: TRY400
                return
            except Exception as error:  # noqa: BLE001 - whatever came in, the bot comes back
                why = type(error).__name__
            else:
                why = "closed"
            log.error("the connection to Discord ended, and begins anew: %s", why)
            if self._monotonic() - began > STEADY:
                pause = AFTER_A_FAULT
            await self._sleep(pause)
            pause, fell = min(2 * pause, LONGEST_AFTER_FAULTS), True

    async def _client_anew(self) -> None:
        before = self._client
        self._client = await self.patiently(self._log_in)
        if before is not None:
            await before.close()

    async def _choose_shards(self) -> float:
        """Ask how many shards there are, and return the seconds until Discord lets ours begin."""
        count, url, limit = await self.client.http.get_bot_gateway()
        self._shards = Shards.parse(self._settings.discord_shards) or Shards(0, count - 1, count)
        ids = self._shards.ids()
        point_at(self._settings.discord_api_url, self._settings.discord_gateway_url or url)
        self.client.shard_ids, self.client.shard_count = ids, self._shards.count
        seconds = pause_before(
            len(ids),
            total=limit["total"],
            remaining=limit["remaining"],
            reset_after=limit["reset_after"] / 1000,
        )
        if seconds:
            log.warning(
                "%d sessions are left of Discord's %d a day; the next begins in %.0f s",
                limit["remaining"],
                limit["total"],
                seconds,
            )
        return seconds

    async def _wait_until_ready(self) -> None:
        await self.client.wait_until_ready()
