"""A rendered message as discord.py's calls take it, made anew for each try."""

import io
from typing import Any

import discord
from discord import ui

from adapters.discord.render import Rendered, Upload


def as_sent(one: Rendered) -> dict[str, Any]:
    """Return the arguments of a call that posts a message."""
    return {"view": _at_rest(one.view), "files": [_opened(file) for file in one.files]}


def as_change(one: Rendered) -> dict[str, Any]:
    """Return the arguments of a call that puts a message in the place of another."""
    return {"view": _at_rest(one.view), "attachments": [_opened(file) for file in one.files]}


def _at_rest(view: ui.LayoutView) -> ui.LayoutView:
    # discord.py keeps no view that is at rest: what is pressed is read from its `custom_id`, whoever sent it.
    view.stop()
    return view


def _opened(file: Upload) -> discord.File:
    return discord.File(io.BytesIO(file.data), file.name, description=file.alt or None)
