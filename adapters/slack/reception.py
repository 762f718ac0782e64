"""Takes what a person did in Slack to the conversation, and its answer back to where they are."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.background import Background
from adapters.slack.answers import Answers
from adapters.slack.api import SlackError
from adapters.slack.brief import render_brief
from adapters.slack.form import errors_for, render_form
from adapters.slack.inbound import Where, read_profile
from adapters.slack.members import Members
from adapters.slack.speech import Speech
from adapters.slack.tab import HomeTab
from adapters.slack.workspaces import Workspaces
from bot.conversation import Conversation
from bot.errors import StoreError, Undeliverable
from bot.inbound import (
    Closed,
    Command,
    Inbound,
    Opened,
    Pressed,
    Profile,
    Said,
    Submitted,
    Uploaded,
)
from bot.message import Message, Reply, Text, Topic
from bot.people import Address

PROFILE_HOLDS = 6 * 3600.0
"""Seconds for which a person's zone and language are not asked of Slack again."""
PROFILE_WITHIN = 1.5
"""Seconds a person's first act waits for their zone; Slack gives three for the whole answer."""
ANSWERS_WITHIN = 2.0
"""Seconds after which an answer no longer goes out with the acknowledgement, for which Slack waits three."""
WAKES_WITHIN = 0.2
"""Seconds in which acts of many people wake the alarm clock once."""
REMEMBERED = 10_000
"""People whose profiles are kept in mind as known."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What goes back to Slack at once.

    Args:
        body: For a form its problems or its next page, for a command its answer; None is a plain yes.
    """

    body: Mapping[str, Any] | None = None


