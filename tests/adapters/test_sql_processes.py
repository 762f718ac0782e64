"""Several processes on one database, some of which die: nothing lost, nothing doubled."""

import subprocess
import sys
from pathlib import Path

from adapters.sql.crypto import KeyRing
from adapters.sql.store import open_store
from bot.ports import Turned
from tests.adapters.store_worker import KILLED, ME, adding
from tests.contract.people import LEASE, MINUTE, NOW, kept, put, seen, somebody, with_nudges


def work(url: str, key: str, *what: str) -> "subprocess.Popen[str]":
    """Start a process that works on a store: what to do, then its arguments."""
    name, *rest = what
    command = [sys.executable, "-m", "tests.adapters.store_worker", name, url, key, *rest]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )


def finish(*processes: "subprocess.Popen[str]") -> list[list[str]]:
    """Wait for processes that must succeed, and return the words each printed."""
    printed = [one.communicate()[0].split() for one in processes]
    assert [one.returncode for one in processes] == [0] * len(processes)
    return printed


async def test_no_turn_of_two_processes_is_lost_or_doubled(
    shared: str, key: str, ring: KeyRing
) -> None:
    """Two processes write for one person: all of both is there, and an event both got was acted on once."""
    [one], [two] = finish(
        work(shared, key, "add", "one", "30"), work(shared, key, "add", "two", "30")
    )
    assert int(one) + int(two) == 90
    store = open_store(shared, ring)
    ids = sorted(one.id for one in (await kept(store, ME)).facts.applications)
    await store.close()
    assert ids == sorted(
        f"{name}{number}" for name in ("one", "two", "both") for number in range(30)
    )


async def test_two_processes_claim_nobody_twice(shared: str, key: str, ring: KeyRing) -> None:
    """Each due person is claimed by one of two processes."""
    people = [f"person{number}" for number in range(60)]
    store = open_store(shared, ring)
    for user in people:
        await put(store, with_nudges(somebody(user), -2, -1))
    one, two = finish(work(shared, key, "claim"), work(shared, key, "claim"))
    await store.close()
    assert sorted(one + two) == sorted(people)


async def test_a_lease_of_a_machine_that_died_ends(shared: str, key: str, ring: KeyRing) -> None:
    """Until its end nobody else delivers; then another process does, and knows that it is a repeat."""
    store = open_store(shared, ring)
    await put(store, with_nudges(somebody(), -1))
    dead = work(shared, key, "claim_and_die")
    dead.communicate()
    assert dead.returncode == KILLED
    ends = NOW + LEASE
    assert await store.claim(ends - MINUTE, LEASE, 10) == []
    assert await store.next_due() == ends
    [claim] = await store.claim(ends, LEASE, 10)
    assert (claim.address, claim.attempt) == (ME, 2)
    await store.close()


async def test_many_may_start_at_once(shared: str, key: str, ring: KeyRing) -> None:
    """Processes that find no tables yet make one store together."""
    finish(*(work(shared, key, "start") for _ in range(3)))
    store = open_store(shared, ring)
    await put(store, somebody())
    await store.close()


async def test_a_start_without_migrations_needs_no_alembic(shared: str, key: str) -> None:
    """Alembic takes a second to import and is only imported when there is something to migrate."""
    assert finish(work(shared, key, "start")) == [["True"]]
    assert finish(work(shared, key, "start")) == [["False"]]


async def test_a_turn_killed_before_its_commit_never_happened(
    shared: str, key: str, ring: KeyRing
) -> None:
    """A process that dies in a turn leaves neither the change nor the event, so that a repeat is acted on."""
    store = open_store(shared, ring)
    await put(store, somebody())
    dying = work(shared, key, "die")
    dying.communicate()
    assert dying.returncode == KILLED
    assert await kept(store, ME) == somebody()
    assert await store.turn(ME, "lost", NOW, adding("again")) == 1
    await store.close()


async def test_erasing_leaves_no_byte_beside_another_process(
    url: str, path: Path, ring: KeyRing
) -> None:
    """With a second store open on the file, the log is emptied all the same."""
    store, other = (open_store(url, ring) for _ in range(2))
    await put(store, somebody("erase-me"))
    await seen(other, ME)
    await store.erase(somebody("erase-me").person.address)
    assert not any(b"erase-me" in one.read_bytes() for one in path.parent.iterdir())
    await store.close()
    await other.turn(ME, None, NOW, lambda _: Turned(somebody(), None))
    await other.close()
