"""Who is not to be written to for a while, because their platform asked for patience."""

from collections import defaultdict
from datetime import datetime

from bot.people import Address, Space

REMEMBERED = 10_000
"""People kept in mind at most; whoever is forgotten is asked for patience once more."""
CROWD = 10
"""So many people of one place who have to wait at once mean that all have to: Discord blocks an address after 10,000
refusals in ten minutes, and asking everybody in turn would bring them about."""


class Pacing:
    """One for a process: a destination that is closed holds up no other one."""

    def __init__(self) -> None:
        self._people: dict[Address, datetime] = {}
        self._spaces: dict[Space, datetime] = {}
        self._crowds: defaultdict[Space, dict[Address, datetime]] = defaultdict(dict)

    def close(self, who: Address, now: datetime, until: datetime, *, everybody: bool) -> None:
        """Note that nothing is to be posted before an instant.

        Args:
            who: To whom something was posted.
            now: The current instant (UTC).
            until: The instant (UTC).
            everybody: Whether it holds for everybody in their workspace, or on a platform without any.
        """
        space = _space(who)
        if everybody:
            self._close_all(space, until)
            return
        if len(self._people) >= REMEMBERED:
            self._people = dict(list(self._people.items())[REMEMBERED // 2 :])
        self._people[who] = until
        crowd = {one: ends for one, ends in self._crowds[space].items() if ends > now}
        crowd[who] = until
        self._crowds[space] = crowd
        if len(crowd) >= CROWD:
            # Only until the first of them may be tried again: that one finds out whether it is over for all.
            self._close_all(space, min(crowd.values()))

    def opens(self, who: Address, now: datetime) -> datetime | None:
        """Return when somebody may be written to again (UTC), None where they may be now."""
        closed = (self._people.get(who), self._spaces.get(_space(who)))
        return max((one for one in closed if one is not None and one > now), default=None)

    def _close_all(self, space: Space, until: datetime) -> None:
        self._spaces[space] = until
        self._crowds.pop(space, None)


def _space(who: Address) -> Space:
    return Space(who.platform, who.enterprise, who.team)
