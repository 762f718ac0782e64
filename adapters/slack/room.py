"""Slack's room: put together from the settings, opened, and closed without losing a word."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from itertools import chain, repeat
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.signature import SignatureVerifier

from adapters.background import Background
from adapters.patience import Patience
from adapters.settings import Settings
from adapters.slack.api import RefusedError, SlackApi, SlackError, UnreachableError
from adapters.slack.app import build_app
from adapters.slack.door import Door
from adapters.slack.installations import STATE_LIVES, BoltInstallations, BrowserStates
from adapters.slack.leaving import Leaving
from adapters.slack.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from adapters.slack.pages import Pages
from adapters.slack.prerequisites import WHERE
from adapters.slack.reception import Reception
from adapters.slack.sockets import connect_sockets
from adapters.slack.speech import Speech
from adapters.slack.tab import HomeTab
from adapters.slack.tokens import Identity, InstalledWorkspaces, OneWorkspace, Tokens
from adapters.slack.unanswered import Amends
from adapters.slack.workspaces import Workspaces
from adapters.sql.installations import Installations
from bot.conversation import Conversation
from bot.errors import SettingsError, StoreError
from bot.message import Message
from bot.people import Address, Space
from bot.ports import Clock

STARTS_AFTER = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between the tries to reach a Slack that is in trouble when the program starts; the last for good."""

log = logging.getLogger(__name__)


