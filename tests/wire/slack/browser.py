"""A browser in which somebody installs the app."""

import re
from html import unescape
from typing import TYPE_CHECKING

from aiohttp import ClientSession, CookieJar
from yarl import URL

if TYPE_CHECKING:
    from tests.wire.slack.people import Person


async def install(
    person: "Person", url: str, *, deny: bool = False, another_browser: bool = False
) -> tuple[int, str]:
    """Go to the app's install page, consent at Slack, and come back to the app.

    Args:
        person: Who does it, into their workspace.
        url: The app's install page.
        deny: Refuse at Slack.
        another_browser: Come back without the cookies, as somebody who was sent the address would.

    Returns:
        The status and the words of the page at the end.
    """
    async with open_browser(url) as browser:
        back = await consent(browser, person, url, deny=deny)
        if another_browser:
            browser.cookie_jar.clear()
        return await visit(browser, back)


async def consent(browser: ClientSession, person: "Person", url: str, *, deny: bool = False) -> str:
    """Go to the app's install page and consent at Slack; gives the address that leads back to the app."""
    async with browser.get(url, allow_redirects=False) as page:
        there = page.headers.get("Location") or _find_link(await page.text())
    slack = f"{person.state.base}/oauth/v2/authorize"
    assert there.startswith(f"{slack}?"), f"the install page leads to {there!r}, not to {slack}"
    who = {"team": person.team.id, "user": person.id} | ({"deny": "1"} if deny else {})
    async with browser.get(URL(there).update_query(who), allow_redirects=False) as page:
        back = page.headers.get("Location", "")
        assert back, f"Slack refuses: {page.status} {await page.text()}"
        return back


async def visit(browser: ClientSession, url: str) -> tuple[int, str]:
    """Open an address; gives the status and the words of the page."""
    async with browser.get(URL(url, encoded=True)) as end:
        return end.status, await end.text()


def open_browser(url: str) -> ClientSession:
    """A browser of its own, for the app at that address."""
    origin = URL(url).origin()
    # As in real browsers, loopback is as good as https for cookies that ask for it.
    jar = CookieJar(unsafe=True, treat_as_secure_origin=origin)
    return ClientSession(cookie_jar=jar)


def _find_link(page: str) -> str:
    links = [unescape(one) for one in re.findall(r'href="([^"]+)"', page)]
    return next((one for one in links if "/oauth/v2/authorize" in one), "")
