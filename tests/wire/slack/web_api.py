"""The web API over HTTP: bodies, tokens, scopes, pace, faults and the answers to them."""

import json
from base64 import b64decode
from binascii import Error as Base64Error
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.slack import (
    chat_methods,
    conversation_methods,
    file_methods,
    oauth_methods,
    view_methods,
)
from tests.wire.slack.faults import Fault
from tests.wire.slack.json_shapes import Json
from tests.wire.slack.methods import METHODS, Ask, Failed, Method
from tests.wire.slack.state import Call

if TYPE_CHECKING:
    from tests.wire.slack.state import State
    from tests.wire.slack.tokens import Token

# Importing them puts their methods into the table.
FAMILIES = (chat_methods, conversation_methods, file_methods, oauth_methods, view_methods)
# The pages of these methods list form bodies alone.
FORM_ONLY = {"apps.uninstall", "auth.revoke", "conversations.history", "conversations.info",
             "files.getUploadURLExternal", "oauth.v2.access", "users.info"}  # fmt: skip
SECRET = {"token", "client_secret", "refresh_token", "code"}
HTML = (
    "<!DOCTYPE html><html><head><title>Server Error | Slack</title></head><body>Oops</body></html>"
)


class WebApi:
    """Answers `/api/METHOD`.

    Args:
        state: What the stand-in knows.
    """

    def __init__(self, state: "State") -> None:
        self._state = state

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Do one call, with whatever fault is planned for it."""
        name = request.match_info["method"]
        self._state.calls[name] += 1
        fault = self._state.faults.take(name)
        if fault is not None and fault.how == "hang":
            self._state.news.tell()
            await self._state.clock.sleep(fault.seconds)
        if fault is not None and (early := hinder(fault, request)) is not None:
            self._state.log.append(Call(name, {}, {}, early.status))
            self._state.news.tell()
            return early
        args: Json = {}
        status, headers = 200, {}
        try:
            args = await read_arguments(request, takes_json=name not in FORM_ONLY)
            answer = await self._do(name, request, args, headers)
        except Failed as failed:
            answer = failed.answer
            status = 429 if answer["error"] == "ratelimited" else 200
            if status == 429:
                headers["Retry-After"] = str(answer.pop("retry_after"))
        kept = {key: value for key, value in args.items() if key not in SECRET}
        self._state.log.append(Call(name, kept, answer, status))
        self._state.news.tell()
        if fault is not None and (late := await spoil(fault, request, self._state)) is not None:
            return late
        return web.json_response(answer, status=status, headers=headers)

    async def _do(
        self, name: str, request: web.Request, args: Json, headers: dict[str, str]
    ) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Failed("unknown_method", req_method=name)
        token = self._authorise(method, request, args)
        if token is not None:
            headers["X-OAuth-Scopes"] = ",".join(token.scopes)
            headers["X-Accepted-OAuth-Scopes"] = ",".join(method.scopes)
        if method.scopes and token is not None and not set(method.scopes) & set(token.scopes):
            raise Failed("missing_scope", needed=method.scopes[0], provided=",".join(token.scopes))
        team = token.team if token is not None else ""
        wait = self._state.rates.hold(name, team, str(args.get("channel", "")))
        if wait is not None:
            raise Failed("ratelimited", retry_after=wait)
        return await method.handler(Ask(self._state, name, args, token, read_basic(request)))

    def _authorise(self, method: Method, request: web.Request, args: Json) -> "Token | None":
        if method.token == "none":  # noqa: S105 - the kind of token
            return None
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        value = value if scheme.lower() == "bearer" else str(args.get("token") or "")
        if not value:
            raise Failed("not_authed")
        is_app = value == self._state.app_token
        if method.token == "app":  # noqa: S105 - the kind of token
            if is_app:
                return None
            known = not isinstance(self._state.tokens.find(value), str)
            raise Failed("not_allowed_token_type" if known else "invalid_auth")
        if is_app:
            raise Failed("not_allowed_token_type")
        token = self._state.tokens.find(value)
        if isinstance(token, str):
            raise Failed(token)
        return token


async def read_arguments(request: web.Request, *, takes_json: bool) -> Json:
    """The arguments of a call, from wherever a client may put them; JSON where the method takes none is lost."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise Failed("invalid_json") from None
        if not isinstance(body, dict):
            raise Failed("json_not_object")
        return args | body if takes_json else args
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return args | {
            key: value for key, value in (await request.post()).items() if isinstance(value, str)
        }
    return args


def read_basic(request: web.Request) -> tuple[str, str] | None:
    """The client's id and secret, where they stand in the header."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        id, _, secret = b64decode(value).decode().partition(":")
    except (Base64Error, UnicodeDecodeError):
        raise Failed("invalid_client_id") from None
    return id, secret


def hinder(fault: Fault, request: web.Request) -> web.StreamResponse | None:
    """What happens instead of a call; None where it is done all the same."""
    match fault.how:
        case "ratelimited":
            headers = {"Retry-After": str(fault.retry_after)}
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers=headers
            )
        case "500" | "502" | "503":
            return web.Response(status=int(fault.how), text="", content_type="text/html")
        case "html":
            return web.Response(status=200, text=HTML, content_type="text/html")
        case "error":
            return web.json_response({"ok": False, "error": fault.error})
        case "reset_before" | "hang":
            return cut(request)
    return None


async def spoil(fault: Fault, request: web.Request, state: "State") -> web.StreamResponse | None:
    """What happens to the answer of a call that was done."""
    match fault.how:
        case "reset_after":
            return cut(request)
        case "lost_after":
            return web.Response(status=503, text="", content_type="text/html")
        case "delay":
            await state.clock.sleep(fault.seconds)
    return None


def cut(request: web.Request) -> web.StreamResponse:
    """Cut the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=503)
