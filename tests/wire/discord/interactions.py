"""One act of a person that the app answers: which answers it takes, and for how long."""

import asyncio
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.wire.discord.records import Channel, Message
from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.people import Person

FIRST_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0
FOLLOW_UPS = 5


class Kind(IntEnum):
    """What the person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How the app answers."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False)
class Interaction:
    """What somebody did, until its token runs out.

    Args:
        source: The message whose component was used, if any.
        owners: Who installed the app, as `authorizing_integration_owners` says it.
        name: The command in full, if it is one.
    """

    id: str
    token: str
    kind: Kind
    person: "Person"
    channel: Channel
    made: float
    source: Message | None
    owners: Json
    name: str = ""
    callback: Callback | None = None
    choices: list[Json] = field(default_factory=list)
    original: Message | None = None
    sent: list[Message] = field(default_factory=list)
    follow_ups: int = 0
    acked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def by_person_alone(self) -> bool:
        """Whether only the person installed the app, so that follow-ups are counted."""
        return set(self.owners) == {"1"}


@dataclass(frozen=True)
class Answer:
    """What came back at once of an act: `callback` is None where the app was silent for three seconds.

    `heard` says how many gateway sessions were told; `problem` is what Discord then tells the person.
    """

    callback: Callback | None
    seconds: float
    problem: str = ""
    choices: tuple[str, ...] = ()
    message: Message | None = None
    heard: int = 0

    @property
    def acked(self) -> bool:
        """Whether the app answered in time."""
        return self.callback is not None
