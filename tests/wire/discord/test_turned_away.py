"""Whom Discord's doorkeeper turned away comes back late: every further call counts against the whole address."""

import discord
import pytest

from adapters.discord.client import Hearing
from adapters.discord.connection import Connection
from adapters.settings import Settings
from tests.wire.discord.faults import How
from tests.wire.discord.running import settings
from tests.wire.discord.server import DiscordStandIn


async def hear_nothing(*_: discord.Interaction | discord.Message) -> None:
    """Take whatever comes in."""


@pytest.mark.parametrize(
    ("how", "told", "waited"),
    [("banned", 900.0, 900.0), ("banned", 1.0, 600.0), ("ratelimited", 45.0, 45.0)],
)
async def test_a_start_waits_as_long_as_it_is_told_and_ten_minutes_after_the_page_for_the_address(
    stand_in: DiscordStandIn, how: How, told: float, waited: float
) -> None:
    """There is one call, and the next after that time."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    connection = Connection(
        Settings.model_validate(settings(stand_in)),
        Hearing(hear_nothing, hear_nothing, hear_nothing),
        sleep,
    )
    stand_in.fail("get_current_user", how, retry_after=told)
    await connection.enter()
    await connection.leave()
    assert slept == [waited]
    assert stand_in.calls["get_current_user"] == 2
