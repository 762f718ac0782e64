"""A promise kept, told in words: "sent the github link" is the link that was promised."""

from collections.abc import Mapping

from bot.interview import ToSend
from bot.steps import to_send
from bot.turn import Turn
from bot.understanding import fold

SHORTEST = 3
"""Letters of a word that tells one thing from another."""
FIRST = 3
"""So many such words begin what was sent; later ones tell to whom, when or why."""


def delivered(turn: Turn, parts: Mapping[str, str], text: str) -> bool:
    """Note as sent what was promised and is named; False where no promise, or several, could be meant."""
    said = _telling(parts["what"])[:FIRST]
    promised = [
        one
        for interview in turn.journey.open_interviews()
        for one in turn.journey.promised_in(interview.id)
        if one.sent is None
    ]
    shared = {one.id: len(set(said) & set(_telling(one.what))) for one in promised}
    most = max(shared.values(), default=0)
    meant: list[ToSend] = [one for one in promised if shared[one.id] == most]
    if not most or len(meant) > 1:
        return False
    to_send.mark_sent(turn, meant[0], typed=True)
    return True


def _telling(text: str) -> list[str]:
    words = (one.strip(".,;:!?'\"()") for one in fold(text).split())
    return [one.removesuffix("s") for one in words if len(one) >= SHORTEST]
