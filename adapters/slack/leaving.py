"""What follows when a workspace takes the app away: nothing more is sent, and everything goes in time."""

import logging
from datetime import timedelta

from adapters.slack.api import RefusedError, SlackApi
from adapters.slack.tokens import Tokens
from adapters.sql.installations import Installations
from bot.errors import Undeliverable
from bot.people import Space
from bot.ports import Clock

ERASED_AFTER = timedelta(hours=22)
"""How long members' data is kept for a workspace that comes back; the hourly look erases it within a day."""
DEAD = frozenset({"account_inactive", "token_revoked"})
"""Answers that say that the app was taken away, and nothing else."""
PATIENCE = 1.5
"""Seconds to wait for a rate limit; Slack gives three for the whole answer."""
_REFUSED = DEAD | {"invalid_auth", "not_authed", "token_expired"}
"""What a token is answered that no longer works."""

log = logging.getLogger(__name__)


class Leaving:
    """Lets go of workspaces that took the app away; the news come in any order, twice, once or not at all.

    Args:
        api: Asked whether a token still works.
        tokens: Of all workspaces.
        installations: Where it is noted that members are to be erased.
        clock: Reads the time.
    """

    def __init__(
        self, api: SlackApi, tokens: Tokens, installations: Installations, clock: Clock
    ) -> None:
        self._api = api
        self._tokens = tokens
        self._installations = installations
        self._clock = clock

    async def leave(self, enterprise: str, team: str) -> None:
        """Let go of a workspace, or of an organisation, after Slack told that the app was taken away.

        News that come late, when the app is back, are recognised: its token works.

        Raises:
            StoreError: The store is out of reach; nothing, or not all, was let go of.
            SlackError: Slack does not say whether the token works; nothing, or not all, was let go of.
        """
        spaces = [Space("slack", enterprise, team)]
        while True:
            if await self._works(enterprise, team):
                log.warning("workspace %s: told to leave, but its token works", team or enterprise)
                return
            dropped = await self._tokens.drop(enterprise, team)
            if dropped is None:
                break
            spaces.append(dropped)
        due = self._clock() + ERASED_AFTER
        for space in dict.fromkeys(spaces):
            await self._installations.leave(space, due)
        log.warning(
            "workspace %s: the app was taken away; nothing more is sent there, and its members are"
            " erased at %s",
            team or enterprise,
            due.isoformat(timespec="minutes"),
        )

    async def _works(self, enterprise: str, team: str) -> bool:
        self._tokens.forget(enterprise, team)
        try:
            identity = await self._tokens.find(enterprise, team)
            await self._api.call(identity.token, "auth.test", team, PATIENCE)
        except Undeliverable:
            return False
        except RefusedError as refused:
            if refused.code in _REFUSED:
                return False
            raise
        return True
