"""What is answered to one interaction: at once while that is allowed, else where its answer was put off."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Any

import discord
from discord import ui

from adapters.discord.calls import ALREADY_ANSWERED, DiscordError, Sleep, insist
from adapters.discord.render import Rendered
from adapters.discord.sending import as_change, as_sent

FOLLOW_UPS = 5
"""Messages after the first that Discord takes where only the person installed the bot."""


class LostAnswerError(DiscordError):
    """Discord takes no answer to this act any more."""


class _Stands(StrEnum):
    """What Discord has had of us so far."""

    NOTHING = "nothing"
    PUT_OFF = "put off"
    PUT_OFF_IN_PLACE = "put off in place"
    FORM = "form"
    ANSWERED = "answered"


class Answer:
    """One interaction's.

    Args:
        interaction: The interaction.
        alone: Whether others could read along where it was done; then only the person sees the answer.
        sleep: Waits (seconds).
    """

    def __init__(
        self, interaction: discord.Interaction, *, alone: bool, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._interaction = interaction
        self._alone = alone
        self._sleep = sleep
        self._stands = _Stands.NOTHING
        self._follow_ups = 0

    @property
    def can_show_form(self) -> bool:
        """Whether a form can be shown: as the very first answer, and never to another form."""
        return (
            self._stands is _Stands.NOTHING
            and self._interaction.type is not discord.InteractionType.modal_submit
        )

    @property
    def room(self) -> int:
        """How many more messages there is room for."""
        first = self._stands in (_Stands.NOTHING, _Stands.PUT_OFF)
        return FOLLOW_UPS - self._follow_ups + first

    async def put_off(self) -> None:
        """Tell Discord that the answer takes longer; later on there are fifteen minutes for it.

        Raises:
            LostAnswerError: It was too late for that.
        """
        in_place = self._interaction.message is not None

        async def defer() -> None:
            await self._interaction.response.defer(ephemeral=self._alone, thinking=not in_place)

        await self._do(defer)
        self._stands = _Stands.PUT_OFF_IN_PLACE if in_place else _Stands.PUT_OFF

    async def show(self, modal: ui.Modal) -> None:
        """Show a form.

        Raises:
            LostAnswerError: It was too late for that.
        """
        modal.stop()

        async def show() -> None:
            await self._interaction.response.send_modal(modal)

        await self._do(show)
        self._stands = _Stands.FORM

    async def change(self, one: Rendered) -> None:
        """Put a message in the place of the one whose button was pressed; where there is none, say it.

        Raises:
            LostAnswerError: There is no such message any more.
        """
        interaction = self._interaction
        pressed = interaction.message

        async def at_once() -> None:
            await interaction.response.edit_message(**as_change(one))

        async def later() -> None:
            if pressed is not None:
                await interaction.followup.edit_message(pressed.id, **as_change(one))

        if pressed is None:
            await self.say((one,))
            return
        if self._stands is not _Stands.NOTHING:
            await self._do(later)
            return
        await self._do(at_once)
        self._stands = _Stands.ANSWERED

    async def say(self, shown: Sequence[Rendered]) -> int:
        """Say as much as there is room for where the act was done, and return how many messages that were.

        Raises:
            LostAnswerError: Discord takes no more.
        """
        said = 0
        for one in shown[: self.room]:
            await self._say(one)
            said += 1
        return said

    async def nod(self) -> None:
        """Make sure that Discord was answered at all: a press without words needs a nod too.

        Raises:
            LostAnswerError: It was too late for that.
        """
        if self._stands is _Stands.NOTHING and self._interaction.message is not None:
            await self.put_off()

    async def _say(self, one: Rendered) -> None:
        interaction = self._interaction

        async def at_once() -> None:
            await interaction.response.send_message(**as_sent(one), ephemeral=self._alone)

        async def where_it_was_put_off() -> None:
            await interaction.edit_original_response(**as_change(one))

        async def further() -> None:
            await interaction.followup.send(**as_sent(one), ephemeral=self._alone, wait=True)

        match self._stands:
            case _Stands.NOTHING:
                await self._do(at_once)
            case _Stands.PUT_OFF:
                await self._do(where_it_was_put_off)
            case _:
                await self._do(further)
                self._follow_ups += 1
                return
        self._stands = _Stands.ANSWERED

    async def _do(self, call: Callable[[], Awaitable[Any]]) -> None:
        try:
            await insist(call, self._sleep)
        except discord.HTTPException as error:
            # After a lost connection a second try tells that the first one arrived.
            if error.code != ALREADY_ANSWERED:
                raise LostAnswerError(f"HTTP {error.status}, {error.code}") from None
        except DiscordError as error:
            raise LostAnswerError(str(error)) from None
