"""Places from which the bot was taken away, and how their members are erased once that is due."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, text
from sqlmodel import UTCDateTime

from adapters.sql.shapes import PERSON, table_of
from adapters.sql.tables import LeavingRow
from bot.people import Address, Space

AT_ONCE = 200
"""People erased in one transaction: others wait for that long at most."""


def space_row(space: Space) -> dict[str, str]:
    """Return a space as columns."""
    return {"platform": space.platform, "enterprise": space.enterprise, "team": space.team}


def leave(connection: Connection, space: Space, due: datetime) -> None:
    """Note that the members of a space are to be erased; see `bot.ports.Store.leave`."""
    rows = [space_row(space)]
    if not space.team:
        rows = [dict(one) for one in connection.execute(_TEAMS, rows[0]).mappings()]
    if rows:
        connection.execute(_LEAVE, [row | {"due": due} for row in rows])


def stay(connection: Connection, space: Space) -> None:
    """Note that they are not."""
    connection.execute(_STAY if space.team else _STAY_ALL, space_row(space))


def erase_some(
    connection: Connection, now: datetime, note: Callable[[Sequence[str]], None]
) -> list[Address] | None:
    """Erase some members of one space that is due, and return whom; None once no space is due.

    The space is locked meanwhile: another process passes it over, and one that would note that the
    bot is back waits.

    Args:
        connection: In a transaction.
        now: Current instant (UTC).
        note: Told the ids of those who are about to be erased.
    """
    left = connection.execute(_DUE, {"now": now}).mappings().first()
    if left is None:
        return None
    space = {name: left[name] for name in ("platform", "enterprise", "team")}
    members = connection.execute(_MEMBERS, space).mappings().all()
    if not members:
        connection.execute(_STAY, space)
        return []
    ids = [one["id"] for one in members]
    note(ids)
    erase_people(connection, ids)
    return [
        Address(one["platform"], one["user"], one["team"], one["enterprise"]) for one in members
    ]


def erase_people(connection: Connection, ids: Sequence[str]) -> None:
    """Delete people by the ids of their rows; everything else of them goes with these, by the foreign keys."""
    connection.execute(_ERASE, {"ids": ids})


_LEFT = table_of(LeavingRow)
_PERSONS = PERSON.table
_HERE = [_LEFT.c[name] == bindparam(name) for name in ("platform", "enterprise", "team")]
_LEAVE = text(
    "INSERT INTO leaving (platform, enterprise, team, due) VALUES (:platform, :enterprise, :team, :due)"
    " ON CONFLICT (platform, enterprise, team) DO NOTHING"
).bindparams(bindparam("due", type_=UTCDateTime()))
_TEAMS = (
    select(*(_PERSONS.c[name] for name in ("platform", "enterprise", "team")))
    .where(
        _PERSONS.c.platform == bindparam("platform"),
        _PERSONS.c.enterprise == bindparam("enterprise"),
        _PERSONS.c.enterprise != "",
    )
    .distinct()
)
_STAY = delete(_LEFT).where(*_HERE)
_STAY_ALL = delete(_LEFT).where(*_HERE[:2], _LEFT.c.enterprise != "")
_DUE = (
    select(_LEFT)
    .where(_LEFT.c.due <= bindparam("now"))
    .order_by(_LEFT.c.due)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_MEMBERS = (
    select(*(_PERSONS.c[name] for name in ("id", "platform", "user", "team", "enterprise")))
    .where(*(_PERSONS.c[name] == bindparam(name) for name in ("platform", "enterprise", "team")))
    .limit(AT_ONCE)
)
_ERASE = delete(_PERSONS).where(_PERSONS.c.id.in_(bindparam("ids", expanding=True)))
