"""The stand-in itself: Slack's addresses on loopback, and the app's door."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Self, TypeVar

from aiohttp import ClientSession, web

from tests.wire.clock import Clock
from tests.wire.slack.deliveries import Answer, Deliveries
from tests.wire.slack.faults import Fault, How
from tests.wire.slack.http_door import HttpDoor
from tests.wire.slack.json_shapes import Json
from tests.wire.slack.rates import Rates
from tests.wire.slack.records import Trouble
from tests.wire.slack.socket_mode import SocketMode
from tests.wire.slack.state import Call, State
from tests.wire.slack.web_api import WebApi
from tests.wire.slack.web_pages import WebPages
from tests.wire.slack.workspace import SCOPES, Workspace

T = TypeVar("T")


class SlackStandIn:
    """Slack on loopback, in Socket Mode until `post_to` gives it the app's address.

    Args:
        clock: Against which everything runs out; `Clock(lambda: 0.0)` stands still until it is advanced.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.state = State(clock or Clock())
        self.clock = self.state.clock
        self.socket = SocketMode(self.state)
        self.state.deliveries = Deliveries(self.state, self.socket)
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        api, pages = WebApi(self.state), WebPages(self.state)
        app.add_routes(
            [
                web.post("/api/{method}", api.answer),
                web.get("/api/{method}", api.answer),
                web.get("/link/", self.socket.take),
                web.post("/commands/{rest:.+}", pages.respond),
                web.post("/actions/{rest:.+}", pages.respond),
                web.post("/upload/v1/{file}", pages.upload),
                web.get("/files-pri/{file}/{rest:.+}", pages.download),
                web.get("/oauth/v2/authorize", pages.authorize),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.state.base = f"http://127.0.0.1:{port}"
        self._session = ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.state.stop()
        await self.socket.close()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()
        # The transports of connections that were cut are closed in the loop's next turn.
        await asyncio.sleep(0)

    # Where it is, and with which secrets

    @property
    def url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.state.base}/api/"

    @property
    def authorize_url(self) -> str:
        """Where a browser goes to install the app."""
        return f"{self.state.base}/oauth/v2/authorize"

    @property
    def app_token(self) -> str:
        """The app-level token."""
        return self.state.app_token

    @property
    def signing_secret(self) -> str:
        """The key of every signature."""
        return self.state.signing_secret

    @property
    def client_id(self) -> str:
        """The OAuth client."""
        return self.state.client_id

    @property
    def client_secret(self) -> str:
        """The OAuth client's secret."""
        return self.state.client_secret

    # Who is there

    def workspace(
        self,
        id: str = "T1",
        *,
        enterprise: str | None = None,
        scopes: tuple[str, ...] = SCOPES,
        installed: bool = True,
        org_wide: bool = False,
    ) -> Workspace:
        """A workspace; with `installed=False` the app comes into it by OAuth."""
        team = Workspace(self.state, id, enterprise, scopes, installed=installed)
        if org_wide:
            team.join_organisation()
        self.state.workspaces[id] = team
        return team

    # The app's door

    def post_to(self, url: str) -> HttpDoor:
        """Send everything to this address from now on, signed, instead of over Socket Mode."""
        assert self._session is not None
        door = HttpDoor(self.state, self._session, url)
        self.state.deliveries.door = door
        return door

    async def connected(self, count: int = 1, seconds: float = 20) -> None:
        """Wait until the app has that many connections."""
        await self.wait_for(lambda: len(self.socket.open) >= count, seconds)

    async def refresh(self) -> None:
        """Ask the app to connect anew."""
        await self.socket.refresh()

    async def deliver_again(
        self, payload: Json, *, retry: int = 1, reason: str = "timeout"
    ) -> Answer:
        """Send an event a second time, as it was; `events` has them all."""
        return await self.state.deliveries.send(payload, retry=retry, reason=reason)

    # What goes wrong

    def fail(
        self,
        method: str,
        how: How,
        *,
        times: int = 1,
        retry_after: int = 1,
        seconds: float = 0.0,
        error: str = "fatal_error",
    ) -> None:
        """Let the next calls of a method fail; also `response_url`, `upload` and `*`. See `Fault`."""
        self.state.faults.plan(method, Fault(how, retry_after, seconds, error), times)

    @property
    def rates(self) -> Rates:
        """How fast the app may be: `per_channel` and `per_minute`."""
        return self.state.rates

    # What was

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called."""
        return self.state.calls

    @property
    def log(self) -> list[Call]:
        """Every call with its arguments and answer."""
        return self.state.log

    @property
    def breaches(self) -> list[str]:
        """Every payload that went over a limit; a test ends with none."""
        return self.state.breaches

    @property
    def troubles(self) -> list[Trouble]:
        """Everything people were told went wrong."""
        return self.state.troubles

    @property
    def deliveries(self) -> Deliveries:
        """Everything the app was sent: `tried`, `late`, `events`."""
        return self.state.deliveries

    async def wait_for(self, look: Callable[[], T], seconds: float = 20) -> T:
        """Wait until something is so, and give it."""
        return await self.state.news.wait_for(
            look, seconds, lambda: f"calls {dict(self.calls)}, troubles {self.troubles}"
        )
