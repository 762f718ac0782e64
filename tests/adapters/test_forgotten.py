"""Whoever erased themselves stays forgotten when the operator brings back an older copy of the database."""

import base64
import logging
import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapters.sql.crypto import KeyRing, load_keys, new_key
from adapters.sql.forgotten import Forgotten
from adapters.sql.installations import Installations
from adapters.sql.store import SqlStore, open_store
from bot.errors import StoreError
from bot.journey import Journey
from bot.people import Address, Space
from tests.contract.people import MINUTE, NOW, put, somebody, with_nudges

if TYPE_CHECKING:
    from tests.postgres import Server

HOUR = timedelta(hours=1)
HERE = Space("slack", "", "T1")


class World:
    """A database, its list, and copies of it.

    Args:
        server: Where there is no file.
        url: The database.
        key: Its key.
        noted: Where it is noted who was erased.
    """

    def __init__(self, server: "Server | None", url: str, key: str, noted: Path) -> None:
        self.server = server
        self.url = url
        self.key = key
        self.noted = noted
        self.now = NOW + HOUR

    @property
    def ring(self) -> KeyRing:
        return load_keys(self.key)

    def open(self) -> SqlStore:
        """Open it as the program does."""
        return open_store(self.url, self.ring, Forgotten(self.noted, self.ring, lambda: self.now))

    async def filled(self, *journeys: Journey) -> None:
        """Keep some people."""
        store = self.open()
        for one in journeys:
            await put(store, one)
        await store.close()

    async def erase(self, *journeys: Journey) -> None:
        """Erase some of them."""
        store = self.open()
        for one in journeys:
            await store.erase(one.person.address)
        await store.close()

    async def known(self, *journeys: Journey) -> list[str]:
        """Return who is known after a start."""
        store = self.open()
        found = [
            one.person.address.user for one in journeys if await store.load(one.person.address)
        ]
        await store.close()
        return found

    def copy(self) -> str:
        """Copy the database, which nobody has open, and return the URL of the copy."""
        if self.server is not None:
            copied = self.server.make()
            name, source = copied.split("/")[3].split("?")[0], self.url.split("/")[3].split("?")[0]
            self.server.execute(f"DROP DATABASE {name}")
            self.server.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
            return copied
        file = Path(self.url.removeprefix("sqlite:///"))
        copied_file = file.with_name(f"copy-{len(list(file.parent.iterdir()))}.db")
        shutil.copy(file, copied_file)
        return f"sqlite:///{copied_file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path, key: str) -> World:
    """An empty database of either kind."""
    place = tmp_path / "apart" / "afterview.forgotten"
    if request.param == "sqlite":
        return World(None, f"sqlite:///{tmp_path / 'afterview.db'}", key, place)
    server: Server = request.getfixturevalue("postgres")
    return World(server, server.make(), key, place)


def people(*users: str) -> list[Journey]:
    """Return some people, each with a nudge that is overdue."""
    return [with_nudges(somebody(one), 5) for one in users]


