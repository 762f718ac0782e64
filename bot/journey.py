"""Everything the bot knows of one person, as one frozen value: what a turn loads, changes and saves."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime

from bot.interview import (
    Application,
    Contact,
    FollowUp,
    Interview,
    Notes,
    Referee,
    ReferenceUse,
    Snooze,
    Step,
    ToSend,
)
from bot.message import Form
from bot.people import Person
from bot.schedule import Nudge

Fact = (
    Interview | Contact | Notes | Referee | ReferenceUse | FollowUp | Application | ToSend | Snooze
)


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one person's search; every tuple is in the order of telling."""

    interviews: tuple[Interview, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[Notes, ...] = ()
    referees: tuple[Referee, ...] = ()
    uses: tuple[ReferenceUse, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    applications: tuple[Application, ...] = ()
    to_send: tuple[ToSend, ...] = ()
    snoozes: tuple[Snooze, ...] = ()

    def put(self, fact: Fact) -> "Facts":
        """Return these facts with one added, or replaced where its id is known."""
        name = _TUPLE_OF[type(fact)]
        known: tuple[Fact, ...] = getattr(self, name)
        if any(old.id == fact.id for old in known):
            changed = tuple(fact if old.id == fact.id else old for old in known)
        else:
            changed = (*known, fact)
        return replace(self, **{name: changed})

    def remove(self, fact: Fact) -> "Facts":
        """Return these facts without one; without change where it is not known."""
        name = _TUPLE_OF[type(fact)]
        known: tuple[Fact, ...] = getattr(self, name)
        return replace(self, **{name: tuple(old for old in known if old.id != fact.id)})

    def all(self) -> tuple[Fact, ...]:
        """Return every fact, whatever its type."""
        return tuple(fact for part in fields(self) for fact in getattr(self, part.name))

    def compare(self, other: "Facts") -> Iterator[tuple[tuple[Fact, ...], tuple[Fact, ...]]]:
        """Yield the facts of each type here and there, leaving out the types none of which was touched."""
        for part in fields(self):
            here, there = getattr(self, part.name), getattr(other, part.name)
            if here is not there:
                yield here, there


_TUPLE_OF: dict[type, str] = {
    Interview: "interviews",
    Contact: "contacts",
    Notes: "notes",
    Referee: "referees",
    ReferenceUse: "uses",
    FollowUp: "follow_ups",
    Application: "applications",
    ToSend: "to_send",
    Snooze: "snoozes",
}


def key_of(fact: Fact) -> str:
    """Return what tells a fact from every other of the person; notes share the id of their interview."""
    return f"{_TUPLE_OF[type(fact)]}/{fact.id}"


@dataclass(frozen=True, slots=True)
class Question:
    """What the bot has asked and typed words may answer.

    Args:
        step: Module of `bot.steps` that asked.
        ask: What it asked, a name of that module's own.
        subject: Id of the interview, contact, ... it is about; empty where there is none.
        asked: When (UTC).
        restated: Whether it has been restated after an interruption; that happens once.
        argument: What the step must remember until the answer, for example a half-understood reading.
    """

    step: str
    ask: str
    subject: str = ""
    asked: datetime | None = None
    restated: bool = False
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take the last change back.

    Args:
        before: Changed or removed facts as they were.
        added: Keys (`key_of`) of facts that did not exist.
        person: The person as they were, if a setting changed.
    """

    before: Facts = Facts()
    added: tuple[str, ...] = ()
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where the conversation stands; survives restarts like any fact.

    Args:
        question: The open question, None if nothing is asked.
        form: The form that was opened last and not sent yet, with what was typed into it; None if none.
        form_restated: Whether that open form has been mentioned after an interruption.
        echo: What was read from words last and may be corrected by "no, at 3 pm".
        focus, focused: Id of the interview last spoken of, and when (UTC).
        exercise: Name of the calming exercise shown last; never the same one twice running.
        undo: How to take the last change back.
        held: Interviews whose early follow-up was held back once, so that it may be overridden.
    """

    question: Question | None = None
    form: Form | None = None
    form_restated: bool = False
    echo: Question | None = None
    focus: str = ""
    focused: datetime | None = None
    exercise: str = ""
    undo: Undo | None = None
    held: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's whole search."""

    person: Person
    facts: Facts = Facts()
    nudges: tuple[Nudge, ...] = ()
    dialogue: Dialogue = Dialogue()

    def interview(self, id: str) -> Interview | None:
        """Return the interview with this id, None if this person has none such."""
        return next((one for one in self.facts.interviews if one.id == id), None)

    def contact(self, id: str) -> Contact | None:
        """Return the contact with this id, None if this person has none such."""
        return next((one for one in self.facts.contacts if one.id == id), None)

    def referee(self, id: str) -> Referee | None:
        """Return the referee with this id, None if this person has none such."""
        return next((one for one in self.facts.referees if one.id == id), None)

    def notes_of(self, interview: str) -> Notes:
        """Return the notes on an interview, empty ones if none were written."""
        return next((one for one in self.facts.notes if one.id == interview), Notes(interview))

    def met_in(self, interview: str) -> tuple[Contact, ...]:
        """Return whom the person met in an interview, in the order of telling."""
        return tuple(one for one in self.facts.contacts if one.interview == interview)

    def uses_for(self, interview: str) -> tuple[ReferenceUse, ...]:
        """Return the referees chosen for an interview."""
        return tuple(one for one in self.facts.uses if one.interview == interview)

    def follow_ups_in(self, interview: Interview) -> tuple[FollowUp, ...]:
        """Return the follow-ups sent in the current wait of an interview, earliest first."""
        sent = (
            one
            for one in self.facts.follow_ups
            if one.interview == interview.id and one.wait == interview.wait.number
        )
        return tuple(sorted(sent, key=lambda one: one.sent))

    def promised_in(self, interview: str) -> tuple[ToSend, ...]:
        """Return what the person promised to send after an interview."""
        return tuple(one for one in self.facts.to_send if one.interview == interview)

    def open_interviews(self) -> tuple[Interview, ...]:
        """Return the interviews still waited for, in the order of telling."""
        return tuple(one for one in self.facts.interviews if one.open)

    def is_done(self, step: Step, interview: Interview) -> bool:
        """Say whether a step counts as done for an interview (the table in the journey's rules).

        Keep looking and calm never end before an accepted offer or the outcome, so they are never done here.
        """
        if step in interview.skipped:
            return True
        match step:
            case Step.CONTACTS:
                return any(_reachable(one) for one in self.met_in(interview.id))
            case Step.REFLECTION:
                return self.notes_of(interview.id).written_at is not None
            case Step.THANK_YOU:
                met = self.met_in(interview.id)
                return bool(met) and all(one.thanks != "open" for one in met)
            case Step.REFERENCES:
                uses = self.uses_for(interview.id)
                return bool(uses) and all(one.told_at is not None for one in uses)
            case Step.FOLLOW_UP:
                return not interview.open
            case Step.KEEP_LOOKING | Step.CALM:
                return False


def _reachable(contact: Contact) -> bool:
    return bool(contact.email or contact.phone or contact.linkedin or contact.postal)
