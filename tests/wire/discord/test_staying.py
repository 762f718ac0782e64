"""`afterview run` stays connected: whatever becomes of its session, nothing is lost and nothing acted on twice."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import Running, run, settings
from tests.wire.discord.server import DiscordStandIn

BACK_WITHIN = 40.0
"""Seconds: after a fault a moment is waited, and an identify refused waits for five."""


async def test_what_was_said_while_the_connection_was_cut_is_heard_once(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """The session is resumed, and what Discord tells again has one effect."""
    await lee.say("help")
    await lee.wait_for_words("I walk you through")
    stand_in.gateway.drop()
    await lee.say("I just had an interview with Acme")
    await lee.wait_for_words("short form")
    session = next(iter(stand_in.gateway.sessions.values()))
    stand_in.gateway.drop()
    for payload in [one for one in session.sent if one["t"] == "MESSAGE_CREATE"]:
        session.dispatch("MESSAGE_CREATE", payload["d"])
    await lee.say("list")
    await lee.wait_for(lambda one: len(one.sees()) == 3 or None)
    assert [one.words.count("short form") for one in lee.sees()].count(1) == 1
    assert stand_in.gateway.identified == 1


@pytest.mark.parametrize(
    "how", ["reconnect", "invalid", "invalid for good", "4000", "4008", "4009"]
)
async def test_it_comes_back_after_every_kind_of_end(
    lee: Person, stand_in: DiscordStandIn, program: Running, how: str
) -> None:
    """A request to reconnect, an invalid session, and the codes that a client may come back from."""
    gateway = stand_in.gateway
    ends: dict[str, Callable[[], None]] = {
        "reconnect": gateway.reconnect,
        "invalid": lambda: gateway.invalidate(resumable=True),
        "invalid for good": gateway.invalidate,
    }
    stand_in.pace.advance(6)
    ends.get(how, lambda: gateway.close(int(how)))()
    await stand_in.wait_for(lambda: len(gateway.ever) > 1 and gateway.ready, BACK_WITHIN)
    await lee.say("help")
    await lee.wait_for_words("I walk you through", BACK_WITHIN)


async def test_a_storm_of_reconnects_loses_and_doubles_nothing(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """Five in a row with something said in each."""
    for number in range(5):
        stand_in.gateway.drop()
        await lee.say(f"I just had an interview with Company{number}")
        await stand_in.wait_for(lambda n=number: stand_in.gateway.resumed > n, BACK_WITHIN)
    await lee.wait_for(lambda one: "".join(m.words for m in one.sees()).count("short form") >= 5)
    await lee.say("help")
    await lee.wait_for_words("I walk you through", BACK_WITHIN)
    assert len([one for one in lee.sees() if "short form" in one.words]) == 5
    assert stand_in.gateway.identified == 1


async def test_what_was_said_while_no_session_was_is_found_and_acted_on_once(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """A session that begins anew is told nothing of before: whoever wrote lately is looked after."""
    await lee.say("help")
    await lee.wait_for_words("I walk you through")
    await lose_session(stand_in)
    await lee.say("I just had an interview with Acme")
    stand_in.gateway.down = None
    await lee.wait_for_words("short form", BACK_WITHIN)
    assert stand_in.gateway.identified == 2
    assert len([one for one in lee.sees() if "I walk you through" in one.words]) == 1


async def test_an_event_of_no_sense_ends_nothing_for_good(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """It ends the library's connection; a new one begins, and what was said meanwhile is found."""
    await lee.say("help")
    await lee.wait_for_words("I walk you through")
    stand_in.pace.advance(6)
    stand_in.gateway.dispatch("MESSAGE_CREATE", {"id": "not a number"}, intent=1 << 12)
    await lee.say("I just had an interview with Acme")
    await lee.wait_for_words("short form", BACK_WITHIN)


async def test_a_token_that_ended_meanwhile_is_named(
    stand_in: DiscordStandIn, program: Running
) -> None:
    """When it begins anew and Discord says no, the log says which setting it is; the process goes on."""
    stand_in.app.token = stand_in.state.ids.token("token")
    stand_in.gateway.dispatch("MESSAGE_CREATE", {"id": "not a number"}, intent=1 << 12)
    assert "DISCORD_TOKEN" in await program.wait_for_line("nothing more comes from Discord")
    assert await program.stop() == 0


