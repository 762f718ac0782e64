"""A nudge that is due arrives once and only once, whatever Discord does to it, and holds up nobody else."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.discord.faults import How, Scope
from tests.wire.discord.inside import NEXT_TRY, Inside, due_for, inside
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.server import DiscordStandIn

KEY = new_key()


@pytest.fixture
async def bot(stand_in: DiscordStandIn, lee: Person, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot, and somebody with an interview behind them and a nudge that is due."""
    async with inside(stand_in, tmp_path, key=KEY) as running:
        await due_for(running, lee, "Quillon")
        yield running


async def deliver_at_last(bot: Inside, tries: int = 4) -> int:
    """Deliver what is due, later again as often as it takes, and say how many messages were posted."""
    posted = await bot.deliver()
    for _ in range(tries):
        bot.pass_time(NEXT_TRY)
        posted += await bot.deliver()
    return posted


@pytest.mark.parametrize(
    "how", ["500", "502", "503", "html", "reset_before", "reset_after", "lost_after"]
)
async def test_one_is_seen_once_whatever_becomes_of_its_call(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, how: How
) -> None:
    """It is tried again at once, and its nonce tells Discord that it is the same."""
    seen = len(lee.sees())
    stand_in.fail("create_message", how)
    assert await bot.deliver() == 1
    assert len(lee.sees()) == seen + 1
    assert await deliver_at_last(bot) == 0
    assert len(lee.sees()) == seen + 1


@pytest.mark.parametrize("how", ["503", "reset_before"])
async def test_one_that_did_not_get_through_comes_with_a_later_try(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, how: How
) -> None:
    """While Discord is away it waits, and it is there after the first try that works."""
    seen = len(lee.sees())
    stand_in.fail("create_message", how, times=3)
    assert await bot.deliver() == 0
    assert len(lee.sees()) == seen
    assert await deliver_at_last(bot) == 1
    assert len(lee.sees()) == seen + 1


@pytest.mark.parametrize("how", ["lost_after", "reset_after"])
async def test_one_that_got_through_unnoticed_is_found_and_not_repeated(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, how: How
) -> None:
    """When Discord has forgotten its nonce it is looked for under everything said since."""
    seen = len(lee.sees())
    stand_in.fail("create_message", how, times=3)
    assert await bot.deliver() == 0
    assert len(lee.sees()) == seen + 1
    nudge = lee.sees()[-1]
    for number in range(10):
        await lee.say(f"I applied to Company {number}")
        await lee.wait_for_words(f"Company {number}")
    posts = [one.words for one in lee.sees()].count(nudge.words)
    assert await deliver_at_last(bot) == 1
    assert [one.words for one in lee.sees()].count(nudge.words) == posts == 1


@pytest.mark.parametrize("how", ["lost_after", "lost_502"])
async def test_one_that_got_through_unnoticed_before_a_long_limit_is_not_repeated_after_it(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, how: How
) -> None:
    """Discord refuses the second try only: when the limit is over the first one is found."""
    seen = len(lee.sees())
    stand_in.fail("create_message", how)
    stand_in.fail("create_message", "ratelimited", retry_after=600)
    assert await bot.deliver() == 0
    bot.pass_time(timedelta(minutes=9))
    assert await bot.deliver() == 0
    bot.pass_time(timedelta(minutes=2))
    assert await bot.deliver() == 1
    assert len(lee.sees()) == seen + 1


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_short_limit_is_waited_for(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, scope: Scope
) -> None:
    """There is not one call before it is over."""
    seen, posts = len(lee.sees()), stand_in.calls["create_message"]
    stand_in.fail("create_message", "ratelimited", retry_after=0.5, scope=scope)
    assert await bot.deliver() == 1
    assert stand_in.calls["create_message"] == posts + 2
    assert len(lee.sees()) == seen + 1


