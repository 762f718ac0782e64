"""discord.py comes back in every way that Discord documents, and nothing is lost or heard twice (events/gateway)."""

import discord
import pytest

from tests.wire.discord.bot import Bot, connected
from tests.wire.discord.people import Person
from tests.wire.discord.server import DiscordStandIn


async def test_a_cut_connection_is_resumed_and_what_was_said_meanwhile_is_heard_once(
    stand_in: DiscordStandIn, lee: Person, bot: Bot
) -> None:
    """Resuming: no close code means that the session goes on."""
    stand_in.gateway.drop()
    await lee.say("meanwhile")

    await lee.wait_for_words("Heard meanwhile")

    await stand_in.wait_for(lambda: stand_in.gateway.resumed == 1)
    assert [one.words for one in lee.sees()] == ["Heard meanwhile"]
    assert stand_in.gateway.identified == 1
    assert bot.is_ready()


async def test_a_request_to_reconnect_is_followed(
    stand_in: DiscordStandIn, lee: Person, bot: Bot
) -> None:
    """Opcode 7: reconnect and resume, at the address that READY named."""
    stand_in.gateway.reconnect()
    await stand_in.wait_for(lambda: stand_in.gateway.resumed == 1)
    assert stand_in.gateway.ever[-1].to_resume
    await lee.say("again")
    await lee.wait_for_words("Heard again")
    assert bot.is_ready()


async def test_a_session_that_is_invalid_but_resumable_is_resumed(
    stand_in: DiscordStandIn, lee: Person, bot: Bot
) -> None:
    """Opcode 9 with `true`, "an unlikely scenario, but it is possible"."""
    stand_in.gateway.invalidate(resumable=True)
    await stand_in.wait_for(lambda: stand_in.gateway.resumed == 1)
    await lee.say("again")
    await lee.wait_for_words("Heard again")
    assert bot.is_ready()


async def test_a_command_that_came_while_it_was_away_is_answered_in_time(
    stand_in: DiscordStandIn, lee: Person, bot: Bot
) -> None:
    """An interaction is dispatched like everything else, and its three seconds run on."""
    stand_in.gateway.drop()
    answer = await lee.command("hello")
    assert answer.acked
    assert stand_in.gateway.resumed == 1
    assert bot.is_ready()


async def test_a_storm_of_reconnects_ends_where_it_began(
    stand_in: DiscordStandIn, lee: Person, bot: Bot
) -> None:
    """Every kind, one after the other; all that was said is answered once."""
    for n, break_off in enumerate(
        (stand_in.gateway.drop, stand_in.gateway.reconnect, lambda: stand_in.gateway.close(4000)), 1
    ):
        break_off()
        await lee.say(f"no {n}")
        await stand_in.wait_for(lambda n=n: stand_in.gateway.resumed == n)
    for n in (1, 2, 3):
        await lee.wait_for_words(f"Heard no {n}")
    assert len(lee.sees()) == 3
    assert bot.is_ready()


async def test_an_authentication_that_failed_is_not_tried_again(
    stand_in: DiscordStandIn, bot: Bot
) -> None:
    """4004 is one of the codes after which not to reconnect (topics/opcodes-and-status-codes)."""
    stand_in.gateway.close(4004)
    with pytest.raises(discord.ConnectionClosed, match="4004"):
        await bot.running
    assert len(stand_in.gateway.ever) == 1


@pytest.mark.usefixtures("addresses")
async def test_a_connection_without_acknowledgements_is_given_up(
    stand_in: DiscordStandIn, lee: Person
) -> None:
    """Sending Heartbeats: a zombied connection is closed by the client, with a code that lets it resume."""
    stand_in.gateway.heartbeat_interval = 0.2
    async with connected(stand_in, Bot(heartbeat_timeout=0.5)):
        stand_in.gateway.withhold_acks = True
        await stand_in.wait_for(lambda: stand_in.gateway.resumed)
        stand_in.gateway.withhold_acks = False
        await lee.say("again")
        await lee.wait_for_words("Heard again")
    assert stand_in.gateway.identified == 1
