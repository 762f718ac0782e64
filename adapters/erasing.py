"""`afterview erase`: erases everything that is kept of one person, for an operator whom they asked."""

import asyncio
import sys

from adapters.bootstrap import system_clock
from adapters.settings import load_settings
from adapters.sql.crypto import load_keys
from adapters.sql.finding import addresses_of
from adapters.sql.forgotten import Forgotten
from adapters.sql.store import SqlStore, open_store
from adapters.terminal.home import forgotten_path, keys_for, store_url
from bot.people import Address

YES = "yes"


def erase(platform: str, user: str, team: str | None, db: str = "", *, sure: bool = False) -> int:
    """Erase one person, and return the exit status: 1 if nobody was erased.

    Args:
        platform: Where they talk to the bot.
        user: Their id there.
        team: Their workspace; None if the id alone says who they are.
        db: The store; empty for the one that is set.
        sure: Whether not to ask once more.

    Raises:
        AfterviewError: A setting or the store cannot be used.
    """
    settings = load_settings()
    url = store_url(settings, db)
    ring = load_keys(keys_for(url, settings))
    forgotten = Forgotten(forgotten_path(url, settings, db), ring, system_clock)
    return asyncio.run(_erase(open_store(url, ring, forgotten), platform, user, team, sure=sure))


async def _erase(store: SqlStore, platform: str, user: str, team: str | None, *, sure: bool) -> int:
    try:
        found = await store.run(lambda on: addresses_of(on, platform, user))
        meant = [one for one in found if team is None or one.team == team]
        if len(meant) != 1:
            _tell(_refusal(meant, f"{platform} {user}"))
            return 1
        if not sure and not await asyncio.to_thread(_is_sure, meant[0]):
            _tell("Nothing was erased.")
            return 1
        await store.erase(meant[0])
        emptied = await store.tidy()
    finally:
        await store.close()
    _tell(f"Erased: {_name(meant[0])}. Copies made before still hold them; delete those in time.")
    if not emptied:
        _tell("Another process reads the file: the last bytes go from its log within a minute.")
    return 0


def _refusal(found: list[Address], whom: str) -> str:
    if not found:
        return f"Nothing is kept of {whom}."
    names = "; ".join(map(_name, found))
    return f"{whom} is {len(found)} people: {names}. Name the workspace with --team."


def _is_sure(who: Address) -> bool:
    _tell(f"Everything kept of {_name(who)} goes for good. Type {YES} to go on:")
    return sys.stdin.readline().strip() == YES


def _name(who: Address) -> str:
    parts = (
        who.platform,
        who.user,
        who.team and f"in {who.team}",
        who.enterprise and f"of {who.enterprise}",
    )
    return " ".join(part for part in parts if part)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
