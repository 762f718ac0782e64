"""The API's endpoints by name, and what one call of them has at hand."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.wire.discord.errors import Refused
from tests.wire.discord.records import Attachment, Channel, Message
from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.people import Person
    from tests.wire.discord.state import State


@dataclass(frozen=True)
class Ask:
    """One call: which endpoint, what its path and query say, and what it sends."""

    state: "State"
    endpoint: str
    path: dict[str, str]
    query: dict[str, str]
    body: object
    files: dict[int, Attachment] = field(default_factory=dict)

    @property
    def json(self) -> Json:
        """The body, which has to be an object."""
        if not isinstance(self.body, dict):
            raise Refused(50109)
        return self.body

    def channel(self) -> Channel:
        """The channel in the path, where the app may look."""
        channel = self.state.channels.get(self.path["channel_id"])
        if channel is None:
            raise Refused(10003)
        guild = channel.guild
        if not channel.bot_may_write or (not channel.with_bot and guild is None):
            raise Refused(50001)
        if guild is not None and not guild.bot_is_in:
            raise Refused(50001)
        return channel

    def message(self, channel: Channel) -> Message:
        """The message in the path."""
        for one in channel.messages:
            if one.id == self.path["message_id"] and not one.deleted and one.only_for is None:
                return one
        raise Refused(10008)

    def person(self, id: object) -> "Person":
        """Somebody by their id."""
        person = self.state.people.get(str(id))
        if person is None:
            raise Refused(50033)
        return person

    @property
    def wants_response(self) -> bool:
        """Whether the query asks for what came of a callback."""
        return self.query.get("with_response", "").lower() in ("true", "1")


@dataclass(frozen=True)
class Answered:
    """What a call is answered with; no body means 204."""

    body: object = None
    status: int = 200


Handler = Callable[[Ask], Awaitable[Answered]]


@dataclass(frozen=True)
class Route:
    """One endpoint: its name in Discord's documentation, its path, and whether it takes the bot's token."""

    name: str
    method: str
    template: str
    pattern: re.Pattern[str]
    handler: Handler
    needs_token: bool


ROUTES: list[Route] = []

_MAJOR = ("channel_id", "guild_id", "token", "interaction_token")


def endpoint(
    name: str,
    method: str,
    template: str,
    *,
    by_token: bool = True,
) -> Callable[[Handler], Handler]:
    """Let a function answer an endpoint; interactions' endpoints need no token but the one in the path."""
    pattern = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", template))

    def add(handler: Handler) -> Handler:
        ROUTES.append(Route(name, method, template, pattern, handler, by_token))
        return handler

    return add


def find(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The endpoint that answers a path."""
    known = False
    for route in ROUTES:
        match = route.pattern.fullmatch(path)
        if match is not None:
            known = True
            if route.method == method:
                return route, match.groupdict()
    raise Refused(405 if known else 0)


def major(path: dict[str, str]) -> str:
    """What a bucket counts apart: the channel or the webhook."""
    return "+".join(path[key] for key in _MAJOR if key in path)
