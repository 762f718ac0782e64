"""Whose right to speak in which workspace: one token from the settings, or one for each installation."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from adapters.slack.api import SlackApi
from adapters.slack.installations import BoltInstallations
from bot.errors import Undeliverable

REMEMBERED = 30.0
"""Seconds for which a token is not looked up again: one that was withdrawn is gone within a minute."""
REFRESH_BEFORE = 120
"""Minutes before the end of its 12 hours at which a token is exchanged."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """The bot in one workspace.

    Args:
        token: Its bot token.
        bot_user: Id of its user.
        bot: Id of the bot, by which its own messages are known.
    """

    token: str
    bot_user: str
    bot: str


class Tokens(Protocol):
    """Finds the bot's identity in a workspace."""

    async def find(self, enterprise: str, team: str) -> Identity:
        """Return who the bot is there.

        Raises:
            Undeliverable: It is not installed there (any more).
        """
        ...

    def forget(self, enterprise: str, team: str) -> None:
        """Look it up anew the next time."""
        ...


@dataclass(frozen=True, slots=True)
class OneWorkspace:
    """The one workspace of a token from the settings."""

    identity: Identity

    async def find(self, enterprise: str, team: str) -> Identity:
        return self.identity

    def forget(self, enterprise: str, team: str) -> None:
        return


class InstalledWorkspaces:
    """All workspaces that installed the bot; their tokens are exchanged before they end.

    Args:
        installations: Where they are kept.
        api: For the exchange.
        client_id, client_secret: The app's own.
        monotonic: Clock of what is remembered (seconds).
    """

    def __init__(
        self,
        installations: BoltInstallations,
        api: SlackApi,
        client_id: str,
        client_secret: str,
        monotonic: Callable[[], float],
    ) -> None:
        self._installations = installations
        self._api = api
        self._client_id = client_id
        self._client_secret = client_secret
        self._monotonic = monotonic
        self._known: dict[tuple[str, str], tuple[float, Identity]] = {}
        self._exchanging: dict[tuple[str, str], asyncio.Lock] = {}

    async def find(self, enterprise: str, team: str) -> Identity:
        place = (enterprise, team)
        known = self._known.get(place)
        if known is not None and known[0] > self._monotonic():
            return known[1]
        async with self._exchanging.setdefault(place, asyncio.Lock()):
            bot = await self._exchanged(await self._bot(enterprise, team), enterprise, team)
        identity = Identity(bot.bot_token, bot.bot_user_id, bot.bot_id)
        self._known[place] = (self._monotonic() + REMEMBERED, identity)
        return identity

    def forget(self, enterprise: str, team: str) -> None:
        self._known.pop((enterprise, team), None)

    async def _bot(self, enterprise: str, team: str) -> Bot:
        bot = await self._installations.async_find_bot(
            enterprise_id=enterprise or None, team_id=team or None
        )
        if bot is None:
            raise Undeliverable("the app is not installed in this workspace (any more)")
        return bot

    async def _exchanged(self, bot: Bot, enterprise: str, team: str) -> Bot:
        """Return the bot with a token that still lives for a while."""
        rotator = AsyncTokenRotator(
            client_id=self._client_id,
            client_secret=self._client_secret,
            client=self._api.client(""),
        )
        try:
            fresh = await rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=REFRESH_BEFORE
            )
        except SlackTokenRotationError:
            # A refresh token works once: another process may have been faster, and kept what it got.
            log.warning("a token could not be exchanged; what is kept now is used")
            return await self._bot(enterprise, team)
        if fresh is None:
            return bot
        await self._installations.save_bot(fresh)
        return fresh
