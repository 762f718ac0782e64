"""Who wrote while nobody listened, or was left without an answer: looked after as soon as a session begins.

Discord lists no direct messages, but whom we know did something here lately. Their direct messages are looked into:
what nobody heard is acted on (see `missed`), and whose words were heard by a process that ended before its answer
was posted is told so. That the words stand last in the direct messages tells it, without a note having to be kept
of every answer.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.discord.answers import Answers
from adapters.discord.calls import DiscordError, PatienceError
from adapters.discord.inbound import PLATFORM
from adapters.discord.missed import Missed
from adapters.discord.speech import Speech
from adapters.patience import Patience
from bot.conversation import Conversation
from bot.errors import StoreError, Undeliverable, Unreachable
from bot.inbound import Inbound, Unanswered
from bot.people import Address
from bot.ports import Clock

NOT_OLDER = timedelta(hours=1)
"""Who has waited longer for an answer to words that were heard is not written to out of the blue."""
LATELY = timedelta(days=3)
"""Who did nothing for longer is looked after at their next contact: a weekend's outage is covered."""
LOOKED_AFTER = 100
"""People looked after at once: those who did something last."""
BETWEEN = 3.0
"""Seconds between two of them: a bot that opens many direct messages at once is taken for spam."""
SETTLES = 10.0
"""Seconds in which an answer may still come: of what was found now, or of another process that is ending."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Somebody whose words were heard, and may have had no answer.

    Args:
        who: They.
        channel: The direct messages with them.
        message: Their words.
    """

    who: Address
    channel: int
    message: int


class Amends:
    """Everybody's.

    Args:
        conversation: Knows who did something lately, and what to say.
        speech: Finds their direct messages.
        missed: Looks into them.
        answers: Writes there.
        patience: Waits.
        clock: Reads the time.
    """

    def __init__(
        self,
        conversation: Conversation,
        speech: Speech,
        missed: Missed,
        answers: Answers,
        patience: Patience,
        clock: Clock,
    ) -> None:
        self._conversation = conversation
        self._speech = speech
        self._missed = missed
        self._answers = answers
        self._patience = patience
        self._clock = clock

    async def make(self) -> None:
        """Look after those whose direct messages were not looked into since the process began.

        Raises:
            StoreError: The store is out of reach.
        """
        now = self._clock()
        lately = await self._conversation.lately(PLATFORM, now - LATELY, LOOKED_AFTER)
        waiting: list[_Waiting] = []
        for who, acted in lately.items():
            if self._speech.knows(who):
                continue
            if self._patience.is_over:
                return
            try:
                found = await self._look_after(who, acted, now)
            except PatienceError as error:
                log.warning("the others are looked after at their next contact: %s", error)
                break
            except (DiscordError, Undeliverable, Unreachable) as error:
                log.info("somebody could not be looked after: %s", error)
            else:
                waiting += [found] if found else []
            await self._patience.wait(BETWEEN)
        if waiting:
            await self._patience.wait(SETTLES)
        for one in waiting:
            if not self._patience.is_over:
                await self._tell(one)

    async def _look_after(self, who: Address, acted: datetime, now: datetime) -> _Waiting | None:
        channel = await self._speech.look_into(who)
        last = self._missed.last_unanswered(channel)
        if last is None or not now - NOT_OLDER <= last.created_at <= acted:
            return None
        return _Waiting(who, channel, last.id)

    async def _tell(self, one: _Waiting) -> None:
        try:
            if await self._missed.newest(one.channel) != one.message:
                return
            # Another process that starts at the same time finds the same words: one of them is first.
            id = f"unanswered:{one.message}"
            reply = await self._conversation.handle(Inbound(id, one.who, Unanswered()))
            if reply.messages:
                log.info("an answer was lost, and its person is told")
                await self._answers.say(one.who, reply.messages, id)
        except (DiscordError, StoreError, Undeliverable, Unreachable) as error:
            log.warning("whether somebody was left without an answer is not known: %s", error)
