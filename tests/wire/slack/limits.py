"""What Slack takes: every payload is held to its published limits, and every breach is said.

`check_message`, `check_modal` and `check_home` give the breaches in Slack's own words, each with its
JSON pointer, as `response_metadata.messages` has them.
"""

import json
from collections.abc import Callable

from tests.wire.slack.elements import check_element
from tests.wire.slack.json_shapes import Json, as_list, as_object, as_objects, walk_words
from tests.wire.slack.rules import Breaches
from tests.wire.slack.tables import check_table

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 40_000
VIEW_BYTES = 250 * 1024
MARKDOWN = 12_000
# Unpublished; installations report 13,200 as the size at which `msg_blocks_too_long` comes.
MESSAGE_WORDS = 13_200

_EVERYWHERE = {
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "video",
}
_ON = {
    "message": _EVERYWHERE
    | {"markdown", "table", "data_table", "card", "carousel", "container", "context_actions", "file",
       "plan", "task_card"},
    "modal": _EVERYWHERE | {"alert", "table", "card", "container"},
    "home": _EVERYWHERE | {"table", "card", "container"},
}  # fmt: skip
_IN_SECTION = {"button", "checkboxes", "datepicker", "image", "overflow", "radio_buttons",
               "static_select", "multi_static_select", "external_select", "users_select",
               "conversations_select", "channels_select", "multi_users_select",
               "multi_external_select", "multi_conversations_select", "multi_channels_select",
               "timepicker", "workflow_button"}  # fmt: skip
