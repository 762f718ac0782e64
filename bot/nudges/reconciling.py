"""From what is planned to what is wanted now, without a burst and without a second time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendar import is_quiet, out_of_quiet
from bot.journey import Journey
from bot.nudges.forgetting import remembered
from bot.nudges.joining import JOIN, SETTLED, by_due, calm_is_late
from bot.people import Person
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState


def reconcile(journey: Journey, wanted: frozenset[Nudge], now: datetime) -> tuple[Nudge, ...]:
    """Return the journey's nudges as they are to be kept, earliest due first.

    What was sent stays for as long as any rule looks back at it. What is wanted is added or moved,
    what is no longer wanted is removed. A moment that has passed before it was planned owes nothing;
    what was planned and is overdue, because nothing could be sent, stays and waits for the end of
    quiet hours or of a pause.

    Args:
        journey: The journey with its nudges so far.
        wanted: What `plan` returned for it.
        now: Current instant (UTC).
    """
    new = {one.key: one for one in wanted}
    kept: list[Nudge] = []
    over: list[Nudge] = []
    for row in journey.nudges:
        want = new.pop(row.key, None)
        if row.state in SETTLED:
            over.append(row)
        elif want is not None:
            moved = _moved(row, want, journey, now)
            if moved is not None:
                kept.append(moved)
    kept += remembered(over, now)
    kept += [one for one in new.values() if one.due >= now]
    return tuple(sorted(kept, key=by_due))


def still_wanted(journey: Journey, wanted: frozenset[Nudge], key: NudgeKey, now: datetime) -> bool:
    """Say whether a nudge may be said right now; asked once more just before sending.

    Args:
        journey: The person's journey.
        wanted: What `plan` returned for it.
        key: Which nudge.
        now: The instant of sending (UTC).
    """
    nudge = next((one for one in wanted if one.key == key), None)
    if nudge is None or nudge.due >= now + JOIN:
        return False
    if key.kind is NudgeKind.CALM and calm_is_late(nudge, journey, now):
        return False
    return _not_before(nudge, journey.person, now) <= now


def meant_for(journey: Journey, wanted: frozenset[Nudge], nudges: Sequence[Nudge]) -> datetime:
    """Return the moment (UTC) at which the first of some nudges should have been said.

    Args:
        journey: The person's journey.
        wanted: What `plan` returned for it.
        nudges: As they are kept; while nothing could be said they were put off.
    """
    plans = {one.key: one for one in wanted}
    first = (plans.get(one.key, one) for one in nudges)
    return min(_not_before(one, journey.person, one.due) for one in first)


def _moved(row: Nudge, want: Nudge, journey: Journey, now: datetime) -> Nudge | None:
    """Return a planned or claimed row as it is wanted now, None where it falls away."""
    due = want.due
    if due < now:
        waits_until = _not_before(want, journey.person, now)
        if row.due > now and row.due != waits_until:
            return None
        if want.key.kind is NudgeKind.CALM and calm_is_late(want, journey, now):
            return replace(row, state=NudgeState.DROPPED, settled=now)
        if waits_until > now:
            due = waits_until
    if row.state is NudgeState.CLAIMED and due < now + JOIN:
        return row
    # What is only put off may have been seen already, and is looked for under its old key.
    batch = row.batch if due == row.due or want.due < now else ""
    return want if due == want.due and not batch else replace(want, due=due, batch=batch)


def _not_before(nudge: Nudge, person: Person, now: datetime) -> datetime:
    """Return now, or the end of the pause or the quiet hours in which nothing is said."""
    moment = now if person.dark_until is None else max(now, person.dark_until)
    if nudge.chosen and moment == now:
        return now
    if not is_quiet(moment.astimezone(ZoneInfo(person.zone)).time(), person.quiet):
        return moment
    return out_of_quiet(moment, person.zone, person.quiet)
