"""People read from what was typed, and recorded; those known already are completed."""

from collections.abc import Sequence
from dataclasses import replace

from bot.interview import Channel, Contact, Interview
from bot.steps import paging
from bot.turn import Turn
from bot.understanding import (
    PersonRead,
    capitalised,
    fold,
    has_role_word,
    may_be_small_name,
    read_people,
)
from bot.understanding.tables import words_of

LONGEST = 4000
"""Characters of a list of people."""
MOST = 25
"""People of one interview; a longer list is more likely a pasted page than a panel."""


def read(turn: Turn, text: str, country: str | None, field: str) -> Sequence[PersonRead]:
    """Read people from a form's field; what is wrong becomes the field's problem."""
    if not text.strip():
        return ()
    if len(text) > LONGEST:
        turn.problem(field, turn.words("contacts.too_long", most=LONGEST))
        return ()
    people = read_people(text, country)
    wrong = problems_of(turn, people)
    if wrong:
        turn.problem(field, wrong)
    elif not people or all(_is_nobody(one) for one in people):
        turn.problem(
            field, turn.words("contacts.nobody", typed=paging.shown(" ".join(text.split())))
        )
    return people


def record(turn: Turn, interview: Interview, people: Sequence[PersonRead]) -> tuple[Contact, ...]:
    """Add those of the people who have a name to an interview, completing those already known by it."""
    recorded: list[Contact] = []
    for one in [one for one in people if one.name][:MOST]:
        met = turn.journey.met_in(interview.id)
        known = next((old for old in met if old.name.casefold() == one.name.casefold()), None)
        name = capitalised(one.name)
        contact = _merge(known or Contact(turn.new_id(), interview.id, name), one)
        turn.put(contact)
        recorded.append(contact)
    return tuple(recorded)


def _merge(contact: Contact, read: PersonRead) -> Contact:
    return replace(
        contact,
        title=read.title or contact.title,
        role=read.role or contact.role,
        email=read.email or contact.email,
        phone=read.phone or contact.phone,
        linkedin=read.linkedin or contact.linkedin,
        decides=contact.decides if read.decides is None else read.decides,
        channel=Channel(read.channel) if read.channel else contact.channel,
        recruiter=read.recruiter or contact.recruiter,
    )


def is_a_name(read: PersonRead) -> bool:
    """Say whether words are surely somebody's name; a half sentence must not become a person.

    A name has a capital or a script without capitals, or comes with an address, a title or a role.
    """
    if read.title or read.email or read.phone or read.linkedin:
        return True
    shaped = any(one.isalpha() and not one.islower() for one in read.name)
    return shaped or (bool(read.role) and may_be_small_name(read.name))


def are_names(text: str, people: Sequence[PersonRead]) -> bool:
    """Say whether all that was read in words is somebody's name, where people were asked for.

    In small letters a single word is too little, unless it is said that it was met: "tom" may be "hm".
    """
    said_so = fold(text).startswith(tuple(f"{one} " for one in words_of("told_met")))
    return all(
        is_a_name(one)
        or (may_be_small_name(one.name) and (said_so or len(people) > 1 or " " in one.name))
        for one in people
    )


def is_sentence(text: str, people: Sequence[PersonRead]) -> bool:
    """Say whether words in small letters tell something of somebody rather than who that is.

    Between a name and a role stands a comma, or the role has a word of work: "dana is the cto", but not
    "tom is called away".
    """
    if text != text.lower() or any(one in text for one in ",;:(@\n"):
        return False
    said_so = fold(text).startswith(tuple(f"{one} " for one in words_of("told_met")))
    return not said_so and any(one.role and not has_role_word(one.role) for one in people)


def without_name(people: Sequence[PersonRead]) -> tuple[str, ...]:
    """Return, as typed, those of the people who were told of without their name."""
    return tuple(
        problem.typed for one in people for problem in one.problems if problem.code == "no_name"
    )


def _is_nobody(read: PersonRead) -> bool:
    return any(one.code == "nobody" for one in read.problems)


def problems_of(turn: Turn, people: Sequence[PersonRead]) -> str:
    """Say which addresses could not be used, empty if none."""
    said = [
        problem
        for one in people
        for problem in one.problems
        if problem.code not in ("no_name", "nobody")
    ]
    return " ".join(turn.words("contacts.wrong_address", typed=one) for one in said)
