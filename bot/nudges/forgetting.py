"""Which settled nudges have nothing to say any more, so that a long search does not grow for ever."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.nudges.joining import SOFT
from bot.schedule import Nudge, NudgeKind, NudgeState

KEPT_FOR = timedelta(days=90)
"""Twice as long as calming messages may follow a wait: no rule looks back further for what was soft."""


def remembered(settled: Sequence[Nudge], now: datetime) -> list[Nudge]:
    """Return the settled nudges that still count for what is planned or asked.

    Calm and the weekly look are said for as long as somebody searches; the last weekly look stays,
    for the next one follows it. Everything else belongs to an interview and goes with it, or is a
    question about the pace, which is rare.

    Args:
        settled: Nudges that are over, whatever became of them.
        now: Current instant (UTC).
    """
    looks = (one for one in settled if one.key.kind is NudgeKind.KEEP_LOOKING)
    last = max(looks, key=_over, default=None)
    return [one for one in settled if one is last or not _is_old(one, now)]


def _is_old(nudge: Nudge, now: datetime) -> bool:
    # What did not arrive is still to be told.
    soft = nudge.key.kind in SOFT and nudge.state is not NudgeState.UNDELIVERED
    return soft and now - _over(nudge) > KEPT_FOR


def _over(nudge: Nudge) -> datetime:
    return max(nudge.due, nudge.settled or nudge.due)
