"""What Slack sends the app, over whichever door, and what it does where no answer comes in 3 seconds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from tests.wire.slack.json_shapes import Json
from tests.wire.slack.payloads import describe_event

if TYPE_CHECKING:
    from tests.wire.slack.state import State
    from tests.wire.slack.workspace import Workspace

Kind = Literal["events_api", "slash_commands", "interactive"]
ACK_SECONDS = 3.0
# An event that was not acknowledged comes again at once, after a minute and after five.
RETRIES = (0.0, 60.0, 300.0)


@dataclass(frozen=True)
class Answer:
    """What the app answered to one delivery, and how long it took; why not, where it did not."""

    acked: bool
    body: object = None
    seconds: float = 0.0
    problem: str = ""
    again: bool = True


@dataclass(frozen=True)
class Delivery:
    """One try to deliver something."""

    kind: Kind
    payload: Json
    retry: int
    answer: Answer


class Door(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    async def deliver(
        self, kind: Kind, payload: Json, *, retry: int, reason: str, takes_answer: bool
    ) -> Answer:
        """Send something and wait at most 3 seconds for its acknowledgement."""
        ...


class Deliveries:
    """Sends over the door that is set, and remembers what came of it.

    Args:
        state: What the stand-in knows.
        door: Where to send.
    """

    def __init__(self, state: "State", door: Door) -> None:
        self._state = state
        self.door = door
        self.tried: list[Delivery] = []

    async def interact(self, kind: Kind, payload: Json, *, takes_answer: bool) -> Answer:
        """Deliver a command or an interaction, once: Slack never repeats those."""
        return await self._try(kind, payload, 0, "", takes_answer=takes_answer)

    async def event(self, team: "Workspace", event: Json) -> Answer:
        """Deliver an event, and go on trying in the background where it was not acknowledged."""
        return await self.send(describe_event(team, event))

    async def send(self, payload: Json, *, retry: int = 0, reason: str = "") -> Answer:
        """Deliver an outer event as it stands; the same one again is a redelivery."""
        answer = await self._try("events_api", payload, retry, reason, takes_answer=False)
        if not answer.acked and answer.again and retry == 0:
            self._state.start(self._repeat(payload, answer.problem))
        return answer

    async def _repeat(self, payload: Json, problem: str) -> None:
        for retry, wait in enumerate(RETRIES, start=1):
            await self._state.clock.sleep(wait)
            answer = await self._try("events_api", payload, retry, problem, takes_answer=False)
            if answer.acked or not answer.again:
                return

    async def _try(
        self, kind: Kind, payload: Json, retry: int, reason: str, *, takes_answer: bool
    ) -> Answer:
        answer = await self.door.deliver(
            kind, payload, retry=retry, reason=reason, takes_answer=takes_answer
        )
        self.tried.append(Delivery(kind, payload, retry, answer))
        self._state.news.tell()
        return answer

    @property
    def late(self) -> list[Delivery]:
        """What was not acknowledged in time."""
        return [one for one in self.tried if not one.answer.acked]

    @property
    def events(self) -> list[Json]:
        """Every outer event once, in the order of their first try."""
        return [one.payload for one in self.tried if one.kind == "events_api" and one.retry == 0]
