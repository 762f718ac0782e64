"""How many sessions Discord lets a bot begin in a day: whoever uses them up loses the token."""

KEPT = 0.1
"""Part of the day's sessions that is spread over what is left of the day."""


def pause_before(needed: int, *, total: int, remaining: int, reset_after: float) -> float:
    """Return the seconds to wait before sessions begin.

    Discord counts for us, so that this holds over any number of restarts: a process that is started anew again and
    again cannot use up more than there are.

    Args:
        needed: How many begin at once, one for each shard.
        total: How many may begin in a day.
        remaining: How many are left of them.
        reset_after: Seconds until the next day begins.
    """
    # The last one is never used.
    if remaining <= needed:
        return reset_after
    if remaining > KEPT * total:
        return 0
    return reset_after * needed / remaining
