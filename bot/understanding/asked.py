"""What a day is read against, and what a reading of one is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.understanding.reading import Towards


@dataclass(frozen=True, slots=True)
class Asked:
    """What a day is read against.

    Args:
        now: The person's wall clock (naive).
        towards: Which way a day is looked for.
        country: Decides about 03/04; None leaves both.
        period: Which day a whole week or month stands for; None: it stands for none.
    """

    now: datetime
    towards: Towards
    country: str | None
    period: Literal["first", "last"] | None

    @property
    def today(self) -> date:
        """The person's date."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Days:
    """One reading of a day: the days on which it comes round, of which the nearest is meant.

    Args:
        on: In order; a single one where nothing was left open.
        assumed: What choosing among them fills in.
        at: The wall clock, where the words gave it ("two hours ago").
        weekday: Only a weekday was said; who says "by Friday" on a Friday means another one.
    """

    on: tuple[date, ...]
    assumed: tuple[str, ...] = ()
    at: datetime | None = None
    weekday: bool = False


class NoDay(Exception):
    """Words that are a day, but none that can be used; the reason is one of `Unread`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
