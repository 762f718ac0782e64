"""From a rule's wish to a nudge in the person's day: quiet hours, pauses, limits, and no echo."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from bot.calendar import out_of_quiet
from bot.nudges.joining import ECHOING, JOIN, SOFT, said_at
from bot.nudges.wish import Wish
from bot.people import Person
from bot.schedule import Nudge, NudgeKind


def arrange(wish: Wish, person: Person) -> Nudge | None:
    """Return the nudge a wish becomes, None where it falls away.

    Quiet hours move it to their end. A snooze of everything moves it to the moment the person chose,
    which holds in quiet hours and past limits. Dark words beat that: all waits for the end of the
    pause, unless it is too late then. Soft kinds never wait for the end of either.
    """
    due = out_of_quiet(wish.moment, person.zone, person.quiet)
    if due < wish.owed_from:
        return None
    nudge = Nudge(wish.key, due, wish.wall, wish.zone if wish.wall else "UTC")
    if person.hold_until is not None and nudge.due < person.hold_until:
        if wish.key.kind in SOFT:
            return None
        nudge = Nudge(wish.key, person.hold_until, chosen=True)
    if person.dark_until is not None and nudge.due < person.dark_until:
        if wish.key.kind in SOFT:
            return None
        nudge = Nudge(wish.key, out_of_quiet(person.dark_until, person.zone, person.quiet))
    too_late = wish.latest is not None and nudge.due > wish.latest and not nudge.chosen
    return None if too_late else nudge


def without_echo(nudges: Iterable[Nudge], fixed: Iterable[Nudge]) -> list[Nudge]:
    """Return nudges without those that would say the same thing twice in one message.

    Of two at the same moment the later occurrence stays: it knows how late it is. Once a later one
    was said, an earlier one has nothing to add.

    Args:
        nudges: What is still to be said.
        fixed: What was said already, or was put off to a moment of the person's choice.
    """
    said: defaultdict[tuple[NudgeKind, str | None], list[Nudge]] = defaultdict(list)
    for one in fixed:
        said[one.key.kind, one.key.interview].append(one)
    kept: list[Nudge] = []
    for one in sorted(nudges, key=_latest_occurrence_first):
        same = said[one.key.kind, one.key.interview]
        if one.key.kind in ECHOING and any(_echoes(one, before) for before in same):
            continue
        same.append(one)
        kept.append(one)
    return kept


def _echoes(nudge: Nudge, other: Nudge) -> bool:
    return nudge.due < said_at(other) + JOIN


def _latest_occurrence_first(nudge: Nudge) -> tuple[datetime, int]:
    number = int(nudge.key.occurrence) if nudge.key.occurrence.isdecimal() else 0
    return nudge.due, -number
