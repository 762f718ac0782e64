"""When the app is taken away: nothing more is sent, its tokens go at once, and everything told within a day."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from bot.errors import Undeliverable
from bot.message import Message, Text, Topic
from bot.people import Address
from scheduler.housekeeping import Housekeeping
from tests.wire.slack.deliveries import Delivery
from tests.wire.slack.faults import How
from tests.wire.slack.inside import Inside, inside, read_files, tell_of_interview
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
WORD = Message(Topic.HOME, (Text("A word."),), preview="A word")
DAY = timedelta(hours=24)
ME, ELSEWHERE = Address("slack", "UT1", "T1"), Address("slack", "UT2", "T2")
ORDERS = [
    ("tokens_revoked", "app_uninstalled"),
    ("app_uninstalled", "tokens_revoked"),
    ("app_uninstalled", "app_uninstalled", "tokens_revoked", "tokens_revoked"),
    ("app_uninstalled",),
    ("tokens_revoked",),
]


@pytest.fixture
async def bot(slack: SlackStandIn, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot in two workspaces, with somebody in each who is waiting for an answer from Quillon."""
    async with inside(slack, tmp_path, over_http(slack, None)) as running:
        for id in ("T1", "T2"):
            person = slack.workspace(id, installed=False).person(f"U{id}")
            await person.install(running.page)
            await tell_of_interview(person, "Quillon")
        yield running


@pytest.fixture
def team(slack: SlackStandIn, bot: Inside) -> Workspace:
    """The workspace that takes the app away."""
    assert bot.slack is slack
    return slack.state.workspaces["T1"]


async def housekeeping(bot: Inside) -> None:
    """Do what the heartbeat does every hour."""
    await Housekeeping(bot.store, lambda: bot.now).erase()


@pytest.mark.parametrize("order", ORDERS)
async def test_nothing_more_is_sent_and_what_was_told_goes_within_a_day(
    bot: Inside, slack: SlackStandIn, team: Workspace, order: tuple[str, ...]
) -> None:
    """In whatever order the news come, twice or in part; the other workspace notices nothing."""
    seen = len(team.people["UT1"].sees())
    await team.uninstall(order=order)
    calls = slack.calls["chat.postMessage"]
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    assert await bot.deliver() == 1
    assert slack.calls["chat.postMessage"] == calls + 1
    assert len(team.people["UT1"].sees()) == seen
    await housekeeping(bot)
    assert await bot.store.load(ME) is not None
    bot.pass_time(timedelta(hours=23))
    await housekeeping(bot)
    assert await bot.store.load(ME) is None
    assert await bot.store.load(ELSEWHERE) is not None


