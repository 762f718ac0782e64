"""Takes rows out of the schedule that no release of ours wrote, so that nobody is locked out for them."""

import logging
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, delete, select, update

from adapters.sql.crypto import KeyRing
from adapters.sql.loading import Loaded, load
from adapters.sql.recollection import new_revision
from adapters.sql.shapes import NUDGE, PERSON, as_key
from bot.errors import DamagedError
from bot.schedule import NudgeState

log = logging.getLogger(__name__)


def load_readable(connection: Connection, owner: str, ring: KeyRing) -> Loaded:
    """Load the journey of a person that was found in this transaction, without rows that cannot be read.

    Raises:
        DamagedError: A sealed value cannot be opened, or another one is none that we wrote.
    """
    try:
        try:
            return load(connection, owner, ring)
        except (ValueError, TypeError):
            if not take_out_unreadable(connection, [owner]):
                raise
            return load(connection, owner, ring)
    except (ValueError, TypeError) as error:
        # Not in its own words, which may repeat what was sealed.
        what = f"What is kept of the person {owner} cannot be read ({type(error).__name__})."
        raise DamagedError(what) from error


def take_out_unreadable(connection: Connection, owners: Iterable[str]) -> int:
    """Delete rows of the schedule that cannot be read, log each, and return how many those were.

    They hold nothing that a person said, and what is still wanted is planned anew.

    Args:
        connection: In a transaction in which the owners are locked.
        owners: Whose rows to look at.
    """
    taken = 0
    for owner in owners:
        for key in connection.execute(_KEYS, {"owner": owner}).mappings().all():
            its = {f"its_{name}": value for name, value in key.items()}
            try:
                row = connection.execute(_ROW, its).mappings().one()
                as_key(row)
                NudgeState(row["state"])
            except (ValueError, TypeError) as error:
                log.error(  # noqa: TRY400 - a traceback would say no more
                    "a row of the schedule cannot be read and was taken out: %s (%s)",
                    dict(key),
                    error,
                )
                connection.execute(_DELETE, its)
                taken += 1
        if taken:
            connection.execute(_RENEW, {"owner": owner, "drawn": new_revision()})
    return taken


_NUDGES, _PERSONS = NUDGE.table, PERSON.table
_IT = [one == bindparam(f"its_{one.name}") for one in _NUDGES.primary_key]
_KEYS = select(*_NUDGES.primary_key).where(_NUDGES.c.person == bindparam("owner"))
_ROW = select(_NUDGES).where(*_IT)
_DELETE = delete(_NUDGES).where(*_IT)
_RENEW = (
    update(_PERSONS).where(_PERSONS.c.id == bindparam("owner")).values(revision=bindparam("drawn"))
)
