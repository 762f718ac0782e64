"""Who was left without an answer: told once, soon after the start, that it was lost.

Words are stored before Slack is told that they arrived, and answered after that. A process that ends in between keeps
the words and takes the answer with it; Slack sends nothing again. That the person's own words are the last thing in
their direct messages tells it afterwards, without a note having to be kept of every answer. What a press, a form or a
command was answered with leaves no such trace: there it is the next look that shows what was saved.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.patience import Patience
from adapters.payload import read_text
from adapters.slack.api import RateLimitedError, SlackError
from adapters.slack.inbound import PLATFORM
from adapters.slack.speech import Speech
from bot.conversation import Conversation
from bot.errors import StoreError, Undeliverable
from bot.inbound import Inbound, Unanswered
from bot.people import Address
from bot.ports import Clock

NOT_OLDER = timedelta(hours=1)
"""Who has waited longer for an answer is not written to out of the blue."""
LOOKED_AFTER = 100
"""People looked after at a start: those who did something last. Slack may let an app look once a minute."""
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

    async def make(self) -> None:
        """Look after those who did something shortly before the process began.

        Raises:
            StoreError: The store is out of reach.
        """
        since = self._clock() - NOT_OLDER
        lately = await self._conversation.lately(PLATFORM, since, LOOKED_AFTER)
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
        if read_text(newest, "user") != who.user or not self._is_due(ts, acted):
            return
        # Another process that starts at the same time finds the same words: one of them is first.
        reply = await self._conversation.handle(Inbound(f"unanswered:{ts}", who, Unanswered()))
        if reply.messages:
            log.info("an answer was lost, and its person is told")
            await self._speech.say(who, reply.messages)

    async def _newest(self, who: Address) -> Mapping[str, Any]:
        while True:
            try:
                return await self._speech.newest(who)
            except RateLimitedError as limit:
                if self._patience.is_over:
                    raise
                await self._patience.wait(limit.seconds)

    def _is_due(self, ts: str, acted: datetime) -> bool:
        """Say whether words were taken in, and not too long ago; those that were not, Slack sends again."""
        try:
            written = datetime.fromtimestamp(float(ts), UTC)
        except (ValueError, OverflowError, OSError):
            return False
        return self._clock() - NOT_OLDER <= written <= acted
