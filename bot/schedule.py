"""A nudge as a row: when it is due, why, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NudgeKind(StrEnum):
    """Everything the bot may say unasked."""

    CONTACTS = "contacts"
    REFLECTION = "reflection"
    THANK_YOU = "thank_you"
    TO_SEND = "to_send"
    REFERENCES = "references"
    KEEP_LOOKING = "keep_looking"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    OUTCOME = "outcome"
    CALM = "calm"
    CHECK_IN = "check_in"


class NudgeState(StrEnum):
    """What became of a nudge; only `PLANNED` ones can still be moved or dropped by planning."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    DROPPED = "dropped"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class NudgeKey:
    """What makes a nudge the same nudge, however often it is planned.

    Args:
        kind: What it is about.
        interview: Whose, None for the person's own (calm, keep looking).
        wait: Number of the wait; an answer from the employer begins a new one.
        occurrence: Which one of its kind: `1`, `2`, a date, an item's id.
    """

    kind: NudgeKind
    interview: str | None = None
    wait: int = 0
    occurrence: str = "1"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One message the bot means to send, or has sent.

    Args:
        key: Unique per person.
        due: The instant (UTC).
        wall: The wall-clock time it was meant for in `zone` (naive), None where it is an instant
            (so many hours after the end, a snooze): the due instant follows the wall clock when
            zone data or the person's zone change, an instant stays.
        zone: IANA zone of `wall`.
        chosen: Whether the person chose the moment; then it holds in quiet hours.
        state: What became of it.
        settled: When it was sent or dropped (UTC).
        answered: Whether the person acted within 24 hours of it.
        batch: Id of the one message it was sent in, shared by those that joined; empty until sent.
    """

    key: NudgeKey
    due: datetime
    wall: datetime | None = None
    zone: str = "UTC"
    chosen: bool = False
    state: NudgeState = NudgeState.PLANNED
    settled: datetime | None = None
    answered: bool = False
    batch: str = ""
