"""Two processes behind one address: whichever of them Slack reaches, a person talks to one bot."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.message import Message, Text, Topic
from bot.people import Address
from tests.wire.slack.inside import Inside, inside
from tests.wire.slack.people import Person
from tests.wire.slack.running import over_http
from tests.wire.slack.server import SlackStandIn

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
WORD = Message(Topic.HOME, (Text("A word."),), preview="A word")
ME = Address("slack", "U1", "T1")


@pytest.fixture
async def pair(slack: SlackStandIn, tmp_path: Path) -> AsyncIterator[tuple[Inside, Inside]]:
    """Two processes on one store, and nobody has installed the app yet."""
    async with inside(slack, tmp_path, over_http(slack, None)) as one:
        settings = over_http(slack, None)
        async with inside(slack, tmp_path, settings, key=one.key, now=one.now) as other:
            yield one, other


@pytest.fixture
async def person(slack: SlackStandIn, pair: tuple[Inside, Inside]) -> Person:
    """Somebody who installed it at the first process."""
    person = slack.workspace("T1", installed=False).person("U1")
    await person.install(pair[0].page)
    return person


def reach(bot: Inside) -> None:
    """Let Slack reach this process from now on."""
    bot.slack.post_to(f"http://127.0.0.1:{bot.settings.port}/slack/events")


async def test_a_form_that_one_opened_is_taken_by_the_other(
    pair: tuple[Inside, Inside], person: Person
) -> None:
    """The form, its next page, its button and its undoing go from one to the other and back."""
    one, other = pair
    reach(one)
    await person.command("/interview", "add Quillon")
    await person.wait_for_modal("Company")
    await person.fill("field:ended", "now")
    reach(other)
    await person.submit()
    await person.wait_for_words("Quillon")
    reach(one)
    await person.close(everything=True)
    await person.write("undo")
    reach(other)
    await person.write("/interview list")
    await person.wait_for_words("I do not know of an interview yet")


async def test_what_one_lost_and_the_other_got_back_serves_both(
    pair: tuple[Inside, Inside], person: Person
) -> None:
    """Taken away with the news at one and installed again at the other, both listen and speak."""
    one, other = pair
    for bot in pair:
        reach(bot)
        await person.write("I applied to Brookmere")
        await person.wait_for_words("Brookmere")
        await bot.room.post(ME, WORD, f"before{id(bot)}", again=False)
    reach(one)
    await person.team.uninstall()
    await person.install(other.page)
    for number, bot in enumerate(pair):
        reach(bot)
        await person.write(f"I applied to Larkfield {number}")
        await person.wait_for_words(f"Larkfield {number}")
        await bot.room.post(ME, WORD, f"after{number}", again=False)


async def test_a_token_that_one_still_has_in_mind_ends_no_new_installation(
    pair: tuple[Inside, Inside], person: Person
) -> None:
    """Nobody told of the leaving, and the app is back before the old token was tried."""
    one, other = pair
    await one.room.post(ME, WORD, "before", again=False)
    await person.team.uninstall(order=())
    await person.install(other.page)
    await one.room.post(ME, WORD, "after", again=False)
    one.pass_time(timedelta(hours=1))
    assert await one.sealed_installations()
    reach(one)
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