class SlackRoom:
    """Everything of Slack in one process.

    Args:
        settings: Where Slack is and what the app may do.
        installations: Where tokens of many workspaces are kept.
        clock: Reads the time.
        monotonic: Clock of rate limits and of what is remembered (seconds).
        sleep: Waits (seconds).
    """

    def __init__(
        self,
        settings: Settings,
        installations: Installations,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._clock = clock
        self._api = SlackApi(settings.slack_api_url, monotonic, sleep)
        self._kept = installations
        self._installations = BoltInstallations(installations, clock)
        self._states = BrowserStates(installations, clock)
        self._identity = OneWorkspace()
        self._tokens: Tokens = self._identity
        if not settings.slack_bot_token.get_secret_value():
            self._tokens = InstalledWorkspaces(
                self._installations,
                self._api,
                settings.slack_client_id,
                settings.slack_client_secret.get_secret_value(),
                monotonic,
                clock,
                sleep,
            )
        self._leaving = Leaving(self._api, self._tokens, installations, clock)
        is_one = self._tokens is self._identity
        self._workspaces = Workspaces(
            self._api, self._tokens, _complain if is_one else self._leaving.leave
        )
        self._patience = Patience(sleep)
        self._speech = Speech(self._api, self._workspaces, self._patience, clock)
        self._background = Background(SlackError)
        self._reception: Reception | None = None
        self._sockets: AsyncSocketModeHandler | None = None
        self._pages: web.AppRunner | None = None

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post an unasked message (`bot.ports.Outbox`), and bring the Home tab up to date.

        Raises:
            Undeliverable: The person left, or the app was taken away.
            SlackError: It was not posted, or nobody knows.
        """
        await self._speech.post(to, message, key, again=again)
        if self._reception is not None:
            self._reception.refresh(to)

    async def open(self, conversation: Conversation, wake: Callable[[], Awaitable[None]]) -> str:
        """Let Slack in, and return to what the bot is connected, for the operator.

        Args:
            conversation: Answers acts.
            wake: Told after every act.

        Raises:
            SettingsError: Slack does not take what the settings hold.
        """
        workspace = await self._look_around()
        tab = HomeTab(conversation, self._workspaces, self._monotonic, self._patience)
        self._reception = Reception(
            conversation,
            self._speech,
            self._workspaces,
            tab,
            self._background,
            wake,
            self._monotonic,
        )
        secret = self._settings.slack_signing_secret.get_secret_value()
        words = await conversation.words_for(Address("slack", ""))
        app = build_app(
            self._reception,
            self._tokens,
            self._leaving,
            secret,
            words("platform.not_installed"),
        )
        amends = Amends(conversation, self._speech, self._patience, self._clock)
        if self._settings.slack_mode == "socket":
            await self._open_sockets(app, lambda: self._background.start(amends.make()))
            way = "Socket Mode"
        else:
            await self._open_pages(app, Pages(words))
            self._background.start(amends.make())
            way = f"http://{self._settings.host}:{self._settings.port}"
        return f"Slack: {workspace}, over {way}"

    async def reach(self) -> str:
        """Get ready to post, let nobody in, and return to what the bot is connected, for the operator.

        Raises:
            SettingsError: Slack does not take what the settings hold.
        """
        return f"Slack: {await self._look_around()}, for nudges alone"

    async def close(self) -> None:
        """Let nothing more in, finish what is being said, and leave."""
        self._patience.end()
        if self._sockets is not None:
            await self._sockets.close_async()
        if self._pages is not None:
            await self._pages.cleanup()
        await self._background.finish()
        await self._tokens.finish()
        await self._api.close()

    async def _look_around(self) -> str:
        """Make sure at start that the token works and may do what is needed."""
        token = self._settings.slack_bot_token.get_secret_value()
        if not token:
            return "every workspace that installs it"
        answer, given = await self._identify(token)
        missing = [scope for scope in scopes() if scope not in given]
        if missing:
            raise SettingsError(
                f"SLACK_BOT_TOKEN: it lacks the scope {', '.join(missing)}; add it under OAuth &"
                f" Permissions at {WHERE} and install the app again"
            )
        space = Space("slack", str(answer.get("enterprise_id") or ""), str(answer.get("team_id")))
        self._identity.arrive(
            Identity(token, str(answer.get("user_id")), str(answer.get("bot_id"))), space
        )
        await self._stay(space)
        return f"{answer.get('team')} as @{answer.get('user')}"

    async def _stay(self, space: Space) -> None:
        """Note that the workspace has us, trying for a while where another process keeps the store busy."""
        for wait in STARTS_AFTER:
            try:
                return await self._kept.stay(space)
            except StoreError as error:
                log.warning("the store is out of reach, and is tried again: %s", error)
            await self._patience.wait(wait)
        return await self._kept.stay(space)

    async def _identify(self, token: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Ask Slack whom the token speaks for; where Slack is in trouble, until it is not."""
        waits = chain(STARTS_AFTER, repeat(STARTS_AFTER[-1]))
        while True:
            try:
                return await self._api.identify(token)
            except RefusedError as refused:
                raise SettingsError(
                    f"SLACK_BOT_TOKEN: Slack does not take it ({refused.code}); expected is"
                    f" the bot token (xoxb-...) from OAuth & Permissions at {WHERE}"
                ) from None
            except UnreachableError as error:
                raise SettingsError(
                    f"SLACK_API_URL: {self._settings.slack_api_url} cannot be reached"
                    f" ({error}); expected is Slack's web API"
                ) from None
            except SlackError as error:
                log.warning("Slack does not answer yet, and is tried again: %s", error)
            await self._patience.wait(next(waits))

    async def _open_sockets(self, app: AsyncApp, connected: Callable[[], None]) -> None:
        token = self._settings.slack_app_token.get_secret_value()
        try:
            await self._api.call(token, "apps.connections.open")
        except RefusedError as refused:
            raise SettingsError(
                f"SLACK_APP_TOKEN: Slack does not take it ({refused.code}); expected is an app-level"
                f" token (xapp-...) with connections:write from Basic Information at {WHERE}"
            ) from None
        except SlackError as error:
            log.warning("Socket Mode does not answer yet, and is tried again: %s", error)
        self._sockets = await connect_sockets(app, token, self._api.client(token), connected)

    async def _open_pages(self, app: AsyncApp, pages: Pages) -> None:
        settings = self._settings
        verifier = SignatureVerifier(settings.slack_signing_secret.get_secret_value())
        server = web.Application(client_max_size=0)
        door = Door(app.async_dispatch, verifier, self._flow(pages), pages.failed())
        door.add_routes(server)
        # Slack packs nothing; what somebody else did pack is not blown up before its signature is looked at.
        self._pages = web.AppRunner(
            server, access_log=None, handle_signals=False, auto_decompress=False
        )
        await self._pages.setup()
        try:
            await web.TCPSite(self._pages, settings.host, settings.port).start()
        except OSError as error:
            raise SettingsError(
                f"HOST and PORT: {settings.host}:{settings.port} cannot be listened on:"
                f" {error.strerror}"
            ) from None

    def _flow(self, pages: Pages) -> AsyncOAuthFlow | None:
        settings = self._settings
        if self._tokens is self._identity or not settings.slack_client_id:
            return None
        redirect = f"{settings.public_url.rstrip('/')}{REDIRECT_PATH}"
        # Below errors it repeats what a token is exchanged for.
        quiet = logging.getLogger("slack_bolt.installing")
        quiet.setLevel(logging.ERROR)
        return AsyncOAuthFlow(
            client=self._api.client(""),
            logger=quiet,
            settings=AsyncOAuthSettings(
                client_id=settings.slack_client_id,
                client_secret=settings.slack_client_secret.get_secret_value(),
                scopes=scopes(),
                install_path=INSTALL_PATH,
                redirect_uri_path=REDIRECT_PATH,
                redirect_uri=redirect if settings.public_url else None,
                authorization_url=_authorization(settings.slack_api_url),
                installation_store=self._installations,
                installation_store_bot_only=True,
                state_store=self._states,
                state_expiration_seconds=int(STATE_LIVES.total_seconds()),
                callback_options=pages.callbacks(),
            ),
        )


async def _complain(enterprise: str, team: str) -> None:
    """Tell the operator of a token in the settings that ended; they may have made a new one."""
    log.error(
        "SLACK_BOT_TOKEN: Slack takes it no longer; nothing is sent until the program is started with"
        " one that works (%s)",
        WHERE,
    )


def _authorization(api_url: str) -> str:
    """Return where Slack asks people whether they want the app: beside its web API."""
    return api_url.rstrip("/").removesuffix("/api") + "/oauth/v2/authorize"
