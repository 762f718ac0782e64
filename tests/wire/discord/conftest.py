"""A Discord for each test, which ends without a breach of its limits."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import discord.gateway
import discord.http
import pytest
import yarl

from tests.wire.discord.bot import Bot, connected
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import Running, run, settings
from tests.wire.discord.server import DiscordStandIn


@pytest.fixture
async def stand_in() -> AsyncIterator[DiscordStandIn]:
    """A stand-in that nothing is connected to yet."""
    async with DiscordStandIn() as there:
        yield there
        assert there.breaches == []


@pytest.fixture
def home(stand_in: DiscordStandIn) -> Guild:
    """A server with the app in it."""
    return stand_in.server("Home")


@pytest.fixture
def lee(stand_in: DiscordStandIn, home: Guild) -> Person:
    """Somebody in that server."""
    return stand_in.person("lee", home)


@pytest.fixture
def addresses(stand_in: DiscordStandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let discord.py find the stand-in where Discord is."""
    monkeypatch.setattr(discord.http.Route, "BASE", stand_in.url)
    monkeypatch.setattr(
        discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stand_in.gateway_url)
    )


@pytest.fixture
async def bot(stand_in: DiscordStandIn, home: Guild, addresses: None) -> AsyncIterator[Bot]:
    """A tiny discord.py bot that is there, with its commands set."""
    async with connected(stand_in) as there:
        yield there


@pytest.fixture
async def api(stand_in: DiscordStandIn) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that has the bot's token and nothing of a library."""
    headers = {"Authorization": f"Bot {stand_in.app.token}"}
    async with aiohttp.ClientSession(stand_in.url + "/", headers=headers) as session:
        yield session


@pytest.fixture
async def program(stand_in: DiscordStandIn, home: Guild, tmp_path: Path) -> AsyncIterator[Running]:
    """`afterview run`, ready; at its end it has shown no traceback."""
    async with run(tmp_path, settings(stand_in)) as running:
        await running.wait_for_line("Discord: ")
        await stand_in.ready()
        yield running
    # Shown where a test fails.
    sys.stdout.write("".join(running.said))
    assert "Traceback" not in "".join(running.said)
