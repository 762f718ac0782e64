"""The words of each language by which dates, times and people are read, from `content/understanding`.

A file holds lists of words (a slot: `{weekday}`, `{month}`, `{unit}`, ...) and templates made of words and
slots, sorted by rule. `[x ]` in a template may be missing, `(x|y)` is one of them, `~` is a space that may be
missing beside a digit. What a rule means is Python; how a language says it is here.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from bot.errors import ContentError
from bot.packaged import CONTENT
from bot.understanding.text import fold

_FREE = {
    "monthday": r"\d{1,2}(?:st|nd|rd|th|er|\.)?",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
    "year": r"(?:(?:19|20|21)\d\d|'\d\d)",
    "hour": r"(?:[01]?\d|2[0-4])",
    "minute": r"[0-5]\d",
    "number": r"\d{1,2}",
    "rest": r".+?",
    "so": r".+",
}
"""Slots that are digits in every language; a table may add words to them."""

Rule = str


@dataclass(frozen=True)
class Table:
    """One language's words.

    Args:
        language: Code.
        slots: Word to value, by slot.
        rules: Compiled templates by section and rule.
        lists: Plain lists of words by name.
        words: Every single word that can be part of a day or a time.
        rewrites: What to put in place of what, in order, before anything is read.
        misspelt: What is typed in a hurry, and what is meant by it.
    """

    language: str
    slots: Mapping[str, Mapping[str, float | str]]
    rules: Mapping[str, Mapping[Rule, tuple[re.Pattern[str], ...]]]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    words: frozenset[str] = frozenset()
    rewrites: tuple[tuple[re.Pattern[str], str], ...] = ()
    misspelt: tuple[tuple[re.Pattern[str], str], ...] = ()

    def matches(self, section: str, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield every rule of a section that a whole (folded) text fits."""
        for rule, patterns in self.rules.get(section, {}).items():
            for pattern in patterns:
                found = pattern.fullmatch(text)
                if found:
                    yield rule, found
                    break

    def found(self, section: str, rule: Rule, text: str) -> Iterator[re.Match[str]]:
        """Yield every place in a (folded) text where a rule fits."""
        for pattern in self.rules.get(section, {}).get(rule, ()):
            yield from pattern.finditer(text)

    def has(self, section: str, rule: Rule, text: str) -> bool:
        """Say whether a rule fits anywhere in a (folded) text."""
        return next(self.found(section, rule, text), None) is not None

    def number(self, slot: str, word: str) -> float:
        """Return the number that a word or digits stand for in a slot."""
        value = self.slots.get(slot, {}).get(word)
        return float(word.replace(",", ".")) if value is None else float(value)

    def value(self, slot: str, word: str) -> str:
        """Return the code that a word stands for in a slot."""
        return str(self.slots[slot][" ".join(word.split())])


@cache
def tables() -> tuple[Table, ...]:
    """Read every language's table, English first.

    Raises:
        ContentError: A template is misspelt or names a slot that there is not.
    """
    folder = CONTENT / "understanding"
    files = [one for one in folder.iterdir() if re.fullmatch(r"[a-z]{2,3}\.toml", one.name)]
    files.sort(key=lambda one: (one.name != "en.toml", one.name))
    return tuple(
        read_table(one.name.removesuffix(".toml"), one.read_text("utf-8")) for one in files
    )


