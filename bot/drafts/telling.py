"""Turns a line of notes into something said to somebody: "Dana leads the team" becomes "you lead the team".

What cannot be turned safely is left out; grammar is guessed at only where a wrong guess still reads well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.drafts.phrases import Inside
from bot.drafts.privacy import about_oneself
from bot.interview import Contact

_AND_THEN = re.compile(r"\b(?:and|but|then|or)\s+(\w+)")


class Form(StrEnum):
    """How something from the notes fits into a sentence."""

    TOPIC = "topic"
    SAID = "said"
    LINE = "line"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something from the notes, ready to be said to somebody.

    Args:
        form: After "about", after "that", after a colon, or as a question.
        text: As said to them.
        spoken: As it was written, for the points of a call.
    """

    form: Form
    text: str
    spoken: str


def to_anybody(line: str, inside: Inside, *, recruiter: bool = False) -> Recorded | None:
    """Return a line that names nobody, as it is said to somebody at the employer."""
    matter = _matter(line, inside)
    if matter is not None and _begins(line, inside.about) is not None:
        return Recorded(Form.TOPIC, matter, line)
    if about_oneself(line) or _speaks_of_others(line, inside):
        return None
    first, _, rest = line.partition(" ")
    if first in inside.they and rest and not recruiter:
        said = f"{inside.they[first]} {_swapped(rest, inside.their)}"
        return Recorded(Form.SAID, said, line)
    if first in inside.their and rest and not recruiter:
        return Recorded(Form.LINE, f"{inside.their[first]} {rest}", line)
    return Recorded(_form(line, inside), _small(line, inside), line)


def to_them(line: str, contact: Contact, inside: Inside) -> Recorded | None:
    """Return a line about somebody as it is said to them; None where it cannot be turned safely."""
    if about_oneself(_without_opening(line)):
        return None
    for called in _called(contact):
        opening = _begins(line, [one.format(name=called) for one in inside.with_them])
        if opening:
            return _told(Form.TOPIC, _small(opening, inside), line, inside)
        if not line.startswith(called):
            continue
        rest = line.removeprefix(called)
        after_colon = re.match(r"\s*(?::|\s[-–—]\s)\s*(.+)", rest)
        if after_colon:
            return _after_colon(after_colon[1], line, inside)
        if re.match(r"\s+\w", rest):
            return _after_name(rest.strip(), line, inside)
    return None


def wanted(line: str, inside: Inside) -> str | None:
    """Return a line as it is said to a referee, None where it speaks of oneself or of people they do not know."""
    return None if about_oneself(line) or _speaks_of_others(line, inside) else _small(line, inside)


def names(line: str, contact: Contact) -> bool:
    """Say whether a line names somebody, by any part of the name that begins or ends it."""
    return any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", line) for part in _called(contact))


def _after_colon(text: str, line: str, inside: Inside) -> Recorded | None:
    """Turn "Dana: moving to Kafka", "Dana: asked about Spark", "Dana: she leads the team"."""
    matter = _matter(text, inside)
    if matter is not None:
        return _told(Form.TOPIC, matter, line, inside)
    first, _, rest = text.partition(" ")
    if first.casefold() in ("he", "she", "they") and rest:
        return _what_they_did(rest, line, inside) if _is_verb(rest, inside) else None
    if _is_verb(text, inside):
        return _what_they_did(text, line, inside)
    return _told(Form.LINE, _small(text, inside), line, inside)


def _after_name(text: str, line: str, inside: Inside) -> Recorded | None:
    """Turn "Dana teaches Kafka": right after a name a word in "-s" is hardly ever anything but a verb."""
    first = text.split(maxsplit=1)[0].casefold()
    if _is_verb(text, inside) or _is_present(first, inside) or _begins(text, inside.about):
        return _what_they_did(text, line, inside)
    return None


