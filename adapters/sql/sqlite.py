"""SQLite: one writer thread that commits together what several people did meanwhile."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from adapters.sql.engine import explained
from adapters.sql.rounds import Done, Rounds
from adapters.sql.write_ahead import WriteAhead

T = TypeVar("T")
Work = Callable[[Connection], Any]

MOST = 64
"""Pieces of work committed together: enough to share the disk's time, few enough that nobody waits long."""


class SqliteDatabase:
    """A database file (`adapters.sql.database.Database`).

    SQLite takes one writer at a time, and waiting in a queue of our own is cheaper and fairer than
    waiting for its lock. What queues up while one commit is under way shares the next: most of a small
    transaction is the wait for the disk.

    Args:
        engine: Its transactions write.
        path: The file, named in errors.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._commits = Rounds(self._write, MOST)
        self._connection: Connection | None = None
        self._log = WriteAhead(path)

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do one piece of work; see `adapters.sql.database.Database.run`."""
        done: T = await self._commits.join(work)
        return done

    async def checkpoint(self) -> bool:
        """Move the write-ahead log into the file and empty it; not while another process is reading."""
        return await self._on_thread(self._log.empty)

    async def tidy(self) -> bool:
        """Empty the write-ahead log if it has grown long, or could not be emptied when somebody was erased."""
        if not self._log.needs_emptying():
            return True
        # Copying takes its time, and holds nobody up; what is left to do after it does not.
        await asyncio.to_thread(self._log.copy)
        return await self.checkpoint()

    async def close(self) -> None:
        """Finish what is under way and let go of the file."""
        await self._commits.finish()
        await self._on_thread(self._let_go)
        self._thread.shutdown()

    async def _write(self, works: Sequence[Work]) -> Sequence[Done]:
        return await self._on_thread(lambda: self._commit(works))

    def _commit(self, works: Sequence[Work]) -> Sequence[Done]:
        """Commit several pieces of work together; if one of them fails, each on its own."""
        try:
            return [Done(value) for value in self._together(works)]
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to whoever asked
            if len(works) == 1:
                return [Done(error=error)]
            return [done for work in works for done in self._commit([work])]

    def _together(self, works: Sequence[Work]) -> list[object]:
        with explained(self._path):
            try:
                # Kept open: fetching one from a pool for each transaction costs as much as its statements.
                self._connection = connection = self._connection or self._engine.connect()
                with connection.begin():
                    return [work(connection) for work in works]
            except (DBAPIError, sqlite3.Error):
                self._let_go()
                raise

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()

    async def _on_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
