"""Many workspaces: installed in a browser, each with its own token, until the app is taken away."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.wire.slack.running import Running, over_http, run
from tests.wire.slack.server import SlackStandIn


@dataclass
class House:
    """The running bot and the page on which it is installed."""

    bot: Running
    page: str


@pytest.fixture
async def house(slack: SlackStandIn, tmp_path: Path) -> AsyncIterator[House]:
    """The bot that anybody may install."""
    settings = over_http(slack, None)
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        slack.post_to(f"{settings['PUBLIC_URL']}/slack/events")
        yield House(bot, f"{settings['PUBLIC_URL']}/slack/install")


async def test_two_workspaces_install_it_and_each_has_its_own(
    slack: SlackStandIn, house: House
) -> None:
    """Both are answered with their own tokens; a third, which did not install it, is not."""
    for id in ("T1", "T2"):
        person = slack.workspace(id, installed=False).person(f"U{id}")
        status, _ = await person.install(house.page)
        assert status == 200
        await person.write(f"I applied to Company {id}")
        await person.wait_for_words(f"Company {id}")
    assert await house.bot.stop() == 0
    assert "Traceback" not in "".join(house.bot.said)


async def test_a_link_in_another_browser_installs_nothing(
    slack: SlackStandIn, house: House
) -> None:
    """What was begun in one browser cannot be ended in another."""
    person = slack.workspace("T1", installed=False).person("U1")
    status, _ = await person.install(house.page, another_browser=True)
    assert status == 400
    await person.write("what's next")
    assert person.sees() == []


async def test_refusing_is_a_page_and_no_fault(slack: SlackStandIn, house: House) -> None:
    """Somebody who says no at Slack is told so."""
    person = slack.workspace("T1", installed=False).person("U1")
    status, _ = await person.install(house.page, deny=True)
    assert status == 200
    assert await house.bot.stop() == 0
    assert "Traceback" not in "".join(house.bot.said)


async def test_a_member_of_an_organisation_is_known_by_all_three_ids(
    slack: SlackStandIn, house: House
) -> None:
    """In an organisation the app answers in the workspace that installed it."""
    team = slack.workspace("T1", enterprise="E1", installed=False)
    person = team.person("U1")
    await person.install(house.page)
    await person.write("I applied to Quillon")
    assert await person.wait_for_words("Quillon")


@pytest.mark.parametrize(
    "order",
    [
        ("tokens_revoked", "app_uninstalled"),
        ("app_uninstalled", "tokens_revoked"),
        ("app_uninstalled",),
    ],
)
async def test_after_it_was_taken_away_nothing_is_sent_until_it_is_back(
    slack: SlackStandIn, house: House, order: tuple[str, ...]
) -> None:
    """The events may come in any order; a new installation works at once, and nothing was lost."""
    team = slack.workspace("T1", installed=False)
    person = team.person("U1")
    await person.install(house.page)
    await person.write("I applied to Quillon")
    await person.wait_for_words("Quillon")
    await team.uninstall(order=order)
    posts = slack.calls["chat.postMessage"]
    await person.write("what's next")
    assert slack.calls["chat.postMessage"] == posts
    await person.install(house.page)
    await person.write("I applied to Larkfield")
    await person.wait_for_words("2 applications this week")
    assert await house.bot.stop() == 0
    assert "Traceback" not in "".join(house.bot.said)
