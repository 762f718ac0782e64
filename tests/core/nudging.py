"""Journeys to plan for, and days that pass: what the tests of nudges are written with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.interview import Contact, Interview, NextStep, Notes, Thanks, Wait
from bot.journey import Fact, Facts, Journey
from bot.nudges import (
    Customs,
    CustomsOf,
    bundle,
    needs_check_in,
    plan,
    plan_view,
    reconcile,
    still_wanted,
)
from bot.people import Address, Person
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState

BERLIN = "Europe/Berlin"
SILENT = Customs("unknown", "unknown", follow_up_after=5, max_follow_ups=2)
KNOWN: Mapping[str, Customs] = {
    "DE": Customs("optional", "certificates", 7, 2),
    "US": Customs("expected", "on_request", 5, 2),
    "NL": Customs("welcome", "unknown", 5, 2),
    "KR": Customs("unusual", "rare", 5, 2),
    "KE": Customs("optional", "unknown", 10, 1),
}


def customs(country: str | None) -> Customs:
    """Return the customs of a few countries, the defaults for all others."""
    return KNOWN.get(country or "", SILENT)


def at(text: str, zone: str = BERLIN) -> datetime:
    """Return the instant of "2026-11-20 15:30" on the clocks of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def person(joined: str = "2026-11-20 15:40", zone: str = BERLIN, **settings: object) -> Person:
    """Return somebody in Berlin who has just written for the first time."""
    moment = at(joined, zone)
    plain = Person("me", Address("terminal", "me"), moment, moment, zone=zone, zone_told=True)
    return replace(plain, **settings)  # pyright: ignore[reportArgumentType]


def interview(
    id: str = "acme",
    ended: str = "2026-11-20 15:30",
    logged: str | None = None,
    wait: Wait | None = None,
    zone: str = BERLIN,
    **told: object,
) -> Interview:
    """Return an interview, logged ten minutes after its end unless told otherwise.

    The wait is a plain one unless told; one numbered 0 begins with the end.
    """
    end = at(ended, zone)
    first = Wait(0, end)
    waits = (
        (first,)
        if wait is None
        else (first, wait)
        if wait.number
        else (replace(wait, started=end),)
    )
    plain = Interview(
        id=id,
        application=id,
        company=id.title(),
        ended=end,
        ended_zone=zone,
        logged=end + timedelta(minutes=10) if logged is None else at(logged, zone),
        waits=waits,
        zone=zone,
    )
    return replace(plain, **told)  # pyright: ignore[reportArgumentType]


def they_call(day: str | None, number: int = 0, started: str = "2026-11-20 15:30") -> Wait:
    """Return a wait in which they call, by a date or without one."""
    on = None if day is None else datetime.fromisoformat(day).date()
    return Wait(number, at(started), NextStep.THEY_CALL, on)


def i_call(day: str | None) -> Wait:
    """Return a wait in which the person calls, on a date or without one."""
    on = None if day is None else datetime.fromisoformat(day).date()
    return Wait(0, at("2026-11-20 15:30"), NextStep.I_CALL, on)


def contact(id: str = "dana", of: str = "acme", thanks: Thanks = Thanks.OPEN) -> Contact:
    """Return somebody met in an interview."""
    return Contact(id, of, id.title(), email=f"{id}@acme.example", thanks=thanks)


def notes(of: str = "acme") -> Notes:
    """Return notes somebody wrote down."""
    return Notes(of, learned="They ship weekly.", written_at=at("2026-11-20 15:45"))


def journey(*facts: Fact, who: Person | None = None, nudges: tuple[Nudge, ...] = ()) -> Journey:
    """Return the journey of somebody with some facts."""
    told = Facts()
    for fact in facts:
        told = told.put(fact)
    return Journey(who or person(), told, nudges)


def sent(
    kind: NudgeKind,
    due: datetime,
    batch: str = "",
    of: str | None = "acme",
    wait: int = 0,
    occurrence: str = "1",
    *,
    answered: bool = False,
) -> Nudge:
    """Return a nudge that was said the moment it was due."""
    key = NudgeKey(kind, of, wait, occurrence)
    return Nudge(
        key, due, state=NudgeState.SENT, settled=due, answered=answered, batch=batch or repr(key)
    )


def moments(
    of: Journey, kind: NudgeKind, zone: str = BERLIN, customs_of: CustomsOf = customs
) -> list[str]:
    """Return when nudges of a kind are planned, on the clocks of a zone."""
    due = sorted(one.due for one in plan(of, customs_of) if one.key.kind is kind)
    return [local(one, zone) for one in due]


def local(instant: datetime, zone: str = BERLIN) -> str:
    """Return an instant as "Fri 2026-11-20 15:30" on the clocks of a zone."""
    return f"{instant.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


@dataclass
class Days:
    """Lets time pass for one person and says what is due, as a deliverer would.

    Args:
        journey: The person's journey.
        now: The instant it is (UTC).
        said: What was said, as (moment on the person's clocks, kinds).
    """

    journey: Journey
    now: datetime
    customs: CustomsOf = customs
    said: list[tuple[str, tuple[str, ...]]] = field(
        default_factory=list[tuple[str, tuple[str, ...]]]
    )

    def __post_init__(self) -> None:
        self._plan()

    def act(self, change: Callable[[Journey], Journey] = lambda journey: journey) -> None:
        """Let the person do something now: it answers the last 24 hours, and all is planned anew."""
        who = replace(self.journey.person, last_act=self.now)
        nudges = tuple(
            replace(one, answered=True)
            if one.state is NudgeState.SENT and self.now - one.due < timedelta(hours=24)
            else one
            for one in self.journey.nudges
        )
        self.journey = change(replace(self.journey, person=who, nudges=nudges))
        self._plan()

    def tell(self, fact: Fact) -> None:
        """Let the person tell something now."""
        self.act(lambda journey: replace(journey, facts=journey.facts.put(fact)))

    def until(self, moment: datetime) -> None:
        """Let time pass; what falls due is said at its own minute."""
        while True:
            due = [one[2] for one in plan_view(self.journey) if one[2] <= moment]
            if not due:
                break
            self.now = max(self.now, due[0])
            self._say()
        self.now = moment

    def sleep(self, moment: datetime) -> None:
        """Let time pass with nobody there to deliver."""
        self.now = moment

    def _say(self) -> None:
        due = bundle(self.journey, self.now)
        plans = plan(self.journey, self.customs)
        wanted = [one for one in due if still_wanted(self.journey, plans, one.key, self.now)]
        if wanted:
            self._settle([one.key for one in wanted], due[0].due)
        self._plan()

    def _settle(self, keys: list[NudgeKey], due: datetime) -> None:
        asks = needs_check_in(self.journey, due)
        batch = f"batch{len(self.said)}"
        said = tuple(
            replace(one, state=NudgeState.SENT, settled=self.now, batch=batch)
            if one.key in keys
            else one
            for one in self.journey.nudges
        )
        kinds = tuple(key.kind.value for key in keys)
        if asks:
            key = NudgeKey(NudgeKind.CHECK_IN, occurrence=batch)
            row = Nudge(key, due, state=NudgeState.SENT, settled=self.now, batch=batch)
            said, kinds = (*said, row), (*kinds, "check_in")
        self.said.append((local(self.now, self.journey.person.zone), kinds))
        self.journey = replace(self.journey, nudges=said)

    def _plan(self) -> None:
        wanted = plan(self.journey, self.customs)
        self.journey = replace(self.journey, nudges=reconcile(self.journey, wanted, self.now))
