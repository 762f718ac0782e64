"""Socket Mode: tickets used once, hello, envelopes spread over connections, acks watched."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.wire.slack.deliveries import ACK_SECONDS, Answer, Kind
from tests.wire.slack.json_shapes import Json, as_object

if TYPE_CHECKING:
    from tests.wire.slack.state import State

CONNECTIONS = 10


@dataclass(eq=False)
class Connection:
    """One WebSocket of the app, and the envelopes on it that are not acknowledged yet."""

    socket: web.WebSocketResponse
    number: int
    transport: asyncio.Transport | None
    waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)
    leaving: bool = False
    delivered: int = 0


class SocketMode:
    """The server's side of Socket Mode.

    Args:
        state: What the stand-in knows.
    """

    def __init__(self, state: "State") -> None:
        self._state = state
        self._turn = 0
        self.connections: list[Connection] = []
        self.opened = 0
        self.failing = 0
        """How many of the next tries to connect fail, after their ticket was used up."""

    @property
    def open(self) -> list[Connection]:
        """The connections that take envelopes."""
        return [one for one in self.connections if not one.leaving]

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Let the app connect, with a ticket that was not used before."""
        if not self._state.tickets.use_socket(request.query.get("ticket", "")):
            return web.Response(status=403, text="invalid ticket")
        if self.failing:
            self.failing -= 1
            return web.Response(status=503, text="try again")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.opened += 1
        connection = Connection(socket, self.opened, request.transport)
        if len(self.open) >= CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.connections.append(connection)
        await socket.send_json(self._hello(len(self.open)))
        self._state.news.tell()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._take_ack(connection, message.data)
        finally:
            self.connections.remove(connection)
            for ack in connection.waiting.values():
                if not ack.done():
                    ack.set_result(Answer(acked=False, problem="connection_failed"))
            self._state.news.tell()
        return socket

    def _hello(self, count: int) -> Json:
        return {
            "type": "hello",
            "num_connections": count,
            "debug_info": self._debug_info() | {"approximate_connection_time": 18060},
            "connection_info": {"app_id": self._state.app_id},
        }

    def _debug_info(self) -> Json:
        return {"host": "applink-stand-in", "build_number": 1}

    def _take_ack(self, connection: Connection, text: str) -> None:
        said = as_object(json.loads(text))
        ack = connection.waiting.pop(str(said.get("envelope_id")), None)
        if ack is not None and not ack.done():
            ack.set_result(Answer(acked=True, body=said.get("payload")))

    async def deliver(
        self, kind: Kind, payload: Json, *, retry: int, reason: str, takes_answer: bool
    ) -> Answer:
        """Send an envelope over the next connection; with none open, wait for one as long as for an ack."""
        begun = self._state.clock.now()
        work = self._send(kind, payload, retry, reason, takes_answer=takes_answer)
        answer = await self._state.clock.within(ACK_SECONDS, work)
        seconds = self._state.clock.now() - begun
        if answer is None:
            return Answer(acked=False, problem="timeout", seconds=seconds)
        if answer.acked and answer.body not in (None, {}, "") and not takes_answer:
            # Slack ignores it; an app that says something here loses it.
            self._state.breach(kind, "an answer was sent where accepts_response_payload is false")
        return Answer(answer.acked, answer.body, seconds, answer.problem)

    async def _send(
        self, kind: Kind, payload: Json, retry: int, reason: str, *, takes_answer: bool
    ) -> Answer:
        await self._state.news.wait_for(lambda: self.open, 3600)
        self._turn += 1
        connection = self.open[self._turn % len(self.open)]
        envelope: Json = {
            "envelope_id": self._state.ids.new("envelope-"),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": takes_answer,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        ack: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = ack
        connection.delivered += 1
        try:
            await connection.socket.send_json(envelope)
        except ConnectionError:
            return Answer(acked=False, problem="connection_failed")
        return await ack

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the app to connect anew, as Slack does every few hours; old connections take no more."""
        for connection in self.open:
            connection.leaving = True
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": self._debug_info()}
            )
        self._state.start(self._close_leaving())

    async def _close_leaving(self) -> None:
        await self._state.clock.sleep(10)
        for connection in [one for one in self.connections if one.leaving]:
            await connection.socket.close()

    def drop(self) -> None:
        """Cut every connection without a word."""
        for connection in list(self.connections):
            if connection.transport is not None:
                connection.transport.abort()

    async def close(self) -> None:
        """Close every connection."""
        for connection in list(self.connections):
            await connection.socket.close()
