"""`afterview run` leaves a connection on which Discord says nothing more, and loses and doubles nothing by it.

Discord asks for a heartbeat every 41 s, and the program takes a minute of silence for the end of a connection. Here
both are seconds; all else is as it is.
"""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from adapters.discord import client
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import Running, run, settings
from tests.wire.discord.server import DiscordStandIn

BEATS_EVERY, SILENT_FOR = 0.6, 2.0
DISCORDS_INTERVAL = 41.25
BACK_WITHIN = 40.0


@pytest.fixture
async def hurried(stand_in: DiscordStandIn, home: Guild, tmp_path: Path) -> AsyncIterator[Running]:
    """The program, with less patience for silence, before a Discord that wants heartbeats more often."""
    stand_in.gateway.heartbeat_interval = BEATS_EVERY
    sooner = {"adapters.discord.client.SILENT_FOR": SILENT_FOR}
    async with run(tmp_path, settings(stand_in), hurried=sooner) as bot:
        await bot.wait_for_line("Discord: ")
        await stand_in.ready()
        yield bot
    assert "Traceback" not in "".join(bot.said)


def withhold(stand_in: DiscordStandIn) -> None:
    """Acknowledge no heartbeat any more; all else goes on."""
    stand_in.gateway.withhold_acks = True


def fall_silent(stand_in: DiscordStandIn) -> None:
    """Say nothing at all any more."""
    stand_in.gateway.fall_silent()


@pytest.mark.parametrize("how", [withhold, fall_silent])
async def test_a_connection_on_which_nothing_comes_is_left_and_its_session_resumed(
    lee: Person, stand_in: DiscordStandIn, hurried: Running, how: Callable[[DiscordStandIn], None]
) -> None:
    """What was said into the silence is answered once, and so is what was said before it."""
    await lee.say("help")
    await lee.wait_for_words("I walk you through")
    left = stand_in.gateway.open[0]
    how(stand_in)
    await lee.say("I just had an interview with Acme")
    await stand_in.wait_for(lambda: stand_in.gateway.resumed, BACK_WITHIN)
    stand_in.gateway.withhold_acks = False
    await lee.wait_for_words("short form", BACK_WITHIN)
    await lee.say("list")
    await lee.wait_for(lambda one: "short form" not in one.sees()[-1].words, BACK_WITHIN)
    said = [one.words for one in lee.sees()]
    assert [len([one for one in said if part in one]) for part in ("I walk", "short form")] == [
        1,
        1,
    ]
    assert left.close_code == 4000
    assert stand_in.gateway.identified == 1


async def test_it_goes_on_trying_while_nothing_is_acknowledged(
    lee: Person, stand_in: DiscordStandIn, hurried: Running
) -> None:
    """Every connection is left again, and none of them costs one of the sessions of the day."""
    stand_in.gateway.withhold_acks = True
    await stand_in.wait_for(lambda: stand_in.gateway.resumed >= 3, BACK_WITHIN)
    stand_in.gateway.withhold_acks = False
    await lee.say("help")
    await lee.wait_for_words("I walk you through", BACK_WITHIN)
    assert stand_in.gateway.identified == 1


def test_a_heartbeat_that_is_acknowledged_late_ends_no_connection() -> None:
    """Between two of Discord's acknowledgements there is room for one that takes its time."""
    assert client.SILENT_FOR > DISCORDS_INTERVAL + 10
