"""What is to be written of one or several people, and how: kind by kind, each kind at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, literal_column, update

from adapters.sql.prepared import Prepared, Row
from adapters.sql.shapes import FACTS, NUDGE, PERSON, WAIT, table_of
from adapters.sql.tables import DialogueRow
from bot.schedule import NudgeKey, NudgeState


class Writes:
    """The statements that change a table.

    Rows are found by parameters called as the columns of the primary key with `its_` before them.
    """

    def __init__(self, table: Table) -> None:
        its = [column == bindparam(f"its_{column.name}") for column in table.primary_key]
        self.insert = Prepared(insert(table))
        self.update = Prepared(update(table).where(*its))
        self.delete = Prepared(delete(table).where(*its))


PERSON_ROWS = Writes(PERSON.table)
FACT_ROWS = {shape.table.name: Writes(shape.table) for shape in FACTS.values()}
WAIT_ROWS = Writes(WAIT.table)
NUDGE_ROWS = Writes(NUDGE.table)
DIALOGUE_ROWS = Writes(table_of(DialogueRow))

MOVES = Prepared(
    update(NUDGE.table).where(
        NUDGE.table.c.person == bindparam("its_person"),
        NUDGE.table.c.state == literal_column(f"'{NudgeState.CLAIMED.value}'"),
        NUDGE.table.c.batch == bindparam("its_batch"),
    )
)
"""Moves all that is claimed of one message."""
UNTRIED = Prepared(
    update(NUDGE.table)
    .where(
        *(column == bindparam(f"its_{column.name}") for column in NUDGE.table.primary_key),
        NUDGE.table.c.attempts > 0,
    )
    .values(attempts=NUDGE.table.c.attempts - 1)
)
"""Counts a claim as no try."""

_ORDER = [
    statement
    for writes in (PERSON_ROWS, *FACT_ROWS.values(), WAIT_ROWS)
    for statement in (writes.delete, writes.update, writes.insert)
] + [
    *(NUDGE_ROWS.delete, NUDGE_ROWS.update, MOVES, UNTRIED, NUDGE_ROWS.insert),
    *(DIALOGUE_ROWS.delete, DIALOGUE_ROWS.update, DIALOGUE_ROWS.insert),
]
"""What others refer to comes before them, and what makes room before what needs it."""


class Changes:
    """Rows to write, of as many people as there are in a transaction."""

    def __init__(self) -> None:
        self._rows: dict[Prepared, dict[tuple[str, ...], list[Row]]] = {}

    def add(self, statement: Prepared, rows: Sequence[Row]) -> None:
        """Add rows to those that a statement writes."""
        for row in rows:
            self._rows.setdefault(statement, {}).setdefault(tuple(row), []).append(row)

    def write(self, connection: Connection) -> None:
        """Write everything.

        Args:
            connection: In a transaction.
        """
        for statement in _ORDER:
            for rows in self._rows.get(statement, {}).values():
                statement.run(connection, *rows)


def nudge_row(key: NudgeKey) -> dict[str, Any]:
    """Return the parameters by which a nudge of a person is found."""
    return {
        "its_kind": key.kind.value,
        "its_interview": key.interview or "",
        "its_wait": key.wait,
        "its_occurrence": key.occurrence,
    }
