"""Countries in typed words: names in many languages, codes, flags, small slips."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.understanding.geonames import load_cities, spelled
from bot.understanding.reading import AmbiguousPlace
from bot.understanding.tables import facts
from bot.understanding.text import fold

LONGEST = 80
"""Characters of a country; a longer text is none."""
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr", "ru", "ja", "zh", "ar")
"""Languages in which a country's name is known."""


TYPO_FROM = 5
"""Letters from which a misspelt country is recognised: in shorter names one letter is another country."""


TWO_SLIPS_FROM = 9
"""Letters from which two slips are forgiven, of which swapping two neighbours is one."""


def read_country(
    text: str, language: str = "en", *, typos: bool = True
) -> str | AmbiguousPlace | None:
    """Read a country: a name in many languages, a code, a flag, a name with a typo.

    Args:
        text: "UK", "Deutschland", "🇩🇪", "DE", "Germny".
        language: In which the options are named where a name is shared ("Korea").
        typos: Whether a name with a typo counts.

    Returns:
        ISO 3166 alpha-2, or the countries it could be, or None.
    """
    flag = _flag(text)
    if flag:
        return flag if flag in names_in("en") else None
    folded = fold(text[: 4 * LONGEST]).strip(" .,!")
    if not folded or len(folded) > LONGEST:
        return None
    codes = _country_codes(folded, typos=typos)
    if len(codes) == 1:
        return codes[0]
    if codes:
        names = names_in(language)
        return AmbiguousPlace(tuple(names.get(one, one) for one in codes))
    return None


def _flag(text: str) -> str:
    """Return the country of a flag, empty if the text is none: two regional indicator letters."""
    letters = [
        chr(ord(one) - 0x1F1E6 + ord("A"))
        for one in text.strip()
        if "\U0001f1e6" <= one <= "\U0001f1ff"
    ]
    return "".join(letters) if len(letters) == 2 and len(text.strip()) == 2 else ""


def _country_codes(folded: str, *, typos: bool) -> tuple[str, ...]:
    known = _countries()
    exact = (
        known.get(folded)
        or known.get(folded.removeprefix("the "))
        or known.get(folded.replace(".", ""))
    )
    return exact or (_misspelt(folded) if typos else ())


def _misspelt(folded: str) -> tuple[str, ...]:
    """Return the one country whose name is a slip or two away."""
    if len(folded) < TYPO_FROM:
        return ()
    from rapidfuzz import process  # noqa: PLC0415 - 40 ms that most starts need not wait for
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    slips = 2 if len(folded) >= TWO_SLIPS_FROM else 1
    names = [one for one in _countries() if len(one) >= TYPO_FROM]
    close = process.extract(folded, names, scorer=OSA.distance, score_cutoff=slips, limit=8)
    if not close:
        return ()
    nearest = min(distance for _, distance, _ in close)
    # Two countries equally close to a slip: neither.
    codes = {_countries()[name] for name, distance, _ in close if distance == nearest}
    # A city typed where a country was asked for ("Luanda") is no slip of a country ("Ruanda").
    if len(codes) != 1 or any(spelled(one.name) == folded for one in load_cities().find(folded)):
        return ()
    return codes.pop()


@cache
def _countries() -> Mapping[str, tuple[str, ...]]:
    """Return every spelling of every country."""
    known = names_in("en")
    spelled: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for code, name in names_in(language).items():
            spelled.setdefault(fold(name), (code,))
    aliases: Mapping[str, Sequence[str]] = get_global("territory_aliases")
    for alias, codes in aliases.items():
        if len(codes) == 1 and codes[0] in known and alias.isalpha():
            spelled.setdefault(fold(alias), (codes[0],))
    for code in known:
        spelled[code.casefold()] = (code,)
    for name, codes in facts()["country"].items():
        spelled[fold(name)] = tuple(str(one) for one in codes)  # pyright: ignore[reportGeneralTypeIssues,reportUnknownVariableType,reportUnknownArgumentType]
    return spelled


@cache
def names_in(language: str) -> Mapping[str, str]:
    """Return the countries' names in a language, by ISO 3166 alpha-2."""
    try:
        territories = cast(Mapping[str, str], Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        territories = cast(Mapping[str, str], Locale.parse("en").territories)
    # Of CLDR's two-letter codes these are no countries: the EU, the euro zone, the UN, "unknown", pseudo-locales.
    none = {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in none
    }
