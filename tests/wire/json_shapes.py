"""Reading JSON whose shape nobody promised."""

from typing import Any

Json = dict[str, Any]


def as_object(value: object) -> Json:
    """The value where it is an object, and an empty one otherwise."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """The value where it is a list, and an empty one otherwise."""
    return value if isinstance(value, list) else []


def as_objects(value: object) -> list[Json]:
    """The objects in a list."""
    return [one for one in as_list(value) if isinstance(one, dict)]
