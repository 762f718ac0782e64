"""What every store promises of journeys, whatever it is made of."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.interview import Application, Interview, Wait
from bot.journey import Facts, Journey
from bot.people import Address, Person
from bot.ports import Store, Turned
from tests.contract.people import LEASE, MINUTE, NOW, kept, put, seen, somebody, with_nudges
from tests.every_field import WHO, Filler


class TestTurn:
    """Load, decide, save."""

    async def test_a_stranger_has_no_journey(self, store: Store) -> None:
        """Somebody who never wrote is decided upon with None."""
        assert await seen(store, WHO) is None

    async def test_a_journey_can_be_looked_at(self, store: Store) -> None:
        """Looking shows what was saved, and a stranger nothing."""
        me = somebody()
        assert await store.load(me.person.address) is None
        await put(store, me)
        assert await store.load(me.person.address) == me
        assert await store.load(replace(me.person.address, team="T2")) is None

    async def test_the_decided_value_is_handed_back(self, store: Store) -> None:
        """A turn returns what was decided."""
        me = somebody()
        assert await store.turn(me.person.address, "e", NOW, lambda _: Turned(me, "said")) == "said"

    async def test_who_did_something_lately_is_known(self, store: Store) -> None:
        """The latest come first, each with when; nobody of another platform or of before."""
        moments = {"early": -2, "last": 3, "middle": 2, "first": 1}
        for user, minutes in moments.items():
            me = somebody(user)
            acted = replace(me.person, last_act=NOW + minutes * MINUTE)
            await put(store, replace(me, person=acted))
        found = await store.lately("terminal", NOW, 2)
        assert [(who.user, at) for who, at in found.items()] == [
            ("last", NOW + 3 * MINUTE), ("middle", NOW + 2 * MINUTE)
        ]  # fmt: skip
        assert len(await store.lately("terminal", NOW + MINUTE, 10)) == 3
        assert not await store.lately("slack", NOW, 10)

    @pytest.mark.parametrize("empty", [False, True])
    async def test_every_field_comes_back_as_it_was(self, store: Store, *, empty: bool) -> None:
        """Nothing a journey holds is lost or changed by keeping it."""
        journey = Filler(empty=empty).journey()
        await put(store, journey)
        assert await kept(store, WHO) == journey

    async def test_every_field_can_be_changed(self, store: Store) -> None:
        """A second turn replaces every value of every row of the first."""
        before, after = Filler().journey(), Filler(second=True).journey()
        assert [one.id for one in before.facts.all()] == [one.id for one in after.facts.all()]
        await put(store, before)
        await put(store, after)
        assert await kept(store, WHO) == after

    async def test_a_failing_decision_changes_nothing(self, store: Store) -> None:
        """An error while deciding leaves journey and event as they were."""
        me = somebody()
        await put(store, me)

        def fail(journey: Journey | None) -> Turned[None]:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await store.turn(me.person.address, "e", NOW, fail)
        assert await kept(store, me.person.address) == me
        assert await store.turn(me.person.address, "e", NOW, lambda _: Turned(me, "again"))

    async def test_nobody_reads_what_is_not_theirs(self, store: Store) -> None:
        """The same user in another workspace, organisation or platform is somebody else."""
        await put(store, Filler().journey())
        for other in (
            replace(WHO, platform="discord"),
            replace(WHO, user="U2"),
            replace(WHO, team="T2"),
            replace(WHO, enterprise=""),
        ):
            assert await seen(store, other) is None

    async def test_a_member_is_found_in_another_workspace_of_their_organisation(
        self, store: Store
    ) -> None:
        """Under their own address if they are kept there, else where they joined first, and nowhere else."""
        for number, team in enumerate(("T3", "T1", "T2")):
            joined = NOW + number * MINUTE
            who = Address("slack", "U1", team, "E1")
            await put(store, Journey(Person(f"id{team}", who, joined, joined)))
        asked = Address("slack", "U1", "T2", "E1")
        assert await store.find_member(asked) == asked
        assert await store.find_member(replace(asked, team="")) == replace(asked, team="T3")
        for stranger in (
            replace(asked, user="U2"),
            replace(asked, enterprise="E2"),
            replace(asked, platform="discord"),
        ):
            assert await store.find_member(stranger) is None

    async def test_ids_of_two_people_may_be_alike(self, store: Store) -> None:
        """A fact of one person never touches a fact of another, even under the same id."""
        fact = Application("same", "Acme", NOW)
        one, two = somebody("one"), somebody("two")
        await put(store, replace(one, facts=Facts(applications=(fact,))))
        await put(store, replace(two, facts=Facts(applications=(replace(fact, role="x"),))))
        await put(store, two)
        assert (await kept(store, one.person.address)).facts.applications == (fact,)

    async def test_turns_of_one_person_follow_each_other(self, store: Store) -> None:
        """Of many turns at once each sees what the one before it saved."""
        me = somebody()

        def add(journey: Journey | None) -> Turned[None]:
            journey = journey or me
            number = len(journey.facts.applications)
            fact = Application(f"a{number}", "Acme", NOW)
            return Turned(replace(journey, facts=journey.facts.put(fact)), None)

        turns = (store.turn(me.person.address, f"e{n}", NOW, add) for n in range(20))
        await asyncio.gather(*turns)
        assert len((await kept(store, me.person.address)).facts.applications) == 20

    async def test_nudges_come_back_by_due(self, store: Store) -> None:
        """However they were planned, nudges come back in the order in which they are due."""
        me = with_nudges(somebody(), 30, 10, 20)
        await put(store, me)
        due = [one.due for one in (await kept(store, me.person.address)).nudges]
        assert due == sorted(due)

    async def test_a_deleted_interview_takes_its_waits_along(self, store: Store) -> None:
        """An interview told anew under an old id has only its own waits."""
        me = somebody()
        first = Interview("i", "a", "Acme", NOW, "UTC", NOW, (Wait(0, NOW), Wait(1, NOW)))
        again = replace(first, waits=(Wait(0, NOW),))
        for interviews in ((first,), (), (again,)):
            await put(store, replace(me, facts=Facts(interviews=interviews)))
        assert (await kept(store, me.person.address)).facts.interviews == (again,)

    @given(st.lists(st.lists(st.sampled_from("abcde"), unique=True), max_size=5))
    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    async def test_facts_come_back_in_the_order_of_telling(
        self, store: Store, tellings: list[list[str]]
    ) -> None:
        """Whatever is added, removed and moved, facts come back as the last turn ordered them."""
        me = somebody()
        await store.erase(me.person.address)
        for ids in [[], *tellings]:
            facts = tuple(Application(id, "Acme", NOW) for id in ids)
            await put(store, replace(me, facts=Facts(applications=facts)))
            assert (await kept(store, me.person.address)).facts.applications == facts

    async def test_a_turn_keeps_to_its_person(self, store: Store) -> None:
        """A decision that returns another address or another id is refused, and nothing is saved."""
        me = somebody()
        await put(store, me)
        renamed = replace(me, person=replace(me.person, id="other"))
        moved = replace(me, person=replace(me.person, address=Address("terminal", "other")))
        for wrong in (renamed, moved):
            with pytest.raises(ValueError, match="must keep"):
                await store.turn(
                    me.person.address, None, NOW, lambda _, wrong=wrong: Turned(wrong, 1)
                )
        assert await kept(store, me.person.address) == me
        assert await seen(store, Address("terminal", "other")) is None

    async def test_nothing_is_kept_twice(self, store: Store) -> None:
        """Two facts of a kind under one id, or one nudge planned twice, are refused."""
        me = with_nudges(somebody(), 1, 1)
        fact = Application("a", "Acme", NOW)
        for wrong in (me, replace(somebody(), facts=Facts(applications=(fact, fact)))):
            with pytest.raises(ValueError, match="kept twice"):
                await put(store, wrong)


class TestEvents:
    """The same event is acted on once."""

    async def test_a_repeat_is_not_decided(self, store: Store) -> None:
        """An event seen before returns None and decides nothing, for newcomers as well."""
        me, decided = somebody(), 0

        def decide(journey: Journey | None) -> Turned[int]:
            nonlocal decided
            decided += 1
            return Turned(me, decided)

        for event, expected in (("a", 1), ("a", None), ("b", 2), ("a", None), ("b", None)):
            assert await store.turn(me.person.address, event, NOW, decide) == expected

    async def test_two_people_may_have_the_same_event_id(self, store: Store) -> None:
        """An event is recognised for the person whose it was."""
        for user in ("one", "two"):
            me = somebody(user)
            assert await store.turn(
                me.person.address, "e", NOW, lambda _, me=me: Turned(me, "done")
            )

    async def test_a_day_later_it_is_a_new_event(self, store: Store) -> None:
        """An event is recognised for 24 hours, counted from when it was last acted on."""
        me = somebody()

        async def repeat(after: timedelta) -> str | None:
            return await store.turn(
                me.person.address, "e", NOW + after, lambda _: Turned(me, "done")
            )

        hours = [0, 23.9, 24, 47.9]
        acted = [await repeat(timedelta(hours=one)) for one in hours]
        assert acted == ["done", None, "done", None]

    async def test_a_clock_set_back_repeats_nothing(self, store: Store) -> None:
        """An event seen "in the future" is recognised."""
        me = somebody()
        at = me.person.address
        await store.turn(at, "e", NOW, lambda _: Turned(me, "done"))
        assert (
            await store.turn(at, "e", NOW - timedelta(hours=1), lambda _: Turned(me, "x")) is None
        )

    async def test_old_events_are_forgotten(self, store: Store) -> None:
        """Housekeeping deletes what is older than asked, and counts it."""
        me = somebody()
        for hours, event in enumerate("abc"):
            at = NOW + timedelta(hours=hours)
            await store.turn(me.person.address, event, at, lambda _: Turned(me, None))
        assert await store.forget_events(NOW + timedelta(hours=2)) == 2
        assert await store.forget_events(NOW + timedelta(hours=2)) == 0

    async def test_many_old_events_are_forgotten_a_few_at_a_time(self, store: Store) -> None:
        """A person who writes meanwhile waits for some of them, not for all; none is left over."""
        me = somebody()
        for number in range(1_500):
            await store.turn(me.person.address, f"e{number}", NOW, lambda _: Turned(me, None))
        assert await store.forget_events(NOW + timedelta(hours=1)) == 1_500
        assert await store.turn(me.person.address, "e0", NOW, lambda _: Turned(me, "new")) == "new"

    async def test_tidying_is_done_at_any_time(self, store: Store) -> None:
        """With nobody there and with somebody there, and again."""
        assert await store.tidy()
        await put(store, Filler().journey())
        assert await store.tidy()
        assert await store.tidy()
        assert await kept(store, WHO) == Filler().journey()


class TestErase:
    """Whoever leaves is gone."""

    async def test_nothing_is_left(self, store: Store) -> None:
        """An erased person is a stranger, has no nudges, and their old events are new ones."""
        journey = replace(Filler().journey(), nudges=with_nudges(somebody(), 0).nudges)
        await store.turn(WHO, "e", NOW, lambda _: Turned(journey, None))
        await store.erase(WHO)
        assert await store.next_due() is None
        assert await store.claim(NOW, LEASE, 10) == []
        assert await seen(store, WHO) is None
        assert await store.turn(WHO, "e", NOW, lambda _: Turned(journey, "new")) == "new"

    async def test_others_stay(self, store: Store) -> None:
        """Erasing one person leaves everybody else as they were; a stranger is erased in peace."""
        other = with_nudges(somebody("other"), 5)
        await put(store, other)
        await put(store, Filler().journey())
        await store.erase(WHO)
        await store.erase(WHO)
        assert await kept(store, other.person.address) == other
