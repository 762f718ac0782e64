"""Saves what a turn changed in one person's journey, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from adapters.keeping import by_due
from adapters.sql.changes import (
    DIALOGUE_ROWS,
    FACT_ROWS,
    PERSON_ROWS,
    WAIT_ROWS,
    Changes,
)
from adapters.sql.crypto import KeyRing
from adapters.sql.dialogues import seal_dialogue
from adapters.sql.loading import Loaded
from adapters.sql.nudges import Schedule
from adapters.sql.shapes import FACTS, PERSON, WAIT, Shape
from bot.interview import Interview
from bot.journey import Dialogue, Fact, Journey


class Saver:
    """Gathers what changed in one person's rows.

    Args:
        changes: Where it is gathered what is to be written.
        ring: Keys.
        now: Current instant (UTC).
        before: What was loaded, None for a person who was not known.
        after: What to keep, of the same person.
    """

    def __init__(
        self,
        changes: Changes,
        ring: KeyRing,
        now: datetime,
        before: Loaded | None,
        after: Journey,
    ) -> None:
        self._changes = changes
        self._ring = ring
        self._owner = after.person.id
        self._known = before is not None
        self._before = before.journey if before else Journey(after.person)
        self._loaded = before
        self._positions = dict(before.positions) if before else {}
        self._schedule = Schedule(self._owner, now, ring, before.tokens if before else {})
        nudges = after.nudges
        if nudges != self._before.nudges:
            nudges = tuple(sorted(nudges, key=by_due))
        self._after = replace(after, nudges=nudges)

    def save(self, revision: int) -> Loaded:
        """Gather what differs, and return what is kept once that is written.

        Args:
            revision: Marks what is kept from now on, if anything differs; drawn by chance.
        """
        if self._loaded is not None and self._after == self._before:
            return self._loaded
        self._save_person(revision)
        for field, shape in FACTS.items():
            before: tuple[Fact, ...] = getattr(self._before.facts, field)
            after: tuple[Fact, ...] = getattr(self._after.facts, field)
            if before != after:
                self._save_facts(shape, before, after)
        if self._before.nudges != self._after.nudges:
            self._schedule.save(self._changes, self._before.nudges, self._after.nudges)
        if self._before.dialogue != self._after.dialogue:
            self._save_dialogue()
        return Loaded(self._after, self._positions, self._schedule.tokens, revision)

    def _save_person(self, revision: int) -> None:
        person = self._after.person
        owner, ring = self._owner, self._ring
        row: dict[str, Any] = {"revision": revision}
        if self._known:
            row |= PERSON.changes(self._before.person, person, owner, owner, ring)
            self._changes.add(PERSON_ROWS.update, [row | {"its_id": owner}])
        else:
            self._changes.add(PERSON_ROWS.insert, [row | PERSON.write(person, owner, owner, ring)])

    def _save_facts(self, shape: Shape, before: Sequence[Fact], after: Sequence[Fact]) -> None:
        table = shape.table.name
        positions = self._positions.get(table, {})
        if after[: len(before)] == before:
            # The usual case, at once: something was added, and nothing else changed.
            same, moved, old, gone = len(before), dict(positions), dict[str, Fact](), []
        else:
            old = {one.id: one for one in before}
            stays = {one.id for one in after}
            gone = [self._its(id) for id in old if id not in stays]
            same = _common(before, after)
            moved = {fact.id: positions[fact.id] for fact in after[:same]}
        added: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        last = moved[after[same - 1].id] if same else -1
        for fact in after[same:]:
            known = positions.get(fact.id)
            last = known if known is not None and known > last else last + 1
            moved[fact.id] = last
            was = old.get(fact.id)
            if known == last and was == fact:
                continue
            row = shape.write(fact, self._owner, fact.id, self._ring) | {"position": last}
            if fact.id in old:
                changed.append(row | self._its(fact.id))
            else:
                added.append(row | {"person": self._owner})
        self._changes.add(FACT_ROWS[table].delete, gone)
        self._changes.add(FACT_ROWS[table].update, changed)
        self._changes.add(FACT_ROWS[table].insert, added)
        self._positions[table] = moved
        if table == "interview":
            touched = after if old else after[same:]
            self._save_waits(cast(dict[str, Interview], old), cast(Sequence[Interview], touched))

    def _save_waits(self, old: Mapping[str, Interview], after: Sequence[Interview]) -> None:
        # Waits of a deleted interview went with it, by the foreign key.
        for interview in after:
            was = old[interview.id].waits if interview.id in old else ()
            if was == interview.waits:
                continue
            found = {"its_person": self._owner, "its_interview": interview.id}
            self._changes.add(WAIT_ROWS.delete, [found | {"its_number": one.number} for one in was])
            mine = {"person": self._owner, "interview": interview.id}
            self._changes.add(
                WAIT_ROWS.insert,
                [
                    WAIT.write(one, self._owner, interview.id, self._ring) | mine
                    for one in interview.waits
                ],
            )

    def _save_dialogue(self) -> None:
        known, kept = (one.dialogue != Dialogue() for one in (self._before, self._after))
        if not kept:
            self._changes.add(DIALOGUE_ROWS.delete, [{"its_person": self._owner}])
            return
        content = seal_dialogue(self._after.dialogue, self._owner, self._ring)
        if known:
            self._changes.add(
                DIALOGUE_ROWS.update, [{"content": content, "its_person": self._owner}]
            )
        else:
            self._changes.add(DIALOGUE_ROWS.insert, [{"content": content, "person": self._owner}])

    def _its(self, id: str) -> dict[str, Any]:
        return {"its_person": self._owner, "its_id": id}


def _common(before: Sequence[Fact], after: Sequence[Fact]) -> int:
    """Return how many facts at the beginning were not touched."""
    pairs = enumerate(zip(before, after, strict=False))
    differs = (number for number, (old, new) in pairs if old is not new)
    return next(differs, min(len(before), len(after)))
