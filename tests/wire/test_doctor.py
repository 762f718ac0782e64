"""`afterview doctor`, as an operator runs it: a healthy set-up, and several that are not."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.bootstrap import system_clock
from adapters.doctor import look_over
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.ports import Turned
from tests.contract.people import somebody, with_nudges
from tests.wire.discord import running as discord_running
from tests.wire.discord.server import DiscordStandIn
from tests.wire.running import PROGRAM, STARTS_WITHIN
from tests.wire.slack import running as slack_running
from tests.wire.slack.server import SlackStandIn

KEY = new_key()


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A Slack to look at."""
    async with SlackStandIn() as stand_in:
        yield stand_in


@pytest.fixture
async def discord() -> AsyncIterator[DiscordStandIn]:
    """A Discord to look at."""
    async with DiscordStandIn() as stand_in:
        yield stand_in


def own(folder: Path) -> dict[str, str]:
    """Return the settings of a bot that lives in a folder."""
    return {
        "HOME": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'afterview.db'}",
        "AFTERVIEW_KEY": KEY,
    }


async def doctor(folder: Path, settings: Mapping[str, str]) -> tuple[int, str]:
    """Run it in a folder, and return its exit status and what it printed."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
    process = await asyncio.create_subprocess_exec(
        PROGRAM,
        "doctor",
        cwd=folder,
        env=kept | own(folder) | dict(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), STARTS_WITHIN)
    assert process.returncode is not None
    assert b"Traceback" not in said
    return process.returncode, said.decode()


async def keep(folder: Path, *minutes: float) -> None:
    """Make the database, with somebody whose nudges are due so many minutes from a day that is over."""
    store = open_store(f"sqlite:///{folder / 'afterview.db'}", load_keys(KEY))
    journey = with_nudges(somebody(), *minutes)
    who = journey.person.address
    await store.turn(who, None, system_clock(), lambda _: Turned(journey, None))
    await store.close()


async def test_a_healthy_set_up_is_called_so(
    slack: SlackStandIn, discord: DiscordStandIn, tmp_path: Path
) -> None:
    """Both platforms, the database, the zones and the clock: a line each, and status 0."""
    await keep(tmp_path)
    team = slack.workspace("T1")
    settings = slack_running.socket_mode(slack, team) | discord_running.settings(discord)
    status, said = await doctor(tmp_path, settings)
    assert status == 0, said
    for line in ("ok      zones", "ok      settings", "ok      database", "ok      nudges"):
        assert line in said
    assert "ok      slack" in said
    assert "ok      discord" in said
    assert "ok      clock      agrees with slack's" in said
    assert "broken" not in said


async def test_what_is_overdue_is_counted_and_nobody_is_named(tmp_path: Path) -> None:
    """It is worth a look: perhaps nobody delivers."""
    await keep(tmp_path, -100, -50, 10_000_000)
    _, said = await doctor(tmp_path, {})
    assert "look    nudges     2 overdue" in said
    assert "terminal" not in said


async def test_nothing_is_changed(tmp_path: Path) -> None:
    """Not even an old database is brought up to date, nor a missing one made."""
    status, said = await doctor(tmp_path, {})
    assert "is not there yet" in said
    assert status == 0
    assert not (tmp_path / "afterview.db").exists()
    await keep(tmp_path)
    with sqlite3.connect(tmp_path / "afterview.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '0001'")
    status, said = await doctor(tmp_path, {})
    assert "the next start sees to it" in said
    with sqlite3.connect(tmp_path / "afterview.db") as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"PORT": "many"}, "broken  settings   PORT"),
        ({"AFTERVIEW_KEY": "no key"}, "AFTERVIEW_KEY"),
        ({"AFTERVIEW_KEY": new_key()}, "broken  database"),
        ({"DATABASE_URL": "mysql://here/there"}, "broken  settings   DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "broken  database"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
    ],
)
async def test_what_is_broken_is_named(
    tmp_path: Path, broken: Mapping[str, str], said: str
) -> None:
    """With what to do, and status 1 for a machine."""
    await keep(tmp_path)
    status, printed = await doctor(tmp_path, broken)
    assert said in printed
    assert status == 1


async def test_a_newer_database_is_left_to_the_newer_release(tmp_path: Path) -> None:
    """It says so rather than how it fails."""
    await keep(tmp_path)
    with sqlite3.connect(tmp_path / "afterview.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    status, said = await doctor(tmp_path, {})
    assert "was written by a newer release" in said
    assert status == 1


async def test_a_token_that_a_platform_does_not_take_is_named(
    slack: SlackStandIn, tmp_path: Path
) -> None:
    """As the start would say it."""
    await keep(tmp_path)
    team = slack.workspace("T1")
    wrong = slack_running.socket_mode(slack, team) | {"SLACK_BOT_TOKEN": "xoxb-wrong"}
    status, said = await doctor(tmp_path, wrong)
    assert "broken  slack      SLACK_BOT_TOKEN: Slack does not take it" in said
    assert status == 1


async def test_a_scope_that_is_missing_is_named(slack: SlackStandIn, tmp_path: Path) -> None:
    """And where to add it."""
    await keep(tmp_path)
    team = slack.workspace("T1", scopes=("commands",))
    status, said = await doctor(tmp_path, slack_running.socket_mode(slack, team))
    assert "lacks the scope" in said
    assert status == 1


@pytest.mark.parametrize(("minutes", "state"), [(-10, "broken"), (2, "look"), (0, "ok")])
async def test_a_clock_that_is_off_is_found(
    slack: SlackStandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    minutes: int,
    state: str,
) -> None:
    """More than five minutes, and every signature of Slack's would fail."""
    await keep(tmp_path)
    monkeypatch.chdir(tmp_path)
    settings = slack_running.socket_mode(slack, slack.workspace("T1")) | own(tmp_path)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    off = timedelta(minutes=minutes)
    found = [one async for one in look_over(lambda: system_clock() + off)]
    assert [one.state for one in found if one.about == "clock"] == [state]
