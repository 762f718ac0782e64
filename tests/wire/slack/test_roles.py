"""`afterview run --only ...`: several processes on one database, each with a part of the work."""

from pathlib import Path

import aiohttp

from adapters.sql.crypto import new_key
from tests.wire.running import free_port
from tests.wire.slack.figures import read_figures
from tests.wire.slack.owing import owe_a_nudge
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http, run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


async def test_one_answers_and_another_delivers(
    slack: SlackStandIn, team: Workspace, person: Person, server_url: str, tmp_path: Path
) -> None:
    """The process that answers delivers nothing; the one that delivers lets nobody in."""
    key = new_key()
    await owe_a_nudge(server_url, key, person)
    settings = socket_mode(slack, team) | {"DATABASE_URL": server_url, "AFTERVIEW_KEY": key}
    async with run(tmp_path, settings, "--only", "slack") as answering:
        await answering.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("help")
        await person.wait_for_words("interview")
        assert not any("Acme" in one.words for one in person.sees())
        await person.open_home()
        await person.wait_for_home(": thank-you notes")
        async with run(tmp_path, settings, "--only", "nudges") as delivering:
            assert "for nudges alone" in await delivering.wait_for_line("Slack: ")
            await person.wait_for_words("Acme")
            # The tab stands on the screen of somebody whom another process wrote to.
            await person.wait_for(
                lambda one: one.home and ": thank-you notes" not in one.home.words
            )
            assert await delivering.stop() == 0
        assert await answering.stop() == 0
    assert "Traceback" not in "".join(answering.said + delivering.said)


async def test_the_web_is_served_alone_and_what_was_delivered_is_counted(
    slack: SlackStandIn,
    team: Workspace,
    person: Person,
    server_url: str,
    tmp_path: Path,
    browser: aiohttp.ClientSession,
) -> None:
    """One process takes what comes over HTTP and delivers nothing; another delivers, and its figures say so."""
    key = new_key()
    await owe_a_nudge(server_url, key, person)
    settings = over_http(slack, team) | {"DATABASE_URL": server_url, "AFTERVIEW_KEY": key}
    async with run(tmp_path, settings, "--only", "web") as serving:
        assert "over http://" in await serving.wait_for_line("Slack: ")
        slack.post_to(f"{settings['PUBLIC_URL']}/slack/events")
        await person.command("/interview", "help")
        await person.wait_for_words("interview")
        assert not any("Acme" in one.words for one in person.sees())
        port = free_port()
        told = {"METRICS_PORT": str(port), "AFTERVIEW_LOG_LEVEL": "INFO"}
        async with run(tmp_path, settings | told, "--only", "nudges") as delivering:
            await delivering.wait_for_line("Slack: ")
            await delivering.wait_for_line("posted 1")
            assert any("Acme" in one.words for one in person.sees())
            figures = await read_figures(browser, port)
            assert figures["afterview_deliveries_total posted"] == 1
            assert figures["afterview_lateness_seconds_count"] == 1
            # It was due two days ago, but for quiet hours.
            assert figures["afterview_lateness_seconds_sum"] > 24 * 3600
            assert await delivering.stop() == 0
    assert "Traceback" not in "".join(serving.said + delivering.said)


async def test_the_web_alone_needs_something_to_serve(
    slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> None:
    """Over Socket Mode nothing comes over HTTP, and the start says so."""
    async with run(tmp_path, socket_mode(slack, team), "--only", "web") as bot:
        assert await bot.end() != 0
    assert "SLACK_MODE" in "".join(bot.said)


async def test_a_platform_without_a_token_is_named(
    slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> None:
    """Answering in Discord alone needs Discord's token, whatever Slack has."""
    async with run(tmp_path, socket_mode(slack, team), "--only", "discord") as bot:
        said = await bot.wait_for_line("afterview: ")
        assert "found no DISCORD_TOKEN;" in said
        assert await bot.end() == 2
