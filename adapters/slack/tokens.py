"""Whose right to speak in which workspace: one token from the settings, or one for each installation."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import inf
from typing import Protocol

from slack_sdk.oauth.installation_store import Bot

from adapters.slack.api import RefusedError, SlackApi, SlackError
from adapters.slack.installations import BoltInstallations
from bot.errors import SettingsError, StoreError, Undeliverable
from bot.people import Space
from bot.ports import Clock

REMEMBERED = 30.0
"""Seconds for which a token is not looked up again: one that was withdrawn is gone within a minute."""
REFRESH_BEFORE = 2 * 3600.0
"""Seconds before the end of its 12 hours at which a token is exchanged."""
TAKEN_OVER_WITHIN = (0.1, 0.2, 0.5, 1.0, 2.0)
"""Seconds to wait, one after the other, for another process to keep the token it got."""

KEPT_WITHIN = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds between the tries to keep a token where the store is out of reach."""
_REINSTALL = (
    "workspace %s: Slack does not exchange its token (%s); nothing is sent there once the token has"
    " ended, until the app is installed there again"
)

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

    async def is_installed(self, enterprise: str, team: str) -> bool:
        """Say whether the app is installed there; nothing is asked of Slack for it."""
        ...

    async def find(self, enterprise: str, team: str) -> Identity:
        """Return who the bot is there.

        Raises:
            Undeliverable: It is not installed there (any more), or its right cannot be renewed.
            SlackError: Its right has ended, and Slack does not say now whether it can be renewed.
        """
        ...

    async def renew(self, enterprise: str, team: str, refused: Identity) -> Identity:
        """Return who the bot is there, after Slack refused its token; the same where there is no other.

        Raises:
            Undeliverable: It is not installed there (any more), or its right cannot be renewed.
            SlackError: Slack does not say now whether it can be renewed.
        """
        ...

    def forget(self, enterprise: str, team: str) -> None:
        """Look it up anew the next time."""
        ...

    async def drop(self, enterprise: str, team: str) -> Space | None:
        """Let go of the right that holds there for good, and say for which space; None if there is none."""
        ...

    async def finish(self) -> None:
        """Finish what is being exchanged."""
        ...


class OneWorkspace:
    """The one workspace, or organisation, of a token from the settings, known once Slack was asked."""

    def __init__(self) -> None:
        self._identity: Identity | None = None
        self._space = Space("slack", "", "")
        self._gone = False

    def arrive(self, identity: Identity, space: Space) -> None:
        """Take over what Slack answered at start."""
        self._identity, self._space = identity, space

    async def is_installed(self, enterprise: str, team: str) -> bool:
        return not self._gone and self._is_ours(enterprise, team)

    async def find(self, enterprise: str, team: str) -> Identity:
        if self._gone:
            raise Undeliverable("the app was taken away from the workspace")
        if self._identity is None:
            raise SettingsError("Slack was not asked yet who the bot is")
        if not self._is_ours(enterprise, team):
            raise Undeliverable("it is not the workspace of SLACK_BOT_TOKEN")
        return self._identity

    async def renew(self, enterprise: str, team: str, refused: Identity) -> Identity:
        return await self.find(enterprise, team)

    def forget(self, enterprise: str, team: str) -> None:
        return

    async def drop(self, enterprise: str, team: str) -> Space | None:
        if self._gone or not self._is_ours(enterprise, team):
            return None
        self._gone = True
        return Space("slack", enterprise, team)

    async def finish(self) -> None:
        return

    def _is_ours(self, enterprise: str, team: str) -> bool:
        # An app may be installed in other workspaces too, with tokens that are not in the settings.
        ours = self._space
        return team == ours.team or bool(enterprise and enterprise == ours.enterprise)


