"""How a silence slows the bot down: three messages without an act, a check-in, then less often."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.journey import Journey
from bot.nudges.joining import SOFT, bundle, said_at
from bot.people import Pace, Person
from bot.schedule import Nudge, NudgeKind, NudgeState

ANSWER_WITHIN = timedelta(hours=24)
"""An act within this time of a message answers it."""
SILENT_AFTER = 3
"""So many messages in a row without an act, and the next one asks how to go on."""
IN_LESS = (NudgeKind.TO_SEND, NudgeKind.PROMISE, NudgeKind.FOLLOW_UP, NudgeKind.OUTCOME)
"""What "less often" leaves, beside calm once a week."""


def pace_of(person: Person, nudges: Iterable[Nudge], now: datetime) -> Pace:
    """Return the pace that holds: the chosen one, or less often once a check-in stayed unanswered.

    Args:
        person: Whose pace.
        nudges: All their nudges, sent ones included.
        now: The instant asked about (UTC).
    """
    if person.pace is not Pace.NORMAL:
        return person.pace
    slower = less_from(person, nudges)
    return Pace.NORMAL if slower is None or now < slower else Pace.LESS


def less_from(person: Person, nudges: Iterable[Nudge]) -> datetime | None:
    """Return from when on (UTC) an unanswered check-in means "less often", None where there is none."""
    asked = _open_check_ins(person, nudges)
    return min((said_at(one) + ANSWER_WITHIN for one in asked), default=None)


def needs_check_in(journey: Journey, at: datetime) -> bool:
    """Say whether the message sent at a moment (UTC) also asks how to go on.

    Calm and keep looking neither count as unanswered nor carry the question.
    """
    person, nudges = journey.person, journey.nudges
    if pace_of(person, nudges, at) is not Pace.NORMAL or _open_check_ins(person, nudges):
        return False
    said_now = bundle(journey, at)
    if said_now and all(one.key.kind in SOFT for one in said_now):
        return False
    return _unanswered_in_a_row(person, nudges, at) >= SILENT_AFTER


def _unanswered_in_a_row(person: Person, nudges: Iterable[Nudge], at: datetime) -> int:
    """Return how many messages up to a moment stayed unanswered; the last 24 hours are still open."""
    sent: defaultdict[str, list[Nudge]] = defaultdict(list)
    for one in nudges:
        if one.state is NudgeState.SENT:
            sent[one.batch or repr(one.key)].append(one)
    said = [(min(map(said_at, batch)), batch) for batch in sent.values() if _counts(batch)]
    row = 0
    for moment, batch in sorted(said, key=lambda one: one[0], reverse=True):
        if person.pace_at is not None and moment <= person.pace_at:
            break
        if any(one.answered for one in batch):
            break
        if at >= moment + ANSWER_WITHIN:
            row += 1
    return row


def _counts(batch: Sequence[Nudge]) -> bool:
    return any(one.key.kind not in SOFT for one in batch)


def _open_check_ins(person: Person, nudges: Iterable[Nudge]) -> list[Nudge]:
    """Return the unanswered check-ins since the person last chose a pace."""
    return [
        one
        for one in nudges
        if one.key.kind is NudgeKind.CHECK_IN
        and one.state is NudgeState.SENT
        and not one.answered
        and (person.pace_at is None or said_at(one) > person.pace_at)
    ]
