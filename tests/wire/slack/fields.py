"""What stands in fields, menus and pickers: `state.values`, and what an action says of them."""

from collections.abc import Sequence
from datetime import date, datetime, time

from tests.wire.slack.elements import options_of
from tests.wire.slack.json_shapes import Json, as_list, as_object, as_objects, text_of

_EMPTY: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
}


def initial_state(blocks: list[Json], kept: Json | None = None) -> Json:
    """The state of fresh blocks; what was typed stays where block_id and action_id stay."""
    state: Json = {}
    for block in blocks:
        for element in stateful_elements(block):
            block_id, action_id = str(block["block_id"]), str(element["action_id"])
            before = as_object(as_object((kept or {}).get(block_id)).get(action_id))
            if before.get("type") == element["type"]:
                state.setdefault(block_id, {})[action_id] = before
                continue
            key, initial = _EMPTY[str(element["type"])]
            empty: object = [] if key == "selected_options" else None
            state.setdefault(block_id, {})[action_id] = {
                "type": element["type"],
                key: element.get(initial, empty),
            }
    return state


def stateful_elements(block: Json) -> list[Json]:
    """The elements of a block that keep a value."""
    inner = [as_object(block.get("element")), as_object(block.get("accessory"))]
    if block.get("type") == "actions":
        inner += as_objects(block.get("elements"))
    return [one for one in inner if one.get("type") in _EMPTY and one["type"] != "overflow"]


def entry(element: Json, value: object) -> Json:
    """How `state.values` holds a value that a person gives.

    Options are given by their label or value, dates and times as such or in Slack's notation; None empties.
    """
    kind = str(element["type"])
    key = _EMPTY[kind][0]
    return {"type": kind, key: _wrap(element, key, value)}


def _wrap(element: Json, key: str, value: object) -> object:
    if value is None or value == "":
        return [] if key == "selected_options" else None
    match key:
        case "selected_option":
            return find_option(element, str(value))
        case "selected_options":
            names = [value] if isinstance(value, str) else value
            assert isinstance(names, Sequence), f"a list of labels is needed, not {value!r}"
            return [find_option(element, str(name)) for name in names]
        case "selected_date":
            return (
                value.isoformat()
                if isinstance(value, date)
                else date.fromisoformat(str(value)).isoformat()
            )
        case "selected_time":
            moment = value if isinstance(value, time) else time.fromisoformat(str(value))
            return moment.strftime("%H:%M")
        case "selected_date_time":
            return int(value.timestamp()) if isinstance(value, datetime) else int(str(value))
    return str(value)


def find_option(element: Json, name: str) -> Json:
    """The option with that label or value."""
    offered = options_of(element)
    for option in offered:
        if name in (text_of(option.get("text")), option.get("value")):
            return option
    raise AssertionError(
        f"no option {name!r}; there are {[text_of(one['text']) for one in offered]}"
    )


def has_option(element: Json, name: str) -> bool:
    """Whether a menu offers that label or value."""
    return any(name in (text_of(one.get("text")), one.get("value")) for one in options_of(element))


def action_of(element: Json, ts: str, kept: Json | None = None) -> Json:
    """The entry of `actions` in a block_actions payload."""
    shown = {"type", "action_id", "block_id", "text", "value", "style", "url", "placeholder", "initial_option",
             "initial_date", "initial_time", "initial_date_time"}  # fmt: skip
    told = {key: value for key, value in element.items() if key in shown}
    return {**told, **(kept or {}), "action_ts": ts}


def complaints(blocks: list[Json], state: Json) -> dict[str, str]:
    """What Slack's own client says before it sends a form at all, by block_id."""
    said: dict[str, str] = {}
    for block in blocks:
        element = as_object(block.get("element"))
        if block.get("type") != "input" or element.get("type") not in _EMPTY:
            continue
        key = _EMPTY[str(element["type"])][0]
        block_id = str(block["block_id"])
        value = as_object(as_object(state.get(block_id)).get(element["action_id"])).get(key)
        if value in (None, "", []):
            if not block.get("optional", False):
                said[block_id] = "Please complete this required field."
            continue
        length = len(value) if isinstance(value, str) else 0
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if element["type"] == "plain_text_input" and not least <= length <= most:
            said[block_id] = f"Please use {least} to {most} characters."
        elif element["type"] == "email_text_input" and "@" not in str(value):
            said[block_id] = "Please enter a valid email address."
        elif element["type"] == "url_text_input" and "://" not in str(value):
            said[block_id] = "Please enter a valid URL."
        elif len(as_list(value)) > element.get("max_selected_items", 100):
            said[block_id] = f"Please pick at most {element['max_selected_items']}."
    return said
