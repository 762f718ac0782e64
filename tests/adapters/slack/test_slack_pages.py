"""The pages at the end of an installation lead on to where the installing person has to go."""

from re import findall
from urllib.parse import urljoin

import pytest
from slack_bolt.oauth.async_callback_options import AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store import Installation

from adapters.slack.pages import HEADERS, Pages
from bot.library import load_library

PAGES = Pages(load_library().words["en"])
REQUEST = AsyncBoltRequest(body="")


def settings(authorization_url: str) -> AsyncOAuthSettings:
    """Return those of a Slack at some address."""
    return AsyncOAuthSettings(
        client_id="1.2",
        client_secret="s",  # noqa: S106 - nobody's
        authorization_url=authorization_url,
    )


async def links_after(installation: Installation, authorization_url: str) -> list[str]:
    """Return where the page after an installation leads."""
    chosen, ours = settings(authorization_url), PAGES.callbacks()
    given = AsyncSuccessArgs(
        request=REQUEST, installation=installation, settings=chosen, default=ours
    )
    shown = await ours.success(given)
    assert shown.status == 200
    return findall(r'<a href="([^"]+)"', str(shown.body))


@pytest.mark.parametrize(
    ("asked", "client"),
    [
        ("https://slack.com/oauth/v2/authorize", "https://app.slack.com"),
        ("https://slack-gov.com/oauth/v2/authorize", "https://app.slack-gov.com"),
        ("https://proxy.example/oauth/v2/authorize", "https://app.slack.com"),
        ("https://slack-gov.com.evil.example/authorize", "https://app.slack.com"),
    ],
)
async def test_it_leads_into_the_slack_in_which_it_was_installed(asked: str, client: str) -> None:
    """A workspace opens where its people use it, the government's in the government's Slack."""
    done = Installation(app_id="A1", team_id="T1", user_id="U1")
    assert await links_after(done, asked) == [
        "slack://app?team=T1&amp;id=A1",
        f"{client}/client/T1",
    ]
    org_wide = Installation(
        app_id="A1", enterprise_id="E1", user_id="U1", is_enterprise_install=True
    )
    assert await links_after(org_wide, asked) == [
        f"{client}/manage/E1/integrations/profile/A1/workspaces/add"
    ]


async def test_a_page_may_load_and_run_nothing() -> None:
    """Neither after a failure nor anywhere else, and no other page may frame it."""
    ours = PAGES.callbacks()
    given = AsyncFailureArgs(
        request=REQUEST,
        reason="invalid_state",
        suggested_status_code=401,
        settings=settings("https://slack.com/oauth/v2/authorize"),
        default=ours,
    )
    shown = await ours.failure(given)
    [policy] = shown.headers["content-security-policy"]
    assert policy == HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "<script" not in str(shown.body)


@pytest.mark.parametrize("before", ["", "/bots/afterview"])
@pytest.mark.parametrize("path", ["/slack/oauth_redirect?state=x", "/slack/install"])
def test_beginning_again_works_behind_a_proxy_with_a_path_of_its_own(
    before: str, path: str
) -> None:
    """The link leads to where the installation is begun, as the browser sees it."""
    [link] = findall(r'<a href="([^"]+)"', PAGES.failed())
    host = "https://bot.example"
    assert urljoin(f"{host}{before}{path}", link) == f"{host}{before}/slack/install"
