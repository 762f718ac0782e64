"""What stands between us and Slack may garble an answer; that is trouble like any other."""

import pytest
from aiohttp import web

from adapters.slack.api import SlackApi, UncertainError


@pytest.mark.parametrize(
    "body", [b'{"ok": true, "x": "\xe9"}', b"[1]", b"[" * 100_000], ids=["latin-1", "list", "deep"]
)
async def test_an_answer_that_is_no_json_object_leaves_it_uncertain(body: bytes) -> None:
    """The SDK raises whatever its reader does; here it is one kind of trouble."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    server = web.Application()
    server.router.add_post("/api/chat.postMessage", answer)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = SlackApi(f"http://127.0.0.1:{runner.addresses[0][1]}/api/")
    try:
        with pytest.raises(UncertainError):
            await api.call("xoxb", "chat.postMessage", channel="D1", text="x")
    finally:
        await api.close()
        await runner.cleanup()