class Reception:
    """One for all workspaces.

    Args:
        conversation: Answers acts.
        speech: Says what is answered.
        workspaces: Slack, for forms and profiles.
        tab: The Home tab.
        background: Where it is said once Slack has its answer.
        wake: Told after every act, for it may have moved what is due next.
        monotonic: Clock of what is remembered (seconds).
    """

    def __init__(
        self,
        conversation: Conversation,
        speech: Speech,
        workspaces: Workspaces,
        tab: HomeTab,
        background: Background,
        wake: Callable[[], Awaitable[None]],
        monotonic: Callable[[], float],
    ) -> None:
        self._conversation = conversation
        self._speech = speech
        self._answers = Answers(conversation, speech, workspaces)
        self._members = Members(conversation)
        self._workspaces = workspaces
        self._tab = tab
        self._background = background
        self._wake = wake
        self._monotonic = monotonic
        self._profiles: OrderedDict[Address, float] = OrderedDict()
        self._waking = False

    async def receive(self, inbound: Inbound, where: Where) -> Acknowledgement:
        """Let the conversation act on something, durably, and answer in the background.

        Args:
            inbound: Who did what.
            where: Where, and how an answer gets there.

        Returns:
            What to acknowledge with; the act is stored by then.

        Raises:
            StoreError: It could not be stored, and Slack should send it again; not for what a person
                waits for, who is told instead.
        """
        try:
            inbound = await self._members.recognize(inbound, where)
        except StoreError as error:
            if not _waits(inbound):
                raise
            log.error("it could not be found out whose an act is: %s", error)  # noqa: TRY400
            return await self._apologize(inbound, where)
        match inbound.act:
            case Opened():
                await self._welcome(inbound, where)
                return Acknowledgement()
            case Profile():
                await self._take_profile(inbound)
                return Acknowledgement()
            case _:
                return await self._act(inbound, where)

    async def _act(self, inbound: Inbound, where: Where) -> Acknowledgement:
        begun = self._monotonic()
        if isinstance(inbound.act, Said | Uploaded):
            self._speech.remember(inbound.who, where.channel)
        if where.tab == "home":
            self._tab.note_looking(inbound.who)
        try:
            await self._introduce(inbound.who)
            reply = await self._conversation.handle(inbound)
        except StoreError as error:
            if not _waits(inbound):
                raise
            log.error("an act could not be stored: %s", error)  # noqa: TRY400 - no traceback
            return await self._apologize(inbound, where)
        if reply.erases:
            self._profiles.pop(inbound.who, None)
            # Whenever they last looked at it, what stands on it goes.
            self._tab.note_looking(inbound.who)
        if isinstance(inbound.act, Submitted):
            return self._after_form(inbound.who, inbound.act, where, reply)
        self.refresh(inbound.who)
        in_time = self._monotonic() - begun < ANSWERS_WITHIN
        if isinstance(inbound.act, Command) and in_time:
            told_at_once = _told_at_once(where, reply)
            if told_at_once is not None:
                return Acknowledgement(told_at_once)
        self._background.start(self._answers.give(inbound.who, where, reply))
        return Acknowledgement()

    def _after_form(
        self, who: Address, act: Submitted, where: Where, reply: Reply
    ) -> Acknowledgement:
        """Show problems in the form, turn its page, or close it and say the rest."""
        self._background.start(self._answers.say(who, where, reply.messages))
        self.refresh(who)
        if reply.problems:
            return Acknowledgement(errors_for(tuple(act.values), reply.problems))
        if reply.form is not None:
            view = render_form(reply.form)
            return Acknowledgement({"response_action": "update", "view": view})
        return Acknowledgement()

    async def _apologize(self, inbound: Inbound, where: Where) -> Acknowledgement:
        words = await self._conversation.words_for(inbound.who)
        if isinstance(inbound.act, Submitted) and inbound.act.values:
            keys = tuple(inbound.act.values)
            return Acknowledgement(errors_for(keys, {keys[0]: words("platform.not_saved")}))
        if where.response_url:
            self._background.start(self._answers.whisper(where, words("platform.not_saved")))
        elif isinstance(inbound.act, Pressed):
            # The Home tab has no place for an answer.
            said = Text(words("platform.not_saved"))
            message = Message(Topic.HELP, (said,), preview=words("home.preview"))
            self._background.start(self._speech.say(inbound.who, (message,)))
        return Acknowledgement()

    async def _welcome(self, inbound: Inbound, where: Where) -> None:
        """Greet somebody who opens the conversation for the first time, and lay the table."""
        self._speech.remember(inbound.who, where.channel)
        self._tab.note_looking(inbound.who, where.channel)
        reply = await self._conversation.handle(inbound)
        await self._introduce(inbound.who)
        self._background.start(self._answers.say(inbound.who, Where(), reply.messages))
        self.refresh(inbound.who)

    async def _introduce(self, who: Address) -> None:
        """Learn a person's zone and language from their profile, now and then."""
        if self._profiles.get(who, 0) > self._monotonic():
            return
        self._profiles[who] = self._monotonic() + PROFILE_HOLDS
        self._profiles.move_to_end(who)
        if len(self._profiles) > REMEMBERED:
            self._profiles.popitem(last=False)
        try:
            async with asyncio.timeout(PROFILE_WITHIN):
                found = await self._workspaces.call(
                    who, "users.info", user=who.user, include_locale=True
                )
        except (SlackError, Undeliverable, TimeoutError) as error:
            self._profiles.pop(who, None)
            log.warning("a profile could not be read: %s", type(error).__name__)
            return
        await self._conversation.handle(Inbound("", who, read_profile(found.get("user") or {})))

    async def _take_profile(self, inbound: Inbound) -> None:
        """Take over a changed profile of somebody we know; of a stranger nothing is kept."""
        if await self._conversation.knows(inbound.who):
            await self._conversation.handle(inbound)
            self.refresh(inbound.who)

    def refresh(self, who: Address) -> None:
        """Bring the alarm clock, and the Home tab of somebody who looks at it, up to date soon.

        Several wishes make one. Whoever opens the tab later is shown what is so then.
        """
        if not self._waking:
            self._waking = True
            self._background.start(self._wake_soon())
        if self._tab.wants(who):
            self._background.start(self._tab.show(who))

    def note_posted(self, channel: str) -> None:
        """Bring the Home tab of somebody who was written to up to date, whichever process wrote to them."""
        who = self._tab.looker(channel)
        if who is not None:
            self._background.start(self._tab.show_once_settled(who))

    async def _wake_soon(self) -> None:
        await asyncio.sleep(WAKES_WITHIN)
        self._waking = False
        await self._wake()


def _told_at_once(where: Where, reply: Reply) -> Mapping[str, Any] | None:
    """Return an answer that is nothing but words, and few, as what a command is acknowledged with.

    What is asked in the bot's own conversation is answered in it, to be found there later.
    """
    if where.channel.startswith("D") or reply.form is not None or reply.edit is not None:
        return None
    return render_brief(reply.messages)


def _waits(inbound: Inbound) -> bool:
    """Say whether a person looks at what they did until it is answered; Slack sends none of that again."""
    return isinstance(inbound.act, Command | Pressed | Submitted | Closed)
