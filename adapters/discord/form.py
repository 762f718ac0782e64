"""A page of a form as a modal: what is typed comes back under the same keys."""

from collections.abc import Mapping
from typing import Any

import discord
from discord import ui

from adapters.discord.components import pack
from adapters.lettering import clean, shorten
from bot.message import LONGEST_VALUE, Field, FieldKind, Form

LONGEST_DESCRIPTION = 100
"""Characters beside a field, and of the example in it."""
MOST_SHOWN = 10
"""Options of a radio or checkbox group; more of them are a select."""
_FALLBACK = "·"
"""Stands where nothing can be shown of a label, and Discord wants one."""


def render_form(form: Form, problems: Mapping[str, str] | None = None) -> ui.Modal:
    """Return a page as a modal, with everything that stands in it already.

    Args:
        form: The page.
        problems: What was wrong with it, by field key, said beside the field. Discord has little room
            there: say them in full where the person is asked to try again.
    """
    page = f" ({form.page}/{form.of})" if form.of > 1 else ""
    title = (clean(form.title).strip() or _FALLBACK) + page
    modal = ui.Modal(title=title, custom_id=pack(form.id), timeout=None)
    for one in form.fields:
        modal.add_item(_labelled(one, (problems or {}).get(one.key, "")))
    return modal


def _labelled(field: Field, problem: str) -> ui.Label[Any]:
    hint, wrong = _beside(field.hint), _beside(f"⚠ {problem}" if problem.strip() else "")
    return ui.Label(
        text=clean(field.label).strip() or _FALLBACK,
        description=wrong or hint or None,
        component=_chosen(field) if field.options else _typed(field, hint if wrong else ""),
    )


def _beside(text: str) -> str:
    words = clean(text).strip()
    return words if len(words) <= LONGEST_DESCRIPTION else shorten(words, LONGEST_DESCRIPTION)


def _typed(field: Field, hint: str) -> ui.TextInput[Any]:
    value = clean(field.value)
    # What has several lines would lose them in a field of one.
    long = field.kind is FieldKind.LONG or "\n" in value
    return ui.TextInput(
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        custom_id=field.key,
        placeholder=hint or None,
        default=value or None,
        required=field.required,
        max_length=LONGEST_VALUE,
    )


def _chosen(field: Field) -> ui.Item[Any]:
    several = field.kind is FieldKind.MULTI
    chosen = set(field.value.split("\n")) if several else {field.value}
    count = len(field.options)
    told = [(clean(one.label).strip() or _FALLBACK, one.key) for one in field.options]
    if several and count <= MOST_SHOWN:
        boxes = [
            discord.CheckboxGroupOption(label=label, value=key, default=key in chosen)
            for label, key in told
        ]
        return ui.CheckboxGroup(
            custom_id=field.key,
            required=field.required,
            min_values=int(field.required),
            max_values=count,
            options=boxes,
        )
    # A choice that may be left open is a select: one can be emptied again.
    if field.required and 2 <= count <= MOST_SHOWN and not several:
        radios = [
            discord.RadioGroupOption(label=label, value=key, default=key in chosen)
            for label, key in told
        ]
        return ui.RadioGroup(custom_id=field.key, required=True, options=radios)
    return ui.Select(
        custom_id=field.key,
        options=[
            discord.SelectOption(label=label, value=key, default=key in chosen)
            for label, key in told
        ],
        required=field.required,
        min_values=int(field.required),
        max_values=count if several else 1,
    )
