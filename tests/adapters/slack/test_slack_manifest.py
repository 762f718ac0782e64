"""The manifest asks for what is used and for nothing else."""

import json

import pytest

from adapters.slack.manifest import manifest, scopes, write_manifest
from bot.errors import SettingsError


def test_socket_mode_names_no_address() -> None:
    """One workspace without a public address: nothing in it has a URL."""
    made = manifest()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in write_manifest(made)


def test_http_names_every_address_under_the_public_one() -> None:
    """Everything that comes in has one door, and what leads back from an installation another."""
    made = manifest("after", "http", "https://bot.example.org/")
    door = "https://bot.example.org/slack/events"
    assert made["features"]["slash_commands"][0]["command"] == "/after"
    assert made["features"]["slash_commands"][0]["url"] == door
    assert made["settings"]["event_subscriptions"]["request_url"] == door
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": door}
    assert made["oauth_config"]["redirect_urls"] == ["https://bot.example.org/slack/oauth_redirect"]
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["token_rotation_enabled"] is True


def test_http_needs_an_address() -> None:
    """Slack calls nobody without TLS; the setting is named."""
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        manifest(mode="http", public_url="http://localhost")


def test_no_scope_reaches_beyond_the_conversation() -> None:
    """No channel, no e-mail address, no reading of other people's words."""
    assert set(scopes()) == {
        "chat:write",
        "commands",
        "files:write",
        "im:history",
        "im:write",
        "users:read",
    }


def test_texts_fit_slack_s_limits() -> None:
    """Slack refuses a manifest with longer ones."""
    made = manifest()
    about = made["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert json.loads(write_manifest(made)) == made
