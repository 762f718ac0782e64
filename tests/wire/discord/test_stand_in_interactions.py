"""Interactions live as interactions/receiving-and-responding says; other pages are named where they count."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine

import pytest
from aiohttp import ClientSession

from tests.wire.clock import Clock
from tests.wire.discord.calling import NOBODY, answer, hook
from tests.wire.discord.interactions import Answer, Interaction, Kind
from tests.wire.discord.people import Person
from tests.wire.discord.raw import RawClient, dial
from tests.wire.discord.records import Guild
from tests.wire.discord.server import DiscordStandIn
from tests.wire.json_shapes import Json

COMMAND: Json = {
    "name": "try",
    "description": "Try",
    "contexts": [0, 1, 2],
    "integration_types": [0, 1],
}
ASK = {"name": "word", "description": "A word", "type": 3, "required": True}
WORDS: Json = {"content": "Hello", "allowed_mentions": NOBODY}
BUTTON: Json = {
    "type": 1,
    "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}],
}
FORM: Json = {
    "title": "Form",
    "custom_id": "form",
    "components": [
        {"type": 18, "label": "Words", "component": {"type": 4, "style": 1, "custom_id": "words"}}
    ],
}

Begin = Callable[[Coroutine[object, object, Answer | None]], Coroutine[object, object, Interaction]]


@pytest.fixture
async def stand_in() -> AsyncIterator[DiscordStandIn]:
    """A stand-in whose clock moves by hand."""
    async with DiscordStandIn(Clock(lambda: 0.0)) as there:
        there.app.commands = [COMMAND | {"id": "7", "type": 1}]
        yield there
        assert there.breaches == []


@pytest.fixture
async def client(stand_in: DiscordStandIn) -> AsyncIterator[RawClient]:
    """A gateway connection that is ready."""
    async with dial(stand_in) as there:
        await there.hear()
        await there.ready()
        yield there


@pytest.fixture
async def begin(stand_in: DiscordStandIn) -> AsyncIterator[Begin]:
    """Let somebody act, and give the interaction that is to be answered."""
    acts: list[asyncio.Task[Answer | None]] = []

    async def start(act: Coroutine[object, object, Answer | None]) -> Interaction:
        known = len(stand_in.state.interactions)
        acts.append(asyncio.ensure_future(act))
        await stand_in.wait_for(lambda: len(stand_in.state.interactions) > known)
        return list(stand_in.state.interactions.values())[-1]

    yield start
    stand_in.clock.advance(4)
    await asyncio.gather(*acts)


async def test_a_command_in_a_server_tells_all_that_is_documented(
    stand_in: DiscordStandIn, client: RawClient, lee: Person, home: Guild, begin: Begin
) -> None:
    """Interaction Structure: member instead of user, server, permissions, who installed the app."""
    lee.place, lee.installed = stand_in.channel(home, "general"), True
    await begin(lee.command("try"))

    told = (await client.hear_until("INTERACTION_CREATE"))[-1]["d"]

    assert told.keys() == {
        "id", "application_id", "type", "data", "guild", "guild_id", "channel", "channel_id", "member", "token",
        "version", "app_permissions", "locale", "guild_locale", "entitlements", "authorizing_integration_owners",
        "context", "attachment_size_limit",
    }  # fmt: skip
    assert told["authorizing_integration_owners"] == {"0": home.id, "1": lee.id}
    assert (told["context"], told["version"], told["type"]) == (0, 1, 2)
    assert told["member"]["user"]["id"] == lee.id
    assert int(told["member"]["permissions"])
    assert told["data"] == {"id": "7", "name": "try", "type": 1}


async def test_a_command_in_direct_messages_tells_the_user(
    client: RawClient, lee: Person, begin: Begin
) -> None:
    """There is no server and no member, and the owner of a server install is "0"."""
    await begin(lee.command("try"))
    told = (await client.hear_until("INTERACTION_CREATE"))[-1]["d"]
    assert told["user"]["id"] == lee.id
    assert told["authorizing_integration_owners"] == {"0": "0"}
    assert (told["context"], told["channel"]["type"]) == (1, 1)
    assert not {"guild", "guild_id", "member", "guild_locale"} & told.keys()


async def test_a_private_channel_has_only_what_the_person_installed(
    stand_in: DiscordStandIn, client: RawClient, lee: Person, begin: Begin
) -> None:
    """Interaction Context Types: 2 is a direct message with somebody else, or a group."""
    max_ = stand_in.person("max")
    lee.place = stand_in.private_channel(lee, max_)
    with pytest.raises(AssertionError, match="is offered"):
        await lee.command("try")

    lee.installed = True
    await begin(lee.command("try"))

    told = (await client.hear_until("INTERACTION_CREATE"))[-1]["d"]
    assert told["context"] == 2
    assert told["authorizing_integration_owners"] == {"1": lee.id}


async def test_options_are_sent_as_the_client_sends_them(
    stand_in: DiscordStandIn, client: RawClient, lee: Person, begin: Begin
) -> None:
    """Subcommands hold their options; the client sends nothing that misses a required one."""
    step = {"name": "add", "description": "Add", "type": 1, "options": [ASK]}
    stand_in.app.commands = [COMMAND | {"id": "7", "type": 1, "options": [step]}]
    for wrong in ({}, {"word": 7}, {"other": "x"}):
        with pytest.raises(AssertionError):
            await lee.command("try add", **wrong)

    await begin(lee.command("add", word="x"))

    told = (await client.hear_until("INTERACTION_CREATE"))[-1]["d"]
    assert told["data"]["options"] == [
        {"name": "add", "type": 1, "options": [{"name": "word", "type": 3, "value": "x"}]}
    ]


async def test_an_interaction_is_answered_once(
    api: ClientSession, lee: Person, begin: Begin
) -> None:
    """40060 for a second answer; the first is 204, or 200 with what came of it (Create Interaction Response)."""
    act = await begin(lee.command("try"))
    status, told = await answer(api, act, 4, WORDS | {"flags": 64}, with_response="true")
    assert status == 200
    assert told["interaction"] == {
        "id": act.id,
        "type": 2,
        "response_message_id": told["resource"]["message"]["id"],
        "response_message_loading": False,
        "response_message_ephemeral": True,
    }
    assert told["resource"]["message"]["interaction_metadata"]["user"]["id"] == lee.id
    assert (await answer(api, act, 4, WORDS))[1]["code"] == 40060

    act = await begin(lee.command("try"))
    assert await answer(api, act, 5) == (204, {})


async def test_the_first_answer_has_three_seconds(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Afterwards the interaction is unknown, as one that never was (10062)."""
    act = await begin(lee.command("try"))
    stand_in.clock.advance(3.1)
    assert (await answer(api, act, 4, WORDS))[1] == {
        "message": "Unknown interaction",
        "code": 10062,
    }
    act.id = "1"
    assert (await answer(api, act, 4, WORDS))[1]["code"] == 10062