async def test_a_gateway_that_goes_away_is_waited_for(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """The session is kept for it, so that not even the first words of somebody who is new are missed."""
    stand_in.gateway.down = 503
    stand_in.gateway.drop()
    await lee.say("help")
    await stand_in.wait_for(lambda: stand_in.gateway.turned_away >= 3, BACK_WITHIN)
    stand_in.gateway.down = None
    await lee.wait_for_words("I walk you through", BACK_WITHIN)
    assert stand_in.gateway.identified == 1


async def test_a_connection_whose_heartbeats_were_lost_is_resumed(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """Discord hears none for too long and hangs up; the session goes on elsewhere."""
    stand_in.pace.advance(120)
    await stand_in.wait_for(lambda: stand_in.gateway.resumed == 1, BACK_WITHIN)
    await lee.say("help")
    await lee.wait_for_words("I walk you through", BACK_WITHIN)
    assert stand_in.gateway.identified == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (4004, "DISCORD_TOKEN"),
        (4010, "DISCORD_SHARDS"),
        (4011, "DISCORD_SHARDS"),
        (4012, "4012"),
        (4014, "a newer Afterview"),
    ],
)
async def test_a_no_is_taken_once(
    stand_in: DiscordStandIn, program: Running, code: int, said: str
) -> None:
    """The log names what to change; no session is spent on asking again, and the process goes on."""
    stand_in.gateway.close(code)
    assert said in await program.wait_for_line("nothing more comes from Discord")
    assert stand_in.gateway.identified == 1


async def test_after_a_restart_missed_words_are_found_at_the_next_contact(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """Discord lists no direct messages: what somebody whom nobody knows said meanwhile waits for their next word."""
    async with started(stand_in, tmp_path):
        await lee.say("help")
        await lee.wait_for_words("I walk you through")
    await lee.say("I just had an interview with Acme")
    forget_everything(tmp_path)
    async with started(stand_in, tmp_path):
        await lee.say("list")
        await lee.wait_for_words("short form")
        await lee.wait_for(lambda one: "short form" not in one.sees()[-1].words)
        said = [one.words for one in lee.sees()]
        assert len([one for one in said if "I walk you through" in one]) == 1
        assert len([one for one in said if "short form" in one]) == 1


async def test_a_button_is_a_contact_too(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """The press is answered first, for Discord waits three seconds only."""
    async with started(stand_in, tmp_path):
        await lee.say("I just had an interview with Acme")
        await lee.wait_for_words("short form")
    await lee.say("help")
    forget_everything(tmp_path)
    async with started(stand_in, tmp_path):
        assert (await lee.press("Open the form")).acked
        await lee.wait_for_words("I walk you through")


async def test_what_was_answered_stays_answered_though_the_store_forgot_it(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """An answer in the conversation tells it too: nothing that somebody had erased comes back."""
    async with started(stand_in, tmp_path):
        await lee.say("I just had an interview with Acme")
        await lee.wait_for_words("short form")
    forget_everything(tmp_path)
    async with started(stand_in, tmp_path):
        await lee.say("help")
        await lee.wait_for_words("I walk you through")
        assert len([one for one in lee.sees() if "short form" in one.words]) == 1


async def test_what_could_not_be_looked_for_is_found_the_next_time(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """Words of now are answered whatever becomes of those before."""
    await lee.say("I just had an interview with Acme")
    async with started(stand_in, tmp_path) as bot:
        stand_in.fail("get_messages", "error", code=50001)
        await lee.say("help")
        await bot.wait_for_line("what was missed could not be looked for")
        await lee.wait_for_words("I walk you through")
        assert "short form" not in lee.reads()
        await lee.say("list")
        await lee.wait_for_words("short form")
        assert "Traceback" not in "".join(bot.said)


async def test_words_are_answered_in_their_order(lee: Person, program: Running) -> None:
    """What takes longer to understand is not overtaken, nor is what is looked for before it."""
    await lee.say("I just had an interview with Acme")
    await lee.say("help")
    await lee.wait_for_words("I walk you through")
    assert "short form" in lee.sees()[0].words


async def test_few_sessions_left_are_spread_over_the_day(
    stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """However often the process is started anew: Discord takes the token away from who uses them up."""
    stand_in.gateway.identifying.remaining = 20
    async with run(tmp_path, settings(stand_in)) as bot:
        said = await bot.wait_for_line("sessions are left")
        assert "20 sessions are left" in said
    assert stand_in.gateway.identifying.remaining == 20


def forget_everything(folder: Path) -> None:
    """Throw the store away."""
    for file in folder.glob("afterview.db*"):
        file.unlink()


async def lose_session(stand_in: DiscordStandIn) -> None:
    """Cut the connection, let nobody in, and forget what it was told."""
    stand_in.gateway.down = 503
    stand_in.gateway.drop()
    await stand_in.wait_for(lambda: not stand_in.gateway.open)
    stand_in.gateway.forget_sessions()
    stand_in.pace.advance(6)


@asynccontextmanager
async def started(stand_in: DiscordStandIn, folder: Path) -> AsyncIterator[Running]:
    """Run one process, after others on the same store."""
    stand_in.pace.advance(6)
    async with run(folder, settings(stand_in)) as bot:
        await bot.wait_for_line("Discord: ")
        await stand_in.ready()
        yield bot
