"""Under which address a member of an organisation is kept."""

from sqlalchemy import Connection, bindparam, select

from adapters.sql.shapes import PERSON
from bot.people import Address


def find_member(connection: Connection, who: Address) -> Address | None:
    """Return a member's own address or that of another workspace; see `bot.ports.Store.find_member`."""
    asked = {
        "platform": who.platform,
        "enterprise": who.enterprise,
        "its_user": who.user,
        "team": who.team,
    }
    found = connection.execute(_MEMBER, asked).mappings().first()
    if found is None:
        return None
    return Address(found["platform"], found["user"], found["team"], found["enterprise"])


_COLUMNS = PERSON.table.c
_MEMBER = (
    select(*(_COLUMNS[name] for name in ("platform", "user", "team", "enterprise")))
    .where(
        _COLUMNS.platform == bindparam("platform"),
        _COLUMNS.enterprise == bindparam("enterprise"),
        _COLUMNS.user == bindparam("its_user"),
    )
    .order_by(_COLUMNS.team != bindparam("team"), _COLUMNS.joined)
    .limit(1)
)
