"""PostgreSQL: several connections, each in a thread of its own; people wait for nobody but themselves."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from adapters.sql.postgres_engine import WIDTH, explained, is_lost, reported
from bot.errors import StoreError

T = TypeVar("T")

TRIES = 5
"""How often a piece of work is done before it is refused, when other processes undo it."""

_UNDONE = frozenset(("40001", "40P01", "23505"))
"""Serialization failure, deadlock, and a row that somebody else has just made: from the start, it is there."""


class PostgresDatabase:
    """A database on a server (`adapters.sql.database.Database`).

    Every turn begins by locking the person's row, so turns of one person follow each other, in however
    many processes, while those of others go on.

    Args:
        engine: Gives as many connections as there are threads.
        name: What the database is called in errors.
        width: Threads.
    """

    def __init__(self, engine: Engine, name: str, width: int = WIDTH) -> None:
        self._engine = engine
        self._name = name
        self._threads = ThreadPoolExecutor(max_workers=width, thread_name_prefix="store")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do one piece of work; see `adapters.sql.database.Database.run`."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._do, work)

    async def checkpoint(self) -> bool:
        """Do nothing: the server tidies up after itself, and what it logged holds nothing personal in clear."""
        return True

    async def tidy(self) -> bool:
        """Do nothing, for the same reason."""
        return True

    async def close(self) -> None:
        """Finish what is under way and let go of the connections."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    def _do(self, work: Callable[[Connection], T]) -> T:
        lost = False
        with explained(self._name):
            for _ in range(TRIES - 1):
                try:
                    return self._commit(work)
                except (DBAPIError, psycopg.Error) as error:
                    found = reported(error)
                    if is_lost(found) and not lost:
                        # The server was restarted, or cut us off: no older connection is good either.
                        lost = True
                        self._engine.dispose()
                    elif found.sqlstate not in _UNDONE:
                        raise
            return self._commit(work)

    def _commit(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            transaction = connection.begin()
            try:
                done = work(connection)
            except BaseException:
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except (DBAPIError, psycopg.Error) as error:
                if is_lost(reported(error)):
                    # Never done again: it may lie there already.
                    raise StoreError(
                        f"{self._name} broke off while it saved. Whether that was kept is not certain."
                    ) from error
                raise
            return done
