"""`afterview run` and who reads along: wherever something is done, only the person sees what is answered."""

import pytest

from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild
from tests.wire.discord.running import Running
from tests.wire.discord.server import DiscordStandIn


@pytest.fixture
def sam(stand_in: DiscordStandIn, home: Guild) -> Person:
    """Somebody who reads wherever Lee is."""
    return stand_in.person("sam", home)


@pytest.fixture
def kim(stand_in: DiscordStandIn) -> Person:
    """Somebody who added the app to themselves, and shares no server with it."""
    return stand_in.person("kim", installed=True)


async def test_nobody_else_in_a_channel_sees_anything(
    lee: Person, sam: Person, stand_in: DiscordStandIn, home: Guild, program: Running
) -> None:
    """A whole story in a server: commands, forms, buttons, a problem and what follows it."""
    lee.place = stand_in.channel(home, "general")
    await tell_a_story(lee)
    assert lee.place.public == []
    assert sam.sees() == []
    assert all(one.only_for == lee.id for one in lee.place.messages if one.by_bot)


async def test_nobody_else_in_a_thread_sees_anything(
    lee: Person, sam: Person, stand_in: DiscordStandIn, home: Guild, program: Running
) -> None:
    """A thread is a channel like any other."""
    lee.place = stand_in.thread(stand_in.channel(home, "general"), "chat")
    await tell_a_story(lee)
    assert lee.place.public == []
    assert sam.sees() == []


async def test_nobody_else_in_a_private_conversation_sees_anything(
    kim: Person, sam: Person, lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """With one other person and in a group, through the person's own installation and its five follow-ups."""
    for place in (stand_in.private_channel(kim, sam), stand_in.private_channel(kim, sam, lee)):
        kim.place = place
        await tell_a_story(kim)
        assert place.public == []
    assert sam.sees() == []


async def test_in_direct_messages_answers_stay(lee: Person, program: Running) -> None:
    """Nobody else is there, so what was said is still there after a restart of the client."""
    await tell_a_story(lee)
    assert all(one.only_for is None for one in lee.dm.messages)


async def test_what_is_said_in_a_server_is_not_read(
    lee: Person, stand_in: DiscordStandIn, home: Guild, program: Running
) -> None:
    """The bot asks Discord for direct messages alone, so that it cannot even hear the others."""
    lee.place = stand_in.channel(home, "general")
    await lee.say("I just had an interview with Acme")
    lee.place = lee.dm
    await lee.say("list")
    await lee.wait_for(lambda one: one.sees())
    assert "Acme" not in lee.reads()
    assert stand_in.channel(home, "general").public == [
        one for one in stand_in.channel(home, "general").messages if not one.by_bot
    ]


async def tell_a_story(person: Person) -> None:
    """Add an interview with a problem in its form, look at it, and press what is offered."""
    await person.command("interview add", company="Acme", ended="sometime")
    await person.wait_for_modal("Company")
    await person.submit()
    await person.press("Try again")
    await person.wait_for_modal("Company")
    await person.fill("When did it end?", "today 0:10")
    await person.submit()
    await person.wait_for_words("One more page")
    await person.press("Continue")
    await person.wait_for_modal()
    await person.submit()
    await person.command("interview next")
    await person.wait_for_words("Acme")
    await person.command("interview list", interview="Acme")
    await person.press("Notes")
    await person.command("interview thanks", interview="Acme")
    await person.command("interview calm")
    await person.command("interview undo")
    assert person.troubles == []
