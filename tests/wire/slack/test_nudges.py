"""A nudge that is due arrives once and only once, whatever Slack does to it, and holds up nobody else."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.slack.faults import How
from tests.wire.slack.inside import NEXT_TRY, Inside, inside, tell_of_interview
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def bot(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path
) -> AsyncIterator[Inside]:
    """The bot, and somebody with an interview behind them and a nudge that is due."""
    async with inside(slack, tmp_path, socket_mode(slack, team)) as running:
        await tell_of_interview(person, "Quillon")
        await running.wait_until_due()
        yield running


@pytest.mark.parametrize("how", ["500", "503", "html", "reset_before"])
async def test_one_that_did_not_get_through_comes_with_the_next_try(
    bot: Inside, slack: SlackStandIn, person: Person, how: How
) -> None:
    """A fault leaves nothing behind: one try a lease, and the nudge is there after the first that works."""
    seen, posts = len(person.sees()), slack.calls["chat.postMessage"]
    slack.fail("chat.postMessage", how, times=2)
    for tries in (1, 2):
        assert await bot.deliver() == 0
        assert slack.calls["chat.postMessage"] == posts + tries
        assert len(person.sees()) == seen
        bot.pass_time(NEXT_TRY)
    assert await bot.deliver() == 1
    assert len(person.sees()) == seen + 1
    bot.pass_time(NEXT_TRY)
    await bot.deliver()
    assert len(person.sees()) == seen + 1


@pytest.mark.parametrize("how", ["reset_after", "lost_after"])
async def test_one_that_got_through_unnoticed_is_found_and_not_repeated(
    bot: Inside, slack: SlackStandIn, person: Person, how: How
) -> None:
    """After a post with an unknown end the nudge is looked for, counted as posted, and never comes again."""
    seen, posts = len(person.sees()), slack.calls["chat.postMessage"]
    slack.fail("chat.postMessage", how)
    assert await bot.deliver() == 0
    assert len(person.sees()) == seen + 1
    bot.pass_time(NEXT_TRY)
    assert await bot.deliver() == 1
    assert slack.calls["chat.postMessage"] == posts + 1
    assert len(person.sees()) == seen + 1


async def test_one_whose_answer_took_too_long_is_found_and_not_repeated(
    slack: SlackStandIn,
    team: Workspace,
    person: Person,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A post that Slack carried out long after our patience ended is there once."""
    monkeypatch.setattr("adapters.slack.api.TIMEOUT", 1.0)
    async with inside(slack, tmp_path, socket_mode(slack, team)) as bot:
        await tell_of_interview(person, "Quillon")
        await bot.wait_until_due()
        seen = len(person.sees())
        slack.fail("chat.postMessage", "delay", seconds=60)
        assert await bot.deliver() == 0
        bot.pass_time(NEXT_TRY)
        assert await bot.deliver() == 1
        assert len(person.sees()) == seen + 1


