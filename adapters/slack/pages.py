"""The pages at the end of an installation: what became of it, in plain words, and how to go on."""

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from string import Template

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
            done = given.installation
            return BoltResponse(
                status=200, headers=_headers(given), body=self.done(done.app_id, done.team_id)
            )

        async def fail(given: AsyncFailureArgs) -> BoltResponse:
            return BoltResponse(
                status=given.suggested_status_code,
                headers=_headers(given),
                body=self.failed(given.reason),
            )

        return AsyncCallbackOptions(success=succeed, failure=fail)

    def done(self, app: str | None, team: str | None) -> str:
        """Return the page after an installation; a whole organisation has no team."""
        links = {"slack://open": "install.open"}
        if app and team:
            links = {
                f"slack://app?team={team}&id={app}": "install.open",
                f"https://app.slack.com/client/{team}": "install.in_browser",
            }
        return self._page("install.done_title", "install.done", links)

    def failed(self, reason: str = "") -> str:
        """Return the page where nothing was installed."""
        why = _WHY.get(reason, "install.trouble")
        return self._page("install.not_title", why, {INSTALL_PATH: "install.again"})

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


def _headers(given: AsyncSuccessArgs | AsyncFailureArgs) -> dict[str, str | Sequence[str]]:
    # The browser lets go of what tied the installation to it.
    cookie = given.settings.state_utils.build_set_cookie_for_deletion()
    return {**HEADERS, "Set-Cookie": cookie}
