"""What the store asks of a database: pieces of work, each all or nothing."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")


class Database(Protocol):
    """Runs plain synchronous work in transactions, outside the event loop."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do one piece of work in a transaction, and return what it returned once that is durable.

        Args:
            work: Reads and writes, nothing else: it is done again if its transaction has to be.

        Raises:
            StoreError: The database is out of reach; nothing was saved.
        """
        ...

    async def checkpoint(self) -> bool:
        """Let go of what was deleted, so that no byte of it stays in a log of the database.

        Returns:
            Whether that was possible just now.
        """
        ...

    async def tidy(self) -> bool:
        """Let go of room that nobody needs, and of what `checkpoint` could not; nobody waits for it.

        Returns:
            Whether nothing is left to let go of.
        """
        ...

    async def close(self) -> None:
        """Finish what is under way and let go of the database."""
        ...
