"""The pages at the end of an installation: what became of it, in plain words, and how to go on."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from string import Template
from urllib.parse import urlsplit

from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.response import BoltResponse

from adapters.slack.manifest import INSTALL_PATH
from bot.catalogue import Words

HEADERS: Mapping[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    # The address holds what the installation was begun with.
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    # Nothing on them needs more, whatever should get into their words.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}
_WHY: Mapping[str, str] = {
    "access_denied": "install.denied",
    "invalid_browser": "install.browser",
    "invalid_state": "install.used",
}
"""Bolt's reasons, and what a person is told; all others are trouble."""


class Pages:
    """Writes them.

    Args:
        words: What they say.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._template = Template(
            resources.files("adapters.slack").joinpath("page.html").read_text("utf-8")
        )

    def callbacks(self) -> AsyncCallbackOptions:
        """Return what Bolt calls at the end."""

        async def succeed(given: AsyncSuccessArgs) -> BoltResponse:
            done, client = given.installation, _client(given.settings.authorization_url or "")
            body = self.done(client, done.app_id, done.team_id)
            if done.is_enterprise_install:
                body = self.done_org_wide(client, done.app_id, done.enterprise_id)
            return BoltResponse(status=200, headers=_headers(given), body=body)

        async def fail(given: AsyncFailureArgs) -> BoltResponse:
            return BoltResponse(
                status=given.suggested_status_code,
                headers=_headers(given),
                body=self.failed(given.reason),
            )

        return AsyncCallbackOptions(success=succeed, failure=fail)

    def done(self, client: str, app: str | None, team: str | None) -> str:
        """Return the page after an installation in a workspace.

        Args:
            client: Address of Slack in the browser.
            app: Our id at Slack.
            team: The workspace.
        """
        links = {"slack://open": "install.open"}
        if app and team:
            links = {
                f"slack://app?team={team}&id={app}": "install.open",
                f"{client}/client/{team}": "install.in_browser",
            }
        return self._page("install.done_title", "install.done", links)

    def done_org_wide(self, client: str, app: str | None, enterprise: str | None) -> str:
        """Return the page after an installation for an organisation, which is in no workspace of it yet."""
        chosen = f"{client}/manage/{enterprise}/integrations/profile/{app}/workspaces/add"
        return self._page("install.org_title", "install.org", {chosen: "install.choose_workspaces"})

    def failed(self, reason: str = "") -> str:
        """Return the page where nothing was installed."""
        why = _WHY.get(reason, "install.trouble")
        # Before our paths there may be one of a proxy's, which the browser alone knows.
        return self._page("install.not_title", why, {f"..{INSTALL_PATH}": "install.again"})

    def _page(self, title: str, text: str, links: Mapping[str, str]) -> str:
        return self._template.substitute(
            language=self._words.language,
            title=escape(self._words(title)),
            text=escape(self._words(text)),
            links="\n".join(
                f'<p><a href="{escape(to)}">{escape(self._words(label))}</a></p>'
                for to, label in links.items()
            ),
        )


def _client(authorization_url: str) -> str:
    """Return where people use the Slack in which they were asked: governments have one of their own."""
    host = urlsplit(authorization_url).hostname or ""
    is_gov = host == "slack-gov.com" or host.endswith(".slack-gov.com")
    return "https://app.slack-gov.com" if is_gov else "https://app.slack.com"


def _headers(given: AsyncSuccessArgs | AsyncFailureArgs) -> dict[str, str | Sequence[str]]:
    # The browser lets go of what tied the installation to it.
    cookie = given.settings.state_utils.build_set_cookie_for_deletion()
    return {**HEADERS, "Set-Cookie": cookie}
