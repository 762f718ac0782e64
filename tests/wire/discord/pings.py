"""Who is called by a message: what it says, sieved by the mentions it allows."""

import re

from tests.wire.json_shapes import Json, as_list

_KINDS = {
    "everyone": re.compile(r"@(?:everyone|here)"),
    "roles": re.compile(r"<@&(\d+)>"),
    "users": re.compile(r"<@!?(\d+)>"),
}


def pings_of(text: str, allowed: Json) -> list[str]:
    """Every mention in a text that calls somebody; without `allowed_mentions` each of them does."""
    found: list[str] = []
    for kind, pattern in _KINDS.items():
        for one in pattern.finditer(text):
            named = one.groups() and one.group(1) in as_list(allowed.get(kind))
            if not allowed or kind in as_list(allowed.get("parse")) or named:
                found.append(one.group())
    return found


def calls_nobody(allowed: object) -> bool:
    """Whether `allowed_mentions` lets nobody be called, whatever the text says."""
    return isinstance(allowed, dict) and not any(
        allowed.get(key) for key in ("parse", "users", "roles", "replied_user")
    )
