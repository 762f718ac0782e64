"""Discord's gateway: commands stored durably, beside a discord.py client that answers a fixed text.

    .venv/bin/python benchmarks/interactions.py       # about a minute

The bots are processes of their own; this one is the Discord they talk to, which says yes to everything. A hundred
interactions are under way at a time, and then ten, of a thousand people, who log some ten applications each.
"""

import asyncio
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import WSMsgType, web

from adapters.sql.crypto import new_key
from benchmarks.timing import show

PORTS = (18475, 18476)
APP = "100000000000000001"
PEOPLE = 1_000
BUSY, QUIET = 100, 10
"""Interactions under way at a time."""
SECONDS = 3.0
ROUNDS = 3
BURST = 500
WARM = 300
USER = {"id": APP, "username": "afterview", "discriminator": "0", "avatar": None, "bot": True}

_APPLICATION = {
    "id": APP,
    "name": "afterview",
    "icon": None,
    "description": "",
    "rpc_origins": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": USER,
    "summary": "",
    "verify_key": "",
    "flags": 0,
}


class Discord:
    """As much of Discord as a bot needs that is only asked one thing.

    Args:
        port: Where it listens.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.numbers = itertools.count()
        self.ready = asyncio.Event()
        self.socket: web.WebSocketResponse | None = None
        self._ids = itertools.count((int(time.time() * 1000) - 1420070400000) << 22)
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._sequence = itertools.count(1)

    async def open(self) -> web.AppRunner:
        """Begin to listen, and return what ends it."""
        app = web.Application()
        app.router.add_get("/gateway", self.connect)
        app.router.add_get("/gateway/", self.connect)
        app.router.add_route("*", "/api/{path:.*}", self.answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        return runner

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Be the gateway."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41250}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            told = json.loads(message.data)
            if told["op"] == 1:
                await socket.send_json({"op": 11})
            elif told["op"] == 2:
                self.socket = socket
                await self._dispatch(
                    "READY",
                    {
                        "v": 10,
                        "user": USER,
                        "guilds": [],
                        "session_id": "s",
                        "resume_gateway_url": f"ws://127.0.0.1:{self.port}",
                        "application": {"id": APP, "flags": 0},
                        "shard": [0, 1],
                    },
                )
                self.ready.set()
        return socket

    async def answer(self, request: web.Request) -> web.Response:
        """Be the web API."""
        body = await request.read()
        path = request.path
        if path.startswith("/api/interactions/"):
            id = path.split("/")[3]
            waiting = self._waiting.pop(id, None)
            if waiting is not None:
                waiting.set_result(None)
            return _json({"interaction": {"id": id, "type": 2}})
        if path.endswith("/gateway/bot"):
            limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
            url = f"ws://127.0.0.1:{self.port}/gateway"
            return _json({"url": url, "shards": 1, "session_start_limit": limit})
        if path.endswith("/users/@me"):
            return _json(USER)
        if path.endswith("/applications/@me"):
            return _json(_APPLICATION)
        if path.endswith("/commands"):
            return _json(json.loads(body) if body else [])
        if path.endswith("/users/@me/channels"):
            return _json({"id": str(next(self._ids)), "type": 1, "recipients": [USER]})
        if path.endswith("/messages") and request.method == "GET":
            return _json([])
        return _json(self._message())

    async def ask(self, number: int) -> float:
        """Let somebody send the command, and return the seconds until it was answered."""
        id = str(next(self._ids))
        answered = self._waiting[id] = asyncio.get_running_loop().create_future()
        begun = time.perf_counter()
        await self._dispatch("INTERACTION_CREATE", self._command(id, number))
        await answered
        return time.perf_counter() - begun

    async def _dispatch(self, event: str, data: object) -> None:
        assert self.socket is not None
        told = {"op": 0, "t": event, "s": next(self._sequence), "d": data}
        await self.socket.send_json(told)

    def _message(self) -> dict[str, object]:
        return {
            "id": str(next(self._ids)),
            "channel_id": "7",
            "author": USER,
            "content": "",
            "timestamp": "2026-11-23T12:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": 0,
            "components": [],
        }

    def _command(self, id: str, number: int) -> dict[str, object]:
        user = str(200000000000000000 + number % PEOPLE)
        said = {"type": 3, "name": "company", "value": f"Company {number}"}
        return {
            "id": id,
            "application_id": APP,
            "type": 2,
            "token": f"token-{id}",
            "version": 1,
            "channel_id": "7",
            "channel": {"id": "7", "type": 1},
            "context": 1,
            "authorizing_integration_owners": {"1": user},
            "locale": "en-US",
            "entitlements": [],
            "app_permissions": "0",
            "attachment_size_limit": 10485760,
            "user": {"id": user, "username": "lee", "discriminator": "0", "avatar": None},
            "data": {
                "id": "9",
                "name": "interview",
                "type": 1,
                "options": [{"type": 1, "name": "apply", "options": [said]}],
            },
        }


def serve_fixed_text() -> None:
    """Be a discord.py client whose one command answers a fixed text."""
    import discord  # noqa: PLC0415
    from discord import app_commands  # noqa: PLC0415
    from discord.gateway import DiscordWebSocket  # noqa: PLC0415
    from discord.http import Route  # noqa: PLC0415
    from yarl import URL  # noqa: PLC0415

    class Bare(discord.AutoShardedClient):
        async def on_ready(self) -> None:
            print("ready", flush=True)

    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = URL(os.environ["DISCORD_GATEWAY_URL"])
    client = Bare(intents=discord.Intents(dm_messages=True), guild_ready_timeout=0.3)
    tree = app_commands.CommandTree(client)
    group = app_commands.Group(name="interview", description="Interviews")

    @group.command(description="Log an application")
    async def apply(interaction: discord.Interaction, company: str) -> None:
        await interaction.response.send_message("Logged.", ephemeral=True)

    tree.add_command(group)
    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)


def _json(body: object) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), content_type="application/json")


def resident(process: int) -> float:
    """Return the memory a process holds (MiB)."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(one.split()[1]) for one in status.splitlines() if "VmRSS" in one) / 1024


