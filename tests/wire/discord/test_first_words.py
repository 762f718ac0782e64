"""The first minutes in Discord: a command, a form, direct messages, the dashboard."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import Running, run, settings
from tests.wire.discord.server import DiscordStandIn


@pytest.fixture
async def bot(stand_in: DiscordStandIn, home: Guild, tmp_path: Path) -> AsyncIterator[Running]:
    """The running bot, ready, with its commands set."""
    async with run(tmp_path, settings(stand_in)) as running:
        await running.wait_for_line("Discord: ")
        await stand_in.ready()
        yield running
    assert "Traceback" not in "".join(running.said)


@pytest.fixture
def channel(stand_in: DiscordStandIn, home: Guild) -> str:
    """Where everybody in the server reads along."""
    return stand_in.channel(home, "general").id


@pytest.mark.usefixtures("bot")
async def test_an_interview_is_added_through_a_form(lee: Person) -> None:
    """The command opens a form; what it cannot read is said with a way back, and all typed is kept."""
    answer = await lee.command("interview add", company="Acme")
    modal = await lee.wait_for_modal("Company")
    assert answer.problem == ""
    assert modal.value("Company") == "Acme"
    await lee.fill("When did it end?", "sometime")
    await lee.submit()
    await lee.press("Try again")
    modal = await lee.wait_for_modal("Company")
    assert modal.value("When did it end?") == "sometime"
    await lee.fill("When did it end?", "today 0:10")
    await lee.submit()
    await lee.wait_for_words("One more page")
    await lee.press("Continue")
    await lee.wait_for_modal()
    await lee.submit()
    await lee.wait_for_words("Acme")
    assert lee.troubles == []


@pytest.mark.usefixtures("bot")
async def test_words_are_answered_in_the_direct_messages(lee: Person) -> None:
    """What is typed to the bot is answered there, and a form is offered as a button."""
    await lee.say("I just had an interview with Acme")
    await lee.wait_for_words("short form")
    await lee.press("Open the form")
    assert (await lee.wait_for_modal()).value("Company") == "Acme"


@pytest.mark.usefixtures("bot")
async def test_a_command_in_a_channel_is_answered_for_the_person_alone(
    lee: Person, stand_in: DiscordStandIn, home: Guild
) -> None:
    """Nobody else sees anything, and the direct messages are tried while the person is there."""
    lee.place = stand_in.channel(home, "general")
    await lee.command("interview next")
    await lee.wait_for_words("I help in the days")
    hello = await lee.wait_for_words("This is where I write to you")
    assert hello.channel is lee.dm
    assert lee.place.public == []


@pytest.mark.usefixtures("bot")
async def test_closed_direct_messages_are_said_at_the_first_command(
    lee: Person, stand_in: DiscordStandIn, home: Guild
) -> None:
    """With the person there, and how they are opened."""
    lee.place, lee.dms_closed = stand_in.channel(home, "general"), True
    await lee.command("interview help")
    said = await lee.wait_for_words("your direct messages are closed")
    assert said.only_for == lee.id


@pytest.mark.usefixtures("bot")
async def test_the_dashboard_is_kept_up_to_date(lee: Person) -> None:
    """It is changed in place when something happens elsewhere."""
    await lee.command("interview next")
    dashboard = await lee.wait_for_words("I help in the days")
    await add(lee, "Globex")
    await lee.wait_for(lambda _: "Globex" in dashboard.words)


@pytest.mark.usefixtures("bot")
async def test_names_are_offered_while_somebody_types(lee: Person) -> None:
    """Their own interviews, countries, and cities before the names of zones."""
    await add(lee, "Globex")
    assert await lee.suggestions("interview list", interview="glo") == ("Globex",)
    assert "Germany" in await lee.suggestions("interview add", country="ger")
    offered = await lee.suggestions("interview settings", setting="zone", value="berlin")
    assert offered[0].startswith("Berlin")
    assert offered[-1] == "Europe/Berlin"


async def add(lee: Person, company: str) -> None:
    """Tell of an interview of today."""
    await lee.command("interview add", company=company, ended="today 0:10")
    await lee.wait_for_modal("Company")
    await lee.submit()
    await lee.wait_for_words("One more page")
