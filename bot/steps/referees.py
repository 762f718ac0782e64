"""The people who vouch for the person: one line each, what to mind about them, and the form to change them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.action import Action
from bot.interview import Interview, Referee
from bot.message import Field, FieldKind, Form, Topic
from bot.steps import paging
from bot.steps.interview_form import LONGEST_NAME
from bot.turn import Turn
from bot.understanding import (
    Ambiguous,
    PersonRead,
    Unread,
    capitalised,
    read_day,
    read_email,
    read_people,
    read_phone,
)

STEP = "references"
CONSENT_LASTS = timedelta(days=183)
"""A yes older than half a year is asked for again; our own rule of thumb, no study."""
OFTEN = 3
"""So many uses within `OFTEN_WITHIN` are a lot to ask of one person; our own rule of thumb."""
OFTEN_WITHIN = timedelta(days=60)
LONGEST_AGO = timedelta(days=40 * 366)
"""So far back a yes or a use may lie."""
LONGEST_IN_LIST = 30
"""Characters of a name where several stand in one sentence."""
LONGEST = 4000
"""Characters of a list of people."""


def line(turn: Turn, referee: Referee) -> str:
    """Return one referee in one line: name · how they know the person · how to reach them · consent."""
    return " · ".join((full_name(referee), known(turn, referee)))


def known(turn: Turn, referee: Referee) -> str:
    """Return the same line without the name, to stand below it."""
    words = turn.words
    said = [referee.relation, reach(referee) or words("references.no_address")]
    if referee.agreed is not None:
        said.append(words("references.agreed_on", on=words.day(referee.agreed, turn.today)))
    if referee.last_used is not None:
        said.append(words("references.last_used", on=words.day(referee.last_used, turn.today)))
    return " · ".join(one for one in said if one)


def full_name(referee: Referee) -> str:
    """Return a referee's name with their title."""
    return f"{referee.title} {referee.name}".strip()


def reach(referee: Referee) -> str:
    """Return how a referee is reached, empty if that is unknown."""
    return " · ".join(one for one in (referee.email, referee.phone) if one)


def fact(referee: Referee) -> dict[str, object]:
    """Return a referee as JSON-ready data; what is unknown is absent."""
    known = {
        "name": full_name(referee),
        "relation": referee.relation,
        "email": referee.email,
        "phone": referee.phone,
        "agreed": "" if referee.agreed is None else referee.agreed.isoformat(),
    }
    return {key: value for key, value in known.items() if value}


