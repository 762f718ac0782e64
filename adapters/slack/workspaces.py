"""Calls Slack where a person is, with the token that holds there now."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from adapters.slack.api import RefusedError, SlackApi
from adapters.slack.leaving import DEAD
from adapters.slack.tokens import Tokens
from bot.people import Address

_STALE = DEAD | {"invalid_auth", "token_expired"}
"""Answers after which another token may still be taken: ours was exchanged meanwhile, or has ended."""

Leave = Callable[[str, str], Awaitable[None]]


class Workspaces:
    """Every workspace, each with its own token.

    Args:
        api: Slack.
        tokens: Whose right to use where.
        leave: Told of an enterprise's team where the app was taken away.
    """

    def __init__(self, api: SlackApi, tokens: Tokens, leave: Leave) -> None:
        self._api = api
        self._tokens = tokens
        self._leave = leave

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
            why = refused
        fresh = await self._tokens.renew(who.enterprise, who.team, identity)
        if fresh.token != identity.token:
            try:
                return await self._api.call(fresh.token, method, who.team, patience, **arguments)
            except RefusedError as refused:
                why = refused
        if why.code in DEAD:
            # Slack's own news of it may never have come.
            await self._leave(who.enterprise, who.team)
        raise why
