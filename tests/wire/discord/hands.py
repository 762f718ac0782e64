"""Pressing buttons and choosing in menus of messages."""

from typing import TYPE_CHECKING

from tests.wire.discord.acts import act
from tests.wire.discord.interactions import Answer, Kind
from tests.wire.discord.parts import Part, buttons_of, label_of, menus_of, values_of_options, walk
from tests.wire.discord.records import Message
from tests.wire.json_shapes import Json, as_objects

if TYPE_CHECKING:
    from tests.wire.discord.people import Person


async def press(person: "Person", label: str, at: Message | None) -> Answer:
    """Press the button with that label."""
    for message in _places(person, at):
        for button in buttons_of(message.components):
            if label_of(button) == label:
                return await use(person, message, button["custom_id"], Part.BUTTON, label)
    there = [label for one in _places(person, at) for label in one.buttons]
    raise AssertionError(f"no button {label!r}; {person.name} has {there}")


async def pick(person: "Person", name: str, value: object, at: Message | None) -> Answer:
    """Choose in the menu with that placeholder or custom_id; without a name, in the one with the option."""
    for message in _places(person, at):
        for menu in menus_of(message.components):
            if not menu.get("disabled") and _is_meant(menu, name, value):
                values = values_of_options(menu, value)
                least, most = menu.get("min_values", 1), menu.get("max_values", 1)
                assert least <= len(values) <= most, f"{least} to {most} can be chosen"
                return await use(
                    person, message, menu["custom_id"], menu["type"], name or str(value), values
                )
    raise AssertionError(f"no menu {name!r} with {value!r} before {person.name}")


def _is_meant(menu: Json, name: str, value: object) -> bool:
    if name:
        return name in (menu.get("placeholder"), menu["custom_id"])
    first = value[0] if isinstance(value, list) and value else value
    return any(first in (one["label"], one["value"]) for one in as_objects(menu.get("options")))


def _places(person: "Person", at: Message | None) -> list[Message]:
    return [at] if at is not None else list(reversed(person.sees()))


async def use(
    person: "Person",
    message: Message,
    custom_id: str,
    kind: int,
    about: str,
    values: list[str] | None = None,
) -> Answer:
    """Send what a component of a message sends, whether it is there or made up."""
    there = [one for one in walk(message.components) if one.get("custom_id") == custom_id]
    data: Json = {
        "id": there[0]["id"] if there else 0,
        "custom_id": custom_id,
        "component_type": int(kind),
    }
    if values is not None:
        data["values"] = values
    # Whose install brought the message is told, whoever presses.
    owners = dict(message.owners) or None
    return await act(person, Kind.COMPONENT, data, about=about, source=message, owners=owners)
