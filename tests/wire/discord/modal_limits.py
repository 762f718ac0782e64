"""What Discord takes of a form, and of the choices that autocomplete offers."""

from collections.abc import Callable

from tests.wire.discord.components import (
    CUSTOM_ID,
    PLACEHOLDER,
    SELECTS,
    At,
    check_ids,
    check_options,
    check_select,
)
from tests.wire.discord.parts import Part
from tests.wire.discord.rules import Breaches
from tests.wire.json_shapes import Json, as_object, as_objects

TITLE, LABEL, DESCRIPTION = 45, 45, 100
PARTS = 5
VALUE = 4000
CHOICES, CHOICE = 25, 100

_AT_TOP = (Part.ACTION_ROW, Part.TEXT_DISPLAY, Part.LABEL)


def check_modal(sent: Json) -> Breaches:
    """Hold a form to the limits."""
    breaches = Breaches()
    breaches.string(sent.get("custom_id"), ("custom_id",), CUSTOM_ID, needed=True)
    breaches.string(sent.get("title"), ("title",), TITLE, needed=True)
    breaches.count(sent.get("components"), ("components",), 1, PARTS)
    check_ids(breaches, sent.get("components"), ("components",))
    for n, part in enumerate(as_objects(sent.get("components"))):
        at = ("components", str(n))
        if not breaches.one_of(part.get("type"), (*at, "type"), _AT_TOP):
            continue
        if part["type"] == Part.LABEL:
            _check_label(breaches, part, at)
        elif part["type"] == Part.ACTION_ROW:
            breaches.count(part.get("components"), (*at, "components"), 1, 1)
            for one in as_objects(part.get("components")):
                breaches.string(one.get("label"), (*at, "label"), LABEL, needed=True)
                _check_field(breaches, one, (*at, "components", "0"), (Part.TEXT_INPUT,))
        else:
            breaches.string(part.get("content"), (*at, "content"), VALUE, needed=True)
    return breaches


def check_choices(choices: object) -> Breaches:
    """Hold what autocomplete offers."""
    breaches = Breaches()
    breaches.count(choices, ("choices",), 0, CHOICES)
    for n, one in enumerate(as_objects(choices)):
        at = ("choices", str(n))
        breaches.string(one.get("name"), (*at, "name"), CHOICE, needed=True)
        if isinstance(one.get("value"), str):
            breaches.string(one["value"], (*at, "value"), CHOICE, least=0)
        elif not isinstance(one.get("value"), (int, float)):
            breaches.add((*at, "value"), "BASE_TYPE_REQUIRED", "This field is required")
    return breaches


def _check_label(breaches: Breaches, label: Json, at: At) -> None:
    breaches.string(label.get("label"), (*at, "label"), LABEL, needed=True)
    breaches.string(label.get("description"), (*at, "description"), DESCRIPTION)
    field = as_object(label.get("component"))
    if field.get("label") is not None:
        breaches.add((*at, "component", "label"), "TEXT_INPUT_LABEL_IN_LABEL",
                     "A label is not allowed inside of a Label")  # fmt: skip
    _check_field(breaches, field, (*at, "component"), tuple(_FIELDS))


def _check_field(breaches: Breaches, field: Json, at: At, kinds: tuple[Part, ...]) -> None:
    if breaches.one_of(field.get("type"), (*at, "type"), kinds):
        breaches.string(field.get("custom_id"), (*at, "custom_id"), CUSTOM_ID, needed=True)
        _FIELDS[Part(field["type"])](breaches, field, at)


def _check_text_input(breaches: Breaches, field: Json, at: At) -> None:
    breaches.one_of(field.get("style"), (*at, "style"), (1, 2))
    breaches.whole(field.get("min_length"), (*at, "min_length"), 0, VALUE)
    breaches.whole(field.get("max_length"), (*at, "max_length"), 1, VALUE)
    breaches.string(field.get("placeholder"), (*at, "placeholder"), CHOICE, least=0)
    most = field.get("max_length")
    least = field.get("min_length") if field.get("value") else 0
    breaches.string(
        field.get("value"),
        (*at, "value"),
        most if isinstance(most, int) else VALUE,
        least=least if isinstance(least, int) else 0,
    )


def _check_least(breaches: Breaches, field: Json, at: At) -> None:
    """What has to be filled in cannot be content with nothing."""
    if field.get("required") is not False and field.get("min_values") == 0:
        breaches.add(
            (*at, "min_values"),
            "COMPONENT_REQUIRED_MIN_VALUES",
            "min_values must be at least 1 when required",
        )


def _check_menu(breaches: Breaches, field: Json, at: At) -> None:
    check_select(breaches, field, at)
    _check_least(breaches, field, at)
    if field.get("disabled"):
        breaches.add(
            (*at, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "Cannot be disabled in a modal"
        )


def _check_radio(breaches: Breaches, field: Json, at: At) -> None:
    check_options(breaches, field, at, 2, 10)


def _check_boxes(breaches: Breaches, field: Json, at: At) -> None:
    breaches.whole(field.get("min_values"), (*at, "min_values"), 0, 10)
    breaches.whole(field.get("max_values"), (*at, "max_values"), 1, 10)
    most = field.get("max_values") or len(as_objects(field.get("options")))
    check_options(breaches, {**field, "max_values": most}, at, 1, 10)
    _check_least(breaches, field, at)


def _check_upload(breaches: Breaches, field: Json, at: At) -> None:
    breaches.whole(field.get("min_values"), (*at, "min_values"), 0, 10)
    breaches.whole(field.get("max_values"), (*at, "max_values"), 1, 10)
    _check_least(breaches, field, at)


def _check_box(breaches: Breaches, field: Json, at: At) -> None:
    if not isinstance(field.get("default", False), bool):
        breaches.add((*at, "default"), "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


_FIELDS: dict[Part, Callable[[Breaches, Json, At], None]] = {
    Part.TEXT_INPUT: _check_text_input,
    **dict.fromkeys(SELECTS, _check_menu),
    Part.FILE_UPLOAD: _check_upload,
    Part.RADIO_GROUP: _check_radio,
    Part.CHECKBOX_GROUP: _check_boxes,
    Part.CHECKBOX: _check_box,
}

__all__ = ["CHOICES", "PLACEHOLDER", "check_choices", "check_modal"]
