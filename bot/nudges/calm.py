"""Calming messages: which evenings of a wait, and how they keep away from other messages."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendar import is_quiet, out_of_quiet, resolve
from bot.nudges.case import Case
from bot.nudges.joining import JOIN, SETTLED
from bot.people import Pace, Person
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState

# Every figure here is from the table "When the bot speaks up by itself" in the journey's rules.
EARLIEST = timedelta(hours=2)
OFTEN = timedelta(days=2)
OFTEN_FOR = timedelta(days=14)
SELDOM = timedelta(days=7)
LONGEST = timedelta(days=45)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Evening:
    """One evening: its date, the moment (UTC), and the wall-clock time, None for two hours after."""

    day: date
    moment: datetime
    wall: datetime | None


def calm(
    person: Person,
    cases: Sequence[Case],
    nudges: Iterable[Nudge],
    messages: Sequence[datetime],
    slower: datetime | None,
) -> list[Nudge]:
    """Return the calming messages still to come in the wait that began last.

    Args:
        person: Who waits.
        cases: The interviews still waited for.
        nudges: All nudges of the person so far; an evening that had its message gets no other.
        messages: When other messages were or will be said (UTC), earliest first.
        slower: From when on (UTC) a silence means "less often", None if it does not.
    """
    if not person.calm_on or not cases:
        return []
    series = _Series(person, cases, list(nudges), messages)
    if person.pace is Pace.LESS:
        return series.weekly(None)
    often = series.often()
    if slower is None:
        return often
    before = [one for one in often if one.due < slower]
    last = max((series.date_of(one) for one in before), default=None)
    return before + [one for one in series.weekly(last) if one.due >= slower]


class _Series:
    """The evenings of the wait that began last."""

    def __init__(
        self,
        person: Person,
        cases: Sequence[Case],
        nudges: Sequence[Nudge],
        messages: Sequence[datetime],
    ) -> None:
        latest = max(one.started for one in cases)
        self._person = person
        self._there = ZoneInfo(person.zone)
        self._messages = messages
        self._started = latest.astimezone(UTC)
        self._owed_from = min(one.owed_from for one in cases if one.started == latest)
        self._promised = {one.promised for one in cases if one.promised is not None}
        settled = [one for one in nudges if one.key.kind is NudgeKind.CALM and one.state in SETTLED]
        self._settled = {one.key.occurrence for one in settled}
        self._sent_on = {self.date_of(one) for one in settled if one.state is NudgeState.SENT}
        began = latest.astimezone(self._there).replace(tzinfo=None)
        self._end = resolve(began + LONGEST, person.zone)
        self._first = self._first_evening(began.date())

    def date_of(self, nudge: Nudge) -> date:
        """Return the person's date on which a nudge is due."""
        return nudge.due.astimezone(self._there).date()

    def often(self) -> list[Nudge]:
        """Return the evenings every other day, then weekly, with those before a promise."""
        days: list[date] = []
        day = self._first.day
        while self._evening(day).moment <= self._end:
            days.append(day)
            day += OFTEN if day - self._first.day < OFTEN_FOR else SELDOM
        return self._nudges(self._with_eves(days))

    def weekly(self, last: date | None) -> list[Nudge]:
        """Return the evenings once a week from the last calming message on.

        Args:
            last: When the last one planned before will have been said, None if none is.
        """
        said = self._sent_on if last is None else self._sent_on | {last}
        day = max(self._first.day, max(said) + SELDOM) if said else self._first.day
        days: list[date] = []
        while self._evening(day).moment <= self._end:
            days.append(day)
            day += SELDOM
        return self._nudges(days)

    def _with_eves(self, days: Sequence[date]) -> list[date]:
        """Let the evening before each promised date take the place of the nearest one."""
        movable, eves = list(days), set[date]()
        for promised in sorted(self._promised):
            eve = promised - _DAY
            if eve < self._first.day or eve in self._promised:
                continue
            if self._evening(eve).moment > self._end:
                continue
            eves.add(eve)
            if movable:
                movable.remove(min(movable, key=lambda day: (abs(day - eve), day)))
        return sorted({*movable, *eves})

    def _nudges(self, days: Iterable[date]) -> list[Nudge]:
        found: list[Nudge] = []
        taken = set(self._sent_on)
        for evening in map(self._evening, days):
            nudge = self._nudge(evening)
            if nudge is not None and self.date_of(nudge) not in taken:
                taken.add(self.date_of(nudge))
                found.append(nudge)
        return found

    def _nudge(self, evening: _Evening) -> Nudge | None:
        person = self._person
        if evening.day.isoformat() in self._settled:
            return None
        due = self._after_messages(out_of_quiet(evening.moment, person.zone, person.quiet))
        local = due.astimezone(self._there)
        pauses = (person.hold_until, person.dark_until)
        if (
            is_quiet(local.time(), person.quiet)
            or local.date() in self._promised
            or not self._owed_from <= due <= self._end
            or any(pause is not None and due < pause for pause in pauses)
        ):
            return None
        key = NudgeKey(NudgeKind.CALM, occurrence=evening.day.isoformat())
        return Nudge(key, due, evening.wall, person.zone if evening.wall else "UTC")

    def _after_messages(self, moment: datetime) -> datetime:
        return after_messages(moment, self._messages)

    def _first_evening(self, day: date) -> _Evening:
        at = self._at_calm_time(day)
        earliest = self._started + EARLIEST
        if at.moment >= earliest:
            return at
        local = earliest.astimezone(self._there)
        if local.date() == day and not is_quiet(local.time(), self._person.quiet):
            return _Evening(day, earliest, None)
        return self._at_calm_time(day + _DAY)

    def _evening(self, day: date) -> _Evening:
        return self._first if day == self._first.day else self._at_calm_time(day)

    def _at_calm_time(self, day: date) -> _Evening:
        wall = datetime.combine(day, self._person.calm_at)
        return _Evening(day, resolve(wall, self._person.zone), wall)


def after_messages(moment: datetime, messages: Sequence[datetime]) -> datetime:
    """Return a moment unchanged, or 60 minutes after the last message less than 60 minutes before it.

    Args:
        moment: The moment wished for (UTC).
        messages: When messages are said (UTC), earliest first.
    """
    while True:
        place = bisect_right(messages, moment)
        if place == 0 or moment - messages[place - 1] >= JOIN:
            return moment
        moment = messages[place - 1] + JOIN