async def test_one_that_got_through_is_found_under_all_that_was_said_since(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """Slack shows fifteen messages at once: it is looked for further back before it is repeated."""
    slack.fail("chat.postMessage", "lost_after")
    await bot.deliver()
    nudge = person.sees()[-1]
    for number in range(12):
        await person.write(f"I applied to Company {number}")
        await person.wait_for_words(f"Company {number}")
    bot.pass_time(NEXT_TRY)
    assert await bot.deliver() == 1
    assert [one.words for one in person.sees()].count(nudge.words) == 1


@pytest.mark.parametrize("sent", [True, False])
async def test_a_process_that_dies_in_the_middle_leaves_it_to_another(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path, *, sent: bool
) -> None:
    """Whether it was sent before the end or not: after the lease another process sees to it, once."""
    key = new_key()
    async with inside(slack, tmp_path, socket_mode(slack, team), key=key) as bot:
        await tell_of_interview(person, "Quillon")
        await bot.wait_until_due()
        seen, tried = len(person.sees()), slack.calls["chat.postMessage"]
        how: How = "delay" if sent else "hang"
        slack.fail("chat.postMessage", how, seconds=3600)
        dying = asyncio.ensure_future(bot.deliver())
        await slack.wait_for(lambda: slack.calls["chat.postMessage"] > tried)
        await slack.wait_for(lambda: len(person.sees()) == seen + sent)
        dying.cancel()
        now = bot.now
    async with inside(slack, tmp_path, socket_mode(slack, team), key=key, now=now) as other:
        assert await other.deliver() == 0
        other.pass_time(NEXT_TRY)
        assert await other.deliver() == 1
        assert len(person.sees()) == seen + 1
        assert slack.calls["chat.postMessage"] == tried + (1 if sent else 2)


async def test_two_processes_deliver_it_once(
    bot: Inside, slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path
) -> None:
    """Both look at the same moment, and one of them posts."""
    seen = len(person.sees())
    async with inside(slack, tmp_path, socket_mode(slack, team), key=bot.key, now=bot.now) as other:
        assert sorted(await asyncio.gather(bot.deliver(), other.deliver())) == [0, 1]
    assert len(person.sees()) == seen + 1


async def test_whoever_cannot_be_reached_finds_what_it_was_about_when_they_are_back(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """An account that is closed is not tried again for the same nudge, and its step still waits."""
    person.deactivated = True
    posts = slack.calls["chat.postMessage"]
    assert await bot.deliver() == 0
    bot.pass_time(NEXT_TRY)
    assert await bot.deliver() == 0
    assert slack.calls["chat.postMessage"] == posts + 1
    person.deactivated = False
    await person.write("what's next")
    told = await person.wait_for_words("I could not reach you with this")
    assert "contacts, Quillon" in told.words


async def test_while_looking_is_limited_nothing_is_repeated_blindly(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """An app that may look once a minute waits for its turn, however many tries that takes."""
    seen, posts = len(person.sees()), slack.calls["chat.postMessage"]
    slack.fail("chat.postMessage", "lost_after")
    await bot.deliver()
    slack.fail("conversations.history", "ratelimited", times=2, retry_after=60)
    for _ in range(2):
        bot.pass_time(NEXT_TRY)
        assert await bot.deliver() == 0
        assert slack.calls["chat.postMessage"] == posts + 1
    bot.pass_time(NEXT_TRY)
    assert await bot.deliver() == 1
    assert len(person.sees()) == seen + 1


async def test_many_uncertain_ones_all_arrive_once_where_looking_is_limited(
    slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> None:
    """One look a minute for the whole workspace: the people take their turns, and nobody is forgotten."""
    people = [team.person(f"U{number}") for number in range(4)]
    async with inside(slack, tmp_path, socket_mode(slack, team)) as bot:
        for one in people:
            await tell_of_interview(one, "Quillon")
        seen = {one.id: len(one.sees()) for one in people}
        await bot.wait_until_due()
        bot.pass_time(timedelta(minutes=1))
        slack.rates.per_minute["conversations.history"] = 1
        slack.fail("chat.postMessage", "lost_after", times=len(people))
        posted = await bot.deliver()
        for _ in range(2 * len(people)):
            bot.pass_time(NEXT_TRY)
            posted += await bot.deliver()
        assert posted == len(people)
        assert {one.id: len(one.sees()) for one in people} == {
            id: before + 1 for id, before in seen.items()
        }


@pytest.mark.parametrize("seconds", [3, 90])
async def test_a_rate_limit_is_obeyed_and_costs_nothing_but_time(
    bot: Inside, slack: SlackStandIn, person: Person, seconds: int
) -> None:
    """Not one call before Slack's time is over, and then the nudge comes once."""
    seen, posts = len(person.sees()), slack.calls["chat.postMessage"]
    slack.fail("chat.postMessage", "ratelimited", retry_after=seconds)
    begun = slack.clock.now()
    if await bot.deliver() == 0:
        assert slack.calls["chat.postMessage"] == posts + 1
        bot.pass_time(NEXT_TRY)
        assert await bot.deliver() == 1
    assert slack.clock.now() - begun >= seconds
    assert slack.calls["chat.postMessage"] == posts + 2
    assert len(person.sees()) == seen + 1


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_a_limit_in_one_workspace_holds_up_no_other(
    slack: SlackStandIn, tmp_path: Path
) -> None:
    """What Slack asks of one workspace is not asked of another: its nudge comes in the same round."""
    people = [slack.workspace(id, installed=False).person(f"U{id}") for id in ("T1", "T2")]
    async with inside(slack, tmp_path, over_http(slack, None)) as bot:
        for one in people:
            await one.install(bot.page)
            await tell_of_interview(one, "Quillon")
        await bot.wait_until_due()
        bot.pass_time(timedelta(minutes=1))
        seen = {one.id: len(one.sees()) for one in people}
        slack.fail("chat.postMessage", "ratelimited", retry_after=90)
        assert await bot.deliver() == 1
        came = sorted(len(one.sees()) - seen[one.id] for one in people)
        assert came == [0, 1]
        bot.pass_time(NEXT_TRY)
        assert await bot.deliver() == 1
        assert [len(one.sees()) - seen[one.id] for one in people] == [1, 1]
