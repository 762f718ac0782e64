"""Typed text as plain words: one spelling for what is spelled, typed or disguised in many ways."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

STOP = "."
"""Stands for the end of a sentence."""
QUOTE = '"'
"""Stands for a quotation mark, opening or closing."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_APOSTROPHES = "'’‘ʼ`´＇"
_QUOTES = '"“”„«»‟「」'
_ASCII = str.maketrans("`", "'")
"""What differs from lower case alone among the letters that most texts are made of."""

# Letters of other scripts that look like Latin ones (after UTS 39, "confusables"; only the plain ones).
_LOOKALIKES = str.maketrans(
    "аеорсухіѕкмтнвԁјһӏɡαεοριτνκγυ∂ı",
    "aeopcyxiskmthbdjhlgaeopitvkyudi",
)
# What people type for a letter inside a word.
_SIGNS = (
    str.maketrans("013457@$!", "oieastasi"),
    str.maketrans("013457@$!", "oleastasl"),
)

_TOKEN = re.compile(r"\n[^\S\n]*\n|[.!?;…。]+|\"|[^\W_]+(?:['*@$!]+[^\W_]+)*")
_LONE_DOT = re.compile(r"(?<![^\W_]{2})(?<=[^\W_])\.(?=[^\W_](?![^\W_]))")
_LONE_QUOTE = re.compile(r"(?<![^\W_])'|'(?![^\W_])")
_REPEATED = re.compile(r"([a-z])\1{2,}")


def plain(text: str) -> str:
    """Return a text in lower-case letters without marks, look-alikes, invisible or full-width characters."""
    if text.isascii():
        return text.lower().translate(_ASCII)
    return "".join(map(_plain, text))


class Folding:
    """Folds text of one language.

    Args:
        spelling: A word as typed to the words it stands for ("dont" to "do not").
        joins: Several words to the one they stand for ("my self" to "myself").
        fillers: Words that change nothing ("really").
        near: Words recognised with one letter wrong, missing, doubled or swapped.
        known: Every word the rules know; a disguise is only taken off where a known word comes out.
    """

    def __init__(
        self,
        spelling: Mapping[str, str],
        joins: Mapping[str, str],
        fillers: Iterable[str],
        near: Iterable[str],
        known: Iterable[str],
    ) -> None:
        self._fillers = frozenset(fillers)
        self._known = frozenset(known) | frozenset(spelling)
        misspelt = {wrong: word for word in near for wrong in _one_letter_off(word)}
        said = {wrong: word for wrong, word in misspelt.items() if wrong not in self._known}
        self._spelling = {typed: word.split() for typed, word in {**said, **spelling}.items()}
        self._joins = joins
        self._joined = (
            re.compile(r"(?<= )(?:" + "|".join(map(re.escape, joins)) + r")(?= )")
            if joins
            else None
        )

    def fold(self, text: str) -> str:
        """Return the words of a text, each with a space before it, sentence ends as `.`, quotes as `"`.

        Linear in the length of the text.
        """
        letters = _LONE_QUOTE.sub(QUOTE, _LONE_DOT.sub("", plain(text)))
        words: list[str] = []
        for token in _without_pauses(_spelt_out(_TOKEN.findall(letters), self._known)):
            words += self._words(token)
        folded = f" {' '.join(words)} "
        if self._joined is not None:
            folded = self._joined.sub(lambda found: self._joins[found[0]], folded)
        kept = [word for word in folded.split() if word not in self._fillers]
        return f" {' '.join(kept)} "

    def _words(self, token: str) -> Sequence[str]:
        said = self._spelling.get(token)
        if said is not None:
            return said
        if token in self._known or token in (STOP, QUOTE):
            return (token,)
        for guess in _undisguised(token):
            if guess in self._spelling:
                return self._spelling[guess]
            if guess in self._known:
                return (guess,)
        return (token,)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _QUOTES:
        return QUOTE
    if character < "\x80":
        return character.lower()
    # One character at a time: normalising a long run of marks as a whole takes the square of its length.
    parts = unicodedata.normalize("NFKD", character).casefold().translate(_LOOKALIKES)
    return "".join(one for one in parts if unicodedata.category(one) not in ("Cf", "Mn", "Me"))


def _spelt_out(tokens: Sequence[str], known: frozenset[str]) -> list[str]:
    """Join letters that stand alone ("d i e"), where they make a known word."""
    joined: list[str] = []
    letters: list[str] = []
    for token in (*tokens, ""):
        if len(token) == 1 and token.isalpha():
            letters.append(token)
            continue
        word = "".join(letters)
        # The run may begin with the pronoun: "i k m s".
        if len(letters) > 2 and word in known:
            joined.append(word)
        elif len(letters) > 3 and word[1:] in known:
            joined += [word[0], word[1:]]
        else:
            joined += letters
        letters.clear()
        if token:
            joined.append(token)
    return joined


def _without_pauses(tokens: Iterable[str]) -> list[str]:
    """Name sentence ends, and drop those between two single words ("I. want. to. die.")."""
    kept: list[str] = []
    sentence: list[str] = []
    before = 0
    for token in (*tokens, STOP):
        if token == QUOTE or token[0].isalnum():
            sentence.append(token)
            continue
        length = sum(one != QUOTE for one in sentence)
        if length and before and (before, length) != (1, 1):
            kept.append(STOP)
        kept += sentence
        before = length or before
        sentence.clear()
    kept.append(STOP)
    return kept


def _undisguised(token: str) -> Iterable[str]:
    if not token.isalpha():
        yield from (token.translate(signs) for signs in _SIGNS)
    if _REPEATED.search(token):
        yield _REPEATED.sub(r"\1", token)
        yield _REPEATED.sub(r"\1\1", token)
    if token.endswith("'s"):
        yield token.removesuffix("'s")


def _one_letter_off(word: str) -> Iterable[str]:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for left, right in splits:
        if right:
            yield left + right[1:]
            yield from (left + letter + right[1:] for letter in _LETTERS)
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        yield from (left + letter + right for letter in _LETTERS)
