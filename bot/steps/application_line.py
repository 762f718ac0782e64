"""One application read from one typed line: which company, and for what."""

import re
from dataclasses import dataclass
from functools import cache

from bot.catalogue import Words

LONGEST = 500
"""Characters of a line that is taken apart; a longer one is a text, and is handed back whole."""
_LEGAL_FORMS = ("inc", "llc", "ltd", "plc", "corp", "co", "gmbh", "ag", "sa", "bv")


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """What a line says; the role is empty where it names none."""

    company: str
    role: str

    @property
    def title(self) -> str:
        """Return it as shown: the company, then the role."""
        return line_title(self.company, self.role)


def line_title(company: str, role: str) -> str:
    """Return an application as shown: the company, then the role if it is known."""
    return ", ".join(one for one in (company, role) if one)


def read_application(words: Words, typed: str) -> ApplicationLine:
    """Read "Acme, data engineer", "Acme as data engineer" or "data engineer at Acme"."""
    text = " ".join(typed.split()).strip(" ,;-–•*·")
    if len(text) > LONGEST:
        return ApplicationLine(text, "")
    before_role = alternatives(words("keep_looking.typed_as"))
    before_company = alternatives(words("keep_looking.typed_at"))
    turned = re.fullmatch(rf"([^,]+?)\s+(?:{before_company})\s+(.+)", text, re.IGNORECASE)
    if turned is not None:
        return ApplicationLine(turned[2], turned[1])
    for between in (r",\s*", rf"\s+(?:{before_role})\s+", r"\s+[-–|]\s+|:\s+"):
        parts = re.split(between, text, maxsplit=1, flags=re.IGNORECASE)
        if len(parts) == 2:
            return _joined_form(*parts)
    return ApplicationLine(text, "")


@cache
def alternatives(words: str) -> str:
    """Return a catalogue's words, separated by `|`, as a pattern for any of them, longest first."""
    return "|".join(re.escape(one) for one in sorted(words.split("|"), key=len, reverse=True))


def _joined_form(company: str, role: str) -> ApplicationLine:
    """Give "Inc." and its like back to the company it was cut from."""
    form, _, rest = role.partition(",")
    if form.strip(" .").casefold() in _LEGAL_FORMS:
        return ApplicationLine(f"{company}, {form.strip()}", rest.strip())
    return ApplicationLine(company.strip(), role.strip())
