"""What every store promises of the schedule, whatever it is made of."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.journey import Journey
from bot.ports import Claim, Store, Turned
from bot.schedule import NudgeState
from tests.contract.people import LEASE, MINUTE, NOW, kept, put, seen, somebody, with_nudges


def all_become(state: NudgeState) -> Callable[[Journey], Turned[str]]:
    """Return a decision that moves every claimed nudge to a state."""

    def decide(journey: Journey) -> Turned[str]:
        nudges = tuple(
            replace(one, state=state) if one.state is NudgeState.CLAIMED else one
            for one in journey.nudges
        )
        return Turned(replace(journey, nudges=nudges), "settled")

    return decide


async def only_claim(store: Store, at: datetime = NOW) -> Claim:
    """Claim, and make sure that there was one."""
    claims = await store.claim(at, LEASE, 10)
    assert len(claims) == 1
    return claims[0]


class TestClaim:
    """Who delivers what is due."""

    async def test_nothing_is_claimed_before_it_is_due(self, store: Store) -> None:
        """A nudge due a minute from now stays."""
        await put(store, with_nudges(somebody(), 1))
        assert await store.claim(NOW, LEASE, 10) == []

    async def test_what_is_due_at_this_instant_is_claimed(self, store: Store) -> None:
        """The due instant itself counts as due."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        claim = await only_claim(store)
        assert (claim.address, claim.keys, claim.attempt) == (
            me.person.address,
            (me.nudges[0].key,),
            1,
        )

    @pytest.mark.parametrize(
        ("minutes", "together"),
        [
            ((0, 59.9), 2),
            ((0, 60), 1),
            ((-30, 29), 2),
            ((-30, 30), 1),
            ((-600, -300, -1, 1), 3),
        ],
    )
    async def test_what_is_due_within_the_hour_joins(
        self, store: Store, minutes: tuple[float, ...], together: int
    ) -> None:
        """All that is due is claimed together with what is due less than 60 minutes after the earliest."""
        me = with_nudges(somebody(), *minutes)
        await put(store, me)
        claim = await only_claim(store)
        assert claim.keys == tuple(one.key for one in me.nudges[:together])

    async def test_each_person_is_a_claim_of_their_own(self, store: Store) -> None:
        """Two people's nudges are two claims with two tokens, longest due first."""
        await put(store, with_nudges(somebody("late"), -1))
        await put(store, with_nudges(somebody("later"), -2))
        claims = await store.claim(NOW, LEASE, 10)
        assert [one.address.user for one in claims] == ["later", "late"]
        assert len({one.token for one in claims}) == 2

    async def test_no_more_people_than_asked_are_claimed(self, store: Store) -> None:
        """The rest is for the next claim, until nothing is left."""
        for user in "abcde":
            await put(store, with_nudges(somebody(user), -2, -1))
        claimed: list[str] = []
        while claims := await store.claim(NOW, LEASE, 2):
            assert len(claims) <= 2
            claimed += [one.address.user for one in claims]
        assert sorted(claimed) == list("abcde")

    async def test_claimed_nudges_are_nobody_elses(self, store: Store) -> None:
        """While a claim holds, nothing of that person is claimed, not even what falls due meanwhile."""
        await put(store, with_nudges(somebody(), 0, 62))
        await store.claim(NOW, timedelta(hours=2), 10)
        assert await store.claim(NOW + 119 * MINUTE, LEASE, 10) == []

    async def test_a_claimed_nudge_says_so(self, store: Store) -> None:
        """A turn sees which nudges are being delivered."""
        me = with_nudges(somebody(), 0, 90)
        await put(store, me)
        await only_claim(store)
        states = [one.state for one in (await kept(store, me.person.address)).nudges]
        assert states == [NudgeState.CLAIMED, NudgeState.PLANNED]

    async def test_a_lease_that_ended_can_be_claimed_again(self, store: Store) -> None:
        """From the end of the lease the nudges are claimed anew, with what fell due, and counted."""
        me = with_nudges(somebody(), 0, 62)
        await put(store, me)
        first = await only_claim(store)
        assert await store.claim(NOW + LEASE - MINUTE, LEASE, 10) == []
        second = await only_claim(store, NOW + LEASE)
        assert (second.keys, second.attempt) == (first.keys, 2)
        assert second.token != first.token
        third = await only_claim(store, NOW + 62 * MINUTE)
        assert (len(third.keys), third.attempt) == (2, 3)

    async def test_what_failed_goes_behind_what_is_fresh(self, store: Store) -> None:
        """Whatever was given up half way waits for those never tried, however many reminders those have."""
        await put(store, with_nudges(somebody("failing"), -600))
        await put(store, with_nudges(somebody("failing too"), -500))
        await store.claim(NOW, LEASE, 10)
        await put(store, with_nudges(somebody("fresh"), *(-3 + one / 1000 for one in range(100))))
        await put(store, with_nudges(somebody("fresh too"), -1))
        users: list[str] = []
        while claims := await store.claim(NOW + LEASE, LEASE, 2):
            assert len(claims) <= 2
            users += [one.address.user for one in claims]
        assert users[:2] == ["fresh", "fresh too"]
        assert sorted(users[2:]) == ["failing", "failing too"]

    async def test_whoever_is_being_delivered_to_holds_up_nobody(self, store: Store) -> None:
        """What falls due meanwhile for somebody claimed does not stand before other people's nudges."""
        await put(store, with_nudges(somebody("busy"), 0, 61, 62))
        await store.claim(NOW, timedelta(hours=3), 10)
        await put(store, with_nudges(somebody("next"), 63))
        claims = await store.claim(NOW + 64 * MINUTE, LEASE, 1)
        assert [one.address.user for one in claims] == ["next"]

    async def test_a_released_claim_is_planned_again(self, store: Store) -> None:
        """What was handed back undelivered can be claimed at once; the old token settles nothing."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        first = await only_claim(store)
        await store.release(first)
        assert await kept(store, me.person.address) == me
        assert await store.settle(first, NOW, all_become(NudgeState.SENT)) is None
        assert (await only_claim(store)).attempt == 1

    async def test_an_old_claim_releases_nothing(self, store: Store) -> None:
        """Handing back a claim that was lost leaves the new one as it is."""
        await put(store, with_nudges(somebody(), 0))
        first = await only_claim(store)
        second = await only_claim(store, NOW + LEASE)
        await store.release(first)
        assert await store.settle(second, NOW, all_become(NudgeState.SENT)) == "settled"

    async def test_what_is_put_back_is_nobody_s_until_then(self, store: Store) -> None:
        """Not even what falls due meanwhile is claimed; then it is the next try, behind what is fresh."""
        await put(store, with_nudges(somebody(), 0, 61))
        claim = await only_claim(store)
        await store.put_back(claim, NOW + 3 * LEASE, counted=True)
        assert await store.claim(NOW + 3 * LEASE - MINUTE, LEASE, 10) == []
        assert await store.next_due() == NOW + 3 * LEASE
        assert (await only_claim(store, NOW + 3 * LEASE)).attempt == 2

    async def test_what_was_not_tried_does_not_count(self, store: Store) -> None:
        """Whoever only had to wait has as many tries left as before."""
        await put(store, with_nudges(somebody(), 0))
        for _ in range(3):
            claim = await only_claim(store)
            assert claim.attempt == 1
            await store.put_back(claim, NOW, counted=False)

    async def test_an_old_claim_puts_nothing_back(self, store: Store) -> None:
        """A claim that was lost to another process leaves that one's lease alone."""
        await put(store, with_nudges(somebody(), 0))
        first = await only_claim(store)
        second = await only_claim(store, NOW + LEASE)
        await store.put_back(first, NOW, counted=True)
        assert await store.claim(NOW + LEASE + MINUTE, LEASE, 10) == []
        assert await store.settle(second, NOW, all_become(NudgeState.SENT)) == "settled"

    async def test_only_due_people_are_claimed(self, store: Store) -> None:
        """Sent, dropped and undelivered nudges are claimed by nobody."""
        me = with_nudges(somebody(), -3, -2, -1)
        states = (NudgeState.SENT, NudgeState.DROPPED, NudgeState.UNDELIVERED)
        nudges = tuple(replace(one, state=its) for one, its in zip(me.nudges, states, strict=True))
        await put(store, replace(me, nudges=nudges))
        assert await store.claim(NOW, LEASE, 10) == []

    async def test_only_a_claim_claims(self, store: Store) -> None:
        """A nudge that a turn calls claimed is not stuck: it can be claimed at once."""
        me = with_nudges(somebody(), -1)
        claimed = tuple(replace(one, state=NudgeState.CLAIMED) for one in me.nudges)
        await put(store, replace(me, nudges=claimed))
        assert len((await only_claim(store)).keys) == 1


