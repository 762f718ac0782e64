"""After a change of keys everything is encrypted anew, and the old key is needed for nothing any more."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, LargeBinary, event, select, text

from adapters import rekeying
from adapters.sql.crypto import Key, KeyRing, load_keys, new_key
from adapters.sql.installations import Installations
from adapters.sql.resealing import PEOPLE_AT_ONCE
from adapters.sql.store import SqlStore, open_store
from adapters.sql.tables import METADATA
from bot.errors import StoreError
from bot.journey import Journey
from bot.people import Address, Space
from bot.ports import Turned
from tests.adapters.test_cli import run
from tests.contract.people import NOW, kept, put
from tests.every_field import Filler

HERE = Space("slack", "", "T1")
ORGANISATION = Space("slack", "E1", "")
PEOPLE = PEOPLE_AT_ONCE + 3


def member(number: int, *, second: bool = False) -> Journey:
    """Return a journey with every field filled."""
    whole = Filler(f"mark{number}-", second=second).journey()
    address = Address("slack", f"U{number}", "T1")
    return replace(whole, person=replace(whole.person, id=f"id{number}", address=address))


@pytest.fixture
def new() -> str:
    """The key to come."""
    return new_key()


@pytest.fixture
async def old(shared: str, ring: KeyRing) -> str:
    """The URL of a store that was filled with the old key."""
    store = open_store(shared, ring)
    for number in range(PEOPLE):
        await put(store, member(number))
    installations = Installations(store)
    await installations.keep(HERE, "token one", NOW)
    await installations.keep(ORGANISATION, "token two", NOW)
    await store.close()
    return shared


def rekey(url: str, keys: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the command with some keys, newest first."""
    monkeypatch.setenv("AFTERVIEW_KEY", keys)
    return rekeying.rekey(url)


async def sealed_with(store: SqlStore, key: Key) -> int:
    """Count all values of all tables that carry a key's id."""

    def count(connection: Connection) -> int:
        found = 0
        for table in METADATA.sorted_tables:
            columns = [one for one in table.c if isinstance(one.type, LargeBinary)]
            for row in connection.execute(select(*columns)) if columns else ():
                found += sum(1 for value in row if value and value.startswith(key.head))
        return found

    return await store.run(count)


async def check_all(url: str, keys: str) -> None:
    """Make sure that some keys are enough to read all that was kept."""
    store = open_store(url, load_keys(keys))
    for number in range(PEOPLE):
        assert await kept(store, member(number).person.address) == member(number)
    installations = Installations(store)
    assert await installations.find(HERE) == "token one"
    assert await installations.find(ORGANISATION) == "token two"
    await store.close()


