"""Who uses the bot: a person, where they are reached, and what they prefer."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """One person in one place; every load is by address, so nobody reads what is not theirs.

    Args:
        platform: `terminal`, `slack`, `discord`.
        user: The platform's id of the person.
        team: The workspace or server, empty where there is none.
        enterprise: The organisation above the workspace, empty where there is none.
    """

    platform: str
    user: str
    team: str = ""
    enterprise: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """A workspace, or an organisation of workspaces, whose members may use the bot.

    Args:
        platform: `slack`.
        enterprise: Id of the organisation, empty where there is none.
        team: Id of the workspace; empty stands for every workspace of the organisation.
    """

    platform: str
    enterprise: str
    team: str


class Pace(StrEnum):
    """How often the bot may speak up by itself."""

    NORMAL = "normal"
    LESS = "less"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The wall-clock hours in which no nudge arrives, from `start` up to but not including `end`.

    The hours may run over midnight. Equal times mean that there are none.
    """

    start: time = time(20, 30)
    end: time = time(8, 30)


@dataclass(frozen=True, slots=True)
class Person:
    """A person and their settings.

    Args:
        id: Ours, never the platform's.
        address: Where they are reached.
        zone: IANA name of their time zone.
        zone_told: Whether they (or their platform's profile) gave the zone; otherwise it is asked.
        country: ISO 3166 alpha-2 of where they live; never taken from an employer.
        language: Language of the catalogue they are spoken to in.
        quiet: Their quiet hours.
        calm_on, calm_at: Whether and when calming messages come (wall clock).
        weekly_on, weekly_day, weekly_at: The weekly look at the search; Monday is day 0.
        goal: Applications a week they aim for, or None.
        pace: What they chose; a silence that lowers it is read from the nudges, not from here.
        pace_at: When they last chose the pace (UTC).
        off: Kinds of nudge they switched off.
        hold_until: No nudge before this moment (a snooze of everything, UTC).
        dark_until: End of the 72 hours after dark words (UTC); nothing else of them is kept.
        joined: When they first wrote (UTC).
        last_act: When they last did anything (UTC).
        reminded_pace: When they were last offered to go back to the normal pace (UTC).
    """

    id: str
    address: Address
    joined: datetime
    last_act: datetime
    zone: str = "UTC"
    zone_told: bool = False
    country: str | None = None
    language: str = "en"
    quiet: QuietHours = QuietHours()
    calm_on: bool = True
    calm_at: time = time(18, 30)
    weekly_on: bool = True
    weekly_day: int = 0
    weekly_at: time = time(9, 30)
    goal: int | None = None
    pace: Pace = Pace.NORMAL
    pace_at: datetime | None = None
    off: frozenset[str] = frozenset()
    hold_until: datetime | None = None
    dark_until: datetime | None = None
    reminded_pace: datetime | None = None
