"""A gateway client without a library, which says and hears what a test wants."""

import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.wire.discord.server import DiscordStandIn
from tests.wire.json_shapes import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
INTENTS = 1 << 0 | 1 << 12


class RawClient:
    """One connection."""

    def __init__(self, socket: ClientWebSocketResponse, token: str) -> None:
        self.socket = socket
        self.token = token
        self._stream = zlib.decompressobj()

    async def send(self, op: int, data: object) -> None:
        """Send a payload."""
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def hear(self) -> Json:
        """The next payload."""
        message = await self.socket.receive(timeout=10)
        if message.type is WSMsgType.BINARY:
            return json.loads(self._stream.decompress(message.data))
        assert message.type is WSMsgType.TEXT, f"closed with {self.socket.close_code}"
        return json.loads(message.data)

    async def hear_until(self, event: str) -> list[Json]:
        """The next dispatches, up to one of this name."""
        heard: list[Json] = []
        while not heard or heard[-1].get("t") != event:
            heard.append(await self.hear())
        return heard

    async def close_code(self) -> int | None:
        """The code with which it is closed after all that was sent."""
        while not self.socket.closed:
            await self.socket.receive(timeout=10)
        return self.socket.close_code

    async def identify(self, **changed: object) -> None:
        """Send identify, with some of it changed."""
        asked: Json = {
            "token": self.token,
            "intents": INTENTS,
            "properties": {"os": "linux", "browser": "raw", "device": "raw"},
        }
        await self.send(IDENTIFY, asked | changed)

    async def ready(self, **changed: object) -> Json:
        """Identify, and give what READY says."""
        await self.identify(**changed)
        heard = await self.hear_until("READY")
        data: Json = heard[-1]["d"]
        return data

    async def resume(self, session: str, sequence: int) -> None:
        """Send resume."""
        await self.send(RESUME, {"token": self.token, "session_id": session, "seq": sequence})


@asynccontextmanager
async def dial(
    stand_in: DiscordStandIn, query: str = "v=10&encoding=json", url: str = ""
) -> AsyncIterator[RawClient]:
    """Connect, hear hello, and hang up at the end without ending the session."""
    async with ClientSession() as session:
        socket = await session.ws_connect(f"{url or stand_in.gateway_url}?{query}")
        client = RawClient(socket, stand_in.app.token)
        try:
            yield client
        finally:
            await socket.close(code=4000)
