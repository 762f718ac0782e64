"""Several applications told in one sentence: "Hooli, Pied Piper and Initech" are three."""

import re
from functools import cache

from bot.understanding.names import has_role_word
from bot.understanding.tables import longest_first, words_of
from bot.understanding.text import fold, tidy

LONGEST = 500
"""Characters of a line that is taken apart; a longer one is a text."""
MOST_NAME_WORDS = 5
"""Words of one company in a list; more is more likely a sentence."""
FEWEST_WITHOUT_AND = 3
"""Names divided by commas alone that make a list: of two the second is usually the role."""


def split_applied(text: str) -> tuple[str, ...]:
    """Return one line for each company that was named, with the role that was said for all of them.

    Args:
        text: "A and B", "Hooli, Pied Piper and Initech as a data engineer", "Acme, data engineer".

    Returns:
        The lines; the text alone where it names one company, or where "and" may belong to a name or a role.
    """
    line = tidy(text)
    if len(line) > LONGEST:
        return (text,)
    before, companies, after = _around(line.strip(" ,;."))
    names = _names(companies)
    if len(names) < 2 or any(_is_no_name(one) for one in names):
        return (text,)
    return tuple(f"{before}{one}{after}" for one in names)


def _around(line: str) -> tuple[str, str, str]:
    """Cut the role off: before the companies ("cook at A and B") or after them ("A and B as a cook")."""
    at = _any_of("told_at")
    role_first = re.fullmatch(rf"(?P<role>[^,]+?\s(?:{at})\s)(?P<rest>.+)", line, re.IGNORECASE)
    if role_first is not None:
        return role_first["role"], role_first["rest"], ""
    role_last = re.fullmatch(
        rf"(?P<rest>.+?)(?P<role>\s(?:{_any_of('told_for')})\s(?![A-Z]).+)", line
    )
    if role_last is not None:
        return "", role_last["rest"], role_last["role"]
    return "", line, ""


def _names(companies: str) -> list[str]:
    ands = rf"\s+(?:{_any_of('applied_and')})\s+"
    known = _any_of("applied_names")
    whole = re.sub(
        rf"(?<!\w)(?:{known})(?!\w)",
        lambda one: one.group().replace(" ", _GLUE),
        companies,
        flags=re.IGNORECASE,
    )
    names = [
        one.replace(_GLUE, " ").strip()
        for one in re.split(rf",?{ands}|,\s*", whole, flags=re.IGNORECASE)
    ]
    listed = re.search(ands, whole, re.IGNORECASE) is not None
    if not listed and (len(names) < FEWEST_WITHOUT_AND or not all(_is_large(one) for one in names)):
        return [companies]
    return names


def _is_no_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= MOST_NAME_WORDS:
        return True
    # "Smith and Sons", "Acme, Inc.", "sales and marketing".
    return fold(name).strip(".") in words_of("applied_endings") or has_role_word(words[-1])


def _is_large(name: str) -> bool:
    return bool(name) and not name[0].islower()


@cache
def _any_of(name: str) -> str:
    return "|".join(re.escape(one) for one in longest_first(name))


_GLUE = "\x00"
"""Stands for the spaces of a name that holds an "and"; typed text has none."""
