"""What follows from the end of an interview: people, notes, thanks, what was promised, referees."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import WorkingDays, out_of_quiet
from bot.interview import Step, Thanks
from bot.nudges.case import Case
from bot.nudges.wish import Wish, on_the_clock
from bot.people import Person
from bot.schedule import NudgeKey, NudgeKind

# Every figure here is from the table "When the bot speaks up by itself" in the journey's rules.
CONTACTS_AFTER = timedelta(hours=1)
CONTACTS_LATEST = timedelta(hours=24)
REFLECTION_AFTER = timedelta(hours=1)
REFLECTION_AGAIN = time(9)
REFLECTION_LATEST = timedelta(hours=48)
THANK_YOU_AFTER = timedelta(hours=3)
THANK_YOU_AGAIN = timedelta(hours=22)
THANK_YOU_LAST = timedelta(hours=72)
TO_SEND_AT = time(9)
REFERENCES_AT = time(10)
REFERENCES_AGAIN_DAYS = 2

THANKED_MORE_THAN_ONCE = ("expected", "welcome")
"""Where a thank-you note may be brought up again; elsewhere once is enough."""
REFEREES_UNUSUAL = ("certificates", "rare")
"""Where references are only brought up if the person has referees at all."""


def after_interview(case: Case, person: Person) -> Iterator[Wish]:
    """Yield what one interview asks for, apart from the wait for an answer."""
    yield from _contacts(case)
    yield from _reflection(case, person)
    yield from _thank_you(case, person)
    yield from _to_send(case, person)
    yield from _references(case, person)


def contacts_done(case: Case) -> bool:
    """Say whether nobody needs to ask any more whom the person met."""
    return bool(case.contacts) or Step.CONTACTS in case.interview.skipped


def reflection_done(case: Case) -> bool:
    """Say whether notes were written or set aside."""
    return case.noted or Step.REFLECTION in case.interview.skipped


def thank_you_done(case: Case) -> bool:
    """Say whether nobody is left to thank; with nobody recorded there still is."""
    settled = bool(case.contacts) and all(one.thanks is not Thanks.OPEN for one in case.contacts)
    return settled or Step.THANK_YOU in case.interview.skipped


def references_done(case: Case) -> bool:
    """Say whether every chosen referee was told, or the person says there are none."""
    told = bool(case.uses) and not _untold(case)
    return told or Step.REFERENCES in case.interview.skipped


def _contacts(case: Case) -> Iterator[Wish]:
    if not contacts_done(case):
        yield _after_end(case, NudgeKind.CONTACTS, "1", CONTACTS_AFTER, CONTACTS_LATEST)


def _reflection(case: Case, person: Person) -> Iterator[Wish]:
    if reflection_done(case):
        return
    yield _after_end(case, NudgeKind.REFLECTION, "1", REFLECTION_AFTER, REFLECTION_LATEST)
    interview = case.interview
    next_day = interview.ended.astimezone(ZoneInfo(person.zone)).date() + timedelta(days=1)
    again = on_the_clock(
        NudgeKey(NudgeKind.REFLECTION, interview.id, occurrence="2"),
        datetime.combine(next_day, REFLECTION_AGAIN),
        person.zone,
        interview.logged,
    )
    yield replace(again, latest=interview.ended + REFLECTION_LATEST)


def _thank_you(case: Case, person: Person) -> Iterator[Wish]:
    interview = case.interview
    if interview.contact_unwelcome or thank_you_done(case):
        return
    custom = case.customs.thank_you
    if custom == "unusual" and Step.THANK_YOU not in interview.opened:
        return
    again = (THANK_YOU_AGAIN, THANK_YOU_LAST) if custom in THANKED_MORE_THAN_ONCE else ()
    last = out_of_quiet(interview.ended + THANK_YOU_LAST, person.zone, person.quiet)
    for number, after in enumerate((THANK_YOU_AFTER, *again), start=1):
        latest = last - interview.ended
        yield _after_end(case, NudgeKind.THANK_YOU, str(number), after, latest)


def _to_send(case: Case, person: Person) -> Iterator[Wish]:
    for one in case.to_send:
        if one.sent is None:
            yield on_the_clock(
                NudgeKey(NudgeKind.TO_SEND, case.interview.id, occurrence=one.id),
                datetime.combine(one.by, TO_SEND_AT),
                person.zone,
                case.interview.logged,
            )


def _references(case: Case, person: Person) -> Iterator[Wish]:
    interview = case.interview
    if references_done(case):
        return
    if case.customs.references in REFEREES_UNUSUAL and not case.has_referees:
        return
    days = WorkingDays(person.country)
    first = days.next(interview.ended.astimezone(ZoneInfo(person.zone)).date())
    untold = _untold(case)
    on = {"1": first} if untold or Step.REFERENCES not in interview.opened else {}
    if untold:
        on["2"] = days.add(first, REFERENCES_AGAIN_DAYS)
    for occurrence, day in on.items():
        key = NudgeKey(NudgeKind.REFERENCES, interview.id, occurrence=occurrence)
        yield on_the_clock(key, datetime.combine(day, REFERENCES_AT), person.zone, interview.logged)


def _untold(case: Case) -> bool:
    return any(one.told_at is None for one in case.uses)


def _after_end(
    case: Case, kind: NudgeKind, occurrence: str, after: timedelta, latest: timedelta
) -> Wish:
    interview = case.interview
    ended = interview.ended.astimezone(UTC)
    key = NudgeKey(kind, interview.id, occurrence=occurrence)
    return Wish(key, ended + after, interview.logged, latest=ended + latest)
