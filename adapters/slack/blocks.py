"""Block Kit's pieces, as the plain JSON that Slack takes; each one stays within Slack's limits."""

from typing import Any

from adapters.lettering import clean, shorten, units

Json = dict[str, Any]

LONGEST_TEXT = 3000
"""Characters in a section."""
LONGEST_HEADER = 150
LONGEST_LABEL = 75
"""Characters on a button or an option."""
LONGEST_PLACEHOLDER = 150
MOST_ELEMENTS = 25
"""Elements in one `actions` block."""
_FALLBACK = "·"
"""Stands where nothing can be shown of a label, and Slack wants one."""

PRESS = "press"
"""How the `action_id` of everything begins that is an answer by itself; `press:0`, `press:1`, ..."""


def plain(text: str) -> Json:
    """Return words that are shown as they are: no markup, no `:smile:`, no mention."""
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str) -> Json:
    """Return a paragraph, never folded away behind "see more"."""
    return {"type": "section", "text": plain(text), "expand": True}


def header(text: str) -> Json:
    """Return a heading; one too long for Slack's is bold instead."""
    if units(text) <= LONGEST_HEADER and "\n" not in text:
        return {"type": "header", "text": plain(text)}
    return rich(words(text, bold=True))


def context(text: str) -> Json:
    """Return small print."""
    return {"type": "context", "elements": [plain(text)]}


def words(text: str, *, bold: bool = False) -> Json:
    """Return a run of words in a `rich_text` block, where nothing typed is ever markup."""
    run: Json = {"type": "text", "text": text}
    return run | {"style": {"bold": True}} if bold else run


def rich(*runs: Json) -> Json:
    """Return a paragraph of runs."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": list(runs)}],
    }


def copied(text: str) -> Json:
    """Return words in a block that copies exactly as they stand."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [words(text)]}],
    }


def labelled(text: str, most: int) -> Json:
    """Return a label of at most so many characters, and never an empty one."""
    return plain(shorten(clean(text).strip() or _FALLBACK, most))


def button(label: str, action: str, number: int) -> Json:
    """Return a button; `number` keeps ids apart where two buttons do the same."""
    return {
        "type": "button",
        "action_id": f"{PRESS}:{number}",
        "text": labelled(label, LONGEST_LABEL),
        "value": action,
    }


def day_picker(label: str, action: str, number: int) -> Json:
    """Return a calendar in place of a button; Slack gives it no value, so its id carries the action."""
    return {
        "type": "datepicker",
        "action_id": f"{PRESS}:{number}:{action}",
        "placeholder": labelled(label, LONGEST_PLACEHOLDER),
    }


def actions(buttons: list[Json]) -> Json:
    """Return a row of buttons."""
    return {"type": "actions", "elements": buttons}
