"""Says something to one person alone: in their direct messages, or seen by them only where they asked."""

import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from adapters.patience import Patience
from adapters.slack.api import RateLimitedError, RefusedError, SlackApi, SlackError
from adapters.slack.pieces import Carrier, Piece, pieces_of
from adapters.slack.render import render_message
from adapters.slack.workspaces import Workspaces
from adapters.turns import Turns
from bot.errors import StoreError, TryLater, Undeliverable
from bot.message import Message
from bot.people import Address
from bot.ports import Clock

PATIENCE = 5.0
"""Seconds to wait for a rate limit before what is said unasked is left to another try."""
WAITS = (1.0, 4.0, 15.0, 60.0, 120.0)
"""Seconds between the tries to bring an answer; a rate limit makes them longer."""
LONGEST_WAIT = 600.0
"""Seconds; an answer that Slack would not take sooner is kept for the next time."""
REMEMBERED = 10_000
"""Conversations whose ids are kept in memory."""
MOST_OWED = 20
"""Messages and files that are kept for a person whom they did not reach."""
_MOVED = frozenset({"channel_not_found", "is_archived", "not_in_channel"})
"""Answers after which Slack is asked once more where the direct messages are."""
_GONE = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_auth",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "not_authed",
        "not_in_channel",
        "team_access_not_granted",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
"""Answers after which no other try would reach the person."""

log = logging.getLogger(__name__)


class Speech:
    """Posts, changes and looks up messages; also the outbox for what is said unasked.

    Args:
        api: Takes what needs no token.
        workspaces: Takes everything else.
        patience: Waits between tries.
        clock: Reads the time.
    """

    def __init__(
        self, api: SlackApi, workspaces: Workspaces, patience: Patience, clock: Clock
    ) -> None:
        self._api = api
        self._workspaces = workspaces
        self._carrier = Carrier(api, workspaces, clock)
        self._clock = clock
        self._patience = patience
        self._channels: OrderedDict[Address, str] = OrderedDict()
        self._posting = Turns()
        self._answering = Turns()
        self._owed: OrderedDict[Address, list[Piece]] = OrderedDict()

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post an unasked message (`bot.ports.Outbox`); one that may have arrived is looked for first.

        Raises:
            TryLater: Slack asks for patience.
            Undeliverable: The person left, or the app was taken away.
            SlackError: It was not posted, or nobody knows.
        """

        begun = False

        async def bring(channel: str) -> None:
            nonlocal begun
            found = await self._carrier.look(to, channel, key, PATIENCE) if again else None
            for piece in pieces_of((message,), key):
                if found is None or not found.has(piece):
                    await self._carrier.bring(to, channel, piece, PATIENCE)
                    begun = True

        try:
            await self._in_private(to, bring)
        except RefusedError as refused:
            if refused.code in _GONE:
                raise Undeliverable(refused.code) from None
            raise
        except RateLimitedError as limit:
            # Looking for one message keeps nobody else's from being posted.
            everybody = limit.method == "chat.postMessage"
            raise TryLater(limit.seconds, everybody=everybody, begun=begun) from None

    async def say(self, to: Address, messages: Sequence[Message]) -> None:
        """Answer in the direct messages, in the order given, after what was said there before.

        An answer has nobody who would plan it anew, so it is tried for some minutes, and looked for
        before it is repeated; one that still did not arrive is said with the next.

        Raises:
            Undeliverable: The app was taken away.
            RefusedError: Slack takes nothing of it.
            SlackError: It was not posted, or nobody knows.
        """
        async with self._answering.of(to):
            owed, new = self._owed.pop(to, []), list(pieces_of(messages, secrets.token_hex(8)))
            pieces = [*owed, *new]
            refusals: list[RefusedError] = []
            while pieces:
                try:
                    await self._insist(to, pieces[0])
                except (RefusedError, Undeliverable) as error:
                    if not isinstance(error, RefusedError) or error.code in _GONE:
                        # Whoever asked brings what is new another way.
                        self._owe(to, pieces[: max(0, len(pieces) - len(new))])
                        raise
                    # Another try would be no better, and the rest need not suffer for it.
                    log.error("Slack does not take a part of an answer: %s", error)  # noqa: TRY400
                    refusals.append(error)
                except (SlackError, StoreError):
                    self._owe(to, pieces)
                    raise
                del pieces[0]
            if refusals and len(refusals) >= len(new):
                raise refusals[-1]

    async def newest(self, to: Address) -> Mapping[str, Any]:
        """Return what stands last in the direct messages, as Slack tells of it; empty where nothing does.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: Slack does not tell.
        """
        channel = await self.channel(to)
        found = await self._workspaces.call(
            to, "conversations.history", PATIENCE, channel=channel, limit=1
        )
        return next(iter(found.get("messages") or ()), {})

    async def channel(self, to: Address) -> str:
        """Return the id of the direct messages with a person.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: Slack does not open them.
        """
        known = self._channels.get(to)
        if known is None:
            opened = await self._workspaces.call(to, "conversations.open", PATIENCE, users=to.user)
            known = str(opened["channel"]["id"])
            self.remember(to, known)
        return known

    def remember(self, to: Address, channel: str) -> None:
        """Keep in mind where the direct messages with a person are."""
        self._channels[to] = channel
        self._channels.move_to_end(to)
        if len(self._channels) > REMEMBERED:
            self._channels.popitem(last=False)

    async def change(self, to: Address, channel: str, ts: str, message: Message) -> None:
        """Put a message in the place of another in the direct messages.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: It was not changed, or nobody knows.
        """
        first, *rest = render_message(message)
        async with self._posting.of(to):
            await self._workspaces.call(
                to,
                "chat.update",
                PATIENCE,
                channel=channel,
                ts=ts,
                text=first.text,
                blocks=first.blocks,
            )
            for one in rest:
                await self._carrier.bring(to, channel, Piece("", one), PATIENCE)

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Use the address that came with a command or a press; it works five times, for half an hour.

        Raises:
            UncertainError: It no longer works, or nobody knows.
        """
        await self._api.respond(url, body)

    async def _insist(self, to: Address, piece: Piece) -> None:
        """Bring one piece of an answer, trying for some minutes."""

        async def bring(channel: str) -> None:
            if piece.tried is not None:
                found = await self._carrier.look(to, channel, piece.key, 0, piece.tried)
                if found.has(piece):
                    return
            await self._carrier.bring(to, channel, piece, 0)

        for wait in (*WAITS, None):
            soonest = 0.0
            try:
                await self._in_private(to, bring)
            except RefusedError:
                raise
            except RateLimitedError as limit:
                soonest = limit.seconds
                if wait is None or self._patience.is_over or soonest > LONGEST_WAIT:
                    raise
            except (SlackError, StoreError):
                piece.tried = piece.tried or self._clock()
                if wait is None or self._patience.is_over:
                    raise
            else:
                return
            await self._patience.wait(max(wait, soonest))

    async def _in_private(self, to: Address, work: Callable[[str], Awaitable[None]]) -> None:
        """Do something in the direct messages with a person, after whatever else is done there."""
        async with self._posting.of(to):
            remembered = to in self._channels
            try:
                await work(await self.channel(to))
            except RefusedError as refused:
                if not (remembered and refused.code in _MOVED):
                    raise
                # They are elsewhere since, and Slack tells where.
                self._channels.pop(to, None)
                await work(await self.channel(to))

    def _owe(self, to: Address, pieces: list[Piece]) -> None:
        if not pieces:
            return
        self._owed[to] = pieces[-MOST_OWED:]
        if len(self._owed) > REMEMBERED:
            self._owed.popitem(last=False)
