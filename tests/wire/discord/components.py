"""What Discord takes of components in messages: how many, which inside of which, and how long."""

from collections.abc import Callable

from tests.wire.discord.parts import LINK, PREMIUM, Part, walk
from tests.wire.discord.rules import Breaches
from tests.wire.json_shapes import Json, as_list, as_object, as_objects

MOST, MOST_TEXT = 40, 4000
ROWS, BUTTONS = 5, 5
CUSTOM_ID, LABEL, PLACEHOLDER = 100, 80, 150
OPTIONS, OPTION = 25, 100

At = tuple[str, ...]
Check = Callable[[Breaches, Json, At], None]

SELECTS = (
    Part.STRING_SELECT,
    Part.USER_SELECT,
    Part.ROLE_SELECT,
    Part.MENTIONABLE_SELECT,
    Part.CHANNEL_SELECT,
)
_LAYOUT = (
    Part.ACTION_ROW,
    Part.SECTION,
    Part.TEXT_DISPLAY,
    Part.MEDIA_GALLERY,
    Part.FILE,
    Part.SEPARATOR,
    Part.CONTAINER,
)
_IN_CONTAINER = tuple(one for one in _LAYOUT if one != Part.CONTAINER)


def check_components(breaches: Breaches, parts: object, *, layout: bool) -> None:
    """Hold the components of a message, of the newer kind (`layout`) or of the older one."""
    at: At = ("components",)
    if not isinstance(parts, list):
        breaches.count(parts, at, 0, MOST)
        return
    if layout:
        total = sum(1 for _ in walk(parts))
        if total > MOST:
            breaches.add(
                at, "MAX_NESTED_COMPONENTS", f"Only {MOST} components are allowed in total."
            )
        words = sum(len(str(one.get("content", ""))) for one in walk(parts) if is_text(one))
        if words > MOST_TEXT:
            breaches.add(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                         f"Displayable text size exceeds maximum size of {MOST_TEXT}")  # fmt: skip
    else:
        breaches.count(parts, at, 0, ROWS)
    check_ids(breaches, parts, at)
    check_each(breaches, parts, at, _LAYOUT if layout else (Part.ACTION_ROW,))


def check_each(breaches: Breaches, parts: object, at: At, kinds: tuple[Part, ...]) -> None:
    """Hold each component of a list; only these kinds may stand there."""
    for n, part in enumerate(as_list(parts)):
        check_part(breaches, part, (*at, str(n)), kinds)


def check_part(breaches: Breaches, part: object, at: At, kinds: tuple[Part, ...]) -> None:
    """Hold one component."""
    told = as_object(part)
    if breaches.one_of(told.get("type"), (*at, "type"), kinds):
        check = _CHECKS.get(Part(told["type"]))
        if check is not None:
            check(breaches, told, at)


def check_ids(breaches: Breaches, parts: object, at: At) -> None:
    """No two components may have the same `custom_id` or `id`."""
    for key, code in (
        ("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"),
        ("id", "COMPONENT_ID_DUPLICATED"),
    ):
        found = [one[key] for one in walk(parts) if one.get(key)]
        for twice in sorted({str(one) for one in found if found.count(one) > 1}):
            breaches.add(at, code, f"Component {key} cannot be duplicated: {twice}")


def is_text(part: Json) -> bool:
    """Whether it shows words of its own."""
    return part.get("type") == Part.TEXT_DISPLAY


