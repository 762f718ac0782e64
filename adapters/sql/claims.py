"""Who delivers what is due: leases on the rows of the schedule."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)

from adapters.keeping import JOINS, claimable
from adapters.sql.loading import find
from adapters.sql.mending import take_out_unreadable
from adapters.sql.portions import is_one_of, owners_row, portions
from adapters.sql.prepared import Prepared
from adapters.sql.recollection import new_revision
from adapters.sql.shapes import NUDGE, PERSON, as_key
from bot.people import Address
from bot.ports import Claim, NewId
from bot.schedule import Nudge, NudgeKey, NudgeState

ROWS = 16
"""Rows looked at for each person to be claimed, where the first ones are few people's."""
LOOKS = 3
"""How often a claim looks when all it found were claimed by another process since it began to look."""


def claim(
    connection: Connection, now: datetime, lease: timedelta, most: int, new_token: NewId
) -> Sequence[Claim]:
    """Claim what is due of at most `most` people.

    First come those with a planned nudge, longest due first. Deliveries given up half way come after
    all of them, so that what keeps failing holds up nobody.

    Args:
        connection: In a transaction beside which nobody writes, or in a database that locks rows.
        now: Current instant (UTC).
        lease: How long the claims hold.
        most: Most people.
        new_token: Makes tokens, one for each claim.
    """
    for _ in range(LOOKS):
        people = _find(connection, now, most)
        try:
            claims = _take(connection, people, now, lease, new_token)
        except (ValueError, TypeError):
            # A row that no release of ours wrote; it must not keep everybody waiting.
            if not take_out_unreadable(connection, people):
                raise
            continue
        if claims or not people:
            return claims
    return []


def release(connection: Connection, claim: Claim) -> None:
    """Make the nudges that still carry a claim's token planned again."""
    found = find(connection, claim.address)
    if found is not None:
        owner, _ = found
        connection.execute(_RELEASE, {"owner": owner, "its_token": claim.token})
        connection.execute(_RENEW, {"owners": [owner], "drawn": new_revision()})


def put_back(connection: Connection, claim: Claim, until: datetime, *, counted: bool) -> None:
    """Let the lease of the nudges that still carry a claim's token end at an instant (UTC)."""
    found = find(connection, claim.address)
    if found is not None:
        owner, _ = found
        row = {"owner": owner, "its_token": claim.token, "until": until, "untried": not counted}
        _PUT_BACK.run(connection, row)


def next_due(connection: Connection) -> datetime | None:
    """Return the earliest instant at which a claim could find something, None if there is none."""
    instants = (connection.execute(_FIRST_DUE).scalar(), connection.execute(_FIRST_LEASE).scalar())
    return min((one for one in instants if one is not None), default=None)


def _find(connection: Connection, now: datetime, most: int) -> dict[str, Address]:
    """Lock people with something to claim whom nobody else is busy with, and return who they are, in order."""
    people, are_all = _look(connection, _DUE, now, most)
    if are_all:
        people |= _look(connection, _GIVEN_UP, now, most)[0]
    return dict(islice(people.items(), most))


def _look(
    connection: Connection, query: Prepared, now: datetime, most: int
) -> tuple[dict[str, Address], bool]:
    """Return who is among the first rows of a query, and whether those are all of its rows.

    After an outage the first rows may be few people's; then more are looked at.
    """
    people: dict[str, Address] = {}
    for rows in (most, most * ROWS):
        found = query.rows(connection, {"now": now, "most": rows})
        people = {
            row["id"]: Address(row["platform"], row["user"], row["team"], row["enterprise"])
            for row in found
        }
        if len(found) < rows:
            return people, True
        if len(people) > most // 2:
            break
    return people, False


def _take(
    connection: Connection,
    people: dict[str, Address],
    now: datetime,
    lease: timedelta,
    new_token: NewId,
) -> list[Claim]:
    """Claim what is to be claimed of people that are locked."""
    waiting: dict[str, list[Any]] = defaultdict(list)
    for some in portions(list(people)):
        for row in _WAITING.rows(connection, {**owners_row(some), "last": now + JOINS}):
            waiting[row["person"]].append(row)
    claims: list[Claim] = []
    taken: list[dict[str, Any]] = []
    for owner, address in people.items():
        of = {as_key(row): row for row in waiting[owner]}
        keys = claimable(((_nudge(key, row), row["lease_until"]) for key, row in of.items()), now)
        if not keys:
            continue
        token = new_token()
        claims.append(Claim(address, keys, token, max(of[key]["attempts"] for key in keys) + 1))
        planned = (of[key]["due"] for key in keys if of[key]["state"] == NudgeState.PLANNED.value)
        row = {"owner": owner, "last": max(planned, default=now)}
        taken.append(row | {"lease": now + lease, "its_token": token})
    if taken:
        _TAKE.run(connection, *taken)
        owners = [row["owner"] for row in taken]
        connection.execute(_RENEW, {"owners": owners, "drawn": new_revision()})
    return claims


