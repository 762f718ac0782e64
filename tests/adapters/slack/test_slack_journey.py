"""A conversation goes to Slack and back unharmed: what is drawn is what comes back."""

from typing import Any

import pytest

from adapters.slack.form import errors_for, render_form
from adapters.slack.home import render_home
from adapters.slack.inbound import Acted, read
from adapters.slack.render import render_message
from bot.library import load_library
from bot.message import Card, Form, Message, Text
from tests.adapters.slack import limits, payloads
from tests.desk import Desk


@pytest.fixture
async def desk() -> Desk:
    """A person who has just sat down."""
    at = Desk(load_library())
    await at.sit_down()
    return at


async def send(desk: Desk, payload: Any) -> str:
    """Let the person do what a payload says, and return what Slack shows of the answer."""
    found = read(payload)
    assert isinstance(found, Acted)
    reply = await desk.act(found.inbound.act)
    return shown(*filter(None, (reply.edit, *reply.messages)))


def shown(*messages: Message) -> str:
    """Return what can be read of messages in Slack."""
    return " ".join(
        limits.read(page.blocks) for message in messages for page in render_message(message)
    )


def press(desk: Desk, label: str) -> Any:
    """Return the payload of pressing a button as it is drawn."""
    for message in reversed(desk.said):
        for page in render_message(message):
            for block in page.blocks:
                for element in block["elements"] if block["type"] == "actions" else ():
                    if element["text"]["text"] == label:
                        return payloads.PRESS | {"actions": [element]}
    raise AssertionError(f"no button {label!r}")


def submit(form: Form, picked: dict[str, dict[str, str]] | None = None, **typed: str) -> Any:
    """Return the payload of sending a form as it is drawn."""
    view = render_form(form)
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            key = block["block_id"].removeprefix("field:")
            at_first = block["element"].get("initial_value")
            values[block["block_id"]] = {"typed": {"value": typed.get(key, at_first)}}
    for key, pickers in (picked or {}).items():
        values[f"pick:{key}"] = {
            name: {f"selected_{'date' if name == 'day' else 'time'}": value}
            for name, value in pickers.items()
        }
    return payloads.SUBMISSION | {"view": view | {"id": "V1", "state": {"values": values}}}


@pytest.mark.parametrize(
    ("picked", "ended"),
    [
        ({"day": "2026-11-20", "time": "14:10"}, "Fri 20 Nov 2026, 14:10"),
        ({"day": "2026-11-19", "time": "09:05"}, "Thu 19 Nov 2026, 09:05"),
        ({"time": "11:20"}, "Fri 20 Nov 2026, 11:20"),
    ],
)
async def test_a_picked_moment_is_understood(
    desk: Desk, picked: dict[str, str], ended: str
) -> None:
    """The end of an interview, picked instead of typed, is echoed like a typed one."""
    await send(desk, payloads.COMMAND | {"text": "add Acme"})
    assert desk.form is not None
    told = await send(desk, submit(desk.form, {"ended": picked}, country="Germany"))
    assert not desk.problems, desk.problems
    assert ended in told


async def test_a_form_that_was_sent_too_empty_says_what_is_missing(desk: Desk) -> None:
    """Slack lets a moment pass that was neither typed nor picked; the core asks for it at its field."""
    await send(desk, payloads.COMMAND | {"text": "add Acme"})
    form = desk.form
    assert form is not None
    await send(desk, submit(form, ended="", country="Germany"))
    keys = [one.key for one in form.fields]
    assert list(errors_for(keys, desk.problems)["errors"]) == ["field:ended"]


async def test_a_drawn_button_does_what_it_says(desk: Desk) -> None:
    """The action survives the way to Slack and back."""
    await desk.add("Acme")
    assert "names" in await send(desk, press(desk, "Add people"))


async def test_two_hundred_interviews_fit_the_home_tab() -> None:
    """All of them, a line each, without one left out."""
    lines = tuple(f"Company {n} · ended Fri 20 Nov · 0 of 7 steps done" for n in range(200))
    view = render_home([Card("Your interviews", lines), Text("That is all.")])
    limits.check_view(view)
    told = limits.read(view["blocks"])
    assert all(f"Company {n} ·" in told for n in range(200))
