"""What becomes of claimed nudges: several people's at once, for one costs as much as many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from adapters.keeping import check
from adapters.sql.changes import Changes
from adapters.sql.crypto import KeyRing
from adapters.sql.loading import Loaded, find_all, load_all
from adapters.sql.mending import load_readable
from adapters.sql.recollection import Recollection, new_revision
from adapters.sql.rounds import Done
from adapters.sql.saving import Saver
from bot.errors import StoreError
from bot.journey import Journey
from bot.people import Address
from bot.ports import Claim, Turned


@dataclass(frozen=True, slots=True)
class Settlement:
    """One claim to settle (`bot.ports.Store.settle`)."""

    claim: Claim
    now: datetime
    decide: Callable[[Journey], Turned[Any]]


def settle_all(
    connection: Connection, ring: KeyRing, known: Recollection, asked: Sequence[Settlement]
) -> Sequence[Done]:
    """Settle claims, each for itself: what cannot be read or decided of one is no other's trouble.

    Args:
        connection: In a transaction.
        ring: Keys.
        known: Journeys as they were last seen.
        asked: Whose claims, and how they are decided.
    """
    first = {one.claim.address: number for number, one in reversed(list(enumerate(asked)))}
    loaded = _load(connection, ring, known, sorted(first, key=str))
    changes = Changes()
    ends: dict[int, Done] = {}
    for who, number in first.items():
        ends[number], saved = _decide(asked[number], loaded.get(who), ring, changes)
        if saved is not None:
            known.remember(who, saved)
    changes.write(connection)
    # A second claim of somebody goes by what the first one left.
    left = [number for number in range(len(asked)) if number not in ends]
    if left:
        again = settle_all(connection, ring, known, [asked[number] for number in left])
        ends |= dict(zip(left, again, strict=True))
    return [ends[number] for number in range(len(asked))]


def _load(
    connection: Connection, ring: KeyRing, known: Recollection, people: Sequence[Address]
) -> dict[Address, Loaded | Exception]:
    loaded: dict[Address, Loaded | Exception] = {}
    unknown: dict[str, Address] = {}
    for who, (owner, revision) in find_all(connection, people).items():
        recalled = known.recall(who, revision)
        if recalled is None:
            unknown[owner] = who
        else:
            loaded[who] = recalled
    at_once = load_all(connection, list(unknown), ring)
    for owner, who in unknown.items():
        try:
            loaded[who] = at_once.get(owner) or load_readable(connection, owner, ring)
        except (StoreError, ValueError, TypeError) as error:
            loaded[who] = error
    return loaded


def _decide(
    asked: Settlement, loaded: Loaded | Exception | None, ring: KeyRing, changes: Changes
) -> tuple[Done, Loaded | None]:
    if isinstance(loaded, Exception):
        return Done(error=loaded), None
    if loaded is None or asked.claim.token not in loaded.tokens.values():
        return Done(None), None
    try:
        turned = asked.decide(loaded.journey)
        check(asked.claim.address, loaded.journey, turned.journey)
    except Exception as error:  # noqa: BLE001 - it belongs to whoever asked, and to nobody else here
        return Done(error=error), None
    saved = Saver(changes, ring, asked.now, loaded, turned.journey).save(new_revision())
    return Done(turned.value), saved
