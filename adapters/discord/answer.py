"""What is answered to one interaction: at once while that is allowed, else where its answer was put off."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import Any

import discord
from discord import ui

from adapters.discord.calls import (
    ALREADY_ANSWERED,
    TOO_MANY_FOLLOW_UPS,
    UNKNOWN_MESSAGE,
    DiscordError,
    PatienceError,
    Sleep,
    insist,
)
from adapters.discord.render import Rendered
from adapters.discord.sending import as_change, as_sent

ANSWERS_WITHIN = 1.5
"""Seconds after which Discord is told to wait for the answer; it gives three."""
FOLLOW_UPS = 5
"""Messages after the first that Discord takes where only the person installed the bot."""

log = logging.getLogger(__name__)


class _Stands(StrEnum):
    """What Discord has had of us so far."""

    NOTHING = "nothing"
    PUT_OFF = "put off"
    PUT_OFF_IN_PLACE = "put off in place"
    FORM = "form"
    ANSWERED = "answered"
    LOST = "lost"


class Answer:
    """One interaction's; once Discord takes no more of it there is no room left, and all else is for elsewhere.

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
        self._in_doubt = False

    @property
    def in_doubt(self) -> bool:
        """Whether the first message that was not said may stand there all the same.

        A follow-up has no nonce, and can only be fetched by the id that its lost answer would have told.
        """
        return self._in_doubt

    @property
    def alone(self) -> bool:
        """Whether others could read along where it was done."""
        return self._alone

    @property
    def can_show_form(self) -> bool:
        """Whether a form can be shown: as the very first answer, and never to another form."""
        return (
            self._stands is _Stands.NOTHING
            and self._interaction.type is not discord.InteractionType.modal_submit
        )

    @property
    def room(self) -> int:
        """How many more messages there is room for.

        In the direct messages what follows the first goes there by itself, where Discord knows a repeat.
        """
        if self._stands is _Stands.LOST:
            return 0
        first = self._stands in (_Stands.NOTHING, _Stands.PUT_OFF)
        return first + (FOLLOW_UPS - self._follow_ups if self._alone else 0)

    async def put_off(self) -> None:
        """Tell Discord that the answer takes longer; later on there are fifteen minutes for it."""
        in_place = self._interaction.message is not None

        async def defer() -> None:
            await self._interaction.response.defer(ephemeral=self._alone, thinking=not in_place)

        if await self._do(defer):
            self._stands = _Stands.PUT_OFF_IN_PLACE if in_place else _Stands.PUT_OFF

    async def show(self, modal: ui.Modal) -> bool:
        """Show a form; say whether it was not too late for that."""
        modal.stop()

        async def show() -> None:
            await self._interaction.response.send_modal(modal)

        if not await self._do(show):
            return False
        self._stands = _Stands.FORM
        return True

    async def change(self, one: Rendered) -> bool:
        """Put a message in the place of the one whose button was pressed; say whether there is such a one."""
        interaction = self._interaction
        pressed = interaction.message

        async def at_once() -> None:
            await interaction.response.edit_message(**as_change(one))

        async def later() -> None:
            if pressed is not None:
                await interaction.followup.edit_message(pressed.id, **as_change(one))

        if pressed is None or self._stands is _Stands.LOST:
            return False
        if self._stands is not _Stands.NOTHING:
            return await self._do(later)
        if not await self._do(at_once):
            return False
        self._stands = _Stands.ANSWERED
        return True

    async def say(self, shown: Sequence[Rendered]) -> int:
        """Say as much as there is room for where the act was done, and return how many messages that were."""
        said = 0
        while said < len(shown) and self.room and await self._say(shown[said]):
            said += 1
        return said

    async def nod(self) -> None:
        """Make sure that Discord was answered at all: a press without words needs a nod too."""
        if self._stands is _Stands.NOTHING and self._interaction.message is not None:
            await self.put_off()

    async def _say(self, one: Rendered) -> bool:
        interaction = self._interaction

        async def at_once() -> None:
            await interaction.response.send_message(**as_sent(one), ephemeral=self._alone)

        async def where_it_was_put_off() -> None:
            await interaction.edit_original_response(**as_change(one))

        async def further() -> None:
            await interaction.followup.send(**as_sent(one), ephemeral=self._alone, wait=True)

        match self._stands:
            case _Stands.NOTHING:
                done = await self._do(at_once)
            case _Stands.PUT_OFF:
                done = await self._do(where_it_was_put_off)
            case _:
                # Discord knows no repeat here; what may not have got through is for elsewhere.
                done = await self._do(further, once=True)
                self._follow_ups += done
                return done
        if done:
            self._stands = _Stands.ANSWERED
        return done

    async def _do(self, call: Callable[[], Awaitable[Any]], *, once: bool = False) -> bool:
        """Make a call and say whether it was carried out; where not, there is mostly no room for another."""
        try:
            await insist(call, self._sleep, once=once)
            return True
        except discord.HTTPException as error:
            if error.code == ALREADY_ANSWERED:
                # After a lost connection a second try tells that the first one arrived.
                return True
            if error.code == UNKNOWN_MESSAGE:
                # What was to be changed is gone; there is still room for something new.
                return False
            if error.code == TOO_MANY_FOLLOW_UPS:
                log.warning(
                    "Discord counted more of an answer than we did, and takes no more of it"
                )
                self._follow_ups = FOLLOW_UPS
                return False
            why = f"HTTP {error.status}, {error.code}"
        except DiscordError as error:
            why = str(error)
            self._in_doubt = once and not isinstance(error, PatienceError)
        log.warning("Discord takes no more of an answer here: %s", why)
        self._stands = _Stands.LOST
        return False


@asynccontextmanager
async def in_time(answer: Answer) -> AsyncGenerator[None]:
    """Tell Discord to wait where finding out what to answer takes long."""
    late: list[asyncio.Task[None]] = []
    timer = asyncio.get_running_loop().call_later(
        ANSWERS_WITHIN, lambda: late.append(asyncio.ensure_future(answer.put_off()))
    )
    try:
        yield
    finally:
        timer.cancel()
        await asyncio.gather(*late)
