"""Lets go of what only has to be recognised again for a while: events, and installations begun."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Delete, Table, bindparam, delete, select, tuple_

from adapters.sql.shapes import table_of
from adapters.sql.tables import InboundEventRow, InstallStateRow

AT_ONCE = 1_000
"""Rows deleted in one transaction: others wait for that long at most."""


def forget_some(connection: Connection, before: datetime) -> int:
    """Delete some of what came before an instant (UTC), and return how many; 0 once nothing is left.

    Rows that another process is deleting are passed over.
    """
    return sum(connection.execute(one, {"before": before}).rowcount for one in _FORGET)


def _oldest(table: Table, came: ColumnElement[datetime]) -> Delete:
    key = [*table.primary_key.columns]
    old = (
        select(*key)
        .where(came < bindparam("before"))
        .order_by(came)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    return delete(table).where(tuple_(*key).in_(old))


_EVENTS, _BEGUN = table_of(InboundEventRow), table_of(InstallStateRow)
_FORGET = (_oldest(_EVENTS, _EVENTS.c.seen_at), _oldest(_BEGUN, _BEGUN.c.issued))
