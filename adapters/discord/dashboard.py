"""The dashboard in answer to `/interview next`, kept up to date as long as Discord lets it be changed."""

import logging
from collections import OrderedDict
from collections.abc import Callable

import discord

from adapters.discord.calls import DiscordError, insist
from adapters.discord.render import Rendered, render_parts
from adapters.discord.sending import as_change
from bot.conversation import Conversation
from bot.message import File, Part, Picture, Text
from bot.people import Address

CHANGES_FOR = 14 * 60.0
"""Seconds for which an answer can be changed: Discord's fifteen minutes, less one to get there."""
SHOWN = (8, 4, 2, 1)
"""Open interviews shown in full, fewer where the message has no room for more; the others are counted."""
REMEMBERED = 1_000
"""Dashboards that are kept up to date at most."""

log = logging.getLogger(__name__)


class Dashboards:
    """Those of everybody who asked for one.

    Args:
        conversation: Says where everything stands.
        monotonic: Clock of how long each can be changed (seconds).
    """

    def __init__(self, conversation: Conversation, monotonic: Callable[[], float]) -> None:
        self._conversation = conversation
        self._monotonic = monotonic
        self._shown: OrderedDict[Address, tuple[discord.Interaction, float]] = OrderedDict()

    async def draw(self, who: Address) -> list[Rendered]:
        """Return somebody's dashboard, in one message if that can be; nothing for a stranger.

        Raises:
            StoreError: Nobody can look.
        """
        pages: list[Rendered] = []
        for most in SHOWN:
            seen = await self._conversation.look(who, most)
            if seen is None:
                return []
            pages = render_parts((_in_words(one) for one in seen.parts), seen.moments)
            if len(pages) <= 1:
                break
        return pages

    def keep(self, who: Address, interaction: discord.Interaction) -> None:
        """Keep in mind where a dashboard was shown; the one before is left as it is."""
        self._shown[who] = (interaction, self._monotonic() + CHANGES_FOR)
        self._shown.move_to_end(who)
        if len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)

    def is_shown(self, who: Address) -> bool:
        """Say whether somebody has one that can still be changed."""
        _, until = self._shown.get(who, (None, 0.0))
        return until > self._monotonic()

    async def refresh(self, who: Address) -> None:
        """Bring the dashboard on somebody's screen up to date.

        Raises:
            StoreError: Nobody can look.
        """
        if not self.is_shown(who):
            return
        pages = await self.draw(who)
        if not pages:
            # They had everything erased; what stood here must go too.
            words = await self._conversation.words_for(who)
            pages = render_parts((Text(words("erasure.nothing")),), {})
        interaction, _ = self._shown[who]
        if len(pages) != 1:
            del self._shown[who]
            return

        async def change() -> None:
            await interaction.edit_original_response(**as_change(pages[0]))

        try:
            await insist(change)
        except DiscordError as error:
            # It stays as it is until something changes again.
            log.info("a dashboard was not changed: %s", error)
        except discord.HTTPException as error:
            # It was deleted, or its time is over.
            log.info("a dashboard is not changed any more: HTTP %s, %s", error.status, error.code)
            self._shown.pop(who, None)


def _in_words(part: Part) -> Part:
    # What changes all the time shows no pictures: they would be uploaded anew each time.
    return Text(part.alt) if isinstance(part, Picture | File) else part
