"""Enterprise Grid: one installation for a whole organisation, and members who are one person in all of it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.people import Address
from scheduler.housekeeping import Housekeeping
from tests.wire.slack.inside import Inside, inside, tell_of_interview
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http
from tests.wire.slack.server import SlackStandIn

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
DAY = timedelta(hours=24)


@pytest.fixture
async def bot(slack: SlackStandIn, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot that anybody may install."""
    async with inside(slack, tmp_path, over_http(slack, None)) as running:
        yield running


def member(slack: SlackStandIn, team: str, user: str, *, org_wide: bool = True) -> Person:
    """Somebody in a workspace of the organisation."""
    there = slack.state.workspaces.get(team) or slack.workspace(
        team, enterprise="E1", installed=False, org_wide=org_wide
    )
    return there.person(user)


async def is_known(bot: Inside, person: Person) -> bool:
    """Say whether something is kept of a person."""
    address = Address("slack", person.id, person.team.id, person.team.enterprise or "")
    return await bot.store.load(address) is not None


async def people(bot: Inside) -> list[Address]:
    """Return everybody of whom something is kept."""
    return list(await bot.store.lately("slack", bot.now - DAY, 10))


async def housekeeping(bot: Inside) -> None:
    """Do what the heartbeat does every hour."""
    await Housekeeping(bot.store, lambda: bot.now).erase()


async def test_one_installation_serves_every_workspace_of_the_organisation(
    bot: Inside, slack: SlackStandIn
) -> None:
    """Commands, forms, direct messages, Home and reminders work where nobody installed it by themselves."""
    people = [member(slack, team, f"U{team}") for team in ("T1", "T2")]
    status, page = await people[0].install(bot.page)
    assert status == 200
    assert "installed for your organization" in page
    assert "app.slack.com/manage/E1/integrations/profile/" in page
    for one in people:
        await one.open_home()
        await one.wait_for_home()
        await one.write("I applied to Larkfield")
        await one.wait_for_words("Larkfield")
        await tell_of_interview(one, "Quillon")
    seen = {one.id: len(one.sees()) for one in people}
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    assert await bot.deliver() == 2
    assert {one.id: len(one.sees()) - seen[one.id] for one in people} == {"UT1": 1, "UT2": 1}
    assert [one.answer for one in slack.log if one.answer.get("ok") is False] == []


@pytest.mark.parametrize("belongs_to", ["E1", "T7"])
async def test_a_member_is_one_person_whatever_slack_tells_of_their_workspace(
    bot: Inside, slack: SlackStandIn, belongs_to: str
) -> None:
    """A press and a form, which tell of another workspace or of the organisation, act on what was typed."""
    one = member(slack, "T1", "U1")
    one.belongs_to = belongs_to
    await one.install(bot.page)
    await tell_of_interview(one, "Quillon")
    await one.write("next")
    await one.wait_for_words("Quillon")
    assert await people(bot) == [Address("slack", "U1", "T1", "E1")]


async def test_a_member_of_two_workspaces_is_one_person_and_is_answered_where_they_ask(
    bot: Inside, slack: SlackStandIn
) -> None:
    """Their id is the same in all of an organisation: what was told in one workspace is known in the other."""
    here, there = (member(slack, team, "U1") for team in ("T1", "T2"))
    await here.install(bot.page)
    await here.write("I applied to Quillon")
    await here.wait_for_words("Quillon")
    await there.write("I applied to Larkfield")
    await there.wait_for_words("Larkfield")
    assert "Larkfield" not in here.reads()
    assert await people(bot) == [Address("slack", "U1", "T1", "E1")]


async def test_the_same_id_in_two_organisations_is_two_people(
    bot: Inside, slack: SlackStandIn
) -> None:
    """What was told in one is not known in the other."""
    here = member(slack, "T1", "U1")
    there = slack.workspace("T9", enterprise="E9", installed=False, org_wide=True).person("U1")
    for one, company in ((here, "Quillon"), (there, "Larkfield")):
        await one.install(bot.page)
        await one.write(f"I applied to {company}")
        await one.wait_for_words(company)
    assert "Quillon" not in there.reads()
    assert len(await people(bot)) == 2


async def test_an_organisation_that_takes_it_away_leaves_with_all_its_workspaces(
    bot: Inside, slack: SlackStandIn
) -> None:
    """One event is enough: everybody in it is erased within a day, and nobody elsewhere."""
    people = [member(slack, team, f"U{team}") for team in ("T1", "T2")]
    stranger = slack.workspace("T9", installed=False).person("U9")
    await people[0].install(bot.page)
    await stranger.install(bot.page)
    for one in (*people, stranger):
        await tell_of_interview(one, "Quillon")
    await people[0].team.uninstall(order=("app_uninstalled",))
    posts = slack.calls["chat.postMessage"]
    await bot.wait_until_due()
    bot.pass_time(timedelta(minutes=1))
    assert await bot.deliver() == 1
    assert slack.calls["chat.postMessage"] == posts + 1
    bot.pass_time(DAY)
    await housekeeping(bot)
    assert [await is_known(bot, one) for one in (*people, stranger)] == [False, False, True]


async def test_a_workspace_that_leaves_stays_where_its_organisation_has_it(
    bot: Inside, slack: SlackStandIn
) -> None:
    """Its own installation ends, the organisation's serves it on, and nothing is erased."""
    whole = member(slack, "T1", "U1")
    single = member(slack, "T2", "U2", org_wide=False)
    await whole.install(bot.page)
    await single.install(bot.page)
    assert (await bot.sealed_installations()).keys() == {"", "T2"}
    await tell_of_interview(single, "Quillon")
    await single.team.uninstall()
    assert (await bot.sealed_installations()).keys() == {""}
    await single.write("I applied to Larkfield")
    await single.wait_for_words("Larkfield")
    bot.pass_time(DAY)
    await housekeeping(bot)
    assert await is_known(bot, single)


async def test_an_organisation_that_leaves_keeps_the_workspace_that_has_its_own(
    bot: Inside, slack: SlackStandIn
) -> None:
    """Whoever installed it by themselves is served on with their own token."""
    whole = member(slack, "T1", "U1")
    single = member(slack, "T2", "U2", org_wide=False)
    await whole.install(bot.page)
    await single.install(bot.page)
    for one in (whole, single):
        await tell_of_interview(one, "Quillon")
    await whole.team.uninstall()
    await single.write("I applied to Larkfield")
    await single.wait_for_words("Larkfield")
    bot.pass_time(DAY)
    await housekeeping(bot)
    assert [await is_known(bot, one) for one in (whole, single)] == [False, True]