def _check_row(breaches: Breaches, row: Json, at: At) -> None:
    inside = as_objects(row.get("components"))
    breaches.count(row.get("components"), (*at, "components"), 1, BUTTONS)
    selects = [one for one in inside if one.get("type") in SELECTS]
    if selects and len(inside) > 1:
        breaches.add((*at, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                     f"Width of this row exceeds maximum of {BUTTONS}")  # fmt: skip
    check_each(breaches, inside, (*at, "components"), (Part.BUTTON, *SELECTS))


def _check_button(breaches: Breaches, button: Json, at: At) -> None:
    style = button.get("style")
    if not breaches.one_of(style, (*at, "style"), range(1, 7)):
        return
    breaches.string(button.get("label"), (*at, "label"), LABEL)
    if not button.get("label") and not button.get("emoji") and style != PREMIUM:
        breaches.add(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required")
    if style == LINK:
        breaches.string(button.get("url"), (*at, "url"), 512, needed=True)
        if button.get("custom_id"):
            breaches.add(at, "BUTTON_COMPONENT_CUSTOM_ID_AND_URL",
                         "A custom id and url cannot both be specified")  # fmt: skip
    elif style != PREMIUM:
        breaches.string(button.get("custom_id"), (*at, "custom_id"), CUSTOM_ID, needed=True)
        if button.get("url"):
            breaches.add((*at, "url"), "BUTTON_COMPONENT_URL_NOT_ALLOWED", "A url is not allowed")


def check_select(breaches: Breaches, menu: Json, at: At) -> None:
    """Hold a select menu, in a message or in a form."""
    breaches.string(menu.get("custom_id"), (*at, "custom_id"), CUSTOM_ID, needed=True)
    breaches.string(menu.get("placeholder"), (*at, "placeholder"), PLACEHOLDER, least=0)
    breaches.whole(menu.get("min_values"), (*at, "min_values"), 0, OPTIONS)
    breaches.whole(menu.get("max_values"), (*at, "max_values"), 1, OPTIONS)
    if menu.get("type") == Part.STRING_SELECT:
        check_options(breaches, menu, at, 1, OPTIONS)


def check_options(breaches: Breaches, menu: Json, at: At, least: int, most: int) -> None:
    """Hold the options of a menu or a group: their number, their length, no value twice."""
    options = as_objects(menu.get("options"))
    breaches.count(menu.get("options"), (*at, "options"), least, most)
    for n, one in enumerate(options):
        here = (*at, "options", str(n))
        for key, needed in (("label", True), ("value", True), ("description", False)):
            breaches.string(one.get(key), (*here, key), OPTION, needed=needed)
    values = [one.get("value") for one in options]
    for twice in sorted({str(one) for one in values if values.count(one) > 1}):
        breaches.add((*at, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                     f"The specified option value is already used: {twice}")  # fmt: skip
    chosen = sum(1 for one in options if one.get("default"))
    if chosen > int(menu.get("max_values") or 1):
        breaches.add((*at, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULTS",
                     "More options are chosen beforehand than may be chosen")  # fmt: skip


def _check_section(breaches: Breaches, section: Json, at: At) -> None:
    breaches.count(section.get("components"), (*at, "components"), 1, 3)
    check_each(breaches, section.get("components"), (*at, "components"), (Part.TEXT_DISPLAY,))
    kinds = (Part.BUTTON, Part.THUMBNAIL)
    if section.get("accessory") is None:
        breaches.add((*at, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        check_part(breaches, section["accessory"], (*at, "accessory"), kinds)


def _check_text(breaches: Breaches, text: Json, at: At) -> None:
    breaches.string(text.get("content"), (*at, "content"), MOST_TEXT, needed=True)


def _check_container(breaches: Breaches, container: Json, at: At) -> None:
    breaches.count(container.get("components"), (*at, "components"), 1, MOST)
    breaches.whole(container.get("accent_color"), (*at, "accent_color"), 0, 0xFFFFFF)
    check_each(breaches, container.get("components"), (*at, "components"), _IN_CONTAINER)


def _check_gallery(breaches: Breaches, gallery: Json, at: At) -> None:
    breaches.count(gallery.get("items"), (*at, "items"), 1, 10)
    for n, one in enumerate(as_objects(gallery.get("items"))):
        _check_media(breaches, one.get("media"), (*at, "items", str(n), "media"))
        breaches.string(one.get("description"), (*at, "items", str(n), "description"), 1024)


def _check_thumbnail(breaches: Breaches, thumbnail: Json, at: At) -> None:
    _check_media(breaches, thumbnail.get("media"), (*at, "media"))
    breaches.string(thumbnail.get("description"), (*at, "description"), 1024)


def _check_file(breaches: Breaches, file: Json, at: At) -> None:
    url = as_object(file.get("file")).get("url")
    if not str(url or "").startswith("attachment://"):
        breaches.add(
            (*at, "file", "url"), "URL_TYPE_INVALID_SCHEME", "Must be an attachment:// address"
        )


def _check_media(breaches: Breaches, media: object, at: At) -> None:
    url = str(as_object(media).get("url") or "")
    if not url.startswith(("http://", "https://", "attachment://")):
        breaches.add((*at, "url"), "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def _check_separator(breaches: Breaches, line: Json, at: At) -> None:
    if line.get("spacing") is not None:
        breaches.one_of(line["spacing"], (*at, "spacing"), (1, 2))


_CHECKS: dict[Part, Check] = {
    Part.ACTION_ROW: _check_row,
    Part.BUTTON: _check_button,
    **dict.fromkeys(SELECTS, check_select),
    Part.SECTION: _check_section,
    Part.TEXT_DISPLAY: _check_text,
    Part.CONTAINER: _check_container,
    Part.MEDIA_GALLERY: _check_gallery,
    Part.THUMBNAIL: _check_thumbnail,
    Part.FILE: _check_file,
    Part.SEPARATOR: _check_separator,
}
