"""What a database URL names: a file of ours, or a server's database."""

import re
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreError

DRIVER = "postgresql+psycopg"
_POSTGRESQL = ("postgresql", "postgres", DRIVER)
"""Hosts hand out `postgres://`; libpq takes both."""


def read_url(url: str) -> Path | URL:
    """Return the file that a URL names, or where to find the PostgreSQL database.

    Raises:
        StoreError: It is no URL, of a kind that is not supported, or names nothing that lasts.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(f"The database URL cannot be read. {ALLOWED}") from None
    if parsed.drivername in _POSTGRESQL:
        if not parsed.database:
            raise StoreError(f"The database URL names no database on the server. {ALLOWED}")
        return parsed.set(drivername=DRIVER)
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(f"A database of the kind {parsed.drivername} is not supported. {ALLOWED}")
    if not parsed.database or parsed.database == ":memory:" or parsed.query:
        raise StoreError(f"The database URL names no file that outlives the program. {ALLOWED}")
    return Path(parsed.database)


def shown(url: str) -> str:
    """Return where a store lies as it may be shown: a file's path, or a URL without its password."""
    place = read_url(url)
    if isinstance(place, Path):
        return str(place)
    # A password may stand in the query as well.
    open_query = {key: value for key, value in place.query.items() if "password" not in key}
    bare = place.set(drivername="postgresql", query=open_query)
    return re.sub(r":\*+@", "@", bare.render_as_string(hide_password=True))


ALLOWED = "Allowed are sqlite:///PATH and postgresql://USER:PASSWORD@HOST/DATABASE."