def _what_they_did(text: str, line: str, inside: Inside) -> Recorded | None:
    """Turn "leads the team" into "you lead the team", "told me about Kafka" into a topic."""
    about = _begins(text, inside.about)
    if about:
        return _told(Form.TOPIC, _small(about, inside), line, inside)
    first, _, rest = text.partition(" ")
    verb = _second_person(first, inside)
    if any(_is_present(one, inside) for one in _AND_THEN.findall(rest)):
        # "leads the team and owns the roadmap": the second verb may as well be a noun.
        return None
    return _told(Form.SAID, f"you {verb} {rest}".strip(), line, inside)


def _told(form: Form, text: str, line: str, inside: Inside) -> Recorded | None:
    own = _swapped(text, inside.their_own)
    first, second, *rest = [*own.split(" "), ""]
    if form is Form.TOPIC and first in inside.matters and second == "they":
        # "how they use Kafka"; further on "they" may be anybody.
        own = " ".join([first, "you", *rest]).strip()
    return None if _speaks_of_others(own, inside) else Recorded(form, own, line)


def _matter(text: str, inside: Inside) -> str | None:
    """Return what can stand after "about", None where a text is more than that."""
    opening = _begins(text, inside.about)
    if opening:
        return _small(opening, inside)
    words = text.split()
    first = words[0].casefold()
    if first in inside.matters or (first.endswith("ing") and len(first) > 4):
        return _small(text, inside)
    if len(words) <= 4 and not _is_verb(text, inside) and first not in ("he", "she", "they", "i"):
        return _small(text, inside)
    return None


def _begins(text: str, openings: Iterable[str]) -> str | None:
    """Return what follows one of some openings, None where a text begins otherwise."""
    for opening in openings:
        if text.casefold().startswith(f"{opening.casefold()} "):
            return text[len(opening) + 1 :].strip() or None
    return None


def _without_opening(line: str) -> str:
    """Return a line without the "I" of "I talked with Dana about Kafka"."""
    return line.removeprefix("I ")


def _form(line: str, inside: Inside) -> Form:
    """Return whether a line is a sentence of its own or just a few words."""
    words = [word.casefold() for word in re.findall(r"[\w'’]+", line)]
    verb = next((at for at, word in enumerate(words) if word in inside.verbs), 0)
    return Form.SAID if verb and not inside.before_verb & set(words[:verb]) else Form.LINE


def _is_verb(text: str, inside: Inside) -> bool:
    words = text.split()
    first = words[0].casefold()
    if first in inside.past or first in inside.present or (first.endswith("ed") and len(first) > 3):
        return True
    follows = words[1].casefold() if len(words) > 1 else ""
    return _is_present(first, inside) and (follows in inside.after_verb or follows.endswith("s"))


def _is_present(word: str, inside: Inside) -> bool:
    return word in inside.present or (
        word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us"))
    )


def _second_person(verb: str, inside: Inside) -> str:
    """Return a verb as it follows "you": "leads" becomes "lead", "asked" stays."""
    small = verb.casefold()
    if small in inside.present:
        return inside.present[small]
    if small in inside.past or not _is_present(small, inside):
        return small
    if re.search(r"(?:ch|sh|ss|x|o)es$", small):
        return small[:-2]
    if small.endswith("ies") and len(small) > 4:
        return small[:-3] + "y"
    return small[:-1]


def _swapped(text: str, words: Mapping[str, str]) -> str:
    """Return a text with some words replaced where another word follows them ("her team", not "asked her")."""
    for old, new in words.items():
        text = re.sub(rf"\b{old}\b(?=\s+\w)", new, text)
    return text


def _speaks_of_others(text: str, inside: Inside) -> bool:
    said = re.findall(r"\w+", text.casefold())
    return any(word in inside.about_others for word in said)


def _small(text: str, inside: Inside) -> str:
    """Return a text as it stands inside a sentence: its first word small unless it may be a name."""
    first, space, rest = text.partition(" ")
    return f"{first[0].lower()}{first[1:]}{space}{rest}" if first in inside.starters else text


def _called(contact: Contact) -> list[str]:
    parts = contact.name.split()
    if not parts:
        return []
    called = [contact.name, *parts[:1], *parts[-1:]]
    called += [f"{contact.title} {part}" for part in (contact.name, parts[-1]) if contact.title]
    return sorted(dict.fromkeys(called), key=len, reverse=True)
