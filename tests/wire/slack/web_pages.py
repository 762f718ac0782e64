"""What else answers at Slack's address: response URLs, uploads, downloads, and the page of consent."""

import json
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.slack.hands import show_response
from tests.wire.slack.json_shapes import Json, is_true
from tests.wire.slack.limits import check_message
from tests.wire.slack.oauth_methods import consent
from tests.wire.slack.payloads import fill_in_ids
from tests.wire.slack.tickets import ResponseUrl
from tests.wire.slack.web_api import hinder, spoil

if TYPE_CHECKING:
    from tests.wire.slack.people import Person
    from tests.wire.slack.state import State


class WebPages:
    """Answers everything that is no method.

    Args:
        state: What the stand-in knows.
    """

    def __init__(self, state: "State") -> None:
        self._state = state

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what the app posts to a response URL."""
        self._state.calls["response_url"] += 1
        fault = self._state.faults.take("response_url")
        if fault is not None and (early := hinder(fault, request)) is not None:
            return early
        url = self._state.tickets.use_response(request.path)
        if isinstance(url, str):
            return web.Response(status=404, text=url)
        try:
            payload = json.loads(await request.text())
        except ValueError:
            return web.Response(status=400, text="invalid_payload")
        if not isinstance(payload, dict):
            return web.Response(status=400, text="invalid_payload")
        answer = self._show(url, payload)
        self._state.news.tell()
        if fault is not None and (late := await spoil(fault, request, self._state)) is not None:
            return late
        return answer

    def _show(self, url: ResponseUrl, payload: Json) -> web.Response:
        person = self._state.workspaces[url.team].people[url.person]
        channel = person.team.channels[url.channel]
        original = url.original
        if original is not None and is_true(payload.get("delete_original")):
            if original in channel.messages:
                channel.messages.remove(original)
            return web.Response(text="ok")
        if not payload.get("text") and not payload.get("blocks"):
            return web.Response(status=400, text="no_text")
        if original is not None and is_true(payload.get("replace_original")):
            return self._replace(url, payload)
        if show_response(person, channel, payload, via="response_url"):
            return web.Response(status=400, text="invalid_blocks")
        return web.Response(text="ok")

    def _replace(self, url: ResponseUrl, payload: Json) -> web.Response:
        assert url.original is not None
        breaches = list(check_message(payload))
        for one in breaches:
            self._state.breach("response_url", one)
        if breaches:
            return web.Response(status=400, text="invalid_blocks")
        url.original.text = str(payload.get("text") or "")
        url.original.blocks = fill_in_ids(payload.get("blocks"), self._state.ids)
        url.original.edited = True
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file, as they are or in a form."""
        self._state.calls["upload"] += 1
        fault = self._state.faults.take("upload")
        if fault is not None and (early := hinder(fault, request)) is not None:
            return early
        file = self._state.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="file not found")
        content = b""
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                content = bytes(await part.read()) if hasattr(part, "read") else b""  # type: ignore[union-attr]
        else:
            content = await request.read()
        if len(content) != file.length:
            return web.Response(status=400, text="length does not match")
        file.content = content
        if fault is not None and (late := await spoil(fault, request, self._state)) is not None:
            return late
        return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give a file to whoever has a token that may read files."""
        value = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = self._state.tokens.find(value)
        id = request.match_info["file"].rpartition("-")[2]
        file = self._state.files.get(id)
        # Slack shows its page for signing in, and no error, to whoever may not.
        if isinstance(token, str) or "files:read" not in token.scopes or file is None:
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def authorize(self, request: web.Request) -> web.StreamResponse:
        """The page where somebody consents, and does: back to the app with a code.

        `team` and `user` in the address say who; without them it is the first workspace that has not yet, and
        somebody in it. `deny=1` refuses.
        """
        asked = request.query
        if asked.get("client_id") != self._state.client_id:
            return web.Response(status=400, text="invalid_client_id")
        back = asked.get("redirect_uri", "")
        if self._state.redirect_uris and back and back not in self._state.redirect_uris:
            return web.Response(status=400, text="bad_redirect_uri")
        if not asked.get("scope"):
            return web.Response(status=400, text="invalid_scope")
        back = back or (self._state.redirect_uris or [""])[0]
        if not back:
            return web.Response(status=400, text="bad_redirect_uri")
        answer = f"state={asked.get('state', '')}"
        if asked.get("deny"):
            raise web.HTTPFound(f"{back}?error=access_denied&{answer}")
        person = self._who(asked.get("team", ""), asked.get("user", ""))
        code = consent(person.team, person.id, asked["scope"], asked.get("redirect_uri", ""))
        raise web.HTTPFound(f"{back}?code={code}&{answer}")

    def _who(self, team: str, user: str) -> "Person":
        teams = list(self._state.workspaces.values())
        waiting = [one for one in teams if one.id == team] or [
            one for one in teams if not one.installed
        ]
        chosen = (waiting or teams)[0]
        return chosen.people[user] if user else next(iter(chosen.people.values()))
