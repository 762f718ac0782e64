"""Messages in Discord's components: people's words shown literally, nothing cut, nobody called."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord.components import pack
from adapters.discord.text import escape, fence, stamp
from adapters.lettering import clean, split, units
from adapters.pictures import SUFFIX, paint
from bot.message import Button, Card, Choices, Draft, File, Message, Part, Picture, Text

MOST_COMPONENTS = 40
"""Components in one message, nested ones counted."""
MOST_WORDS = 4000
"""Characters of all texts of one message."""
MOST_FILES = 10
LONGEST_PIECE = 1800
"""Characters of one text before it is made literal, which may double it."""
LONGEST_ALT = 1024
IN_A_ROW = 5
_FALLBACK = "·"
"""Stands where nothing can be shown, and Discord wants something."""

Component = ui.Item[Any]
Moments = Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is uploaded with a message.

    Args:
        part: What it was in the message.
    """

    part: Picture | File

    @property
    def name(self) -> str:
        """Its name, in the characters that Discord leaves as they are."""
        name = f"{self.part.name}{SUFFIX}" if isinstance(self.part, Picture) else self.part.name
        # Discord changes others, and then finds no such file.
        return "".join(
            one if one.isascii() and (one.isalnum() or one in "._-") else "_" for one in name
        )

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return clean(self.part.alt)[:LONGEST_ALT]

    @property
    def data(self) -> bytes:
        """What is in it; a picture is drawn now."""
        return paint(self.part) if isinstance(self.part, Picture) else self.part.data


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message as Discord takes it.

    Args:
        view: What it shows.
        files: What is uploaded with it.
        key: Under which it was asked for, with the number of its page; empty if none was.
    """

    view: ui.LayoutView
    files: tuple[Upload, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never cut in two: a component, how much room it takes, and the file it shows."""

    component: Component
    count: int
    words: int = 0
    file: Upload | None = None


def render_message(message: Message, key: str = "") -> list[Rendered]:
    """Return a message as the few of Discord's that hold it, mostly one and never none.

    Args:
        message: What to show.
        key: Comes back with each page.
    """
    pieces = list(_pieces(message.parts, message.moments))
    if not pieces:
        pieces = list(_texts([escape(message.preview).strip() or _FALLBACK]))
    return _pages(pieces, key)


def render_parts(parts: Iterable[Part], moments: Moments) -> list[Rendered]:
    """Return any number of parts as the messages that hold them, none for none.

    Args:
        parts: What to show.
        moments: Instants they tell of, by the words in which they do.
    """
    return _pages(_pieces(parts, moments), "")


def _pages(pieces: Iterable[_Piece], key: str) -> list[Rendered]:
    return [
        _page(page, f"{key}#{number}" if key and number else key)
        for number, page in enumerate(_paged(pieces))
    ]


def _page(pieces: Sequence[_Piece], key: str) -> Rendered:
    view = ui.LayoutView(timeout=None)
    for one in pieces:
        view.add_item(one.component)
    return Rendered(view, tuple(one.file for one in pieces if one.file is not None), key)


def _paged(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    page: list[_Piece] = []
    for one in pieces:
        held = [*page, one]
        if page and (
            sum(each.count for each in held) > MOST_COMPONENTS
            or sum(each.words for each in held) > MOST_WORDS
            or sum(each.file is not None for each in held) > MOST_FILES
        ):
            yield page
            page = []
        page.append(one)
    if page:
        yield page


def _pieces(parts: Iterable[Part], moments: Moments) -> Iterator[_Piece]:
    seen: Counter[str] = Counter()
    for part in parts:
        match part:
            case Text(body):
                yield from _texts(stamp(one, moments) for one in _cut(body))
            case Card():
                yield from _card(part, moments)
            case Choices(buttons):
                yield from _rows(buttons, seen)
            case Draft(_, _, _, subject, body):
                # Subject and words are pasted into two places, so each has a block to copy.
                yield from _texts(
                    fence(piece) for one in (subject, body) for piece in _cut_to_copy(one)
                )
            case Picture() | File():
                # Not every file is shown by Discord: what it holds is said beside it.
                yield from _texts(escape(one) for one in _cut(part.alt))
                file = Upload(part)
                shown = ui.File[Any](discord.UnfurledMediaItem(f"attachment://{file.name}"))
                yield _Piece(shown, 1, file=file)
            case _:
                assert_never(part)


def _texts(texts: Iterable[str]) -> Iterator[_Piece]:
    for one in texts:
        yield _Piece(ui.TextDisplay(one), 1, units(one))


def _cut(text: str) -> Iterator[str]:
    return (piece for piece in split(clean(text), LONGEST_PIECE) if piece.strip())


def _cut_to_copy(text: str) -> Iterator[str]:
    if units(fence(text)) > MOST_WORDS:
        yield from _cut(text)
    elif clean(text).strip():
        yield text


def _card(card: Card, moments: Moments) -> Iterator[_Piece]:
    """Put a card in a frame; one that swells too much goes on in another."""
    texts = [
        *(f"### {stamp(one, moments)}" for one in clean(card.title).split("\n") if one.strip()),
        *(stamp(piece, moments) for piece in _cut("\n".join(card.lines))),
        *(text for fact in card.facts for text in _fact(*fact, moments)),
    ]
    framed = ""
    for one in texts:
        joined = f"{framed}\n{one}" if framed else one
        if units(joined) > MOST_WORDS:
            yield _frame(framed)
            joined = one
        framed = joined
    if framed:
        yield _frame(framed)


def _fact(label: str, value: str, moments: Moments) -> Iterator[str]:
    said = escape(label).strip()
    if said:
        yield f"**{said}:** {stamp(value, moments)}"
    elif value.strip():
        yield stamp(value, moments)


def _frame(text: str) -> _Piece:
    return _Piece(ui.Container(ui.TextDisplay(text)), 2, units(text))


def _rows(buttons: Sequence[Button], seen: Counter[str]) -> Iterator[_Piece]:
    for start in range(0, len(buttons), IN_A_ROW):
        row: list[ui.Button[Any]] = []
        for one in buttons[start : start + IN_A_ROW]:
            label = clean(one.label).strip() or _FALLBACK
            row.append(ui.Button(label=label, custom_id=pack(one.action, seen[one.action])))
            seen[one.action] += 1
        yield _Piece(ui.ActionRow(*row), 1 + len(row))
