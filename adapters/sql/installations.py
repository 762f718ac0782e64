"""Where the bot is installed, sealed; and installations begun in a browser, each good for one end."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, LargeBinary, bindparam, delete, select, text
from sqlmodel import UTCDateTime

from adapters.sql.shapes import table_of
from adapters.sql.store import SqlStore
from adapters.sql.tables import InstallationRow, InstallStateRow


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, or an organisation of workspaces.

    Args:
        platform: `slack`.
        enterprise: Id of the organisation, empty where there is none.
        team: Id of the workspace, empty where a whole organisation installed the bot.
    """

    platform: str
    enterprise: str
    team: str


class Installations:
    """Keeps what a platform gave the bot when it was installed somewhere.

    Args:
        store: The database they lie in.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def keep(self, place: Place, content: str, now: datetime) -> None:
        """Keep what was given for a place, instead of what was kept before.

        Args:
            place: Where.
            content: Tokens and all, as the platform's adapter wrote them down; sealed before it is kept.
            now: Current instant (UTC).

        Raises:
            StoreError: The store is out of reach; nothing was saved.
        """
        sealed = self._store.ring.seal(content, _place_of(place))
        row = {**_key(place), "content": sealed, "changed": now}
        await self._store.run(lambda on: on.execute(_KEEP, row))

    async def renew(self, place: Place, content: str, now: datetime) -> bool:
        """Keep something else for a place, and say whether anything was kept there; else nothing is.

        Args:
            place: Where.
            content: As in `keep`.
            now: Current instant (UTC).

        Raises:
            StoreError: The store is out of reach; nothing was saved.
        """
        sealed = self._store.ring.seal(content, _place_of(place))
        row = {**_key(place), "content": sealed, "changed": now}
        return await self._store.run(lambda on: on.execute(_RENEW, row).rowcount == 1)

    async def find(self, place: Place) -> str | None:
        """Return what was kept for a place, None where the bot is not installed (any more)."""

        def work(connection: Connection) -> bytes | None:
            return connection.execute(_FIND, _key(place)).scalar()

        sealed = await self._store.run(work)
        return None if sealed is None else self._store.ring.open(sealed, _place_of(place))

    async def forget(self, place: Place) -> None:
        """Let go of everything kept for a place; forgetting twice, or a stranger, changes nothing."""
        await self._store.run(lambda on: on.execute(_FORGET, _key(place)))

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


def _key(place: Place) -> dict[str, str]:
    return {"platform": place.platform, "enterprise": place.enterprise, "team": place.team}


def _place_of(place: Place) -> str:
    return f"installation/{place.platform}/{place.enterprise}/{place.team}/content"


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
_FORGET = delete(_INSTALLATIONS).where(*_HERE)
_EXPIRE = delete(_STATES).where(_STATES.c.issued <= bindparam("before"))
_FINISH = delete(_STATES).where(_STATES.c.id == bindparam("state"))
