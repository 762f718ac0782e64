"""Whether Slack takes the tokens of the settings, and what they may do."""

from datetime import datetime

from adapters.finding import Finding, broken, look, ok
from adapters.probe import Answer, SilentError, ask
from adapters.settings import Settings
from adapters.slack.manifest import scopes
from adapters.slack.prerequisites import WHERE, check_settings
from bot.errors import SettingsError

SLACK = "Slack"


async def examine_slack(settings: Settings) -> tuple[list[Finding], datetime | None]:
    """Return what was found, and the time on Slack's clock; nothing where Slack is not set up."""
    try:
        if not check_settings(settings):
            return [], None
    except SettingsError as error:
        return [broken(SLACK, str(error))], None
    bot = settings.slack_bot_token.get_secret_value()
    root = settings.slack_api_url.rstrip("/") + "/"
    try:
        answer = await ask("POST", root + ("auth.test" if bot else "api.test"), f"Bearer {bot}")
        found = [_judge_bot(answer) if bot else _judge_app(answer)]
        if settings.slack_mode == "socket":
            app = f"Bearer {settings.slack_app_token.get_secret_value()}"
            found.append(_judge_socket(await ask("POST", root + "apps.connections.open", app)))
    except SilentError as why:
        return [broken(SLACK, f"SLACK_API_URL: {root} cannot be reached ({why})")], None
    return found, answer.date


def _judge_bot(answer: Answer) -> Finding:
    if not answer.body.get("ok"):
        return _refused("SLACK_BOT_TOKEN", answer)
    given = {one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",")}
    missing = [scope for scope in scopes() if scope not in given]
    if missing:
        return broken(
            SLACK,
            f"SLACK_BOT_TOKEN: it lacks the scope {', '.join(missing)}; add it under OAuth &"
            f" Permissions at {WHERE} and install the app again",
        )
    return ok(SLACK, f"{answer.body.get('team')} takes the bot token, with every scope")


def _judge_app(answer: Answer) -> Finding:
    if not answer.body.get("ok"):
        return _refused("SLACK_API_URL", answer)
    return ok(SLACK, "it answers; each workspace that installs the app has a token of its own")


def _judge_socket(answer: Answer) -> Finding:
    if not answer.body.get("ok"):
        return _refused("SLACK_APP_TOKEN", answer)
    return ok(SLACK, "it takes the app-level token for Socket Mode")


def _refused(setting: str, answer: Answer) -> Finding:
    why = answer.body.get("error") or f"HTTP {answer.status}"
    if answer.status >= 500 or answer.status == 429:
        return look(SLACK, f"it is in trouble itself just now ({why}); try again later")
    return broken(SLACK, f"{setting}: Slack does not take it ({why}); look it up at {WHERE}")
