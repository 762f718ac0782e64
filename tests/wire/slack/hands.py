"""Pressing and picking: block actions, and what comes back to a command."""

from typing import TYPE_CHECKING

from tests.wire.slack.deliveries import Answer
from tests.wire.slack.fields import action_of, entry, has_option, initial_state
from tests.wire.slack.json_shapes import Json, as_object, text_of
from tests.wire.slack.limits import check_message
from tests.wire.slack.payloads import describe_interaction, describe_message, describe_view
from tests.wire.slack.records import Channel, Message, View, elements_of, find_input, is_button
from tests.wire.slack.tickets import ResponseUrl

if TYPE_CHECKING:
    from tests.wire.slack.people import Person

Place = Message | View


def describe_own(person: "Person", view: View) -> Json:
    """A view in front of somebody, as payloads show it."""
    return describe_view(person.team, view)


def _places(person: "Person") -> list[Place]:
    if person.modal is not None:
        return [person.modal]
    home = [person.home] if person.home is not None else []
    return [*reversed(person.sees()), *home]


async def press(person: "Person", label: str, at: Place | None) -> Answer:
    """Press the button with that label."""
    for place in [at] if at is not None else _places(person):
        for element in elements_of(place.blocks):
            if is_button(element) and text_of(element.get("text")) == label:
                return await act(person, place, element, {})
    raise AssertionError(f"no button {label!r}; {person.id} has {_buttons(person, at)}")


def _buttons(person: "Person", at: Place | None) -> list[str]:
    places = [at] if at is not None else _places(person)
    return [label for place in places for label in place.buttons]


async def pick(person: "Person", field_name: str, value: object, at: Place | None) -> Answer:
    """Choose in a menu or picker."""
    for place in [at] if at is not None else _places(person):
        element = _find_menu(place, field_name, value)
        if element is not None:
            kept = entry(element, value)
            if element["type"] != "overflow":
                state = place.state or initial_state(place.blocks)
                state.setdefault(element["block_id"], {})[element["action_id"]] = kept
                place.state = state
            return await act(person, place, element, kept)
    raise AssertionError(f"no menu {field_name!r} with {value!r} before {person.id}")


def _find_menu(place: Place, field_name: str, value: object) -> Json | None:
    if field_name:
        found = find_input(place.blocks, field_name)
        return {**found[1], "block_id": found[0]["block_id"]} if found else None
    for element in elements_of(place.blocks):
        if not is_button(element) and has_option(element, str(value)):
            return element
    return None


async def act(person: "Person", place: Place, element: Json, kept: Json) -> Answer:
    """Send the block action of one element."""
    state = person.state
    action = action_of(element, state.ids.ts(), kept)
    payload = describe_interaction(person, "block_actions") | {"actions": [action]}
    if isinstance(place, View):
        modal = place.sent["type"] == "modal"
        payload |= {
            "container": {"type": "view", "view_id": place.id},
            "view": describe_view(person.team, place),
            "trigger_id": state.tickets.trigger(person.id, person.team.id, in_modal=modal),
        }
    else:
        payload |= _of_message(person, place)
    answer = await state.deliveries.interact("interactive", payload, takes_answer=False)
    if not answer.acked:
        state.trouble(person.id, "block_actions", answer.problem)
    return answer


def _of_message(person: "Person", message: Message) -> Json:
    state, team = person.state, person.team
    channel = team.channels[message.channel]
    ephemeral = message.only_for is not None
    path = state.tickets.response(
        "actions", ResponseUrl(person.id, team.id, channel.id, state.clock.now(), message)
    )
    told: Json = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": channel.id, "name": channel.command_name},
        "trigger_id": state.tickets.trigger(person.id, team.id),
        "response_url": state.base + path,
        "state": {"values": message.state or initial_state(message.blocks)},
    }
    # A message that only one person sees is not kept: Slack does not show it to the app again.
    if not ephemeral:
        told["message"] = describe_message(team, message, state.base)
    return told


def take_command_answer(person: "Person", channel: Channel, command: str, answer: Answer) -> None:
    """Show what a command was acknowledged with, or that it was not."""
    if not answer.acked:
        timed_out = answer.problem in ("timeout", "http_timeout")
        person.state.trouble(
            person.id, command, "operation_timeout" if timed_out else "dispatch_failed"
        )
        return
    said = answer.body
    payload = as_object(said) if isinstance(said, dict) else {"text": str(said or "")}
    if payload.get("text") or payload.get("blocks"):
        show_response(person, channel, payload, via="ack")


def show_response(person: "Person", channel: Channel, payload: Json, *, via: str) -> list[str]:
    """Let an answer to a command or interaction appear; gives the breaches that kept it from doing so."""
    breaches = list(check_message(payload))
    for one in breaches:
        person.state.breach(via, one)
    if not breaches:
        alone = None if payload.get("response_type") == "in_channel" else person.id
        person.team.post(channel, payload, via=via, only_for=alone)
    return breaches
