"""Migrates a database again and again, killed one statement later each time: `python -m ... URL`."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, event, select

import adapters.sql.upgrading  # noqa: F401 - imported once, not in every child
from adapters.sql.engine import sqlite_engine
from adapters.sql.postgres_engine import postgres_engine
from adapters.sql.schema import HEAD, SCRIPTS, migrate, migrate_server
from adapters.sql.urls import read_url

Picture = dict[str, tuple[list[str], list[str]]]


@contextmanager
def engine_of(url: str) -> Iterator[Engine]:
    """Open a database until the end of the block."""
    place = read_url(url)
    engine = sqlite_engine(place) if isinstance(place, Path) else postgres_engine(place)
    try:
        yield engine
    finally:
        engine.dispose()


def migrate_to(url: str, head: str = HEAD) -> None:
    """Run our migrations up to one of them."""
    place = read_url(url)
    if isinstance(place, Path):
        migrate(place, SCRIPTS, head)
        return
    with engine_of(url) as engine, engine.begin() as connection:
        migrate_server(connection, "The database", SCRIPTS, head)


def picture(url: str) -> Picture:
    """Return every column and every row of every table."""
    with engine_of(url) as engine, engine.connect() as connection:
        found = MetaData()
        found.reflect(connection)
        return {
            name: (
                [str(column) for column in table.columns],
                sorted(map(repr, connection.execute(select(table)))),
            )
            for name, table in found.tables.items()
        }


def die_at(number: int) -> None:
    """Let this process be killed right before its statement of a number, a commit counting as one."""
    count = iter(range(number + 1))

    def about_to(*_: Any) -> None:
        if next(count) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", about_to)
    event.listen(Engine, "commit", about_to)


def main(url: str) -> None:
    """Kill a migration at every statement, make sure that it never happened, and say how often that was."""
    before = picture(url)
    number = 0
    while True:
        child = os.fork()
        if child == 0:
            die_at(number)
            migrate_to(url)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == 0:
            break
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
        assert picture(url) == before, f"killed at statement {number}, something stayed"
        number += 1
    print(number)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
