"""The store on a database: one transaction and one hop for each turn."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, bindparam, text
from sqlmodel import UTCDateTime

from adapters.keeping import REMEMBERED, check
from adapters.sql import claims, expiry, leaving
from adapters.sql.changes import Changes
from adapters.sql.crypto import KeyRing
from adapters.sql.database import Database
from adapters.sql.forgotten import Forgotten
from adapters.sql.keys import check_keys
from adapters.sql.lately import find_lately
from adapters.sql.loading import Loaded, find
from adapters.sql.membership import find_member
from adapters.sql.mending import load_readable
from adapters.sql.opening import open_database
from adapters.sql.portions import AT_ONCE
from adapters.sql.prepared import Prepared
from adapters.sql.recollection import Recollection, new_revision
from adapters.sql.rounds import Done, Rounds
from adapters.sql.saving import Saver
from adapters.sql.settling import Settlement, settle_all
from bot.errors import StoreError
from bot.journey import Journey
from bot.people import Address, Space
from bot.ports import Claim, Turned

T = TypeVar("T")

SETTLING = 3
"""Rounds of claims being settled at once: while one waits for the database, another one decides."""


def open_store(url: str, ring: KeyRing, forgotten: Forgotten | None = None) -> "SqlStore":
    """Open the store a URL names; its tables are made or brought up to date.

    Args:
        url: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST/DATABASE`.
        ring: Keys of the personal columns.
        forgotten: Where it is noted who was erased, and whoever is on it is erased again; None notes nothing.

    Raises:
        StoreError: It cannot be opened (`adapters.sql.opening.open_database`), and was left as it is.
    """
    return SqlStore(open_database(url, ring, forgotten), ring, forgotten)


class SqlStore:
    """Keeps journeys in a database (`bot.ports.Store`).

    Args:
        database: Runs each turn in a transaction.
        ring: Keys of the personal columns.
        forgotten: Where it is noted who was erased.
    """

    def __init__(
        self, database: Database, ring: KeyRing, forgotten: Forgotten | None = None
    ) -> None:
        self._database = database
        self._known = Recollection()
        self._settling = Rounds(self._settle, AT_ONCE, SETTLING)
        self.ring = ring
        self.forgotten = forgotten

    async def turn(
        self,
        who: Address,
        event: str | None,
        now: datetime,
        decide: Callable[[Journey | None], Turned[T]],
    ) -> T | None:
        """Load, decide and save; see `bot.ports.Store.turn`."""

        def work(connection: Connection) -> T | None:
            loaded = self._load(connection, who)
            owner = loaded.journey.person.id if loaded else None
            if owner and event and not _note_event(connection, owner, event, now):
                return None
            turned = decide(loaded.journey if loaded else None)
            self._save(connection, who, loaded, turned.journey, now)
            if owner is None and event:
                _note_event(connection, turned.journey.person.id, event, now)
            return turned.value

        return await self.run(work)

    async def load(self, who: Address) -> Journey | None:
        """Return one person's journey to look at."""

        def work(connection: Connection) -> Journey | None:
            loaded = self._load(connection, who)
            return loaded.journey if loaded else None

        return await self.run(work)

    async def lately(self, platform: str, since: datetime, most: int) -> Mapping[Address, datetime]:
        """Return who last did something at an instant or later, and when."""
        return await self.run(lambda on: find_lately(on, platform, since, most))

    async def find_member(self, who: Address) -> Address | None:
        """Return under which address a member of an organisation is kept."""
        return await self.run(lambda on: find_member(on, who))

    async def settle(
        self, claim: Claim, now: datetime, decide: Callable[[Journey], Turned[T]]
    ) -> T | None:
        """Turn for a claimed person, if the claim still holds; see `bot.ports.Store.settle`."""
        settled: T | None = await self._settling.join(Settlement(claim, now, decide))
        return settled

    async def claim(self, now: datetime, lease: timedelta, most: int) -> Sequence[Claim]:
        """Claim due nudges; see `bot.ports.Store.claim`."""
        return await self.run(lambda on: claims.claim(on, now, lease, most, secrets.token_hex))

    async def release(self, claim: Claim) -> None:
        """Hand a claim back undelivered."""
        await self.run(lambda on: claims.release(on, claim))

    async def put_back(self, claim: Claim, until: datetime, *, counted: bool) -> None:
        """Leave a claim's nudges to whoever claims them from an instant on."""
        await self.run(lambda on: claims.put_back(on, claim, until, counted=counted))

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which a claim could find something."""
        return await self.run(claims.next_due)

    async def erase(self, who: Address) -> None:
        """Delete every row and every byte of a person."""

        def work(connection: Connection) -> None:
            self._known.forget(who)
            found = find(connection, who)
            if found is not None:
                self._note_erased([found[0]])
                leaving.erase_people(connection, [found[0]])

        await self.run(work)
        await self.checkpoint()

    async def leave(self, space: Space, due: datetime) -> None:
        """Note that the bot was taken away from a space; see `bot.ports.Store.leave`."""
        await self.run(lambda on: leaving.leave(on, space, due))

    async def stay(self, space: Space) -> None:
        """Note that the bot is back in a space."""
        await self.run(lambda on: leaving.stay(on, space))

    async def erase_left(self, now: datetime) -> int:
        """Erase the members of every space that is due, and return how many those were."""

        def work(connection: Connection) -> list[Address] | None:
            erased = leaving.erase_some(connection, now, self._note_erased)
            for who in erased or ():
                self._known.forget(who)
            return erased

        count = 0
        while (erased := await self.run(work)) is not None:
            count += len(erased)
        if count:
            await self.checkpoint()
        return count

    async def forget_events(self, before: datetime) -> int:
        """Delete what only had to be recognised again for a while; see `bot.ports.Store.forget_events`."""
        count = 0
        while gone := await self.run(lambda on: expiry.forget_some(on, before)):
            count += gone
        return count

    async def tidy(self) -> bool:
        """Let go of room that nobody needs; see `bot.ports.Store.tidy`."""
        done = await self._database.tidy()
        # A process that still seals with an older key says so again, after others let go of that key.
        await self.run(lambda on: check_keys(on, self.ring))
        return done

    async def checkpoint(self) -> bool:
        """Let go of what was deleted; see `adapters.sql.database.Database.checkpoint`."""
        return await self._database.checkpoint()

    async def close(self) -> None:
        """Finish what is under way and let go of the database."""
        await self._settling.finish()
        await self._database.close()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Do one piece of work; see `adapters.sql.database.Database.run`."""
        return await self._database.run(work)

    def _load(self, connection: Connection, who: Address) -> Loaded | None:
        """Return what is kept of a person, out of memory where that is still what lies in the database."""
        found = find(connection, who)
        if found is None:
            self._known.forget(who)
            return None
        owner, revision = found
        loaded = self._known.recall(who, revision)
        if loaded is None:
            loaded = load_readable(connection, owner, self.ring)
            self._known.remember(who, loaded)
        return loaded

    def _save(
        self,
        connection: Connection,
        who: Address,
        loaded: Loaded | None,
        after: Journey,
        now: datetime,
    ) -> None:
        check(who, loaded.journey if loaded else None, after)
        changes = Changes()
        saved = Saver(changes, self.ring, now, loaded, after).save(new_revision())
        changes.write(connection)
        self._known.remember(who, saved)

    def _note_erased(self, people: Sequence[str]) -> None:
        # Before they are: whoever dies in between has been asked to erase them, and the next start does.
        if self.forgotten is not None:
            self.forgotten.add_people(people)

    async def _settle(self, asked: Sequence[Settlement]) -> Sequence[Done]:
        """Settle several claims in one transaction; if that fails, each in its own."""
        try:
            return await self.run(
                lambda on: settle_all(on, self.ring, self._known, asked),
            )
        except StoreError:
            if len(asked) == 1:
                raise
            return [done for one in asked for done in await self._settle_alone(one)]

    async def _settle_alone(self, one: Settlement) -> Sequence[Done]:
        try:
            return await self._settle([one])
        except StoreError as error:
            return [Done(error=error)]


def _note_event(connection: Connection, person: str, event: str, now: datetime) -> bool:
    """Remember an event, and say whether it is new: not seen in the last 24 hours."""
    seen = {"person": person, "id": event, "now": now, "forgotten": now - REMEMBERED}
    return _NOTE_EVENT.run(connection, seen) == 1


_NOTE_EVENT = Prepared(
    text(
        "INSERT INTO inbound_event (person, id, seen_at) VALUES (:person, :id, :now)"
        " ON CONFLICT (person, id) DO UPDATE SET seen_at = :now"
        " WHERE inbound_event.seen_at <= :forgotten"
    ).bindparams(bindparam("now", type_=UTCDateTime()), bindparam("forgotten", type_=UTCDateTime()))
)
