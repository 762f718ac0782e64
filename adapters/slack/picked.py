"""What stands in a modal when it is sent: words, choices and pickers folded into one value for each field."""

import re

from adapters.payload import Payload, read_items, read_mapping, read_text

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
    blocks = read_mapping(view, "state", "values")
    at_first = _initial(view)
    for id, block in blocks.items():
        if id.startswith(FIELD):
            key = id.removeprefix(FIELD)
            picked = read_mapping(blocks, PICK + key)
            typed = read_text(block, TYPED, "value")
            values[key] = fold(
                typed or _chosen(read_mapping(block, CHOSEN)),
                read_text(picked, DAY, "selected_date"),
                read_text(picked, TIME, "selected_time"),
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
    return {
        read_text(one, "block_id"): read_text(one, "element", "initial_value")
        for one in read_items(view, "blocks")
    }


def _chosen(element: Payload) -> str:
    several = read_items(element, "selected_options") or [read_mapping(element, "selected_option")]
    return "\n".join(filter(None, (read_text(one, "value") for one in several)))
