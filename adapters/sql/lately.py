"""Who did something lately."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from adapters.sql.shapes import PERSON
from bot.people import Address


def find_lately(
    connection: Connection, platform: str, since: datetime, most: int
) -> Mapping[Address, datetime]:
    """Return who last did something at an instant or later, and when; see `bot.ports.Store.lately`."""
    asked = {"platform": platform, "since": since, "most": most}
    return {
        Address(one["platform"], one["user"], one["team"], one["enterprise"]): one["last_act"]
        for one in connection.execute(_LATELY, asked).mappings()
    }


_COLUMNS = PERSON.table.c
_LATELY = (
    select(
        *(_COLUMNS[name] for name in ("platform", "user", "team", "enterprise", "last_act")),
    )
    .where(_COLUMNS.platform == bindparam("platform"), _COLUMNS.last_act >= bindparam("since"))
    .order_by(_COLUMNS.last_act.desc())
    .limit(bindparam("most"))
)
