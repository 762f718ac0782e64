"""From the facts to the set of nudges still to be sent: same facts, same set."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.journey import Journey
from bot.nudges.after_interview import after_interview
from bot.nudges.arranging import arrange, without_echo
from bot.nudges.calm import after_messages, calm
from bot.nudges.case import Case, live_cases
from bot.nudges.customs import CustomsOf
from bot.nudges.joining import SETTLED, messages, said_moments
from bot.nudges.silence import IN_LESS, less_from
from bot.nudges.snoozing import is_put_off, snoozed
from bot.nudges.waiting import while_waiting
from bot.nudges.weekly import keep_looking
from bot.people import Pace
from bot.schedule import Nudge, NudgeKind, NudgeState


def plan(journey: Journey, customs: CustomsOf) -> frozenset[Nudge]:
    """Return all nudges that are still to be sent, each at its effective moment.

    The set follows from the facts alone: it does not know what time it is, nor what was planned
    before. What was sent, dropped or could not be delivered is in it no more.

    Args:
        journey: The person's journey; of its nudges only those settled and those sent are read.
        customs: Finds what is right in a country.
    """
    if journey.person.pace is Pace.STOPPED:
        return frozenset()
    cases = live_cases(journey, customs)
    talk = _talk(journey, cases)
    return frozenset((*talk, *_calm(journey, cases, talk)))


def _talk(journey: Journey, cases: Sequence[Case]) -> list[Nudge]:
    """Return everything but calm."""
    person, snoozes = journey.person, journey.facts.snoozes
    settled = {one.key for one in journey.nudges if one.state in SETTLED}
    wishes = [wish for case in cases for wish in after_interview(case, person)]
    wishes += [wish for case in cases for wish in while_waiting(case, person)]
    wishes += keep_looking(journey)
    chosen = [one for one in snoozed(journey, cases) if one.key.kind is not NudgeKind.CALM]
    arranged = (arrange(wish, person) for wish in wishes if wish.key not in settled)
    series = [one for one in arranged if one is not None and not is_put_off(one, snoozes)]
    sent = (one for one in journey.nudges if one.state is NudgeState.SENT)
    series = without_echo(series, (*sent, *chosen))
    slower = less_from(person, journey.nudges)
    talk = [one for one in series if _keeps_pace(one, person.pace, slower)]
    talk += [one for one in chosen if one.key not in settled]
    return [one for one in talk if one.key.kind.value not in person.off]


def _keeps_pace(nudge: Nudge, pace: Pace, slower: datetime | None) -> bool:
    less = pace is Pace.LESS or (slower is not None and nudge.due >= slower)
    return not less or nudge.key.kind in IN_LESS


def _calm(journey: Journey, cases: Sequence[Case], talk: Iterable[Nudge]) -> list[Nudge]:
    """Return the calming messages, each 60 minutes clear of what is said before it."""
    person, nudges = journey.person, journey.nudges
    if NudgeKind.CALM.value in person.off or not (cases or journey.facts.snoozes):
        return []
    said = said_moments(nudges)
    to_come = [group[0].due for group in messages(talk, person)]
    moments = sorted((*said, *to_come))
    settled = {one.key for one in nudges if one.state in SETTLED}
    put_off = [
        replace(one, due=after_messages(one.due, moments))
        for one in snoozed(journey, cases)
        if one.key.kind is NudgeKind.CALM and one.key not in settled
    ]
    there = ZoneInfo(person.zone)
    taken = {one.due.astimezone(there).date() for one in put_off}
    evenings = calm(person, cases, nudges, moments, less_from(person, nudges))
    return put_off + [
        one
        for one in evenings
        if one.due.astimezone(there).date() not in taken
        and not is_put_off(one, journey.facts.snoozes)
    ]
