"""The gateway: connections come, identify or resume, and hear what happens."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.discord.application import DIRECT_MESSAGES, GUILDS
from tests.wire.discord.connection import HEARTBEAT, Connection
from tests.wire.discord.identifying import Identifying
from tests.wire.discord.packing import pack_in
from tests.wire.discord.payloads import describe_guild, describe_self
from tests.wire.discord.records import Guild
from tests.wire.discord.sessions import Session
from tests.wire.discord.snowflakes import shard_of
from tests.wire.json_shapes import Json, as_object

if TYPE_CHECKING:
    from tests.wire.discord.state import State

IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO = 2, 3, 4, 6, 7, 8, 9, 10


class Gateway:
    """Everything that goes over WebSockets.

    `down` answers whoever connects with that HTTP status; `withhold_acks` leaves heartbeats unanswered;
    `heartbeat_interval` is what hello says, in seconds.

    Args:
        state: What the stand-in knows.
    """

    def __init__(self, state: "State") -> None:
        self._state = state
        self.identifying = Identifying(state)
        self.open: list[Connection] = []
        self.ever: list[Connection] = []
        self.sessions: dict[str, Session] = {}
        self.heartbeat_interval = 41.25
        self.down: int | None = None
        self.turned_away = 0
        self.identified = 0
        self.resumed = 0
        self._withheld = False

    # Coming and going

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Answer whoever connects."""
        if self.down is not None:
            self.turned_away += 1
            self._state.news.tell()
            return web.Response(status=self.down, body=b"upstream connect error")
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        query = request.query
        pack = pack_in(query.get("compress", ""))
        if query.get("v", "10") != "10":
            await socket.close(code=4012)
            return socket
        if pack is None or query.get("encoding", "json") != "json":
            await socket.close(code=4002)
            return socket
        connection = Connection(
            request,
            socket,
            pack,
            self._state.pace,
            to_resume=request.path.startswith("/gateway/resume"),
        )
        connection.acks = not self._withheld
        await self._serve(connection)
        return socket

    async def _serve(self, connection: Connection) -> None:
        self.open.append(connection)
        self.ever.append(connection)
        interval = self.heartbeat_interval
        connection.put(
            {"op": HELLO, "d": {"heartbeat_interval": int(interval * 1000), "_trace": []}}
        )
        tasks = [
            asyncio.create_task(connection.write()),
            asyncio.create_task(connection.watch(interval)),
        ]
        self._state.news.tell()
        try:
            with suppress(ConnectionError):
                await connection.read(self._receive)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._forget(connection)

    def _forget(self, connection: Connection) -> None:
        self.open.remove(connection)
        theirs = connection.close_code is None
        if theirs:
            connection.close_code = connection.socket.close_code
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            session.lost_at = self._state.pace.now()
            # A client that says goodbye like this ends its session; any other way it may come back.
            if theirs and connection.close_code in (1000, 1001):
                self.sessions.pop(session.id, None)
        self._state.news.tell()

    async def _receive(self, connection: Connection, op: int, data: object) -> None:
        if op == IDENTIFY:
            self._identify(connection, as_object(data))
        elif op == RESUME:
            self._resume(connection, as_object(data))
        elif op == HEARTBEAT:
            pass
        elif op not in (PRESENCE, VOICE, MEMBERS):
            connection.end(4001)
        elif connection.session is None:
            connection.end(4003)
        self._state.news.tell()

    # Identifying and resuming

    def _identify(self, connection: Connection, asked: Json) -> None:
        if connection.session is not None:
            connection.end(4005)
            return
        refusal = self.identifying.refuse(asked)
        if refusal is not None:
            connection.end(refusal)
            return
        shard = self.identifying.shard(asked)
        if not self.identifying.may_start(shard):
            connection.put({"op": INVALID, "d": False})
            return
        self.identified += 1
        session = Session(self._state.ids.token("session"), shard, int(asked["intents"]))
        self.sessions[session.id] = session
        self._attach(session, connection)
        guilds = [one for one in self._guilds() if shard_of(one.id, shard[1]) == shard[0]]
        app = self._state.app
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": describe_self(app),
                "guilds": [{"id": one.id, "unavailable": True} for one in guilds],
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": self.resume_url,
                "shard": list(shard),
                "application": {"id": app.id, "flags": 0},
                "user_settings": {},
                "relationships": [],
                "private_channels": [],
                "presences": [],
                "auth": {},
                "geo_ordered_rtc_regions": [],
                "_trace": [],
            },
        )
        if session.intents & GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", describe_guild(app, guild))

    def _resume(self, connection: Connection, asked: Json) -> None:
        if connection.session is not None:
            connection.end(4005)
            return
        if self.identifying.token_of(asked) != self._state.app.token:
            connection.end(4004)
            return
        session = self.sessions.get(str(asked.get("session_id")))
        if session is None or session.gone(self._state.pace.now()):
            connection.put({"op": INVALID, "d": False})
            return
        after = asked.get("seq")
        if not isinstance(after, int) or not 0 <= after <= session.sequence:
            connection.end(4007)
            return
        self.resumed += 1
        if session.connection is not None:
            session.connection.end(4000)
        missed = session.replay(after)
        self._attach(session, connection)
        for payload in missed:
            connection.put(payload)
        session.dispatch("RESUMED", {"_trace": []})

    def _attach(self, session: Session, connection: Connection) -> None:
        session.connection, session.lost_at = connection, None
        connection.session = session

    def _guilds(self) -> list[Guild]:
        return [one for one in self._state.guilds.values() if one.bot_is_in]

    # Telling

    @property
    def url(self) -> str:
        """Where clients connect."""
        return self._state.base.replace("http", "ws", 1) + "/gateway/"

    @property
    def resume_url(self) -> str:
        """Where they resume."""
        return self._state.base.replace("http", "ws", 1) + "/gateway/resume/"

    def dispatch(
        self, event: str, data: Json, guild_id: str | None = None, *, intent: int = 0
    ) -> int:
        """Tell every session of the right shard that asked for it; gives how many will hear."""
        heard = 0
        for session in list(self.sessions.values()):
            if session.gone(self._state.pace.now()):
                del self.sessions[session.id]
                continue
            concerned = shard_of(guild_id, session.shard[1]) == session.shard[0]
            if concerned and (not intent or session.intents & intent):
                session.dispatch(event, data)
                heard += 1
        return heard

    def hears(self, intent: int) -> bool:
        """Whether some session asked for these events."""
        return any(one.intents & intent for one in self.sessions.values())

    @property
    def ready(self) -> list[Session]:
        """The sessions that are connected."""
        return [one for one in self.sessions.values() if one.connection is not None]

    # What goes wrong

    @property
    def withhold_acks(self) -> bool:
        """Whether heartbeats stay unanswered."""
        return self._withheld

    @withhold_acks.setter
    def withhold_acks(self, on: bool) -> None:
        self._withheld = on
        for connection in self.open:
            connection.acks = not on

    def fall_silent(self) -> None:
        """Say nothing more on any connection there is, which stays open; each may resume on another."""
        for connection in self.open:
            connection.mute = True

    def drop(self) -> None:
        """Cut every connection without a word; each may resume."""
        for connection in self.open:
            connection.cut()

    def close(self, code: int) -> None:
        """Close every connection with that code."""
        for connection in self.open:
            connection.end(code)

    def reconnect(self) -> None:
        """Ask every client to connect anew and resume."""
        for connection in self.open:
            connection.put({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every client that its session is invalid."""
        for connection in self.open:
            if not resumable and connection.session is not None:
                self.sessions.pop(connection.session.id, None)
            connection.put({"op": INVALID, "d": resumable})

    def forget_sessions(self) -> None:
        """Lose every session that nobody is connected to, so that none of them can be resumed."""
        for session in list(self.sessions.values()):
            if session.connection is None:
                del self.sessions[session.id]

    def ask_for_heartbeat(self) -> None:
        """Ask every client for a heartbeat at once."""
        for connection in self.open:
            connection.put({"op": 1, "d": None})

    def dispatch_dm(self, event: str, data: Json) -> int:
        """Tell of something in direct messages."""
        return self.dispatch(event, data, intent=DIRECT_MESSAGES)
