"""Who is not to be written to for a while, because their platform asked for patience."""

from datetime import datetime

from bot.people import Address, Space

REMEMBERED = 10_000
"""People kept in mind at most; whoever is forgotten is asked for patience once more."""


class Pacing:
    """One for a process: a destination that is closed holds up no other one."""

    def __init__(self) -> None:
        self._people: dict[Address, datetime] = {}
        self._spaces: dict[Space, datetime] = {}

    def close(self, who: Address, until: datetime, *, everybody: bool) -> None:
        """Note that nothing is to be posted before an instant (UTC).

        Args:
            who: To whom something was posted.
            until: The instant.
            everybody: Whether it holds for everybody in their workspace, or on a platform without any.
        """
        if everybody:
            self._spaces[_space(who)] = until
            return
        if len(self._people) >= REMEMBERED:
            self._people = dict(list(self._people.items())[REMEMBERED // 2 :])
        self._people[who] = until

    def opens(self, who: Address, now: datetime) -> datetime | None:
        """Return when somebody may be written to again (UTC), None where they may be now."""
        closed = (self._people.get(who), self._spaces.get(_space(who)))
        return max((one for one in closed if one is not None and one > now), default=None)


def _space(who: Address) -> Space:
    return Space(who.platform, who.enterprise, who.team)
