"""What Slack keeps: messages, views, files, channels and what a person was told went wrong."""

import re
from dataclasses import dataclass, field

from tests.wire.slack.json_shapes import (
    Json,
    as_list,
    as_object,
    as_objects,
    shown,
    text_of,
    walk_mrkdwn,
    walk_words,
)

_PING = re.compile(r"<[!@][^>]*>")


@dataclass
class SlackFile:
    """A file in a conversation."""

    id: str
    name: str
    title: str
    content: bytes = b""
    owner: str = ""
    length: int = 0

    def shape(self, base: str, team: str) -> Json:
        """The file object, as the web API and events show it."""
        kind = self.name.rpartition(".")[2].lower() if "." in self.name else "text"
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "filetype": kind,
            "mimetype": _MIME.get(kind, "application/octet-stream"),
            "size": len(self.content),
            "user": self.owner,
            "mode": "hosted",
            "is_external": False,
            "file_access": "visible",
            "url_private": f"{base}/files-pri/{team}-{self.id}/{self.name}",
            "url_private_download": f"{base}/files-pri/{team}-{self.id}/download/{self.name}",
        }


_MIME = {"txt": "text/plain", "text": "text/plain", "csv": "text/csv", "png": "image/png",
         "svg": "image/svg+xml", "ics": "text/calendar", "json": "application/json",
         "pdf": "application/pdf"}  # fmt: skip


@dataclass
class Message:
    """A message in a conversation, as somebody sees it.

    `where` is dm, channel or ephemeral; `via` is how it came: a method, `response_url`, `ack` or `person`.
    """

    channel: str
    ts: str
    author: str
    where: str
    via: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    edited: bool = False
    only_for: str | None = None
    files: list[SlackFile] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    by_bot: bool = True
    state: Json = field(default_factory=dict)
    subtype: str = ""

    @property
    def words(self) -> str:
        """All that can be read in it: the blocks where there are any, as Slack shows them, else the text."""
        return "\n".join(walk_words(self.blocks)) if self.blocks else shown(self.text)

    @property
    def pings(self) -> list[str]:
        """Everything in it that would call somebody: `<!channel>`, `<@U1>` and their like."""
        return [*_PING.findall(self.text), *_PING.findall("\n".join(walk_mrkdwn(self.blocks)))]

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, in their order."""
        return [text_of(one.get("text")) for one in elements_of(self.blocks) if is_button(one)]


@dataclass
class View:
    """A modal or a Home tab that is open in front of somebody."""

    id: str
    owner: str
    sent: Json
    hash: str
    root: str
    previous: str | None = None
    state: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        return as_objects(self.sent.get("blocks"))

    @property
    def title(self) -> str:
        """What stands at its top."""
        return text_of(self.sent.get("title"))

    @property
    def words(self) -> str:
        """All that can be read in it."""
        return "\n".join([self.title, *walk_words(self.blocks)])

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, without submit and close."""
        return [text_of(one.get("text")) for one in elements_of(self.blocks) if is_button(one)]

    def value(self, field_name: str) -> object:
        """What stands in a field, found by label, block_id or action_id; None where it is empty."""
        found = find_input(self.blocks, field_name)
        if found is None:
            raise AssertionError(f"no field {field_name!r}; there are {labels_of(self.blocks)}")
        block, element = found
        kept = as_object(self.state.get(block["block_id"])).get(element["action_id"])
        return plain_value(as_object(kept))


@dataclass
class Channel:
    """A conversation; `public` is what everybody in it sees, `refuses` the error that posting into it meets."""

    id: str
    name: str
    kind: str = "channel"
    members: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    archived: bool = False
    bot_is_in: bool = True
    refuses: str = ""

    @property
    def public(self) -> list[Message]:
        """What everybody in the channel sees, oldest first."""
        return [one for one in self.messages if one.only_for is None]

    @property
    def command_name(self) -> str:
        """How a slash command names this channel."""
        return {"im": "directmessage", "group": "privategroup"}.get(self.kind, self.name)


@dataclass(frozen=True)
class Trouble:
    """What Slack itself tells a person when the app did not answer as it should."""

    user: str
    about: str
    why: str


def is_button(element: Json) -> bool:
    """Whether it can be pressed and nothing else."""
    return element.get("type") == "button"


def elements_of(blocks: list[Json]) -> list[Json]:
    """Every interactive element, with its block's id beside it under `block_id`."""
    found: list[Json] = []
    for block in blocks:
        inner = [*as_objects(block.get("elements")), *as_objects(block.get("actions"))]
        inner += [as_object(block.get(key)) for key in ("accessory", "element")]
        inner += [
            deeper
            for child in as_objects(block.get("child_blocks"))
            for deeper in elements_of([child])
        ]
        found += [
            {**one, "block_id": block.get("block_id")} for one in inner if one.get("action_id")
        ]
    return found


def find_input(blocks: list[Json], name: str) -> tuple[Json, Json] | None:
    """The block and element of a field, by label, block_id, action_id or placeholder."""
    for block in blocks:
        inner = as_objects(block.get("elements"))
        inner += [as_object(block.get(key)) for key in ("element", "accessory")]
        for element in inner:
            if not element.get("action_id") or is_button(element):
                continue
            names = {
                text_of(block.get("label")),
                text_of(block.get("text")),
                text_of(element.get("placeholder")),
                block.get("block_id"),
                element["action_id"],
            }
            if name in names:
                return block, element
    return None


def labels_of(blocks: list[Json]) -> list[str]:
    """What the fields are called, for a message to whoever looked for another one."""
    return [text_of(one.get("label")) or str(one.get("block_id")) for one in blocks]


def plain_value(kept: Json) -> object:
    """The value in one entry of `state.values`, without its wrapping."""
    for key in ("value", "selected_date", "selected_time", "selected_date_time"):
        if key in kept:
            return kept[key]
    if "selected_option" in kept:
        return as_object(kept["selected_option"]).get("value")
    return [one.get("value") for one in as_list(kept.get("selected_options"))]
