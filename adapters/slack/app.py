"""The Bolt app: which of Slack's events come in, whatever way they came."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from adapters.slack import inbound
from adapters.slack.api import SlackError
from adapters.slack.leaving import Leaving
from adapters.slack.reception import Reception
from adapters.slack.tokens import Tokens
from bot.errors import StoreError

log = logging.getLogger(__name__)

Authorize = Callable[..., Awaitable[AuthorizeResult]]


def build_app(
    reception: Reception, tokens: Tokens, leaving: Leaving, secret: str, not_installed: str
) -> AsyncApp:
    """Return the app.

    An act is stored before Slack is answered: nothing that was acknowledged can be lost, and what
    could not be stored is sent again.

    Args:
        reception: Takes what was done.
        tokens: Whose right to use where.
        leaving: Told when a workspace takes the app away.
        secret: Signing secret; empty in Socket Mode, where nothing is signed.
        not_installed: What a person is told where the app is not installed (any more).
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        # Whose token is used is found when something is said: exchanging one may take longer than Slack
        # waits here. Bolt would answer with words wherever there is no right, and log it as its own error.
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)

    app = AsyncApp(
        logger=_quiet_logger(),
        process_before_response=True,
        # The door has looked at the signature before; see there.
        request_verification_enabled=False,
        signing_secret=secret or None,
        authorize=cast(Authorize, authorize),
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    async def take(body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        answer: Mapping[str, Any] | None = None
        match inbound.read(body):
            case inbound.Acted(did, where):
                if await tokens.is_installed(context.enterprise_id or "", context.team_id or ""):
                    answer = (await reception.receive(did, where)).body
                elif "command" in body:
                    answer = {"response_type": "ephemeral", "text": not_installed}
            case inbound.Left(_, team, enterprise, user):
                # An account that was closed is found when it is written to.
                if not user:
                    await leaving.leave(enterprise, team)
            case inbound.Posted(channel):
                reception.note_posted(channel)
            case None:
                log.info("taken and forgotten, none of ours: %s", inbound.kind_of(body))
        return BoltResponse(status=200, body=dict(answer) if answer else "")

    app.error(_fail)
    # One taker for whatever comes: `inbound.read` knows what it is, Bolt need not find out before.
    app.use(take)
    return app


async def _fail(error: Exception) -> BoltResponse:
    # Never the error's words, nor the request's: both may be a person's.
    if isinstance(error, StoreError):
        log.error("the store is out of reach; Slack will send it again: %s", error)
    elif isinstance(error, SlackError):
        log.error("an event could not be taken, Slack will send it again: %s", error)
    else:
        log.error("an event could not be taken: %s", type(error).__name__)
    return BoltResponse(status=500, body="")


def _quiet_logger() -> logging.Logger:
    """Return Bolt's logger, held to errors: below them it repeats whole requests."""
    logger = logging.getLogger("slack_bolt.afterview")
    logger.setLevel(logging.ERROR)
    return logger
