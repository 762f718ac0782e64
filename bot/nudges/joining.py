"""Which nudges make one message: what is due close together joins, calm comes alone."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import is_quiet
from bot.journey import Journey
from bot.people import Person
from bot.schedule import Nudge, NudgeKind, NudgeState

JOIN = timedelta(minutes=60)
"""Nudges due less than this after the earliest join it; calm keeps this far from other messages."""
CALM_LATE = timedelta(minutes=30)
"""Calm that is later than this is dropped; a few minutes are the machine's, not the person's."""
PENDING = (NudgeState.PLANNED, NudgeState.CLAIMED)
SETTLED = (NudgeState.SENT, NudgeState.DROPPED, NudgeState.UNDELIVERED)
"""States in which a nudge is over: its key is never planned again."""
SOFT = (NudgeKind.CALM, NudgeKind.KEEP_LOOKING)
"""Kinds that fall away rather than come late or crowd, and whose silence is no silence."""
ECHOING = (
    NudgeKind.CONTACTS,
    NudgeKind.REFLECTION,
    NudgeKind.THANK_YOU,
    NudgeKind.REFERENCES,
)
"""Kinds whose repetition in one message would say the same thing twice."""
_MINUTE = timedelta(minutes=1)


def bundle(journey: Journey, now: datetime) -> tuple[Nudge, ...]:
    """Return what is to be said as one message now; empty if nothing is.

    All that is due comes together, so that a long pause of the machine ends in one message, and with
    it what is due less than 60 minutes after the earliest; of several reminders of one thing only the
    last is said. Calm comes only alone, only if it is not late, and only if nothing else was said
    since it fell due.

    Args:
        journey: The person's journey; its planned and claimed nudges are looked at.
        now: The instant of sending (UTC).
    """
    person = journey.person
    if person.dark_until is not None and now < person.dark_until:
        return ()
    quiet = _in_quiet(now, person)
    pending = [one for one in _pending(journey.nudges) if one.chosen or not quiet]
    talk = [one for one in pending if one.key.kind is not NudgeKind.CALM]
    if talk and talk[0].due <= now:
        first = talk[0]
        due = [one for one in talk if one.due <= now or _joins(one, first, person)]
        last = {(one.key.kind, one.key.interview): one for one in due}
        return tuple(one for one in due if not _is_overtaken(one, last))
    calm = (one for one in pending if one.due <= now and not calm_is_late(one, journey, now))
    return tuple(calm)[:1]


def calm_is_late(calm: Nudge, journey: Journey, now: datetime) -> bool:
    """Say whether a calming message has missed its moment: it is late, or something else came first.

    Args:
        calm: The planned calming message.
        journey: Whose it is.
        now: Current instant (UTC).
    """
    if now - calm.due > CALM_LATE:
        return True
    return any(calm.due < said <= now for said in said_moments(journey.nudges))


def plan_view(journey: Journey) -> list[tuple[NudgeKind, str | None, datetime]]:
    """Return what is planned as (kind, interview, moment), earliest first, as it will be said.

    A nudge that joins an earlier one is shown at that one's moment.
    """
    pending = _pending(journey.nudges)
    shown = [
        (one.key.kind, one.key.interview, group[0].due)
        for group in messages(pending, journey.person)
        for one in group
    ]
    shown += [
        (one.key.kind, one.key.interview, one.due)
        for one in pending
        if one.key.kind is NudgeKind.CALM
    ]
    return sorted(shown, key=lambda one: (one[2], one[0], one[1] or ""))


def messages(nudges: Iterable[Nudge], person: Person) -> list[tuple[Nudge, ...]]:
    """Return nudges other than calm as the messages they will make, earliest first."""
    groups: list[list[Nudge]] = []
    still_open = 0
    for one in sorted((one for one in nudges if one.key.kind is not NudgeKind.CALM), key=by_due):
        while still_open < len(groups) and groups[still_open][0].due + JOIN <= one.due:
            still_open += 1
        hosts = (group for group in groups[still_open:] if _joins(one, group[0], person))
        host = next(hosts, None)
        if host is None:
            groups.append([one])
        else:
            host.append(one)
    return [tuple(group) for group in groups]


def said_moments(nudges: Iterable[Nudge]) -> list[datetime]:
    """Return when messages other than calm were said (UTC), earliest first."""
    moments: dict[str, datetime] = {}
    for one in nudges:
        if one.state is NudgeState.SENT and one.key.kind is not NudgeKind.CALM:
            name = one.batch or repr(one.key)
            moments[name] = min(moments.get(name, said_at(one)), said_at(one))
    return sorted(moments.values())


def said_at(nudge: Nudge) -> datetime:
    """Return the minute in which a nudge was said (UTC): when it was due, or later if it came late."""
    if nudge.settled is None:
        return nudge.due
    return max(nudge.due, nudge.settled.replace(second=0, microsecond=0))


def by_due(nudge: Nudge) -> tuple[datetime, str, str, int, str]:
    """Sort key: earliest first, and always the same way."""
    key = nudge.key
    return nudge.due, key.kind.value, key.interview or "", key.wait, key.occurrence


def _joins(nudge: Nudge, first: Nudge, person: Person) -> bool:
    """Say whether a nudge joins an earlier one; a moment the person chose is kept, not pulled."""
    if nudge.chosen:
        return nudge.due < first.due + _MINUTE
    return nudge.due < first.due + JOIN and not _in_quiet(first.due, person)


def _is_overtaken(nudge: Nudge, last: Mapping[tuple[NudgeKind, str | None], Nudge]) -> bool:
    """Say whether a later reminder of the same thing is due as well, because both are overdue."""
    if nudge.chosen or nudge.key.kind not in ECHOING:
        return False
    return last[nudge.key.kind, nudge.key.interview].key != nudge.key


def _pending(nudges: Iterable[Nudge]) -> list[Nudge]:
    return sorted((one for one in nudges if one.state in PENDING), key=by_due)


def _in_quiet(instant: datetime, person: Person) -> bool:
    return is_quiet(instant.astimezone(ZoneInfo(person.zone)).time(), person.quiet)
