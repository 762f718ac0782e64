"""The app's manifest, to be pasted into Slack when the app is created; its words are in `manifest.json`."""

import json
from importlib import resources
from typing import Any, Literal

from bot.errors import SettingsError

EVENTS_PATH = "/slack/events"
"""Takes events, commands and everything pressed or sent."""
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

Mode = Literal["socket", "http"]


def manifest(
    command: str = "/interview", mode: Mode = "socket", public_url: str = ""
) -> dict[str, Any]:
    """Return the manifest.

    Args:
        command: The slash command's name.
        mode: `socket` for one workspace without a public address, `http` for many.
        public_url: Where Slack reaches us over HTTP, for example `https://bot.example.org`.

    Raises:
        SettingsError: HTTP needs an address that begins with https://.
    """
    made = _template()
    slash = made["features"]["slash_commands"][0]
    slash["command"] = "/" + command.removeprefix("/")
    if mode == "http":
        if not public_url.startswith("https://"):
            raise SettingsError(
                f"PUBLIC_URL: found {public_url!r}; Slack takes an address that begins with https://"
            )
        root = public_url.rstrip("/")
        slash["url"] = root + EVENTS_PATH
        made["oauth_config"]["redirect_urls"] = [root + REDIRECT_PATH]
        made["settings"]["event_subscriptions"]["request_url"] = root + EVENTS_PATH
        made["settings"]["interactivity"]["request_url"] = root + EVENTS_PATH
        # Many workspaces, whole organisations among them, and tokens that are worth less when stolen.
        made["settings"] |= {
            "org_deploy_enabled": True,
            "socket_mode_enabled": False,
            "token_rotation_enabled": True,
        }
    return made


def scopes() -> tuple[str, ...]:
    """Return what the app asks to be allowed."""
    return tuple(_template()["oauth_config"]["scopes"]["bot"])


def write_manifest(made: dict[str, Any]) -> str:
    """Return a manifest as JSON, which Slack takes as it takes YAML."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _template() -> dict[str, Any]:
    return json.loads(
        resources.files("adapters.slack").joinpath("manifest.json").read_text("utf-8")
    )