def _nudge(key: NudgeKey, row: Any) -> Nudge:
    return Nudge(key, row["due"], state=NudgeState(row["state"]))


_NUDGES = NUDGE.table
_PERSONS = PERSON.table
_PLANNED = _NUDGES.c.state == NudgeState.PLANNED.value
# An index of claimed rows alone is only used where the statement itself says which rows it means.
_SAID = literal_column(f"'{NudgeState.CLAIMED.value}'")
_CLAIMED = _NUDGES.c.state == _SAID
_OTHER = _NUDGES.alias("other")
_UNDER_WAY = and_(_OTHER.c.person == _NUDGES.c.person, _OTHER.c.state == _SAID)

# SQLite has no row locks and needs none: there the whole transaction is the lock. Elsewhere whoever another
# process is claiming is passed over, and their next ones are found instead.
_FOUND = (
    select(*(_PERSONS.c[name] for name in ("id", "platform", "user", "team", "enterprise")))
    .join_from(_NUDGES, _PERSONS)
    .limit(bindparam("most"))
    .with_for_update(of=_PERSONS, skip_locked=True)
)
_DUE = Prepared(
    _FOUND.where(_PLANNED, _NUDGES.c.due <= bindparam("now"), ~exists().where(_UNDER_WAY)).order_by(
        _NUDGES.c.due
    )
)
"""Nobody with a claim under way; where it was given up, the next query finds them."""

_GIVEN_UP = Prepared(
    _FOUND.where(_CLAIMED, _NUDGES.c.lease_until <= bindparam("now")).order_by(
        _NUDGES.c.lease_until
    )
)
# Left to itself SQLite would go through everything that is claimed or due, of whomever: here only the people are put
# in words that an index has.
_state = _NUDGES.c.state.concat("")
_CLAIMABLE = or_(
    _state == NudgeState.CLAIMED.value,
    and_(_state == NudgeState.PLANNED.value, _NUDGES.c.due <= bindparam("last")),
)
_WAITING = Prepared(
    select(
        *_NUDGES.primary_key,
        *(_NUDGES.c[name] for name in ("due", "state", "lease_until", "attempts")),
    ).where(is_one_of(_NUDGES.c.person), _CLAIMABLE)
)
_TAKE = Prepared(
    update(_NUDGES)
    .where(_NUDGES.c.person == bindparam("owner"), _CLAIMABLE)
    .values(
        state=NudgeState.CLAIMED.value,
        lease_until=bindparam("lease"),
        token=bindparam("its_token"),
        attempts=_NUDGES.c.attempts + 1,
    )
)
"""Just what `claimable` chose: all that is claimed already, and what is planned up to the last one it chose."""

_RENEW = (
    update(_PERSONS)
    .where(_PERSONS.c.id.in_(bindparam("owners", expanding=True)))
    .values(revision=bindparam("drawn"))
)
_RELEASE = (
    update(_NUDGES)
    .where(
        _NUDGES.c.person == bindparam("owner"),
        _NUDGES.c.token == bindparam("its_token"),
    )
    .values(
        state=NudgeState.PLANNED.value,
        lease_until=None,
        token=None,
        attempts=_NUDGES.c.attempts - 1,
    )
)
_PUT_BACK = Prepared(
    update(_NUDGES)
    .where(
        _NUDGES.c.person == bindparam("owner"),
        _NUDGES.c.token == bindparam("its_token"),
    )
    .values(
        lease_until=bindparam("until"),
        attempts=_NUDGES.c.attempts - bindparam("untried", type_=Integer),
    )
)
_FIRST_DUE = (
    select(_NUDGES.c.due)
    .where(_PLANNED, ~exists().where(_UNDER_WAY))
    .order_by(_NUDGES.c.due)
    .limit(1)
)
_FIRST_LEASE = select(func.min(_NUDGES.c.lease_until)).where(_CLAIMED)
