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


def read_values(view: object) -> dict[str, str]:
    """Return the values of a view that was sent, by field key; what is missing or odd in it is left out."""
    values: dict[str, str] = {}
    blocks = _under(_under(view, "state"), "values")
    at_first = _initial(view)
    for id, block in blocks.items():
        if id.startswith(FIELD):
            key = id.removeprefix(FIELD)
            picked = _under(blocks, PICK + key)
            typed = _value(_under(block, TYPED))
            values[key] = fold(
                typed or _chosen(_under(block, CHOSEN)),
                _text(_under(picked, DAY).get("selected_date")),
                _text(_under(picked, TIME).get("selected_time")),
                is_own=typed != at_first.get(id, ""),
            )
    return values


def fold(typed: str, day: str, time: str, *, is_own: bool = True) -> str:
    """Return what was typed and picked as one value: what was picked wins, the rest is as typed.

    Args:
        typed: The words.
        day, time: What was picked, empty if nothing.
        is_own: Whether the person typed the words; otherwise they stood there already.
    """
    if day and time:
        return f"{day} {time}"
    found = _CLOCK_TIME.search(typed)
    if day:
        return f"{day} {found[0]}" if found else day
    if time:
        rest = typed if found is None else typed[: found.start()] + typed[found.end() :]
        # "just now" was only a guess of ours, a date that stood there is not.
        keeps = is_own or any(one.isdigit() for one in rest)
        return " ".join([*(rest.split() if keeps else ()), time])
    return typed


def _initial(view: object) -> dict[str, str]:
    blocks = _mapping(view).get("blocks")
    found = (_mapping(one) for one in blocks) if isinstance(blocks, list) else ()
    return {
        _text(one.get("block_id")): _text(_under(one, "element").get("initial_value"))
        for one in found
    }


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
