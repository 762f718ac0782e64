"""A tiny Bolt app, to hold the stand-in to Slack's rules with the real clients."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from tests.wire.slack.json_shapes import Json
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


def make_client(slack: SlackStandIn, token: str) -> AsyncWebClient:
    """Slack's own client, which repeats nothing by itself."""
    return AsyncWebClient(token=token, base_url=slack.url, retry_handlers=[])


async def error_of(call: Awaitable[object]) -> str:
    """The error with which a call is refused."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


def text(words: str) -> Json:
    """A plain text object."""
    return {"type": "plain_text", "text": words}


def button(label: str) -> Json:
    """A button in a block of its own."""
    element = {"type": "button", "action_id": label, "text": text(label), "value": "v"}
    return {"type": "actions", "elements": [element]}


def question(block_id: str, label: str, element: Json) -> Json:
    """A field of a form."""
    return {"type": "input", "block_id": block_id, "label": text(label), "element": element}


def form(*blocks: Json, title: str = "Add", **more: object) -> Json:
    """A modal."""
    name = question("name", "Name", {"type": "plain_text_input", "action_id": "value"})
    return {
        "type": "modal",
        "title": text(title),
        "submit": text("Save"),
        "blocks": list(blocks) or [name],
        **more,
    }


def make_app(slack: SlackStandIn, team: Workspace) -> AsyncApp:
    """An app with one of everything."""
    app = AsyncApp(signing_secret=slack.signing_secret, client=make_client(slack, team.bot_token))

    @app.command("/interview")
    async def command(ack, command, client):
        if command["text"] == "add":
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=form())
        else:
            await ack(text=f"Said {command['text']}", blocks=[button("Press me")])

    @app.action("Press me")
    async def press(ack, respond, body):
        await ack()
        await respond(text="Pressed", replace_original=True)

    @app.action({"block_id": "b"})
    async def pick(ack):
        await ack()

    @app.view_closed("")
    async def closed(ack):
        await ack()

    @app.event("app_uninstalled")
    @app.event("tokens_revoked")
    async def gone():
        pass

    @app.view("")
    async def submit(ack, view):
        values = view["state"]["values"]
        if values["name"]["value"]["value"] == "bad":
            await ack(response_action="errors", errors={"name": "Not this one"})
        else:
            await ack()

    @app.event("message")
    async def message(event, client):
        if "bot_id" not in event:
            await client.chat_postMessage(channel=event["channel"], text=f"Heard {event['text']}")

    @app.event("app_home_opened")
    async def home(event, client):
        view = {"type": "home", "blocks": [{"type": "section", "text": text("Welcome")}]}
        await client.views_publish(user_id=event["user"], view=view)

    return app


@asynccontextmanager
async def serve(app: web.Application) -> AsyncIterator[str]:
    """Serve something on loopback; gives where."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def make_socket(slack: SlackStandIn, app: AsyncApp) -> AsyncSocketModeHandler:
    """The app's Socket Mode client."""
    handler = AsyncSocketModeHandler(
        app, slack.app_token, web_client=make_client(slack, slack.app_token)
    )
    assert isinstance(handler.client, SocketModeClient)
    return handler
