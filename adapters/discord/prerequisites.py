"""What the settings must hold before Discord is connected; known without loading anything of Discord's."""

from adapters.settings import Settings
from bot.errors import SettingsError

WHERE = "discord.com/developers/applications"
"""Where everything that is missing is found."""


def check_settings(settings: Settings) -> bool:
    """Say whether Discord is to be connected at all.

    Raises:
        SettingsError: It is begun but not complete; names what is missing and where it is found.
    """
    token = settings.discord_token.get_secret_value()
    if not token and not settings.discord_application_id:
        return False
    if not token:
        raise SettingsError(
            f"DISCORD_TOKEN: found nothing; expected is the token from the page Bot at {WHERE}"
        )
    if token.startswith("Bot ") or token.split() != [token]:
        raise SettingsError(
            f"DISCORD_TOKEN: expected is the token alone, as the page Bot at {WHERE} shows it"
        )
    application_id(settings)
    return True


def application_id(settings: Settings) -> str:
    """Return the application's id.

    Raises:
        SettingsError: It is not set.
    """
    if not settings.discord_application_id:
        raise SettingsError(
            "DISCORD_APPLICATION_ID: found nothing; expected is the application id from General"
            f" Information at {WHERE}"
        )
    return settings.discord_application_id
