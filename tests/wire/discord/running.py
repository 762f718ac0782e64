"""The settings of `afterview run` against the stand-in."""

from tests.wire.discord.server import DiscordStandIn
from tests.wire.running import Running, run

__all__ = ["Running", "run", "settings"]


def settings(discord: DiscordStandIn) -> dict[str, str]:
    """Return the settings of the app."""
    return {
        "DISCORD_TOKEN": discord.app.token,
        "DISCORD_APPLICATION_ID": discord.app.id,
        "DISCORD_API_URL": discord.url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
    }
