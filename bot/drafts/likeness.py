"""How alike two notes are: a set of notes that say the same in the same words costs trust."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from rapidfuzz import fuzz

from bot.message import Draft

MOST_ALIKE = 0.6
"""Notes more alike than this are the same note with another name; the tests hold examples of both.

Measured over our own phrases in November 2026: the same note to another person is 0.95 to 1.0, with one other fact
0.75 to 0.9; notes of a panel of five with not one note recorded, which share role, company and date, stay below 0.55.
"""
_SHINGLE = 3
"""Words in a shingle: two are too often only "the role", four miss a sentence with one word changed."""
_GREETING = re.compile(r"^[^,.]{1,160},\s+")


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: by words in the same order, or by runs of three words in any order.

    The higher of the two counts, so that neither new words between the old ones nor sentences put in another
    order make a note look new.
    """
    left, right = _words(one), _words(other)
    in_order = float(fuzz.ratio(left, right)) / 100
    return max(in_order, _shared(left, right))


def too_alike(drafts: Sequence[Draft], most: float = MOST_ALIKE) -> tuple[tuple[str, str], ...]:
    """Return the pairs of people whose notes are too alike; greeting and closing do not count."""
    return tuple(
        (one.person, other.person)
        for one, other in combinations(drafts, 2)
        if likeness(heart(one.body), heart(other.body)) > most
    )


def heart(body: str) -> str:
    """Return a note without its salutation and closing."""
    parts = body.split("\n\n")
    return " ".join(parts[1:-1]) if len(parts) > 2 else _GREETING.sub("", body, count=1)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _shared(left: Sequence[str], right: Sequence[str]) -> float:
    ones, others = _shingles(left), _shingles(right)
    if not ones or not others:
        return 0.0
    return 2 * (ones & others).total() / (ones.total() + others.total())


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))
