"""`afterview run` and what nobody should send it: a kind answer to the person alone, or nothing at all."""

import asyncio
import re

import pytest

from tests.wire.discord.acts import act, describe_interaction
from tests.wire.discord.interactions import Answer, Callback, Interaction, Kind
from tests.wire.discord.parts import buttons_of, walk
from tests.wire.discord.payloads import describe_user
from tests.wire.discord.people import Person
from tests.wire.discord.records import Guild, Message
from tests.wire.discord.running import Running
from tests.wire.discord.server import DiscordStandIn
from tests.wire.json_shapes import Json

GONE = "no longer fits anything I have"
TAMPERED = (
    "",
    "av:",
    "av:v1",
    "av1:v1:add:first::",
    "somebody else's",
    "av:v9:add:first::",
    "av:v1:add:first",
    "av:v1:nothing:here::",
    "av:v1:add:__init__::",
    "av:v1:" + "x:" * 40,
    "av:v1:contacts:show:\u202eid:",
    "av:v1:outcome:show:'; drop table:",
)


@pytest.fixture
def sam(stand_in: DiscordStandIn, home: Guild) -> Person:
    """Somebody else in the same channel."""
    sam = stand_in.person("sam", home)
    sam.place = stand_in.channel(home, "general")
    return sam


async def test_a_button_that_was_tampered_with_explains_itself(
    sam: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """Made up, of a version to come, cut short or too long: each is answered, for the person alone."""
    await sam.command("interview help")
    shown = sam.sees()[-1]
    for custom_id in TAMPERED:
        answer = await sam.send_component(custom_id, at=shown)
        assert answer.message is not None, custom_id
        assert GONE in answer.message.words, custom_id
        assert answer.message.only_for == sam.id
    assert sam.troubles == []


async def test_somebody_elses_button_is_one_of_nothing(
    lee: Person, sam: Person, program: Running
) -> None:
    """The same words as for a record that never was, and none of the other's words."""
    await add(lee, "Acme")
    await lee.command("interview list", interview="Acme")
    await lee.wait_for_words("Acme · ended")
    await sam.command("interview help")
    theirs = [
        str(button["custom_id"])
        for message in lee.sees()
        for button in buttons_of(message.components)
    ]
    about = [one for one in theirs if re.search(r":\w{12}:", one)]
    assert len(about) > 8
    for custom_id in about:
        answer = await sam.send_component(custom_id, at=sam.sees()[0])
        assert answer.message is not None, custom_id
        assert GONE in answer.message.words, custom_id
    assert "Acme" not in sam.reads()


async def test_a_button_of_a_deleted_record_explains_itself(lee: Person, program: Running) -> None:
    """What it was about is gone, and nothing else happens."""
    await add(lee, "Acme")
    old = await lee.wait_for_words("Next: who did you meet at Acme?")
    await lee.command("interview delete", interview="Acme")
    await lee.press("Delete Acme")
    await lee.wait_for_words("is deleted")
    answer = await lee.press("Add people", at=old)
    assert answer.message is not None
    assert GONE in answer.message.words


async def test_a_double_press_has_one_effect(lee: Person, program: Running) -> None:
    """Both are answered, and the second is told how it stands."""
    await add(lee, "Acme")
    step = await lee.wait_for_words("Next: who did you meet at Acme?")
    answers = await asyncio.gather(*(lee.press("Skip", at=step) for _ in range(3)))
    assert all(one.acked for one in answers)
    assert len([one for one in lee.sees() if "Step 2 of 7" in one.words]) <= 1
    assert lee.troubles == []


@pytest.mark.parametrize("code", [10062, 10015, 50027])
async def test_an_answer_whose_token_ran_out_comes_as_a_direct_message(
    lee: Person, stand_in: DiscordStandIn, home: Guild, program: Running, code: int
) -> None:
    """What was asked for is not lost, and the channel sees nothing of it."""
    lee.place = stand_in.channel(home, "general")
    stand_in.fail("interaction_callback", "error", code=code)
    asking = asyncio.create_task(lee.command("interview help"))
    said = await lee.wait_for_words("I walk you through")
    assert said.channel is lee.dm
    assert lee.place.public == []
    stand_in.clock.advance(4)
    await asking


async def test_an_answer_that_arrived_though_its_acknowledgement_did_not_comes_once(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """The second try is told that Discord was answered already (40060)."""
    stand_in.fail("interaction_callback", "reset_after")
    await lee.command("interview help")
    await lee.say("calm")
    await lee.wait_for(lambda one: len(one.sees()) > 2)
    assert len([one for one in lee.sees() if "I walk you through" in one.words]) == 1
    assert lee.troubles == []


async def test_a_dashboard_whose_token_ran_out_is_left_as_it_is(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """It can be changed for fifteen minutes; afterwards the next one is asked for."""
    await lee.command("interview next")
    old = await lee.wait_for_words("I help in the days")
    stand_in.clock.advance(16 * 60)
    await add(lee, "Globex")
    await lee.command("interview next")
    await lee.wait_for_words("Globex · ended")
    assert "Globex" not in old.words
    assert lee.troubles == []


@pytest.mark.parametrize(
    "data",
    [
        {"name": "other", "type": 1},
        {"name": "interview", "type": 2, "target_id": "1"},
        {"name": None, "options": [None]},
        {},
    ],
)
async def test_a_command_that_is_none_of_ours_changes_nothing(
    sam: Person, program: Running, data: Json
) -> None:
    """It is answered for the person alone."""
    answer = await act(sam, Kind.COMMAND, {"id": "1"} | data, about="/other")
    assert answer.message is not None
    assert answer.message.only_for == sam.id
    assert GONE in answer.message.words


async def test_a_command_of_another_release_is_answered_with_what_there_is(
    sam: Person, program: Running
) -> None:
    """An unknown subcommand is named, an unknown option is left out, and values of no sense count as none."""
    answer = await send(sam, "teleport")
    assert answer.message is not None
    assert 'I do not know "/interview teleport"' in answer.message.words
    odd = ("company", {"a": 1}), ("role", None), ("ended", ["now"]), ("colour", "red")
    assert (await send(sam, "add", *odd)).callback is Callback.MODAL
    assert sam.modal is not None
    assert not {"None", "red"} & {str(one) for one in sam.modal.values.values()}
    assert sam.modal.value("Company") == ""


async def test_a_form_with_missing_and_unknown_fields_is_read_as_far_as_it_goes(
    lee: Person, program: Running
) -> None:
    """What is missing is asked for, what is unknown is left out; a form that nobody has is answered too."""
    await lee.command("interview add", company="Acme")
    modal = await lee.wait_for_modal("Company")
    fields = [
        {"type": 18, "component": {"type": 4, "custom_id": "company", "value": "Acme"}},
        {"type": 18, "component": {"type": 4, "custom_id": "colour", "value": "red"}},
        {"type": 18, "component": {"type": 99, "custom_id": "role", "values": [{}]}},
        {"type": 18},
        None,
        7,
    ]
    for custom_id, components in ((modal.custom_id, fields), (modal.custom_id, "x"), ("av:x", [])):
        data: Json = {"custom_id": custom_id, "components": components}
        answer = await act(lee, Kind.MODAL, data, about="form", channel=lee.dm)
        assert answer.acked
    assert "red" not in lee.reads()
    assert lee.troubles == []


async def test_peoples_words_are_shown_as_text_and_call_nobody(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """Mentions, masked links, spoilers, back-ticks and letters that turn the line around."""
    odd = "@everyone <@1> <@&2> [x](https://evil.example) `a` ||b|| **c** <t:1:F> \u202egnp"
    await add(lee, odd)
    await lee.command("interview list")
    await lee.say(f"I just had an interview with {odd}")
    await lee.wait_for_words("short form")
    shown = [text for one in lee.sees() for text in texts_of(one) if "evil" in text]
    assert len(shown) >= 2
    for one in shown:
        text = re.sub(r"\\.", "", re.sub(r"```.*?```", "", one, flags=re.DOTALL))
        assert "@everyone" not in text
        assert not re.search(r"<@|\]\(|`|\|\||<t:1:|\u202e", text), one
    assert all(one.pings == [] for one in lee.sees())


async def test_what_a_newer_discord_may_send_is_left_alone(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """Unknown interactions, events and fields, and messages that no person wrote just now."""
    told = described(lee)
    for number, kind in enumerate((1, 6, 99)):
        odd = {"id": str(800 + number), "type": kind, "data": {"a": [1]}, "more": {"b": 2}}
        stand_in.gateway.dispatch("INTERACTION_CREATE", told | odd)
    stand_in.gateway.dispatch("SOMETHING_NEW", {"a": 1})
    for number, change in enumerate(
        (
            {"type": 7},
            {"type": 99},
            {"webhook_id": "5"},
            {"application_id": "6"},
            {"author": describe_user(lee) | {"bot": True}},
        )
    ):
        written: Json = {
            "id": str(900 + number),
            "channel_id": lee.dm.id,
            "type": 0,
            "author": describe_user(lee),
            "content": "what's next",
            "timestamp": "2026-11-23T10:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
        }
        stand_in.gateway.dispatch_dm("MESSAGE_CREATE", written | change)
    mine = await lee.say("help")
    await lee.wait_for_words("I walk you through")
    await lee.edit(mine, "what's next")
    await lee.say("settings")
    await lee.wait_for_words("Time zone")
    assert "I help in the days" not in lee.reads()


async def test_nothing_of_what_people_wrote_is_in_the_log(
    lee: Person, stand_in: DiscordStandIn, program: Running
) -> None:
    """Whatever went wrong with it: the log has kinds and numbers."""
    await add(lee, "Xylophonics")
    stand_in.fail("*", "503", times=3)
    await lee.say("Xylophonics called today")
    stand_in.fail("create_message", "error", times=2, code=50035)
    await lee.say("Xylophonics again")
    await act(lee, Kind.COMMAND, {"id": "1", "name": "Xylophonics"}, about="/x")
    await lee.command("interview list", interview="Xylophonics")
    assert await program.stop() == 0
    assert "Xylophonics" not in "".join(program.said)


async def add(lee: Person, company: str) -> None:
    """Tell of an interview of today."""
    await lee.command("interview add", company=company, ended="today 0:10")
    await lee.wait_for_modal("Company")
    await lee.submit()
    await lee.wait_for_words("One more page")


async def send(person: Person, command: str, *options: tuple[str, object]) -> Answer:
    """Send a subcommand as no client would."""
    told = [{"type": 3, "name": name, "value": value} for name, value in options]
    data = {"id": "1", "name": "interview", "type": 1}
    sub = {"type": 1, "name": command, "options": told}
    return await act(person, Kind.COMMAND, data | {"options": [sub]}, about="/interview")


def described(person: Person) -> Json:
    """Return what every interaction of somebody has, whatever they do."""
    made = Interaction("1", "t", Kind.COMMAND, person, person.place, 0.0, None, {})
    return describe_interaction(made)


def texts_of(message: Message) -> list[str]:
    """Return the texts of a message in which markup would be read: what stands on a button is none."""
    return [str(one["content"]) for one in walk(message.components) if "content" in one]
