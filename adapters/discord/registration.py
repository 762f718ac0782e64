"""Describes the commands to Discord, which lets them be set only so often."""

import logging

import discord
from discord.http import Route

from adapters.discord.commands import describe_commands, is_same
from bot.library import Library

log = logging.getLogger(__name__)


async def register_commands(client: discord.Client, library: Library) -> None:
    """Set the commands where they are not yet as they should be.

    Args:
        client: Logged in.
        library: In whose words they are described.

    Raises:
        discord.HTTPException: Discord does not take them.
    """
    told = describe_commands(library)
    path = "/applications/{application_id}/commands"
    ask = Route("GET", path, application_id=client.application_id)
    known = await client.http.request(ask, params={"with_localizations": "true"})
    if not is_same(told, known):
        await client.http.bulk_upsert_global_commands(client.application_id or 0, told)
        log.info("the commands were described to Discord anew")
