"""What somebody asked is answered once where they asked, or else in the direct messages, and is never lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.discord.faults import How
from tests.wire.discord.inside import Inside, inside, tell_of_interview
from tests.wire.discord.people import Person
from tests.wire.discord.records import Channel, Guild
from tests.wire.discord.server import DiscordStandIn


@pytest.fixture
async def bot(stand_in: DiscordStandIn, lee: Person, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot, known to one person."""
    async with inside(stand_in, tmp_path, key=new_key()) as running:
        await lee.say("I applied to Brookmere")
        await lee.wait_for_words("Brookmere")
        yield running


@pytest.fixture
def channel(stand_in: DiscordStandIn, home: Guild, lee: Person) -> Channel:
    """Where everybody in the server reads along, and the person is."""
    lee.place = stand_in.channel(home, "general")
    return lee.place


def times(person: Person, words: str) -> int:
    """Say in how many messages a person sees words."""
    return sum(words in one.words for one in person.sees())


@pytest.mark.parametrize("how", ["503", "502", "reset_before", "reset_after", "lost_after"])
async def test_an_answer_is_seen_once_whatever_becomes_of_its_call(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, channel: Channel, how: How
) -> None:
    """A second call tells where the first one arrived, and the person alone sees it."""
    stand_in.fail("interaction_callback", how)
    await lee.command("interview apply", company="Quillon")
    said = await lee.wait_for_words("Quillon")
    await bot.room.close()
    assert (times(lee, "Quillon"), said.channel, said.only_for) == (1, channel, lee.id)
    assert channel.public == []


@pytest.mark.parametrize("how", ["503", "reset_after"])
async def test_an_answer_that_came_too_late_goes_to_the_direct_messages(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, channel: Channel, how: How
) -> None:
    """All of it, once, and what was done counts."""
    # So late that Discord takes none any more.
    stand_in.fail("interaction_callback", "error", code=10062)
    await lee.command("interview apply", company="Quillon")
    said = await lee.wait_for_words("Quillon")
    assert (times(lee, "Quillon"), said.channel) == (1, lee.dm)
    stand_in.fail("interaction_callback", "error", code=10062)
    stand_in.fail("create_message", how)
    await lee.command("interview apply", company="Larkfield")
    await lee.wait_for_words("3 applications")
    await bot.room.close()
    assert times(lee, "3 applications") == 1
    assert channel.public == []


@pytest.mark.usefixtures("bot")
async def test_a_form_that_came_too_late_is_offered_in_the_direct_messages(
    stand_in: DiscordStandIn, lee: Person, channel: Channel
) -> None:
    """With a button that opens it, and what was already told in it."""
    stand_in.fail("interaction_callback", "error", code=10062)
    await lee.command("interview add", company="Quillon")
    offered = await lee.wait_for_words("short form")
    assert offered.channel is lee.dm
    await lee.press("Open the form", at=offered)
    assert (await lee.wait_for_modal()).value("Company") == "Quillon"
    assert channel.public == []


@pytest.mark.parametrize("how", ["503", "reset_before", "reset_after", "lost_after"])
async def test_what_follows_an_answer_in_the_direct_messages_comes_once(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, how: How
) -> None:
    """However its call ends: it is sent as one whose repeat Discord knows."""
    stand_in.fail("create_message", how)
    await tell_of_interview(lee, "Quillon")
    await bot.room.close()
    assert times(lee, "Saved: Quillon") == 1
    assert times(lee, "One more page") == 1


@pytest.mark.parametrize(("how", "copies"), [("503", 1), ("reset_before", 1), ("lost_after", 2)])
async def test_what_follows_an_answer_before_others_is_not_lost_when_its_call_is(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, channel: Channel, how: How, copies: int
) -> None:
    """It comes in the direct messages: only where it had arrived, and nobody can know, it stands in both.

    There it says why it comes.
    """
    stand_in.fail("create_followup", how, times=9)
    await tell_of_interview(lee, "Quillon")
    await lee.wait_for(lambda one: any("One more page" in each.words for each in one.dm.messages))
    await bot.room.close()
    assert times(lee, "Saved: Quillon") == 1
    assert (times(lee, "I count in UTC"), times(lee, "One more page")) == (copies, 1)
    there = [one.words for one in lee.dm.messages]
    assert next(i for i, one in enumerate(there) if "may not have reached you" in one) == (
        next(i for i, one in enumerate(there) if "I count in UTC" in one) - 1
    )
    assert channel.public == []


async def test_what_discord_counts_as_too_many_follow_ups_comes_in_the_direct_messages(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, channel: Channel
) -> None:
    """Nothing of the answer is lost or doubled, even if Discord's count is not ours."""
    stand_in.fail("create_followup", "error", code=40094)
    await tell_of_interview(lee, "Quillon")
    await bot.room.close()
    said = [times(lee, one) for one in ("Saved: Quillon", "I count in UTC", "One more page")]
    assert said == [1, 1, 1]
    assert times(lee, "may not have reached you") == 0
    assert stand_in.calls["create_followup"] == 1
    assert channel.public == []


async def test_an_answer_that_came_too_late_for_closed_direct_messages_comes_once_they_are_open(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, channel: Channel
) -> None:
    """It is said with the next one there, in the order of asking, and others never see it."""
    lee.dms_closed = True
    stand_in.fail("interaction_callback", "error", code=10062)
    await lee.command("interview apply", company="Quillon")
    await stand_in.wait_for(lambda: stand_in.calls["create_message"] >= 2)
    assert times(lee, "Quillon") == 0
    lee.dms_closed = False
    lee.place = lee.dm
    await lee.say("I applied to Larkfield")
    await lee.wait_for_words("Larkfield")
    await bot.room.close()
    assert (times(lee, "Quillon"), times(lee, "Larkfield")) == (1, 1)
    assert channel.public == []


