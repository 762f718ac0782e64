"""What discord.py hands over, as Discord's documentation shows it: read in `inbound`, without any library."""

from typing import Any

import discord


def describe_interaction(interaction: discord.Interaction) -> dict[str, Any]:
    """Return what was done as Discord tells it, as far as it matters here."""
    message = interaction.message
    return {
        "id": str(interaction.id),
        "type": interaction.type.value,
        "data": interaction.data or {},
        "user": {"id": str(interaction.user.id)},
        "locale": str(interaction.locale),
        "message": {"id": str(message.id)} if message else {},
    }


def describe_message(message: discord.Message) -> dict[str, Any]:
    """Return what was written as Discord tells it, as far as it matters here."""
    author = message.author
    return {
        "id": str(message.id),
        "guild_id": str(message.guild.id) if message.guild else "",
        "type": message.type.value,
        "author": {
            "id": str(author.id),
            "bot": author.bot,
            "system": getattr(author, "system", False),
        },
        "content": message.content,
        "edited_timestamp": message.edited_at and message.edited_at.isoformat(),
        "webhook_id": message.webhook_id,
        "application_id": message.application_id,
        "mentions": [
            {"id": str(one.id), "username": one.name, "global_name": one.global_name}
            for one in message.mentions
        ],
        "attachments": [one.to_dict() for one in message.attachments],
    }
