"""What never goes into a draft: passwords, card numbers, and lines that were meant for oneself."""

import re
from collections.abc import Sequence

_PASSWORD = re.compile(
    r"\b(?:password|passwort|passcode|pin|pwd)\b\s*(?:is|:|=)\s*\S+", re.IGNORECASE
)
_DIGITS = re.compile(r"(?<![\d+])(?:\d[ -]?){13,19}(?!\d)")
_OWN = re.compile(r"\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b", re.IGNORECASE)


def find_secret(text: str) -> str | None:
    """Return the first thing in a text that looks like a password or a card number, None if nothing does."""
    password = _PASSWORD.search(text)
    if password is not None:
        return password[0]
    for found in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 13 <= len(digits) <= 19 and _is_card(digits):
            return found[0].strip()
    return None


def fit_to_share(line: str, private: Sequence[str]) -> bool:
    """Say whether a line of notes may be shown to the people it is about.

    Args:
        line: One line, as written.
        private: Words that keep it out.
    """
    if find_secret(line) or _OWN.search(line) or line.rstrip().endswith("?"):
        return False
    said = f" {re.sub(r'[^a-z0-9]+', ' ', line.casefold())} "
    return not any(f" {word} " in said for word in private)


def _is_card(digits: str) -> bool:
    """Say whether digits pass the check of ISO/IEC 7812 (Luhn)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
