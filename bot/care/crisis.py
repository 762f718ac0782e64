"""Help by people, for somebody in the dark: lines of their own country, and directories for every other.

A number is never made, guessed or changed here: it is shown as it stands in `content/crisis.toml`, with its date.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.care.dark_words import Concern
from bot.care.tables import Table, content, demand_words, read
from bot.catalogue import Words

NAME = "crisis.toml"

_OPENINGS = {
    Concern.OWN_EXPLICIT: "care.own_explicit",
    Concern.OWN_IMPLIED: "care.own_implied",
    Concern.OTHER_PERSON: "care.other_person",
}
_SENTENCES = frozenset(
    {
        *_OPENINGS.values(),
        "care.again",
        "care.checked",
        "care.country_unknown",
        "care.directory",
        "care.emergency",
        "care.emergency_other",
        "care.field_unsaved",
        "care.form_unsaved",
        "care.line",
        "care.no_line",
        "care.other_advice",
        "care.named",
        "care.pause",
        "care.program",
        "care.still_here",
    }
)


class Line(Table):
    """A line that people answer.

    Args:
        country: ISO 3166 alpha-2 of where it can be called.
        name: What it is called there.
        numbers: As its source prints them.
        note: Id of the sentence that says when, how and in which language.
        basis: `checked`: the source says when it checked the entry; `named`: it only names the number.
        checked: That day, or the day the list was made.
        source: Where it was found.
    """

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    name: Annotated[str, Field(min_length=1)]
    # A plus sign is refused: the international forms in circulation are mangled (see the file).
    numbers: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[0-9]+(?:[ -][0-9]+)*$")], ...], Field(min_length=1)
    ]
    note: Annotated[str, Field(pattern=r"^care\.note_\w+$")]
    basis: Literal["checked", "named"]
    checked: date
    source: Annotated[str, Field(pattern=r"^https://")]

    @property
    def contact(self) -> str:
        """The numbers, one after another."""
        return " / ".join(self.numbers)


class Directory(Table):
    """A place that knows the lines of many countries."""

    name: Annotated[str, Field(min_length=1)]
    link: Annotated[str, Field(pattern=r"^https://")]
    source: Annotated[str, Field(pattern=r"^https?://")]


class Crisis(Table):
    """All lines and directories.

    Args:
        only_where_checked, only_in: A number that is reserved in many countries and answered in few.
    """

    only_where_checked: str
    only_in: frozenset[str]
    directories: Annotated[tuple[Directory, ...], Field(min_length=1)]
    lines: tuple[Line, ...]

    @model_validator(mode="after")
    def _reserved_number_only_where_answered(self) -> "Crisis":
        for line in self.lines:
            if self.only_where_checked in line.numbers and line.country not in self.only_in:
                raise ValueError(
                    f"{self.only_where_checked} only in {sorted(self.only_in)}, not in {line.country}"
                )
        return self

    def check_words(self, words: Words) -> None:
        """Check that there is a sentence for everything this can say.

        Raises:
            ContentError: One is missing.
        """
        demand_words(NAME, _SENTENCES | {line.note for line in self.lines}, words)


@dataclass(frozen=True, slots=True)
class Help:
    """Where somebody finds people to talk to.

    Args:
        lines: Lines of the country they gave as their own; empty where none is known.
        directories: Always shown, for a line may be engaged, closed or gone.
        country_known: Whether they gave a country at all.
    """

    lines: tuple[Line, ...]
    directories: tuple[Directory, ...]
    country_known: bool


def help_for(country: str | None, crisis: Crisis) -> Help:
    """Return help for the country somebody gave as their own.

    Args:
        country: ISO 3166 alpha-2, None if they gave none; never an employer's.
        crisis: What there is.
    """
    lines = tuple(line for line in crisis.lines if line.country == country)
    return Help(lines, crisis.directories, country is not None)


def paragraphs(
    concern: Concern, country: str | None, crisis: Crisis, words: Words, *, again: bool = False
) -> tuple[str, ...]:
    """Return the whole answer to dark words.

    First that they were heard, then the emergency number before any other, then lines and directories, then
    what answers here and what happens next.

    Args:
        concern: Any but `NONE`.
        country: The person's own, None if they gave none.
        crisis: What there is.
        words: Their language.
        again: Whether dark words of their own were answered within the last 72 hours.
    """
    other = concern is Concern.OTHER_PERSON
    opening = "care.again" if again and not other else _OPENINGS[concern]
    return (
        words(opening),
        words("care.emergency_other" if other else "care.emergency"),
        *_people(help_for(country, crisis), words),
        words("care.other_advice" if other else "care.program"),
        words("care.program" if other else "care.pause"),
    )


def reminder(country: str | None, crisis: Crisis, words: Words) -> tuple[str, ...]:
    """Return the short offer that stays under everything said in the 72 hours after dark words.

    Args:
        country: The person's own, None if they gave none.
        crisis: What there is.
        words: Their language.
    """
    return (words("care.still_here"), *listeners(country, crisis, words))


def listeners(country: str | None, crisis: Crisis, words: Words) -> tuple[str, ...]:
    """Return where people can be talked to, a line each; arguments as for `reminder`."""
    return _people(help_for(country, crisis), words, short=True)


def load_crisis() -> Crisis:
    """Read lines and directories.

    Raises:
        ContentError: One is misspelt, or its number is not as a source prints it.
    """
    return parse_crisis(content(NAME))


def parse_crisis(text: str) -> Crisis:
    """Return lines and directories from TOML.

    Raises:
        ContentError: See `load_crisis`.
    """
    return read(Crisis, NAME, text)


def _people(found: Help, words: Words, *, short: bool = False) -> tuple[str, ...]:
    lines = tuple(_line(line, words) for line in found.lines)
    directories = tuple(
        words("care.directory", name=one.name, link=one.link) for one in found.directories
    )
    if short:
        return lines or directories[:1]
    if not found.country_known:
        return (words("care.country_unknown"), *directories)
    return (*(lines or (words("care.no_line"),)), *directories)


def _line(line: Line, words: Words) -> str:
    dated = words(
        "care.checked" if line.basis == "checked" else "care.named", day=words.day(line.checked)
    )
    return words(
        "care.line", name=line.name, contact=line.contact, note=words(line.note), checked=dated
    )
