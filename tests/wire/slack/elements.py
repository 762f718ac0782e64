"""The limits of everything inside a block that can be pressed, picked or filled."""

from datetime import date, time

from tests.wire.slack.json_shapes import Json, as_list, as_object, as_objects
from tests.wire.slack.rules import Breaches

_TEXT_INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_WITH_OPTIONS = {"static_select", "multi_static_select", "overflow", "radio_buttons", "checkboxes"}
_MOST_OPTIONS = {"static_select": 100, "multi_static_select": 100, "overflow": 5,
                 "radio_buttons": 10, "checkboxes": 10}  # fmt: skip


def check_element(breaches: Breaches, element: object, at: str, kinds: set[str]) -> None:
    """Hold one element to its limits, given which kinds its block takes."""
    if not isinstance(element, dict):
        breaches.add(at, "must be an object")
        return
    kind = str(element.get("type"))
    if kind not in kinds:
        breaches.add(f"{at}/type", f"unsupported type: {kind}")
        return
    if kind == "image":
        breaches.string(element.get("alt_text"), f"{at}/alt_text", 2000, needed=True)
        return
    breaches.string(element.get("action_id"), f"{at}/action_id", 255)
    if element.get("placeholder") is not None:
        breaches.plain_text(element["placeholder"], f"{at}/placeholder", 150)
    if element.get("confirm") is not None:
        _check_confirm(breaches, as_object(element["confirm"]), f"{at}/confirm")
    if kind == "button":
        _check_button(breaches, element, at)
    elif kind in _TEXT_INPUTS:
        _check_text_input(breaches, element, at)
    elif kind in _WITH_OPTIONS:
        _check_options(breaches, element, at)
    else:
        _check_picker(breaches, element, at)


def _check_button(breaches: Breaches, element: Json, at: str) -> None:
    breaches.plain_text(element.get("text"), f"{at}/text", 75)
    breaches.string(element.get("value"), f"{at}/value", 2000, least=0)
    breaches.string(element.get("url"), f"{at}/url", 3000)
    breaches.string(element.get("accessibility_label"), f"{at}/accessibility_label", 75)
    if element.get("style") not in (None, "primary", "danger"):
        breaches.add(f"{at}/style", "must be `primary` or `danger`")


def _check_confirm(breaches: Breaches, confirm: Json, at: str) -> None:
    breaches.plain_text(confirm.get("title"), f"{at}/title", 100)
    breaches.text(confirm.get("text"), f"{at}/text", 300)
    for key in ("confirm", "deny"):
        breaches.plain_text(confirm.get(key), f"{at}/{key}", 30)


def _check_text_input(breaches: Breaches, element: Json, at: str) -> None:
    if element["type"] == "number_input":
        if not isinstance(element.get("is_decimal_allowed"), bool):
            breaches.add(f"{at}/is_decimal_allowed", "missing required field: is_decimal_allowed")
        return
    longest = element.get("max_length", 3000)
    for key, least in (("min_length", 0), ("max_length", 1)):
        bound = element.get(key, least)
        if not isinstance(bound, int) or not least <= bound <= 3000:
            breaches.add(f"{at}/{key}", f"must be between {least} and 3000")
    most = longest if isinstance(longest, int) else 3000
    breaches.string(element.get("initial_value"), f"{at}/initial_value", most, least=0)


def _check_options(breaches: Breaches, element: Json, at: str) -> None:
    groups = element.get("option_groups")
    most = _MOST_OPTIONS[str(element["type"])]
    if groups is not None:
        breaches.count(groups, f"{at}/option_groups", 1, 100)
        for n, group in enumerate(as_objects(groups)):
            breaches.plain_text(group.get("label"), f"{at}/option_groups/{n}/label", 75)
            breaches.count(group.get("options"), f"{at}/option_groups/{n}/options", 1, 100)
    else:
        breaches.count(element.get("options"), f"{at}/options", 1, most)
    offered = options_of(element)
    for n, option in enumerate(offered):
        _check_option(breaches, option, f"{at}/options/{n}", str(element["type"]))
    preset = [element["initial_option"]] if "initial_option" in element else []
    preset += as_list(element.get("initial_options"))
    if "initial_options" in element:
        breaches.count(element["initial_options"], f"{at}/initial_options", 1, None)
    if any(one not in offered for one in preset):
        breaches.add(f"{at}/initial_option", "must exactly match one of the provided options")


def _check_option(breaches: Breaches, option: Json, at: str, kind: str) -> None:
    text = breaches.text if kind in ("radio_buttons", "checkboxes") else breaches.plain_text
    text(option.get("text"), f"{at}/text", 75)
    breaches.string(option.get("value"), f"{at}/value", 150, needed=True)
    if option.get("description") is not None:
        breaches.text(option["description"], f"{at}/description", 75)


def options_of(element: Json) -> list[Json]:
    """What a menu offers, with the groups put one after another."""
    groups = as_objects(element.get("option_groups"))
    return [option for one in groups or [element] for option in as_objects(one.get("options"))]


def _check_picker(breaches: Breaches, element: Json, at: str) -> None:
    match element["type"]:
        case "datepicker":
            _check_format(breaches, element.get("initial_date"), f"{at}/initial_date", 10)
        case "timepicker":
            _check_format(breaches, element.get("initial_time"), f"{at}/initial_time", 5)
        case "datetimepicker":
            moment = element.get("initial_date_time")
            if moment is not None and (not isinstance(moment, int) or len(str(moment)) != 10):
                breaches.add(f"{at}/initial_date_time", "must be a 10-digit Unix timestamp")


def _check_format(breaches: Breaches, value: object, at: str, length: int) -> None:
    if value is None:
        return
    try:
        (date if length == 10 else time).fromisoformat(str(value))
        fits = len(str(value)) == length
    except ValueError:
        fits = False
    if not fits:
        breaches.add(at, "must be in the format " + ("YYYY-MM-DD" if length == 10 else "HH:mm"))