class InstalledWorkspaces:
    """All workspaces that installed the bot; their tokens are exchanged before they end.

    Args:
        installations: Where they are kept.
        api: For the exchange.
        client_id, client_secret: The app's own.
        monotonic: Clock of what is remembered (seconds).
        clock: Reads the time, against which tokens end.
        sleep: Waits for another process (seconds).
    """

    def __init__(
        self,
        installations: BoltInstallations,
        api: SlackApi,
        client_id: str,
        client_secret: str,
        monotonic: Callable[[], float],
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._installations = installations
        self._api = api
        self._client_id = client_id
        self._client_secret = client_secret
        self._monotonic = monotonic
        self._clock = clock
        self._sleep = sleep
        self._known: dict[tuple[str, str], tuple[float, Identity]] = {}
        self._installed: dict[tuple[str, str], float] = {}
        self._looking: dict[tuple[str, str], asyncio.Task[Identity]] = {}
        self._used_up: set[str] = set()

    async def is_installed(self, enterprise: str, team: str) -> bool:
        place = (enterprise, team)
        if self._installed.get(place, 0) <= self._monotonic():
            if await self._kept(enterprise, team) is None:
                return False
            self._installed[place] = self._monotonic() + REMEMBERED
        return True

    async def find(self, enterprise: str, team: str) -> Identity:
        known = self._known.get((enterprise, team))
        if known is not None and known[0] > self._monotonic():
            return known[1]
        return await self._look(enterprise, team, "")

    async def renew(self, enterprise: str, team: str, refused: Identity) -> Identity:
        self.forget(enterprise, team)
        return await self._look(enterprise, team, refused.token)

    def forget(self, enterprise: str, team: str) -> None:
        self._known.pop((enterprise, team), None)
        self._installed.pop((enterprise, team), None)

    async def drop(self, enterprise: str, team: str) -> Space | None:
        space = await self._installations.drop(enterprise, team)
        if space is not None and not space.team:
            self._known = {one: kept for one, kept in self._known.items() if one[0] != enterprise}
            self._installed.clear()
        self.forget(enterprise, team)
        return space

    async def finish(self) -> None:
        await asyncio.gather(*self._looking.values(), return_exceptions=True)

    async def _look(self, enterprise: str, team: str, refused: str) -> Identity:
        """Look somewhere, once for all who ask.

        Whoever asks may give up meanwhile; an exchange goes on, for what it brings is given only once.
        """
        place = (enterprise, team)
        while True:
            task = self._looking.get(place)
            is_ours = task is None
            if task is None:
                task = asyncio.ensure_future(self._found(enterprise, team, refused))
                self._looking[place] = task
                task.add_done_callback(lambda done: self._let_go(place, done))
            identity = await asyncio.shield(task)
            if is_ours or identity.token != refused:
                return identity

    def _let_go(self, place: tuple[str, str], done: "asyncio.Task[Identity]") -> None:
        self._looking.pop(place, None)
        if not done.cancelled():
            # Whoever asked was told, or gave up.
            done.exception()

    async def _found(self, enterprise: str, team: str, refused: str) -> Identity:
        bot = await self._bot(enterprise, team)
        if self._ends(bot) < REFRESH_BEFORE or bot.bot_token == refused:
            bot = await self._exchanged(bot, enterprise, team, refused)
        identity = Identity(bot.bot_token, bot.bot_user_id, bot.bot_id)
        self._known[enterprise, team] = (self._monotonic() + REMEMBERED, identity)
        return identity

    async def _bot(self, enterprise: str, team: str) -> Bot:
        bot = await self._kept(enterprise, team)
        if bot is None:
            raise Undeliverable("the app is not installed in this workspace (any more)")
        return bot

    async def _kept(self, enterprise: str, team: str) -> Bot | None:
        return await self._installations.async_find_bot(
            enterprise_id=enterprise or None, team_id=team or None
        )

    def _ends(self, bot: Bot) -> float:
        """Return in how many seconds a bot's token ends; without end where tokens are not exchanged."""
        if bot.bot_token_expires_at is None:
            return inf
        return bot.bot_token_expires_at - self._clock().timestamp()

    async def _exchanged(self, bot: Bot, enterprise: str, team: str, refused: str) -> Bot:
        """Return the bot with a token that lives for a while, or else with one that still lives."""
        if not bot.bot_refresh_token:
            return bot
        if bot.bot_refresh_token in self._used_up:
            return self._last_resort(bot, refused)
        try:
            fresh = await self._api.exchange(
                self._client_id, self._client_secret, bot.bot_refresh_token
            )
        except RefusedError as why:
            found = await self._taken_over(bot, enterprise, team)
            if found is not None:
                return found
            self._used_up.add(bot.bot_refresh_token)
            log.error(_REINSTALL, bot.team_id or bot.enterprise_id, why.code)  # noqa: TRY400
            return self._last_resort(bot, refused)
        except SlackError as error:
            if self._lives(bot, refused):
                log.warning("a token is exchanged later: %s", error)
                return bot
            raise
        bot.bot_token = str(fresh["access_token"])
        bot.bot_refresh_token = fresh.get("refresh_token")
        ends_in = fresh.get("expires_in")
        now = int(self._clock().timestamp())
        bot.bot_token_expires_at = now + int(ends_in) if ends_in else None
        if not await self._renewed(bot):
            raise Undeliverable("the app was taken away from this workspace")
        return bot

    async def _renewed(self, bot: Bot) -> bool:
        """Keep what a token was exchanged for, trying for a while: it is given only once."""
        for wait in KEPT_WITHIN:
            try:
                return await self._installations.renew(bot)
            except StoreError as error:
                log.warning("a token cannot be kept yet, and is tried again: %s", error)
            await self._sleep(wait)
        return await self._installations.renew(bot)

    async def _taken_over(self, bot: Bot, enterprise: str, team: str) -> Bot | None:
        """Return what another process got: a refresh token works once, and it may have been faster."""
        for wait in TAKEN_OVER_WITHIN:
            found = await self._bot(enterprise, team)
            if found.bot_refresh_token != bot.bot_refresh_token:
                return found
            await self._sleep(wait)
        return None

    def _last_resort(self, bot: Bot, refused: str) -> Bot:
        if self._lives(bot, refused):
            return bot
        raise Undeliverable("its token has ended and cannot be exchanged")

    def _lives(self, bot: Bot, refused: str) -> bool:
        return self._ends(bot) > 0 and bot.bot_token != refused
