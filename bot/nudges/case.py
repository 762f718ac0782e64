"""One interview that is still waited for, with everything told about it in one place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.calendar import WorkingDays
from bot.interview import Contact, FollowUp, Interview, NextStep, ReferenceUse, ToSend, Wait
from bot.journey import Journey
from bot.nudges.customs import Customs, CustomsOf
from bot.schedule import Nudge, NudgeKind, NudgeState

T = TypeVar("T", Contact, ReferenceUse, FollowUp, ToSend)


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules read of one interview.

    Args:
        interview: The interview.
        customs: Those of the employer's country.
        zone: The employer's IANA zone; the person's where it is unknown.
        contacts: Whom the person met.
        noted: Whether any notes were written.
        uses: Referees chosen for it.
        has_referees: Whether the person has any referee recorded, chosen or not.
        follow_ups: Follow-ups sent in the current wait, earliest first.
        to_send: What the person promised to send.
        nudged: Follow-up nudges already said in the current wait.
    """

    interview: Interview
    customs: Customs
    zone: str
    contacts: tuple[Contact, ...] = ()
    noted: bool = False
    uses: tuple[ReferenceUse, ...] = ()
    has_referees: bool = False
    follow_ups: tuple[FollowUp, ...] = ()
    to_send: tuple[ToSend, ...] = ()
    nudged: tuple[Nudge, ...] = ()

    @property
    def wait(self) -> Wait:
        """The current wait."""
        return self.interview.wait

    @property
    def started(self) -> datetime:
        """When the current wait began (UTC); the first one begins as the interview ends."""
        return self.interview.ended if self.wait.number == 0 else self.wait.started

    @property
    def owed_from(self) -> datetime:
        """Before this (UTC) nothing of the current wait is owed: nobody had told the bot yet."""
        return self.interview.logged if self.wait.number == 0 else self.wait.started

    @property
    def promised(self) -> date | None:
        """The date by which they call, None if they named none."""
        return self.wait.on if self.wait.next_step is NextStep.THEY_CALL else None

    @property
    def days(self) -> WorkingDays:
        """The employer's working days."""
        return WorkingDays(self.interview.country, self.interview.region)

    def date_there(self, instant: datetime) -> date:
        """Return an instant's date at the employer's."""
        return instant.astimezone(ZoneInfo(self.zone)).date()


def live_interviews(journey: Journey) -> tuple[Interview, ...]:
    """Return the interviews still waited for; an accepted offer ends all that were told before it."""
    accepted = accepted_at(journey)
    return tuple(
        one for one in journey.open_interviews() if accepted is None or one.logged > accepted
    )


def accepted_at(journey: Journey) -> datetime | None:
    """Return when the person last accepted an offer (UTC), None if they have not."""
    outcomes = (one.outcome for one in journey.facts.interviews)
    return max((one.accepted for one in outcomes if one and one.accepted), default=None)


def live_cases(
    journey: Journey, customs_of: CustomsOf, only: str | None = None
) -> tuple[Case, ...]:
    """Return a case for each interview still waited for, or for only the one with an id."""
    facts = journey.facts
    contacts = _by_interview(facts.contacts)
    uses = _by_interview(facts.uses)
    follow_ups = _by_interview(facts.follow_ups)
    to_send = _by_interview(facts.to_send)
    noted = {one.id for one in facts.notes if one.written_at is not None}
    nudged = _follow_ups_nudged(journey.nudges)
    return tuple(
        Case(
            interview=one,
            customs=customs_of(one.country),
            zone=one.zone or journey.person.zone,
            contacts=tuple(contacts.get(one.id, ())),
            noted=one.id in noted,
            uses=tuple(uses.get(one.id, ())),
            has_referees=bool(facts.referees),
            follow_ups=_of_wait(follow_ups.get(one.id, ()), one.wait.number),
            to_send=tuple(to_send.get(one.id, ())),
            nudged=tuple(nudged.get((one.id, one.wait.number), ())),
        )
        for one in live_interviews(journey)
        if only is None or one.id == only
    )


def _by_interview(facts: Iterable[T]) -> Mapping[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for one in facts:
        found[one.interview].append(one)
    return found


def _of_wait(follow_ups: Iterable[FollowUp], wait: int) -> tuple[FollowUp, ...]:
    return tuple(sorted((one for one in follow_ups if one.wait == wait), key=lambda one: one.sent))


def _follow_ups_nudged(nudges: Iterable[Nudge]) -> Mapping[tuple[str | None, int], list[Nudge]]:
    found: defaultdict[tuple[str | None, int], list[Nudge]] = defaultdict(list)
    for one in nudges:
        if one.key.kind is NudgeKind.FOLLOW_UP and one.state is NudgeState.SENT:
            found[one.key.interview, one.key.wait].append(one)
    return found