class TestSettle:
    """What became of a claim is saved while it holds, and only then."""

    async def test_a_settled_nudge_is_done(self, store: Store) -> None:
        """What was sent is saved as sent and never claimed again, lease or no lease."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        claim = await only_claim(store)
        assert await store.settle(claim, NOW, all_become(NudgeState.SENT)) == "settled"
        assert [one.state for one in (await kept(store, me.person.address)).nudges] == ["sent"]
        assert await store.claim(NOW + 2 * LEASE, LEASE, 10) == []
        assert await store.settle(claim, NOW, all_become(NudgeState.SENT)) is None

    async def test_claims_settled_together_are_settled_each_for_itself(self, store: Store) -> None:
        """One that cannot be decided and one that was lost keep nobody else's from being saved."""
        people = [with_nudges(somebody(f"u{number:02}"), 0) for number in range(40)]
        for one in people:
            await put(store, one)
        claims = {one.address.user: one for one in await store.claim(NOW, LEASE, 100)}
        await store.erase(people[5].person.address)

        def decide(user: str) -> Callable[[Journey], Turned[str]]:
            def fail(_: Journey) -> Turned[str]:
                raise LookupError(user)

            return fail if user == "u03" else all_become(NudgeState.SENT)

        ends = await asyncio.gather(
            *(store.settle(claims[user], NOW, decide(user)) for user in sorted(claims)),
            return_exceptions=True,
        )
        assert isinstance(ends[3], LookupError)
        assert ends[5] is None
        assert [end for n, end in enumerate(ends) if n not in (3, 5)] == ["settled"] * 38
        for n, one in enumerate(people):
            if n != 5:
                (nudge,) = (await kept(store, one.person.address)).nudges
                assert nudge.state == ("claimed" if n == 3 else "sent")

    async def test_one_claim_settled_twice_at_once_is_decided_once(self, store: Store) -> None:
        """Whoever comes second finds that it is done."""
        await put(store, with_nudges(somebody(), 0))
        claim = await only_claim(store)
        decide = all_become(NudgeState.SENT)
        ends = await asyncio.gather(*(store.settle(claim, NOW, decide) for _ in range(3)))
        assert ends == ["settled", None, None]

    async def test_a_late_settle_counts_while_nobody_else_claimed(self, store: Store) -> None:
        """After the end of the lease a claim holds until somebody else claims."""
        await put(store, with_nudges(somebody(), 0))
        claim = await only_claim(store)
        late = NOW + 2 * LEASE
        assert await store.settle(claim, late, all_become(NudgeState.SENT)) == "settled"

    async def test_a_lost_claim_settles_nothing(self, store: Store) -> None:
        """Once somebody else claimed, the first one decides nothing."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        first = await only_claim(store)
        await only_claim(store, NOW + LEASE)
        assert await store.settle(first, NOW + LEASE, all_become(NudgeState.SENT)) is None
        assert [one.state for one in (await kept(store, me.person.address)).nudges] == ["claimed"]

    async def test_a_turn_takes_a_nudge_out_of_its_claim(self, store: Store) -> None:
        """A nudge dropped by the person while it is being delivered is not settled any more."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        claim = await only_claim(store)
        await put(store, replace(me, nudges=()))
        assert await store.settle(claim, NOW, all_become(NudgeState.SENT)) is None
        assert await store.next_due() is None

    async def test_a_turn_beside_a_claim_leaves_it_alone(self, store: Store) -> None:
        """Other changes, even to the nudge that is being delivered, leave the claim as it is."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        claim = await only_claim(store)
        loaded = await kept(store, me.person.address)
        await put(
            store, replace(loaded, nudges=tuple(replace(n, answered=True) for n in loaded.nudges))
        )
        assert await store.settle(claim, NOW, all_become(NudgeState.SENT)) == "settled"

    async def test_a_nudge_settled_as_planned_is_tried_again(self, store: Store) -> None:
        """A message put off keeps count of how often it was claimed: it may have arrived."""
        me = with_nudges(somebody(), 0)
        await put(store, replace(me, nudges=(replace(me.nudges[0], batch="b"),)))
        claim = await only_claim(store)
        await store.settle(claim, NOW, all_become(NudgeState.PLANNED))
        assert (await only_claim(store)).attempt == 2

    async def test_what_was_claimed_along_and_not_said_was_not_tried(self, store: Store) -> None:
        """However often that happens, and whatever else of the message has to wait or fails."""
        said, other = with_nudges(somebody(), 0, 1).nudges
        await put(store, replace(somebody(), nudges=(said, other)))

        def say_one(journey: Journey) -> Turned[None]:
            first, second = journey.nudges
            nudges = (replace(first, batch="b"), replace(second, state=NudgeState.PLANNED))
            return Turned(replace(journey, nudges=nudges), None)

        for _ in range(3):
            claim = await only_claim(store, NOW + MINUTE)
            assert (len(claim.keys), claim.attempt) == (2, 1)
            await store.settle(claim, NOW, say_one)
            await store.put_back(claim, NOW, counted=False)
        claim = await only_claim(store, NOW + MINUTE)
        await store.settle(claim, NOW, say_one)
        await store.put_back(claim, NOW, counted=True)
        assert (await only_claim(store, NOW + MINUTE)).attempt == 2

    async def test_an_erased_person_has_nothing_to_settle(self, store: Store) -> None:
        """Whoever left between claim and delivery is not decided upon, nor brought back."""
        me = with_nudges(somebody(), 0)
        await put(store, me)
        claim = await only_claim(store)
        await store.erase(me.person.address)
        assert await store.settle(claim, NOW, all_become(NudgeState.SENT)) is None
        assert await seen(store, me.person.address) is None


class TestNextDue:
    """When to wake up."""

    async def test_without_nudges_there_is_no_next_time(self, store: Store) -> None:
        """People without nudges wake nobody."""
        await put(store, somebody())
        assert await store.next_due() is None

    async def test_the_earliest_planned_nudge_is_next(self, store: Store) -> None:
        """Of all people's planned nudges the earliest counts."""
        await put(store, with_nudges(somebody("one"), 30, 5))
        await put(store, with_nudges(somebody("two"), 10))
        assert await store.next_due() == NOW + 5 * MINUTE

    async def test_a_claim_under_way_wakes_at_its_end(self, store: Store) -> None:
        """Nothing of a claimed person can be claimed before the lease ends, whatever else is due."""
        await put(store, with_nudges(somebody(), 0, 61))
        await store.claim(NOW, timedelta(hours=3), 10)
        assert await store.next_due() == NOW + timedelta(hours=3)

    async def test_a_settled_nudge_wakes_nobody(self, store: Store) -> None:
        """After settling, what is planned next counts."""
        await put(store, with_nudges(somebody(), 0, 61))
        await store.settle(await only_claim(store), NOW, all_become(NudgeState.SENT))
        assert await store.next_due() == NOW + 61 * MINUTE
