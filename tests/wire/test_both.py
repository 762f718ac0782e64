"""`afterview run` in Slack and Discord at once: one process, and neither is brought down by the other."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import tests.wire.discord.running as in_discord
import tests.wire.slack.running as in_slack
from tests.wire.discord.people import Person as DiscordPerson
from tests.wire.discord.server import DiscordStandIn
from tests.wire.running import Running, run
from tests.wire.slack.people import Person as SlackPerson
from tests.wire.slack.server import SlackStandIn

WELCOME = "I walk you through"


@dataclass
class World:
    """Both platforms, with somebody in each.

    Args:
        slack, discord: The platforms.
        max, lee: Somebody in Slack, and in Discord.
        settings: Of a process that serves both.
    """

    slack: SlackStandIn
    discord: DiscordStandIn
    max: SlackPerson
    lee: DiscordPerson
    settings: dict[str, str]

    async def ask_in_slack(self) -> None:
        """Let Max ask, and wait for the answer."""
        await self.slack.connected()
        await self.max.write("help")
        await self.max.wait_for_words(WELCOME)

    async def ask_in_discord(self) -> None:
        """Let Lee ask, and wait for the answer."""
        await self.discord.ready()
        await self.lee.say("help")
        await self.lee.wait_for_words(WELCOME)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """Nothing runs yet; at the end nothing went over a limit."""
    async with SlackStandIn() as slack, DiscordStandIn() as discord:
        team = slack.workspace("T1")
        lee = discord.person("lee", discord.server("Home"))
        settings = in_slack.socket_mode(slack, team) | in_discord.settings(discord)
        yield World(slack, discord, team.person("U1"), lee, settings)
        assert slack.breaches == []
        assert discord.breaches == []


async def wait_for_all(bot: Running, *parts: str) -> None:
    """Wait until each of these was printed, in whatever order."""
    missing = set(parts)
    while missing:
        line = await bot.wait_for_line("")
        missing -= {one for one in missing if one in line}


async def test_one_process_serves_both(world: World, tmp_path: Path) -> None:
    """Each is named as it opens, and people in both are answered."""
    async with run(tmp_path, world.settings) as bot:
        await wait_for_all(bot, "Slack: ", "Discord: ")
        await world.ask_in_slack()
        await world.ask_in_discord()
        assert await bot.stop() == 0
    assert "Traceback" not in "".join(bot.said)


async def test_a_wrong_token_in_discord_leaves_slack_alone(world: World, tmp_path: Path) -> None:
    """The log says what is left out and why, and Slack's people are answered."""
    async with run(tmp_path, world.settings | {"DISCORD_TOKEN": "wrong"}) as bot:
        await wait_for_all(bot, "Slack: ", "discord is left out")
        assert "DISCORD_TOKEN" in "".join(bot.said)
        await world.ask_in_slack()
    assert "Traceback" not in "".join(bot.said)


async def test_a_wrong_token_in_slack_leaves_discord_alone(world: World, tmp_path: Path) -> None:
    """And the other way round."""
    async with run(tmp_path, world.settings | {"SLACK_BOT_TOKEN": "xoxb-wrong"}) as bot:
        await wait_for_all(bot, "Discord: ", "slack is left out")
        assert "SLACK_BOT_TOKEN" in "".join(bot.said)
        await world.ask_in_discord()
    assert "Traceback" not in "".join(bot.said)


async def test_discord_out_of_reach_keeps_slack_waiting_for_nothing(
    world: World, tmp_path: Path
) -> None:
    """Slack is served while Discord is tried again and again, and Discord as soon as it is back."""
    world.discord.fail("*", "503", times=2)
    async with run(tmp_path, world.settings) as bot:
        await bot.wait_for_line("out of reach")
        await world.ask_in_slack()
        await world.ask_in_discord()


async def test_a_token_that_discord_takes_back_leaves_slack_alone(
    world: World, tmp_path: Path
) -> None:
    """Also later on: what Discord ends for good ends nothing else."""
    async with run(tmp_path, world.settings) as bot:
        await wait_for_all(bot, "Slack: ", "Discord: ")
        await world.discord.ready()
        world.discord.gateway.close(4004)
        await bot.wait_for_line("nothing more comes from Discord")
        await world.ask_in_slack()


async def test_without_a_token_that_is_taken_nothing_runs(world: World, tmp_path: Path) -> None:
    """A process that reaches nobody stops with status 2."""
    wrong = {"DISCORD_TOKEN": "wrong", "SLACK_BOT_TOKEN": "xoxb-wrong"}
    async with run(tmp_path, world.settings | wrong) as bot:
        await bot.wait_for_line("afterview: ")
        assert await bot.end() == 2
