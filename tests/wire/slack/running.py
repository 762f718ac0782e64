"""The settings of `afterview run` against the stand-in."""

from tests.wire.running import Running, free_port, run
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

__all__ = ["Running", "free_port", "over_http", "run", "socket_mode"]


def socket_mode(slack: SlackStandIn, team: Workspace) -> dict[str, str]:
    """Return the settings of one workspace over Socket Mode."""
    return {
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": team.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
    }


def over_http(slack: SlackStandIn, team: Workspace | None) -> dict[str, str]:
    """Return the settings of the HTTP way in, for one workspace, or for all that install the app."""
    port = free_port()
    settings = {
        "SLACK_API_URL": slack.url,
        "SLACK_MODE": "http",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    if team is not None:
        return settings | {"SLACK_BOT_TOKEN": team.bot_token}
    return settings | {
        "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret,
    }
