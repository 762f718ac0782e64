"""The Home tabs that people look at, each brought up to date with its person's newest state."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from adapters.patience import Patience
from adapters.slack.api import RateLimitedError, UncertainError
from adapters.slack.home import render_home
from adapters.slack.workspaces import Workspaces
from bot.conversation import Conversation
from bot.message import Part, Text
from bot.people import Address

ON_HOME = 40
"""Open interviews on the Home tab, a line each; the others are counted."""
LOOKS_FOR = 3600.0
"""Seconds after opening the Home tab for which it may still be on a person's screen."""
REMEMBERED = 10_000
"""People of whom it is remembered that they look."""
WAITS = (1.0, 5.0, 30.0)
"""Seconds between tries; a rate limit makes them longer. The next change tries again anyway."""
SETTLES_WITHIN = 2.0
"""Seconds after a post within which what was posted is no longer kept as still to come."""
LONGEST_WAIT = 300.0
"""Seconds; for a rate limit that is longer nobody's tab is kept waiting."""


class HomeTab:
    """One for all workspaces.

    Args:
        conversation: Tells what belongs on a person's tab.
        workspaces: Slack.
        monotonic: Clock of who looks (seconds).
        patience: Waits between tries.
    """

    def __init__(
        self,
        conversation: Conversation,
        workspaces: Workspaces,
        monotonic: Callable[[], float],
        patience: Patience,
    ) -> None:
        self._conversation = conversation
        self._workspaces = workspaces
        self._monotonic = monotonic
        self._patience = patience
        self._looking: OrderedDict[Address, float] = OrderedDict()
        self._places: OrderedDict[str, Address] = OrderedDict()
        self._settling: set[Address] = set()
        self._showing: set[Address] = set()
        self._changed: set[Address] = set()

    def note_looking(self, who: Address, channel: str = "") -> None:
        """Remember that a person has the tab before them, and where their direct messages are."""
        self._looking[who] = self._monotonic() + LOOKS_FOR
        self._looking.move_to_end(who)
        if len(self._looking) > REMEMBERED:
            self._looking.popitem(last=False)
        if channel:
            self._places[channel] = who
            self._places.move_to_end(channel)
            if len(self._places) > REMEMBERED:
                self._places.popitem(last=False)

    def looker(self, channel: str) -> Address | None:
        """Return whose direct messages these are, None if it is nobody's who looks at the tab."""
        who = self._places.get(channel)
        return None if who is None or self._looking.get(who, 0) <= self._monotonic() else who

    def wants(self, who: Address) -> bool:
        """Say whether a person's tab is to be shown anew now.

        It is not, if nobody looks at it, or if it is being shown already; then that ends with the newest state.
        """
        if self._looking.get(who, 0) <= self._monotonic():
            return False
        self._changed.add(who)
        return who not in self._showing

    async def show(self, who: Address) -> None:
        """Show what is so now, and again while that changes or Slack does not take it.

        Raises:
            StoreError: The store is out of reach.
            Undeliverable: The app was taken away.
            SlackError: Slack did not take it, several times.
        """
        if who in self._showing:
            return
        self._showing.add(who)
        waits = iter(WAITS)
        try:
            while who in self._changed:
                self._changed.discard(who)
                try:
                    await self._publish(who)
                except (RateLimitedError, UncertainError) as error:
                    wait = next(waits, None)
                    soonest = error.seconds if isinstance(error, RateLimitedError) else 0.0
                    if wait is None or self._patience.is_over or soonest > LONGEST_WAIT:
                        raise
                    self._changed.add(who)
                    await self._patience.wait(max(wait, soonest))
        finally:
            self._showing.discard(who)
            self._changed.discard(who)

    async def show_once_settled(self, who: Address) -> None:
        """Show what is so after the bot spoke up; several messages in a row make one wish.

        Raises:
            StoreError: The store is out of reach.
            Undeliverable: The app was taken away.
            SlackError: Slack did not take it, several times.
        """
        if who in self._settling:
            return
        self._settling.add(who)
        try:
            await self._patience.wait(SETTLES_WITHIN)
        finally:
            self._settling.discard(who)
        if self.wants(who):
            await self.show(who)

    async def _publish(self, who: Address) -> None:
        seen = await self._conversation.look(who, ON_HOME)
        if seen is None:
            # They had everything erased; what stood here must go too.
            words = await self._conversation.words_for(who)
            parts: Sequence[Part] = (Text(words("erasure.nothing")),)
        else:
            parts = seen.parts
        await self._workspaces.call(who, "views.publish", user_id=who.user, view=render_home(parts))
