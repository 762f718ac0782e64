"""Many people who are owed one message each, and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from adapters.sql.store import SqlStore
from bot.journey import Journey
from bot.library import Library
from bot.people import Address
from tests.contract.people import put
from tests.desk import Desk

TOLD = "2026-11-20 09:00"
"""When everybody's interview ended, on their own clock."""
BACK = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""When delivering begins, after days without it: a morning after which nothing new falls due for hours."""


async def owe(store: SqlStore, library: Library, people: Sequence[Address]) -> None:
    """Let people have told of an interview, whose reminders are overdue."""
    desk = Desk(library, at=TOLD)
    await desk.sit_down()
    await desk.add("Acme", ended="now")
    told = await desk.journey()
    for number, address in enumerate(people):
        await put(store, _like(told, number, address))


def _like(told: Journey, number: int, address: Address) -> Journey:
    return replace(told, person=replace(told.person, id=f"p{number}", address=address))
