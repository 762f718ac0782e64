"""Socket Mode's connection: the SDK's, with a new ticket for every try."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from aiohttp import ClientSession, ClientTimeout, TraceConfig, TraceRequestEndParams
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

SHAKES_HANDS_WITHIN = 30.0
"""Seconds for one try to connect; a ticket is good for no longer."""


async def connect_sockets(
    app: AsyncApp,
    token: str,
    web_client: AsyncWebClient,
    connected: Callable[[], None],
) -> AsyncSocketModeHandler:
    """Connect, trying until it works, and return what keeps the connection up.

    A ticket of `apps.connections.open` is good for one try, and the SDK tries one that failed for ever.

    Args:
        app: Takes what comes in.
        token: The app-level token.
        web_client: Asks for tickets.
        connected: Told whenever a connection was made, the first one too.
    """
    quiet = logging.getLogger("slack_sdk.socket_mode")
    sockets = AsyncSocketModeHandler(app, token, logger=quiet, web_client=web_client)
    client = sockets.client

    async def use_up(*_: object) -> None:
        client.wss_uri = None

    tries = TraceConfig()
    tries.on_request_start.append(use_up)

    async def tell(_: object, __: object, ended: TraceRequestEndParams) -> None:
        if ended.response.status == HTTPStatus.SWITCHING_PROTOCOLS:
            connected()

    tries.on_request_end.append(tell)
    await client.aiohttp_client_session.close()
    client.aiohttp_client_session = ClientSession(
        trace_configs=[tries], timeout=ClientTimeout(total=SHAKES_HANDS_WITHIN)
    )
    await sockets.connect_async()
    return sockets
