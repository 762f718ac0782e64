"""A person at a desk: one conversation over a store in memory, with a clock that the test moves."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from adapters.memory import MemoryStore
from bot import unasked
from bot.conversation import Conversation
from bot.inbound import Act, Closed, Inbound, Pressed, Profile, Said, Submitted
from bot.journey import Journey
from bot.library import Library
from bot.message import Card, Draft, Form, Message, Picture, Reply, Text
from bot.people import Address
from bot.ports import Store, Turned

LEASE = timedelta(minutes=5)


class Desk:
    """Acts as one person and keeps what the bot says.

    Args:
        library: Words and tables.
        zone: The person's zone.
        at: Their wall clock at the beginning, ISO 8601.
        store: Where all is kept; None for memory.
    """

    def __init__(
        self,
        library: Library,
        zone: str = "Europe/Berlin",
        at: str = "2026-11-20 15:40",
        store: Store | None = None,
    ) -> None:
        self.library = library
        self.zone = zone
        self.now = self._instant(at)
        self.who = Address("terminal", "me")
        self.store: Store = store or MemoryStore()
        self.said: list[Message] = []
        self.form: Form | None = None
        self.problems: Mapping[str, str] = {}
        self._ids = 0
        self._events = 0
        self.conversation = Conversation(
            self.store, library, lambda: self.now, self.new_id, Random(1)
        )

    def new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids:010d}"

    async def sit_down(self) -> None:
        await self.act(Profile(self.zone))

    async def act(self, act: Act, event: str | None = None) -> Reply:
        self._events += 1
        reply = await self.conversation.handle(
            Inbound(event or f"event-{self._events}", self.who, act)
        )
        self.problems = reply.problems
        if isinstance(act, Submitted | Closed) and not reply.problems:
            self.form = None
        if reply.form is not None:
            self.form = reply.form
        if reply.edit is not None:
            self.said.append(reply.edit)
        self.said += reply.messages
        return reply

    async def say(self, text: str) -> str:
        return read(*heard(await self.act(Said(text))))

    async def press(self, label: str) -> str:
        for message in reversed(self.said):
            for button in message.buttons():
                if button.label.casefold() == label.casefold():
                    return read(*heard(await self.act(Pressed(button.action))))
        raise AssertionError(
            f"no button {label!r} in {[one.label for m in self.said for one in m.buttons()]}"
        )

    async def fill(self, **values: str) -> str:
        assert self.form is not None, "no form is open"
        typed = {one.key: one.value for one in self.form.fields} | values
        return read(*heard(await self.act(Submitted(self.form.id, typed))))

    async def add(self, company: str = "Acme", **values: str) -> str:
        await self.say(f"/interview add {company}")
        heard_first = await self.fill(**{"ended": "today 15:30", "country": "Germany", **values})
        assert not self.problems, self.problems
        assert self.form is not None
        await self.act(Closed(self.form.id))
        self.form = None
        return heard_first

    async def wait_until(self, wall: str) -> list[Message]:
        """Move the clock on, delivering what falls due at its own minute; return it."""
        end, delivered = self._instant(wall), list[Message]()
        while (due := await self.store.next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            delivered += await self.deliver()
        self.now = max(self.now, end)
        return delivered

    async def deliver(self) -> list[Message]:
        delivered: list[Message] = []
        for claim in await self.store.claim(self.now, LEASE, 100):
            composed = await self.store.settle(claim, self.now, self._compose)
            if composed is None or composed.message is None:
                await self.store.release(claim)
                continue
            self.said.append(composed.message)
            delivered.append(composed.message)

            def settle(journey: Journey, sent: unasked.Composed = composed) -> Turned[bool]:
                return Turned(unasked.settle(journey, sent, self.now, self.library), value=True)

            await self.store.settle(claim, self.now, settle)
        return delivered

    async def journey(self) -> Journey:
        found = await self.store.turn(self.who, None, self.now, _as_it_is)
        assert found is not None
        return found

    def _compose(self, journey: Journey) -> Turned[unasked.Composed]:
        composed = unasked.compose(journey, self.now, self.library, self.new_id, Random(1))
        return Turned(composed.journey, composed)

    def _instant(self, wall: str) -> datetime:
        return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


def heard(reply: Reply) -> tuple[Message, ...]:
    """Return all messages of a reply, the edited one first."""
    return (*(() if reply.edit is None else (reply.edit,)), *reply.messages)


def read(*messages: Message) -> str:
    """Return everything a person can read in messages."""
    lines: list[str] = []
    for message in messages:
        for part in message.parts:
            match part:
                case Text(body):
                    lines.append(body)
                case Card(title, under, facts):
                    lines += [title, *under, *(f"{label}: {value}" for label, value in facts)]
                case Draft():
                    lines += [part.subject, part.body]
                case Picture():
                    lines.append(part.alt)
                case _:
                    pass
        lines += [button.label for button in message.buttons()]
    return " ".join(" ".join(lines).split())


def _as_it_is(journey: Journey | None) -> Turned[Journey | None]:
    assert journey is not None
    return Turned(journey, journey)
