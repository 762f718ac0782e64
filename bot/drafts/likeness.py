"""How alike two notes are: a set of notes that say the same in the same words costs trust."""

from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import fuzz

from bot.message import Draft

MOST_ALIKE = 0.8
"""Notes more alike than this are the same note with another name.

Measured over our own sets: two notes with the same sentences and another name reach 0.93 and more; notes with
different openings, facts and endings stay below 0.72.
"""


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1, by the words they share in the same order."""
    return float(fuzz.ratio(one.casefold().split(), other.casefold().split())) / 100


def too_alike(drafts: Sequence[Draft]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of people whose notes are too alike; greeting and closing do not count."""
    return tuple(
        (one.person, other.person)
        for one, other in combinations(drafts, 2)
        if likeness(_heart(one.body), _heart(other.body)) > MOST_ALIKE
    )


def _heart(body: str) -> str:
    """Return a note without its salutation and closing."""
    parts = body.split("\n\n")
    return " ".join(parts[1:-1]) if len(parts) > 2 else body
