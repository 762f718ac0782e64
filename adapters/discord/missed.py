"""What people wrote while nobody listened: looked for when the bot is back, and acted on once.

Discord tells a session that is resumed what it missed, but not one that begins anew, and it lists no direct
messages. So whoever wrote lately is looked after when a session begins (`unanswered` says who else), and everybody
else the next time they write or press something, or are written to. Whether something was acted on before is known by
its id.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import discord

from adapters.discord.calls import DiscordError, Sleep, insist
from adapters.discord.client import Client

FOUND = 50
"""Messages that are found of one person at most."""
NOT_OLDER = timedelta(hours=23)
"""Older words are left alone: that they were acted on is only remembered for a day."""
LOOKED_AFTER = 500
"""People looked after at once when a session begins: those who wrote last."""
BETWEEN = 0.1
"""Seconds between two of them."""
LOOKS_FOR = 10.0
"""Seconds for one of them: what is heard or posted now waits for it."""
REMEMBERED = 10_000
"""Conversations of which it is known how far they were read."""

log = logging.getLogger(__name__)


class Missed:
    """Everybody's.

    Args:
        client: Gives Discord's client as it is now.
        act: Acts on one message that was found.
        now: Clock (UTC).
        sleep: Waits (seconds).
    """

    def __init__(
        self,
        client: Callable[[], Client],
        act: Callable[[discord.Message], Awaitable[None]],
        now: Callable[[], datetime],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._client = client
        self._act = act
        self._now = now
        self._sleep = sleep
        self._read: OrderedDict[int, int] = OrderedDict()
        self._behind: set[int] = set()
        self._not_looked: dict[int, int] = {}
        self._unanswered: OrderedDict[int, discord.Object] = OrderedDict()
        self._unhurried = asyncio.Lock()
        self._stopped = False

    async def catch_up(self, channel: int, before: int) -> None:
        """Act on what somebody wrote before an act of theirs, if that may have been missed.

        Args:
            channel: The direct messages with them.
            before: Id of the act.
        """
        for one in await self.find(channel, before):
            await self._act(one)

    async def catch_up_slowly(self, channel: int, before: int) -> None:
        """Act on what somebody wrote before an act that was answered already: one person after another.

        A restart may bring a crowd at once, and Discord takes fifty calls a second of a bot.
        """
        if self._is_read(channel):
            await self.catch_up(channel, before)
            return
        async with self._unhurried:
            if not self._stopped:
                await self.catch_up(channel, before)
                await self._sleep(BETWEEN)

    async def find(self, channel: int, before: int | None = None) -> Sequence[discord.Message]:
        """Return what somebody wrote and nobody heard, the oldest first; never raises.

        Args:
            channel: The direct messages with them.
            before: Id of what is heard now; None finds everything.
        """
        after = self._read.get(channel)
        # Where the first look failed, an answer of ours may stand there by now: look before it.
        before = self._not_looked.pop(channel, before)
        if after is not None and self._is_read(channel):
            self._note(channel, max(after, before or 0))
            return ()
        self._behind.discard(channel)
        self._note(channel, max(before or 0, after or 0))
        try:
            async with asyncio.timeout(LOOKS_FOR):
                found = await self._look(channel, before, after)
        except (discord.HTTPException, DiscordError, TimeoutError) as error:
            log.warning("what was missed could not be looked for: %s", type(error).__name__)
            self._forget(channel, after, before)
            return ()
        if found:
            log.info("%d messages had no answer", len(found))
            if after is None and before is None:
                self._unanswered[channel] = discord.Object(found[-1].id)
                if len(self._unanswered) > REMEMBERED:
                    self._unanswered.popitem(last=False)
            self._note(channel, max(found[-1].id, self._read.get(channel, 0)))
        return found

    def last_unanswered(self, channel: int) -> discord.Object | None:
        """Return once what stood last when a conversation was first looked into, if somebody else than we wrote it."""
        return self._unanswered.pop(channel, None)

    async def newest(self, channel: int) -> int | None:
        """Return the id of what stands last in a conversation.

        Raises:
            DiscordError: Nobody knows.
        """
        try:
            found = await self._history(channel, 1)
        except discord.HTTPException as error:
            raise DiscordError(f"HTTP {error.status}, {error.code}") from None
        return found[0].id if found else None

    async def begin_anew(self) -> None:
        """Look after those who wrote last: a new session has begun, which is told nothing of before."""
        self._behind = set(self._read)
        for channel in list(reversed(self._read))[:LOOKED_AFTER]:
            if channel in self._behind:
                async with self._unhurried:
                    for one in await self.find(channel):
                        await self._act(one)
                    await self._sleep(BETWEEN)

    def stop(self) -> None:
        """Look after nobody else: the process ends."""
        self._stopped = True
        self._behind.clear()

    def _is_read(self, channel: int) -> bool:
        return channel in self._read and channel not in self._behind

    async def _look(
        self, channel: int, before: int | None, after: int | None
    ) -> list[discord.Message]:
        user = self._client().user
        oldest = self._now() - NOT_OLDER
        found: list[discord.Message] = []
        for one in await self._history(channel, FOUND, before):
            by_us = user is not None and one.author.id == user.id
            # Where it is not known how far was read, an answer of ours tells: what stands before it was heard.
            if one.created_at < oldest or (by_us if after is None else one.id <= after):
                break
            if not by_us:
                found.append(one)
        return found[::-1]

    async def _history(
        self, channel: int, most: int, before: int | None = None
    ) -> list[discord.Message]:
        """Return what was written last, the newest first."""
        there = self._client().get_partial_messageable(channel, type=discord.ChannelType.private)
        until = None if before is None else discord.Object(before)

        async def look() -> list[discord.Message]:
            return [one async for one in there.history(limit=most, before=until)]

        return await insist(look, self._sleep)

    def _forget(self, channel: int, after: int | None, before: int | None) -> None:
        """Go back to what was known, so that the next time it is looked again."""
        if after is not None:
            self._read[channel] = after
            self._behind.add(channel)
            return
        self._read.pop(channel, None)
        if len(self._not_looked) < REMEMBERED:
            self._not_looked[channel] = before or discord.utils.time_snowflake(self._now())

    def _note(self, channel: int, id: int) -> None:
        self._read[channel] = id
        self._read.move_to_end(channel)
        if len(self._read) > REMEMBERED:
            forgotten, _ = self._read.popitem(last=False)
            self._behind.discard(forgotten)
