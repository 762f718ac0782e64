"""What may be used for a short time only: trigger ids, response URLs, Socket Mode tickets."""

from dataclasses import dataclass

from tests.wire.clock import Clock
from tests.wire.slack.ids import Ids
from tests.wire.slack.records import Message

TRIGGER_SECONDS = 3
RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5
TICKET_SECONDS = 30


@dataclass
class Trigger:
    """One act of a person that may open one view."""

    person: str
    team: str
    made: float
    in_modal: bool
    used: bool = False


@dataclass
class ResponseUrl:
    """Where answers to one act may go."""

    person: str
    team: str
    channel: str
    made: float
    original: Message | None
    uses: int = 0


class Tickets:
    """Gives out tickets and takes them back.

    Args:
        clock: Against which they run out.
        ids: Where their numbers come from.
    """

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}
        self._sockets: dict[str, float] = {}

    def trigger(self, person: str, team: str, *, in_modal: bool = False) -> str:
        """A new trigger id."""
        name = f"{self._ids.number()}.{self._ids.number()}.{self._ids.new('t')}"
        self._triggers[name] = Trigger(person, team, self._clock.now(), in_modal)
        return name

    def exchange(self, name: object) -> Trigger | str:
        """Use a trigger id up; the error's name where that cannot be."""
        trigger = self._triggers.get(str(name))
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        if self._clock.now() - trigger.made > TRIGGER_SECONDS:
            return "expired_trigger_id"
        trigger.used = True
        return trigger

    def response(self, kind: str, url: ResponseUrl) -> str:
        """The path of a new response URL."""
        path = f"/{kind}/{url.team}/{self._ids.number()}/{self._ids.new('r')}"
        self._responses[path] = url
        return path

    def use_response(self, path: str) -> ResponseUrl | str:
        """Use a response URL once; the error's name where that cannot be."""
        url = self._responses.get(path)
        if url is None:
            return "no_service"
        if self._clock.now() - url.made > RESPONSE_SECONDS:
            return "expired_url"
        if url.uses >= RESPONSE_USES:
            return "used_url"
        url.uses += 1
        return url

    def socket(self) -> str:
        """A new ticket for one Socket Mode connection."""
        ticket = self._ids.new("ticket-")
        self._sockets[ticket] = self._clock.now()
        return ticket

    def use_socket(self, ticket: str) -> bool:
        """Use a Socket Mode ticket up; whether it was good."""
        made = self._sockets.pop(ticket, None)
        return made is not None and self._clock.now() - made <= TICKET_SECONDS
