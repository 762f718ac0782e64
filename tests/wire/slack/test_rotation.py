"""Tokens end after twelve hours: whoever speaks first exchanges them, reminders too, and nobody is locked out."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from bot.message import Message, Text, Topic
from bot.people import Address
from tests.wire.slack.faults import How
from tests.wire.slack.inside import NEXT_TRY, Inside, inside, tell_of_interview
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http
from tests.wire.slack.server import SlackStandIn

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
ALMOST, ENDED = timedelta(hours=11), timedelta(hours=18)
"""Times after which a token of twelve hours lives for an hour, and no longer; then it is morning."""
NUDGE = Message(Topic.FOLLOW_UP, (Text("Now is a good time to ask."),), preview="A word")
ME = Address("slack", "UT1", "T1")


@pytest.fixture
def key() -> str:
    """The key of the database."""
    return new_key()


@pytest.fixture
async def bot(
    slack: SlackStandIn, tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Inside]:
    """The bot in two workspaces whose tokens end, with somebody in each who waits for an answer."""
    slack.state.token_rotation = True
    async with inside(slack, tmp_path, over_http(slack, None), key=key) as running:
        # Slack's library counts a token's hours from the real time; here it is the bot's.
        models = "slack_sdk.oauth.installation_store.models"

        def seconds() -> float:
            return running.now.timestamp()

        for module in ("installation", "bot"):
            monkeypatch.setattr(f"{models}.{module}.time", seconds)
        for id in ("T1", "T2"):
            person = slack.workspace(id, installed=False).person(f"U{id}")
            await person.install(running.page)
            await tell_of_interview(person, "Quillon")
        yield running


@pytest.fixture
def person(slack: SlackStandIn, bot: Inside) -> Person:
    """Somebody in the first workspace."""
    assert bot.slack is slack
    return slack.state.workspaces["T1"].people["UT1"]


def exchanges(slack: SlackStandIn) -> int:
    """Return how often a refresh token was exchanged or refused."""
    asked = [one for one in slack.log if one.method == "oauth.v2.access"]
    return sum(one.args.get("grant_type") == "refresh_token" for one in asked)


async def say(bot: Inside, key: str) -> None:
    """Post a reminder to the person in the first workspace."""
    await bot.room.post(ME, NUDGE, key, again=False)


async def test_an_ended_token_is_exchanged_before_a_reminder_is_posted(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """Nothing is tried with the old one, what it was exchanged for is kept, and the same works the next day."""
    seen = len(person.sees())
    for days in (1, 2, 3):
        bot.pass_time(ENDED)
        await say(bot, f"key {days}")
        assert len(person.sees()) == seen + days
        assert exchanges(slack) == days
    assert not [one for one in slack.log if one.answer.get("error")]


async def test_one_that_slack_ended_early_is_exchanged_too(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """Where our clocks differ, Slack's answer decides, and the reminder still comes at once."""
    seen = len(person.sees())
    slack.clock.advance(ENDED.total_seconds())
    await say(bot, "key")
    assert len(person.sees()) == seen + 1
    assert exchanges(slack) == 1


