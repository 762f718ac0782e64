"""What becomes of a claim, counted: the only thing about deliveries that outlives them in a process."""

from collections import Counter
from enum import StrEnum


class Outcome(StrEnum):
    """How one try to deliver one person's nudges ended."""

    POSTED = "posted"
    UNWANTED = "unwanted"
    """Asked again, nothing of it was wanted any more."""
    SKIPPED = "skipped"
    """Something soft that may have been seen already."""
    PACED = "paced"
    """The platform asked for patience."""
    FAILED = "failed"
    """Not posted, or nobody knows; tried again later."""
    CLOSED = "closed"
    """The person takes no messages there just now; tried again a day later."""
    UNDELIVERED = "undelivered"
    """Given up; the person is told of it at their next contact."""
    BROKEN = "broken"
    """It could not be worded."""
    LOST = "lost"
    """Somebody else has the claim by now, or it was handed back for want of time."""


def summary(counts: Counter[Outcome]) -> str:
    """Return counts for a line of the log: "posted 12, failed 1"."""
    return ", ".join(f"{one} {counts[one]}" for one in Outcome if counts[one])
