"""`afterview run` and its slash commands: set only when they changed, and names offered while somebody types."""

from pathlib import Path

import pytest

from tests.wire.discord.acts import act
from tests.wire.discord.interactions import Kind
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import run, settings
from tests.wire.discord.server import DiscordStandIn

MOST = 25


async def test_the_commands_are_set_only_when_they_changed(
    stand_in: DiscordStandIn, home: Guild, tmp_path: Path
) -> None:
    """Once over any number of starts, and again where Discord has others, as an older release leaves them."""
    for expected, changed in ((1, False), (1, False), (2, True), (2, False)):
        if changed:
            stand_in.app.commands[0]["options"].pop()
        stand_in.pace.advance(6)
        async with run(tmp_path, settings(stand_in)) as bot:
            await bot.wait_for_line("Discord: ")
        assert stand_in.calls["bulk_overwrite_commands"] == expected


@pytest.mark.usefixtures("program")
async def test_the_command_is_there_for_servers_and_for_persons(
    stand_in: DiscordStandIn, home: Guild
) -> None:
    """In servers, in the bot's direct messages, and wherever a person is who added it to themselves."""
    (command,) = stand_in.app.commands
    assert command["name"] == "interview"
    assert command["integration_types"] == [0, 1]
    assert command["contexts"] == [0, 1, 2]
    kim = stand_in.person("kim", installed=True)
    kim.place = stand_in.private_channel(kim, stand_in.person("sam", home))
    assert (await kim.command("interview help")).acked


@pytest.mark.usefixtures("program")
async def test_a_stranger_is_offered_places_and_nobodys_names(
    stand_in: DiscordStandIn, home: Guild, lee: Person
) -> None:
    """What others told is theirs; whoever only types is not noted down either."""
    await add(lee, "Globex")
    sam = stand_in.person("sam", home)
    assert await sam.suggestions("interview list", interview="glo") == ()
    assert await sam.suggestions("interview before", company="glo") == ()
    assert await sam.suggestions("interview thanks", interview="Globex", person="") == ()
    assert "Germany" in await sam.suggestions("interview add", country="ger")
    await sam.command("interview next")
    await sam.wait_for_words("Hello")


@pytest.mark.usefixtures("program")
async def test_no_more_is_offered_than_discord_shows(lee: Person) -> None:
    """Twenty-five, whatever there is more of, and those that begin like what is typed."""
    for number in range(MOST + 2):
        await add(lee, f"Company {number:02}")
    offered = await lee.suggestions("interview list", interview="comp")
    assert len(offered) == MOST
    assert await lee.suggestions("interview list", interview="Company 07") == ("Company 07",)
    for one in (
        await lee.suggestions("interview add", country=""),
        await lee.suggestions("interview add", country="a"),
        await lee.suggestions("interview settings", setting="zone", value="a"),
    ):
        assert len(one) <= MOST


@pytest.mark.usefixtures("program")
async def test_odd_letters_neither_break_nor_hide_an_offer(lee: Person) -> None:
    """Other scripts, emoji, markup, nothing, and far too much."""
    name = "Łódź & 株式会社 @everyone 🦊"
    await add(lee, name)
    for typed in ("łó", "ŁODZ", "株式", "🦊"):
        assert await lee.suggestions("interview list", interview=typed) == (name,), typed
    for typed in ("", " ", "\u202e", "%", "'", "(", "\\", "x" * 6000, "🦊" * 1500):
        for offered in (
            await lee.suggestions("interview list", interview=typed),
            await lee.suggestions("interview add", country=typed),
            await lee.suggestions("interview settings", setting="zone", value=typed),
        ):
            assert len(offered) <= MOST


@pytest.mark.usefixtures("program")
async def test_a_name_longer_than_a_choice_is_offered_as_far_as_it_goes_or_not_at_all(
    lee: Person,
) -> None:
    """Discord refuses a choice over a hundred letters, and all others with it."""
    await add(lee, "Short")
    await add(lee, "Sh" + "o" * 110 + "rt")
    offered = await lee.suggestions("interview list", interview="sho")
    assert "Short" in offered
    assert all(len(one) <= 100 for one in offered)


@pytest.mark.usefixtures("program")
async def test_people_are_offered_by_name(lee: Person) -> None:
    """Those who were met there."""
    await add(lee, "Globex")
    await lee.command("interview people", interview="Globex", people="Ann Lee, Bob Ray")
    offered = await lee.suggestions("interview thanks", interview="Globex", person="b")
    assert any("Bob" in one for one in offered)
    assert not any("Ann" in one for one in offered)


@pytest.mark.usefixtures("program")
async def test_typing_into_what_is_unknown_is_offered_nothing(lee: Person) -> None:
    """Of an older release or made up: silence, and no trouble."""
    for options in (
        [],
        [{"type": 1, "name": "nothing", "options": []}],
        [{"type": 1, "name": "add"}],
    ):
        data = {"id": "1", "name": "interview", "type": 1, "options": options}
        answer = await act(lee, Kind.AUTOCOMPLETE, data, about="/interview")
        assert answer.choices == ()
    assert lee.troubles == []


async def add(lee: Person, company: str) -> None:
    """Tell of an interview of today."""
    lee.modal = None
    await lee.command("interview add", company=company, ended="today 0:10")
    await lee.wait_for_modal("Company")
    await lee.submit()
    await lee.wait_for(lambda one: len([m for m in one.sees() if "Saved: " in m.words]))
