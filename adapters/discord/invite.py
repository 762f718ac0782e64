"""The links that add the bot to a server, or to one person wherever they are."""

from urllib.parse import urlencode

from adapters.discord.prerequisites import application_id
from adapters.settings import Settings

PAGE = "https://discord.com/oauth2/authorize"
FOR_SERVER, FOR_PERSON = 0, 1
"""Discord's integration types."""


def invite_links(settings: Settings) -> tuple[str, str]:
    """Return the link for a server and the link for a person alone.

    No permission is asked for: answers to commands and direct messages need none.

    Raises:
        SettingsError: DISCORD_APPLICATION_ID is not set.
    """
    id = application_id(settings)
    server = {
        "client_id": id,
        "integration_type": FOR_SERVER,
        "scope": "bot applications.commands",
        "permissions": 0,
    }
    person = {"client_id": id, "integration_type": FOR_PERSON, "scope": "applications.commands"}
    return f"{PAGE}?{urlencode(server)}", f"{PAGE}?{urlencode(person)}"
