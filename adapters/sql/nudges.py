"""Saves what a turn changed in somebody's schedule; what moves together is written by one statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.keeping import is_let_go
from adapters.sql.changes import MOVES, NUDGE_ROWS, UNTRIED, Changes, nudge_row
from adapters.sql.crypto import KeyRing
from adapters.sql.shapes import NUDGE
from bot.schedule import Nudge, NudgeKey, NudgeState

_UNCLAIMED: dict[str, Any] = {"lease_until": None, "token": None}
_Move = tuple[NudgeState, datetime | None, str]
"""Where a nudge goes: its state, when it was settled, and its message."""


class Schedule:
    """One person's nudges on their way into the database.

    Args:
        owner: The person's id.
        now: Current instant (UTC).
        ring: Keys.
        tokens: Of the claims under way, by the nudge claimed.
    """

    def __init__(
        self, owner: str, now: datetime, ring: KeyRing, tokens: Mapping[NudgeKey, str]
    ) -> None:
        self._owner = owner
        self._now = now
        self._ring = ring
        self.tokens = dict(tokens)

    def save(self, changes: Changes, before: Sequence[Nudge], after: Sequence[Nudge]) -> None:
        """Gather what differs; `tokens` are then those that are left.

        Args:
            changes: Where it is gathered what is to be written.
            before: As they lie there.
            after: As they are to be kept.
        """
        old = {one.key: one for one in before}
        new = {one.key: one for one in after}
        self.tokens = {key: token for key, token in self.tokens.items() if key in new}
        changes.add(NUDGE_ROWS.delete, [self._its(key) for key in old if key not in new])
        together = self._save_together(changes, before, new)
        for nudge in after:
            was = old.get(nudge.key)
            if was is None:
                row = NUDGE.write(nudge, self._owner, "", self._ring)
                row |= {"person": self._owner, "attempts": 0}
                changes.add(NUDGE_ROWS.insert, [row | self._lease(nudge)])
            elif was is not nudge and was != nudge:
                lease = {} if nudge.state is was.state else self._lease(nudge)
                if nudge.key not in together:
                    row = NUDGE.changes(was, nudge, self._owner, "", self._ring)
                    changes.add(NUDGE_ROWS.update, [row | lease | self._its(nudge.key)])
                if is_let_go(was, nudge):
                    changes.add(UNTRIED, [self._its(nudge.key)])

    def _save_together(
        self, changes: Changes, before: Sequence[Nudge], new: Mapping[NudgeKey, Nudge]
    ) -> frozenset[NudgeKey]:
        """Gather how the claimed nudges of a message move, where all go the same way, and return which those are.

        What is deleted or moved by itself is so before them.
        """
        moves: defaultdict[str, defaultdict[_Move, list[NudgeKey]]] = defaultdict(
            lambda: defaultdict(list)
        )
        claimed = [one for one in before if one.state is NudgeState.CLAIMED]
        # Beside what stays or comes into a message, what leaves it cannot be told by the message alone.
        busy = {one.batch for one in new.values() if one.state is NudgeState.CLAIMED}
        for was in claimed:
            now = new.get(was.key)
            if now is not None and _only_moves(was, now):
                moves[was.batch][now.state, now.settled, now.batch].append(was.key)
        together: set[NudgeKey] = set()
        for batch, ways in moves.items():
            (state, settled, into), keys = max(ways.items(), key=lambda way: len(way[1]))
            if batch in busy or len(keys) == 1:
                continue
            row: dict[str, Any] = {"state": state.value, "settled": settled, "batch": into}
            if state is not NudgeState.CLAIMED:
                row |= _UNCLAIMED
            changes.add(MOVES, [row | {"its_person": self._owner, "its_batch": batch}])
            together.update(keys)
        return frozenset(together)

    def _lease(self, nudge: Nudge) -> dict[str, Any]:
        # Only a claim claims: one that a turn calls claimed is free again at once, not stuck for ever.
        if nudge.state is NudgeState.CLAIMED:
            self.tokens[nudge.key] = ""
            return {"lease_until": self._now, "token": ""}
        self.tokens.pop(nudge.key, None)
        return _UNCLAIMED

    def _its(self, key: NudgeKey) -> dict[str, Any]:
        return {"its_person": self._owner} | nudge_row(key)


def _only_moves(was: Nudge, now: Nudge) -> bool:
    return (was.due, was.wall, was.zone, was.chosen, was.answered) == (
        now.due,
        now.wall,
        now.zone,
        now.chosen,
        now.answered,
    )
