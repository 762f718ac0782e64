"""Which keys a store needs: every key that sealed something in it, until nothing is left of that."""

from sqlalchemy import Connection, delete, insert, select

from adapters.sql.crypto import SETTING, KeyRing
from adapters.sql.shapes import table_of
from adapters.sql.tables import SealKeyRow
from bot.errors import StoreError

_KEYS = table_of(SealKeyRow)
_PROOF = "Afterview"


def check_keys(connection: Connection, ring: KeyRing) -> None:
    """Make sure that all can be read that lies in the store, and note the key that seals from now on.

    Raises:
        StoreError: A key that was used in the store is not on the ring.
    """
    if ring.newest.id not in check_used_keys(connection, ring):
        proof = ring.seal(_PROOF, _place(ring.newest.id))
        connection.execute(insert(_KEYS), {"id": ring.newest.id, "proof": proof})


def retire_keys(connection: Connection, ring: KeyRing) -> None:
    """Note that nothing is sealed with any other key than the newest any more."""
    connection.execute(delete(_KEYS).where(_KEYS.c.id != ring.newest.id))


def check_used_keys(connection: Connection, ring: KeyRing) -> frozenset[str]:
    """Make sure that all can be read that lies in the store, and return the ids of the keys it needs.

    Raises:
        StoreError: A key that was used in the store is not on the ring.
    """
    used = connection.execute(select(_KEYS.c.id, _KEYS.c.proof)).all()
    for id, proof in used:
        key = ring.find(id)
        if key is None:
            raise StoreError(
                f"The database was encrypted with another key than {SETTING} holds (id {id}). "
                "Add that key to the setting, behind the newest one and a comma; without it what was "
                "written cannot be read by anybody."
            )
        ring.open(proof, _place(id))
    return frozenset(id for id, _ in used)


def _place(id: str) -> str:
    return f"seal_key/{id}/proof"