async def test_an_older_copy_forgets_again(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """At the first start with it, before anything could be claimed; whoever did not ask for it stays."""
    me, you = people("me", "you")
    await world.filled(me, you)
    copy = world.copy()
    await world.erase(me)
    world.url = copy
    store = world.open()
    assert await store.load(me.person.address) is None
    claims = await store.claim(NOW + HOUR, HOUR, 10)
    await store.close()
    assert [one.address.user for one in claims] == ["you"]
    assert "an older copy of the database was brought back" in caplog.text
    assert "people: 1," in caplog.text
    caplog.clear()
    assert await world.known(me, you) == ["you"]
    assert caplog.text == ""


async def test_without_the_list_they_would_be_back(world: World) -> None:
    """So it is the list that does it."""
    (me,) = people("me")
    await world.filled(me)
    copy = world.copy()
    await world.erase(me)
    world.url = copy
    world.noted.unlink()
    assert await world.known(me) == ["me"]


async def test_whoever_began_anew_stays_at_every_start(world: World) -> None:
    """Erased once is not erased for ever: the new beginning is another one, also in a copy of it."""
    (me,) = people("me")
    await world.filled(me)
    await world.erase(me)
    again = replace(me, person=replace(me.person, id="another", joined=world.now + MINUTE))
    await world.filled(again)
    assert await world.known(again) == ["me"]
    world.url = world.copy()
    assert await world.known(again) == ["me"]


async def test_whoever_went_on_after_erasing_failed_loses_nothing(world: World) -> None:
    """The line is written first; a person who was told it failed, and told more since, stays."""
    (me,) = people("me")
    await world.filled(me)
    Forgotten(world.noted, world.ring, lambda: world.now).add_people([me.person.id])
    later = replace(me, person=replace(me.person, last_act=world.now + MINUTE))
    store = open_store(world.url, world.ring)
    await put(store, later)
    await store.close()
    assert await world.known(me) == ["me"]


async def test_members_of_a_workspace_that_left_are_forgotten_too(world: World) -> None:
    """Everybody of it, however many, and the tokens it had; one that installed it again later keeps its own."""
    members = [
        replace(one, person=replace(one.person, address=Address("slack", f"U{number}", "T1")))
        for number, one in enumerate(people(*(f"m{number}" for number in range(450))))
    ]
    (other,) = people("other")
    back = Space("slack", "", "T2")
    await world.filled(*members, other)
    store = world.open()
    await Installations(store).keep(HERE, "token", NOW)
    await Installations(store).keep(back, "old token", NOW)
    await store.close()
    before = world.copy()
    store = world.open()
    await Installations(store).forget(HERE)
    await Installations(store).forget(back)
    await Installations(store).keep(back, "new token", world.now + MINUTE)
    await store.leave(HERE, NOW)
    assert await store.erase_left(world.now) == 450
    await store.close()
    after = world.copy()
    for url, kept in ((before, None), (after, "new token")):
        world.url = url
        assert await world.known(*members, other) == ["other"]
        store = world.open()
        assert await Installations(store).find(HERE) is None
        assert await Installations(store).find(back) == kept
        await store.close()


async def test_tokens_stay_while_somebody_is_left_there(world: World) -> None:
    """Who left a workspace is only found out by its token: without it nobody there would ever be erased."""
    (me,) = people("me")
    me = replace(me, person=replace(me.person, address=Address("slack", "U1", "T1")))
    await world.filled(me)
    store = world.open()
    await Installations(store).keep(HERE, "token", NOW)
    await store.close()
    copy = world.copy()
    store = world.open()
    await Installations(store).forget(HERE)
    await store.close()
    world.url = copy
    store = world.open()
    assert await Installations(store).find(HERE) == "token"
    await store.close()


async def test_it_outlives_a_change_of_keys(world: World) -> None:
    """A copy made before opens with the old key only, and that key opens what was noted then."""
    me, you = people("me", "you")
    await world.filled(me, you)
    copy = world.copy()
    await world.erase(me)
    old, new = world.key, new_key()
    world.key = f"{new},{old}"
    await world.erase(you)
    world.url = copy
    assert await world.known(me, you) == []
    world.key = new
    world.url = world.server.make() if world.server else world.url.replace("copy", "fresh")
    assert await world.known(me) == []


async def test_the_list_names_nobody(world: World) -> None:
    """Neither platform, workspace, user nor row; and only its owner may read it."""
    (me,) = people("me")
    me = replace(me, person=replace(me.person, address=Address("slack", "U77777", "T77777")))
    await world.filled(me)
    await world.erase(me)
    (line,) = world.noted.read_text().split("\n")[1:-1]
    sealed = base64.urlsafe_b64decode(line.split()[1]).decode("latin-1")
    for word in ("slack", "U77777", "T77777", me.person.id, "person"):
        assert word not in line + sealed
    assert world.noted.stat().st_mode & 0o777 == 0o600


async def test_strangers_are_not_noted(world: World) -> None:
    """Erasing somebody who is not there writes nothing."""
    await world.erase(*people("me"))
    assert not world.noted.exists()


async def test_erasing_goes_on_where_nothing_can_be_noted(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """The person is gone, and the log tells the operator which file and what follows."""
    world.noted = world.noted.parent / "file" / "list"
    world.noted.parent.parent.mkdir()
    (me,) = people("me")
    await world.filled(me)
    store = world.open()
    world.noted.parent.write_text("in the way")
    await store.erase(me.person.address)
    assert await store.load(me.person.address) is None
    await store.close()
    assert f"{world.noted}: cannot be written to (File exists)" in caplog.text
    assert "AFTERVIEW_FORGOTTEN" in caplog.text
    assert caplog.records[0].levelno == logging.ERROR


async def test_what_a_line_broke_off_with_spoils_no_other(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """A disk that was full, or somebody's editor: what can be read counts, and the log says how much cannot."""
    me, you = people("me", "you")
    await world.filled(me, you)
    copy = world.copy()
    await world.erase(me)
    with world.noted.open("a") as file:
        file.write(world.noted.read_text().strip()[:-9])
    await world.erase(you)
    with world.noted.open("ab") as file:
        file.write(b"\xff\x00 nonsense\n2026-13-01 djE6\n\n")
    world.url = copy
    assert await world.known(me, you) == []
    assert f"{world.noted}: lines that cannot be read: 3" in caplog.text


async def test_a_line_under_another_time_counts_for_nothing(world: World) -> None:
    """Nobody can have somebody erased by changing when they were."""
    (me,) = people("me")
    await world.filled(me)
    Forgotten(world.noted, world.ring, lambda: NOW - HOUR).add_people([me.person.id])
    text = world.noted.read_text()
    world.noted.write_text(text.replace((NOW - HOUR).isoformat(), (NOW + HOUR).isoformat()))
    assert await world.known(me) == ["me"]


async def test_a_list_that_cannot_be_read_stops_the_start(world: World) -> None:
    """Else somebody might hear from us who was promised not to."""
    world.noted.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be read: Is a directory"):
        world.open()


def test_what_several_processes_note_at_once_does_not_mix(tmp_path: Path, key: str) -> None:
    """Each line is whole, and none is missing."""
    place, ring, many = tmp_path / "list", load_keys(key), 40
    children = []
    for number in range(4):
        child = os.fork()
        if not child:
            forgotten = Forgotten(place, ring, lambda: NOW)
            for turn in range(many):
                forgotten.add_people([f"{number}-{turn}-{part}" for part in range(20)])
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    erased = Forgotten(place, ring, lambda: NOW).read()
    assert erased.unreadable == 0
    assert len(erased.people) == 4 * many * 20
