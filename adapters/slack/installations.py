"""Workspaces that installed the bot, as Bolt wants to keep them; sealed in the database."""

import json
import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.sql.installations import Installations
from bot.people import Space
from bot.ports import Clock

STATE_LIVES = timedelta(minutes=10)
"""How long somebody may take to click through Slack's pages."""

log = logging.getLogger(__name__)


def space_of(enterprise: str | None, team: str | None) -> Space:
    """Return the place of a workspace, or of an organisation where there is no team."""
    return Space("slack", enterprise or "", team or "")


class BoltInstallations(AsyncInstallationStore):
    """Keeps installations for Bolt.

    Args:
        kept: Where.
        clock: Reads the time.
    """

    def __init__(self, kept: Installations, clock: Clock) -> None:
        self._kept = kept
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_save(self, installation: Installation) -> None:
        await self.save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        await self.save_bot(bot)

    async def save_bot(self, bot: Bot) -> None:
        """Keep a bot's token; whoever clicked leaves no token of their own here."""
        await self._kept.keep(_space(bot), _content(bot), self._clock())

    async def renew(self, bot: Bot) -> bool:
        """Keep a bot's token instead of the one kept before, and say whether the app is still there."""
        return await self._kept.renew(_space(bot), _content(bot), self._clock())

    async def drop(self, enterprise: str, team: str) -> Space | None:
        """Let go of the installation that holds in a workspace, and say of which space it was."""
        bot = await self.async_find_bot(enterprise_id=enterprise or None, team_id=team or None)
        if bot is None:
            return None
        await self._kept.forget(_space(bot))
        return _space(bot)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        spaces = [space_of(enterprise_id, team_id)] if not is_enterprise_install else []
        if enterprise_id:
            spaces.append(space_of(enterprise_id, None))
        for space in spaces:
            content = await self._kept.find(space)
            if content is not None:
                return Bot(**json.loads(content))
        return None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        bot = await self.async_find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        return None if bot is None else Installation(user_id=user_id or "", **bot.to_dict())

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await self._kept.forget(space_of(enterprise_id, team_id))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        # Only bots are kept, and one person's leaving is not the workspace's.
        return


class BrowserStates(AsyncOAuthStateStore):
    """What ties an installation to the browser that began it; good once, for ten minutes.

    Args:
        kept: Where.
        clock: Reads the time.
    """

    def __init__(self, kept: Installations, clock: Clock) -> None:
        self._kept = kept
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        return log

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        state = secrets.token_urlsafe(24)
        await self._kept.begin(state, self._clock())
        return state

    async def async_consume(self, state: str) -> bool:
        return await self._kept.finish(state, self._clock() - STATE_LIVES)


def _space(bot: Bot) -> Space:
    return space_of(bot.enterprise_id, "" if bot.is_enterprise_install else bot.team_id)


def _content(bot: Bot) -> str:
    return json.dumps({name: _plain(value) for name, value in bot.to_dict().items()})


def _plain(value: object) -> object:
    # Slack's library takes no fraction for the end of a token, but any instant in ISO 8601.
    return value.isoformat() if isinstance(value, datetime) else value
