"""The weekly look at the search: one per person, until an offer is accepted."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import resolve
from bot.journey import Journey
from bot.nudges.case import accepted_at
from bot.nudges.joining import SETTLED
from bot.nudges.wish import Wish, on_the_clock
from bot.people import Person
from bot.schedule import Nudge, NudgeKey, NudgeKind

_WEEK = timedelta(weeks=1)


def keep_looking(journey: Journey) -> Iterator[Wish]:
    """Yield the weekly looks from the last one on to the next one after the person's last act.

    There is more than one only where some were missed: those that were planned are still said late,
    the others are past and not owed.
    """
    person = journey.person
    over = _over(journey)
    begin = _begin(journey, over)
    if begin is None or not person.weekly_on:
        return
    bounds = (begin, person.last_act, person.hold_until, person.dark_until)
    until = max(one for one in bounds if one is not None)
    said = {one.key for one in over}
    day = _first_day(begin, person)
    ahead = False
    while not ahead:
        wall = datetime.combine(day, person.weekly_at)
        wish = on_the_clock(_key(day), wall, person.zone, begin)
        # In a zone further west the same Monday may still be ahead that was looked at already.
        if wish.key not in said:
            yield wish
            ahead = wish.moment > until
        day += _WEEK


def _begin(journey: Journey, over: Sequence[Nudge]) -> datetime | None:
    """Return the moment (UTC) after which the next look is due, None where there is none."""
    facts, person = journey.facts, journey.person
    told = [one.logged for one in (*facts.interviews, *facts.applications)]
    accepted = accepted_at(journey)
    if accepted is not None:
        told = [one for one in told if one > accepted]
    elif person.goal is not None:
        told.append(person.joined)
    if not told:
        return None
    said = (max(one.due, one.settled or one.due) for one in over)
    return max((min(told), person.joined, *said)).astimezone(UTC)


def _over(journey: Journey) -> Sequence[Nudge]:
    """Return the looks that are over, whatever became of them."""
    return [
        one
        for one in journey.nudges
        if one.key.kind is NudgeKind.KEEP_LOOKING and one.state in SETTLED
    ]


def _first_day(begin: datetime, person: Person) -> date:
    day = begin.astimezone(ZoneInfo(person.zone)).date()
    day += timedelta(days=(person.weekly_day - day.weekday()) % 7)
    on_time = resolve(datetime.combine(day, person.weekly_at), person.zone) > begin
    return day if on_time else day + _WEEK


def _key(day: date) -> NudgeKey:
    return NudgeKey(NudgeKind.KEEP_LOOKING, occurrence=day.isoformat())
