"""Whether Discord takes the token of the settings, and whose it is."""

from datetime import datetime

from adapters.discord.prerequisites import WHERE, check_settings
from adapters.finding import Finding, broken, look, ok
from adapters.probe import Answer, SilentError, ask
from adapters.settings import Settings
from bot.errors import SettingsError

DISCORD = "Discord"


async def examine_discord(settings: Settings) -> tuple[list[Finding], datetime | None]:
    """Return what was found, and the time on Discord's clock; nothing where Discord is not set up."""
    try:
        if not check_settings(settings):
            return [], None
    except SettingsError as error:
        return [broken(DISCORD, str(error))], None
    url = settings.discord_api_url.rstrip("/")
    token = settings.discord_token.get_secret_value()
    try:
        answer = await ask("GET", f"{url}/applications/@me", f"Bot {token}")
    except SilentError as why:
        return [broken(DISCORD, f"DISCORD_API_URL: {url} cannot be reached ({why})")], None
    return [_judge(answer, settings.discord_application_id)], answer.date


def _judge(answer: Answer, application: str) -> Finding:
    if answer.status >= 500 or answer.status == 429:
        return look(DISCORD, f"it is in trouble itself just now (HTTP {answer.status}); try again")
    if answer.status == 401:
        return broken(
            DISCORD,
            "DISCORD_TOKEN: Discord does not take it; reset it on the page Bot at"
            f" {WHERE} and put the new one here",
        )
    if answer.status != 200 or "id" not in answer.body:
        return broken(
            DISCORD, f"DISCORD_API_URL: it says {answer.status} to what Discord's web API takes"
        )
    if str(answer.body["id"]) != application:
        return broken(
            DISCORD,
            f"DISCORD_APPLICATION_ID: found {application}, but DISCORD_TOKEN belongs to"
            f" {answer.body['id']}; both are found at {WHERE}",
        )
    return ok(DISCORD, f"it takes the token of {answer.body.get('name', 'the app')}")
