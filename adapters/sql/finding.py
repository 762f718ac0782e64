"""Finds the addresses under which somebody is kept, for an operator who was asked to erase them."""

from sqlalchemy import Connection, bindparam, select

from adapters.sql.shapes import PERSON
from bot.people import Address


def addresses_of(connection: Connection, platform: str, user: str) -> list[Address]:
    """Return where a platform's user is kept; one id may be several people's, in different workspaces."""
    found = connection.execute(_FIND, {"platform": platform, "its_user": user}).mappings()
    return [Address(one["platform"], one["user"], one["team"], one["enterprise"]) for one in found]


_PERSONS = PERSON.table
_FIND = (
    select(*(_PERSONS.c[name] for name in ("platform", "user", "team", "enterprise")))
    .where(_PERSONS.c.platform == bindparam("platform"), _PERSONS.c.user == bindparam("its_user"))
    .order_by(_PERSONS.c.enterprise, _PERSONS.c.team)
)
