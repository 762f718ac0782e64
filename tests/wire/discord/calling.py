"""Calling the API without a library."""

from collections.abc import Mapping
from typing import Any

from aiohttp import ClientSession, FormData

from tests.wire.discord.interactions import Interaction
from tests.wire.discord.server import DiscordStandIn
from tests.wire.json_shapes import Json

NOBODY: Json = {"parse": []}


async def call(
    api: ClientSession, method: str, path: str, body: object = None, **query: str
) -> tuple[int, Any]:
    """Make a call; gives its status and what it was answered."""
    async with api.request(method, path, json=body, params=query) as response:
        return response.status, await response.json() if response.status != 204 else {}


async def say(api: ClientSession, channel: str, **sent: object) -> tuple[int, Any]:
    """Send a message that calls nobody."""
    body = {"allowed_mentions": NOBODY, **sent}
    return await call(api, "POST", f"channels/{channel}/messages", body)


async def answer(
    api: ClientSession, act: Interaction, kind: int, data: object = None, **query: str
) -> tuple[int, Any]:
    """Answer an interaction."""
    body = {"type": kind} | ({"data": data} if data is not None else {})
    return await call(api, "POST", f"interactions/{act.id}/{act.token}/callback", body, **query)


async def hook(
    api: ClientSession,
    stand_in: DiscordStandIn,
    act: Interaction,
    method: str,
    rest: str,
    body: object = None,
) -> tuple[int, Any]:
    """Call what follows the first answer; `rest` is empty for another message."""
    return await call(api, method, f"webhooks/{stand_in.app.id}/{act.token}{rest}", body)


async def upload(
    api: ClientSession, path: str, body: str, files: Mapping[str, bytes]
) -> tuple[int, Any]:
    """Send a form with files."""
    form = FormData()
    form.add_field("payload_json", body, content_type="application/json")
    for number, (name, content) in enumerate(files.items()):
        form.add_field(f"files[{number}]", content, filename=name, content_type="text/plain")
    async with api.post(path, data=form) as response:
        return response.status, await response.json()
