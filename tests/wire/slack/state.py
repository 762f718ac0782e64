"""Everything the stand-in Slack knows, apart from the wire."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.wire.clock import Clock
from tests.wire.news import News
from tests.wire.slack.faults import Faults
from tests.wire.slack.ids import Ids
from tests.wire.slack.json_shapes import Json
from tests.wire.slack.rates import Rates
from tests.wire.slack.records import SlackFile, Trouble
from tests.wire.slack.tickets import Tickets
from tests.wire.slack.tokens import Tokens

if TYPE_CHECKING:
    from tests.wire.slack.deliveries import Deliveries
    from tests.wire.slack.workspace import Workspace

EVENTS = frozenset(
    {"message.im", "app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"}
)


@dataclass(frozen=True)
class Call:
    """One call of the web API, with what came of it; the token is not kept."""

    method: str
    args: Json
    answer: Json
    status: int = 200


@dataclass
class State:
    """What the parts of the stand-in share.

    Signatures and timestamps use `wall`, since the bot compares them with its own; all else uses `clock`.
    """

    clock: Clock
    # A separate process checks our signatures against the real time.
    wall: Callable[[], float] = time.time  # noqa: TID251
    base: str = ""
    app_id: str = "A0STANDIN"
    app_token: str = "xapp-1-A0STANDIN-stand-in"  # noqa: S105
    client_id: str = "1000.2000"
    client_secret: str = "client-secret-of-the-stand-in"  # noqa: S105
    signing_secret: str = "signing-secret-of-the-stand-in"  # noqa: S105
    verification_token: str = "verification-token"  # noqa: S105
    token_rotation: bool = False
    subscribed: set[str] = field(default_factory=lambda: set(EVENTS))
    redirect_uris: list[str] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    log: list[Call] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    workspaces: dict[str, "Workspace"] = field(default_factory=dict)
    files: dict[str, SlackFile] = field(default_factory=dict)
    news: News = field(default_factory=News)
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.ids = Ids(self.wall)
        self.tickets = Tickets(self.clock, self.ids)
        self.tokens = Tokens(self.clock, self.ids)
        self.rates = Rates(self.clock)
        self.deliveries: Deliveries
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        """Let something go on by itself until the stand-in is closed."""
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def stop(self) -> None:
        """End all that still goes on."""
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def breach(self, where: str, what: str) -> None:
        """Keep that a payload went over a limit, for the end of the test."""
        self.breaches.append(f"{where}: {what}")

    def trouble(self, user: str, about: str, why: str) -> None:
        """Tell a person that the app did not answer."""
        self.troubles.append(Trouble(user, about, why))
        self.news.tell()
