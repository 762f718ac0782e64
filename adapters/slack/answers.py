"""Brings an answer to where its person is: there if they alone see it and it is short, else in private."""

import logging
from collections.abc import Sequence

from adapters.slack.api import RefusedError, SlackError
from adapters.slack.brief import render_brief
from adapters.slack.form import render_form
from adapters.slack.inbound import Where
from adapters.slack.render import join_messages, render_message
from adapters.slack.speech import Speech
from adapters.slack.workspaces import Workspaces
from bot.action import REOPEN
from bot.conversation import Conversation
from bot.errors import Undeliverable
from bot.message import Button, Choices, Form, Message, Reply, Text
from bot.people import Address

MOST_PAGES = 4
"""Pages shown where a command was typed, when the direct messages take none; the address works five times."""

log = logging.getLogger(__name__)


class Answers:
    """One for all workspaces.

    Args:
        conversation: Asked for words.
        speech: Says what is answered.
        workspaces: Slack, for forms.
    """

    def __init__(self, conversation: Conversation, speech: Speech, workspaces: Workspaces) -> None:
        self._conversation = conversation
        self._speech = speech
        self._workspaces = workspaces

    async def give(self, who: Address, where: Where, reply: Reply) -> None:
        """Open a form, change a message and say the rest.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: It was not said, or nobody knows.
        """
        if reply.form is not None:
            await self._open(who, where, reply.form)
        if reply.edit is not None:
            await self._change(who, where, reply.edit)
        await self.say(who, where, reply.messages)

    async def _open(self, who: Address, where: Where, form: Form) -> None:
        """Show a form; where Slack gives no chance to, or gave it too long ago, offer a button."""
        if where.trigger:
            try:
                await self._workspaces.call(
                    who, "views.open", trigger_id=where.trigger, view=render_form(form)
                )
            except SlackError as error:
                log.warning("a form was not shown: %s", error)
            else:
                return
        words = await self._conversation.words_for(who)
        id = "platform.form_kept" if where.trigger else "platform.form_offer"
        offer = Message(
            form.topic,
            (
                Text(words(id, title=form.title)),
                Choices((Button(words("platform.open_form"), REOPEN.pack()),)),
            ),
            form.interview,
            preview=words("home.preview"),
        )
        await self.say(who, where, (offer,))

    async def _change(self, who: Address, where: Where, message: Message) -> None:
        """Let a decided message lose its buttons; one that is gone is said anew."""
        try:
            await self._replace(who, where, message)
        except SlackError as error:
            log.warning("a message could not be changed, its change is said: %s", error)
            await self.say(who, where, (message,))

    async def _replace(self, who: Address, where: Where, message: Message) -> None:
        joined = join_messages((message,)) if where.response_url else None
        if joined is not None:
            shown = {"text": joined.text, "blocks": joined.blocks}
            body = {"response_type": "ephemeral", "replace_original": True, **shown}
            try:
                await self._speech.respond(where.response_url, body)
            except SlackError:
                if not (where.ts and await self._is_own(who, where)):
                    raise
            else:
                return
        if where.ts and await self._is_own(who, where):
            await self._speech.change(who, where.channel, where.ts, message)
        else:
            await self.say(who, where, (message,))

    async def say(self, who: Address, where: Where, messages: Sequence[Message]) -> None:
        """Answer where the person is if they alone see it and it is short, else in private.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: It was not said, or nobody knows.
        """
        if not messages:
            return
        if not where.response_url or await self._is_own(who, where):
            await self._speech.say(who, messages)
            return
        brief = render_brief(messages)
        if brief is not None:
            try:
                await self._speech.respond(where.response_url, {"replace_original": False, **brief})
            except SlackError as error:
                log.warning("the answer goes to the direct messages instead: %s", error)
            else:
                return
        try:
            await self._speech.say(who, messages)
        except (RefusedError, Undeliverable) as refused:
            log.warning("the answer is shown where it was asked instead: %s", refused)
            await self._show_there(where, messages)
        else:
            words = await self._conversation.words_for(who)
            await self.whisper(where, words("platform.in_private"))

    async def _show_there(self, where: Where, messages: Sequence[Message]) -> None:
        """Show an answer where it was asked, to the person alone, page by page; files have no place there."""
        for page in [one for message in messages for one in render_message(message)][:MOST_PAGES]:
            body = {"response_type": "ephemeral", "text": page.text, "blocks": page.blocks}
            await self._speech.respond(where.response_url, {"replace_original": False, **body})

    async def _is_own(self, who: Address, where: Where) -> bool:
        """Say whether something happened in the bot's own conversation with the person."""
        return not where.channel or (
            where.channel.startswith("D") and where.channel == await self._speech.channel(who)
        )

    async def whisper(self, where: Where, text: str) -> None:
        """Say a sentence where something was done, to the person alone; it may fail, and nobody waits for it."""
        body = {"response_type": "ephemeral", "replace_original": False, "text": text}
        try:
            await self._speech.respond(where.response_url, body)
        except SlackError as error:
            log.warning("nothing could be said where a command was typed: %s", error)
