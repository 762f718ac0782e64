"""`afterview run` in Discord: what stops the start, what it waits for, and how it ends."""

from pathlib import Path

import pytest

from tests.wire.discord.running import run, settings
from tests.wire.discord.server import DiscordStandIn


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DISCORD_TOKEN": "", "DISCORD_APPLICATION_ID": ""}, "Nothing to run"),
        ({"DISCORD_TOKEN": ""}, "DISCORD_TOKEN: found nothing"),
        ({"DISCORD_TOKEN": "wrong"}, "DISCORD_TOKEN: Discord does not take it"),
        ({"DISCORD_APPLICATION_ID": ""}, "DISCORD_APPLICATION_ID: found nothing"),
        ({"DISCORD_APPLICATION_ID": "42"}, "DISCORD_APPLICATION_ID: found 42"),
        ({"DISCORD_APPLICATION_ID": "mine"}, "DISCORD_APPLICATION_ID: found 'mine'"),
        ({"DISCORD_SHARDS": "4/4"}, "DISCORD_SHARDS: found '4/4'"),
        ({"DISCORD_GATEWAY_URL": "https://here"}, "DISCORD_GATEWAY_URL: found 'https://here'"),
    ],
)
async def test_a_wrong_setting_stops_the_start(
    stand_in: DiscordStandIn, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    """One line with the name, what was found and what is expected; no traceback, status 2."""
    async with run(tmp_path, settings(stand_in) | changed) as bot:
        assert said in await bot.wait_for_line("afterview: ")
        assert await bot.end() == 2
    assert "Traceback" not in "".join(bot.said)


async def test_an_address_that_is_not_discords_stops_the_start(
    stand_in: DiscordStandIn, tmp_path: Path
) -> None:
    """Something answers there, but not as Discord's web API would."""
    elsewhere = {"DISCORD_API_URL": stand_in.url.replace("/api/v10", "/elsewhere")}
    async with run(tmp_path, settings(stand_in) | elsewhere) as bot:
        assert "DISCORD_API_URL: " in await bot.wait_for_line("afterview: ")
        assert await bot.end() == 2


async def test_it_says_what_it_is_connected_to_and_stops_when_told(
    stand_in: DiscordStandIn, tmp_path: Path
) -> None:
    """The bot's name and its shards; SIGTERM ends it with status 0, and it says goodbye to the gateway."""
    async with run(tmp_path, settings(stand_in)) as bot:
        assert "afterview#4242, shard 0 of 1" in await bot.wait_for_line("Discord: ")
        await stand_in.ready()
        assert await bot.stop() == 0
    assert stand_in.gateway.open == []
    assert "Traceback" not in "".join(bot.said)


async def test_it_waits_for_a_gateway_that_is_down(
    stand_in: DiscordStandIn, tmp_path: Path
) -> None:
    """What the web API answers is not thrown away; the gateway is tried again until it is there."""
    stand_in.gateway.down = 503
    async with run(tmp_path, settings(stand_in)) as bot:
        await bot.wait_for_line("still connecting")
        stand_in.gateway.down = None
        await stand_in.ready()
        assert await bot.stop() == 0
    assert "Traceback" not in "".join(bot.said)


async def test_it_waits_for_a_web_api_that_is_down(
    stand_in: DiscordStandIn, tmp_path: Path
) -> None:
    """Each try is said with the address."""
    stand_in.fail("*", "503", times=2)
    async with run(tmp_path, settings(stand_in)) as bot:
        assert stand_in.url in await bot.wait_for_line("out of reach")
        await bot.wait_for_line("Discord: ")


async def test_it_can_be_stopped_while_it_waits(stand_in: DiscordStandIn, tmp_path: Path) -> None:
    """Nobody has to kill a bot because Discord is away."""
    stand_in.fail("*", "503", times=100)
    async with run(tmp_path, settings(stand_in)) as bot:
        await bot.wait_for_line("out of reach")
        assert await bot.stop() == 0


async def test_a_process_serves_the_shards_it_is_told_to(
    stand_in: DiscordStandIn, tmp_path: Path
) -> None:
    """The others are another process's."""
    async with run(tmp_path, settings(stand_in) | {"DISCORD_SHARDS": "1/2"}) as bot:
        assert "shard 1 of 2" in await bot.wait_for_line("Discord: ")
        await stand_in.ready()
        assert [one.shard for one in stand_in.gateway.sessions.values()] == [(1, 2)]