async def test_what_had_arrived_before_the_direct_messages_were_closed_is_not_said_again(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, channel: Channel
) -> None:
    """Only the rest of the answer is owed, and comes with the next one."""
    await lee.command("interview add", company="Quillon", ended="now")
    await lee.wait_for_modal("Company")
    stand_in.fail("interaction_callback", "error", code=10062)
    stand_in.fail("create_message", "delay")
    stand_in.fail("create_message", "error", code=50007)
    await lee.submit()
    await stand_in.wait_for(lambda: stand_in.calls["create_message"] >= 2)
    # Longer than Discord knows a repeat by its nonce.
    stand_in.clock.advance(150)
    lee.place = lee.dm
    await lee.say("I applied to Larkfield")
    await lee.wait_for_words("Larkfield")
    await bot.room.close()
    said = [times(lee, one) for one in ("Saved: Quillon", "I count in UTC", "One more page")]
    assert said == [1, 1, 1]
    assert channel.public == []


async def test_a_button_whose_message_is_gone_is_answered_all_the_same(
    bot: Inside, stand_in: DiscordStandIn, lee: Person
) -> None:
    """What would have taken its place is a message of its own."""
    await tell_of_interview(lee, "Quillon")
    await bot.wait_until_due()
    assert await bot.deliver() == 1
    seen = len(lee.sees())
    stand_in.fail("interaction_callback", "error", code=10008)
    await lee.press("Skip")
    await lee.wait_for(lambda one: len(one.sees()) > seen)
    assert lee.troubles == []


async def test_a_dashboard_is_left_alone_when_discord_takes_no_change_any_more(
    bot: Inside, stand_in: DiscordStandIn, lee: Person
) -> None:
    """After fifteen minutes there is not even a call, and no other harm."""
    await lee.command("interview next")
    await lee.wait_for_words("Brookmere")
    stand_in.clock.advance(15 * 60)
    changes = stand_in.calls["edit_original"]
    await tell_of_interview(lee, "Quillon")
    await bot.wait_until_due()
    assert await bot.deliver() == 1
    await bot.room.close()
    assert stand_in.calls["edit_original"] == changes


@pytest.mark.parametrize("faults", [1, 3])
async def test_a_dashboard_outlives_a_connection_that_breaks(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, faults: int
) -> None:
    """Its change is tried again, and where that came to nothing, the next one brings it up to date."""
    await tell_of_interview(lee, "Quillon")
    await lee.command("interview next")
    shown = await lee.wait_for_words("Your search")
    stand_in.fail("edit_original", "reset_before", times=faults)
    await lee.say("I applied to Larkfield")
    await stand_in.wait_for(lambda: stand_in.calls["edit_original"] == min(faults + 1, 3))
    await tell_of_interview(lee, "Zellwerk")
    await stand_in.wait_for(lambda: "Zellwerk" in shown.words)
    await bot.room.close()


async def test_whoever_has_everything_erased_leaves_nothing_on_the_dashboard(
    bot: Inside, lee: Person
) -> None:
    """What stood there is taken away as long as Discord lets it be changed."""
    await tell_of_interview(lee, "Quillon")
    await lee.command("interview next")
    shown = await lee.wait_for_words("Your search")
    assert "Quillon" in shown.words
    await lee.say("delete everything")
    await lee.wait_for_words("Erase everything I keep about you?")
    await lee.press("Erase everything")
    await lee.wait_for_words("I keep nothing about you")
    assert "Quillon" not in shown.words
    await bot.room.close()


@pytest.mark.parametrize("how", ["503", "reset_before", "reset_after", "lost_after"])
@pytest.mark.parametrize("tries", [1, 3, 4, 10])
async def test_an_answer_in_the_direct_messages_comes_once_however_often_its_call_fails(
    bot: Inside, stand_in: DiscordStandIn, lee: Person, how: How, tries: int
) -> None:
    """It is tried for minutes, and looked for before a try that Discord would not know for a repeat."""
    stand_in.fail("create_message", how, times=tries)
    await lee.say("I applied to Quillon")
    await lee.say("I applied to Larkfield")
    await lee.wait_for_words("3 applications")
    await bot.room.close()
    said = [one.words for one in lee.sees() if "Logged" in one.words]
    assert [next(n for n in ("Brook", "Quill", "Lark") if n in one) for one in said] == [
        "Brook",
        "Quill",
        "Lark",
    ]


async def test_an_answer_that_never_came_is_said_with_the_next(
    bot: Inside, stand_in: DiscordStandIn, lee: Person
) -> None:
    """What was done is kept, and the person hears of it."""
    stand_in.fail("create_message", "503", times=18)
    await lee.say("I applied to Quillon")
    await lee.say("I applied to Larkfield")
    await lee.wait_for_words("3 applications")
    await bot.room.close()
    assert times(lee, "Quillon") == times(lee, "Larkfield") == 1


async def test_what_discord_refuses_holds_up_no_later_answer(
    bot: Inside, stand_in: DiscordStandIn, lee: Person
) -> None:
    """It is not tried again and again."""
    stand_in.fail("create_message", "error", code=50035)
    await lee.say("I applied to Quillon")
    await lee.say("I applied to Larkfield")
    await lee.wait_for_words("3 applications")
    await bot.room.close()
    assert (times(lee, "Quillon"), times(lee, "Larkfield")) == (0, 1)
