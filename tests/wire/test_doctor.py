"""`afterview doctor` as an operator runs it: a line for each thing, and a status for machines."""

import asyncio
import json
import os
import pwd
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from adapters.bootstrap import system_clock
from adapters.doctor import judge_clock
from adapters.finding import Level
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.opening import open_database
from adapters.sql.store import open_store
from bot.schedule import NudgeState
from tests.contract.people import NOW, put, somebody, with_nudges
from tests.wire.discord.running import settings as discord_settings
from tests.wire.discord.server import DiscordStandIn
from tests.wire.running import PROGRAM, free_port
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import SCOPES

if TYPE_CHECKING:
    from tests.postgres import Server

YEARS = -2000 * 24 * 60
"""Minutes after which nobody can doubt that something is overdue."""


POWERLESS = (sys.executable, Path(__file__).with_name("powerless.py"))
"""What is run by these may open no file which its user may not, even as root."""


async def doctor(
    folder: Path, settings: Mapping[str, str], *by: str | Path
) -> tuple[int, dict[str, list[str]]]:
    """Run it, and return its status and what it said about each thing, the level in front."""
    process = await asyncio.create_subprocess_exec(
        *by,
        PROGRAM,
        "doctor",
        "--json",
        cwd=folder,
        env={name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        | {"HOME": str(folder)}
        | dict(settings),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    found: dict[str, list[str]] = {}
    for line in said.decode().splitlines():
        one = json.loads(line)
        found.setdefault(one["what"], []).append(f"{one['level']}: {one['says']}")
    assert process.returncode is not None
    return process.returncode, found


async def made(url: str, key: str) -> dict[str, str]:
    """Return the settings of a database that is up to date."""
    await open_database(url, load_keys(key)).close()
    return {"DATABASE_URL": url, "AFTERVIEW_KEY": key}


@pytest.fixture
async def kept(tmp_path: Path) -> dict[str, str]:
    """The settings of a file that is up to date."""
    return await made(f"sqlite:///{tmp_path / 'afterview.db'}", new_key())


async def test_a_healthy_set_up_is_status_0(tmp_path: Path, kept: dict[str, str]) -> None:
    """Both platforms, a store of this release, its key: nothing is to be done."""
    async with SlackStandIn() as slack, DiscordStandIn() as discord:
        settings = kept | socket_mode(slack, slack.workspace("T1")) | discord_settings(discord)
        status, found = await doctor(tmp_path, settings)
    assert status == 0
    del found["zone data"]
    assert all(line.startswith("ok: ") for lines in found.values() for line in lines), found
    assert len(found["Slack"]) == 2
    assert set(found) >= {"settings", "database", "schema", "key", "clock", "nudges", "Discord"}
    assert found["forgotten"] == [f"ok: {tmp_path / 'afterview.forgotten'}, nobody noted yet"]
    assert "agrees with Slack, Discord" in found["clock"][0]


async def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    """Looking leaves no file, no key and no folder behind; that there is none yet breaks nothing."""
    status, found = await doctor(tmp_path, {})
    assert status == 0
    assert "is not there yet" in found["database"][0]
    assert "none is set up" in found["platforms"][0]
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - not in a loop that waits


@pytest.mark.parametrize(
    ("changed", "what", "says"),
    [
        ({"AFTERVIEW_KEY": ""}, "key", "AFTERVIEW_KEY: found none"),
        ({"AFTERVIEW_KEY": new_key()}, "key", "encrypted with another key"),
        ({"AFTERVIEW_KEY": "short"}, "key", "AFTERVIEW_KEY: key 1 "),
        ({"PORT": "99999"}, "settings", "PORT: found '99999'"),
        ({"DATABASE_URL": "sqlite:////nowhere/a.db"}, "database", "no folder /nowhere"),
        ({"DATABASE_URL": "postgresql://u:secret@127.0.0.1:9/a"}, "database", "127.0.0.1"),
        ({"AFTERVIEW_FORGOTTEN": "afterview.db/list"}, "forgotten", "cannot be read: Not a dir"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack", "SLACK_BOT_TOKEN: Slack does not take it"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "Slack", "SLACK_APP_TOKEN: Slack does not take it"),
        ({"SLACK_APP_TOKEN": ""}, "Slack", "SLACK_APP_TOKEN: found nothing"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "Slack", "cannot be reached"),
        ({"DISCORD_TOKEN": "wrong"}, "Discord", "DISCORD_TOKEN: Discord does not take it"),
        ({"DISCORD_APPLICATION_ID": "42"}, "Discord", "DISCORD_APPLICATION_ID: found 42"),
        ({"DISCORD_API_URL": "http://127.0.0.1:9/"}, "Discord", "cannot be reached"),
    ],
)
async def test_what_is_broken_is_named(
    tmp_path: Path, kept: dict[str, str], changed: dict[str, str], what: str, says: str
) -> None:
    """Status 1, what is wrong and where; no secret is repeated."""
    async with SlackStandIn() as slack, DiscordStandIn() as discord:
        settings = kept | socket_mode(slack, slack.workspace("T1")) | discord_settings(discord)
        status, found = await doctor(tmp_path, settings | changed)
    assert status == 1
    bad = [line for line in found[what] if line.startswith("broken: ")]
    assert len(bad) == 1
    assert says in bad[0]
    assert "secret" not in str(found)
    assert "xoxb-" not in str(found).replace("(xoxb-...)", "")


async def test_a_change_of_keys_that_was_not_finished_is_named(
    tmp_path: Path, kept: dict[str, str]
) -> None:
    """With two keys in use it says what lets the older one go; nothing is broken."""
    both = await made(kept["DATABASE_URL"], f"{new_key()},{kept['AFTERVIEW_KEY']}")
    status, found = await doctor(tmp_path, both)
    assert status == 0
    [line] = found["key"]
    assert line.startswith("look: the database needs 2; `afterview rekey`")


async def test_a_missing_scope_is_named(tmp_path: Path, kept: dict[str, str]) -> None:
    """What the token may not do is said by its name."""
    async with SlackStandIn() as slack:
        poor = slack.workspace("T2", scopes=tuple(one for one in SCOPES if one != "im:write"))
        status, found = await doctor(tmp_path, kept | socket_mode(slack, poor))
    assert status == 1
    assert "lacks the scope im:write" in found["Slack"][0]


@pytest.mark.parametrize(
    ("found", "level"), [("0000", "look"), ("9999", "broken")], ids=["older", "newer"]
)
async def test_a_schema_of_another_release_is_named(
    tmp_path: Path, kept: dict[str, str], found: str, level: str
) -> None:
    """An older one is brought up to date by the next start, a newer one is not ours to open; both are left."""
    with closing(sqlite3.connect(tmp_path / "afterview.db")) as on, on:
        on.execute("UPDATE alembic_version SET version_num = ?", (found,))
    status, said = await doctor(tmp_path, kept)
    assert status == (level == "broken")
    assert said["schema"][0].startswith(f"{level}: it is at {found}")
    with closing(sqlite3.connect(tmp_path / "afterview.db")) as on:
        assert on.execute("SELECT version_num FROM alembic_version").fetchone() == (found,)


async def test_a_broken_file_is_named_and_left(tmp_path: Path, kept: dict[str, str]) -> None:
    """What is no database is not touched."""
    file = tmp_path / "afterview.db"
    file.write_bytes(b"no database at all" * 100)
    status, found = await doctor(tmp_path, kept)
    assert status == 1
    assert found["database"][0].startswith("broken: ")
    assert file.read_bytes() == b"no database at all" * 100


@pytest.mark.parametrize(
    ("what", "mode", "says"),
    [
        ("in/afterview.db", 0o400, "in/afterview.db belongs to {me} and may not be written to"),
        ("in/afterview.db", 0o000, "in/afterview.db belongs to {me} and may not be written to"),
        ("in", 0o500, "in belongs to {me} and may not be written to"),
        ("in", 0o600, "in/afterview.db cannot be looked at: Permission denied"),
        ("in", 0o000, "in/afterview.db cannot be looked at: Permission denied"),
    ],
)
async def test_what_this_user_may_not_use_is_named_and_left(
    tmp_path: Path, what: str, mode: int, says: str
) -> None:
    """A file only to be read, a folder only to be looked into or not to be entered: what it is, and whose."""
    (tmp_path / "in").mkdir()
    kept = await made(f"sqlite:///{tmp_path / 'in' / 'afterview.db'}", new_key())
    (tmp_path / what).chmod(mode)
    status, found = await doctor(tmp_path, kept, *POWERLESS)
    (tmp_path / what).chmod(0o700)
    assert status == 1
    [line] = found["database"]
    assert line.startswith("broken: ")
    me = pwd.getpwuid(os.geteuid()).pw_name
    assert says.format(me=me) in line
    assert "as the user who runs the bot" in line
    assert [one.name for one in (tmp_path / "in").iterdir()] == ["afterview.db"]


async def test_a_file_of_somebody_else_is_named_with_its_owner(
    tmp_path: Path, kept: dict[str, str]
) -> None:
    """As it is after the program was once started by another user."""
    file = tmp_path / "afterview.db"
    file.chmod(0o600)
    owner = "number 54321"
    if os.geteuid() == 0:
        os.chown(file, 54321, -1)
    else:
        # Nobody else can give a file away; one that its owner may not use is as good.
        file.chmod(0)
        owner = pwd.getpwuid(os.geteuid()).pw_name
    status, found = await doctor(tmp_path, kept, *POWERLESS)
    assert status == 1
    assert f"afterview.db belongs to {owner} and may not be" in found["database"][0]


@pytest.mark.parametrize(
    ("mode", "says"), [(0o400, "list cannot be written to"), (0o000, "list cannot be read: Perm")]
)
async def test_a_list_that_this_user_may_not_use_is_named(
    tmp_path: Path, kept: dict[str, str], mode: int, says: str
) -> None:
    """Who is erased now would be back with an older copy, and so the operator has to know."""
    (tmp_path / "list").touch(mode=mode)
    status, found = await doctor(tmp_path, kept | {"AFTERVIEW_FORGOTTEN": "list"}, *POWERLESS)
    assert status == 1
    assert found["database"][0].startswith("ok: ")
    assert found["forgotten"][0].startswith(f"broken: {says}")


async def test_a_start_says_too_that_nobody_can_be_noted(
    tmp_path: Path, kept: dict[str, str]
) -> None:
    """Whoever starts the program may be somebody else than who runs the doctor; it starts all the same."""
    (tmp_path / "list").touch(mode=0o400)
    process = await asyncio.create_subprocess_exec(
        *POWERLESS,
        PROGRAM,
        *("erase", "discord", "1", "--yes"),
        cwd=tmp_path,
        env={**os.environ, **kept, "AFTERVIEW_FORGOTTEN": "list"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await asyncio.wait_for(process.communicate(), 60)
    assert said == b"Nothing is kept of discord 1.\n"
    assert b"list: cannot be written to (Permission denied)" in complained


@pytest.mark.parametrize("where", ["file", "server"])
async def test_what_nobody_delivers_is_counted(
    tmp_path: Path, kept: dict[str, str], postgres: "Server", where: str
) -> None:
    """Nudges overdue for years, given up for good, and left behind by a process that died."""
    settings = kept if where == "file" else await made(postgres.make(), kept["AFTERVIEW_KEY"])
    store = open_store(settings["DATABASE_URL"], load_keys(settings["AFTERVIEW_KEY"]))
    lost = with_nudges(somebody("c"), YEARS)
    given_up = replace(lost.nudges[0], state=NudgeState.UNDELIVERED, settled=NOW)
    await put(store, with_nudges(somebody("a"), YEARS, YEARS + 1))
    await put(store, replace(lost, nudges=(given_up,)))
    await put(store, with_nudges(somebody("b"), YEARS - 60))
    then = NOW + timedelta(minutes=YEARS - 30)
    assert len(await store.claim(then, timedelta(minutes=6), 10)) == 1
    await store.close()
    status, found = await doctor(tmp_path, settings)
    assert status == 1
    oldest = NOW + timedelta(minutes=YEARS - 60)
    assert found["nudges"][0].startswith(
        f"broken: 3 overdue, the oldest since {oldest:%Y-%m-%d %H:%M} UTC"
    )
    assert found["undelivered"][0].startswith("look: 1;")
    ended = then + timedelta(minutes=6)
    assert found["leases"][0].startswith(f"look: the oldest ended {ended:%Y-%m-%d %H:%M} UTC")


async def test_a_server_is_looked_over_too(tmp_path: Path, postgres: "Server") -> None:
    """Its version, its schema, and its clock."""
    status, found = await doctor(tmp_path, await made(postgres.make(), new_key()))
    assert status == 0
    assert "PostgreSQL 1" in found["database"][0]
    assert found["schema"][0].startswith("ok: ")
    assert found["nudges"] == ["ok: none is overdue"]
    assert found["clock"] == ["ok: agrees with the database"]


async def test_a_clock_that_is_off_is_found_by_the_platforms(
    tmp_path: Path, kept: dict[str, str]
) -> None:
    """Every signature would be refused, and the operator would look for the fault elsewhere."""

    async def answer(_: web.Request) -> web.Response:
        then = system_clock() + timedelta(minutes=10)
        return web.json_response({"ok": True}, headers={"Date": format_datetime(then, usegmt=True)})

    app, port = web.Application(), free_port()
    app.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    installed = {
        "SLACK_MODE": "http",
        "SLACK_SIGNING_SECRET": "s",
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "c",
    }
    address = {"SLACK_API_URL": f"http://127.0.0.1:{port}/api/"}
    status, found = await doctor(tmp_path, kept | installed | address)
    await runner.cleanup()
    assert status == 1
    assert found["clock"][0].startswith("broken: ")
    assert "behind Slack" in found["clock"][0]


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (-301, Level.BROKEN),
        (-299, Level.LOOK),
        (-29, Level.OK),
        (29, Level.OK),
        (301, Level.BROKEN),
    ],
)
def test_five_minutes_are_too_much(seconds: int, level: Level) -> None:
    """The farthest of several clocks counts; whole seconds are how exact a header is."""
    others = [("Slack", NOW), ("Discord", NOW + timedelta(seconds=seconds))]
    assert judge_clock(NOW, others).level is level
