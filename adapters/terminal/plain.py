"""Messages and forms as plain text: wrapped, readable aloud, and the same with or without colour."""

import re
import unicodedata
from collections.abc import Sequence
from typing import assert_never

from bot.message import (
    Button,
    Card,
    Choices,
    Draft,
    Field,
    File,
    Form,
    Message,
    Part,
    Picture,
    Text,
)

WIDTH = 80
"""Columns of the narrowest terminal that is still common."""

_WORDS = re.compile(r"( *)([^ ]+)")
_SPACES = str.maketrans("\r\v\f", "   ")
_TAKES_NO_COLUMN = ("Mn", "Me", "Cf")
"""Categories of characters that stand on, or join, their neighbours."""


def columns(text: str) -> int:
    """Return how many columns a line takes: an ideograph or an emoji takes two, a mark none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return text as lines of at most `width` columns, its own line breaks kept.

    Args:
        text: What to wrap.
        width: Columns, the indent included.
        indent: Stands before every line after the first of each paragraph.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _fold(paragraph.expandtabs().translate(_SPACES), width, indent)
    return lines


def body(message: Message, width: int) -> list[str]:
    """Return everything a message says, without its buttons."""
    lines: list[str] = []
    for part in message.parts:
        shown = _part(part, width)
        if shown and lines and _stands_apart(part):
            lines.append("")
        lines += shown
    return lines


def buttons(shown: Sequence[Button], width: int, first_number: int | None = None) -> list[str]:
    """Return buttons in brackets, as many on a line as fit; numbered from `first_number` on if given."""
    lines: list[str] = []
    has_room = False
    for at, one in enumerate(shown):
        lead = "[" if first_number is None else f"{first_number + at}) "
        label = f"{lead}{one.label}]" if first_number is None else f"{lead}{one.label}"
        if has_room and columns(lines[-1]) + 2 + columns(label) <= width:
            lines[-1] += "  " + label
            continue
        wrapped = wrap(label, width, " " * len(lead))
        lines += wrapped
        # Beside the end of a label on two lines, the next one would read as part of it.
        has_room = len(wrapped) == 1
    return lines


def form_title(form: Form) -> str:
    """Return what a form is called and which page of it this is."""
    return form.title if form.of == 1 else f"{form.title} ({form.page} of {form.of})"


def field_line(field: Field, typed: str) -> str:
    """Return a field and what stands in it; options are shown by their labels."""
    labels = {one.key: one.label for one in field.options}
    shown = ", ".join(labels.get(one, one) for one in typed.split("\n")) if field.options else typed
    return f"{field.label.rstrip('?:')}: {shown}".rstrip()


def _fold(paragraph: str, width: int, indent: str) -> list[str]:
    lines: list[str] = []
    line = ""
    for gap, word in _WORDS.findall(paragraph):
        if line and columns(line + gap + word) > width:
            lines.append(line)
            line = indent + word
        else:
            line += gap + word
    return [*lines, line]


def _columns(one: str) -> int:
    if unicodedata.category(one) in _TAKES_NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(one) in ("W", "F") else 1


def _part(part: Part, width: int) -> list[str]:
    match part:
        case Text(text):
            return wrap(text, width)
        case Card(title, lines, facts):
            shown = wrap(title, width)
            for line in lines:
                shown += [f"  {one}" for one in wrap(line, width - 2, "  ")]
            for label, text in facts:
                shown += [f"  {one}" for one in wrap(f"{label}: {text}", width - 2, "  ")]
            return shown
        case Draft(_, _, _, subject, text):
            above = [*wrap(f"Subject: {subject}", width - 2), ""] if subject else []
            return [f"| {one}".rstrip() for one in (*above, *wrap(text, width - 2))]
        case Picture(_, alt):
            return wrap(f"({alt})", width)
        case File(name, _, _, alt):
            return wrap(f"({name}: {alt})", width)
        case Choices():
            return []
        case _:
            assert_never(part)


def _stands_apart(part: Part) -> bool:
    return isinstance(part, Draft | Card | Text)
