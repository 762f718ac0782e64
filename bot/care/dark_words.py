"""Dark words: whether somebody writes of wanting to die or of self-harm, found by rules.

Pure, and nothing of the text is kept. How and why: `docs/explanation/dark-words.md`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.care.folding import QUOTE, Folding, plain
from bot.care.phrases import PhraseBook, PhraseError, compile_phrase, words_of
from bot.care.tables import Table, content, read
from bot.errors import ContentError
from bot.packaged import CONTENT


class Concern(StrEnum):
    """What somebody wrote of, the most serious first."""

    OWN_EXPLICIT = "own_explicit"
    OWN_IMPLIED = "own_implied"
    OTHER_PERSON = "other_person"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard, without any of the words.

    Args:
        concern: The most serious concern of the text.
        language: Code of the rules that heard it, empty where nothing was heard.
    """

    concern: Concern
    language: str = ""


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The rules of one language, ready for use, in the order in which they are applied."""

    language: str
    folding: Folding
    certain_explicit: PhraseBook
    certain_implied: PhraseBook
    harmless: PhraseBook
    other_person: PhraseBook
    own_explicit: PhraseBook
    own_implied: PhraseBook


@dataclass(frozen=True, slots=True)
class DarkRules:
    """The rules of all languages; every text is heard in each, for people change language in distress."""

    languages: tuple[LanguageRules, ...]


_SERIOUS = {concern: number for number, concern in enumerate(Concern)}


def hear(text: str, rules: DarkRules) -> Heard:
    """Return the most serious concern of a text; linear in its length."""
    heard = [Heard(_hear(text, one), one.language) for one in rules.languages]
    worst = min(heard, key=lambda one: _SERIOUS[one.concern], default=Heard(Concern.NONE))
    return worst if worst.concern is not Concern.NONE else Heard(Concern.NONE)


def load_dark_rules() -> DarkRules:
    """Read the rules of every language.

    Raises:
        ContentError: A file is misspelt, or a phrase is not in the language of phrases.
    """
    folder = CONTENT / "dark_words"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    if "en.toml" not in names:
        raise ContentError(f"content/dark_words: found {names}, expected at least en.toml")
    return DarkRules(
        tuple(parse_rules(f"dark_words/{name}", content(f"dark_words/{name}")) for name in names)
    )


def parse_rules(name: str, text: str) -> LanguageRules:
    """Return the rules of one file.

    Args:
        name: Of the file, for the message.
        text: TOML.

    Raises:
        ContentError: It is misspelt.
    """
    # Rules are written as people write, umlauts and all, and compared as folded.
    table = read(_Rules, name, plain(text))
    every = (
        *(member for group in table.groups.values() for member in group),
        *table.certain_explicit,
        *table.certain_implied,
        *table.harmless,
        *table.other_person,
        *table.own_explicit,
        *table.own_implied,
    )
    known = frozenset[str]().union(*map(words_of, every))
    # Folding never leaves these in a text, so a phrase with one of them would wait for ever.
    gone = known & (table.fillers | {word for word, said in table.spelling.items() if said != word})
    if gone:
        raise ContentError(
            f"content/{name}: found {sorted(gone)} in phrases, expected them as folding spells them"
        )

    def phrases(key: str, written: tuple[str, ...]) -> PhraseBook:
        try:
            return PhraseBook(compile_phrase(one, table.groups) for one in written)
        except PhraseError as error:
            raise ContentError(f"content/{name}: {key}: expected phrases: {error}") from error

    return LanguageRules(
        table.language,
        Folding(table.spelling, table.joins, table.fillers, table.near, known),
        phrases("certain_explicit", table.certain_explicit),
        phrases("certain_implied", table.certain_implied),
        phrases("harmless", table.harmless),
        phrases("other_person", table.other_person),
        phrases("own_explicit", table.own_explicit),
        phrases("own_implied", table.own_implied),
    )


Written = Annotated[str, Field(min_length=1)]


class _Rules(Table):
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    fillers: frozenset[Written]
    near: frozenset[Annotated[str, Field(pattern=r"^[a-z]{6,}$")]]
    spelling: dict[Written, Written]
    joins: dict[Written, Written]
    groups: dict[Written, Annotated[tuple[Written, ...], Field(min_length=1)]]
    certain_explicit: tuple[Written, ...]
    certain_implied: tuple[Written, ...]
    harmless: tuple[Written, ...]
    other_person: tuple[Written, ...]
    own_explicit: Annotated[tuple[Written, ...], Field(min_length=1)]
    own_implied: Annotated[tuple[Written, ...], Field(min_length=1)]


def _hear(text: str, rules: LanguageRules) -> Concern:
    folded = rules.folding.fold(text)
    words = frozenset(folded.split())
    unquoted = folded.replace(f" {QUOTE}", "")
    if _found(unquoted, words, rules.certain_explicit):
        return Concern.OWN_EXPLICIT
    implied = _found(unquoted, words, rules.certain_implied)
    # What is harmless, and then what is about somebody else, is taken out before the person's own is looked for.
    folded, _ = _taken_out(folded, words, rules.harmless)
    folded, other = _taken_out(folded, words, rules.other_person)
    unquoted = folded.replace(f" {QUOTE}", "")
    if _found(unquoted, words, rules.own_explicit):
        return Concern.OWN_EXPLICIT
    if implied or _found(unquoted, words, rules.own_implied):
        return Concern.OWN_IMPLIED
    return Concern.OTHER_PERSON if other else Concern.NONE


def _found(folded: str, words: frozenset[str], phrases: PhraseBook) -> bool:
    return any(one.ready.search(folded) for one in phrases.possible_in(words))


def _taken_out(folded: str, words: frozenset[str], phrases: PhraseBook) -> tuple[str, bool]:
    count = 0
    for one in phrases.possible_in(words):
        folded, found = one.ready.subn(" _", folded)
        count += found
    return folded, count > 0
