"""Where the bot was taken away, its members are erased in time, once, unless it comes back before."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.journey import Journey
from bot.people import Address, Person, Space
from bot.ports import Store
from tests.contract.people import MINUTE, NOW, put, with_nudges

DAY = timedelta(hours=24)
HERE = Space("slack", "", "T1")
EVERYWHERE = Space("slack", "E1", "")


def member(team: str, user: str = "U1", enterprise: str = "", platform: str = "slack") -> Journey:
    """Return the journey of a member, with a nudge."""
    address = Address(platform, user, team, enterprise)
    person = Person(f"{platform}-{enterprise}-{team}-{user}", address, NOW, NOW)
    return with_nudges(Journey(person), 5)


async def left(store: Store, *journeys: Journey) -> list[str]:
    """Return which of them are still kept."""
    return [one.person.id for one in journeys if await store.load(one.person.address) is not None]


async def test_members_are_erased_when_it_is_due_and_not_before(store: Store) -> None:
    """Everything of theirs goes, their nudges too, and nothing of anybody else."""
    ours, theirs = [member("T1", f"U{n}") for n in range(3)], member("T2")
    for one in (*ours, theirs):
        await put(store, one)
    await store.leave(HERE, NOW + DAY)
    assert await store.erase_left(NOW + DAY - MINUTE) == 0
    assert len(await left(store, *ours, theirs)) == 4
    assert await store.erase_left(NOW + DAY) == 3
    assert await left(store, *ours, theirs) == [theirs.person.id]
    assert [one.address.team for one in await store.claim(NOW + DAY, DAY, 9)] == ["T2"]
    assert await store.erase_left(NOW + DAY) == 0


async def test_it_is_due_when_it_was_noted_first(store: Store) -> None:
    """The same news again puts nothing off."""
    me = member("T1")
    await put(store, me)
    await store.leave(HERE, NOW + DAY)
    await store.leave(HERE, NOW + 2 * DAY)
    assert await store.erase_left(NOW + DAY) == 1


async def test_whoever_comes_back_before_keeps_everything(store: Store) -> None:
    """A new installation within the day undoes it, and one after a later leaving starts anew."""
    me = member("T1")
    await put(store, me)
    await store.leave(HERE, NOW + DAY)
    await store.stay(HERE)
    assert await store.erase_left(NOW + 2 * DAY) == 0
    assert await left(store, me)
    await store.leave(HERE, NOW + 3 * DAY)
    assert await store.erase_left(NOW + 3 * DAY) == 1


async def test_after_it_whoever_comes_back_begins_anew_and_stays(store: Store) -> None:
    """What was erased once is not erased again."""
    me = member("T1")
    await put(store, me)
    await store.leave(HERE, NOW)
    assert await store.erase_left(NOW) == 1
    await put(store, me)
    assert await store.erase_left(NOW + DAY) == 0
    assert await left(store, me)


async def test_the_same_ids_elsewhere_are_other_people(store: Store) -> None:
    """Another platform, and another organisation, with the same team and user, are not touched."""
    me = member("T1")
    others = [member("T1", platform="discord"), member("T1", enterprise="E1")]
    for one in (me, *others):
        await put(store, one)
    await store.leave(HERE, NOW)
    assert await store.erase_left(NOW) == 1
    assert await left(store, me, *others) == [one.person.id for one in others]


async def test_a_whole_organisation_leaves_with_all_its_workspaces(store: Store) -> None:
    """One that is back by itself stays, and so does whoever belongs to no organisation."""
    members = [member(team, enterprise="E1") for team in ("T1", "T2", "T3")]
    stranger = member("T1")
    for one in (*members, stranger):
        await put(store, one)
    await store.leave(EVERYWHERE, NOW)
    await store.stay(replace(EVERYWHERE, team="T2"))
    assert await store.erase_left(NOW) == 2
    assert await left(store, *members, stranger) == [
        members[1].person.id,
        stranger.person.id,
    ]


async def test_a_whole_organisation_comes_back_with_all_its_workspaces(store: Store) -> None:
    """One installation for all undoes the leaving of each."""
    members = [member(team, enterprise="E1") for team in ("T1", "T2")]
    for one in members:
        await put(store, one)
    await store.leave(EVERYWHERE, NOW)
    await store.stay(EVERYWHERE)
    assert await store.erase_left(NOW) == 0
    assert len(await left(store, *members)) == 2


async def test_nobody_without_an_organisation_leaves_with_one(store: Store) -> None:
    """An organisation without an id is none: nobody is erased for it."""
    me = member("T1")
    await put(store, me)
    await store.leave(Space("slack", "", ""), NOW)
    assert await store.erase_left(NOW) == 0
    assert await left(store, me)


async def test_many_are_erased_and_counted_once_however_many_do_it(store: Store) -> None:
    """Several processes may do it at the same time."""
    members = [member("T1", f"U{n}") for n in range(250)]
    for one in members:
        await put(store, one)
    await store.leave(HERE, NOW)
    counts = await asyncio.gather(*(store.erase_left(NOW) for _ in range(3)))
    assert sum(counts) == 250
    assert await left(store, *members) == []