@asynccontextmanager
async def running(
    discord: Discord, name: str, *command: object, **settings: str
) -> AsyncIterator[None]:
    """Run a bot until the end of the block; print how long it takes until it is ready, and its memory then."""
    discord.ready.clear()
    told = {
        "DISCORD_TOKEN": "bench",
        "DISCORD_APPLICATION_ID": APP,
        "DISCORD_API_URL": f"http://127.0.0.1:{discord.port}/api",
        "DISCORD_GATEWAY_URL": f"ws://127.0.0.1:{discord.port}/gateway",
    }
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *map(str, command), env=dict(os.environ) | told | settings, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if "ready" in line or "Discord:" in line:
            break
    else:
        raise SystemExit(f"{command} did not start")
    seconds = time.perf_counter() - begun
    await asyncio.sleep(1)
    show(f"{name}: start to ready", seconds * 1000)
    show(f"{name}: memory when idle", resident(process.pid), "MiB")
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def throughput(discord: Discord, under_way: int) -> float:
    """Return the interactions answered a second, so many of them under way at a time."""
    end, done = time.perf_counter() + SECONDS, 0

    async def work() -> None:
        nonlocal done
        while time.perf_counter() < end:
            await discord.ask(next(discord.numbers))
            done += 1

    await asyncio.gather(*(work() for _ in range(under_way)))
    return done / SECONDS


async def burst(discord: Discord) -> Sequence[float]:
    """Return the seconds until each of many interactions was answered that came all at once."""
    return await asyncio.gather(*(discord.ask(1_000_000 + number) for number in range(BURST)))


async def compare(discord: Discord, other: Discord, many: int) -> None:
    """Print what the two bots answer, in turns: a machine is not as fast in one second as in the next."""
    rounds = [
        (await throughput(discord, many), await throughput(other, many)) for _ in range(ROUNDS)
    ]
    peers, ours = zip(*rounds, strict=True)
    part = statistics.median(mine / peer for peer, mine in rounds)
    show(f"a fixed text of discord.py's, {many} under way", statistics.median(peers), "/s")
    beside = f"{part:.2f} of the fixed text (at least 0.3)"
    show(f"afterview, each stored durably, {many} under way", statistics.median(ours), "/s", beside)


async def main() -> None:
    """Measure, and print a line for each figure."""
    discord, other = [Discord(port) for port in PORTS]
    runners = [await one.open() for one in (discord, other)]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).with_name("afterview")
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/afterview.db",
            "AFTERVIEW_KEY": new_key(),
        }
        async with (
            running(discord, "a discord.py client", sys.executable, __file__, "--fixed-text"),
            running(other, "afterview", program, "run", **settings),
        ):
            for one in (discord, other):
                for _ in range(WARM):
                    await one.ask(next(one.numbers))
            for many in (BUSY, QUIET):
                await compare(discord, other, many)
            taken = await burst(other)
            p99 = statistics.quantiles(taken, n=100)[98] * 1000
            show(f"{BURST} interactions at once: p99", p99, "ms", "(under 1000)")
    for runner in runners:
        await runner.cleanup()


if __name__ == "__main__":
    if "--fixed-text" in sys.argv:
        serve_fixed_text()
    else:
        asyncio.run(main())
