"""People's words on their way to Slack and back: literal, and calling nobody."""

import re

from adapters.lettering import clean

_MARKED_UP = re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def escape(text: str) -> str:
    """Return text for a place where Slack reads `<…>` as a link, a mention or a call to everybody."""
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return what a person typed, out of what Slack made of it: links, addresses and mentions as words."""
    words = _MARKED_UP.sub(_as_typed, text)
    # Slack knows these three and no other entity.
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _as_typed(found: re.Match[str]) -> str:
    kind, target, label = found["kind"], found["target"], found["label"]
    if kind == "!":
        return label or "@" + target.partition("^")[0]
    if kind:
        return kind + (label or target)
    if target.startswith(("mailto:", "tel:")):
        return label or target.partition(":")[2]
    # Slack makes a link of "acme.com" by itself and keeps what was typed as its label.
    return label if label and label in target else " ".join(filter(None, (label, target)))
