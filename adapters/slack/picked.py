"""What stands in a modal when it is sent: words, choices and pickers folded into one value for each field."""

import re
from collections.abc import Mapping

FIELD = "field:"
"""Begins the `block_id` of a field; its key follows."""
PICK = "pick:"
"""Begins the `block_id` of the pickers beside a field."""
TYPED, CHOSEN, DAY, TIME = "typed", "chosen", "day", "time"
"""`action_id`s within them."""

_CLOCK_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s*[ap]\.?m\b\.?)?|\b(?:1[0-2]|0?[1-9])\s*[ap]\.?m\b\.?",
    re.IGNORECASE,
)


def read_values(state: object) -> dict[str, str]:
    """Return the values of a view's `state` by field key; what is missing or odd in it is left out."""
    blocks = _under(state, "values")
    values: dict[str, str] = {}
    for id, block in blocks.items():
        if id.startswith(FIELD):
            key = id.removeprefix(FIELD)
            picked = _under(blocks, PICK + key)
            values[key] = fold(
                _value(_under(block, TYPED)) or _chosen(_under(block, CHOSEN)),
                _text(_under(picked, DAY).get("selected_date")),
                _text(_under(picked, TIME).get("selected_time")),
            )
    return values


def fold(typed: str, day: str, time: str) -> str:
    """Return what was typed and picked as one value: what was picked wins, the rest is as typed."""
    if day and time:
        return f"{day} {time}"
    found = _CLOCK_TIME.search(typed)
    if day:
        return f"{day} {found[0]}" if found else day
    if time:
        words = typed if found is None else typed[: found.start()] + typed[found.end() :]
        return " ".join([*words.split(), time])
    return typed


def _value(element: Mapping[str, object]) -> str:
    return _text(element.get("value"))


def _chosen(element: Mapping[str, object]) -> str:
    several = element.get("selected_options")
    options = several if isinstance(several, list) else [element.get("selected_option")]
    return "\n".join(filter(None, (_text(_mapping(one).get("value")) for one in options)))


def _under(found: object, key: str) -> Mapping[str, object]:
    return _mapping(_mapping(found).get(key))


def _mapping(found: object) -> Mapping[str, object]:
    return found if isinstance(found, Mapping) else {}


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""
