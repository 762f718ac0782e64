"""The dashboard says everything once, and stays where it is whatever is pressed on it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.discord.dashboard import Drawn
from adapters.sql.crypto import new_key
from bot.message import Button, Card, Choices, Draft, File, Message, Overview, Text, Topic
from tests.wire.discord.inside import Inside, inside, tell_of_interview
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.server import DiscordStandIn


@pytest.fixture
async def bot(stand_in: DiscordStandIn, lee: Person, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot, known to one person who has an interview behind them."""
    async with inside(stand_in, tmp_path, key=new_key()) as running:
        await tell_of_interview(lee, "Quillon")
        # Of the second page of the form nothing more is said.
        await lee.say("cancel")
        await lee.wait_for_words("The form is still open")
        running.pass_time(timedelta(minutes=1))
        yield running


@pytest.mark.parametrize("alone", [False, True])
async def test_the_next_step_is_shown_once_with_all_that_can_be_done_about_it(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, home: Guild, *, alone: bool
) -> None:
    """On the dashboard, and not in a message below it once more."""
    lee.place = lee.dm if alone else stand_in.channel(home, "general")
    before = len(lee.sees())
    await lee.command("interview next")
    await lee.wait_for_words("Your settings")
    await bot.room.close()
    (shown,) = lee.sees()[before:]
    assert shown.words.count("who did you meet at Quillon?") == 1
    assert shown.buttons[:3] == ["Add people", "Later", "Skip"]


async def test_what_is_pressed_on_the_dashboard_leaves_it_there(bot: Inside, lee: Person) -> None:
    """What would have taken the place of its message is said apart, and it shows what is next now."""
    await lee.command("interview next")
    shown = await lee.wait_for_words("Your settings")
    before = len(lee.sees())
    await lee.press("Skip", at=shown)
    await lee.wait_for(lambda _: "who did you meet" not in shown.words)
    await bot.room.close()
    assert "Your settings" in shown.words
    assert "what do you remember?" in shown.words
    apart = [one.words for one in lee.sees()[before:]]
    assert sum("Set aside" in one for one in apart) == 1


def test_only_what_stands_on_the_dashboard_already_is_left_out() -> None:
    """Other words, another button, a draft or a file are something of their own."""
    door = Button("Open", "v1:show:contacts:1")
    drawn = Drawn.of(Overview((Card("Next", ("who did you meet?",)), Choices((door,)))))
    assert drawn.repeats(Message(Topic.CONTACTS, (Text("who did you meet?"), Choices((door,)))))
    for more in (
        Text("who did you meet at Larkfield?"),
        Choices((Button("Open", "v1:show:contacts:2"),)),
        Draft("thank_you", "", "", "", "Dear Dana"),
        File("notes.txt", "text/plain", b"", "Your notes"),
    ):
        assert not drawn.repeats(Message(Topic.CONTACTS, (Text("who did you meet?"), more)))
