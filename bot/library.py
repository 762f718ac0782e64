"""Everything read from `bot/content` at start: words and tables, checked before anybody writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.care import Calming, Crisis, DarkRules, load_calming, load_crisis, load_dark_rules
from bot.catalogue import ENGLISH, Words, load_catalogues
from bot.drafts import Phrases, load_phrases
from bot.employer_zones import load_employer_zones
from bot.etiquette import Etiquette, load_etiquette
from bot.intents import Intents, load_intents
from bot.sorting import Sorting, load_sorting


@dataclass(frozen=True, slots=True)
class Library:
    """Words and tables.

    Args:
        words: The languages, by code.
        etiquette: What is right in which country, with sources.
        phrases: What drafts are made of.
        calming: Exercises and the stages of a wait.
        crisis: Lines and directories of human help.
        dark_rules: How dark words are heard.
        intents: What people type instead of commands.
        sorting: Where a sentence of free notes belongs.
        zones: One IANA zone per country, for an employer whose city is unknown.
    """

    words: Mapping[str, Words]
    etiquette: Etiquette
    phrases: Phrases
    calming: Calming
    crisis: Crisis
    dark_rules: DarkRules
    intents: Intents
    sorting: Sorting
    zones: Mapping[str, str]

    def words_in(self, language: str) -> Words:
        """Return the words of a language, English where there is no such language."""
        return self.words.get(language, self.words[ENGLISH])


def load_library() -> Library:
    """Read and check all content.

    Raises:
        ContentError: Something is missing, misspelt or out of range.
    """
    words, calming, crisis = load_catalogues(), load_calming(), load_crisis()
    for language in words.values():
        calming.check_words(language)
        crisis.check_words(language)
    return Library(
        words=words,
        etiquette=load_etiquette(),
        phrases=load_phrases(),
        calming=calming,
        crisis=crisis,
        dark_rules=load_dark_rules(),
        intents=load_intents(),
        sorting=load_sorting(),
        zones=load_employer_zones(),
    )
