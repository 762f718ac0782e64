"""Says something in the direct messages with one person, and nothing twice."""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord

from adapters.discord.calls import (
    CLOSED,
    INVALID_RECIPIENT,
    NO_SERVER_SHARED,
    OPENED_TOO_FAST,
    UNKNOWN_CHANNEL,
    UNKNOWN_USER,
    DiscordError,
    PatienceError,
    RefusedError,
    Sleep,
    insist,
)
from adapters.discord.client import Client
from adapters.discord.render import Rendered, render_message
from adapters.discord.sending import as_sent
from adapters.turns import Turns
from bot.errors import TryLater, Undeliverable, Unreachable
from bot.message import Message
from bot.people import Address

LOOKED_THROUGH = 100
"""Messages looked through for one that may have arrived: as many as Discord gives at once."""
REMEMBERED = 10_000
"""Conversations whose ids are kept in memory."""
BETWEEN_OPENINGS = 1.0
"""Seconds between two direct messages opened anew: a bot that opens many at once is taken for spam."""
AFTER_TOO_FAST = 300.0
"""Seconds in which none is opened after Discord said that it went too fast."""
LONGEST_NONCE = 25
_CLOSED = frozenset({CLOSED, NO_SERVER_SHARED})
_GONE = frozenset({UNKNOWN_USER, INVALID_RECIPIENT})


