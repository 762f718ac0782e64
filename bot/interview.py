"""The facts of a job search: frozen values, told by the person, changed only by the person."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Step(StrEnum):
    """The seven steps of the journey, in the order in which they are proposed."""

    CONTACTS = "contacts"
    REFLECTION = "reflection"
    THANK_YOU = "thank_you"
    REFERENCES = "references"
    KEEP_LOOKING = "keep_looking"
    FOLLOW_UP = "follow_up"
    CALM = "calm"


class NextStep(StrEnum):
    """What was said about who moves next."""

    THEY_CALL = "they_call"
    I_CALL = "i_call"
    NOTHING_SAID = "nothing_said"


class OutcomeKind(StrEnum):
    """How an interview ended for good."""

    OFFER = "offer"
    NEXT_ROUND = "next_round"
    REJECTION = "rejection"
    SILENCE = "silence"
    WITHDRAWN = "withdrawn"


class Channel(StrEnum):
    """How a person is reached, or how a note travels."""

    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    CARD = "card"


class Thanks(StrEnum):
    """Where the thank-you note to one interviewer stands; sent only when the person says so."""

    OPEN = "open"
    SENT = "sent"
    NOT_THIS_TIME = "not_this_time"


@dataclass(frozen=True, slots=True)
class Wait:
    """One stretch of waiting; an answer from the employer begins the next one.

    Args:
        number: 0 for the wait after the interview itself, then counting up.
        started: End of the interview, or when the employer answered (UTC).
        next_step: What was said about who moves next.
        on: The date named with it: they call by it, or the person should call on it.
    """

    number: int
    started: datetime
    next_step: NextStep = NextStep.NOTHING_SAID
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an interview.

    Args:
        kind: Offer, next round, rejection, silence or withdrawn.
        at: When the person said so (UTC).
        accepted: When an offer was accepted (UTC); an offer alone ends nothing.
        deadline: By when an offer wants an answer.
    """

    kind: OutcomeKind
    at: datetime
    accepted: datetime | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview, told once and editable ever after; only company and end are required.

    Args:
        id: Ours.
        application: Shared by all rounds of one application.
        company: As typed.
        ended: When it ended (UTC).
        ended_zone: IANA zone in which the end was told.
        logged: When it was told to the bot (UTC); what was due before is not owed.
        waits: All waits so far, the current one last; never empty.
        role: As typed, empty if unknown.
        country: ISO 3166 alpha-2 of the employer, None if unknown.
        city: As typed, empty if unknown.
        region: ISO 3166-2 subdivision without the country, None unless the city told it.
        zone: IANA zone of the employer, None if neither city nor country is known.
        format: `video`, `phone`, `on_site`, empty if unknown.
        round: As typed, empty if unknown.
        contact_unwelcome: True where candidates are asked not to get in touch.
        skipped: Steps the person set aside: "could not get any", "no references", ...
        opened: Steps the person looked at.
        outcome: None while waiting.
        version: Counts up with every change, so that a form left open is noticed.
    """

    id: str
    application: str
    company: str
    ended: datetime
    ended_zone: str
    logged: datetime
    waits: tuple[Wait, ...]
    role: str = ""
    country: str | None = None
    city: str = ""
    region: str | None = None
    zone: str | None = None
    format: str = ""
    round: str = ""
    contact_unwelcome: bool = False
    skipped: frozenset[Step] = frozenset()
    opened: frozenset[Step] = frozenset()
    outcome: Outcome | None = None
    version: int = 1

    @property
    def wait(self) -> Wait:
        """The current wait."""
        return self.waits[-1]

    @property
    def open(self) -> bool:
        """Whether the person is still waiting for this one."""
        return self.outcome is None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody met in an interview.

    Args:
        role: What they do, as told ("head of data"); `title` is only how they are addressed ("Dr").
        decides: Whether they decide; None if unknown.
        channel: How they like to be reached; beats the country's habit.
        recruiter: Whether they stand between person and employer: thanks and questions go through them.
        postal: Address for a card.
        thanks, thanked_at: Where the note to them stands, and when the person said so (UTC).
        note_channel, note_subject, note: The note as the person edited it; empty where the draft stands.
    """

    id: str
    interview: str
    name: str
    title: str = ""
    role: str = ""
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    postal: str = ""
    decides: bool | None = None
    channel: Channel | None = None
    recruiter: bool = False
    thanks: Thanks = Thanks.OPEN
    thanked_at: datetime | None = None
    note_channel: Channel | None = None
    note_subject: str = ""
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Notes:
    """What the person wrote down after one interview; `id` is the interview's, there is one set each."""

    id: str
    learned: str = ""
    important: str = ""
    questions: str = ""
    went_well: str = ""
    better: str = ""
    names: str = ""
    written_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Referee:
    """Somebody who vouches for the person; kept per person, used per interview.

    Args:
        relation: "my manager at Initech", as typed.
        agreed: When they last agreed to be asked; None if unknown.
        last_used: When they were last named to an employer.
    """

    id: str
    name: str
    title: str = ""
    relation: str = ""
    email: str = ""
    phone: str = ""
    agreed: date | None = None
    last_used: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReferenceUse:
    """A referee chosen for one interview.

    Args:
        told_at: When the person said they had told the referee (UTC); None means not told.
        thanked_at: When the person said they had thanked the referee (UTC).
        stress: What the referee should stress, as typed.
        caller: Who may call, as typed.
    """

    id: str
    interview: str
    referee: str
    chosen: datetime
    told_at: datetime | None = None
    thanked_at: datetime | None = None
    stress: str = ""
    caller: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message asking about the status that the person says they sent.

    Args:
        wait: Number of the wait it belongs to.
        sent: When (UTC).
    """

    id: str
    interview: str
    wait: int
    sent: datetime


@dataclass(frozen=True, slots=True)
class Application:
    """An application logged towards the week's goal."""

    id: str
    company: str
    logged: datetime
    role: str = ""


@dataclass(frozen=True, slots=True)
class ToSend:
    """Something the person promised the employer, by a date."""

    id: str
    interview: str
    what: str
    by: date
    sent: datetime | None = None


@dataclass(frozen=True, slots=True)
class Snooze:
    """A nudge put off by the person to a moment of their choice.

    Args:
        kind: Kind of the nudge.
        interview: Whose nudge, None for the person's own.
        until: When it comes back (UTC); holds even in quiet hours and past the kind's limit.
        wait: Number of the wait it belongs to.
        occurrence: Which one of its kind was put off.
        asked: When the person put it off (UTC).
    """

    id: str
    kind: str
    interview: str | None
    until: datetime
    wait: int
    occurrence: str
    asked: datetime
