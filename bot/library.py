"""Everything read from `bot/content` at start: words and tables, checked before anybody writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalogue import ENGLISH, Words, load_catalogues


@dataclass(frozen=True, slots=True)
class Library:
    """Words and tables.

    Args:
        words: The languages, by code.
    """

    words: Mapping[str, Words]

    def words_in(self, language: str) -> Words:
        """Return the words of a language, English where there is no such language."""
        return self.words.get(language, self.words[ENGLISH])


def load_library() -> Library:
    """Read and check all content.

    Raises:
        ContentError: Something is missing, misspelt or out of range.
    """
    return Library(words=load_catalogues())
