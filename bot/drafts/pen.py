"""Writes sentences from recorded facts; one whose fact is missing is left out, never filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.drafts.phrases import Phrases, Registers
from bot.etiquette import Formality
from bot.interview import Contact, Interview


@dataclass(frozen=True, slots=True)
class Missing:
    """A draft that cannot be written yet.

    Args:
        asks: What has to be asked first: `something_they_said`, `somebody_to_write_to`.
    """

    asks: tuple[str, ...]


Facts = Mapping[str, str]
"""Values for placeholders; what is not known is not in it."""


def facts_of(interview: Interview) -> dict[str, str]:
    """Return what every draft about an interview may say."""
    day = spoken_day(interview)
    about = f"the {_lowered(interview.role)} role" if interview.role else "the role"
    return {
        "company": interview.company,
        "about": about,
        "about_first": about[0].upper() + about[1:],
        "at": f" at {interview.company}",
        "on": f" on {day}",
        "on_first": f"On {day}",
    }


def spoken_day(interview: Interview) -> str:
    """Return the day of an interview where it took place: "Friday 20 November"."""
    local = interview.ended.astimezone(ZoneInfo(interview.zone or interview.ended_zone)).date()
    return format_date(local, "EEEE d MMMM", locale="en_GB")


def sentence(template: str, facts: Facts) -> str:
    """Return a sentence with its facts, empty where one of them is missing."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    if names - facts.keys():
        return ""
    return template.format_map(facts)


def sentences(templates: Sequence[str], facts: Facts) -> list[str]:
    """Return those sentences whose facts are all known."""
    return [said for template in templates if (said := sentence(template, facts))]


def in_register(registers: Registers, formality: Formality) -> str:
    """Return the sentence for a tone."""
    chosen: str = getattr(registers, formality)
    return chosen


def salutation(phrases: Phrases, formality: Formality, name: str, title: str = "") -> str:
    """Return the greeting: title and surname only where a title was recorded, else the name as it was given."""
    parts = name.split()
    addressed = f"{title} {parts[-1]}" if title and len(parts) > 1 else f"{title} {name}".strip()
    first = parts[0] if parts else name
    return in_register(phrases.salutation, formality).format(name=addressed, first=first)


def letter(greeting: str, paragraphs: Sequence[str], closing: str) -> str:
    """Return a letter; the person signs it themselves."""
    return "\n\n".join([greeting, *(one for one in paragraphs if one), closing])


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


def _lowered(role: str) -> str:
    """Return a role as it stands inside a sentence; "CTO" and "iOS engineer" keep their letters."""
    first = role.split(" ", 1)[0]
    return role[0].lower() + role[1:] if first[1:].islower() else role
