"""Phrases that say when, found and taken out of a sentence in which an interview is told."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.understanding.moments import read_moment
from bot.understanding.next_step import about_time
from bot.understanding.reading import Unread
from bot.understanding.tables import words_of
from bot.understanding.text import fold

LONGEST_SPAN = 9
"""Words of the longest phrase that says when ("the day before yesterday at half past three")."""
EDGES = " ,;.!:-"
"""What may stand around a part without being of it."""
KINDS = ("at", "with", "for", "in")
"""Small words before an employer, people, a role, a place."""


def opens(word: str) -> bool:
    """Say whether a word begins a part of its own: "at", "with", "for", "in"."""
    return any(word in words_of(f"told_{kind}") for kind in KINDS)


def cut_time(words: Sequence[str], now: datetime, zone: str) -> tuple[list[str], str]:
    """Return the words without those that say when, and those."""
    left: list[str] = []
    when: list[str] = []
    start = 0
    while start < len(words):
        end = next(
            (one for one in _ends(words, start) if _is_when(words[start:one], now, zone)), start
        )
        if end == start:
            left.append(words[start])
            start += 1
            continue
        when.append(" ".join(words[start:end]).strip(EDGES))
        if left and words[end - 1].endswith((",", ";")):
            left[-1] += ","
        start = end
    return left, " ".join(when)


def _ends(words: Sequence[str], start: int) -> Iterator[int]:
    """Yield where a phrase about time that begins here may end: only where the next part begins."""
    if start and opens(words[start - 1]) and not opens(words[start]):
        # "With Monday": whatever follows at once is a name.
        return
    if not _may_begin(words, start):
        return
    last = start
    while last < len(words) and last - start < LONGEST_SPAN and about_time(words[last]):
        last += 1
    for end in range(last, start, -1):
        if end == len(words) or opens(words[end]) or words[end - 1].endswith((",", ";")):
            yield end


def _may_begin(words: Sequence[str], start: int) -> bool:
    """Say whether a phrase about time may begin here, and no name: "USA Today", "Ruby Tuesday"."""
    if start and words[start - 1].endswith((",", ";")):
        return True
    first = words[start]
    if fold(first) in words_of("told_at"):
        following = words[start + 1] if start + 1 < len(words) else ""
        return following[:1].islower() or following[:1].isdigit()
    return first[0].islower() or (
        first[0].isdigit() and re.search(r"[:.\-/]|[a-z]", first) is not None
    )


def begins_with_time(words: Sequence[str], now: datetime, zone: str) -> bool:
    """Say whether words begin with a phrase that says when."""
    return any(_is_when(words[:end], now, zone) for end in range(1, min(len(words), 4) + 1))


def _is_when(words: Sequence[str], now: datetime, zone: str) -> bool:
    span = " ".join(words).strip(EDGES)
    read = read_moment(span, now, zone, towards="past")
    return not isinstance(read, Unread) or read.reason in _NO_SINGLE_DAY


_NO_SINGLE_DAY = ("only_period", "vague", "impossible", "too_far")
"""Reasons why words that mean a time are none; the form asks back."""