def spell(text: str) -> str:
    """Return a text with the words that people misspell in a hurry as they are meant."""
    for table in tables():
        for misspelt, meant in table.misspelt:
            text = misspelt.sub(meant, text)
    return text


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of words, of every language together."""
    return frozenset[str]().union(*(one.lists.get(name, frozenset()) for one in tables()))


@cache
def longest_first(name: str) -> tuple[str, ...]:
    """Return a list of words, of every language together, so that the longest that fits is found first."""
    return tuple(sorted(words_of(name), key=lambda one: (-len(one), one)))


@cache
def facts() -> Mapping[str, Mapping[str, object]]:
    """Read what is the same in every language: zone abbreviations, orders of dates, subdivisions."""
    file = CONTENT / "understanding" / "facts" / "places.toml"
    return tomllib.loads(file.read_text("utf-8"))


def read_table(language: str, text: str) -> Table:
    """Read one language's table.

    Raises:
        ContentError: A template is misspelt or names a slot that there is not.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"content/understanding/{language}.toml: {error}") from error
    slots = {name: _slot(values) for name, values in raw.get("slot", {}).items()}
    # A second number in one template needs a name of its own.
    if "count" in slots:
        slots["low"] = slots["more"] = slots["count"]
    if "unit" in slots:
        slots["less"] = slots["unit"]
    sections = ("list", "next_step", "people", "told", "applied")
    named = {name: words for one in sections for name, words in raw.get(one, {}).items()}
    lists = {name: frozenset(fold(word) for word in words) for name, words in named.items()}
    rules: dict[str, dict[Rule, tuple[re.Pattern[str], ...]]] = {}
    for section, entries in raw.get("rule", {}).items():
        rules[section] = {
            rule: tuple(_compile(language, rule, one, slots) for one in templates)
            for rule, templates in entries.items()
        }
    templates = [
        one
        for section in ("day", "time")
        for many in raw.get("rule", {}).get(section, {}).values()
        for one in many
    ]
    spoken = [
        fold(token.group()) for one in templates for token in _TOKEN.finditer(one) if not token[1]
    ]
    spoken += [word for words in slots.values() for phrase in words for word in phrase.split()]
    words = frozenset(one for one in spoken if one and one[0].isalpha())
    rewrites, misspelt = (_rewrites(language, raw.get(one, {})) for one in ("rewrite", "misspelt"))
    return Table(language, slots, rules, lists, words, rewrites, misspelt)


def _slot(values: object) -> dict[str, float | str]:
    """Turn a list of lists (counted from 0) or a table of lists (keyed by value) into word → value."""
    words: dict[str, float | str] = {}
    if isinstance(values, list):
        for index, names in enumerate(values):  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
            words.update({fold(str(name)): index for name in names})  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    elif isinstance(values, dict):
        for key, names in values.items():  # pyright: ignore[reportUnknownVariableType]
            words.update({fold(str(name)): str(key) for name in names})  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    return words


def _rewrites(language: str, raw: Mapping[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    try:
        return tuple(
            (re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE), instead)
            for one, instead in raw.items()
        )
    except re.error as error:
        raise ContentError(f"content/understanding/{language}.toml: rewrite: {error}") from error


_JOINT = r"(?:\s+|(?<![^\W\d_])|(?![^\W\d_]))"
"""A space that may be missing, but not between two letters: "and" is not "an d"."""

_TOKEN = re.compile(r"\{(\w+)\}|\[|\]|\(|\)|\||~| |[^\[\](){}|~ ]+")


def _compile(
    language: str, rule: Rule, template: str, slots: Mapping[str, Mapping[str, float | str]]
) -> re.Pattern[str]:
    pieces: list[str] = []
    for token in _TOKEN.finditer(template):
        mark = token.group()
        if token[1]:
            pieces.append(f"(?P<{token[1]}>{_slot_pattern(language, rule, token[1], slots)})")
        else:
            pieces.append(
                {
                    "[": "(?:",
                    "]": ")?",
                    "(": "(?:",
                    ")": ")",
                    "|": "|",
                    "~": _JOINT,
                    " ": r"\s+",
                }.get(mark)
                or re.escape(fold(mark))
            )
    try:
        return re.compile(rf"(?<!\w)(?:{''.join(pieces)})(?!\w)")
    except re.error as error:
        raise ContentError(
            f"content/understanding/{language}.toml: {rule}: {error} in {template!r}"
        ) from error


def _slot_pattern(
    language: str, rule: Rule, name: str, slots: Mapping[str, Mapping[str, float | str]]
) -> str:
    words = slots.get(name, {})
    if not words and name not in _FREE:
        raise ContentError(f"content/understanding/{language}.toml: {rule} has no slot {{{name}}}")
    # The longest first, or "mon" would win over "monday".
    alternatives = [
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
    ]
    if name in _FREE:
        alternatives.append(_FREE[name])
    elif name in ("count", "low", "more"):
        alternatives.append(r"\d{1,3}(?:[.,]5)?")
    return "|".join(alternatives)
