"""Messages as Block Kit: people's words shown literally, nothing cut, nobody pinged."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import assert_never

from adapters.lettering import clean, split, units
from adapters.slack.blocks import (
    LONGEST_TEXT,
    MOST_ELEMENTS,
    Json,
    actions,
    button,
    copied,
    day_picker,
    header,
    rich,
    section,
    words,
)
from adapters.slack.text import escape
from bot.message import Button, Card, Choices, Draft, File, Message, Part, Picture, Text

MOST_BLOCKS = 50
"""Blocks in one message."""
MOST_WORDS = 12_000
"""Characters of all blocks of one message; Slack refuses somewhat more with `msg_blocks_too_long`."""

_OURS = "av"
_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message as Slack takes it.

    Args:
        text: What a notification shows: discreet, escaped.
        blocks: At most 50; none if there is nothing but files.
        files: What the sender uploads after it.
        key: Under which `find_key` finds it again; empty if none was asked for.
    """

    text: str
    blocks: tuple[Json, ...]
    files: tuple[Picture | File, ...] = ()
    key: str = ""


def render_message(message: Message, key: str = "") -> list[Rendered]:
    """Return a message as the few Slack messages that hold it, mostly one.

    Args:
        message: What to show.
        key: Found again by `find_key` in what was posted. Leave it empty for an edit: Slack wants
            other block ids in a message that changes.
    """
    files = tuple(part for part in message.parts if isinstance(part, Picture | File))
    pages = list(_paged(render_parts(message.parts))) or [()]
    shown: list[Rendered] = []
    for number, blocks in enumerate(pages):
        page = _page_key(key, number)
        last = number == len(pages) - 1
        shown.append(
            Rendered(escape(message.preview), _named(blocks, page), files if last else (), page)
        )
    return shown


def join_messages(messages: Sequence[Message]) -> Rendered | None:
    """Return the blocks of several messages as one Slack message; None where one does not hold them."""
    parts = [part for message in messages for part in message.parts]
    pages = list(_paged(render_parts(parts)))
    if len(pages) != 1:
        return None
    return Rendered(escape(messages[0].preview), pages[0])


def render_parts(parts: Iterable[Part]) -> list[Json]:
    """Return the blocks of parts, top to bottom; pictures and files have none."""
    numbers = count()
    return [block for part in parts for block in _part(part, numbers)]


def find_key(posted: Mapping[str, object]) -> str:
    """Return the key that a message was posted with, out of a conversation's history; empty if none."""
    blocks = posted.get("blocks")
    if not isinstance(blocks, Sequence):
        return ""
    for block in blocks:
        id = block.get("block_id") if isinstance(block, Mapping) else None
        if isinstance(id, str) and id.startswith(f"{_OURS}|"):
            return id.removeprefix(f"{_OURS}|").rpartition("|")[0]
    return ""


def _part(part: Part, numbers: Iterator[int]) -> Iterator[Json]:
    match part:
        case Text(body):
            yield from _paragraphs(body)
        case Card(title, lines, facts):
            yield from _heading(title)
            yield from _paragraphs("\n".join(lines))
            yield from _facts(facts)
        case Choices(buttons):
            row = [_pressed(one, next(numbers)) for one in buttons]
            for start in range(0, len(row), MOST_ELEMENTS):
                yield actions(row[start : start + MOST_ELEMENTS])
        case Draft(_, _, _, subject, body):
            # Subject and words are pasted into two places, so each has a block to copy.
            yield from (copied(clean(one)) for one in (subject, body) if clean(one).strip())
        case Picture() | File():
            return
        case _:
            assert_never(part)


def _paragraphs(text: str) -> Iterator[Json]:
    for piece in split(clean(text), LONGEST_TEXT):
        # Slack takes no block without words.
        if piece.strip():
            yield section(piece)


def _heading(title: str) -> Iterator[Json]:
    for piece in split(clean(title), LONGEST_TEXT):
        if piece.strip():
            yield header(piece)


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[Json]:
    """Put labels in bold before what they say, in a block where nothing else is markup."""
    runs: list[Json] = []
    used = 0
    for number, (label, value) in enumerate(facts):
        lead = ("\n" if number else "") + clean(label) + ": "
        for text, bold in ((lead, True), (clean(value), False)):
            for piece in filter(None, split(text, LONGEST_TEXT)):
                if used + units(piece) > LONGEST_TEXT:
                    yield rich(*runs)
                    runs, used = [], 0
                runs.append(words(piece, bold=bold))
                used += units(piece)
    if runs:
        yield rich(*runs)


def _paged(blocks: Iterable[Json]) -> Iterator[tuple[Json, ...]]:
    page: list[Json] = []
    used = 0
    for block in blocks:
        size = _weight(block)
        if page and (len(page) == MOST_BLOCKS or used + size > MOST_WORDS):
            yield tuple(page)
            page, used = [], 0
        page.append(block)
        used += size
    if page:
        yield tuple(page)


def _weight(found: object) -> int:
    if isinstance(found, Mapping):
        return sum(_weight(one) for one in found.values())
    if isinstance(found, list):
        return sum(_weight(one) for one in found)
    return units(found) if isinstance(found, str) else 0


def _page_key(key: str, number: int) -> str:
    if not key:
        return ""
    short = key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()
    return f"{short}#{number}" if number else short


def _named(blocks: tuple[Json, ...], key: str) -> tuple[Json, ...]:
    if not key:
        return blocks
    return tuple(
        block | {"block_id": f"{_OURS}|{key}|{number}"} for number, block in enumerate(blocks)
    )


def _pressed(one: Button, number: int) -> Json:
    draw = day_picker if one.dated else button
    return draw(one.label, one.action, number)
