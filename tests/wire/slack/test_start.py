"""`afterview run` stops at once where a setting is wrong, and says which and where the right one is found."""

from pathlib import Path

import pytest

from tests.wire.slack.running import over_http, run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import SCOPES, Workspace


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "Nothing to run"),
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN: found nothing"),
        ({"SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN: expected is a bot token"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-wrong"},
            "SLACK_BOT_TOKEN: Slack does not take it (invalid_auth)",
        ),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN: found nothing"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: expected is an app-level token"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "SLACK_APP_TOKEN: Slack does not take it"),
        ({"SLACK_MODE": "http"}, "SLACK_SIGNING_SECRET: found nothing"),
        ({"SLACK_MODE": "carrier pigeon"}, "SLACK_MODE: found 'carrier pigeon'"),
        ({"SLACK_COMMAND": "interview"}, "SLACK_COMMAND: found 'interview'"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "SLACK_API_URL: http://127.0.0.1:9/api/"),
        ({"PORT": "99999"}, "PORT: found '99999'"),
    ],
)
async def test_a_wrong_setting_stops_the_start(
    slack: SlackStandIn, team: Workspace, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    """One line with the name, what was found and what is expected; no traceback, status 2."""
    async with run(tmp_path, socket_mode(slack, team) | changed) as bot:
        assert said in await bot.wait_for_line("afterview: ")
        assert await bot.end() == 2
    assert "Traceback" not in "".join(bot.said)


async def test_a_missing_scope_is_named(slack: SlackStandIn, tmp_path: Path) -> None:
    """A token that may not do all that is needed stops the start, and the scope is named."""
    poor = slack.workspace("T2", scopes=tuple(one for one in SCOPES if one != "im:write"))
    async with run(tmp_path, socket_mode(slack, poor)) as bot:
        assert "lacks the scope im:write" in await bot.wait_for_line("afterview: ")
        assert await bot.end() == 2


async def test_a_port_in_use_is_named(slack: SlackStandIn, team: Workspace, tmp_path: Path) -> None:
    """A second program on the same port is told so."""
    settings = over_http(slack, team)
    (tmp_path / "other").mkdir()
    async with run(tmp_path, settings) as first:
        await first.wait_for_line("Slack: ")
        async with run(tmp_path / "other", settings) as second:
            assert "cannot be listened on" in await second.wait_for_line("afterview: ")
            assert await second.end() == 2
