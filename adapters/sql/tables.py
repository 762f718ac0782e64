"""The tables, one SQLModel class each; columns are called as the fields they keep.

Every row carries its owner's id, by which it is loaded and with whom it is erased. What is personal
lies in sealed columns, unreadable without the key; settings, dates, countries and ids lie open.
Statuses are text with a CHECK, because native enums can be changed on neither database in one step.
"""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from bot.interview import Channel, NextStep, OutcomeKind, Thanks
from bot.people import Pace
from bot.schedule import NudgeKind, NudgeState

METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_name)s_uq",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)
"""Every constraint has a name, or a later migration could not change it."""

CLAIMED = f"state = '{NudgeState.CLAIMED.value}'"
"""Said in these words by the index of claimed rows, and by whatever is to be found with it."""


class Row(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = METADATA  # pyright: ignore[reportIncompatibleVariableOverride]

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 # pyright: ignore[reportIncompatibleVariableOverride]
        """Return the name of the table: `FollowUpRow` lies in `follow_up`."""
        return re.sub("(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()


def _id() -> Any:
    return Field(primary_key=True)


def _owner() -> Any:
    return Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")


def _sealed() -> Any:
    """Return a column that holds what `KeyRing.seal` made; NULL stands for the empty value."""
    return Field(default=None, sa_type=LargeBinary, sa_column_kwargs={"info": {"sealed": True}})


def _known(column: str, kinds: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{one.value}'" for one in kinds)
    return CheckConstraint(f'"{column}" IN ({listed})', name=column)


def _of_claimed(*columns: str) -> Index:
    """Return an index of claimed rows alone: they may be many, since who takes no messages stays claimed for a day."""
    only = text(CLAIMED)
    return Index(None, *columns, sqlite_where=only, postgresql_where=only)


class PersonRow(Row, table=True):
    """A person and their settings.

    `revision` is the store's: drawn anew with whatever changes of the person.
    """

    __table_args__ = (
        UniqueConstraint("platform", "enterprise", "team", "user"),
        _known("pace", Pace),
    )

    id: str = _id()
    platform: str
    user: str
    team: str
    enterprise: str
    joined: datetime
    last_act: datetime
    zone: str
    zone_told: bool
    country: str | None
    language: str
    quiet_start: time
    quiet_end: time
    calm_on: bool
    calm_at: time
    weekly_on: bool
    weekly_day: int
    weekly_at: time
    goal: int | None
    pace: str
    pace_at: datetime | None
    off: bytes | None = _sealed()
    hold_until: datetime | None
    dark_until: bytes | None = _sealed()
    reminded_pace: datetime | None
    revision: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": text("0")}
    )


class InterviewRow(Row, table=True):
    """One interview; its waits lie in a table of their own."""

    __table_args__ = (_known("outcome_kind", OutcomeKind),)

    person: str = _owner()
    id: str = _id()
    position: int
    application: str
    company: bytes | None = _sealed()
    ended: datetime
    ended_zone: str
    logged: datetime
    role: bytes | None = _sealed()
    country: str | None
    city: bytes | None = _sealed()
    region: bytes | None = _sealed()
    zone: str | None
    format: str
    round: bytes | None = _sealed()
    contact_unwelcome: bool
    skipped: str
    opened: str
    outcome_kind: str | None
    outcome_at: datetime | None
    outcome_accepted: datetime | None
    outcome_deadline: date | None
    version: int


class WaitRow(Row, table=True):
    """One stretch of waiting after an interview."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["person", "interview"], ["interview.person", "interview.id"], ondelete="CASCADE"
        ),
        _known("next_step", NextStep),
    )

    person: str = _id()
    interview: str = _id()
    number: int = _id()
    started: datetime
    next_step: str
    on: date | None


class ContactRow(Row, table=True):
    """Somebody met in an interview."""

    __table_args__ = (
        _known("channel", Channel),
        _known("thanks", Thanks),
        _known("note_channel", Channel),
    )

    person: str = _owner()
    id: str = _id()
    position: int
    interview: str
    name: bytes | None = _sealed()
    title: bytes | None = _sealed()
    role: bytes | None = _sealed()
    email: bytes | None = _sealed()
    phone: bytes | None = _sealed()
    linkedin: bytes | None = _sealed()
    postal: bytes | None = _sealed()
    decides: bool | None
    channel: str | None
    recruiter: bool
    thanks: str
    thanked_at: datetime | None
    note_channel: str | None
    note_subject: bytes | None = _sealed()
    note: bytes | None = _sealed()
    version: int


class NotesRow(Row, table=True):
    """What was written down after one interview; `id` is the interview's."""

    person: str = _owner()
    id: str = _id()
    position: int
    learned: bytes | None = _sealed()
    important: bytes | None = _sealed()
    questions: bytes | None = _sealed()
    went_well: bytes | None = _sealed()
    better: bytes | None = _sealed()
    names: bytes | None = _sealed()
    written_at: datetime | None
    version: int


class RefereeRow(Row, table=True):
    """Somebody who vouches for the person."""

    person: str = _owner()
    id: str = _id()
    position: int
    name: bytes | None = _sealed()
    title: bytes | None = _sealed()
    relation: bytes | None = _sealed()
    email: bytes | None = _sealed()
    phone: bytes | None = _sealed()
    agreed: date | None
    last_used: date | None
    version: int


class ReferenceUseRow(Row, table=True):
    """A referee chosen for one interview."""

    person: str = _owner()
    id: str = _id()
    position: int
    interview: str
    referee: str
    chosen: datetime
    told_at: datetime | None
    thanked_at: datetime | None
    stress: bytes | None = _sealed()
    caller: bytes | None = _sealed()


class FollowUpRow(Row, table=True):
    """A message asking about the status that the person says they sent."""

    person: str = _owner()
    id: str = _id()
    position: int
    interview: str
    wait: int
    sent: datetime


class ApplicationRow(Row, table=True):
    """An application logged towards the week's goal."""

    person: str = _owner()
    id: str = _id()
    position: int
    company: bytes | None = _sealed()
    logged: datetime
    role: bytes | None = _sealed()


class ToSendRow(Row, table=True):
    """Something promised to the employer."""

    person: str = _owner()
    id: str = _id()
    position: int
    interview: str
    what: bytes | None = _sealed()
    by: date
    sent: datetime | None


class SnoozeRow(Row, table=True):
    """A nudge put off by the person."""

    person: str = _owner()
    id: str = _id()
    position: int
    kind: str
    interview: str | None
    until: datetime
    wait: int
    occurrence: str
    asked: datetime


class NudgeRow(Row, table=True):
    """The schedule: one row per nudge, and who is delivering it.

    `interview` is empty for the person's own, since a primary key takes no NULL. `lease_until`,
    `token` and `attempts` are the store's and appear in no `Nudge`; `attempts` counts claims.
    """

    __table_args__ = (
        _known("kind", NudgeKind),
        _known("state", NudgeState),
        CheckConstraint(
            "(state = 'claimed') = (lease_until IS NOT NULL AND token IS NOT NULL)",
            name="claimed_has_lease",
        ),
        Index(None, "state", "due"),
        _of_claimed("person", "state"),
        _of_claimed("state", "lease_until"),
    )

    person: str = _owner()
    kind: str = _id()
    interview: str = _id()
    wait: int = _id()
    occurrence: str = _id()
    due: datetime
    wall: NaiveDatetime | None
    zone: str
    chosen: bool
    state: str
    settled: datetime | None
    answered: bool
    batch: str
    lease_until: datetime | None = None
    token: str | None = None
    attempts: int = 0


class DialogueRow(Row, table=True):
    """Where the conversation stands, sealed as a whole."""

    person: str = _owner()
    content: bytes = Field(sa_type=LargeBinary, sa_column_kwargs={"info": {"sealed": True}})


class InboundEventRow(Row, table=True):
    """An event that was acted on; kept for a day, so that its repeat is recognised."""

    person: str = _owner()
    id: str = _id()
    seen_at: datetime = Field(index=True)


class InstallationRow(Row, table=True):
    """One place where the bot is installed; `content` holds its tokens, NULL once they are gone."""

    platform: str = _id()
    enterprise: str = _id()
    team: str = _id()
    content: bytes | None = _sealed()
    changed: datetime


class LeavingRow(Row, table=True):
    """A workspace from which the bot was taken away; its members are erased when `due`."""

    platform: str = _id()
    enterprise: str = _id()
    team: str = _id()
    due: datetime


class InstallStateRow(Row, table=True):
    """An installation that somebody began in a browser; `id` is a hash of what only they were given."""

    id: str = _id()
    issued: datetime


class SealKeyRow(Row, table=True):
    """A key that sealed something in this store; `proof` opens with that key only."""

    id: str = _id()
    proof: bytes = Field(sa_type=LargeBinary)
