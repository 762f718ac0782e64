"""Slack's way in over HTTP: size, shape and signature are checked before anything is read or logged."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import cast

from aiohttp import web
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.pages import HEADERS

LARGEST = 1024 * 1024
"""Bytes of a request that are read; Slack's own stay far below."""

MOST_FIELDS = 100
"""Fields of a form that are read; a command has some fifteen."""

DIGITS = 12
"""Of the second at which a request was made; enough for some thirty thousand years."""

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

log = logging.getLogger(__name__)

Headers = dict[str, str | Sequence[str]]
Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class RefusedError(Exception):
    """A request that is not answered.

    Args:
        status: HTTP status.
        reason: One word for the log; nothing of the request.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Door:
    """The routes Slack and installing people call.

    Args:
        dispatch: Bolt's.
        verifier: Knows the signing secret.
        flow: The install pages; None where the settings hold the only token.
        trouble: The page for when an installation cannot be finished.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        verifier: SignatureVerifier,
        flow: AsyncOAuthFlow | None,
        trouble: str = "",
    ) -> None:
        self._trouble = trouble
        self._dispatch = dispatch
        self._verifier = verifier
        self._flow = flow

    def add_routes(self, to: web.Application) -> None:
        """Add everything Slack needs to a web application."""
        to.router.add_post(EVENTS_PATH, self.events)
        if self._flow is not None:
            to.router.add_get(self._flow.install_path, self.install)
            to.router.add_get(self._flow.redirect_uri_path, self.redirect)

    async def events(self, request: web.Request) -> web.Response:
        """Take an event, a command or a press."""
        try:
            return await self._answer(request, await self._checked(request), self._dispatch)
        except RefusedError as refused:
            log.warning("a request was refused: %s", refused)
            return web.Response(status=refused.status)

    async def install(self, request: web.Request) -> web.Response:
        """Show the page on which somebody begins to install the bot."""
        flow = cast(AsyncOAuthFlow, self._flow)
        return await self._visit(request, flow.handle_installation)

    async def redirect(self, request: web.Request) -> web.Response:
        """Take somebody back who comes from Slack's own page."""
        flow = cast(AsyncOAuthFlow, self._flow)
        return await self._visit(request, flow.handle_callback)

    async def _visit(self, request: web.Request, dispatch: Dispatch) -> web.Response:
        """Answer a browser, with a page even where something is wrong between Slack, the store and us."""
        try:
            return await self._answer(request, "", dispatch)
        except RefusedError as refused:
            return web.Response(status=refused.status)
        except Exception as error:  # noqa: BLE001 - a traceback would show what the token is exchanged for
            log.error("an installation was not finished: %s", type(error).__name__)  # noqa: TRY400
            return web.Response(status=503, text=self._trouble, headers=HEADERS)

    async def _checked(self, request: web.Request) -> str:
        """Return the body of a request that is Slack's, fresh and readable.

        Raises:
            RefusedError: It is not.
        """
        if (request.content_length or 0) > LARGEST:
            raise RefusedError(413, "too large")
        raw = await _read(request)
        stamps = request.headers.getall("X-Slack-Request-Timestamp", [])
        signatures = request.headers.getall("X-Slack-Signature", [])
        if len(stamps) != 1 or len(signatures) != 1:
            raise RefusedError(401, "not signed")
        is_second = stamps[0].isascii() and stamps[0].isdecimal() and len(stamps[0]) <= DIGITS
        if not (is_second and signatures[0].isascii()):
            raise RefusedError(401, "odd signature")
        try:
            body = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise RefusedError(400, "not UTF-8") from None
        if not self._verifier.is_valid(body, stamps[0], signatures[0]):
            raise RefusedError(401, "wrong or old signature")
        fields = body.count("&") if request.content_type == FORM else 0
        if request.content_type not in (JSON, FORM) or fields >= MOST_FIELDS:
            raise RefusedError(400, "not readable")
        return body

    async def _answer(self, request: web.Request, body: str, dispatch: Dispatch) -> web.Response:
        answer = await dispatch(_read_as_bolt(body, request.query_string, dict(request.headers)))
        # Bolt repeats a header by listing its values, cookies for one.
        response = web.Response(status=answer.status, body=answer.body.encode())
        for name, values in answer.headers.items():
            if name.lower() not in ("content-length", "content-type"):
                for value in values:
                    response.headers.add(name, value)
        kind = answer.headers.get("content-type", ["text/plain;charset=utf-8"])[0]
        response.headers["Content-Type"] = kind
        return response


async def _read(request: web.Request) -> bytes:
    """Return the whole body, but never more than is allowed, whatever the headers said.

    Raises:
        RefusedError: It is larger, or broken off.
    """
    raw = bytearray()
    try:
        async for chunk in request.content.iter_chunked(64 * 1024):
            raw += chunk
            if len(raw) > LARGEST:
                raise RefusedError(413, "too large")
    except web.RequestPayloadError:
        raise RefusedError(400, "not readable") from None
    return bytes(raw)


def _read_as_bolt(body: str, query: str, headers: Mapping[str, str]) -> AsyncBoltRequest:
    """Return a request taken apart.

    Raises:
        RefusedError: It is no form or JSON of Slack's.
    """
    try:
        return AsyncBoltRequest(body=body, query=query, headers=cast(Headers, headers))
    except Exception:  # noqa: BLE001 - Bolt reads on whatever it finds, and says nothing of how that may fail
        raise RefusedError(400, "not readable") from None
