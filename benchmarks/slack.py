"""Slack's HTTP door: signed commands stored durably, beside a Bolt app that does nothing but acknowledge.

    .venv/bin/python benchmarks/slack.py              # everything, about four minutes
    .venv/bin/python benchmarks/slack.py --quick      # without the filled database

Each server is a process of its own, and so is the Slack they talk to, which says yes to everything. The load
comes over ten connections from a hundred people.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import ClientSession, TCPConnector, web

from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from benchmarks.timing import show
from bot.interview import Interview, Wait
from bot.journey import Facts, Journey
from bot.people import Address, Person
from bot.ports import Turned

SECRET = "a-signing-secret"  # noqa: S105 - of a Slack that exists only here
NOW = datetime.now(UTC)
API, BOT = 18471, 18472
PEOPLE = 100
CONNECTIONS = 10
SECONDS = 8.0
_numbers = itertools.count()


async def serve_yes() -> None:
    """Be a Slack that says yes to everything."""

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        method = request.path.rpartition("/")[2]
        said: dict[str, object] = {
            "ok": True,
            "user_id": "UBOT",
            "bot_id": "BBOT",
            "team": "Bench",
            "team_id": "T1",
        }
        if method == "users.info":
            said["user"] = {"tz": "Europe/Berlin", "locale": "en-US"}
        elif method == "conversations.open":
            said["channel"] = {"id": "D1"}
        scopes = "chat:write,commands,files:write,im:history,im:write,users:read"
        return web.json_response(said, headers={"x-oauth-scopes": scopes})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", API).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


async def serve_bolt(*, before: bool) -> None:
    """Be a Bolt app that acknowledges a command and does nothing else."""
    from slack_bolt.async_app import AsyncApp  # noqa: PLC0415
    from slack_bolt.authorization import AuthorizeResult  # noqa: PLC0415
    from slack_bolt.context.ack.async_ack import AsyncAck  # noqa: PLC0415
    from slack_bolt.request.async_request import AsyncBoltRequest  # noqa: PLC0415

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token=SECRET, bot_id="B", bot_user_id="U"
        )

    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=before)

    @bolt.command("/interview")
    async def command(ack: AsyncAck) -> None:
        await ack()

    async def take(request: web.Request) -> web.Response:
        body = await request.text()
        asked = AsyncBoltRequest(body=body, headers=dict(request.headers))
        answer = await bolt.async_dispatch(asked)
        return web.Response(status=answer.status, text=answer.body)

    app = web.Application()
    app.router.add_post("/slack/events", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", BOT).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


@asynccontextmanager
async def running(*command: object, ready: str = "ready", **settings: str) -> AsyncIterator[int]:
    """Run a server until the end of the block, and give its process id."""
    process = await asyncio.create_subprocess_exec(
        *map(str, command),
        env=dict(os.environ) | settings,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if ready in line:
            break
    else:
        raise SystemExit(f"{command} did not start")
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


def afterview(folder: Path) -> dict[str, str]:
    """Return the settings of our own program on a store in a folder."""
    key = folder / "key"
    if not key.exists():
        key.write_text(new_key())
    return {
        "SLACK_MODE": "http",
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"http://127.0.0.1:{API}/api/",
        "PORT": str(BOT),
        "DATABASE_URL": f"sqlite:///{folder / 'afterview.db'}",
        "AFTERVIEW_KEY": key.read_text(),
    }


def signed(fields: dict[str, str]) -> tuple[bytes, dict[str, str]]:
    """Return a command's body and the headers with which Slack would send it."""
    body = urlencode(fields).encode()
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return body, {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def a_command() -> tuple[bytes, dict[str, str]]:
    """Return one more command of one of the people, which changes what is stored."""
    number = next(_numbers)
    return signed(
        {
            "command": "/interview",
            "text": f"apply Company {number}",
            "user_id": f"U{number % PEOPLE}",
            "team_id": "T1",
            "channel_id": "C1",
            "trigger_id": f"{number}.{time.time()}",
            "response_url": f"http://127.0.0.1:{API}/commands",
        }
    )


def an_event() -> tuple[bytes, dict[str, str]]:
    """Return one more message of one of the people, as the Events API sends it."""
    number = next(_numbers)
    body = json.dumps(
        {
            "type": "event_callback",
            "event_id": f"Ev{number}",
            "team_id": "T1",
            "event": {
                "type": "message",
                "channel_type": "im",
                "channel": "D1",
                "user": f"U{number % PEOPLE}",
                "text": "what's next",
                "ts": f"{number}.0",
            },
        }
    ).encode()
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return body, {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


async def send(session: ClientSession, made: tuple[bytes, dict[str, str]]) -> float:
    """Post something and return the seconds until it was acknowledged."""
    body, headers = made
    begun = time.perf_counter()
    async with session.post(
        f"http://127.0.0.1:{BOT}/slack/events", data=body, headers=headers
    ) as answer:
        await answer.read()
        assert answer.status == 200, answer.status
    return time.perf_counter() - begun


async def throughput() -> float:
    """Return the commands a second that ten connections get acknowledged."""
    async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
        for _ in range(PEOPLE):
            await send(session, a_command())
        end = time.perf_counter() + SECONDS
        done = 0

        async def work() -> None:
            nonlocal done
            while time.perf_counter() < end:
                await send(session, a_command())
                done += 1

        await asyncio.gather(*(work() for _ in range(CONNECTIONS)))
        return done / SECONDS


async def paced(rate: float) -> Sequence[float]:
    """Return the seconds each command took at a steady rate a second."""
    async with ClientSession(connector=TCPConnector(limit=200)) as session:
        begun, tasks = time.perf_counter(), list[asyncio.Task[float]]()
        for number in range(int(rate * SECONDS)):
            await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
            tasks.append(asyncio.ensure_future(send(session, a_command())))
        return await asyncio.gather(*tasks)


async def burst() -> Sequence[float]:
    """Return the seconds each of 200 events took that came within one second."""
    async with ClientSession(connector=TCPConnector(limit=200)) as session:
        tasks = list[asyncio.Task[float]]()
        for _ in range(200):
            tasks.append(asyncio.ensure_future(send(session, an_event())))
            await asyncio.sleep(1 / 200)
        return await asyncio.gather(*tasks)


def p99(taken: Sequence[float]) -> float:
    """Return the 99th percentile in milliseconds."""
    return statistics.quantiles(taken, n=100)[98] * 1000


async def fill(folder: Path, people: int, interviews: int) -> None:
    """Store people with so many interviews each, besides those who send commands."""
    store = open_store(
        f"sqlite:///{folder / 'afterview.db'}", load_keys(afterview(folder)["AFTERVIEW_KEY"])
    )
    for number in range(people):
        who = Address("slack", f"P{number}", "T1")
        held = tuple(
            Interview(
                id=f"i{one}",
                application=f"a{one}",
                company=f"Company {one}",
                ended=NOW - timedelta(days=400 + one),
                ended_zone="Europe/Berlin",
                logged=NOW - timedelta(days=400),
                waits=(Wait(0, NOW - timedelta(days=400 + one)),),
            )
            for one in range(interviews)
        )
        person = Person(f"p{number}", who, NOW, NOW)
        journey = Journey(person, Facts(interviews=held))
        await store.turn(who, None, NOW, lambda _, kept=journey: Turned(kept, None))
    await store.close()


async def main() -> None:
    """Measure, and print a line for each figure."""
    me = (sys.executable, __file__)
    program = Path(sys.executable).with_name("afterview")
    async with running(*me, "--yes"):
        peers: list[float] = []
        for before in ("False", "True"):
            async with running(*me, "--bolt", before):
                peers.append(await throughput())
                show(f"bare Bolt, process_before_response={before}", peers[-1], "/s")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            async with running(program, "run", ready="Slack:", **afterview(folder)):
                ours = await throughput()
                show(
                    "afterview, each command stored durably",
                    ours,
                    "/s",
                    f"{ours / max(peers):.2f} of the faster Bolt (at least 0.15)",
                )
                slow = p99(await paced(ours / 2))
                show("p99 at half that load", slow, "ms", "(under 250)")
                taken = await burst()
                show("200 events in a second: p99", p99(taken), "ms", "(under 1000)")
                show("200 events in a second: slowest", max(taken) * 1000, "ms", "(under 3000)")
        if "--quick" in sys.argv:
            return
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            await fill(folder, 10_000, 5)
            async with running(program, "run", ready="Slack:", **afterview(folder)):
                full = await throughput()
                show(
                    "the same with 10,000 people and 50,000 interviews",
                    full,
                    "/s",
                    f"{ours / full:.2f} times slower (at most 1.2)",
                )


if __name__ == "__main__":
    if "--yes" in sys.argv:
        asyncio.run(serve_yes())
    elif "--bolt" in sys.argv:
        asyncio.run(serve_bolt(before=sys.argv[-1] == "True"))
    else:
        asyncio.run(main())