def test_the_old_key_may_go(
    old: str,
    key: str,
    new: str,
    ring: KeyRing,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Before, the new key alone opens nothing; afterwards it reads everything, and no value carries the old one."""
    with pytest.raises(StoreError, match="another key"):
        open_store(old, load_keys(new))
    assert rekey(old, f"{new},{key}", monkeypatch) == 0
    asyncio.run(check_all(old, new))

    async def left() -> int:
        store = open_store(old, load_keys(new))
        found = await sealed_with(store, ring.newest)
        await store.close()
        return found

    assert asyncio.run(left()) == 0
    said = capsys.readouterr().out
    assert f"all is encrypted with {load_keys(new).newest.id}" in said
    assert new not in said
    assert key not in said


def test_a_second_run_finds_nothing_to_do(
    old: str,
    key: str,
    new: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It says that nothing was encrypted anew, with the old key still there and without it."""
    rekey(old, f"{new},{key}", monkeypatch)
    capsys.readouterr()
    for keys in (f"{new},{key}", new):
        assert rekey(old, keys, monkeypatch) == 0
        assert capsys.readouterr().out.startswith("0 values encrypted anew")


@contextmanager
def dying(after: int) -> Iterator[None]:
    """Let the database go away after so many commits, as a kill between two of them does."""
    commits = [0]

    def count(_: Connection) -> None:
        commits[0] += 1
        if commits[0] > after:
            raise KeyboardInterrupt

    event.listen(Engine, "commit", count)
    try:
        yield
    finally:
        event.remove(Engine, "commit", count)


@pytest.mark.parametrize("after", [2, 3, 4])
def test_broken_off_and_begun_again_it_gets_to_the_end(
    old: str, key: str, new: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stopped, all can be read with both keys, the old one is still asked for, and the rest is done."""
    with dying(after), pytest.raises(KeyboardInterrupt):
        rekey(old, f"{new},{key}", monkeypatch)
    asyncio.run(check_all(old, f"{new},{key}"))
    with pytest.raises(StoreError, match="another key"):
        open_store(old, load_keys(new))
    assert rekey(old, f"{new},{key}", monkeypatch) == 0
    asyncio.run(check_all(old, new))


def test_a_killed_process_leaves_everything_readable(
    old: str, key: str, new: str, tmp_path: Path
) -> None:
    """`kill -9` in the middle, then the command as an operator runs it."""
    program = "from tests.adapters.test_rekeying import killed; killed(3)"
    environment = {"AFTERVIEW_KEY": f"{new},{key}", "DATABASE_URL": old}
    died = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={**environment, "PATH": "", "HOME": str(tmp_path)},
        check=False,
    )
    assert died.returncode == -9
    asyncio.run(check_all(old, f"{new},{key}"))
    done = run("rekey", cwd=tmp_path, **environment)
    assert done.returncode == 0, done.stderr
    assert "values encrypted anew" in done.stdout
    asyncio.run(check_all(old, new))


def killed(after: int) -> None:
    """Run the command, and be killed after so many commits."""
    import os  # noqa: PLC0415
    import signal  # noqa: PLC0415

    with dying(after):
        try:
            rekeying.rekey()
        except KeyboardInterrupt:
            os.kill(os.getpid(), signal.SIGKILL)


async def test_it_works_beside_a_running_bot(old: str, key: str, new: str, tmp_path: Path) -> None:
    """People are answered meanwhile, nothing they say is lost, and the bot goes on without a restart."""
    store = open_store(old, load_keys(f"{new},{key}"))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from adapters.rekeying import rekey; rekey()"),
        cwd=Path(__file__).parents[2],
        env={"AFTERVIEW_KEY": f"{new},{key}", "DATABASE_URL": old, "HOME": str(tmp_path)},
        stdout=asyncio.subprocess.DEVNULL,
    )
    turns = 0
    while process.returncode is None:
        changed = member(turns % PEOPLE, second=bool(turns // PEOPLE % 2))
        await store.turn(changed.person.address, None, NOW, lambda _, it=changed: Turned(it, 1))
        turns += 1
        await asyncio.sleep(0)
    assert process.returncode == 0
    assert turns > 10
    for number in range(PEOPLE):
        await put(store, member(number))
    assert await sealed_with(store, load_keys(key).newest) == 0
    await store.close()
    await check_all(old, new)


async def test_a_bot_that_still_encrypts_with_the_old_key_is_noticed(
    old: str, key: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was never restarted asks for its key again within a minute, so that it is not thrown away."""
    forgotten = open_store(old, load_keys(f"{key},{new}"))
    assert await asyncio.to_thread(rekey, old, f"{new},{key}", monkeypatch) == 0
    await put(forgotten, member(0, second=True))
    await forgotten.tidy()
    await forgotten.close()
    with pytest.raises(StoreError, match="another key"):
        open_store(old, load_keys(new))
    assert await asyncio.to_thread(rekey, old, f"{new},{key}", monkeypatch) == 0
    store = open_store(old, load_keys(new))
    assert await kept(store, member(0).person.address) == member(0, second=True)
    await store.close()


async def test_a_value_that_no_key_opens_stops_nothing(
    old: str,
    key: str,
    new: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is named by its place, left as it is, and told by the exit status; all others are encrypted anew."""
    store = open_store(old, load_keys(key))
    broken = "UPDATE contact SET email = (SELECT name FROM referee WHERE person = 'id3' LIMIT 1)"
    await store.run(lambda on: on.execute(text(f"{broken} WHERE person = 'id5'")))
    await store.close()
    assert await asyncio.to_thread(rekey, old, f"{new},{key}", monkeypatch) == 1
    said = capsys.readouterr().out
    assert said.count("No key opens contact/id5/") == 2
    assert "Referee.name" not in said
    store = open_store(old, load_keys(new))
    assert await kept(store, member(4).person.address) == member(4)
    await store.close()


def test_no_old_byte_stays_in_the_file(
    url: str, path: Path, key: str, new: str, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the old key and takes the file later finds nothing that it opens."""

    async def fill() -> None:
        store = open_store(url, ring)
        await put(store, member(1))
        await store.close()

    asyncio.run(fill())
    assert ring.newest.head in path.read_bytes()
    assert rekey(url, f"{new},{key}", monkeypatch) == 0
    found = [one.read_bytes() for one in path.parent.iterdir()]
    assert not any(ring.newest.head in one for one in found)


def test_a_key_that_is_missing_is_asked_for(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the old key nothing is begun."""
    with pytest.raises(StoreError, match="another key"):
        rekey(old, new, monkeypatch)