async def test_a_long_limit_of_one_conversation_holds_up_nobody_else(
    bot: Inside, stand_in: DiscordStandIn, home: Guild, lee: Person
) -> None:
    """Others get theirs in the same round, and not one call is made for the first before its time."""
    kim = stand_in.person("kim", home)
    await due_for(bot, kim, "Brookmere")
    bot.pass_time(timedelta(hours=1))
    seen = len(lee.sees()) + len(kim.sees())
    posts = stand_in.calls["create_message"]
    stand_in.fail("create_message", "ratelimited", retry_after=300, scope="shared")
    assert await bot.deliver() == 1
    bot.pass_time(timedelta(minutes=4))
    assert await bot.deliver() == 0
    assert stand_in.calls["create_message"] == posts + 2
    bot.pass_time(timedelta(minutes=2))
    assert await bot.deliver() == 1
    assert stand_in.calls["create_message"] == posts + 3
    assert len(lee.sees()) + len(kim.sees()) == seen + 2


async def test_a_long_limit_of_the_whole_bot_holds_for_everybody(
    bot: Inside, stand_in: DiscordStandIn, home: Guild, lee: Person
) -> None:
    """Whose nudge falls due meanwhile is not written to either; what is answered to a command still comes."""
    kim = stand_in.person("kim", home)
    await due_for(bot, kim, "Brookmere")
    before = [len(lee.sees()), len(kim.sees())]
    posts = stand_in.calls["create_message"]
    stand_in.fail("create_message", "ratelimited", retry_after=7200, scope="global")
    assert await bot.deliver() == 0
    bot.pass_time(timedelta(hours=1))
    assert await bot.deliver() == 0
    assert stand_in.calls["create_message"] == posts + 1
    await lee.command("interview list")
    await lee.wait_for_words("interview")
    bot.pass_time(timedelta(hours=1, minutes=1))
    assert await bot.deliver() >= 2
    assert all(len(one.sees()) > n for one, n in zip((lee, kim), before, strict=True))


async def test_after_the_page_for_those_who_asked_too_often_nobody_is_written_to_for_long(
    bot: Inside, stand_in: DiscordStandIn, home: Guild, lee: Person
) -> None:
    """Each further call would count against the whole address."""
    kim = stand_in.person("kim", home)
    await due_for(bot, kim, "Brookmere")
    bot.pass_time(timedelta(hours=1))
    stand_in.fail("create_message", "banned", times=2, retry_after=900)
    seen = len(lee.sees()) + len(kim.sees())
    # Both were on their way before anybody knew.
    await bot.deliver()
    calls = stand_in.calls.copy()
    for _ in range(3):
        bot.pass_time(timedelta(minutes=4))
        assert await bot.deliver() == 0
    assert stand_in.calls == calls
    assert stand_in.invalid_answers == 2
    bot.pass_time(timedelta(minutes=4))
    assert await bot.deliver() == 2
    assert len(lee.sees()) + len(kim.sees()) == seen + 2


@pytest.mark.parametrize("code", [50007, 50278])
async def test_closed_direct_messages_are_tried_once_a_day_and_the_next_one_comes_again(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, code: int
) -> None:
    """Three tries in all; and when the person opens them nothing is in the way."""
    posts = stand_in.calls["create_message"]
    stand_in.fail("create_message", "error", times=9, code=code)
    for day in range(5):
        for _ in range(3):
            assert await bot.deliver() == 0
            bot.pass_time(timedelta(hours=8))
        assert stand_in.calls["create_message"] <= posts + day + 1
    stand_in.state.faults.clear()
    await lee.say("what's next")
    await lee.wait_for_words("I could not reach you with this")
    await due_for(bot, lee, "Brookmere")
    seen = len(lee.sees())
    assert await bot.deliver() == 1
    assert len(lee.sees()) == seen + 1


