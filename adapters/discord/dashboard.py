"""The dashboard in answer to `/interview next`, kept up to date as long as Discord lets it be changed."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import discord

from adapters.discord.calls import DiscordError, insist
from adapters.discord.render import Rendered, render_parts
from adapters.discord.sending import as_change
from bot.conversation import Conversation
from bot.message import Choices, Draft, File, Message, Overview, Part, Picture, Text, words_in
from bot.people import Address

CHANGES_FOR = 14 * 60.0
"""Seconds for which an answer can be changed: Discord's fifteen minutes, less one to get there."""
SHOWN = (8, 4, 2, 1)
"""Open interviews shown in full, fewer where the message has no room for more; the others are counted."""
REMEMBERED = 1_000
"""Dashboards that are kept up to date at most."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A dashboard.

    Args:
        pages: As it is shown, mostly one; none for a stranger.
        says: What it says, and what its buttons do.
    """

    pages: Sequence[Rendered] = ()
    says: frozenset[str] = frozenset()

    @classmethod
    def of(cls, seen: Overview) -> "Drawn":
        """Draw what is to be seen."""
        pages = render_parts((_in_words(one) for one in seen.parts), seen.moments)
        return cls(pages, frozenset(_said(seen.parts)))

    def repeats(self, message: Message) -> bool:
        """Say whether a message shows nothing but what stands on the dashboard already."""
        return set(_said(message.parts)) <= self.says


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

    async def draw(self, who: Address) -> Drawn:
        """Return somebody's dashboard, in one message if that can be.

        Raises:
            StoreError: Nobody can look.
        """
        drawn = Drawn()
        for most in SHOWN:
            seen = await self._conversation.look(who, most)
            if seen is None:
                return Drawn()
            drawn = Drawn.of(seen)
            if len(drawn.pages) <= 1:
                break
        return drawn

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

    def is_on(self, who: Address, message: discord.Message | None) -> bool:
        """Say whether a message is somebody's dashboard, which is changed by itself and by nothing else."""
        asked = message.interaction_metadata if message is not None else None
        shown, _ = self._shown.get(who, (None, 0.0))
        if asked is None or shown is None or not self.is_shown(who):
            return False
        return asked.id == shown.id and asked.original_response_message_id is None

    async def refresh(self, who: Address) -> None:
        """Bring the dashboard on somebody's screen up to date.

        Raises:
            StoreError: Nobody can look.
        """
        if not self.is_shown(who):
            return
        pages = (await self.draw(who)).pages
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


def _said(parts: Iterable[Part]) -> Iterator[str]:
    """Return all that parts say and offer; what else they hold counts as something of its own."""
    for one in parts:
        match one:
            case Choices(buttons):
                yield from (each.action for each in buttons)
            case File(name) | Picture(name):
                yield f"a file: {name}"
            case Draft():
                yield f"a draft: {one.body}"
            case _:
                yield from words_in((one,))
