"""Reading Slack's JSON: text objects, form fields and the words in blocks."""

import json
from collections.abc import Iterator, Mapping

from tests.wire.json_shapes import Json, as_list, as_object, as_objects

__all__ = [
    "Json",
    "as_list",
    "as_object",
    "as_objects",
    "decode",
    "is_true",
    "shown",
    "text_of",
    "walk_mrkdwn",
    "walk_words",
]


def text_of(value: object) -> str:
    """The words of a text object, or of a plain string."""
    if isinstance(value, dict):
        value = value.get("text")
    return value if isinstance(value, str) else ""


def decode(value: object) -> object:
    """What a form field holds: Slack takes JSON inside of it for arrays and objects."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def is_true(value: object) -> bool:
    """Whether an argument says yes, in any of the ways in which clients say it."""
    return value in (True, 1, "1", "true", "True")


def walk_words(value: object) -> Iterator[str]:
    """Everything a person can read in blocks, from top to bottom."""
    if isinstance(value, list):
        for one in value:
            yield from walk_words(one)
    elif isinstance(value, Mapping):
        if value.get("type") == "mrkdwn":
            yield shown(str(value.get("text", "")))
            return
        for key in (
            "title",
            "label",
            "text",
            "fields",
            "description",
            "accessory",
            "element",
            "elements",
            "rows",
            "alt_text",
            "placeholder",
            "hint",
            "options",
            "body",
            "subtitle",
        ):
            found = value.get(key)
            if isinstance(found, str):
                yield found
            elif found is not None:
                yield from walk_words(found)


def walk_mrkdwn(value: object) -> Iterator[str]:
    """Every mrkdwn text in blocks, as it was sent, and what calls people in rich text."""
    if isinstance(value, list):
        for one in value:
            yield from walk_mrkdwn(one)
    elif isinstance(value, Mapping):
        if value.get("type") in ("mrkdwn", "markdown"):
            yield str(value.get("text", ""))
        elif value.get("type") in ("user", "usergroup", "broadcast"):
            yield f"<!{value['type']}>"
        for one in value.values():
            yield from walk_mrkdwn(one)


def shown(text: str) -> str:
    """Slack's own notation as people see it: its three escaped signs are signs again."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
