"""Who was left without an answer: told once, as soon as the bot is back, what was lost.

Words are stored before Slack is told that they arrived, and answered after that. A process that ends in between keeps
the words and takes the answer with it; Slack sends nothing again. That the person's own words are the last thing in
their direct messages tells it afterwards, without a note having to be kept of every answer. What a press, a form or a
command was answered with leaves no such trace: there it is the next look that shows what was saved.

Words that were written while nothing of ours was there, as on a machine that slept, Slack sends again for some six
minutes, and then no more. They too stand last, later than anything their person did.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.patience import Patience
from adapters.payload import read_text
from adapters.slack.api import RateLimitedError, SlackError
from adapters.slack.inbound import PLATFORM, WRITTEN
from adapters.slack.speech import Speech
from bot.conversation import Conversation
from bot.errors import StoreError, Undeliverable
from bot.inbound import Inbound, Unanswered
from bot.people import Address
from bot.ports import Clock

NOT_OLDER = timedelta(hours=1)
"""Who has waited longer for an answer is not written to out of the blue."""
UNHEARD_NOT_OLDER = timedelta(hours=23)
"""Older words that were never taken in are left alone: that they were told of is remembered for a day."""
SENT_AGAIN = timedelta(minutes=6)
"""So long Slack goes on sending words that nobody acknowledged: at once, after one minute and after five more."""
LATELY = timedelta(days=3)
"""Who did nothing for longer is not looked after: a weekend's outage is covered."""
LOOKED_AFTER = 100
"""People looked after at once: those who did something last. Slack may let an app look once a minute."""
SETTLES = 10.0
"""Seconds before anybody is looked after: another process that is ending may still be answering."""

log = logging.getLogger(__name__)


class Amends:
    """Everybody's.

    Args:
        conversation: Knows who did something lately, and what to say.
        speech: Looks, and says it.
        patience: Waits.
        clock: Reads the time.
    """

    def __init__(
        self, conversation: Conversation, speech: Speech, patience: Patience, clock: Clock
    ) -> None:
        self._conversation = conversation
        self._speech = speech
        self._patience = patience
        self._clock = clock
        self._looked: datetime | None = None

    async def make(self) -> None:
        """Look after those who did something before the process began, or the connection was there again.

        Slack sends again what was missed in less time than it takes until another look.

        Raises:
            StoreError: The store is out of reach.
        """
        now = self._clock()
        if self._looked is not None and abs(now - self._looked) < SENT_AGAIN:
            return
        lately = await self._conversation.lately(PLATFORM, now - LATELY, LOOKED_AFTER)
        self._looked = now
        if lately:
            await self._patience.wait(SETTLES)
        for who, acted in lately.items():
            if self._patience.is_over:
                return
            try:
                await self._make_to(who, acted)
            except (SlackError, StoreError, Undeliverable) as error:
                log.warning("whether somebody was left without an answer is not known: %s", error)

    async def _make_to(self, who: Address, acted: datetime) -> None:
        newest = await self._newest(who)
        ts = read_text(newest, "ts")
        written = _read_instant(ts)
        by_them = read_text(newest, "user") == who.user and read_text(newest, "subtype") in WRITTEN
        if not by_them or written is None:
            return
        heard = written <= acted
        if not self._is_due(written, heard=heard):
            return
        # Another process that starts at the same time finds the same words: one of them is first.
        lost = Inbound(f"unanswered:{ts}", who, Unanswered(heard=heard))
        reply = await self._conversation.handle(lost)
        if reply.messages:
            log.info(
                "%s lost, and its person is told", "an answer was" if heard else "a message was"
            )
            await self._speech.say(who, reply.messages)

    async def _newest(self, who: Address) -> Mapping[str, Any]:
        while True:
            try:
                return await self._speech.newest(who)
            except RateLimitedError as limit:
                if self._patience.is_over:
                    raise
                await self._patience.wait(limit.seconds)

    def _is_due(self, written: datetime, *, heard: bool) -> bool:
        """Say whether words wait for too short a time to be left alone, and no longer come by themselves."""
        waited = self._clock() - written
        return waited <= NOT_OLDER if heard else SENT_AGAIN < waited <= UNHEARD_NOT_OLDER


def _read_instant(ts: str) -> datetime | None:
    """Return when a message was written."""
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