async def test_everything_else_goes_on_after_a_night(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """Words, commands, forms and the Home tab work with the exchanged token."""
    bot.pass_time(ENDED)
    await person.open_home()
    await person.wait_for_home("Quillon")
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    await person.command("/interview", "add Zellwerk")
    assert (await person.wait_for_modal()).value("Company") == "Zellwerk"
    assert exchanges(slack) == 1


async def test_two_processes_that_exchange_at_once_do_not_lock_each_other_out(
    bot: Inside, slack: SlackStandIn, person: Person, tmp_path: Path, key: str
) -> None:
    """A refresh token works once: whoever comes second takes over what the first one got."""
    seen = len(person.sees())
    async with inside(slack, tmp_path, over_http(slack, None), key=key, now=bot.now) as other:
        # At its start it looks after both people, with tokens that still live.
        await slack.wait_for(lambda: slack.calls["conversations.history"] >= 2)
        for day in (1, 2):
            bot.pass_time(ENDED)
            other.now = bot.now
            # The first answer is on its way while the second process asks.
            slack.fail("oauth.v2.access", "delay", seconds=0.4)
            await asyncio.gather(say(bot, f"one {day}"), say(other, f"two {day}"))
            assert len(person.sees()) == seen + 2 * day
        assert exchanges(slack) == 4


@pytest.mark.parametrize("how", ["503", "ratelimited", "reset_before", "html"])
async def test_a_token_that_still_lives_is_used_while_slack_exchanges_none(
    bot: Inside, slack: SlackStandIn, person: Person, how: How
) -> None:
    """Two hours are left for it, and it is tried again with the next reminder."""
    seen = len(person.sees())
    bot.pass_time(ALMOST)
    slack.fail("oauth.v2.access", how)
    await say(bot, "one")
    assert len(person.sees()) == seen + 1
    bot.pass_time(timedelta(minutes=1))
    await say(bot, "two")
    assert len(person.sees()) == seen + 2
    bot.pass_time(ALMOST)
    await say(bot, "three")
    assert len(person.sees()) == seen + 3


async def test_nobody_waits_for_an_exchange(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """A command is acknowledged and answered in time, however long Slack takes to exchange the token."""
    bot.pass_time(ALMOST)
    slack.fail("oauth.v2.access", "hang", seconds=1000)
    answer = await person.command("/interview", "apply Larkfield", channel="C1")
    assert answer.acked
    assert (await person.wait_for_words("Larkfield")).via == "ack"


async def test_two_workspaces_of_one_organisation_share_an_exchange(
    bot: Inside, slack: SlackStandIn
) -> None:
    """They have one token between them: both are served after a night, and both the night after."""
    people = [
        slack.workspace(id, enterprise="E1", installed=False, org_wide=True).person(f"U{id}")
        for id in ("T5", "T6")
    ]
    await people[0].install(bot.page)
    for night in (1, 2):
        bot.pass_time(ENDED)
        slack.fail("oauth.v2.access", "delay", seconds=0.4)
        await asyncio.gather(
            *(
                bot.room.post(
                    Address("slack", one.id, one.team.id, "E1"), NUDGE, f"{night}", again=False
                )
                for one in people
            )
        )
        assert [len(one.sees()) for one in people] == [night, night]


async def test_an_exchange_outlives_whoever_gave_up_waiting_for_it(
    bot: Inside, slack: SlackStandIn, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack gives what a token is exchanged for only once: that its answer was slow loses nothing."""
    bot.pass_time(ENDED)
    slack.fail("oauth.v2.access", "delay", seconds=3)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(say(bot, "one"), 0.3)
    seen = len(person.sees())
    await say(bot, "two")
    assert len(person.sees()) == seen + 1
    assert exchanges(slack) == 1
    assert "installed there again" not in caplog.text


async def test_what_a_token_was_exchanged_for_is_kept_once_the_store_is_back(
    bot: Inside, slack: SlackStandIn, person: Person, tmp_path: Path
) -> None:
    """A store that is out of reach at that very moment does not cost the workspace its installation."""
    seen = len(person.sees())
    bot.pass_time(ENDED)
    slack.fail("oauth.v2.access", "delay", seconds=1)
    with closing(sqlite3.connect(tmp_path / "afterview.db", isolation_level=None)) as other:
        saying = asyncio.ensure_future(say(bot, "one"))
        await slack.wait_for(lambda: exchanges(slack) == 1)
        other.execute("BEGIN IMMEDIATE")
        # Longer than the store waits by itself.
        await asyncio.wait((saying,), timeout=7)
        other.execute("ROLLBACK")
    await saying
    bot.pass_time(ENDED)
    await say(bot, "two")
    assert len(person.sees()) == seen + 2


@pytest.mark.parametrize("how", ["503", "ratelimited", "reset_before"])
async def test_a_reminder_waits_for_an_exchange_that_slack_puts_off(
    bot: Inside, slack: SlackStandIn, person: Person, how: How
) -> None:
    """With an ended token it is neither given up nor lost, and the other workspace is served."""
    seen = len(person.sees())
    bot.pass_time(ENDED)
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    slack.fail("oauth.v2.access", how, retry_after=30)
    assert await bot.deliver() == 1
    bot.pass_time(NEXT_TRY)
    assert await bot.deliver() == 1
    assert len(person.sees()) == seen + 1


async def test_a_workspace_whose_token_cannot_be_exchanged_is_set_aside_with_a_line(
    bot: Inside, slack: SlackStandIn, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The operator is told once which one must install it again; others go on, and what is typed is kept."""
    tokens = slack.state.tokens
    tokens.refreshers = {name: one for name, one in tokens.refreshers.items() if one.team != "T1"}
    seen = len(person.sees())
    bot.pass_time(ENDED)
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    assert await bot.deliver() == 1
    assert len(person.sees()) == seen
    told = [one for one in caplog.messages if "workspace T1" in one and "installed there" in one]
    assert len(told) == 1
    await person.command("/interview", "apply Larkfield", channel="C1")
    assert (await person.wait_for_words("Larkfield")).where == "ephemeral"
    await person.write("I applied to Zellwerk")
    await person.install(bot.page)
    await person.write("/interview apply Brookmere")
    await person.wait_for_words("3 applications this week")
    assert len([one for one in caplog.messages if "workspace T1" in one]) == 1


async def test_an_exchange_whose_answer_was_lost_costs_no_reminder_while_the_token_lives(
    bot: Inside, slack: SlackStandIn, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Slack has used up the refresh token and we never got the next: the operator has two hours to know."""
    seen = len(person.sees())
    bot.pass_time(ALMOST)
    slack.fail("oauth.v2.access", "reset_after")
    await say(bot, "one")
    bot.pass_time(timedelta(minutes=1))
    await say(bot, "two")
    assert len(person.sees()) == seen + 2
    assert "installed there again" in caplog.text
