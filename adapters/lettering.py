"""People's words on their way to a screen: harmless, and never cut inside a character."""

import re
import unicodedata
from collections.abc import Iterator

_UNSHOWN = re.compile(
    # Controls but for the end of a line and a tab, and halves of characters.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    # Embeddings, overrides and isolates: an address could be made to read as another one. Marks stay.
    "\u202a-\u202e\u2066-\u2069]"
)

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_HANGUL_LEADS = (range(0x1100, 0x1160), range(0xA960, 0xA980))
_HANGUL_TAILS = (range(0x1160, 0x1200), range(0xAC00, 0xD800))
_VIRAMA = 9
"""Combining class of the marks that join two letters into one in Indian scripts."""


def clean(text: str) -> str:
    """Return text without what no screen shows, and without what could turn other words around."""
    return _UNSHOWN.sub("", text)


def units(text: str) -> int:
    """Return how long a text is at most, however a platform counts: an emoji may count as two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, most: int) -> str:
    """Return a label that fits, its end shown as left off where it does not."""
    if units(text) <= most:
        return text
    return next(split(text, most - 1)).rstrip() + "…"


def split(text: str, most: int) -> Iterator[str]:
    """Cut text into pieces of at most `most` units: at a line's end, else at a space, else between characters.

    Joined together the pieces are the text. Only a single character longer than a whole piece is cut.
    """
    while units(text) > most:
        at = _cut(text, most)
        yield text[:at]
        text = text[at:]
    yield text


def _cut(text: str, most: int) -> int:
    end = _fitting(text, most)
    for wanted in ("\n", " "):
        # A cut near the beginning would leave a crumb behind.
        at = text.rfind(wanted, end // 2, end) + 1
        if at and _is_boundary(text, at):
            return at
    return next((at for at in range(end, 0, -1) if _is_boundary(text, at)), end)


def _fitting(text: str, most: int) -> int:
    used = 0
    for at, one in enumerate(text):
        used += units(one)
        if used > most:
            return max(at, 1)
    return len(text)


def _is_boundary(text: str, at: int) -> bool:
    """Say whether text may be cut there; in doubt it may not."""
    before, after = text[at - 1], text[at]
    joined = (
        # Marks, joiners, variation selectors and tags belong to what they stand beside.
        unicodedata.category(after) in ("Mn", "Mc", "Me", "Cf")
        or unicodedata.category(before) == "Cf"
        or unicodedata.combining(before) == _VIRAMA
        or ord(after) in _SKIN_TONES
        or (_is_in(after, _HANGUL_TAILS) and _is_in(before, (*_HANGUL_LEADS, *_HANGUL_TAILS)))
        or (_is_in(after, _HANGUL_LEADS) and _is_in(before, _HANGUL_LEADS))
    )
    return not joined and not (ord(after) in _FLAG_LETTERS and _ends_in_half_a_flag(text[:at]))


def _is_in(one: str, ranges: tuple[range, ...]) -> bool:
    return any(ord(one) in each for each in ranges)


def _ends_in_half_a_flag(text: str) -> bool:
    letters = 0
    while letters < len(text) and ord(text[-1 - letters]) in _FLAG_LETTERS:
        letters += 1
    return letters % 2 == 1
