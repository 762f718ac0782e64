"""A workspace: its people, its channels, what was granted to the app in it."""

from html import escape
from typing import TYPE_CHECKING

from tests.wire.slack.json_shapes import Json
from tests.wire.slack.payloads import fill_in_ids
from tests.wire.slack.people import Person
from tests.wire.slack.records import Channel, Message

if TYPE_CHECKING:
    from tests.wire.slack.state import State

SCOPES = ("chat:write", "commands", "files:read", "files:write", "im:history", "im:read", "im:write",
          "users:read")  # fmt: skip


class Workspace:
    """One workspace, alone or in an Enterprise organisation.

    Args:
        state: What the stand-in knows.
        id: Such as `T1`.
        enterprise: The organisation, such as `E1`.
        scopes: What the app was granted.
        installed: Whether the app is there already, with a `bot_token` that never runs out.
    """

    def __init__(
        self,
        state: "State",
        id: str,
        enterprise: str | None,
        scopes: tuple[str, ...],
        *,
        installed: bool,
    ) -> None:
        self.state = state
        self.id = id
        self.name = f"Workspace {id}"
        self.domain = f"workspace-{id.lower()}"
        self.enterprise = enterprise
        self.scopes = scopes
        self.installed = installed
        self.org_wide = False
        self.bot_user = f"UBOT{id}"
        self.bot_id = f"B{id}"
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.bot_token = state.tokens.issue(id, scopes).value if installed else ""

    def join_organisation(self) -> None:
        """Let one install and one token hold for every workspace of the enterprise."""
        self.org_wide = True
        others = [
            one for one in self.state.workspaces.values() if one.enterprise == self.enterprise
        ]
        if others and self.installed:
            self.bot_token = others[0].bot_token

    def person(
        self, id: str, *, zone: str = "Europe/Berlin", locale: str = "en-US", name: str = ""
    ) -> Person:
        """Somebody in this workspace."""
        person = Person(self.state, self, id, zone, locale, name or id.lower())
        self.people[id] = person
        return person

    def channel(
        self, id: str, *people: Person, kind: str = "channel", bot_is_in: bool = False
    ) -> Channel:
        """A conversation; kind is channel, group (private) or mpim."""
        channel = self.channels.get(id)
        if channel is None:
            channel = Channel(id, f"channel-{id.lower()}", kind, bot_is_in=bot_is_in)
            self.channels[id] = channel
        channel.members |= {one.id for one in people}
        return channel

    def share(self, channel: Channel, other: "Workspace", *people: Person) -> None:
        """Slack Connect: the same conversation in another workspace too, with people of it."""
        other.channels[channel.id] = channel
        channel.members |= {one.id for one in people}

    def dm(self, person: Person) -> Channel:
        """The app's direct messages with somebody."""
        id = f"D{self.id}{person.id}"
        if id not in self.channels:
            self.channels[id] = Channel(id, "directmessage", "im", {person.id})
        return self.channels[id]

    def post(
        self, channel: Channel, payload: Json, *, via: str, only_for: str | None = None
    ) -> Message:
        """Let the app's message appear."""
        where = "ephemeral" if only_for else "dm" if channel.kind == "im" else "channel"
        message = Message(
            channel.id,
            self.state.ids.ts(),
            self.bot_user,
            where,
            via,
            text=str(payload.get("text") or ""),
            blocks=fill_in_ids(payload.get("blocks"), self.state.ids),
            only_for=only_for,
            metadata=payload.get("metadata"),
            thread_ts=payload.get("thread_ts"),
        )
        channel.messages.append(message)
        self.state.news.tell()
        return message

    def say(self, person: Person, channel: Channel, text: str) -> Message:
        """Let somebody's own words appear; typed `<`, `>` and `&` stay what they are, escaped."""
        message = Message(
            channel.id,
            self.state.ids.ts(),
            person.id,
            "dm" if channel.kind == "im" else "channel",
            "person",
            text=escape(text, quote=False),
            by_bot=False,
        )
        channel.messages.append(message)
        self.state.news.tell()
        return message

    async def uninstall(
        self, order: tuple[str, ...] = ("tokens_revoked", "app_uninstalled")
    ) -> None:
        """Let somebody remove the app; the events come in that order, doubled or missing as given."""
        self.state.tokens.revoke_team(self.id)
        self.installed = False
        shapes: dict[str, Json] = {
            "tokens_revoked": {
                "type": "tokens_revoked",
                "tokens": {"oauth": [], "bot": [self.bot_user]},
            },
            "app_uninstalled": {"type": "app_uninstalled"},
        }
        for kind in order:
            await self.state.deliveries.event(self, shapes[kind])

    @property
    def public_messages(self) -> list[Message]:
        """What everybody in any channel sees of the app, direct messages apart."""
        return [
            one
            for channel in self.channels.values()
            if channel.kind != "im"
            for one in channel.public
            if one.by_bot
        ]
