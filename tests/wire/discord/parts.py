"""Finding one's way in components: words, buttons, menus and fields."""

from collections.abc import Iterator
from enum import IntEnum

from tests.wire.json_shapes import Json, as_list, as_object, as_objects


class Part(IntEnum):
    """The kinds of components."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


LINK, PREMIUM = 5, 6
"""Styles of buttons that send nothing."""

_READ = ("name", "title", "label", "description", "content", "value", "placeholder", "text")
_INSIDE = ("author", "fields", "footer", "components", "component", "accessory", "items", "options")


def walk(parts: object) -> Iterator[Json]:
    """Every component, nested ones after the one that holds them."""
    for part in as_objects(parts):
        yield part
        yield from walk(part.get("components"))
        yield from walk([part.get("component"), part.get("accessory")])


def walk_words(parts: object) -> Iterator[str]:
    """Everything a person can read, from top to bottom."""
    for part in as_objects(parts):
        # The values of options and of what was typed are not shown beside their labels.
        is_option = "value" in part and "label" in part
        for key in _READ:
            if key == "value" and (is_option or "custom_id" in part):
                continue
            if isinstance(part.get(key), str):
                yield part[key]
        for key in _INSIDE:
            inner = part.get(key)
            yield from walk_words(inner if isinstance(inner, list) else [inner])


def buttons_of(parts: object) -> list[Json]:
    """The buttons that can be pressed."""
    return [one for one in walk(parts) if is_button(one) and not one.get("disabled")]


def is_button(part: Json) -> bool:
    """Whether pressing it tells the app."""
    return part.get("type") == Part.BUTTON and part.get("style") not in (LINK, PREMIUM)


def label_of(part: Json) -> str:
    """What stands on a button, its emoji where there are no words."""
    return str(part.get("label") or as_object(part.get("emoji")).get("name") or "")


def menus_of(parts: object) -> list[Json]:
    """The select menus of a message."""
    kinds = (Part.STRING_SELECT, Part.USER_SELECT, Part.ROLE_SELECT, Part.MENTIONABLE_SELECT)
    return [one for one in walk(parts) if one.get("type") in (*kinds, Part.CHANNEL_SELECT)]


def fields_of(parts: object) -> Iterator[tuple[str, Json]]:
    """The fields of a form with their labels."""
    for part in as_objects(parts):
        if part.get("type") == Part.LABEL:
            yield str(part.get("label", "")), as_object(part.get("component"))
        elif part.get("type") == Part.ACTION_ROW:
            for one in as_objects(part.get("components")):
                yield str(one.get("label", "")), one


def find_field(parts: object, name: str) -> Json | None:
    """A field of a form by its label or custom_id."""
    for label, one in fields_of(parts):
        if name in (label, one.get("custom_id")):
            return one
    return None


def values_of_options(part: Json, wanted: object) -> list[str]:
    """The values of the options with these labels (or values)."""
    names = [str(one) for one in as_list(wanted)] if isinstance(wanted, list) else [str(wanted)]
    found: list[str] = []
    for name in names:
        value = next(
            (
                str(one["value"])
                for one in as_objects(part.get("options"))
                if name in (one.get("label"), one.get("value"))
            ),
            None,
        )
        labels = [one.get("label") for one in as_objects(part.get("options"))]
        assert value is not None, f"no option {name!r}; there are {labels}"
        found.append(value)
    return found


def medias_of(part: Json) -> list[Json]:
    """The pictures and files that one component shows."""
    found = [part.get("file"), part.get("media")]
    found += [one.get("media") for one in as_objects(part.get("items"))]
    return as_objects(found)


def number_parts(parts: list[Json]) -> list[Json]:
    """The components as Discord gives them back: each with an `id` of its own."""
    taken = {one["id"] for one in walk(parts) if one.get("id")}
    following = 1
    for one in walk(parts):
        if not one.get("id"):
            while following in taken:
                following += 1
            one["id"] = following
            taken.add(following)
    return parts
