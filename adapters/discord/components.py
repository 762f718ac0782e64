"""The `custom_id` of everything of ours that can be pressed or sent: a packed action behind our mark."""

import re

MARK = "av"
"""Begins every `custom_id` of ours, with a number where an action stands twice in a message."""
TEMPLATE = re.compile(rf"{MARK}\d{{0,2}}:(?P<action>.+)", re.DOTALL)
"""What all our buttons match, after any restart or release."""


def pack(action: str, number: int = 0) -> str:
    """Return the `custom_id` of an action.

    Args:
        action: Packed; `bot.action.LONGEST` leaves room for the mark.
        number: How often the same action stands before it in the message.
    """
    return f"{MARK}{number or ''}:{action}"


def unpack(custom_id: str) -> str:
    """Return the action of a `custom_id`, empty if it is none of ours."""
    found = TEMPLATE.fullmatch(custom_id)
    return found["action"] if found else ""
