"""Erases again whom an older copy of the database brought back."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, exists, or_, select
from sqlmodel import UTCDateTime

from adapters.sql.forgotten import Forgotten
from adapters.sql.leaving import erase_people, space_row
from adapters.sql.shapes import PERSON, table_of
from adapters.sql.tables import InstallationRow
from bot.people import Space

AT_ONCE = 500
"""Ids that one statement looks for."""

log = logging.getLogger(__name__)


def forget_again(connection: Connection, forgotten: Forgotten) -> None:
    """Erase whoever is on the list and is back, before anybody else sees the database.

    Raises:
        StoreError: The list cannot be read.
    """
    forgotten.check()
    erased = forgotten.read()
    people = _forget_people(connection, erased.people)
    spaces = sum(_forget_space(connection, space, at) for space, at in erased.spaces.items())
    if people or spaces:
        log.warning(
            "an older copy of the database was brought back; erased from it again, as %s says: people: %d,"
            " tokens: %d",
            forgotten.path,
            people,
            spaces,
        )


def _forget_people(connection: Connection, erased: Mapping[str, datetime]) -> int:
    count = 0
    for some in _portions(list(erased)):
        found = connection.execute(_FIND, {"ids": some}).all()
        # Whoever was told that erasing failed, and went on, does not lose what they told since.
        back = [id for id, last_act in found if last_act <= erased[id]]
        if back:
            erase_people(connection, back)
        count += len(back)
    return count


def _forget_space(connection: Connection, space: Space, at: datetime) -> int:
    """Let go of tokens that ended, unless somebody is left there: the next message to them finds it out."""
    return connection.execute(_FORGET, space_row(space) | {"at": at}).rowcount


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


_PERSONS = PERSON.table.c
_PLACES = table_of(InstallationRow)
_FIND = select(_PERSONS.id, _PERSONS.last_act).where(
    _PERSONS.id.in_(bindparam("ids", expanding=True))
)
_MEMBERS = exists().where(
    and_(
        _PERSONS.platform == _PLACES.c.platform,
        _PERSONS.enterprise == _PLACES.c.enterprise,
        or_(_PERSONS.team == _PLACES.c.team, _PLACES.c.team == ""),
    )
)
_FORGET = delete(_PLACES).where(
    *(_PLACES.c[name] == bindparam(name) for name in ("platform", "enterprise", "team")),
    _PLACES.c.changed <= bindparam("at", type_=UTCDateTime()),
    ~_MEMBERS,
)
