"""Where the bot is installed, sealed; and installations begun in a browser, each good for one end."""

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, LargeBinary, String, bindparam, delete, select, text
from sqlmodel import UTCDateTime

from adapters.sql import leaving
from adapters.sql.leaving import space_row
from adapters.sql.shapes import table_of
from adapters.sql.store import SqlStore
from adapters.sql.tables import InstallationRow, InstallStateRow
from bot.people import Space


class Installations:
    """Keeps what a platform gave the bot when it was installed somewhere; an organisation has no team.

    Args:
        store: The database they lie in.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def keep(self, space: Space, content: str, now: datetime) -> None:
        """Keep what was given for a space, instead of what was kept before; its members are not erased.

        Args:
            space: Where.
            content: Tokens and all, as the platform's adapter wrote them down; sealed before it is kept.
            now: Current instant (UTC).

        Raises:
            StoreError: The store is out of reach; nothing was saved.
        """
        sealed = self._store.ring.seal(content, place_of(space))
        row = {**space_row(space), "content": sealed, "changed": now}

        def work(connection: Connection) -> None:
            connection.execute(_KEEP, row)
            leaving.stay(connection, space)

        await self._store.run(work)

    async def renew(self, space: Space, content: str, now: datetime) -> bool:
        """Keep something else for a space, and say whether anything was kept there; else nothing is.

        Args:
            space: Where.
            content: As in `keep`.
            now: Current instant (UTC).

        Raises:
            StoreError: The store is out of reach; nothing was saved.
        """
        sealed = self._store.ring.seal(content, place_of(space))
        row = {**space_row(space), "content": sealed, "changed": now}
        return await self._store.run(lambda on: on.execute(_RENEW, row).rowcount == 1)

    async def find(self, space: Space) -> str | None:
        """Return what was kept for a space, None where the bot is not installed (any more)."""

        def work(connection: Connection) -> bytes | None:
            return connection.execute(_FIND, space_row(space)).scalar()

        sealed = await self._store.run(work)
        return None if sealed is None else self._store.ring.open(sealed, place_of(space))

    async def forget(self, space: Space) -> None:
        """Let go of everything kept for a space; forgetting twice, or a stranger, changes nothing."""

        def work(connection: Connection) -> None:
            gone = connection.execute(_FORGET, space_row(space)).rowcount
            if gone and self._store.forgotten is not None:
                self._store.forgotten.add_space(space)

        await self._store.run(work)
        await self._store.checkpoint()

    async def leave(self, space: Space, due: datetime) -> None:
        """Note that the members of a space are to be erased; see `bot.ports.Store.leave`.

        Workspaces of an organisation that installed the bot by themselves stay.
        """

        def work(connection: Connection) -> None:
            leaving.leave(connection, space, due)
            for team in connection.execute(_OWN, space_row(space)).scalars().all():
                leaving.stay(connection, replace(space, team=team))

        await self._store.run(work)

    async def stay(self, space: Space) -> None:
        """Note that the bot is back, or still, in a space; see `bot.ports.Store.stay`."""
        await self._store.stay(space)

    async def begin(self, state: str, now: datetime) -> None:
        """Note that an installation was begun.

        Args:
            state: What only the one browser was given; its hash is kept.
            now: Current instant (UTC).
        """
        row = {"id": _hash(state), "issued": now}
        await self._store.run(lambda on: on.execute(_STATES.insert(), row))

    async def finish(self, state: str, begun_after: datetime) -> bool:
        """Use up what an installation was begun with, and say whether it was still good.

        Args:
            state: What the browser brought back.
            begun_after: One begun earlier (UTC) is no longer good.
        """

        def work(connection: Connection) -> bool:
            connection.execute(_EXPIRE, {"before": begun_after})
            return connection.execute(_FINISH, {"state": _hash(state)}).rowcount == 1

        return await self._store.run(work)


def place_of(space: Space) -> str:
    """Return the place for which what was given for a space is sealed."""
    return f"installation/{space.platform}/{space.enterprise}/{space.team}/content"


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


_INSTALLATIONS = table_of(InstallationRow)
_STATES = table_of(InstallStateRow)
_HERE = [_INSTALLATIONS.c[name] == bindparam(name) for name in ("platform", "enterprise", "team")]
_KEEP = text(
    "INSERT INTO installation (platform, enterprise, team, content, changed)"
    " VALUES (:platform, :enterprise, :team, :content, :changed)"
    " ON CONFLICT (platform, enterprise, team)"
    " DO UPDATE SET content = excluded.content, changed = excluded.changed"
).bindparams(bindparam("content", type_=LargeBinary()), bindparam("changed", type_=UTCDateTime()))
_RENEW = text(
    "UPDATE installation SET content = :content, changed = :changed"
    " WHERE platform = :platform AND enterprise = :enterprise AND team = :team"
).bindparams(bindparam("content", type_=LargeBinary()), bindparam("changed", type_=UTCDateTime()))
_FIND = select(_INSTALLATIONS.c.content).where(*_HERE)
_OWN = select(_INSTALLATIONS.c.team).where(
    *_HERE[:2], _INSTALLATIONS.c.team != "", bindparam("team", type_=String) == ""
)
_FORGET = delete(_INSTALLATIONS).where(*_HERE)
_EXPIRE = delete(_STATES).where(_STATES.c.issued <= bindparam("before"))
_FINISH = delete(_STATES).where(_STATES.c.id == bindparam("state"))
