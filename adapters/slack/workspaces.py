"""Calls Slack where a person is, with the token that holds there now."""

import logging
from collections.abc import Mapping
from typing import Any

from adapters.slack.api import RefusedError, SlackApi
from adapters.slack.tokens import Tokens
from bot.people import Address

_STALE = frozenset({"account_inactive", "invalid_auth", "token_expired", "token_revoked"})
"""Answers after which another token may still be taken: ours was exchanged meanwhile, or has ended."""

log = logging.getLogger(__name__)


class Workspaces:
    """Every workspace, each with its own token.

    Args:
        api: Slack.
        tokens: Whose right to use where.
    """

    def __init__(self, api: SlackApi, tokens: Tokens) -> None:
        self._api = api
        self._tokens = tokens

    async def call(
        self, who: Address, method: str, patience: float = 0, **arguments: Any
    ) -> Mapping[str, Any]:
        """Call one method in a person's workspace; see `SlackApi.call`.

        A token that no longer holds is exchanged, and the call made once more: it was not carried out.

        Raises:
            Undeliverable: The app is not installed there (any more).
            SlackError: Slack said no, or nobody knows.
        """
        identity = await self._tokens.find(who.enterprise, who.team)
        try:
            return await self._api.call(identity.token, method, who.team, patience, **arguments)
        except RefusedError as refused:
            if refused.code not in _STALE:
                raise
            fresh = await self._tokens.renew(who.enterprise, who.team, identity)
            if fresh.token == identity.token:
                raise
        return await self._api.call(fresh.token, method, who.team, patience, **arguments)
