"""Long lists in pages, so that each message fits the narrowest platform."""

from collections.abc import Mapping, Sequence

ROOM = 1300
"""Characters of lines on one page; the rest of a message's 1900 is for what stands around them."""
LONGEST_IN_LABEL = 40
"""Characters of a name on a button, so that a verb and a number still fit beside it."""


def page_end(lines: Sequence[str], start: int, most: int, room: int = ROOM) -> int:
    """Return where the page that begins at `start` ends: at least one line, at most `most`.

    Args:
        lines: All lines.
        start: Number of the first line of the page.
        most: Most lines on a page.
        room: Most characters on a page of more than one line.
    """
    end = start
    while end < len(lines) and end - start < most:
        room -= len(lines[end]) + 1
        if room < 0 and end > start:
            break
        end += 1
    return end


def shown(text: str, most: int = LONGEST_IN_LABEL) -> str:
    """Return a text in one line, shortened visibly where it is longer than `most` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def told_apart(labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return labels by id so that no two are alike; a second of the same name gets a number.

    Args:
        labels: Wanted labels, by the id of the record each is about.
    """
    counts: dict[str, int] = {}
    unique: dict[str, str] = {}
    for id, label in labels.items():
        counts[label] = counts.get(label, 0) + 1
        unique[id] = label if counts[label] == 1 else f"{label} ({counts[label]})"
    return unique


def start_of(argument: str) -> int:
    """Return where a page begins, as a button carries it.

    Raises:
        LookupError: It is no number.
    """
    if not argument.isdecimal():
        raise LookupError(argument)
    return int(argument)
