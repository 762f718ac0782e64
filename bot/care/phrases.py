"""A small language for phrases, so that rules about words stay readable data.

want|would_like to die  words, and choices of words; _ joins what belongs together
<want> to <die>         groups of words or phrases, named in the same file
really? want            a word that may be missing
nobody ~3 miss me       up to three words between, within one sentence and not past a group "breaks"
friend ...5 die         up to five words between, whatever they are
rather die .            the end of a sentence;  ^ is a quotation mark, # a number
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

Groups = Mapping[str, Sequence[str]]
"""Phrases by the name of their group."""

_GAP = re.compile(r"(~|\.\.\.)([1-9])")
_MARKS = {".": ".", "^": '"'}
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_WORDS = re.compile(rf"{_WORD.pattern}(?:_{_WORD.pattern})*")


class PhraseError(ValueError):
    """A phrase is not written in the language of phrases."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be looked for in folded text.

    Args:
        pattern: Regular expression from the space before its first word to the end of its last.
        needs: Sets of words of each of which the text must have one; a quick no for most texts.
    """

    pattern: str
    needs: tuple[frozenset[str], ...]

    @property
    def ready(self) -> re.Pattern[str]:
        """The pattern, compiled when first looked for: most phrases never are, and all would slow the start."""
        return _compiled(self.pattern)

    def may_be_in(self, words: frozenset[str]) -> bool:
        """Say whether a text of these words can hold the phrase at all."""
        return not any(need.isdisjoint(words) for need in self.needs)


class PhraseBook:
    """Phrases in the order of a file, found by their rarest words: most texts meet none of them.

    Args:
        phrases: Ready for use.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._by_word: dict[str, list[int]] = {}
        self._always: list[int] = []
        for number, one in enumerate(self._phrases):
            if not one.needs:
                self._always.append(number)
                continue
            for word in one.needs[0]:
                self._by_word.setdefault(word, []).append(number)

    def possible_in(self, words: frozenset[str]) -> list[Phrase]:
        """Return the phrases that a text of these words can hold, in their order."""
        if not self._always and self._by_word.keys().isdisjoint(words):
            return []
        numbers = set(self._always)
        for word in words:
            numbers.update(self._by_word.get(word, ()))
        found = (self._phrases[number] for number in sorted(numbers))
        return [one for one in found if one.may_be_in(words)]


def compile_phrase(phrase: str, groups: Groups) -> Phrase:
    """Return a phrase ready for use.

    Args:
        phrase: As in the file.
        groups: Phrases by name; a member may use groups too.

    Raises:
        PhraseError: It is misspelt, empty or names an unknown group.
    """
    parts = phrase.split()
    if not parts or all(_GAP.fullmatch(part) for part in parts):
        raise PhraseError(f"{phrase!r} has no words")
    pattern = "".join(_pattern(part, groups, ()) for part in parts)
    needs = [_first_words([part], groups) for part in parts if _is_needed(part)]
    # Few words first: the rarer the word, the sooner most texts are done.
    return Phrase(pattern + "(?= )", tuple(sorted(needs, key=len)))


def words_of(phrase: str) -> frozenset[str]:
    """Return every word written out in a phrase."""
    return frozenset(
        word
        for part in phrase.split()
        if _GAP.fullmatch(part) is None
        for choice in part.rstrip("?").split("|")
        for word in choice.split("_")
        if _WORD.fullmatch(word)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_needed(part: str) -> bool:
    return not part.endswith("?") and part != "#" and _GAP.fullmatch(part) is None


def _first_words(parts: Sequence[str], groups: Groups) -> frozenset[str]:
    """Return the words with which parts of a phrase can begin."""
    found: set[str] = set()
    for part in parts:
        for choice in part.rstrip("?").split("|"):
            if choice.startswith("<"):
                for member in groups[choice.strip("<>")]:
                    found |= _first_words(member.split(), groups)
            else:
                found.add(_MARKS.get(choice, choice.split("_")[0]))
        if not part.endswith("?"):
            break
    return frozenset(found)


def _pattern(part: str, groups: Groups, inside: tuple[str, ...]) -> str:
    gap = _GAP.fullmatch(part)
    if gap is not None:
        kind, most = gap.groups()
        breaks = "|".join(map(re.escape, (".", '"', *groups.get("breaks", ()))))
        word = f" (?!(?:{breaks}) )[^ ]+" if kind == "~" else " [^ ]+"
        return f"(?:{word}){{0,{most}}}?"
    optional = "?" if part.endswith("?") else ""
    choices = [
        one for choice in part.rstrip("?").split("|") for one in _choices(choice, groups, inside)
    ]
    return f"(?:{'|'.join(choices)}){optional}"


def _choices(choice: str, groups: Groups, inside: tuple[str, ...]) -> list[str]:
    if choice == "#":
        return [" [0-9]+"]
    if choice in _MARKS:
        return [f" {re.escape(_MARKS[choice])}"]
    if choice.startswith("<") and choice.endswith(">"):
        name = choice[1:-1]
        if name not in groups:
            raise PhraseError(f"<{name}> is no group, there are {sorted(groups)}")
        if name in inside:
            raise PhraseError(f"<{name}> is a member of itself")
        return [
            "".join(_pattern(one, groups, (*inside, name)) for one in member.split())
            for member in groups[name]
        ]
    if not _WORDS.fullmatch(choice):
        raise PhraseError(f"{choice!r} is no word, <group>, ~3, ...3, #, . or ^")
    return ["".join(f" {re.escape(word)}" for word in choice.split("_"))]
