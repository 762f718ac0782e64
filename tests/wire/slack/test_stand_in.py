"""The stand-in does for people what Slack does, seen through Slack's own clients."""

from datetime import date, time

import pytest
from aiohttp import ClientSession
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.wire.slack.bolt import error_of, form, make_client, question, text
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

WORDS = {"type": "plain_text_input", "action_id": "value"}


async def test_a_command_is_answered_for_the_person_alone(
    connected: Workspace, person: Person
) -> None:
    """An acknowledgement with words is seen by nobody else in the channel."""
    stranger = connected.person("U2")
    channel = connected.channel("C1", person, stranger)

    await person.command("/interview", "hello", channel="C1")

    assert person.sees()[-1].text == "Said hello"
    assert stranger.sees() == []
    assert channel.public == []


@pytest.mark.usefixtures("connected")
async def test_a_pressed_button_replaces_its_message(person: Person) -> None:
    """A response URL changes the message it came from."""
    await person.command("/interview", "hello")
    await person.press("Press me")

    seen = await person.wait_for_words("Pressed")

    assert seen.edited
    assert [one.text for one in person.sees()] == ["Pressed"]


@pytest.mark.usefixtures("connected")
async def test_a_message_is_heard_and_answered(person: Person) -> None:
    """Typed signs that mean something to Slack arrive escaped."""
    await person.write("a < b & <!channel>")

    heard = await person.wait_for_words("Heard a < b & <!channel>")
    assert heard.text == "Heard a &lt; b &amp; &lt;!channel&gt;"
    assert heard.pings == []


@pytest.mark.usefixtures("connected")
async def test_home_is_published_when_it_is_opened(person: Person) -> None:
    """The Home tab is each person's own."""
    other = person.team.person("U2")

    await person.open_home()

    assert "Welcome" in (await person.wait_for_home()).words
    assert other.home is None


@pytest.mark.usefixtures("connected")
async def test_a_form_is_refused_mended_and_saved(person: Person) -> None:
    """Errors stand at their fields, and an empty answer closes the form."""
    await person.command("/interview", "add")
    modal = await person.wait_for_modal("Name")

    assert await person.submit() is None
    assert modal.errors == {"name": "Please complete this required field."}
    await person.fill("Name", "bad")
    await person.submit()
    assert modal.errors == {"name": "Not this one"}
    await person.fill("Name", "Acme")
    await person.submit()

    assert person.modal is None


@pytest.mark.parametrize(
    ("element", "given", "kept"),
    [
        (WORDS, "words", {"value": "words"}),
        ({"type": "datepicker"}, date(2026, 11, 23), {"selected_date": "2026-11-23"}),
        ({"type": "timepicker"}, time(9, 5), {"selected_time": "09:05"}),
        ({"type": "datetimepicker"}, 1_700_000_000, {"selected_date_time": 1_700_000_000}),
        (
            {"type": "static_select", "options": [{"text": text("One"), "value": "1"}]},
            "One",
            {"selected_option": {"text": text("One"), "value": "1"}},
        ),
        (
            {"type": "multi_static_select", "options": [{"text": text("One"), "value": "1"}]},
            ["One"],
            {"selected_options": [{"text": text("One"), "value": "1"}]},
        ),
    ],
)
async def test_each_field_tells_its_value_in_its_own_shape(
    slack: SlackStandIn, person: Person, element: dict, given: object, kept: dict
) -> None:
    """`state.values` is keyed by block and action."""
    client = make_client(slack, person.team.bot_token)
    trigger = slack.state.tickets.trigger(person.id, "T1")
    field = question("b", "Field", {**element, "action_id": "a"})
    await client.views_open(trigger_id=trigger, view=form(field))

    await person.fill("Field", given)

    assert person.modal is not None
    assert person.modal.state["b"]["a"] == {"type": element["type"], **kept}


async def test_menus_and_pickers_in_messages_are_picked(
    slack: SlackStandIn, connected: Workspace, person: Person
) -> None:
    """Each as the one action of its payload, with what was picked before in the state."""
    options = [{"text": text(one), "value": one.lower()} for one in ("Short", "Long")]
    elements = [
        {"type": "overflow", "action_id": "more", "options": options},
        {"type": "datepicker", "action_id": "day"},
    ]
    client = make_client(slack, connected.bot_token)
    blocks = [{"type": "actions", "block_id": "b", "elements": elements}]
    await client.chat_postMessage(channel="U1", text="Pick", blocks=blocks)

    await person.pick("day", date(2026, 11, 23))
    await person.pick("", "Long")

    sent = [one.payload for one in slack.deliveries.tried if one.kind == "interactive"]
    assert sent[0]["actions"][0]["selected_date"] == "2026-11-23"
    assert sent[1]["actions"][0]["selected_option"]["value"] == "long"
    assert sent[1]["state"]["values"]["b"]["day"]["selected_date"] == "2026-11-23"
    assert sent[0]["container"]["is_ephemeral"] is False


