"""Whoever looks after the program sees how it does, and nobody's words."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.wire.running import Running, free_port
from tests.wire.slack.figures import read_figures
from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

COMPANY = "Quillon"


@pytest.fixture
def port() -> int:
    """Where the figures are."""
    return free_port()


@pytest.fixture
async def bot(
    slack: SlackStandIn, team: Workspace, tmp_path: Path, port: int
) -> AsyncIterator[Running]:
    """The running program, with figures and a log for machines, at its noisiest."""
    settings = socket_mode(slack, team) | {
        "METRICS_PORT": str(port),
        "AFTERVIEW_LOG_FORMAT": "json",
        "AFTERVIEW_LOG_LEVEL": "DEBUG",
    }
    async with run(tmp_path, settings) as running:
        await running.wait_for_line("Slack: ")
        await slack.connected()
        yield running


@pytest.mark.usefixtures("bot")
async def test_answers_are_counted_and_measured(
    person: Person, browser: aiohttp.ClientSession, port: int
) -> None:
    """Each act counts once, by platform; what is planned for later is not overdue."""
    for number in range(3):
        await person.write(f"I applied to {COMPANY} {number}")
        await person.wait_for_words(f"{COMPANY} {number}")
    figures = await read_figures(browser, port)
    assert COMPANY not in str(figures)
    # Their profile is the fourth.
    assert figures["afterview_turn_seconds_count slack"] == 4
    assert 0 < figures["afterview_turn_seconds_sum slack"] < 20
    assert figures["afterview_overdue"] == figures["afterview_undelivered"] == 0
    assert figures["afterview_deliveries_total posted"] == 0
    assert figures["afterview_lateness_seconds_count"] == 0


@pytest.mark.usefixtures("bot")
async def test_it_says_that_it_is_well_and_ready(browser: aiohttp.ClientSession, port: int) -> None:
    """Both are answered once Slack is connected, and nothing else is."""
    for path, status in (("/health", 200), ("/ready", 200), ("/", 404), ("/slack/events", 404)):
        async with browser.get(f"http://127.0.0.1:{port}{path}") as answer:
            assert answer.status == status


async def test_it_is_well_but_not_ready_while_slack_is_away(
    slack: SlackStandIn,
    team: Workspace,
    tmp_path: Path,
    browser: aiohttp.ClientSession,
    port: int,
) -> None:
    """Nobody is sent to a process that cannot answer them yet."""
    slack.fail("auth.test", "503", times=99)
    settings = socket_mode(slack, team) | {"METRICS_PORT": str(port)}
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("is tried again")
        for path, status in (("/health", 200), ("/ready", 503)):
            async with browser.get(f"http://127.0.0.1:{port}{path}") as answer:
                assert answer.status == status


async def test_every_line_of_the_log_is_json_without_a_word_of_anybody(
    bot: Running, person: Person
) -> None:
    """The libraries' own lines too; each says when, how grave and where from."""
    await person.write(f"I applied to {COMPANY}")
    await person.wait_for_words(COMPANY)
    assert await bot.stop() == 0
    lines = [one for one in "".join(bot.said).splitlines() if one.startswith("{")]
    assert lines
    for one in map(json.loads, lines):
        assert {"timestamp", "level", "logger", "event"} <= one.keys()
        assert one["timestamp"].endswith("Z")
    assert COMPANY not in "".join(bot.said)


async def test_two_programs_on_one_port_are_told_apart(
    bot: Running, slack: SlackStandIn, team: Workspace, tmp_path: Path, port: int
) -> None:
    """The second one names the setting instead of running unseen."""
    other = tmp_path / "other"
    other.mkdir()
    settings = socket_mode(slack, team) | {"METRICS_PORT": str(port)}
    async with run(other, settings) as second:
        assert await second.end() != 0
        assert "METRICS_PORT" in "".join(second.said)