class Speech:
    """Posts messages; also the outbox for what is said unasked.

    Args:
        client: Gives Discord's client as it is now; after a fault there is another one.
        found: Told of direct messages that were opened, before anything is posted there.
        sleep: Waits (seconds).
        monotonic: Clock of the openings (seconds).
    """

    def __init__(
        self,
        client: Callable[[], Client],
        found: Callable[[int], Awaitable[None]] | None = None,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._found = found
        self._sleep = sleep
        self._monotonic = monotonic
        self._channels: OrderedDict[Address, int] = OrderedDict()
        self._turns = Turns()
        self._opening = asyncio.Lock()
        self._open_from = 0.0

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post an unasked message (`bot.ports.Outbox`).

        Two tries within minutes are one to Discord, by their nonce; a later one is looked for first.

        Raises:
            TryLater: Discord asks for patience.
            Unreachable: The person's direct messages are closed.
            Undeliverable: There is no such person any more.
            DiscordError: It was not posted, or nobody knows.
        """
        try:
            shown = render_message(message)
            nonces = [nonce_of(key, number) for number in range(len(shown))]
            await self._post(to, shown, nonces, key, again=again)
        except PatienceError as error:
            raise TryLater(error.seconds, everybody=error.everybody, begun=error.begun) from None

    async def bring(self, to: Address, one: Rendered, nonce: str, *, again: bool) -> None:
        """Post one message of an answer.

        Args:
            to: Whom.
            one: What.
            nonce: The same for every try.
            again: Whether an earlier try may have arrived; then it is looked for first.

        Raises:
            Unreachable: Their direct messages are closed.
            Undeliverable: There is no such person any more.
            RefusedError: Discord does not take it.
            DiscordError: It was not posted, or nobody knows.
        """
        await self._post(to, (one,), (nonce,), "", again=again)

    def remember(self, to: Address, channel: int) -> None:
        """Keep in mind where the direct messages with a person are."""
        self._channels[to] = channel
        self._channels.move_to_end(to)
        if len(self._channels) > REMEMBERED:
            self._channels.popitem(last=False)

    def knows(self, who: Address) -> bool:
        """Say whether it is known where the direct messages with somebody are, who then was looked after."""
        return who in self._channels

    async def look_into(self, who: Address) -> int:
        """Return where the direct messages with somebody are; what was missed there is found before it is known.

        Raises:
            Unreachable: Their direct messages are closed.
            Undeliverable: There is no such person any more.
            DiscordError: Discord asks for patience, or does not tell.
        """
        async with self._turns.of(who), self._explained(who):
            return await self._channel(who)

    async def _post(
        self,
        to: Address,
        shown: Sequence[Rendered],
        nonces: Sequence[str],
        key: str,
        *,
        again: bool,
    ) -> None:
        async with self._turns.of(to), self._explained(to):
            await self._post_all(to, shown, nonces, key, again=again)

    @asynccontextmanager
    async def _explained(self, to: Address) -> AsyncGenerator[None]:
        """Let what Discord says no with be told in our own words."""
        try:
            yield
        except discord.HTTPException as error:
            if error.code in _CLOSED:
                raise Unreachable(str(error.code)) from None
            if error.code in _GONE:
                raise Undeliverable(str(error.code)) from None
            # Not the error's words: they may repeat what was sent.
            why = f"HTTP {error.status}, {error.code}"
            if error.code == UNKNOWN_CHANNEL:
                self._channels.pop(to, None)
                raise DiscordError(why) from None
            raise RefusedError(why) from None

    async def _post_all(
        self,
        to: Address,
        shown: Sequence[Rendered],
        nonces: Sequence[str],
        key: str,
        *,
        again: bool,
    ) -> None:
        channel = self._client().get_partial_messageable(
            await self._channel(to), type=discord.ChannelType.private
        )
        arrived = await self._arrived(channel) if again else frozenset[str]()
        begun = False
        for one, nonce in zip(shown, nonces, strict=True):
            # The buttons of a nudge carry the key; where it has none the nonce tells.
            if not {nonce, key} & arrived:
                await self._send(channel, one, nonce, begun=begun)
                begun = True

    async def _send(
        self, channel: discord.PartialMessageable, one: Rendered, nonce: str, *, begun: bool
    ) -> None:
        async def send() -> None:
            await channel.send(**as_sent(one), nonce=nonce)

        try:
            await insist(send, self._sleep, posts=True)
        except PatienceError as error:
            begun = begun or error.begun
            raise PatienceError(error.seconds, everybody=error.everybody, begun=begun) from None

    async def _arrived(self, channel: discord.PartialMessageable) -> frozenset[str]:
        """Return what tells which messages were posted last: their nonces, and what their buttons carry."""

        async def look() -> list[discord.Message]:
            return [one async for one in channel.history(limit=LOOKED_THROUGH)]

        marks: set[str] = set()
        for one in await insist(look, self._sleep):
            marks |= marks_of(one)
        return frozenset(marks)

    async def _channel(self, to: Address) -> int:
        known = self._channels.get(to)
        if known is None:
            known = await self._open(int(to.user))
            self.remember(to, known)
            if self._found is not None:
                await self._found(known)
        return known

    async def _open(self, user: int) -> int:
        """Open the direct messages with somebody: one after another, and none for a while after too many."""

        async def create() -> discord.DMChannel:
            return await self._client().create_dm(discord.Object(user))

        async with self._opening:
            wait = self._open_from - self._monotonic()
            if wait > BETWEEN_OPENINGS:
                raise PatienceError(wait)
            if wait > 0:
                await self._sleep(wait)
            self._open_from = self._monotonic() + BETWEEN_OPENINGS
            try:
                return (await insist(create, self._sleep)).id
            except discord.HTTPException as error:
                if error.code != OPENED_TOO_FAST:
                    raise
                self._open_from = self._monotonic() + AFTER_TOO_FAST
                raise PatienceError(AFTER_TOO_FAST) from None


def nonce_of(key: str, number: int) -> str:
    """Return what makes two tries of one message the same to Discord."""
    return hashlib.sha256(f"{key}|{number}".encode()).hexdigest()[:LONGEST_NONCE]


def marks_of(message: discord.Message) -> set[str]:
    """Return by what a posted message is known again: its nonce, and the parts of its buttons' actions."""
    marks = {str(message.nonce)} if message.nonce else set[str]()
    for custom_id in _custom_ids(message.components):
        marks |= set(custom_id.split(":"))
    return marks - {""}


def _custom_ids(components: Sequence[Any]) -> list[str]:
    found: list[str] = []
    for one in components:
        found += [id for id in (getattr(one, "custom_id", None),) if isinstance(id, str)]
        found += _custom_ids(getattr(one, "children", ()) or ())
        accessory = getattr(one, "accessory", None)
        found += _custom_ids((accessory,)) if accessory is not None else []
    return found
