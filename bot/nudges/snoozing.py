"""What the person put off: it comes back at the moment they chose, unless its subject is done."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.calendar import out_of_quiet
from bot.interview import Snooze
from bot.journey import Journey
from bot.nudges.after_interview import (
    contacts_done,
    references_done,
    reflection_done,
    thank_you_done,
)
from bot.nudges.case import Case, accepted_at
from bot.nudges.joining import SOFT
from bot.people import Person
from bot.schedule import Nudge, NudgeKey, NudgeKind

_OF_A_WAIT = (NudgeKind.PROMISE, NudgeKind.FOLLOW_UP, NudgeKind.OUTCOME)
"""Kinds that an answer from the employer settles."""


def snoozed(journey: Journey, cases: Iterable[Case]) -> Iterator[Nudge]:
    """Yield what was put off and is still open, each at the moment the person chose."""
    by_interview = {one.interview.id: one for one in cases}
    for snooze in journey.facts.snoozes:
        if _is_open(snooze, journey, by_interview):
            nudge = _at_its_moment(snooze, journey.person)
            if nudge is not None:
                yield nudge


def is_put_off(nudge: Nudge, snoozes: Iterable[Snooze]) -> bool:
    """Say whether a nudge keeps silent because one of its kind was put off beyond it."""
    return any(
        _same_subject(one, nudge.key)
        and nudge.due <= one.until
        and (nudge.due >= one.asked or nudge.key.occurrence == one.occurrence)
        for one in snoozes
    )


def _same_subject(snooze: Snooze, key: NudgeKey) -> bool:
    if snooze.kind != key.kind.value or snooze.interview != key.interview:
        return False
    if key.kind is NudgeKind.TO_SEND:
        return snooze.occurrence == key.occurrence
    return key.kind not in _OF_A_WAIT or snooze.wait == key.wait


def _at_its_moment(snooze: Snooze, person: Person) -> Nudge | None:
    kind = NudgeKind(snooze.kind)
    occurrence = f"{snooze.occurrence}.s{snooze.id}"
    key = NudgeKey(kind, snooze.interview, snooze.wait, occurrence)
    if person.dark_until is None or snooze.until >= person.dark_until:
        return Nudge(key, snooze.until, chosen=True)
    if kind in SOFT:
        return None
    return Nudge(key, out_of_quiet(person.dark_until, person.zone, person.quiet))


def _is_open(snooze: Snooze, journey: Journey, cases: Mapping[str, Case]) -> bool:
    person, kind = journey.person, NudgeKind(snooze.kind)
    if kind is NudgeKind.CALM:
        return person.calm_on and bool(cases)
    if kind is NudgeKind.KEEP_LOOKING:
        accepted = accepted_at(journey)
        return person.weekly_on and (accepted is None or snooze.asked > accepted)
    case = cases.get(snooze.interview or "")
    if case is None or (kind in _OF_A_WAIT and snooze.wait != case.wait.number):
        return False
    done = _DONE.get(kind)
    return done is None or not done(case, snooze)


def _follow_up_done(case: Case, snooze: Snooze) -> bool:
    if case.interview.contact_unwelcome:
        return True
    number = int(snooze.occurrence) if snooze.occurrence.isdecimal() else len(case.follow_ups) + 1
    return len(case.follow_ups) >= number or any(
        one.sent >= snooze.asked for one in case.follow_ups
    )


def _thank_you_done(case: Case, snooze: Snooze) -> bool:
    return case.interview.contact_unwelcome or thank_you_done(case)


def _to_send_done(case: Case, snooze: Snooze) -> bool:
    return not any(one.id == snooze.occurrence and one.sent is None for one in case.to_send)


_DONE: Mapping[NudgeKind, Callable[[Case, Snooze], bool]] = {
    NudgeKind.CONTACTS: lambda case, _: contacts_done(case),
    NudgeKind.REFLECTION: lambda case, _: reflection_done(case),
    NudgeKind.THANK_YOU: _thank_you_done,
    NudgeKind.TO_SEND: _to_send_done,
    NudgeKind.REFERENCES: lambda case, _: references_done(case),
    NudgeKind.FOLLOW_UP: _follow_up_done,
}
