"""Installing: begun and ended in one browser, once; what goes wrong is a page in plain words, and installs nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.people import Address
from tests.wire.slack.browser import consent, open_browser, visit
from tests.wire.slack.faults import How
from tests.wire.slack.inside import Inside, inside, read_files
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@pytest.fixture
async def bot(slack: SlackStandIn, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot that anybody may install; its tokens end."""
    slack.state.token_rotation = True
    async with inside(slack, tmp_path, over_http(slack, None)) as running:
        yield running


@pytest.fixture
def person(slack: SlackStandIn) -> Person:
    """Somebody who may install it in their workspace."""
    return slack.workspace("T1", installed=False).person("U1")


def is_refusal(page: str, bot: Inside) -> bool:
    """Say whether a page says that nothing was installed, and how to go on, in our own words."""
    assert "Oops" not in page
    assert "Traceback" not in page
    return "Nothing was installed" in page and URL(bot.page).path in page


async def test_it_ends_with_a_page_that_leads_into_slack(bot: Inside, person: Person) -> None:
    """It says that it worked, and links to the app in that very workspace."""
    status, page = await person.install(bot.page)
    assert status == 200
    assert "is in your workspace" in page
    assert "slack://app?team=T1" in page
    assert (await bot.sealed_installations()).keys() == {"T1"}


async def test_a_way_back_that_was_used_leads_nowhere(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """The same address again, in the same browser, exchanges nothing."""
    async with open_browser(bot.page) as browser:
        back = await consent(browser, person, bot.page)
        # A browser that kept what it was told to let go of.
        cookies = browser.cookie_jar.filter_cookies(URL(bot.page))
        assert (await visit(browser, back))[0] == 200
        exchanged = slack.calls["oauth.v2.access"]
        browser.cookie_jar.update_cookies(cookies, URL(bot.page))
        status, page = await visit(browser, back)
        assert status == 401
        assert is_refusal(page, bot)
        assert "used before" in page
        assert slack.calls["oauth.v2.access"] == exchanged


async def test_a_way_back_after_ten_minutes_leads_nowhere(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """Whoever took too long begins again, and then it works."""
    async with open_browser(bot.page) as browser:
        back = await consent(browser, person, bot.page)
        bot.now += timedelta(minutes=11)
        status, page = await visit(browser, back)
        assert status == 401
        assert is_refusal(page, bot)
        assert slack.calls["oauth.v2.access"] == 0
        assert (await visit(browser, await consent(browser, person, bot.page)))[0] == 200


async def test_a_way_back_that_somebody_else_began_leads_nowhere(
    bot: Inside, slack: SlackStandIn, person: Person
) -> None:
    """Not in a browser without a cookie, nor in one that has begun an installation of its own."""
    other = slack.workspace("T2", installed=False).person("U2")
    async with open_browser(bot.page) as mine, open_browser(bot.page) as theirs:
        back = await consent(mine, person, bot.page)
        own = await consent(theirs, other, bot.page)
        for browser in (theirs, open_browser(bot.page)):
            status, page = await visit(browser, back)
            assert status == 400
            assert is_refusal(page, bot)
            if browser is not theirs:
                await browser.close()
        assert slack.calls["oauth.v2.access"] == 0
        # They were told to begin again, and what they had begun before ended with it.
        assert (await visit(theirs, own))[0] == 400
        assert (await visit(mine, back))[0] == 200
    assert (await bot.sealed_installations()).keys() == {"T1"}


@pytest.mark.parametrize(
    "changed",
    [{"state": "made up"}, {"state": ""}, {"code": ""}, {"code": "made up"}, {"code": "<b>"}],
)
async def test_a_way_back_that_was_tampered_with_leads_nowhere(
    bot: Inside, person: Person, changed: dict[str, str]
) -> None:
    """With another state or code, or with none, nothing is installed."""
    async with open_browser(bot.page) as browser:
        back = URL(await consent(browser, person, bot.page)).update_query(changed)
        status, page = await visit(browser, str(back))
        assert status in (400, 401)
        assert is_refusal(page, bot)
        assert "<b>" not in page
    assert await bot.sealed_installations() == {}


async def test_saying_no_is_answered_kindly(bot: Inside, person: Person) -> None:
    """Whoever refuses at Slack reads that it is fine."""
    status, page = await person.install(bot.page, deny=True)
    assert status == 200
    assert is_refusal(page, bot)
    assert "that is fine" in page


@pytest.mark.parametrize(
    "how", ["500", "503", "html", "ratelimited", "reset_before", "reset_after"]
)
@pytest.mark.parametrize("where", ["oauth.v2.access", "auth.test"])
async def test_a_fault_of_slacks_is_a_page_and_no_half_installation(
    bot: Inside,
    slack: SlackStandIn,
    person: Person,
    caplog: pytest.LogCaptureFixture,
    how: How,
    where: str,
) -> None:
    """Nothing is kept, nothing secret is logged, and beginning again works."""
    slack.fail(where, how)
    status, page = await person.install(bot.page)
    assert status >= 400
    assert is_refusal(page, bot)
    assert await bot.sealed_installations() == {}
    assert "code." not in caplog.text
    assert "Traceback" not in caplog.text
    assert (await person.install(bot.page))[0] == 200
    await person.write("I applied to Quillon")
    await person.wait_for_words("Quillon")


async def test_two_workspaces_never_mix(bot: Inside, slack: SlackStandIn) -> None:
    """The same user id in two of them is two people, each spoken to with their own workspace's token."""
    people = [slack.workspace(id, installed=False).person("U1") for id in ("T1", "T2")]
    for one in people:
        await one.install(bot.page)
    for one in people:
        await one.open_home()
        await one.write(f"I applied to Company {one.team.id}")
        await one.wait_for_words(f"Company {one.team.id}")
        await one.command("/interview", "add Quillon")
        await one.wait_for_modal("Company")
    for mine, other in zip(people, reversed(people), strict=True):
        assert f"Company {other.team.id}" not in mine.reads()
    assert [one.answer for one in slack.log if one.answer.get("ok") is False] == []


async def test_no_token_lies_open_anywhere(
    bot: Inside,
    slack: SlackStandIn,
    person: Person,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in a byte of the database nor in the log: no token, none for exchange, no code, no state."""
    await person.install(bot.page)
    bot.pass_time(timedelta(hours=18))
    await person.write("I applied to Quillon")
    await person.wait_for_words("Quillon")
    tokens = slack.state.tokens
    secrets = [*tokens.issued, *tokens.refreshers, *tokens.codes, slack.client_secret]
    assert len(secrets) >= 4
    kept = read_files(tmp_path)
    for secret in secrets:
        assert secret.encode() not in kept
        assert secret not in caplog.text


async def test_a_token_in_the_settings_serves_its_own_workspace_alone(
    slack: SlackStandIn, team: Workspace, tmp_path: Path, browser: aiohttp.ClientSession
) -> None:
    """With the app's id and secret beside it there are still no install pages, and no other workspace is served."""
    settings = over_http(slack, team) | over_http(slack, None)
    stranger = slack.workspace("T9").person("U9")
    async with inside(slack, tmp_path, settings) as bot:
        async with browser.get(bot.page) as answer:
            assert answer.status == 404
        await stranger.command("/interview", "apply Quillon")
        assert "installed" in stranger.reads()
        assert "Quillon" not in stranger.reads()
        assert await bot.store.load(Address("slack", "U9", "T9")) is None
        await team.person("U1").write("I applied to Larkfield")
        await team.person("U1").wait_for_words("Larkfield")