async def test_whoever_left_the_server_is_not_written_to(
    bot: Inside, stand_in: DiscordStandIn, home: Guild, lee: Person
) -> None:
    """Without a common server Discord takes nothing; back in it, the nudge comes a day later."""
    seen = len(lee.sees())
    lee.leave(home)
    assert await bot.deliver() == 0
    lee.join(home)
    bot.pass_time(timedelta(days=1, minutes=1))
    assert await bot.deliver() == 1
    assert len(lee.sees()) == seen + 1


async def test_direct_messages_are_opened_one_a_second(
    bot: Inside, stand_in: DiscordStandIn, home: Guild, lee: Person, tmp_path: Path
) -> None:
    """A process that knows no conversation yet opens them slowly, and each only once."""
    for name in ("kim", "sam"):
        await due_for(bot, stand_in.person(name, home), "Brookmere")
    bot.pass_time(timedelta(hours=1))
    opened = stand_in.calls["create_dm"]
    async with inside(stand_in, tmp_path, key=KEY, now=bot.now, listens=False) as other:
        begun = stand_in.clock.now()
        assert await other.deliver() == 3
        assert stand_in.clock.now() - begun >= 2
        assert stand_in.calls["create_dm"] == opened + 3
        await bot.wait_until_due()
        other.now = bot.now
        await other.deliver()
        assert stand_in.calls["create_dm"] == opened + 3


async def test_after_too_many_openings_none_is_tried_for_a_while(
    bot: Inside, stand_in: DiscordStandIn, home: Guild, lee: Person, tmp_path: Path
) -> None:
    """All wait, not only the one whose conversation Discord refused; later everybody gets theirs."""
    await due_for(bot, stand_in.person("kim", home), "Brookmere")
    bot.pass_time(timedelta(hours=1))
    opened = stand_in.calls["create_dm"]
    async with inside(stand_in, tmp_path, key=KEY, now=bot.now, listens=False) as other:
        stand_in.fail("create_dm", "error", code=40003)
        assert await other.deliver() == 0
        other.pass_time(timedelta(minutes=4))
        assert await other.deliver() == 0
        assert stand_in.calls["create_dm"] == opened + 1
        other.pass_time(timedelta(minutes=2))
        assert await other.deliver() == 2


async def test_one_whose_answer_took_too_long_is_not_repeated(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Discord carried out long after our patience ended is there once."""
    monkeypatch.setattr("adapters.discord.calls.TIMEOUT", 0.5)
    seen = len(lee.sees())
    stand_in.fail("create_message", "delay", seconds=60)
    assert await bot.deliver() == 1
    assert len(lee.sees()) == seen + 1


@pytest.mark.parametrize("sent", [True, False])
async def test_a_process_that_dies_in_the_middle_leaves_it_to_another(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, tmp_path: Path, *, sent: bool
) -> None:
    """Whether it was sent before the end or not: after the lease another process sees to it, once."""
    seen, tried = len(lee.sees()), stand_in.calls["create_message"]
    if sent:
        stand_in.fail("create_message", "delay", seconds=3600)
    else:
        stand_in.fail("create_message", "ratelimited", retry_after=20)
    dying = asyncio.ensure_future(bot.deliver())
    await stand_in.wait_for(lambda: stand_in.calls["create_message"] > tried)
    await stand_in.wait_for(lambda: len(lee.sees()) == seen + sent)
    dying.cancel()
    async with inside(stand_in, tmp_path, key=KEY, now=bot.now, listens=False) as other:
        assert await other.deliver() == 0
        other.pass_time(NEXT_TRY)
        assert await other.deliver() == 1
    assert len(lee.sees()) == seen + 1
    assert stand_in.calls["create_message"] == tried + (1 if sent else 2)


async def test_two_processes_deliver_it_once(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, tmp_path: Path
) -> None:
    """Both look at the same moment, and one of them posts."""
    seen = len(lee.sees())
    async with inside(stand_in, tmp_path, key=KEY, now=bot.now, listens=False) as other:
        assert sorted(await asyncio.gather(bot.deliver(), other.deliver())) == [0, 1]
    assert len(lee.sees()) == seen + 1
