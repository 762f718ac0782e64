"""What never goes into a draft: passwords, card numbers, addresses, and lines that were meant for oneself."""

import re
from collections.abc import Sequence

_PASSWORD = re.compile(
    r"\b(?:password|passwort|kennwort|passphrase|pwd|passwd)\b\s*(?:is|ist|:|=)\s*\S+"
    r"|\b(?:contraseña|mot de passe|senha|palavra-passe)\b\s*(?:es|est|é|:|=)\s*\S+"
    r"|\b(?:pin|passcode)\b\s*(?:code\b\s*)?(?:is|ist|:|=)?\s*\d{4,8}\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"\b(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|xox[abprs]-[A-Za-z0-9-]{10,}|AKIA[A-Z0-9]{16})\b"
)
_DIGITS = re.compile(r"(?<![\d+])[2-6](?:[ -]?\d){12,18}(?!\d)")
"""Payment cards begin with 2 to 6 and have 13 to 19 digits (ISO/IEC 7812)."""
_REACHED = re.compile(r"@|https?:|www\.|\d(?:[ ()/.-]?\d){6,}", re.IGNORECASE)
_OWN = re.compile(r"\b(?:i|i['’]m|i['’]ve|i['’]d|i['’]ll|my|mine|myself)\b", re.IGNORECASE)
_TO_BE_FILLED = re.compile(r"[\[\]{}<>_]|\b(?:xxx+|tbd|tba|todo)\b", re.IGNORECASE)


def find_secret(text: str) -> str | None:
    """Return the first thing in a text that looks like a password, a key or a card number, None if nothing does."""
    for pattern in (_PASSWORD, _TOKEN):
        found = pattern.search(text)
        if found is not None:
            return found[0]
    for found in _DIGITS.finditer(text):
        if _is_card(re.sub(r"\D", "", found[0])):
            return found[0].strip()
    return None


def fit_to_share(line: str, private: Sequence[str]) -> bool:
    """Say whether a line of notes may be shown to the people it is about.

    Args:
        line: One sentence, as written.
        private: Words that keep it out.
    """
    if find_secret(line) or _REACHED.search(line) or _TO_BE_FILLED.search(line):
        return False
    said = re.sub(r"[^\w]+", " ", line.casefold().replace("'", "").replace("’", ""))
    return not any(f" {word} " in f" {said} " for word in private)


def about_oneself(line: str) -> bool:
    """Say whether a line speaks of the person who wrote it ("I was late", "my notes"); "told me" does not."""
    return _OWN.search(line) is not None


def _is_card(digits: str) -> bool:
    """Say whether digits pass the check of ISO/IEC 7812 (Luhn)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
