"""After a start nobody waits in vain: missed words are acted on and lost answers told of, without another word."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import Running, run, settings
from tests.wire.discord.server import DiscordStandIn

LOST = "stopped before my answer"
SOONER = {"adapters.discord.unanswered.SETTLES": 0.5, "adapters.discord.unanswered.BETWEEN": 0.1}


@asynccontextmanager
async def started(stand_in: DiscordStandIn, folder: Path, **changed: str) -> AsyncIterator[Running]:
    """Run one process, after others on the same store, that looks after people without a pause."""
    stand_in.pace.advance(6)
    async with run(folder, settings(stand_in) | changed, hurried=SOONER) as bot:
        await bot.wait_for_line("Discord: ")
        await stand_in.ready()
        yield bot
    assert "Traceback" not in "".join(bot.said)


def count(person: Person, words: str) -> int:
    """Return how many messages have these words."""
    return sum(words in one.words for one in person.sees())


async def lose_an_answer(stand_in: DiscordStandIn, folder: Path, person: Person) -> None:
    """Let a process be killed after it heard somebody, and before its answer is posted."""
    async with started(stand_in, folder) as bot:
        posted = stand_in.calls["create_message"]
        stand_in.fail("create_message", "503", times=1000)
        await person.say("I applied to Quillon")
        await stand_in.wait_for(lambda: stand_in.calls["create_message"] > posted)
        await bot.stop(signal.SIGKILL)
    stand_in.state.faults.clear()
    assert person.sees() == []


async def test_words_said_while_no_process_ran_are_acted_on_without_another_word(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """In their order and once, over two starts; what was answered before stays as it is."""
    async with started(stand_in, tmp_path):
        await lee.say("help")
        await lee.wait_for_words("I walk you through")
    await lee.say("I applied to Quillon")
    await lee.say("I applied to Zellwerk")
    for _ in range(2):
        async with started(stand_in, tmp_path):
            await lee.wait_for_words("2 applications")
            await lee.say("list")
            await lee.wait_for(lambda one: "applications" not in one.sees()[-1].words)
    assert count(lee, "I walk you through") == 1
    assert count(lee, "2 applications") == 1
    assert count(lee, LOST) == 0


async def test_whoever_was_left_without_an_answer_by_a_kill_is_told_once(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """What they told is kept; somebody who had their answer hears nothing."""
    answered = stand_in.person("ann", home)
    await lose_an_answer(stand_in, tmp_path, lee)
    for _ in range(2):
        async with started(stand_in, tmp_path) as bot:
            await lee.wait_for_words(LOST)
            await answered.say("help")
            await answered.wait_for_words("I walk you through")
            assert await bot.stop() == 0
        assert "Quillon" not in "".join(bot.said)
    assert count(lee, LOST) == 1
    assert count(answered, LOST) == 0
    async with started(stand_in, tmp_path):
        await lee.say("I applied to Zellwerk")
        await lee.wait_for_words("2 applications")


async def test_a_process_without_the_shard_of_direct_messages_looks_after_nobody(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """Another one does; two would ask Discord twice as often for the same."""
    await lose_an_answer(stand_in, tmp_path, lee)
    stand_in.gateway.identifying.shards = 2
    opened = stand_in.calls["create_dm"]
    async with started(stand_in, tmp_path, DISCORD_SHARDS="1/2") as bot:
        assert await bot.stop() == 0
    assert stand_in.calls["create_dm"] == opened
    async with started(stand_in, tmp_path, DISCORD_SHARDS="0/2"):
        await lee.wait_for_words(LOST)


async def test_where_discord_asks_for_patience_the_others_wait_for_their_next_contact(
    lee: Person, stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """Opening too many direct messages is taken for spam: it stops at the first word of that."""
    people = [stand_in.person(f"p{number}", home) for number in range(3)]
    async with started(stand_in, tmp_path):
        for one in people:
            await one.say("help")
            await one.wait_for_words("I walk you through")
    for one in people:
        await one.say("I applied to Quillon")
    opened = stand_in.calls["create_dm"]
    stand_in.fail("create_dm", "error", code=40003)
    async with started(stand_in, tmp_path) as bot:
        await stand_in.wait_for(lambda: stand_in.calls["create_dm"] > opened)
        await people[0].say("list")
        await people[0].wait_for_words("Quillon")
        assert stand_in.calls["create_dm"] == opened + 1
    assert "looked after at their next contact" in "".join(bot.said)
