"""What Discord keeps: servers, channels, messages, forms and what a person was told went wrong."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.wire.discord.parts import (
    buttons_of,
    fields_of,
    find_field,
    label_of,
    medias_of,
    walk,
    walk_words,
)
from tests.wire.discord.pings import pings_of
from tests.wire.json_shapes import Json, as_objects

if TYPE_CHECKING:
    from tests.wire.discord.people import Person

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

TEXT, DM, GROUP, THREAD = 0, 1, 3, 11


@dataclass(eq=False, repr=False)
class Guild:
    """A server; `bot_is_in` says whether the app was added to it."""

    id: str
    name: str
    locale: str = "en-US"
    bot_is_in: bool = True
    members: "dict[str, Person]" = field(default_factory=dict)
    channels: "dict[str, Channel]" = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Guild({self.id}, {self.name!r})"


@dataclass(eq=False, repr=False)
class Channel:
    """A conversation: kind is TEXT, THREAD, DM (with the app or with somebody else) or GROUP.

    `bot_may_write` false answers 50001 to whatever the app posts there by itself.
    """

    id: str
    kind: int
    name: str = ""
    guild: Guild | None = None
    people: "list[Person]" = field(default_factory=list)
    with_bot: bool = False
    bot_may_write: bool = True
    messages: "list[Message]" = field(default_factory=list)

    def __repr__(self) -> str:
        return f"Channel({self.id}, {self.name!r})"

    @property
    def context(self) -> int:
        """Where an interaction from here comes from: a server (0), a bot's DM (1) or a private channel (2)."""
        if self.guild is not None:
            return 0
        return 1 if self.with_bot else 2

    def has(self, person: "Person") -> bool:
        """Whether somebody reads here."""
        if self.guild is not None:
            return person.id in self.guild.members
        return person in self.people

    @property
    def public(self) -> "list[Message]":
        """What everybody here sees, oldest first."""
        return [one for one in self.messages if one.only_for is None]


@dataclass(eq=False)
class Attachment:
    """A file in a message, or one that somebody uploaded."""

    id: str
    name: str
    content: bytes
    content_type: str = "application/octet-stream"
    description: str | None = None


@dataclass(eq=False, repr=False)
class Message:
    """A message as somebody sees it.

    `via` is how it came: `callback`, `follow-up`, `message` (the app by itself) or `person`.
    """

    id: str
    channel: Channel
    author: str
    via: str
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    type: int = 0
    made: float = 0.0
    edited: float | None = None
    only_for: str | None = None
    by_bot: bool = True
    nonce: object = None
    mentions: Json = field(default_factory=dict)
    asked_by: Json | None = None
    reply_to: str | None = None
    deleted: bool = False
    owners: Json = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Message({self.words!r}, buttons={self.buttons}, only_for={self.only_for})"

    @property
    def words(self) -> str:
        """All that can be read in it, from top to bottom."""
        parts = [self.content, *walk_words(self.embeds), *walk_words(self.components)]
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons that can be pressed, in their order."""
        return [label_of(one) for one in buttons_of(self.components)]

    @property
    def pings(self) -> list[str]:
        """Everything in it that calls somebody, given the mentions it allows."""
        return pings_of("\n".join([self.content, *walk_words(self.components)]), self.mentions)

    @property
    def files(self) -> list[Attachment]:
        """The files that people see: in a layout only those that its components show."""
        if not self.flags & COMPONENTS_V2:
            return self.attachments
        shown = [self.file_of(media) for part in walk(self.components) for media in medias_of(part)]
        return [one for one in shown if one is not None]

    def file_of(self, media: Json) -> Attachment | None:
        """The file of this message that a component means."""
        name = str(media.get("url", "")).removeprefix("attachment://")
        for one in self.attachments:
            if one.id == media.get("attachment_id") or one.name == name:
                return one
        return None

    @property
    def loading(self) -> bool:
        """Whether people see that the app is thinking."""
        return bool(self.flags & LOADING)


@dataclass(eq=False)
class Modal:
    """A form that is open in front of somebody; `values` has what they typed, by custom_id."""

    sent: Json
    source: Message | None
    values: dict[str, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def custom_id(self) -> str:
        """Its own id."""
        return str(self.sent.get("custom_id", ""))

    @property
    def title(self) -> str:
        """What stands at its top."""
        return str(self.sent.get("title", ""))

    @property
    def components(self) -> list[Json]:
        """Its parts."""
        return as_objects(self.sent.get("components"))

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return "\n".join([self.title, *walk_words(self.components)])

    @property
    def labels(self) -> list[str]:
        """What its fields are called."""
        return [label for label, _ in fields_of(self.components)]

    def value(self, name: str) -> object:
        """What stands in a field, found by its label or custom_id."""
        found = find_field(self.components, name)
        assert found is not None, f"no field {name!r}; there are {self.labels}"
        return self.values.get(str(found["custom_id"]))


@dataclass(frozen=True)
class Trouble:
    """What Discord itself tells a person when the app did not answer as it should."""

    person: str
    about: str
    why: str
