"""The life of a form in Slack: kept while it is wrong, checked against what changed meanwhile, sent once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.wire.slack.inside import Inside, inside, tell_of_interview
from tests.wire.slack.payloads import describe_interaction, describe_view
from tests.wire.slack.people import Person
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def bot(slack: SlackStandIn, team: Workspace, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot in one workspace."""
    async with inside(slack, tmp_path, socket_mode(slack, team)) as running:
        yield running


@pytest.mark.usefixtures("bot")
async def test_what_was_typed_stands_beside_what_is_wrong(person: Person) -> None:
    """Each problem at its field, everything else as it was left."""
    await person.command("/interview", "add Quillon")
    await person.wait_for_modal("Company")
    await person.fill("field:role", "Tester")
    await person.fill("field:ended", "sometime")
    await person.submit()
    assert person.modal is not None
    assert set(person.modal.errors) == {"field:ended"}
    assert person.modal.value("field:role") == "Tester"
    await person.fill("field:ended", "now")
    await person.submit()
    assert "Tester" in (await person.wait_for_words("Saved: Quillon")).words


@pytest.mark.usefixtures("bot")
async def test_a_form_sent_twice_is_saved_once(slack: SlackStandIn, person: Person) -> None:
    """Two devices, or an impatient finger."""
    await person.command("/interview", "add Quillon")
    await person.wait_for_modal("Company")
    await person.fill("field:ended", "now")
    assert person.modal is not None
    sent = describe_interaction(person, "view_submission") | {
        "trigger_id": slack.state.tickets.trigger(person.id, person.team.id, in_modal=True),
        "view": describe_view(person.team, person.modal),
        "response_urls": [],
    }
    sending = (slack.deliveries.interact("interactive", sent, takes_answer=True) for _ in range(2))
    assert all(one.acked for one in await asyncio.gather(*sending))
    await person.wait_for_words("Saved: Quillon")
    await person.close(everything=True)
    await person.write("/interview list")
    await person.wait_for_words("One interview")
    assert person.reads().count("Saved: Quillon") == 1


async def test_a_form_left_open_for_days_does_not_write_over_what_came_later(
    bot: Inside, person: Person, team: Workspace
) -> None:
    """What was sent last is kept, that is said, and what was told meanwhile comes back by one word."""
    await tell_of_interview(person, "Quillon")
    await person.write("edit")
    edit = await person.wait_for_words("What would you like to change")
    await person.press("The interview", at=edit)
    old = await person.wait_for_modal("Company")
    await person.fill("field:role", "Role of the old form")
    bot.pass_time(timedelta(days=3))
    await person.write("no, they call on 4 December")
    await person.wait_for_words("Corrected")
    assert person.modal is old
    await person.submit()
    said = await person.wait_for_words("This changed since you opened the form")
    assert "undo" in said.words
    await person.write("undo")
    await person.wait_for(lambda one: "Fri 4 Dec" in one.sees()[-1].words)


@pytest.mark.usefixtures("bot")
async def test_a_form_that_is_closed_is_forgotten_and_can_be_asked_for_again(
    person: Person,
) -> None:
    """Nothing is saved, and the next form is a new one."""
    await person.command("/interview", "add Quillon")
    await person.wait_for_modal("Company")
    await person.fill("field:role", "Tester")
    await person.close()
    await person.write("/interview list")
    await person.wait_for(lambda one: len(one.sees()) > 0)
    assert "Quillon" not in person.reads()
    await person.command("/interview", "add Vandelay")
    assert (await person.wait_for_modal("Company")).value("field:role") in (None, "")


@pytest.mark.usefixtures("bot")
async def test_a_day_picked_on_the_home_tab_puts_everything_off(person: Person) -> None:
    """One touch of the calendar, and both the answer and the tab say until when."""
    await tell_of_interview(person, "Quillon")
    await person.open_home()
    await person.wait_for_home("Quiet until…")
    await person.pick("Quiet until…", date(2026, 12, 10))
    await person.wait_for_words("Thu 10 Dec, 09:00")
    await person.wait_for_home("Thu 10 Dec, 09:00")