async def test_a_file_from_a_person_can_be_read_with_the_token(
    slack: SlackStandIn, connected: Workspace, person: Person
) -> None:
    """Without it there is a page for signing in."""
    await person.write("My plan", files={"plan.txt": b"Plan"})
    event = slack.deliveries.events[0]["event"]
    address = event["files"][0]["url_private_download"]

    async def read(token: str) -> bytes:
        headers = {"Authorization": f"Bearer {token}"}
        async with ClientSession() as session, session.get(address, headers=headers) as page:
            return await page.read()

    assert event["subtype"] == "file_share"
    assert await read(connected.bot_token) == b"Plan"
    assert b"Sign in" in await read("xoxb-no")


async def test_own_words_changed_and_taken_back_are_told(
    slack: SlackStandIn, connected: Workspace, person: Person
) -> None:
    """As messages of their own kind."""
    await person.write("one")
    mine = connected.dm(person).messages[0]

    await person.edit(mine, "two")
    await person.erase(mine)

    events = [one["event"] for one in slack.deliveries.events if "bot_id" not in one["event"]]
    assert [one.get("subtype") for one in events] == [None, "message_changed", "message_deleted"]
    assert events[1]["message"]["text"] == "two"


async def test_a_trigger_opens_one_view_within_three_seconds(
    slack: SlackStandIn, person: Person
) -> None:
    """Both ways of being late have their own error."""
    client = make_client(slack, person.team.bot_token)
    first, second = (slack.state.tickets.trigger(person.id, "T1") for _ in range(2))
    await client.views_open(trigger_id=first, view=form())

    assert (
        await error_of(client.views_open(trigger_id=first, view=form())) == "exchanged_trigger_id"
    )
    slack.clock.advance(3.1)
    assert await error_of(client.views_open(trigger_id=second, view=form())) == "expired_trigger_id"


async def test_three_views_lie_on_each_other_at_most(slack: SlackStandIn, person: Person) -> None:
    """The fourth is refused, and closing goes back one by one."""
    client = make_client(slack, person.team.bot_token)
    await client.views_open(trigger_id=slack.state.tickets.trigger("U1", "T1"), view=form())

    def push(title: str):
        trigger = slack.state.tickets.trigger("U1", "T1", in_modal=True)
        return client.views_push(trigger_id=trigger, view=form(title=title))

    await push("Two")
    await push("Three")

    assert await error_of(push("Four")) == "push_limit_reached"
    await person.close()
    assert person.modal is not None
    assert person.modal.title == "Two"


async def test_a_stale_hash_changes_nothing_and_typed_words_stay(
    slack: SlackStandIn, person: Person
) -> None:
    """A view keeps what was typed where block and action stay the same."""
    client = make_client(slack, person.team.bot_token)
    trigger = slack.state.tickets.trigger("U1", "T1")
    await client.views_open(trigger_id=trigger, view=form())
    assert person.modal is not None
    id, old = person.modal.id, person.modal.hash
    await person.fill("Name", "Acme")

    await client.views_update(view_id=id, hash=old, view=form(title="New"))

    assert (person.modal.title, person.modal.value("Name")) == ("New", "Acme")
    stale = client.views_update(view_id=id, hash=old, view=form())
    assert await error_of(stale) == "hash_conflict"
    assert await error_of(client.views_update(view_id="V0", view=form())) == "not_found"


async def test_a_response_url_works_five_times(connected: Workspace, person: Person) -> None:
    """And for half an hour."""
    client = connected.state
    await person.command("/interview", "hello")
    slack_url = str(client.deliveries.tried[-1].payload["response_url"])

    statuses = [await post(slack_url) for _ in range(6)]

    assert statuses == [(200, "ok")] * 5 + [(404, "used_url")]
    await person.command("/interview", "hello")
    client.clock.advance(1801)
    again = str(client.deliveries.tried[-1].payload["response_url"])
    assert await post(again) == (404, "expired_url")


async def post(url: str) -> tuple[int, str]:
    """Post words to a response URL with the SDK's own client."""
    response = await AsyncWebhookClient(url).send(text="More")
    return response.status_code, response.body


async def test_a_file_reaches_the_direct_messages(slack: SlackStandIn, person: Person) -> None:
    """The SDK's upload takes its three steps."""
    client = make_client(slack, person.team.bot_token)

    await client.files_upload_v2(
        filename="plan.txt", content="Plan", channel=person.dm.id, initial_comment="Here"
    )

    message = await person.wait_for_words("Here")
    assert [(one.name, one.content) for one in message.files] == [("plan.txt", b"Plan")]


async def test_a_view_closed_is_told_where_it_wants_to_be(
    slack: SlackStandIn, connected: Workspace, person: Person
) -> None:
    """Only `notify_on_close` brings the payload."""
    client = make_client(slack, connected.bot_token)
    for wanted in (False, True):
        trigger = slack.state.tickets.trigger("U1", "T1")
        await client.views_open(trigger_id=trigger, view=form(notify_on_close=wanted))
        await person.close()

    closed = [one for one in slack.deliveries.tried if one.payload.get("type") == "view_closed"]
    assert len(closed) == 1
    assert closed[0].payload["is_cleared"] is False
