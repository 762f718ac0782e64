"""What the settings must hold before Slack is connected; known without loading anything of Slack's."""

from adapters.settings import Settings
from bot.errors import SettingsError

WHERE = "api.slack.com/apps"
"""Where everything that is missing is found."""


def check_settings(settings: Settings) -> bool:
    """Say whether Slack is to be connected at all.

    Raises:
        SettingsError: It is begun but not complete; names what is missing and where it is found.
    """
    bot, app, secret, client_secret = (
        one.get_secret_value()
        for one in (
            settings.slack_bot_token,
            settings.slack_app_token,
            settings.slack_signing_secret,
            settings.slack_client_secret,
        )
    )
    if not any((bot, app, secret, settings.slack_client_id, client_secret)):
        return False
    if bot and not bot.startswith("xoxb-"):
        raise SettingsError(f"SLACK_BOT_TOKEN: expected is a bot token (xoxb-...) from {WHERE}")
    if settings.slack_mode == "socket":
        _need("SLACK_APP_TOKEN", app, "the app-level token (xapp-...) from Basic Information")
        if not app.startswith("xapp-"):
            raise SettingsError(
                f"SLACK_APP_TOKEN: expected is an app-level token (xapp-...) from {WHERE}"
            )
        _need("SLACK_BOT_TOKEN", bot, "the bot token (xoxb-...) from OAuth & Permissions")
        return True
    _need("SLACK_SIGNING_SECRET", secret, "the signing secret from Basic Information")
    if not bot:
        _need("SLACK_CLIENT_ID", settings.slack_client_id, "the client id from Basic Information")
        _need("SLACK_CLIENT_SECRET", client_secret, "the client secret from Basic Information")
    return True


def _need(name: str, found: str, what: str) -> None:
    if not found:
        raise SettingsError(f"{name}: found nothing; expected is {what} at {WHERE}")