def labels(turn: Turn, id: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Return a label for each record (a referee or a use), no two alike.

    Args:
        turn: The turn.
        id: Words with a `{name}`.
        names: Whom each record is about, by the record's id.
    """
    return paging.told_apart(
        {record: turn.words(id, name=paging.shown(name)) for record, name in names.items()}
    )


def warnings(turn: Turn, people: Sequence[Referee], *, asked: bool = False) -> list[str]:
    """Say whose consent is unknown or old, and who is asked often, with whose rule that is.

    Args:
        turn: The turn.
        people: Whom to look at.
        asked: Whether unknown consent is being asked for anyway, so that it need not be said.
    """
    words = turn.words
    unknown = [_short(one) for one in people if one.agreed is None and not asked]
    old = [
        words("references.since", name=_short(one), on=words.day(one.agreed, turn.today))
        for one in people
        if one.agreed is not None and turn.today - one.agreed > CONSENT_LASTS
    ]
    often = [
        words.plural("references.times", uses_lately(turn, one), name=_short(one))
        for one in people
        if uses_lately(turn, one) >= OFTEN
    ]
    said: list[str] = []
    if unknown:
        said.append(words("references.never_agreed", names=words.list(unknown)))
    if old:
        said.append(words("references.agreed_long_ago", names=words.list(old)))
    if often:
        said.append(words("references.often", names=words.list(often), days=OFTEN_WITHIN.days))
    return said


def uses_lately(turn: Turn, referee: Referee) -> int:
    """Return for how many interviews a referee was chosen in the last 60 days."""
    return sum(
        1
        for use in turn.journey.facts.uses
        if use.referee == referee.id and turn.now - use.chosen <= OFTEN_WITHIN
    )


def read(turn: Turn, text: str) -> tuple[Sequence[PersonRead], str]:
    """Read referees from words.

    Returns:
        Who is named, and what is wrong with the words, empty if nothing is.
    """
    words = turn.words
    if len(text) > LONGEST:
        return (), words("references.too_long", most=LONGEST)
    people = read_people(text, turn.journey.person.country)
    named = [one for one in people if one.name]
    if any(max(len(one.name), len(one.role)) > LONGEST_NAME for one in named):
        return (), words("references.name_too_long", most=LONGEST_NAME)
    if not named and any(one.email or one.phone for one in people):
        return (), words("references.name_missing")
    wrong = [str(problem) for one in people for problem in one.problems] if named else []
    return named, " ".join(words("references.wrong_address", typed=one) for one in wrong)


def record(turn: Turn, people: Sequence[PersonRead]) -> tuple[Referee, ...]:
    """Keep referees, completing those already known by name."""
    kept: list[Referee] = []
    for one in people:
        earlier = next(
            (
                old
                for old in turn.journey.facts.referees
                if old.name.casefold() == one.name.casefold()
            ),
            None,
        )
        base = earlier or Referee(turn.new_id(), capitalised(one.name))
        referee = replace(
            base,
            title=one.title or base.title,
            relation=one.role or base.relation,
            email=one.email or base.email,
            phone=one.phone or base.phone,
            version=base.version if earlier is None else base.version + 1,
        )
        turn.put(referee)
        kept.append(referee)
    return tuple(kept)


def read_consent(turn: Turn, text: str) -> tuple[Referee, date | str] | None:
    """Read that somebody known agreed ("Mary said yes", "Mary Hill agreed in March").

    Returns:
        Who, and when or what is wrong with the day; None if the words say something else.
    """
    agreed = turn.words("references.typed_agreed")
    found = re.fullmatch(
        rf"(?P<who>.+?)\s+(?:{agreed})\b[\s,]*(?P<day>.*?)[\s.]*", text.strip(), re.IGNORECASE
    )
    if found is None:
        return None
    who = found["who"].casefold()
    known = turn.journey.facts.referees
    called = [one for one in known if who == one.name.casefold()] or [
        one for one in known if who == one.name.split()[0].casefold()
    ]
    if len(called) != 1:
        return None
    day = read_past_day(turn, found["day"]) if found["day"] else turn.today
    if day is None:
        unread = turn.words("references.day_unread", typed=paging.shown(found["day"], 60))
        return called[0], unread
    return called[0], day


def read_past_day(turn: Turn, text: str) -> date | str | None:
    """Read a day that is not to come; a string says what is wrong with it, None that it is no day.

    A month or a year alone stands for its first day: consent is older rather than newer.
    """
    words = turn.words
    for typed in (text, f"in {text}"):
        day = read_day(
            typed, turn.now, turn.zone, towards="past", period="first", most_past=LONGEST_AGO
        )
        if not isinstance(day, Unread):
            break
    if isinstance(day, Unread):
        return None
    if isinstance(day, Ambiguous):
        options = words("add.or").join(words.day(one.wall.date()) for one in day.readings)
        return words("add.two_readings", options=options)
    if day.wall.date() > turn.today:
        return words("references.day_to_come", day=words.day(day.wall.date()))
    return day.wall.date()


def first_page(turn: Turn, referee: Referee, interview: Interview | None) -> Form:
    """Return the form about who a referee is."""
    words = turn.words
    return Form(
        id=Action(STEP, "first", referee.id, str(referee.version)).pack(),
        title=words("references.form"),
        topic=Topic.REFERENCES,
        page=1,
        of=2,
        interview=None if interview is None else interview.id,
        submit=words("add.submit"),
        fields=(
            Field("name", words("references.name"), required=True, value=referee.name),
            Field("title", words("references.how_addressed"), value=referee.title),
            Field(
                "relation",
                words("references.relation"),
                value=referee.relation,
                hint=words("references.relation_hint"),
            ),
            Field("email", words("references.email"), value=referee.email),
            Field("phone", words("references.phone"), value=referee.phone),
        ),
    )


def second_page(turn: Turn, referee: Referee, interview: Interview | None) -> Form:
    """Return the form about when a referee agreed and was last named."""
    words = turn.words
    return Form(
        id=Action(STEP, "second", referee.id, str(referee.version)).pack(),
        title=words("references.form"),
        topic=Topic.REFERENCES,
        page=2,
        of=2,
        interview=None if interview is None else interview.id,
        submit=words("add.submit"),
        fields=(
            Field(
                "agreed",
                words("references.agreed"),
                FieldKind.DATE,
                value="" if referee.agreed is None else referee.agreed.isoformat(),
                hint=words("references.day_hint"),
            ),
            Field(
                "last_used",
                words("references.used"),
                FieldKind.DATE,
                value="" if referee.last_used is None else referee.last_used.isoformat(),
                hint=words("references.day_hint"),
            ),
        ),
    )


def changed_first(turn: Turn, referee: Referee, values: Mapping[str, str]) -> Referee:
    """Return a referee as the first page says; what is wrong becomes a problem of its field."""
    words = turn.words
    texts = {key: " ".join(values.get(key, "").split()) for key in ("name", "title", "relation")}
    if not texts["name"]:
        turn.problem("name", words("references.name_missing"))
    for key, text in texts.items():
        if len(text) > LONGEST_NAME:
            turn.problem(key, words("references.name_too_long", most=LONGEST_NAME))
    email = values.get("email", "").strip()
    if email:
        read = read_email(email)
        if isinstance(read, str):
            email = read
        else:
            turn.problem("email", words("references.wrong_address", typed=paging.shown(email, 60)))
    phone = values.get("phone", "").strip()
    if phone:
        number = read_phone(phone, turn.journey.person.country)
        if isinstance(number, str):
            phone = number
        else:
            turn.problem("phone", words("references.wrong_phone", typed=paging.shown(phone, 60)))
    return replace(referee, **texts, email=email, phone=phone, version=referee.version + 1)


def changed_second(turn: Turn, referee: Referee, values: Mapping[str, str]) -> Referee:
    """Return a referee as the second page says; an emptied day is unknown again."""
    days: dict[str, date | None] = {"agreed": None, "last_used": None}
    for key in days:
        typed = values.get(key, "").strip()
        if not typed:
            continue
        read = read_past_day(turn, typed)
        if isinstance(read, date):
            days[key] = read
        else:
            unread = turn.words("references.day_unread", typed=paging.shown(typed, 60))
            turn.problem(key, read or unread)
    return replace(referee, **days, version=referee.version + 1)


def _short(referee: Referee) -> str:
    return paging.shown(referee.name, LONGEST_IN_LIST)
