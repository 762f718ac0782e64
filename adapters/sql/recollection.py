"""Journeys as they were last seen, so that a person who is talking is not read anew at every word."""

import secrets
from collections import OrderedDict
from threading import Lock

from adapters.sql.loading import Loaded
from bot.people import Address

MOST = 1_000
"""Journeys remembered; of most people one takes some 20 kB."""


class Recollection:
    """Remembers what was last kept of people, each with the revision it goes with.

    A journey is good as long as the person's row carries its revision, which the store looks at in
    every transaction: whatever else wrote meanwhile, in this process or another, drew a new one. A
    revision drawn in a transaction that was undone is never drawn again, so nothing that did not
    happen is recalled.

    Args:
        most: Journeys remembered; those longest unused are let go.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._journeys: OrderedDict[Address, Loaded] = OrderedDict()
        # Several threads work on a database that takes several writers.
        self._lock = Lock()

    def recall(self, who: Address, revision: int) -> Loaded | None:
        """Return a person's journey if it is remembered as of that revision."""
        with self._lock:
            known = self._journeys.get(who)
            if known is None or known.revision != revision:
                return None
            self._journeys.move_to_end(who)
            return known

    def remember(self, who: Address, loaded: Loaded) -> None:
        """Remember what is now kept of a person."""
        with self._lock:
            self._journeys[who] = loaded
            self._journeys.move_to_end(who)
            if len(self._journeys) > self._most:
                self._journeys.popitem(last=False)

    def forget(self, who: Address) -> None:
        """Let go of a person's journey."""
        with self._lock:
            self._journeys.pop(who, None)


def new_revision() -> int:
    """Return a revision that was never drawn before: 63 bits of chance."""
    return secrets.randbits(63)
