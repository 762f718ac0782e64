"""Everything the stand-in Discord knows, apart from the wire."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.wire.clock import Clock
from tests.wire.discord.application import Application
from tests.wire.discord.faults import Faults
from tests.wire.discord.rates import Rates
from tests.wire.discord.records import Attachment, Channel, Guild, Message, Trouble
from tests.wire.discord.snowflakes import Snowflakes
from tests.wire.json_shapes import Json
from tests.wire.news import News

if TYPE_CHECKING:
    from tests.wire.discord.gateway import Gateway
    from tests.wire.discord.interactions import Interaction
    from tests.wire.discord.people import Person


@dataclass(frozen=True)
class Call:
    """One call of the API, with what came of it; the bot's token is not kept."""

    endpoint: str
    path: str
    body: Json
    answer: object
    status: int = 200


@dataclass
class State:
    """What the parts of the stand-in share.

    People's acts and interaction tokens run on `clock`; what an app paces by its own time (heartbeats,
    identifying, rate limits) runs on `pace`, so that pushing the one does not break the other.
    """

    clock: Clock
    pace: Clock = field(default_factory=Clock)
    # A message's time and id are compared with the real time by whoever reads them.
    wall: Callable[[], float] = time.time  # noqa: TID251
    base: str = ""
    app: Application = field(default_factory=Application)
    calls: Counter[str] = field(default_factory=Counter)
    log: list[Call] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    guilds: dict[str, Guild] = field(default_factory=dict)
    people: "dict[str, Person]" = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, Attachment] = field(default_factory=dict)
    interactions: "dict[str, Interaction]" = field(default_factory=dict)
    nonces: "dict[str, tuple[float, Message]]" = field(default_factory=dict)
    invalid_answers: int = 0
    news: News = field(default_factory=News)
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self.ids = Snowflakes(self.wall)
        self.rates = Rates(self.pace)
        self.gateway: Gateway
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

    def trouble(self, person: str, about: str, why: str) -> None:
        """Tell a person that the app did not answer."""
        self.troubles.append(Trouble(person, about, why))
        self.news.tell()
