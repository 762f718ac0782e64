"""Every payload is held to Slack's limits: what fits is taken, one more is a breach."""

from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError

from tests.wire.slack.bolt import button, form, make_client, question, text
from tests.wire.slack.json_shapes import Json
from tests.wire.slack.limits import check_home, check_message, check_modal
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn


def section(words: str = "Words", **more: object) -> Json:
    """A section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}, **more}


def option(words: str = "One", value: str = "1") -> Json:
    """An option of a menu."""
    return {"text": text(words), "value": value}


def menu(kind: str, options: list[Json], **more: object) -> Json:
    """A menu in a section."""
    return section(accessory={"type": kind, "action_id": "a", "options": options, **more})


def press(**more: object) -> Json:
    """A button in a section."""
    return section(accessory={"type": "button", "text": text("Go"), "action_id": "a", **more})


def typed(**more: object) -> Json:
    """A form with one text field."""
    return form(question("b", "Label", {"type": "plain_text_input", "action_id": "a", **more}))


def many(count: int, make: Callable[[int], Json]) -> list[Json]:
    """So many of something, each its own."""
    return [make(n) for n in range(count)]


# What is limited, and how its payload is made from a size: the first size fits, the second does not.
MESSAGES: dict[str, tuple[Callable[[int], list[Json]], int, int]] = {
    "blocks": (lambda n: many(n, lambda _: section()), 50, 51),
    "text of a section": (lambda n: [section("x" * n)], 3000, 3001),
    "some text": (lambda n: [section("x" * n)], 1, 0),
    "text of a header": (lambda n: [{"type": "header", "text": text("x" * n)}], 150, 151),
    "fields": (lambda n: [{"type": "section", "fields": many(n, lambda _: text("x"))}], 10, 11),
    "text of a field": (lambda n: [{"type": "section", "fields": [text("x" * n)]}], 2000, 2001),
    "markdown": (lambda n: [{"type": "markdown", "text": "x" * n}], 12_000, 12_001),
    "buttons": (
        lambda n: [
            {"type": "actions", "elements": many(n, lambda i: button(str(i))["elements"][0])}
        ],
        25,
        26,
    ),
    "label of a button": (lambda n: [button("x" * n)], 75, 76),
    "value of a button": (lambda n: [press(value="x" * n)], 2000, 2001),
    "action_id": (lambda n: [press(action_id="x" * n)], 255, 256),
    "block_id": (lambda n: [section(block_id="x" * n)], 255, 256),
    "options": (
        lambda n: [menu("static_select", many(n, lambda i: option(value=str(i))))],
        100,
        101,
    ),
    "text of an option": (lambda n: [menu("static_select", [option("x" * n)])], 75, 76),
    "value of an option": (lambda n: [menu("static_select", [option(value="x" * n)])], 150, 151),
    "overflow": (lambda n: [menu("overflow", many(n, lambda i: option(value=str(i))))], 5, 6),
    "radio": (lambda n: [menu("radio_buttons", many(n, lambda i: option(value=str(i))))], 10, 11),
    "checkboxes": (lambda n: [menu("checkboxes", many(n, lambda i: option(value=str(i))))], 10, 11),
    "context": (lambda n: [{"type": "context", "elements": many(n, lambda _: text("x"))}], 10, 11),
    "all words": (lambda n: many(5, lambda _: section("x" * n)), 2640, 2641),
}

MODALS: dict[str, tuple[Callable[[int], Json], int, int]] = {
    "blocks": (lambda n: form(*many(n, lambda _: section())), 100, 101),
    "title": (lambda n: form(title="x" * n), 24, 25),
    "submit": (lambda n: form(submit=text("x" * n)), 24, 25),
    "close": (lambda n: form(close=text("x" * n)), 24, 25),
    "private_metadata": (lambda n: form(private_metadata="x" * n), 3000, 3001),
    "callback_id": (lambda n: form(callback_id="x" * n), 255, 256),
    "max_length": (lambda n: typed(max_length=n), 3000, 3001),
    "initial_value": (lambda n: typed(initial_value="x" * n), 3000, 3001),
    "placeholder": (lambda n: typed(placeholder=text("x" * n)), 150, 151),
    "label": (
        lambda n: form(question("b", "x" * n, {"type": "plain_text_input", "action_id": "a"})),
        2000,
        2001,
    ),
}

WRONG: dict[str, Json] = {
    "a form without submit": {**form(), "submit": None},
    "a block_id twice": form(section(block_id="one"), section(block_id="one")),
    "a form without title": {**form(), "title": None},
    "an unknown block": form({"type": "dividr"}),
    "markdown in a modal": form({"type": "markdown", "text": "x"}),
    "a text field in a section": form(section(accessory={"type": "plain_text_input"})),
    "a button that asks": form(question("b", "Label", {"type": "button", "text": text("x")})),
    "a date of another form": form(
        question("b", "Label", {"type": "datepicker", "initial_date": "23.11.2026"})
    ),
    "a preset nobody offers": form(menu("static_select", [option()], initial_option=option("Two"))),
    "a section without words": form({"type": "section"}),
    "a menu without options": form(menu("static_select", [])),
    "a title in mrkdwn": {**form(), "title": {"type": "mrkdwn", "text": "x"}},
    "emoji in mrkdwn": form(section() | {"text": {"type": "mrkdwn", "text": "x", "emoji": True}}),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_may_be_as_long_as_slack_says(name: str) -> None:
    """And no longer."""
    make, fits, over = MESSAGES[name]

    assert list(check_message({"text": "x", "blocks": make(fits)})) == []
    assert len(check_message({"text": "x", "blocks": make(over)})) == 1


@pytest.mark.parametrize("name", MODALS)
def test_a_modal_may_be_as_long_as_slack_says(name: str) -> None:
    """And no longer."""
    make, fits, over = MODALS[name]

    assert list(check_modal(make(fits))) == []
    assert len(check_modal(make(over))) == 1


@pytest.mark.parametrize("name", WRONG)
def test_what_slack_refuses_is_a_breach(name: str) -> None:
    """Whatever its length."""
    assert len(check_modal(WRONG[name])) > 0


def test_a_home_tab_has_a_hundred_blocks_and_no_title() -> None:
    """It is no form."""
    home = {"type": "home", "blocks": many(100, lambda _: section())}

    assert list(check_home(home)) == []
    assert len(check_home({**home, "title": text("x")})) == 1
    assert len(check_home({"type": "home", "blocks": [*home["blocks"], section()]})) == 1


async def test_a_breach_is_refused_as_slack_does_and_remembered(
    slack: SlackStandIn, person: Person
) -> None:
    """Methods for messages and for views have different errors."""
    client = make_client(slack, person.team.bot_token)
    trigger = slack.state.tickets.trigger(person.id, "T1")

    with pytest.raises(SlackApiError) as message:
        await client.chat_postMessage(channel="U1", text="x", blocks=[section("")])
    with pytest.raises(SlackApiError) as view:
        await client.views_open(trigger_id=trigger, view=form(title="x" * 25))

    assert message.value.response["error"] == "invalid_blocks"
    assert view.value.response["error"] == "invalid_arguments"
    assert view.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert len(slack.breaches) == 2
    assert person.sees() == []
    slack.breaches.clear()
