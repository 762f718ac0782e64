"""Answers that are short enough to be shown right where a command was typed."""

from collections.abc import Sequence
from typing import Any

from adapters.slack.render import join_messages
from bot.message import Draft, File, Message, Picture

IN_PLACE = 2
"""Messages shown right where a command was typed; what is longer goes to the direct messages."""


def render_brief(messages: Sequence[Message]) -> dict[str, Any] | None:
    """Return messages as what a command is answered with, for the person alone; None for what is no brief answer.

    What is copied or looked at later, and what one Slack message does not hold, belongs elsewhere.
    """
    parts = [part for message in messages for part in message.parts]
    if not 0 < len(messages) <= IN_PLACE or any(
        isinstance(part, Draft | Picture | File) for part in parts
    ):
        return None
    shown = join_messages(messages)
    if shown is None:
        return None
    return {"response_type": "ephemeral", "text": shown.text, "blocks": shown.blocks}
