"""One WebSocket of the gateway: hello, heartbeats and what goes over it in order."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.wire.clock import Clock
from tests.wire.discord.packing import Pack
from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.sessions import Session

LARGEST = 4096
SENDS_A_MINUTE = 120
HEARTBEAT = 1

Receive = Callable[["Connection", int, object], Awaitable[None]]


class Connection:
    """A client's connection, with a session from identify or resume on.

    Args:
        request: The HTTP request it came with, whose transport can be cut.
        socket: The WebSocket.
        pack: How its payloads are packed.
        clock: The time of the client, by which its heartbeats come.
        to_resume: Whether it came to the address for resuming.
    """

    def __init__(
        self,
        request: web.Request,
        socket: web.WebSocketResponse,
        pack: Pack,
        clock: Clock,
        *,
        to_resume: bool,
    ) -> None:
        self.request = request
        self.socket = socket
        self.to_resume = to_resume
        self.session: Session | None = None
        self.beats = 0
        self.acks = True
        self.mute = False
        self.close_code: int | None = None
        self._pack = pack
        self._clock = clock
        self._last_beat = clock.now()
        self._received: deque[float] = deque()
        self._outgoing: asyncio.Queue[Json | int] = asyncio.Queue()

    def put(self, payload: Json) -> None:
        """Send something after all that was put before; nothing of it arrives where it has fallen silent."""
        if not self.mute:
            self._outgoing.put_nowait(payload)

    def end(self, code: int) -> None:
        """Close it after all that was put before."""
        self._outgoing.put_nowait(code)

    def cut(self) -> None:
        """Let it break without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()

    async def write(self) -> None:
        """Send what is put, until it is closed."""
        while True:
            item = await self._outgoing.get()
            if isinstance(item, int):
                self.close_code = item
                await self.socket.close(code=item)
                return
            try:
                packed = self._pack(item)
                if isinstance(packed, str):
                    await self.socket.send_str(packed)
                else:
                    await self.socket.send_bytes(packed)
            except (ConnectionError, RuntimeError):
                return

    async def watch(self, interval: float) -> None:
        """Close it when heartbeats stay away; a session lost like that can be resumed."""
        while True:
            await self._clock.sleep(self._last_beat + interval * 1.5 - self._clock.now())
            if self._clock.now() - self._last_beat >= interval * 1.5:
                self.end(4000)
                return

    async def read(self, receive: Receive) -> None:
        """Hand on what comes, until it is closed; what makes no sense closes it."""
        async for message in self.socket:
            if message.type is not WSMsgType.TEXT:
                self.end(4002)
                continue
            payload = self._decode(message.data)
            if payload is None:
                self.end(4002)
            elif self._too_many():
                self.end(4008)
            else:
                if payload["op"] == HEARTBEAT:
                    self._beat()
                await receive(self, payload["op"], payload.get("d"))

    def _decode(self, text: str) -> Json | None:
        try:
            payload = json.loads(text) if len(text.encode()) <= LARGEST else None
        except ValueError:
            return None
        fine = isinstance(payload, dict) and isinstance(payload.get("op"), int)
        return payload if fine else None

    def _too_many(self) -> bool:
        now = self._clock.now()
        self._received.append(now)
        while now - self._received[0] >= 60:
            self._received.popleft()
        return len(self._received) > SENDS_A_MINUTE

    def _beat(self) -> None:
        self.beats += 1
        self._last_beat = self._clock.now()
        if self.acks:
            self.put({"op": 11})
