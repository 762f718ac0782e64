"""The Home tab: the same parts as in a message, which stay until the next look."""

from collections.abc import Iterable

from adapters.slack.blocks import Json
from adapters.slack.render import render_parts
from bot.errors import MessageTooBig
from bot.message import File, Part, Picture, Text

MOST_BLOCKS = 100
"""Blocks in one view."""


def render_home(parts: Iterable[Part]) -> Json:
    """Return the Home tab's view.

    Raises:
        MessageTooBig: It would not fit; show fewer things in full.
    """
    blocks = render_parts(_in_words(part) for part in parts)
    if len(blocks) > MOST_BLOCKS:
        raise MessageTooBig(f"the Home tab takes {MOST_BLOCKS} blocks, found {len(blocks)}")
    return {"type": "home", "blocks": blocks}


def _in_words(part: Part) -> Part:
    # Nothing can be uploaded into a tab.
    return Text(part.alt) if isinstance(part, Picture | File) else part
