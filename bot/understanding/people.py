"""People in one line: "Dr Dana Smith, head of data, dana@acme.de, and Lee from platform"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.understanding.addresses import read_email, read_linkedin, read_phone
from bot.understanding.names import (
    after_from,
    has_role_word,
    is_nameless,
    is_only_role,
    is_unknown,
    looks_like_name,
    name_told,
    recruits,
    split_from,
    split_role,
    split_title,
    without_article,
)
from bot.understanding.reading import Problem
from bot.understanding.tables import longest_first, words_of
from bot.understanding.text import fold, tidy

LONGEST = 4000
"""Characters of a list of people."""
LONGEST_NAME = 120
MOST_NAME_WORDS = 6
"""Words of a name; longer is more likely a sentence."""


@dataclass(frozen=True, slots=True)
class PersonRead:
    """Somebody read from words.

    Args:
        name: Without the title; empty where somebody without a name was told of.
        title: How they are addressed ("Prof. Dr.").
        role: What they do, as typed.
        email, phone, linkedin, postal: How to reach them, empty if unknown.
        decides: Whether they decide, None if not said.
        channel: `email`, `phone`, `linkedin` or `card`: how they like to be reached, None if not said.
        recruiter: Whether they stand between person and employer.
        problems: What could not be used, or is missing: `invalid_email`, `invalid_phone`, `no_name`,
            `nobody` (words that tell of no people at all).
    """

    name: str = ""
    title: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    postal: str = ""
    decides: bool | None = None
    channel: str | None = None
    recruiter: bool = False
    problems: tuple[Problem, ...] = field(default=())


def read_people(text: str, country: str | None = None) -> tuple[PersonRead, ...]:
    """Read people from one line or several.

    Args:
        text: Names with what belongs to each; commas, semicolons, lines, "and" and brackets divide.
        country: ISO 3166 alpha-2 in which telephone numbers without a country code are dialled.

    Returns:
        Everybody named, in order. Somebody without a name comes with an empty one and the problem `no_name`,
        a mistyped address as a problem of whom it belongs to.
    """
    if len(text) > LONGEST:
        return (PersonRead(problems=(Problem("too_long", tidy(text[:60])),)),)
    people: list[PersonRead] = []
    for line in re.split(r"[\n\r;]+|(?:^|\s)[•*▪]\s", text):
        people += _in_line(tidy(line), country)
    return tuple(people)


def names_unknown(text: str) -> bool:
    """Say whether words tell that the names are not known: "I don't know their names"."""
    return is_unknown(text)


# --- A line into fields ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """A piece of a line.

    Args:
        text: The piece.
        address: `email`, `phone`, `linkedin` or empty.
        after_and: Whether "and" stands before it.
        aside: Whether it stands in brackets, and so belongs to whom it follows.
    """

    text: str
    address: str = ""
    after_and: bool = False
    aside: bool = False


_ADDRESS = re.compile(
    r"(?P<linkedin>(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/[\w%./-]+(?:\?\S*)?)"
    r"|(?P<email>(?:mailto:)?[^\s,;<>()\[\]|]*@[^\s,;<>()\[\]|]*)"
    r"|(?P<phone>(?<![\w@])(?:\+\s?)?\(?\d[\d\s()./-]{4,}\d(?:\s?(?:ext|x)\.?\s?\d{1,6})?)",
    re.IGNORECASE,
)
_DIVIDER = re.compile(r"\s*(?:,|、|，|،|\||·|/(?=\s)|(?<=\s)-(?=\s)|:(?=\s))\s*")


def _in_line(line: str, country: str | None) -> list[PersonRead]:
    if is_unknown(line):
        return []
    for opening in longest_first("lead_in"):
        if fold(line[: len(opening) + 1]) == opening or line.casefold().startswith(f"{opening} "):
            line = line[len(opening) :].strip()
            break
    line = re.sub(r"^(?:\d{1,2}[.)]|[-–])\s+", "", line)
    if not line or fold(line).strip(" .!") in words_of("nobody"):
        return []
    fields = list(_fields(line))
    lower = line == line.lower()
    people: list[PersonRead] = []
    for one in fields:
        _take(people, one, country, lower)
    return [_named(one, line) for one in people if one != PersonRead()]


def _fields(line: str) -> Iterator[_Field]:
    """Yield the pieces of a line: addresses, what is in brackets, and what commas and "and" divide."""
    start = 0
    for found in re.finditer(r"\(([^()]*)\)", line):
        # "(0)" is part of a telephone number.
        if re.fullmatch(r"[\d\s+/-]*", found[1]):
            continue
        yield from _outside(line[start : found.start()])
        yield from (replace(one, aside=True, after_and=False) for one in _outside(found[1]))
        start = found.end()
    yield from _outside(line[start:])


def _outside(text: str) -> Iterator[_Field]:
    start = 0
    for found in _ADDRESS.finditer(text):
        yield from _divided(text[start : found.start()])
        yield _Field(found.group().strip(" <>.,"), found.lastgroup or "")
        start = found.end()
    yield from _divided(text[start:])


def _divided(text: str) -> Iterator[_Field]:
    words = "|".join(re.escape(one) for one in longest_first("and"))
    for piece in _DIVIDER.split(text):
        # The first word of what follows "and" decides whether it is another person.
        parts = re.split(rf"(?:^|\s+)(?:{words})(?=\s|$)\s*", f"{piece}", flags=re.IGNORECASE)
        joined = parts[0]
        first = True
        for part in parts[1:]:
            if joined and _goes_on(joined, part):
                joined = f"{joined} and {part}"
                continue
            if joined.strip(" <>."):
                yield _Field(joined.strip(" <>"), after_and=not first)
            joined, first = part, False
        if joined.strip(" <>."):
            yield _Field(joined.strip(" <>"), after_and=not first)


def _goes_on(before: str, after: str) -> bool:
    """Say whether "and" joins two halves of a role: "head of sales and marketing"."""
    first = fold(after).split()[:1]
    return bool(first) and first[0] in words_of("role") and has_role_word(before)


# --- Fields into people ---------------------------------------------------------------------------


def _take(people: list[PersonRead], piece: _Field, country: str | None, lower: bool) -> None:  # noqa: FBT001
    """Add a piece to the person it belongs to, or begin the next one."""
    if piece.address:
        _add(people, _addressed(piece, country))
        return
    said = _said_of(piece.text)
    if said is not None:
        _add(people, said)
        return
    text = _unlabelled(piece.text)
    if not text:
        return
    text = name_told(text)
    if is_nameless(text) or _is_another(people, piece, text):
        role = without_article(after_from(text) or ("" if is_nameless(text) else text))
        people.append(
            PersonRead(role=role, recruiter=recruits(text), problems=(Problem("no_name", text),))
        )
        return
    if has_role_word(text):
        text = without_article(text)
    if piece.aside or not _begins(people, piece, text, lower):
        _add(people, PersonRead(role=without_article(text), recruiter=recruits(text)))
        return
    person = _person(text)
    last = people[-1] if people else None
    if last is not None and not last.name and not _known_nameless(last) and not piece.after_and:
        people[-1] = _merged(person, last)
    else:
        people.append(person)


def _is_another(people: Sequence[PersonRead], piece: _Field, text: str) -> bool:
    """Say whether "and her boss" tells of somebody more, and not of what the one before does."""
    # Folded, a lone mark like a cedilla leaves nothing.
    first = fold(text).partition(" ")[0]
    return (
        piece.after_and
        and bool(people)
        and bool(people[-1].name)
        and first in words_of("article")
        and is_only_role(text)
    )


def _begins(people: Sequence[PersonRead], piece: _Field, text: str, lower: bool) -> bool:  # noqa: FBT001
    """Say whether a piece of words is a name, and not the role of whoever came before."""
    name, role = split_from(text)
    if (
        len(name.split()) > MOST_NAME_WORDS
        or len(name) > LONGEST_NAME
        or not any(one.isalpha() for one in name)
    ):
        return False
    if any(fold(one).strip(".!?") in words_of("not_names") for one in name.split()):
        return False
    if split_title(text)[0]:
        return True
    if is_only_role(name):
        return False
    if not people or not people[-1].name:
        # "The head of data, Dana Smith": the first piece is a role, so the name is still to come.
        return not (has_role_word(name) and not split_role(name)[0])
    if piece.after_and:
        return not is_only_role(name)
    if has_role_word(name) and not split_role(name)[0]:
        return False
    if lower:
        return bool(role) or not has_role_word(name)
    return looks_like_name(name)


def _person(text: str) -> PersonRead:
    title, rest = split_title(text)
    name, role = split_from(rest)
    name, more = split_role(name)
    role = ", ".join(one for one in (without_article(more), without_article(role)) if one)
    return PersonRead(name=name.strip(" .,:"), title=title, role=role, recruiter=recruits(role))


def _unlabelled(text: str) -> str:
    """Take the label of an address off ("e-mail:"), which stays behind when the address is cut out."""
    text = text.strip(" :.–-")
    labels = longest_first("label")
    for one in labels:
        if fold(text) == one:
            return ""
        if fold(text).endswith(f" {one}") and len(one) > 2:
            return text[: -len(one)].strip(" :,.")
    return text


# --- What is said of somebody ---------------------------------------------------------------------


def _said_of(text: str) -> PersonRead | None:
    """Read "decides", "prefers phone", "recruiter"; None if it is none of these."""
    folded = fold(text).strip(" .!")
    if folded in words_of("decides_not"):
        return PersonRead(decides=False)
    if folded in words_of("decides"):
        return PersonRead(decides=True)
    for one in longest_first("prefers"):
        if folded.startswith(f"{one} "):
            channel = _channel(folded[len(one) + 1 :])
            if channel:
                return PersonRead(channel=channel)
    for ending in (" only", " preferred", " please"):
        if folded.endswith(ending) and (channel := _channel(folded.removesuffix(ending))):
            return PersonRead(channel=channel)
    return None


def _channel(text: str) -> str | None:
    for name in ("email", "phone", "linkedin", "card"):
        if any(text == one or text.startswith(f"{one} ") for one in words_of(f"channel_{name}")):
            return name
    return None


def _addressed(piece: _Field, country: str | None) -> PersonRead:
    match piece.address:
        case "email":
            read = read_email(piece.text)
            return PersonRead(email=read) if isinstance(read, str) else PersonRead(problems=(read,))
        case "linkedin":
            read = read_linkedin(piece.text)
            return (
                PersonRead(linkedin=read) if isinstance(read, str) else PersonRead(problems=(read,))
            )
        case _:
            read = read_phone(piece.text, country)
            return PersonRead(phone=read) if isinstance(read, str) else PersonRead(problems=(read,))


# --- Putting together -----------------------------------------------------------------------------


def _add(people: list[PersonRead], more: PersonRead) -> None:
    if people:
        people[-1] = _merged(people[-1], more)
    else:
        people.append(more)


def _merged(person: PersonRead, more: PersonRead) -> PersonRead:
    return PersonRead(
        name=person.name or more.name,
        title=person.title or more.title,
        role=", ".join(one for one in (person.role, more.role) if one),
        email=person.email or more.email,
        phone=person.phone or more.phone,
        linkedin=person.linkedin or more.linkedin,
        postal=person.postal or more.postal,
        decides=person.decides if more.decides is None else more.decides,
        channel=more.channel or person.channel,
        recruiter=person.recruiter or more.recruiter,
        problems=(*person.problems, *more.problems),
    )


def _named(person: PersonRead, line: str) -> PersonRead:
    if person.name or _known_nameless(person):
        return person
    told = bool(person.role) and has_role_word(person.role) and not _is_a_sentence(person.role)
    code = "no_name" if told or person.email or person.phone or person.linkedin else "nobody"
    return replace(
        person, problems=(*person.problems, Problem(code, person.role if told else line))
    )


def _is_a_sentence(text: str) -> bool:
    return any(fold(one).strip(".!?,") in words_of("not_names") for one in text.split()[1:2]) or (
        fold(text).split(maxsplit=1)[0] in words_of("not_names") - words_of("article")
    )


def _known_nameless(person: PersonRead) -> bool:
    return any(one.code == "no_name" for one in person.problems)
