"""Reads JSON that a platform sent: what is missing, or of another shape than documented, reads as empty."""

from collections.abc import Mapping

Payload = Mapping[str, object]


def read_mapping(found: object, *keys: str) -> Payload:
    """Return the object that lies under some keys, each within the one before."""
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def read_text(found: object, *keys: str) -> str:
    """Return the text that lies under some keys; with no key, what was handed over if it is one."""
    value = read_mapping(found, *keys[:-1]).get(keys[-1]) if keys else found
    return value if isinstance(value, str) else ""


def read_items(found: object, *keys: str) -> list[Payload]:
    """Return the objects in the list that lies under some keys; with no key, in what was handed over."""
    value = read_mapping(found, *keys[:-1]).get(keys[-1]) if keys else found
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