_IN_ACTIONS = (_IN_SECTION | {"datetimepicker", "rich_text_input"}) - {"image"}
_IN_INPUT = (_IN_ACTIONS - {"button", "overflow", "workflow_button"}) | {
    "plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input",
}  # fmt: skip
_RICH = {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"}


def check_message(payload: Json) -> Breaches:
    """Hold the text and the blocks of a message to the limits."""
    breaches = Breaches()
    text = payload.get("text")
    if isinstance(text, str) and len(text) > MESSAGE_TEXT:
        breaches.add("/text", f"must be less than {MESSAGE_TEXT + 1} characters")
    blocks = payload.get("blocks")
    if blocks is not None:
        _check_blocks(breaches, blocks, "message", "/blocks", MESSAGE_BLOCKS)
        if sum(map(len, walk_words(blocks))) > MESSAGE_WORDS:
            breaches.add("/blocks", "msg_blocks_too_long")
        markdown = sum(
            len(str(one.get("text", "")))
            for one in as_objects(blocks)
            if one.get("type") == "markdown"
        )
        if markdown > MARKDOWN:
            breaches.add("/blocks", f"markdown must be less than {MARKDOWN + 1} characters in all")
    return breaches


def check_modal(view: Json) -> Breaches:
    """Hold a modal to the limits."""
    breaches = Breaches()
    if view.get("type") != "modal":
        breaches.add("/view/type", "must be `modal`")
    breaches.plain_text(view.get("title"), "/view/title", 24)
    for key in ("submit", "close"):
        if view.get(key) is not None:
            breaches.plain_text(view[key], f"/view/{key}", 24)
    _check_view(breaches, view, "modal")
    if view.get("submit") is None:
        for n, block in enumerate(as_objects(view.get("blocks"))):
            if block.get("type") == "input":
                breaches.add(
                    f"/view/blocks/{n}/input",
                    "must define `submit` to use an `input` block in modals",
                )
    return breaches


def check_home(view: Json) -> Breaches:
    """Hold a Home tab to the limits."""
    breaches = Breaches()
    if view.get("type") != "home":
        breaches.add("/view/type", "must be `home`")
    for key in ("title", "submit", "close"):
        if view.get(key) is not None:
            breaches.add(f"/view/{key}", f"invalid additional property: {key}")
    _check_view(breaches, view, "home")
    return breaches


def _check_view(breaches: Breaches, view: Json, surface: str) -> None:
    for key, longest in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        breaches.string(view.get(key), f"/view/{key}", longest, least=0)
    _check_blocks(breaches, view.get("blocks"), surface, "/view/blocks", VIEW_BLOCKS)
    if len(json.dumps(view, ensure_ascii=False).encode("utf-8", "replace")) > VIEW_BYTES:
        breaches.add("/view", "view_too_large")
    focused = [
        1
        for one in as_objects(view.get("blocks"))
        if as_object(one.get("element")).get("focus_on_load")
    ]
    if len(focused) > 1:
        breaches.add("/view/blocks", "only one element can have focus_on_load set to true")


def _check_blocks(breaches: Breaches, blocks: object, surface: str, at: str, most: int) -> None:
    if not isinstance(blocks, list):
        breaches.add(at, "must be an array")
        return
    if len(blocks) > most:
        breaches.add(at, f"no more than {most} items allowed")
    known: set[str] = set()
    for n, block in enumerate(blocks):
        if not isinstance(block, dict):
            breaches.add(f"{at}/{n}", "must be an object")
            continue
        _check_block(breaches, block, surface, f"{at}/{n}")
        block_id = block.get("block_id")
        if block_id is not None:
            breaches.string(block_id, f"{at}/{n}/block_id", 255)
            if block_id in known:
                breaches.add(f"{at}/{n}/block_id", f"block_id {block_id} already exists")
            known.add(str(block_id))


def _check_block(breaches: Breaches, block: Json, surface: str, at: str) -> None:
    kind = str(block.get("type"))
    if kind not in _ON[surface]:
        breaches.add(f"{at}/type", f"unsupported type: {kind}")
        return
    if kind == "container":
        for n, child in enumerate(as_objects(block.get("child_blocks"))):
            _check_block(breaches, child, surface, f"{at}/child_blocks/{n}")
    elif kind in _RULES:
        _RULES[kind](breaches, block, at)


def _check_section(breaches: Breaches, block: Json, at: str) -> None:
    text, fields = block.get("text"), block.get("fields")
    if text is None and fields is None:
        breaches.add(at, "must provide `text` or `fields`")
    if text is not None:
        breaches.text(text, f"{at}/text", 3000)
    if fields is not None:
        breaches.count(fields, f"{at}/fields", 1, 10)
        for n, one in enumerate(as_list(fields)):
            breaches.text(one, f"{at}/fields/{n}", 2000)
    if block.get("accessory") is not None:
        check_element(breaches, block["accessory"], f"{at}/accessory", _IN_SECTION)


def _check_elements(breaches: Breaches, block: Json, at: str, kinds: set[str], most: int) -> None:
    elements = block.get("elements")
    breaches.count(elements, f"{at}/elements", 1, most)
    known: set[str] = set()
    for n, one in enumerate(as_list(elements)):
        check_element(breaches, one, f"{at}/elements/{n}", kinds)
        action_id = as_object(one).get("action_id")
        if action_id is not None and action_id in known:
            breaches.add(f"{at}/elements/{n}/action_id", f"action_id {action_id} already exists")
        known.add(str(action_id))


def _check_context(breaches: Breaches, block: Json, at: str) -> None:
    breaches.count(block.get("elements"), f"{at}/elements", 1, 10)
    for n, one in enumerate(as_objects(block.get("elements"))):
        if one.get("type") == "image":
            _check_image(breaches, one, f"{at}/elements/{n}")
        else:
            breaches.text(one, f"{at}/elements/{n}", 3000)


def _check_input(breaches: Breaches, block: Json, at: str) -> None:
    breaches.plain_text(block.get("label"), f"{at}/label", 2000)
    if block.get("hint") is not None:
        breaches.plain_text(block["hint"], f"{at}/hint", 2000)
    for key in ("optional", "dispatch_action"):
        if not isinstance(block.get(key, False), bool):
            breaches.add(f"{at}/{key}", "must be a boolean")
    check_element(breaches, block.get("element"), f"{at}/element", _IN_INPUT)


def _check_image(breaches: Breaches, block: Json, at: str) -> None:
    if (block.get("image_url") is None) == (block.get("slack_file") is None):
        breaches.add(at, "must provide either `image_url` or `slack_file`")
    breaches.string(block.get("image_url"), f"{at}/image_url", 3000)
    breaches.string(block.get("alt_text"), f"{at}/alt_text", 2000, needed=True)
    if block.get("title") is not None:
        breaches.plain_text(block["title"], f"{at}/title", 2000)


def _check_rich_text(breaches: Breaches, block: Json, at: str) -> None:
    breaches.count(block.get("elements"), f"{at}/elements", 1, None)
    for n, one in enumerate(as_list(block.get("elements"))):
        here = f"{at}/elements/{n}"
        if as_object(one).get("type") not in _RICH:
            breaches.add(f"{here}/type", f"unsupported type: {as_object(one).get('type')}")
        elif not isinstance(one.get("elements"), list):
            breaches.add(f"{here}/elements", "must be an array")
        elif one["type"] == "rich_text_list":
            _check_rich_text(breaches, one, here)
        else:
            for m, leaf in enumerate(one["elements"]):
                if as_object(leaf).get("type") == "text":
                    breaches.string(
                        leaf.get("text"), f"{here}/elements/{m}/text", None, needed=True
                    )


def _check_header(breaches: Breaches, block: Json, at: str) -> None:
    breaches.plain_text(block.get("text"), f"{at}/text", 150)


def _check_actions(breaches: Breaches, block: Json, at: str) -> None:
    _check_elements(breaches, block, at, _IN_ACTIONS, 25)


def _check_markdown(breaches: Breaches, block: Json, at: str) -> None:
    breaches.string(block.get("text"), f"{at}/text", None, needed=True)


def _check_alert(breaches: Breaches, block: Json, at: str) -> None:
    breaches.text(block.get("text"), f"{at}/text", 3000)


_RULES: dict[str, Callable[[Breaches, Json, str], None]] = {
    "section": _check_section,
    "header": _check_header,
    "actions": _check_actions,
    "context": _check_context,
    "input": _check_input,
    "image": _check_image,
    "rich_text": _check_rich_text,
    "markdown": _check_markdown,
    "alert": _check_alert,
    "table": check_table,
    "data_table": check_table,
}
