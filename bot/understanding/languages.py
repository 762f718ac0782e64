"""Which language words are in, where it is one of those that only days are read in."""

import re

from bot.understanding.tables import tables
from bot.understanding.text import fold, tidy

ENOUGH = 2
"""Words of a language, each another, that make a sentence one of it; a single one may be a name."""
SHARE = 3
"""Of so many words at least one is of it; fewer are a name with its small words."""


def language_of(text: str) -> str | None:
    """Return the code of the language of a sentence that is not English; None where that is in doubt."""
    bare = fold(text).strip(" .,!?¡¿")
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", tidy(text))
    # What is written large inside a sentence is a name ("Una Ho"), or says little.
    small = {fold(one) for number, one in enumerate(words) if not number or one[0].islower()}
    found: list[tuple[int, str]] = []
    for table in tables():
        if bare in table.lists.get("speaks_alone", ()):
            return table.language
        count = len(small & table.lists.get("speaks", frozenset()))
        if count >= ENOUGH and count * SHARE >= len(words):
            found.append((count, table.language))
    return max(found)[1] if found else None
