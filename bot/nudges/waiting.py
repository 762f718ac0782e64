"""What follows from waiting for an answer: their promise, asking again, and asking what became of it."""

from collections.abc import Iterator
from datetime import date, datetime, time

from bot.calendar import out_of_quiet, resolve
from bot.interview import Interview, NextStep
from bot.journey import Journey
from bot.nudges.case import Case, live_cases
from bot.nudges.customs import CustomsOf
from bot.nudges.wish import Wish, on_the_clock
from bot.people import Person
from bot.schedule import NudgeKey, NudgeKind

# Every figure here is from the table "When the bot speaks up by itself" in the journey's rules.
PROMISE_AT = time(18, 30)
THERE_AT = time(10)
OUTCOME_DAYS = 10
OUTCOME_DAYS_UNWELCOME = 20


def while_waiting(case: Case, person: Person) -> Iterator[Wish]:
    """Yield what the current wait of one interview asks for."""
    if case.promised is not None:
        yield _on(case, NudgeKind.PROMISE, case.promised, PROMISE_AT, person.zone)
    asked = len(case.follow_ups)
    if not case.interview.contact_unwelcome and asked < case.customs.max_follow_ups:
        day = follow_up_day(case)
        yield _on(case, NudgeKind.FOLLOW_UP, day, THERE_AT, case.zone, str(asked + 1))
    yield _on(case, NudgeKind.OUTCOME, _outcome_day(case), THERE_AT, case.zone)


def follow_up_moment(
    journey: Journey, interview: Interview, customs_of: CustomsOf
) -> datetime | None:
    """Return when the next follow-up in the current wait becomes right (UTC).

    It is 10:00 at the employer's, or the first later minute outside the person's quiet hours. None
    where no further one ever becomes right: contact is unwelcome, the outcome is known, or as many
    were sent as the country allows.
    """
    case = next(iter(live_cases(journey, customs_of, only=interview.id)), None)
    if case is None or interview.contact_unwelcome:
        return None
    if len(case.follow_ups) >= case.customs.max_follow_ups:
        return None
    there = resolve(datetime.combine(follow_up_day(case), THERE_AT), case.zone)
    return out_of_quiet(there, journey.person.zone, journey.person.quiet)


def follow_up_day(case: Case) -> date:
    """Return the employer's day on which the next follow-up in the current wait is right."""
    first = _first_follow_up_day(case)
    if not case.follow_ups:
        return first
    spaced = case.days.add(case.date_there(case.follow_ups[-1].sent), case.customs.spacing)
    # Whoever wrote before an agreed date has not made that date come any earlier.
    return spaced if case.wait.on is None else max(first, spaced)


def _first_follow_up_day(case: Case) -> date:
    begin = case.date_there(case.started)
    wait = case.wait
    match wait.next_step:
        case NextStep.THEY_CALL if wait.on is not None:
            return case.days.add(wait.on, case.customs.after_promise)
        case NextStep.THEY_CALL | NextStep.NOTHING_SAID:
            return case.days.add(begin, case.customs.follow_up_after)
        case NextStep.I_CALL:
            return case.days.next(begin) if wait.on is None else wait.on


def _outcome_day(case: Case) -> date:
    if case.interview.contact_unwelcome:
        if case.promised is not None:
            return case.days.add(case.promised, OUTCOME_DAYS)
        return case.days.add(case.date_there(case.started), OUTCOME_DAYS_UNWELCOME)
    if case.follow_ups:
        last = case.date_there(case.follow_ups[-1].sent)
    elif case.nudged:
        last = case.date_there(max(one.due for one in case.nudged))
    else:
        last = _first_follow_up_day(case)
    return case.days.add(last, OUTCOME_DAYS)


def _on(case: Case, kind: NudgeKind, day: date, at: time, zone: str, occurrence: str = "1") -> Wish:
    key = NudgeKey(kind, case.interview.id, case.wait.number, occurrence)
    return on_the_clock(key, datetime.combine(day, at), zone, case.owed_from)
