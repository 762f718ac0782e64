"""Brings answers to the direct messages: for minutes where that takes so long, and else with the next one."""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.discord.calls import DiscordError, PatienceError, RefusedError
from adapters.discord.render import Rendered, render_message
from adapters.discord.speech import Speech, nonce_of
from adapters.patience import Patience
from adapters.turns import Turns
from bot.errors import Undeliverable, Unreachable
from bot.message import Message
from bot.people import Address

WAITS = (1.0, 4.0, 15.0, 60.0, 120.0)
"""Seconds between the tries to bring an answer; what Discord asks for makes them longer."""
LONGEST_WAIT = 600.0
"""Seconds; an answer that Discord would not take sooner is kept for the next time."""
REMEMBERED = 10_000
"""People to whom answers are owed."""
MOST_OWED = 20
"""Messages that are kept for a person whom they did not reach."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Piece:
    """A message of an answer.

    Args:
        key: Of what is answered.
        nonce: The same for every try.
        shown: What.
        begun: Whether an earlier try may have brought it.
    """

    key: str
    nonce: str
    shown: Rendered
    begun: bool = False


def pieces_of(shown: Sequence[Rendered], key: str) -> list[Piece]:
    """Return the messages of an answer, each known again by its place in it."""
    return [Piece(key, nonce_of(key, number), one) for number, one in enumerate(shown)]


class Answers:
    """Everybody's. An answer has nobody who would plan it anew, as a nudge has.

    Args:
        speech: Posts.
        patience: Waits between tries.
    """

    def __init__(self, speech: Speech, patience: Patience) -> None:
        self._speech = speech
        self._patience = patience
        self._turns = Turns()
        self._owed: OrderedDict[Address, list[Piece]] = OrderedDict()

    async def say(self, to: Address, messages: Sequence[Message], key: str) -> None:
        """Answer in the direct messages, in the order given, after what was said there before.

        Args:
            to: Whom.
            messages: What.
            key: Of what is answered; the same key says the same messages once.

        Raises:
            Unreachable: Their direct messages are closed; what was not posted is said once they are open.
            Undeliverable: There is no such person any more.
            DiscordError: Not all of it was posted; what was not is said with the next answer.
        """
        await self.show(to, [page for one in messages for page in render_message(one)], key)

    async def show(self, to: Address, shown: Sequence[Rendered], key: str) -> None:
        """Answer in the direct messages with what is rendered already; see `say`."""
        async with self._turns.of(to):
            pieces = [*self._owed.pop(to, ()), *pieces_of(shown, key)] if shown else []
            while pieces:
                try:
                    await self._insist(to, pieces[0])
                except RefusedError as refused:
                    # Another try would be no better, and the rest need not suffer for it.
                    log.warning("Discord does not take an answer: %s", refused)
                except (Unreachable, DiscordError):
                    self._owe(to, pieces)
                    raise
                del pieces[0]

    def drop(self, to: Address, key: str) -> None:
        """Owe nothing more of an answer: they were told so in another way.

        Args:
            to: Whom.
            key: Of what is answered.
        """
        self._owe(to, [one for one in self._owed.pop(to, ()) if one.key != key])

    async def _insist(self, to: Address, piece: Piece) -> None:
        for wait in (*WAITS, None):
            soonest = 0.0
            try:
                await self._speech.bring(to, piece.shown, piece.nonce, again=piece.begun)
            except (RefusedError, Undeliverable, Unreachable):
                raise
            except DiscordError as error:
                if isinstance(error, PatienceError):
                    soonest, piece.begun = error.seconds, piece.begun or error.begun
                else:
                    piece.begun = True
                if wait is None or self._patience.is_over or soonest > LONGEST_WAIT:
                    raise
            else:
                return
            await self._patience.wait(max(wait, soonest))

    def _owe(self, to: Address, pieces: list[Piece]) -> None:
        if not pieces:
            return
        self._owed[to] = pieces[-MOST_OWED:]
        if len(self._owed) > REMEMBERED:
            self._owed.popitem(last=False)