async def test_another_process_stops_at_once_too(
    bot: Inside, slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> None:
    """The news came to one process, the reminder is due in another that still has the token in mind."""
    seen = len(team.people["UT1"].sees())
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    await bot.room.post(ME, WORD, "key", again=False)
    async with inside(slack, tmp_path, over_http(slack, None), key=bot.key, now=bot.now) as other:
        await team.uninstall()
        assert (await other.sealed_installations()).keys() == {"T2"}
        assert await bot.deliver() == 1
        with pytest.raises(Undeliverable):
            await bot.room.post(ME, WORD, "another key", again=False)
        assert len(team.people["UT1"].sees()) == seen + 1
        for one in (bot, other):
            one.now += timedelta(hours=23)
        await asyncio.gather(housekeeping(bot), housekeeping(other))
        assert await other.store.load(ME) is None
        assert await bot.store.load(ME) is None


async def test_what_was_kept_of_its_tokens_goes_at_once(
    bot: Inside, team: Workspace, tmp_path: Path
) -> None:
    """No sealed token is left in any byte of the database, and the other's is."""
    sealed = await bot.sealed_installations()
    assert sealed.keys() == {"T1", "T2"}
    assert sealed["T1"] in read_files(tmp_path)
    await team.uninstall()
    assert sealed["T1"] not in read_files(tmp_path)
    assert sealed["T2"] in read_files(tmp_path)


async def test_whoever_installs_it_again_within_the_day_keeps_everything(
    bot: Inside, team: Workspace
) -> None:
    """What was told is there again, also after the day is over."""
    person = team.people["UT1"]
    await team.uninstall()
    bot.pass_time(timedelta(hours=5))
    await person.install(bot.page)
    bot.pass_time(2 * DAY)
    await housekeeping(bot)
    await person.write("/interview list")
    assert "Quillon" in (await person.wait_for_words("Quillon")).words
    assert await bot.store.load(ME) is not None


async def test_old_news_of_leaving_do_not_end_a_new_installation(
    bot: Inside, slack: SlackStandIn, team: Workspace
) -> None:
    """An event that comes again after the app is back changes nothing."""
    person = team.people["UT1"]
    await team.uninstall()
    gone = [one for one in slack.deliveries.events if one["event"]["type"] == "app_uninstalled"]
    await person.install(bot.page)
    await slack.deliver_again(gone[-1])
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    bot.pass_time(DAY)
    await housekeeping(bot)
    assert await bot.store.load(ME) is not None


async def test_without_any_news_it_is_noticed_when_something_is_due(
    bot: Inside, slack: SlackStandIn, team: Workspace
) -> None:
    """Both events were lost: the first refused reminder tells, and everything goes within a day of it."""
    slack.state.tokens.revoke_team("T1")
    bot.pass_time(timedelta(minutes=2))
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    assert await bot.deliver() == 1
    assert (await bot.sealed_installations()).keys() == {"T2"}
    bot.pass_time(timedelta(hours=23))
    await housekeeping(bot)
    assert await bot.store.load(ME) is None
    assert await bot.store.load(ELSEWHERE) is not None
    assert team.people["UT1"].id == "UT1"


@pytest.mark.parametrize("how", ["503", "reset_before", "html"])
async def test_news_that_cannot_be_looked_into_come_again(
    bot: Inside, slack: SlackStandIn, team: Workspace, how: How
) -> None:
    """Where Slack does not say whether the token still works, the event is not acknowledged, and repeated."""
    slack.fail("auth.test", how, times=1)

    def tries() -> list[Delivery]:
        return [
            one
            for one in slack.deliveries.tried
            if one.payload.get("event", {}).get("type") == "app_uninstalled"
        ]

    await team.uninstall(order=("app_uninstalled",))
    await slack.wait_for(lambda: len(tries()) >= 2 and tries()[-1].answer.acked)
    assert not tries()[0].answer.acked
    assert (await bot.sealed_installations()).keys() == {"T2"}


async def test_one_workspace_with_its_token_in_the_settings_leaves_too(
    slack: SlackStandIn, tmp_path: Path
) -> None:
    """Nothing more is sent; started again with a token that works, the data stays."""
    team = slack.workspace("T7")
    person = team.person("U7")
    me, key = Address("slack", "U7", "T7"), new_key()
    async with inside(slack, tmp_path, socket_mode(slack, team), key=key) as bot:
        await tell_of_interview(person, "Quillon")
        await team.uninstall()
        calls = slack.calls["chat.postMessage"]
        await bot.wait_until_due()
        await bot.deliver()
        assert slack.calls["chat.postMessage"] == calls
        left_at = bot.now
    team.bot_token = slack.state.tokens.issue("T7", team.scopes).value
    async with inside(slack, tmp_path, socket_mode(slack, team), key=key, now=left_at) as bot:
        bot.pass_time(DAY)
        await housekeeping(bot)
        assert await bot.store.load(me) is not None
        await team.uninstall()
        bot.pass_time(DAY)
        await housekeeping(bot)
        assert await bot.store.load(me) is None


async def test_a_token_of_the_settings_that_was_made_anew_erases_nobody(
    slack: SlackStandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Without news of leaving the operator is told that it ended, and what was missed is told afterwards."""
    team = slack.workspace("T7")
    person = team.person("U7")
    me, key = Address("slack", "U7", "T7"), new_key()
    async with inside(slack, tmp_path, socket_mode(slack, team), key=key) as bot:
        await tell_of_interview(person, "Quillon")
        slack.state.tokens.revoke_team("T7")
        seen = len(person.sees())
        assert await bot.deliver_next() == 0
        assert len(person.sees()) == seen
        assert "SLACK_BOT_TOKEN: Slack takes it no longer" in caplog.text
        bot.pass_time(2 * DAY)
        await housekeeping(bot)
        assert await bot.store.load(me) is not None
        now = bot.now
    team.bot_token = slack.state.tokens.issue("T7", team.scopes).value
    async with inside(slack, tmp_path, socket_mode(slack, team), key=key, now=now):
        await person.write("what's next")
        await person.wait_for_words("I could not reach you with this")


async def test_words_typed_where_it_is_not_installed_are_answered_honestly(
    bot: Inside, team: Workspace
) -> None:
    """A command that still reaches us is told so in our own words, and nothing is kept of it."""
    await team.uninstall()
    stranger: Person = team.person("U9")
    await stranger.command("/interview", "apply Quillon")
    await stranger.wait_for_words("not installed in this workspace")
    assert await bot.store.load(Address("slack", "U9", "T1")) is None
