"""The web API's methods by name, what each needs, and what one call of them has at hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.wire.slack.json_shapes import Json, as_object, decode
from tests.wire.slack.records import Channel
from tests.wire.slack.tokens import Token

if TYPE_CHECKING:
    from tests.wire.slack.people import Person
    from tests.wire.slack.state import State
    from tests.wire.slack.workspace import Workspace


class Failed(Exception):
    """A call answers `ok: false`."""

    def __init__(self, error: str, messages: list[str] | None = None, **more: object) -> None:
        super().__init__(error)
        self.answer: Json = {"ok": False, "error": error, **more}
        if messages:
            self.answer["response_metadata"] = {"messages": messages}
            if error == "invalid_blocks":
                self.answer["errors"] = messages


@dataclass(frozen=True)
class Ask:
    """One call: its arguments, and in whose name it is made."""

    state: "State"
    method: str
    args: Json
    token: Token | None
    basic: tuple[str, str] | None = None

    @property
    def team(self) -> "Workspace":
        """The workspace of the token."""
        assert self.token is not None
        return self.state.workspaces[self.token.team]

    @property
    def reach(self) -> "list[Workspace]":
        """Where the token works: its workspace, or every one of the organisation."""
        own = self.team
        if not own.org_wide:
            return [own]
        return [one for one in self.state.workspaces.values() if one.enterprise == own.enterprise]

    @property
    def everybody(self) -> "dict[str, Person]":
        """Whoever the token reaches."""
        return {id: one for team in self.reach for id, one in team.people.items()}

    def team_of(self, channel: Channel) -> "Workspace":
        """The workspace of a conversation."""
        return next(one for one in self.reach if one.channels.get(channel.id) is channel)

    def text(self, key: str) -> str:
        """An argument that is a string; empty where it is missing."""
        value = self.args.get(key)
        return "" if value is None else str(value)

    def json(self, key: str) -> object:
        """An argument that is JSON, given as such or as a string of it."""
        return decode(self.args.get(key))

    def channel(self, key: str = "channel") -> Channel:
        """The conversation that is meant; somebody's id stands for the direct messages with them."""
        name = self.text(key)
        if name in self.everybody:
            return self.everybody[name].dm
        for team in self.reach:
            if name in team.channels:
                return team.channels[name]
        raise Failed("channel_not_found")

    def person(self, name: str) -> "Person":
        """Somebody in the workspace."""
        person = self.everybody.get(name)
        if person is None:
            raise Failed("user_not_found")
        return person

    def view(self) -> Json:
        """The view that is sent."""
        sent = self.json("view")
        if not isinstance(sent, dict):
            raise Failed("invalid_arguments", ["[ERROR] missing required field: view"])
        return as_object(sent)


Handler = Callable[[Ask], Awaitable[Json]]


@dataclass(frozen=True)
class Method:
    """One method: what does it, which scope it takes (one of), and which kind of token."""

    handler: Handler
    scopes: tuple[str, ...]
    token: str


METHODS: dict[str, Method] = {}


def method(
    name: str,
    *scopes: str,
    token: str = "bot",  # noqa: S107 - the kind of token, not one
) -> Callable[[Handler], Handler]:
    """Let a function answer a method; token is bot, app or none."""

    def add(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, scopes, token)
        return handler

    return add
