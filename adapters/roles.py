"""What one process does of all there is to do: everything, one platform's doors, or the nudges."""

from collections.abc import Mapping
from enum import StrEnum

from adapters.rooms import Room
from adapters.settings import Settings
from adapters.sql.installations import Installations
from bot.errors import SettingsError
from bot.library import Library
from bot.ports import Clock


class Role(StrEnum):
    """A part of `afterview run` that can be a process of its own; all share one store."""

    SLACK = "slack"
    DISCORD = "discord"
    NUDGES = "nudges"
    WEB = "web"
    """Whatever is reached over HTTP: Slack's events and the pages on which it is installed."""


def delivers(only: Role | None) -> bool:
    """Say whether a process delivers nudges; whoever only answers leaves them to another."""
    return only in (None, Role.NUDGES)


def furnish(
    settings: Settings,
    installations: Installations,
    library: Library,
    clock: Clock,
    only: Role | None,
) -> Mapping[str, Room]:
    """Return the room of each platform that is set up and that the process has to do with.

    Raises:
        SettingsError: One is set up in part, or none at all.
    """
    from adapters.discord import prerequisites as discord  # noqa: PLC0415
    from adapters.slack import prerequisites as slack  # noqa: PLC0415

    if only is Role.WEB and settings.slack_mode != "http":
        raise SettingsError(
            "--only web: nothing is reached over HTTP with SLACK_MODE=socket; set SLACK_MODE=http,"
            " or run `--only slack`"
        )
    rooms: dict[str, Room] = {}
    # A platform that is not set up is not imported: each costs half a second and 40 MB.
    if only is not Role.DISCORD and slack.check_settings(settings):
        from adapters.slack.room import SlackRoom  # noqa: PLC0415

        rooms["slack"] = SlackRoom(settings, installations, clock)
    if only not in (Role.SLACK, Role.WEB) and discord.check_settings(settings):
        from adapters.discord.room import DiscordRoom  # noqa: PLC0415

        rooms["discord"] = DiscordRoom(settings, library)
    if not rooms:
        raise SettingsError(
            f"Nothing to run: found no {_TOKENS.get(only, _ANY_TOKEN)};"
            " docs/how-to/slack.md and docs/how-to/discord.md say where to get them, and"
            " `afterview chat` needs none"
        )
    return rooms


_ANY_TOKEN = "SLACK_BOT_TOKEN, SLACK_CLIENT_ID or DISCORD_TOKEN"  # noqa: S105 - names of settings
_TOKENS: Mapping[Role | None, str] = {
    Role.SLACK: "SLACK_BOT_TOKEN or SLACK_CLIENT_ID",
    Role.DISCORD: "DISCORD_TOKEN",
    Role.WEB: "SLACK_BOT_TOKEN or SLACK_CLIENT_ID",
}
