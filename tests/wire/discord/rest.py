"""The API's door: who may call, how fast, what goes wrong on the way, and the headers of every answer."""

import asyncio
import json
from math import ceil
from typing import TYPE_CHECKING
from zlib import crc32

from aiohttp import web

from tests.wire.discord import (  # noqa: F401 - each brings its endpoints
    application_routes,
    channel_routes,
    dm_routes,
    interaction_routes,
    webhook_routes,
)
from tests.wire.discord.bodies import read_body
from tests.wire.discord.errors import Refused
from tests.wire.discord.faults import Fault
from tests.wire.discord.rates import Standing
from tests.wire.discord.routes import Answered, Ask, Route, find, major
from tests.wire.discord.state import Call
from tests.wire.json_shapes import as_object

if TYPE_CHECKING:
    from tests.wire.discord.state import State

_VIA = {"Via": "1.1 google"}
_PAGE = b"<!DOCTYPE html><html><head><title>discord.com | %s</title></head><body></body></html>"


class Rest:
    """Answers everything under `/api/`.

    Args:
        state: What the stand-in knows.
    """

    def __init__(self, state: "State") -> None:
        self._state = state

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        if request.match_info["version"] != "v10":
            return _json(Refused(50041).body, 400, {})
        path = "/" + request.match_info["rest"]
        try:
            route, named = find(request.method, path)
        except Refused as refusal:
            return _json(refusal.body, refusal.status, {})
        self._state.calls[route.name] += 1
        fault = self._state.faults.take(route.name)
        if fault is not None:
            before = self._fail_before(request, route, named, fault)
            if before is not None:
                self._count(before)
                self._state.news.tell()
                return before
        answer = await self._do(request, route, named)
        self._count(answer)
        if fault is not None:
            if fault.how == "reset_after":
                return _reset(request)
            if fault.how == "lost_after":
                return _page(503)
            if fault.how == "lost_502":
                return _page(502)
            if fault.how == "delay":
                # The client waits in its own time.
                await asyncio.sleep(fault.seconds)
        self._state.news.tell()
        return answer

    def _fail_before(
        self, request: web.Request, route: Route, named: dict[str, str], fault: Fault
    ) -> web.Response | None:
        if fault.how == "reset_before":
            return _reset(request)
        if fault.how == "error":
            refusal = Refused(fault.code)
            return _json(refusal.body, refusal.status, {})
        if fault.how == "ratelimited":
            standing = Standing(
                5, 5 if fault.scope == "shared" else 0, fault.retry_after, fault.retry_after
            )
            return self._slow_down(route, major(named), standing, fault.scope)
        if fault.how == "html":
            return _page(502)
        if fault.how == "banned":
            return web.Response(status=429, body=_PAGE % b"Access denied", content_type="text/html",
                                headers={"Retry-After": str(ceil(fault.retry_after))})  # fmt: skip
        if fault.how in ("500", "502", "503"):
            return _page(int(fault.how)) if fault.how != "500" else _json(
                {"message": "500: Internal Server Error", "code": 0}, 500, {}
            )  # fmt: skip
        return None

    async def _do(self, request: web.Request, route: Route, named: dict[str, str]) -> web.Response:
        state, body = self._state, {}
        wait = state.rates.enter_all() if route.needs_token else 0.0
        if wait:
            return self._slow_down(route, "", Standing(50, 0, wait, wait), "global")
        standing = state.rates.enter(route.name, major(named))
        if standing.wait:
            return self._slow_down(route, major(named), standing, "user")
        try:
            if (
                route.needs_token
                and request.headers.get("Authorization") != f"Bot {state.app.token}"
            ):
                raise Refused(401)
            body, files = await read_body(request, state.ids)
            ask = Ask(state, route.name, named, dict(request.query), body, files)
            answered = await route.handler(ask)
        except Refused as refusal:
            answered = Answered(refusal.body, refusal.status)
        except (TypeError, ValueError, KeyError, AttributeError) as odd:
            # A payload of a shape that nobody thought of: the test is to fail and say which.
            state.breach(route.name, f"made no sense: {odd!r} in {body}")
            answered = Answered(Refused(50035).body, 400)
        state.log.append(
            Call(route.name, request.path, as_object(body), answered.body, answered.status)
        )
        headers = self._headers(route, standing)
        if answered.body is None:
            return web.Response(status=204, headers=headers)
        return _json(answered.body, answered.status, headers)

    def _slow_down(self, route: Route, key: str, standing: Standing, scope: str) -> web.Response:
        everything = scope == "global"
        headers = {"X-RateLimit-Scope": scope, "Retry-After": str(ceil(standing.wait))}
        headers |= {"X-RateLimit-Global": "true"} if everything else self._headers(route, standing)
        words = "The resource is" if scope == "shared" else "You are"
        body = {
            "message": f"{words} being rate limited.",
            "retry_after": round(standing.wait, 3),
            "global": everything,
        }
        return _json(body, 429, headers | _VIA)

    def _headers(self, route: Route, standing: Standing) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(standing.most),
            "X-RateLimit-Remaining": str(standing.left),
            "X-RateLimit-Reset": f"{self._state.wall() + standing.reset_after:.3f}",
            "X-RateLimit-Reset-After": f"{standing.reset_after:.3f}",
            "X-RateLimit-Bucket": f"{crc32(route.name.encode()):032x}",
        }

    def _count(self, answer: web.Response) -> None:
        shared = answer.headers.get("X-RateLimit-Scope") == "shared"
        if answer.status in (401, 403, 429) and not shared:
            self._state.invalid_answers += 1

    async def attachment(self, request: web.Request) -> web.Response:
        """A file that is in a message."""
        file = self._state.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type=file.content_type.partition(";")[0])


def _json(body: object, status: int, headers: dict[str, str]) -> web.Response:
    # Bytes, so that no charset is added: Discord sends none, and clients compare the whole header.
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        content_type="application/json",
        headers=_VIA | headers,
    )


def _page(status: int) -> web.Response:
    titles = {502: b"502: Bad gateway", 503: b"503 Service Unavailable"}
    return web.Response(status=status, body=_PAGE % titles[status], content_type="text/html")


def _reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
