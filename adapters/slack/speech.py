"""Says something to one person alone: in their direct messages, or seen by them only where they asked."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.pictures import draw
from adapters.slack.api import RefusedError, SlackApi
from adapters.slack.render import Rendered, find_key, render_message
from adapters.slack.tokens import Identity, Tokens
from bot.errors import Undeliverable
from bot.message import File, Message, Picture
from bot.people import Address

PATIENCE = 20.0
"""Seconds to wait for a rate limit before a message is left to another try."""
LOOKED_THROUGH = 15
"""Messages looked through for one that may have arrived: as many as Slack gives everybody."""
REMEMBERED = 10_000
"""Conversations whose ids are kept in memory."""
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
        api: Slack.
        tokens: Whose right to use where.
    """

    def __init__(self, api: SlackApi, tokens: Tokens) -> None:
        self._api = api
        self._tokens = tokens
        self._channels: OrderedDict[Address, str] = OrderedDict()
        self._turns: dict[Address, asyncio.Lock] = {}

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Post an unasked message (`bot.ports.Outbox`); one that may have arrived is looked for first.

        Raises:
            Undeliverable: The person left, or the app was taken away.
            SlackError: It was not posted, or nobody knows.
        """
        identity = await self._tokens.find(to.enterprise, to.team)
        try:
            await self._post(identity, to, (message,), key, again=again)
        except RefusedError as refused:
            if refused.code in _GONE:
                self._tokens.forget(to.enterprise, to.team)
                raise Undeliverable(refused.code) from None
            raise

    async def say(self, to: Address, messages: Sequence[Message]) -> None:
        """Answer in the direct messages, in the order given, after what was said there before.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: It was not posted, or nobody knows.
        """
        identity = await self._tokens.find(to.enterprise, to.team)
        await self._post(identity, to, messages, "", again=False)

    async def channel(self, to: Address) -> str:
        """Return the id of the direct messages with a person.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: Slack does not open them.
        """
        known = self._channels.get(to)
        if known is None:
            identity = await self._tokens.find(to.enterprise, to.team)
            opened = await self._api.call(
                identity.token, "conversations.open", to.team, PATIENCE, users=to.user
            )
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
        """Put a message in the place of another in the direct messages."""
        identity = await self._tokens.find(to.enterprise, to.team)
        first, *rest = render_message(message)
        async with self._in_turn(to):
            await self._api.call(
                identity.token,
                "chat.update",
                to.team,
                PATIENCE,
                channel=channel,
                ts=ts,
                text=first.text,
                blocks=first.blocks,
            )
            for one in rest:
                await self._send(identity, to, channel, one)

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Use the address that came with a command or a press; it works five times, for half an hour.

        Raises:
            UncertainError: It no longer works, or nobody knows.
        """
        await self._api.respond(url, body)

    async def _post(
        self,
        identity: Identity,
        to: Address,
        messages: Sequence[Message],
        key: str,
        *,
        again: bool,
    ) -> None:
        async with self._in_turn(to):
            channel = await self.channel(to)
            shown = [one for message in messages for one in render_message(message, key)]
            arrived = await self._arrived(identity, to, channel) if again else frozenset[str]()
            for one in shown:
                if one.key not in arrived:
                    await self._send(identity, to, channel, one)

    async def _send(self, identity: Identity, to: Address, channel: str, one: Rendered) -> None:
        await self._api.call(
            identity.token,
            "chat.postMessage",
            to.team,
            PATIENCE,
            channel=channel,
            text=one.text,
            blocks=one.blocks or None,
            unfurl_links=False,
            unfurl_media=False,
        )
        for file in one.files:
            match file:
                case Picture(name, alt):
                    drawn = draw(file).encode()
                    await self._upload(identity, to, channel, f"{name}.svg", alt, drawn)
                case File(name, _, data, alt):
                    await self._upload(identity, to, channel, name, alt, data)

    async def _arrived(self, identity: Identity, to: Address, channel: str) -> frozenset[str]:
        """Return the keys of what was posted last."""
        found = await self._api.call(
            identity.token,
            "conversations.history",
            to.team,
            PATIENCE,
            channel=channel,
            limit=LOOKED_THROUGH,
        )
        return frozenset(find_key(one) for one in found.get("messages", [])) - {""}

    async def _upload(
        self, identity: Identity, to: Address, channel: str, name: str, alt: str, data: bytes
    ) -> None:
        given = await self._api.call(
            identity.token,
            "files.getUploadURLExternal",
            to.team,
            PATIENCE,
            filename=name,
            length=len(data),
            alt_txt=alt,
        )
        await self._api.put(str(given["upload_url"]), data)
        await self._api.call(
            identity.token,
            "files.completeUploadExternal",
            to.team,
            PATIENCE,
            files=[{"id": given["file_id"], "title": alt}],
            channel_id=channel,
        )

    def _in_turn(self, to: Address) -> asyncio.Lock:
        """Return what keeps the order of everything said to one person."""
        lock = self._turns.get(to)
        if lock is None:
            # Those nobody holds or waits for are of no more use.
            if len(self._turns) >= REMEMBERED:
                self._turns = {who: one for who, one in self._turns.items() if one.locked()}
            lock = self._turns[to] = asyncio.Lock()
        return lock