async def test_a_token_lives_for_fifteen_minutes(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Before the first answer there is no webhook (10015), after fifteen minutes its token is invalid (50027)."""
    act = await begin(lee.command("try"))
    assert (await hook(api, stand_in, act, "POST", "", WORDS))[1]["code"] == 10015
    await answer(api, act, 4, WORDS)
    stand_in.clock.advance(14 * 60)
    assert (await hook(api, stand_in, act, "PATCH", "/messages/@original", WORDS))[0] == 200
    stand_in.clock.advance(61)
    for method, rest in (
        ("PATCH", "/messages/@original"),
        ("POST", ""),
        ("DELETE", "/messages/@original"),
    ):
        status, told = await hook(api, stand_in, act, method, rest, WORDS)
        assert (status, told["code"]) == (401, 50027)


async def test_the_first_message_after_putting_off_is_the_answer(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Create Followup Message: it stays as private as the deferral was, whatever its own flags say."""
    act = await begin(lee.command("try"))
    await answer(api, act, 5, {"flags": 64})
    assert lee.sees()[-1].loading

    await hook(api, stand_in, act, "POST", "", WORDS)
    await hook(api, stand_in, act, "POST", "", WORDS | {"content": "More"})

    assert [(one.words, one.only_for, one.loading) for one in lee.sees()] == [
        ("Hello", lee.id, False),
        ("More", None, False),
    ]


async def test_five_follow_ups_where_only_the_person_installed_the_app(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Create Followup Message; answering and changing the answer do not count."""
    lee.installed = True
    lee.place = stand_in.private_channel(lee, stand_in.person("max"))
    act = await begin(lee.command("try"))
    await answer(api, act, 4, WORDS | {"flags": 64})
    await hook(api, stand_in, act, "PATCH", "/messages/@original", WORDS)

    said = [await hook(api, stand_in, act, "POST", "", WORDS) for _ in range(6)]

    assert [one[0] for one in said] == [200] * 5 + [403]
    assert said[-1][1]["code"] == 40094


async def test_follow_ups_are_changed_and_taken_away(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Edit and Delete Followup Message; what is gone is unknown (10008)."""
    act = await begin(lee.command("try"))
    await answer(api, act, 4, WORDS)
    _, more = await hook(api, stand_in, act, "POST", "", WORDS | {"flags": 64})
    own = f"/messages/{more['id']}"
    await hook(api, stand_in, act, "PATCH", own, WORDS | {"content": "Changed"})
    assert (await hook(api, stand_in, act, "GET", own))[1]["content"] == "Changed"
    assert await hook(api, stand_in, act, "DELETE", own) == (204, {})
    assert await hook(api, stand_in, act, "DELETE", "/messages/@original") == (204, {})
    for rest in (own, "/messages/@original"):
        assert (await hook(api, stand_in, act, "GET", rest))[1]["code"] == 10008
    assert lee.sees() == []


async def test_a_component_tells_its_message_and_may_change_it(
    client: RawClient, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Message Component Data Structure; 6 and 7 are for components alone (Interaction Callback Type)."""
    act = await begin(lee.command("try"))
    await answer(api, act, 4, WORDS | {"components": [BUTTON], "flags": 64})

    press = await begin(lee.press("Go"))

    told = (await client.hear_until("INTERACTION_CREATE"))[-1]["d"]
    if told["type"] == Kind.COMMAND:
        told = (await client.hear_until("INTERACTION_CREATE"))[-1]["d"]
    assert told["data"] == {"id": 2, "custom_id": "go", "component_type": 2}
    assert (told["message"]["content"], told["message"]["flags"]) == ("Hello", 64)
    await answer(api, press, 7, WORDS | {"content": "Done", "components": []})
    assert [(one.words, one.buttons) for one in lee.sees()] == [("Done", [])]


async def test_a_form_tells_what_was_typed(
    stand_in: DiscordStandIn, client: RawClient, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Modal Submit Data Structure: labels hold their component (components/reference, Label)."""
    act = await begin(lee.command("try"))
    await answer(api, act, 9, FORM)
    await lee.wait_for_modal("Form")
    await lee.fill("Words", "typed")

    sent = await begin(lee.submit())

    while (told := (await client.hear_until("INTERACTION_CREATE"))[-1]["d"])["type"] != Kind.MODAL:
        pass
    assert told["data"] == {
        "custom_id": "form",
        "components": [
            {
                "type": 18,
                "id": 1,
                "component": {"type": 4, "id": 2, "custom_id": "words", "value": "typed"},
            }
        ],
    }
    assert "message" not in told
    await answer(api, sent, 5, {"flags": 64})
    await stand_in.wait_for(lambda: lee.modal is None)


async def test_a_form_that_was_not_answered_stays_open(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin
) -> None:
    """Discord's client keeps it with an error, and what was typed."""
    act = await begin(lee.command("try"))
    await answer(api, act, 9, FORM)
    form = await lee.wait_for_modal("Form")
    await lee.fill("Words", "typed")
    await begin(lee.submit())
    stand_in.clock.advance(3.1)
    await lee.wait_for(lambda one: one.troubles)
    assert lee.modal is form
    assert form.value("Words") == "typed"


@pytest.mark.parametrize("kind", [1, 6, 7, 8, 10, 99, None, "4"])
async def test_an_answer_of_the_wrong_kind_is_refused(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, begin: Begin, kind: int
) -> None:
    """Interaction Callback Type says which answer is for what; every breach is kept."""
    act = await begin(lee.command("try"))
    status, told = await answer(api, act, kind, WORDS)
    assert (status, told["code"]) == (400, 50035)
    assert stand_in.breaches.pop().startswith("interaction_callback: type")
    assert stand_in.breaches == []


async def test_only_the_person_sees_what_only_they_can_see(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, home: Guild, begin: Begin
) -> None:
    """An ephemeral message is not in the channel (resources/message, EPHEMERAL), and goes when it is dismissed."""
    lee.place = stand_in.channel(home, "general")
    act = await begin(lee.command("try"))
    await answer(api, act, 4, WORDS | {"flags": 64})
    async with api.get(f"channels/{lee.place.id}/messages") as response:
        assert await response.json() == []
    lee.dismiss(lee.sees()[0])
    assert (await hook(api, stand_in, act, "PATCH", "/messages/@original", WORDS))[1][
        "code"
    ] == 10008
