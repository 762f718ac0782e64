"""Slack's own rules for what is shown there, checked from outside: its documentation's limits and the SDK's models."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

Json = Mapping[str, Any]


def check_message(blocks: Sequence[Json]) -> None:
    """Fail if Slack would refuse these blocks of a message."""
    assert len(blocks) <= 50
    _check(blocks)


def check_view(view: Json) -> None:
    """Fail if Slack would refuse this modal or Home tab."""
    assert 1 <= len(view["blocks"]) <= 100
    _check(view["blocks"])
    if view["type"] == "modal":
        assert 1 <= len(view["title"]["text"]) <= 24
        assert 1 <= len(view["submit"]["text"]) <= 24
        assert len(view["private_metadata"]) <= 3000
        assert view["callback_id"]


def read(blocks: Sequence[Json]) -> str:
    """Return everything that can be read in blocks, but options not chosen; spaces folded."""
    return " ".join(" ".join(_texts(blocks)).split())


def _check(blocks: Sequence[Json]) -> None:
    for block in blocks:
        parsed = Block.parse(dict(block))
        assert parsed is not None, f"unknown block {block['type']}"
        assert parsed.to_dict() == block
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(set(ids)) == len(ids)
    pressed = [
        element["action_id"]
        for block in blocks
        for element in block.get("elements", ())
        if element["type"] == "button"
    ]
    assert len(set(pressed)) == len(pressed)
    for found in _all(blocks):
        _check_one(found)


def _check_one(found: Json) -> None:
    for id in ("block_id", "action_id"):
        assert 1 <= len(found.get(id, "x")) <= 255
    match found.get("type"):
        case "plain_text" | "mrkdwn" | "text":
            assert found["text"] != ""
            assert len(found["text"]) <= 3000
            assert not {"\0", "\u202e"} & set(found["text"])
            found["text"].encode()
        case "header":
            assert len(found["text"]["text"]) <= 150
        case "button":
            assert len(found["text"]["text"]) <= 75
            assert len(found["value"]) <= 2000
        case "datepicker" if "placeholder" in found:
            assert 1 <= len(found["placeholder"]["text"]) <= 150
        case "actions":
            assert 1 <= len(found["elements"]) <= 25
        case "input":
            assert len(found["label"]["text"]) <= 2000
            assert len(found.get("hint", {"text": ""})["text"]) <= 2000
        case "plain_text_input":
            assert len(found.get("initial_value", "")) <= found["max_length"] <= 3000
        case "static_select" | "multi_static_select":
            assert 1 <= len(found["options"]) <= 100
            for option in found["options"]:
                assert 1 <= len(option["text"]["text"]) <= 75
                assert 1 <= len(option["value"]) <= 150
        case _:
            pass


def _all(found: Any) -> Iterator[Json]:
    if isinstance(found, Mapping):
        yield found
        for one in found.values():
            yield from _all(one)
    elif isinstance(found, Sequence) and not isinstance(found, str):
        for one in found:
            yield from _all(one)


def _texts(found: Any) -> Iterator[str]:
    for one in _all(found):
        if one.get("type") in ("plain_text", "mrkdwn", "text"):
            yield one["text"]
        if "initial_value" in one:
            yield one["initial_value"]
