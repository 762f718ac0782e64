"""What a person reads of Discord's components, once they are held to what Discord takes."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import discord

from tests.wire.discord.limits import check_message
from tests.wire.discord.records import COMPONENTS_V2
from tests.wire.json_shapes import Json

_FENCED = re.compile(r"```\n(.*?)\n```", re.DOTALL)


def read_layout(view: discord.ui.LayoutView) -> str:
    """Return the words of a message, without its markup; fail where Discord would refuse it."""
    sent: Json = {"flags": COMPONENTS_V2, "components": view.to_components()}
    breaches = list(check_message(sent))
    assert not breaches, breaches
    return "\n".join(_words(sent["components"]))


def read_modal(sent: Json) -> str:
    """Return everything that can be read of a modal."""
    words = [sent["title"]]
    for label in sent["components"]:
        field: dict[str, Any] = label["component"]
        words += [label["label"], label.get("description") or "", field.get("value") or ""]
        words += [one["label"] for one in field.get("options", ())]
    return "\n".join(words)


def read_moments(text: str, moments: Mapping[str, datetime]) -> str:
    """Return text with each of Discord's timestamps in words; the same instant may have been worded twice."""

    def in_words(found: re.Match[str]) -> str:
        said = [words for words, at in moments.items() if int(at.timestamp()) == int(found[1])]
        assert said, f"nobody spoke of {found[0]}"
        return "\n".join(said)

    return re.sub(r"<t:(-?\d+):F>", in_words, text)


def texts_of(view: discord.ui.LayoutView) -> list[str]:
    """Return the texts of a message as they are sent."""
    return list(_contents(view.to_components()))


def literal(text: str) -> str:
    """Return what Discord shows of a text in which all markup is escaped, or of a block to copy."""
    fenced = _FENCED.fullmatch(text)
    if fenced:
        return fenced[1].replace("`\u200b", "`")
    shown = re.sub(r"^### |(?<!\\)\*\*", "", text, flags=re.MULTILINE)
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown)
    return shown.replace("@\u200b", "@")


def _words(parts: Any) -> Iterator[str]:
    for one in parts:
        if one.get("content"):
            yield literal(one["content"])
        if one.get("label"):
            yield one["label"]
        yield from _words(one.get("components", ()))


def _contents(parts: Any) -> Iterator[str]:
    for one in parts:
        if one.get("content"):
            yield one["content"]
        yield from _contents(one.get("components", ()))
