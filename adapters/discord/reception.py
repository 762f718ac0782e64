"""Takes what a person did in Discord to the conversation, and its answer back to where they are."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord

from adapters.background import Background
from adapters.discord.answer import Answer, in_time
from adapters.discord.answers import Answers
from adapters.discord.dashboard import Dashboards, Drawn
from adapters.discord.events import describe_interaction, describe_message
from adapters.discord.form import render_form
from adapters.discord.inbound import (
    AUTOCOMPLETE,
    Acted,
    read_address,
    read_autocomplete,
    read_interaction,
    read_message,
    wants_words,
)
from adapters.discord.offers import offer
from adapters.discord.pieces import (
    asks_for_dashboard,
    give_back,
    make_message,
    make_reply,
    offer_form,
)
from adapters.discord.render import Rendered, render_message
from adapters.discord.speech import Speech
from bot.action import REOPEN
from bot.catalogue import Words
from bot.conversation import Conversation
from bot.errors import StoreError, Undeliverable, Unreachable
from bot.inbound import Inbound, Pressed, Profile
from bot.message import (
    Button,
    Message,
    Reply,
    Topic,
)
from bot.people import Address

WAKES_WITHIN = 0.2
"""Seconds in which acts of many people wake the alarm clock once."""
REMEMBERED = 10_000
"""People whose language is kept in mind as known."""

log = logging.getLogger(__name__)


class Reception:
    """One for all servers and persons.

    Args:
        conversation: Answers acts.
        speech: Told where the direct messages with somebody are.
        answers: Writes to them.
        dashboards: Those that are on somebody's screen.
        background: Takes what is done after the answer.
        english: Words for what says the same in every language.
        wake: Told after every act, for it may have moved what is due next.
    """

    def __init__(
        self,
        conversation: Conversation,
        speech: Speech,
        answers: Answers,
        dashboards: Dashboards,
        background: Background,
        english: Words,
        wake: Callable[[], Awaitable[None]],
    ) -> None:
        self._conversation = conversation
        self._speech = speech
        self._answers = answers
        self._dashboards = dashboards
        self._background = background
        self._english = english
        self._wake = wake
        self._waking = False
        self._to_refresh: set[Address] = set()
        self._languages: OrderedDict[Address, str] = OrderedDict()

    async def take(self, interaction: discord.Interaction) -> None:
        """Let the conversation act on a command, a press or a form, durably, and show its answer.

        While somebody is still typing, offer names instead.
        """
        payload = describe_interaction(interaction)
        who = read_address(payload)
        if who is None:
            return
        if payload["type"] == AUTOCOMPLETE:
            await self._offer(interaction, who)
            return
        in_direct_messages = interaction.context.dm_channel
        if in_direct_messages and interaction.channel_id:
            self._speech.remember(who, interaction.channel_id)
        answer = Answer(interaction, alone=not in_direct_messages)
        async with in_time(answer):
            acted = await self._read(payload, who)
            stranger = await self._introduce(who, acted.profile)
            reply = await self._decide(acted)
        await self._show(acted.inbound, reply, answer, interaction)
        if stranger and not in_direct_messages:
            await self._try_direct_messages(who, acted.inbound.id, answer)
        self.refresh(who)

    async def hear(self, message: discord.Message, own_id: str, *, late: bool = False) -> None:
        """Let the conversation act on what somebody wrote to the bot alone, durably, and answer there.

        Args:
            message: What they wrote.
            own_id: The bot's.
            late: Whether it was found later; then what it was changed to meanwhile counts.
        """
        told = describe_message(message)
        acted = read_message(told | {"edited_timestamp": None} if late else told, own_id)
        if acted is None:
            return
        who, id = acted.inbound.who, acted.inbound.id
        self._speech.remember(who, message.channel.id)
        try:
            reply = await self._conversation.handle(acted.inbound)
        except StoreError as error:
            log.error("an act could not be stored: %s", error)  # noqa: TRY400 - no traceback
            reply = make_reply((await self._words_for(who))("platform.not_saved"))
        self._background.start(self._answers.say(who, await self._as_messages(who, reply), id))
        self.refresh(who)

    def refresh(self, who: Address) -> None:
        """Bring the alarm clock, and a dashboard on the person's screen, up to date soon.

        Several wishes make one.
        """
        if not self._waking:
            self._waking = True
            self._background.start(self._wake_soon())
        if who not in self._to_refresh and self._dashboards.is_shown(who):
            self._to_refresh.add(who)
            self._background.start(self._show_dashboard(who))

    async def _read(self, payload: Mapping[str, Any], who: Address) -> Acted:
        words = await self._words_for(who) if wants_words(payload) else self._english
        acted = read_interaction(payload, words)
        if acted is None:
            log.info("an interaction of type %s is none of ours", payload["type"])
            # Whoever pressed something that nobody knows is told so, and nothing else happens.
            acted = Acted(Inbound(f"interaction:{payload['id']}", who, Pressed("")))
        return acted

    async def _decide(self, acted: Acted) -> Reply:
        try:
            return await self._conversation.handle(acted.inbound)
        except StoreError as error:
            log.error("an act could not be stored: %s", error)  # noqa: TRY400 - no traceback
            words = await self._words_for(acted.inbound.who)
            return make_reply(words("platform.not_saved"), *give_back(acted.typed))

    async def _show(
        self, inbound: Inbound, reply: Reply, answer: Answer, interaction: discord.Interaction
    ) -> None:
        if reply.form is not None and answer.can_show_form:
            shown = await answer.show(render_form(reply.form))
            reply = replace(reply, form=None if shown else reply.form)
        pages: list[Rendered] = []
        if reply.edit is not None and not self._dashboards.is_on(inbound.who, interaction.message):
            first, *rest = render_message(reply.edit)
            if await answer.change(first):
                pages += rest
                reply = replace(reply, edit=None)
        messages = await self._as_messages(inbound.who, reply)
        if asks_for_dashboard(inbound, messages):
            dashboard = await self._draw_dashboard(inbound.who)
            if len(dashboard.pages) == 1 and await answer.say(dashboard.pages):
                self._dashboards.keep(inbound.who, interaction)
            else:
                pages += dashboard.pages
            if dashboard.pages:
                messages = [
                    one
                    for one in messages
                    if one.topic is not Topic.HOME and not dashboard.repeats(one)
                ]
        pages += [page for one in messages for page in render_message(one)]
        await self._say(inbound, pages, answer)
        await answer.nod()

    async def _draw_dashboard(self, who: Address) -> Drawn:
        try:
            return await self._dashboards.draw(who)
        except StoreError as error:
            log.warning("a dashboard could not be drawn: %s", error)
            return Drawn()

    async def _say(self, inbound: Inbound, shown: Sequence[Rendered], answer: Answer) -> None:
        """Say something where it was asked, and what has no room there in the direct messages."""
        # Before others the last place is for telling where the rest went.
        fits = len(shown) if len(shown) <= answer.room else max(answer.room - answer.alone, 0)
        said = await answer.say(shown[:fits])
        if said == len(shown):
            return
        where = "platform.in_private" if answer.alone else ""
        key = f"{inbound.id}:more"
        rest = list(shown[said:])
        if answer.in_doubt:
            words = await self._words_for(inbound.who)
            rest = [*render_message(make_message(words("platform.perhaps_lost"))), *rest]
        try:
            await self._answers.show(inbound.who, rest, key)
        except (Undeliverable, Unreachable):
            if not answer.room:
                raise
            where = "platform.rest_closed"
        if where and answer.room:
            words = await self._words_for(inbound.who)
            told = await answer.say(render_message(make_message(words(where))))
            if told and where == "platform.rest_closed":
                # They ask once more, and would see it twice.
                self._answers.drop(inbound.who, key)

    async def _introduce(self, who: Address, profile: Profile | None) -> bool:
        """Learn a person's language from Discord, and say whether they never wrote before."""
        language = profile.language if profile is not None else None
        known = self._languages.get(who)
        if known is not None and known == (language or ""):
            return False
        try:
            stranger = known is None and not await self._conversation.knows(who)
            # What was chosen in the settings holds until Discord tells something else.
            if profile is not None and (stranger or known is not None):
                await self._conversation.handle(Inbound("", who, profile))
        except StoreError as error:
            log.warning("a language could not be noted: %s", error)
            return False
        self._languages[who] = language or ""
        self._languages.move_to_end(who)
        if len(self._languages) > REMEMBERED:
            self._languages.popitem(last=False)
        return stranger

    async def _try_direct_messages(self, who: Address, id: str, answer: Answer) -> None:
        """Say hello where nudges will come, while the person is there to open it if it is closed."""
        words, key = await self._words_for(who), f"{id}:hello"
        try:
            await self._answers.say(who, (make_message(words("platform.hello")),), key)
        except (Undeliverable, Unreachable):
            self._answers.drop(who, key)
            await answer.say(render_message(make_message(words("platform.closed"))))

    async def _offer(self, interaction: discord.Interaction, who: Address) -> None:
        typing = read_autocomplete(describe_interaction(interaction))
        if typing is None:
            return
        found = await offer(self._conversation, who, typing)
        await interaction.response.autocomplete(
            [discord.app_commands.Choice(name=one.label, value=one.key) for one in found]
        )

    async def _as_messages(self, who: Address, reply: Reply) -> list[Message]:
        """Return everything of an answer as messages, where no form can be shown and none be changed."""
        messages = list(reply.messages)
        if reply.edit is not None:
            messages.insert(0, reply.edit)
        if reply.problems or reply.form is not None:
            words = await self._words_for(who)
            if reply.problems:
                wrong = "\n".join(reply.problems.values())
                messages.append(
                    make_message(wrong, Button(words("platform.try_again"), REOPEN.pack()))
                )
            if reply.form is not None:
                messages.append(offer_form(reply.form, words))
        return messages

    async def _words_for(self, who: Address) -> Words:
        return await self._conversation.words_for(who)

    async def _wake_soon(self) -> None:
        await asyncio.sleep(WAKES_WITHIN)
        self._waking = False
        await self._wake()

    async def _show_dashboard(self, who: Address) -> None:
        await asyncio.sleep(WAKES_WITHIN)
        self._to_refresh.discard(who)
        await self._dashboards.refresh(who)
