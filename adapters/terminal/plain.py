"""Messages and forms as plain text: wrapped, readable aloud, and the same with or without colour."""

import textwrap
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


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Return text as lines of at most `width` columns, its own line breaks kept.

    Args:
        text: What to wrap.
        width: Columns, the indent included.
        indent: Stands before every line after the first of each paragraph.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += textwrap.wrap(
            paragraph,
            width,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
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
    labels = [
        f"[{one.label}]" if first_number is None else f"{first_number + at}) {one.label}"
        for at, one in enumerate(shown)
    ]
    lines: list[str] = []
    for label in labels:
        if lines and len(lines[-1]) + 2 + len(label) <= width:
            lines[-1] += "  " + label
        else:
            lines.append(label)
    return lines


def form_title(form: Form) -> str:
    """Return what a form is called and which page of it this is."""
    return form.title if form.of == 1 else f"{form.title} ({form.page} of {form.of})"


def field_line(field: Field, typed: str) -> str:
    """Return a field and what stands in it; options are shown by their labels."""
    labels = {one.key: one.label for one in field.options}
    shown = ", ".join(labels.get(one, one) for one in typed.split("\n")) if field.options else typed
    return f"{field.label.rstrip('?:')}: {shown}".rstrip()


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
        case Picture(name, alt) | File(name, _, _, alt):
            return wrap(f"({name}: {alt})", width)
        case Choices():
            return []
        case _:
            assert_never(part)


def _stands_apart(part: Part) -> bool:
    return isinstance(part, Draft | Card | Text)
