"""A Slack for each test, which ends without a breach of its limits."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.wire.slack.bolt import make_app, make_socket
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    """A stand-in that nothing is connected to yet."""
    async with SlackStandIn() as stand_in:
        yield stand_in
        assert stand_in.breaches == []


@pytest.fixture
def team(slack: SlackStandIn) -> Workspace:
    """A workspace with the app in it."""
    return slack.workspace("T1")


@pytest.fixture
def person(team: Workspace) -> Person:
    """Somebody in that workspace."""
    return team.person("U1")


@pytest.fixture
async def connected(slack: SlackStandIn, team: Workspace) -> AsyncIterator[Workspace]:
    """The workspace, with a tiny Bolt app that is there over Socket Mode."""
    handler = make_socket(slack, make_app(slack, team))
    await handler.connect_async()
    await slack.connected()
    yield team
    await handler.close_async()


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """A client that knows nothing of Slack."""
    async with aiohttp.ClientSession() as session:
        yield session
