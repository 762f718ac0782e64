"""Writes sentences from recorded facts; one whose fact is missing is left out, never filled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.drafts.phrases import Phrases, Roles, Tones, placeholders
from bot.drafts.privacy import find_secret
from bot.etiquette import Formality
from bot.interview import Contact, Interview

LONGEST_PART = 120
"""Characters of a name or a role that still reads well inside a sentence."""

_GENDERS = re.compile(r"\s*\((?:[mwfdxih][/|,\s]?)+\)\s*", re.IGNORECASE)
_LEADING = re.compile(r"^(?:(?:from|of|in|at|with|the|a|an|our|their)\s+)+", re.IGNORECASE)
_SAID_WITH_VOWEL = frozenset("AEFHILMNORSX")


@dataclass(frozen=True, slots=True)
class Missing:
    """A draft that cannot be written yet.

    Args:
        asks: What has to be asked first: `something_they_said`, `somebody_to_write_to`.
    """

    asks: tuple[str, ...]


Facts = Mapping[str, str]
"""Values for placeholders; what is not known is not in it."""


def facts_of(interview: Interview, phrases: Phrases) -> dict[str, str]:
    """Return what every draft about an interview may say."""
    day = spoken(day_of(interview, interview.ended))
    role = fit(without_genders(interview.role))
    about = "the role" if not role else f"the {_named(role, phrases.roles)}"
    company = squeezed(interview.company)
    return {
        "company": company,
        "about": about,
        "about_first": about[0].upper() + about[1:],
        "at": f" at {company}",
        "day": day,
        "on": f" on {day}",
        "on_first": f"On {day}",
    }


def day_of(interview: Interview, moment: datetime) -> date:
    """Return the day of a moment (UTC) where the interview took place."""
    return moment.astimezone(ZoneInfo(interview.zone or interview.ended_zone)).date()


def spoken(day: date) -> str:
    """Return a day as it stands in a letter: "Friday 20 November"."""
    return format_date(day, "EEEE d MMMM", locale="en_GB")


def squeezed(text: str) -> str:
    """Return a text on one line, without control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def without_genders(role: str) -> str:
    """Return a role without the "(m/w/d)" that German and Austrian adverts add."""
    return _GENDERS.sub(" ", role)


def fit(text: str, most: int = LONGEST_PART) -> str:
    """Return a name or a role on one line; empty where it is too long or holds a secret."""
    short = squeezed(text).strip(" ,;.!")
    return "" if len(short) > most or find_secret(short) else short


def sentence(template: str, facts: Facts) -> str:
    """Return a sentence with its facts, empty where one of them is missing."""
    if placeholders(template) - facts.keys():
        return ""
    return template.format_map(facts)


def sentences(templates: Sequence[str], facts: Facts) -> list[str]:
    """Return those sentences whose facts are all known."""
    return [said for template in templates if (said := sentence(template, facts))]


def in_tone(tones: Tones, formality: Formality) -> str:
    """Return the sentence for a tone."""
    chosen: str = getattr(tones, formality)
    return chosen


def salutation(
    phrases: Phrases, formality: Formality, name: str, title: str = "", country: str | None = None
) -> str:
    """Return the greeting: a title only where one was recorded, else the name as it was given.

    Args:
        phrases: Sentences.
        formality: Tone.
        name: As typed.
        title: As typed, empty if none; nobody's is guessed.
        country: ISO 3166 alpha-2 of the employer, None if unknown: it says which part is the family name.
    """
    name, title = squeezed(name), squeezed(title)
    if not name or len(name) + len(title) > LONGEST_PART:
        return phrases.salutation.plain
    whole = country in phrases.salutation.whole_name
    addressed = f"{title} {name if whole else _family_name(name)}" if title else name
    parts = name.split()
    first = parts[0] if len(parts) > 1 or not title else addressed
    return in_tone(phrases.salutation, formality).format(name=addressed, first=first)


def letter(greeting: str, paragraphs: Sequence[str], closing: str) -> str:
    """Return a letter; the person signs it themselves."""
    return "\n\n".join([greeting, *(one for one in paragraphs if one), closing])


def points(said: Sequence[str]) -> str:
    """Return what to say on the phone, one point a line."""
    return "\n".join(f"- {one}" for one in said if one)


def addressee(people: Sequence[Contact]) -> Contact | None:
    """Return whom an enquiry goes to: the recruiter in between, else who decides, else who can be reached."""
    for wanted in (
        [one for one in people if one.recruiter],
        [one for one in people if one.decides],
        [one for one in people if one.email],
        list(people),
    ):
        if wanted:
            return wanted[0]
    return None


def work_of(role: str, roles: Roles) -> str:
    """Return a role as it follows "your work": "as head of data", "with the platform team", "in HR".

    Empty where it is not recorded, or more than a plain role.
    """
    plain = _LEADING.sub("", fit(role))
    if not plain or re.search(r"[,;:/|()@\d]", plain):
        return ""
    first, last = plain.split()[0], plain.split()[-1]
    if last.casefold() in roles.groups:
        return f"with the {_lowered(plain, roles)}"
    if plain.casefold() in roles.fields:
        return f"in {plain if plain.isupper() else plain.casefold()}"
    if first.casefold() in roles.single:
        return f"as {_lowered(plain, roles)}"
    if not any(word.casefold().endswith(roles.jobs) for word in plain.split()):
        return ""
    return f"as {_article(first)} {_lowered(plain, roles)}"


def _family_name(name: str) -> str:
    """Return the family name where it is plain which part it is ("van Dijk", "Smith"), else the whole name."""
    parts = name.split()
    if len(parts) == 2:
        return parts[1]
    particle = next((at for at, part in enumerate(parts) if at and part.islower()), None)
    return " ".join(parts[particle:]) if particle is not None else name


def _named(role: str, roles: Roles) -> str:
    """Return a role with the word "role" after it, unless it ends in such a word itself."""
    shown = _lowered(role, roles)
    return shown if role.rsplit(maxsplit=1)[-1].casefold() in roles.named else f"{shown} role"


def _lowered(role: str, roles: Roles) -> str:
    """Return a role as it stands inside a sentence; "Java developer" and "Head of Data" keep their capitals."""
    first, *others = role.split()
    written_small = all(one.islower() or one.isupper() or not one.isalpha() for one in others)
    if first.casefold() in roles.common and written_small:
        return " ".join([first.casefold(), *others])
    return role


def _article(word: str) -> str:
    if word.isupper():
        return "an" if word[0] in _SAID_WITH_VOWEL else "a"
    small = word.casefold()
    return "an" if small[0] in "aeiou" and not small.startswith(("uni", "use", "eu")) else "a"
