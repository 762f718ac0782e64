"""The first minutes in Slack, over both doors: a command, a form, direct messages, the Home tab."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack.people import Person
from tests.wire.slack.running import Running, over_http, run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture(params=["socket", "http"])
async def bot(
    request: pytest.FixtureRequest, slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> AsyncIterator[Running]:
    """The running bot, over each door in turn."""
    over_socket = request.param == "socket"
    settings = socket_mode(slack, team) if over_socket else over_http(slack, team)
    async with run(tmp_path, settings) as running:
        await running.wait_for_line("Slack: ")
        if over_socket:
            await slack.connected()
        else:
            slack.post_to(f"{settings['PUBLIC_URL']}/slack/events")
        yield running


@pytest.mark.usefixtures("bot")
async def test_an_interview_is_added_through_a_form(person: Person) -> None:
    """The command opens a form, a field it cannot read is refused in place, and the next page follows."""
    await person.command("/interview", "add Acme")
    modal = await person.wait_for_modal("Company")
    assert modal.value("Company") == "Acme"
    await person.fill("field:ended", "sometime")
    await person.submit()
    assert "field:ended" in modal.errors
    await person.fill("field:ended", "today 0:10")
    await person.submit()
    assert person.modal is not None
    await person.wait_for_words("Acme")


@pytest.mark.usefixtures("bot")
async def test_words_are_answered_in_the_direct_messages(person: Person) -> None:
    """What is typed to the bot is answered there, and a form is offered as a button."""
    await person.write("I just had an interview with Acme")
    offer = await person.wait_for_words("short form")
    assert offer.where == "dm"
    await person.press("Open the form")
    assert (await person.wait_for_modal()).value("Company") == "Acme"


@pytest.mark.usefixtures("bot")
async def test_words_beside_a_file_are_answered_and_the_file_is_not_passed_over(
    person: Person,
) -> None:
    """Whoever sends both learns that only the words were read."""
    await person.write("I applied to Larkfield", files={"cv.pdf": b"%PDF"})
    await person.wait_for_words('I have not kept "cv.pdf"')
    await person.wait_for_words("Larkfield")


@pytest.mark.usefixtures("bot")
async def test_a_newcomer_is_welcomed_when_they_open_it(person: Person) -> None:
    """Opening the conversation for the first time brings the welcome and the Home tab, and only once."""
    await person.open_home()
    await person.wait_for_words("days after a job interview")
    await person.wait_for_home("days after a job interview")
    seen = len(person.sees())
    await person.open_home()
    await person.command("/interview", "help")
    await person.wait_for(lambda one: len(one.sees()) > seen)
    assert sum("I help in the days" in one.words for one in person.sees()) == 1


@pytest.mark.usefixtures("bot")
async def test_whoever_has_everything_erased_leaves_nothing_on_the_home_tab(
    person: Person,
) -> None:
    """Also where they looked at it long before; the next word begins anew, in their own zone."""
    await person.open_home()
    await person.wait_for_home()
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    await person.write("delete everything")
    await person.wait_for_words("Erase everything I keep about you?")
    await person.press("Erase everything")
    await person.wait_for_words("Everything I kept about you is erased")
    await person.wait_for_home("I keep nothing about you")
    await person.write("I applied to Zellwerk")
    await person.wait_for_words("Zellwerk")


async def test_it_stops_when_it_is_told_to(bot: Running) -> None:
    """SIGTERM ends it with status 0, and nothing it printed is a traceback."""
    assert await bot.stop() == 0
    assert "Traceback" not in "".join(bot.said)
