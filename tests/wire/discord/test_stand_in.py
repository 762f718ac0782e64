"""The stand-in does for people what Discord does, seen through discord.py."""

import asyncio

import pytest

from tests.wire.discord.interactions import Callback
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.server import DiscordStandIn


@pytest.mark.usefixtures("bot")
async def test_a_command_is_answered_for_the_person_alone(
    stand_in: DiscordStandIn, lee: Person, home: Guild
) -> None:
    """Flag 64 shows an answer to whoever asked (interactions/receiving-and-responding, Messages)."""
    max_, general = stand_in.person("max", home), stand_in.channel(home, "general")
    lee.place = general

    answer = await lee.command("try hello", name="Lee")

    assert answer.callback is Callback.MESSAGE
    assert [one.words for one in lee.sees()] == ["Hello Lee"]
    assert max_.sees() == []
    assert general.public == []


@pytest.mark.usefixtures("bot")
async def test_an_option_is_offered_while_it_is_typed(lee: Person) -> None:
    """Autocomplete answers with choices (interactions/application-commands, Autocomplete)."""
    assert await lee.suggestions("hello", name="A") == ("Ada",)


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_is_put_off_comes_later_and_more_after_it(lee: Person) -> None:
    """Callback 5 shows that the app thinks, until the original is edited (Responding to an Interaction)."""
    answer = await lee.command("later")

    assert answer.callback is Callback.DEFERRED
    await lee.wait_for_words("And more")
    assert [one.words for one in lee.sees()] == ["Here it is", "And more"]
    assert {one.only_for for one in lee.sees()} == {lee.id}


@pytest.mark.usefixtures("bot")
async def test_a_form_is_refused_by_the_client_then_sent(lee: Person) -> None:
    """Discord's client holds fields to their length before it sends a form (components/reference, Text Input)."""
    await lee.command("note")
    form = await lee.wait_for_modal("Mood")

    assert await lee.submit() is None
    assert form.errors == {"Words": "This field is required"}
    await lee.fill("Words", "x")
    assert await lee.submit() is None
    await lee.fill("Words", "A good talk")
    await lee.fill("Mood", "Good")
    await lee.submit()

    assert lee.modal is None
    assert lee.sees()[-1].words == "Noted A good talk"


@pytest.mark.usefixtures("bot")
async def test_a_pressed_button_changes_its_card(lee: Person) -> None:
    """Callback 7 edits the message that the component is on (Interaction Callback Type)."""
    await lee.command("card")
    await lee.press("Tap 0")
    await lee.press("Tap 1")

    card = lee.sees()[-1]
    assert card.words.startswith("Tapped 2 times")
    assert card.buttons == ["Tap 2"]


@pytest.mark.usefixtures("bot")
async def test_what_is_written_to_the_bot_is_heard_and_answered(lee: Person) -> None:
    """Direct messages come with their content (events/gateway, Message Content Intent)."""
    await lee.say("hi @everyone")

    seen = await lee.wait_for_words("Heard hi")
    assert seen.channel is lee.dm
    assert seen.pings == []


@pytest.mark.usefixtures("bot")
async def test_closed_direct_messages_refuse_what_the_bot_writes(lee: Person) -> None:
    """50007 is the answer of Create Message, not of Create DM (topics/opcodes-and-status-codes, JSON)."""
    lee.dms_closed = True
    await lee.command("write")
    await lee.wait_for_words("Closed 50007")

    lee.dms_closed = False
    await lee.command("write")
    written = await lee.wait_for_words("By the way")
    assert [one.name for one in written.attachments] == ["bot.py"]


@pytest.mark.usefixtures("bot")
async def test_a_silent_app_is_told_of_after_three_seconds(
    stand_in: DiscordStandIn, lee: Person
) -> None:
    """The first answer has three seconds (Interaction Callback); the client says what it always says."""
    asking = asyncio.create_task(lee.command("silence"))
    await stand_in.wait_for(lambda: stand_in.state.interactions)
    stand_in.clock.advance(3)

    answer = await asking

    assert not answer.acked
    assert lee.troubles[0].why == "The application did not respond"
