"""What is due is said once, and nothing that throws keeps the others waiting."""

import asyncio
import logging
from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from bot.errors import StoreError, TryLater, Undeliverable, Unreachable
from bot.interview import Snooze
from bot.journey import Journey
from bot.library import Library
from bot.message import Message
from bot.people import Address
from bot.ports import Claim, Outbox, Turned
from bot.schedule import NudgeKind, NudgeState
from scheduler.deliver import (
    IN_FLIGHT,
    LEASE,
    MARGIN,
    MOST,
    POST_WITHIN,
    Deliverer,
    pause_after,
)
from scheduler.outcome import Outcome
from scheduler.pacing import CROWD
from tests.desk import Desk
from tests.scheduler.outboxes import Forgetful, Posted, Recording

MINUTE = timedelta(minutes=1)
DARK = "I want to end my life."


def deliverer(desk: Desk, outbox: Outbox) -> Deliverer:
    """Return a deliverer of somebody's store."""
    return Deliverer(
        desk.store, outbox, desk.library, desk.new_id, Random(1), monotonic=lambda: 0.0
    )


async def first_due(desk: Desk) -> datetime:
    """Return when the first nudge is due."""
    due = await desk.store.next_due()
    assert due is not None
    return due


async def states(desk: Desk, who: Address | None = None) -> list[NudgeState]:
    """Return what became of somebody's nudges, earliest due first."""
    found: list[Journey] = []

    def look(journey: Journey | None) -> Turned[None]:
        assert journey is not None
        found.append(journey)
        return Turned(journey, None)

    await desk.store.turn(who or desk.who, None, desk.now, look)
    return [one.state for one in found[0].nudges]


async def next_is_calm(desk: Desk) -> bool:
    """Say whether the next nudge is something calming."""
    due = await first_due(desk)
    nudges = (await desk.journey()).nudges
    return any(one.due == due and one.key.kind is NudgeKind.CALM for one in nudges)


class TestDue:
    """What is posted, and when."""

    async def test_nothing_is_posted_a_minute_before_it_is_due(self, desk: Desk) -> None:
        """A look at the table before the first nudge is due posts nothing and claims nothing."""
        outbox = Recording()
        assert await deliverer(desk, outbox).deliver_due(await first_due(desk) - MINUTE) == 0
        assert outbox.posted == []
        assert NudgeState.CLAIMED not in await states(desk)

    async def test_what_is_due_is_posted_to_its_person_and_settled(self, desk: Desk) -> None:
        """At the due minute one message goes to its person, and its nudges count as sent."""
        outbox = Recording()
        due = await first_due(desk)
        assert await deliverer(desk, outbox).deliver_due(due) == 1
        [posted] = outbox.posted
        assert posted.to == desk.who
        assert (await states(desk)).count(NudgeState.SENT) == len(posted.message.nudge)

    async def test_a_second_look_in_the_same_minute_posts_nothing(self, desk: Desk) -> None:
        """What was posted is not posted again."""
        outbox = Recording()
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        assert [await one.deliver_due(due), await one.deliver_due(due)] == [1, 0]

    async def test_every_message_has_a_key_of_its_own(self, desk: Desk) -> None:
        """Two different messages never share the key by which a repeat is recognised."""
        outbox = Recording()
        one = deliverer(desk, outbox)
        for _ in range(3):
            await one.deliver_due(await first_due(desk))
        keys = [posted.key for posted in outbox.posted]
        assert len(set(keys)) == len(keys) == 3

    async def test_all_who_are_due_are_served_however_many(self, library: Library) -> None:
        """More people than are claimed at once all get theirs in one look."""
        desk = Desk(library)
        people = [f"person{number:03}" for number in range(MOST + 5)]
        for user in people:
            desk.who = Address("terminal", user)
            await desk.sit_down()
            await desk.add("Acme")
        outbox = Recording()
        posted = await deliverer(desk, outbox).deliver_due(await first_due(desk))
        assert posted == len(people)
        assert sorted(one.to.user for one in outbox.posted) == people


class TestUnreachable:
    """Somebody who cannot be reached any more."""

    async def test_what_cannot_be_delivered_is_set_aside_and_not_tried_again(
        self, desk: Desk
    ) -> None:
        """It is kept as undelivered, and the next look, even after the lease, leaves it alone."""
        outbox = Recording(deque([Undeliverable("account_inactive")]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        assert await one.deliver_due(due) == 0
        [tried] = outbox.tried
        assert (await states(desk)).count(NudgeState.UNDELIVERED) == len(tried.message.nudge)
        await one.deliver_due(due + LEASE)
        assert [one.key for one in outbox.tried] == [tried.key]

    async def test_only_a_repeated_try_is_told_that_it_is_one(self, desk: Desk) -> None:
        """After a try with an unknown end the next one is asked to look first."""
        outbox = Recording(deque([ConnectionError()]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        await one.deliver_due(due)
        await one.deliver_due(due + LEASE)
        assert [tried.again for tried in outbox.tried] == [False, True]


class TestUnwanted:
    """What is asked again just before it is posted."""

    async def test_what_the_person_did_meanwhile_is_not_asked_for(self, desk: Desk) -> None:
        """A step that was skipped before it fell due is not in the message."""
        outbox = Recording()
        due = await first_due(desk)
        await desk.press("Skip")
        await deliverer(desk, outbox).deliver_due(due)
        assert [one.message.nudge for one in outbox.posted] == [("reflection",)]

    async def test_a_nudge_that_has_lost_its_reason_goes_without_a_word(self, desk: Desk) -> None:
        """A row that no plan wants any more is taken back, claimed or not, and is no longer due."""
        outbox = Recording()
        due = await first_due(desk)

        def forget(journey: Journey | None) -> Turned[None]:
            assert journey is not None
            facts = replace(journey.facts, interviews=())
            return Turned(replace(journey, facts=facts), None)

        await desk.store.turn(desk.who, None, desk.now, forget)
        assert await deliverer(desk, outbox).deliver_due(due) == 0
        assert outbox.posted == []
        after = await desk.store.next_due()
        assert after is None or after > due

    async def test_nothing_is_said_after_dark_words(self, desk: Desk) -> None:
        """While the pause after dark words lasts nothing goes out, whatever was due."""
        outbox = Recording()
        await desk.say(DARK)
        for hours in range(1, 72):
            await deliverer(desk, outbox).deliver_due(desk.now + timedelta(hours=hours))
        assert outbox.posted == []


class TestFailure:
    """A platform that throws."""

    async def test_what_was_not_posted_is_tried_again_after_the_lease(self, desk: Desk) -> None:
        """Not before, for the first try may still be under way."""
        outbox = Recording(deque([OSError("reset")]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        assert await one.deliver_due(due) == 0
        assert await one.deliver_due(due + LEASE - MINUTE) == 0
        assert len(outbox.tried) == 1
        assert await one.deliver_due(due + LEASE) == 1

    async def test_every_try_of_a_message_has_the_same_key(self, desk: Desk) -> None:
        """However often it fails, the platform can recognise the repeat."""
        outbox = Recording(deque([OSError("reset"), TimeoutError(), ValueError("bad gateway")]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        for pause in (0, 1, 3, 7):
            await one.deliver_due(due + pause * LEASE)
        assert len(outbox.tried) == 4
        assert len({tried.key for tried in outbox.tried}) == 1
        assert len(outbox.posted) == 1

    async def test_another_process_tries_again_with_the_same_key(self, desk: Desk) -> None:
        """The key is kept in the store, not in the process that died."""
        due = await first_due(desk)
        dying, living = Recording(deque([OSError("reset")])), Recording()
        await deliverer(desk, dying).deliver_due(due)
        await deliverer(desk, living).deliver_due(due + LEASE)
        assert [one.key for one in living.posted] == [dying.tried[0].key]

    async def test_what_fell_due_since_a_try_that_may_have_arrived_is_said_by_itself(
        self, desk: Desk
    ) -> None:
        """We were away for days after it: the first message is found, and all else is said in another one."""
        due, outbox = await first_due(desk), Forgetful()
        one = deliverer(desk, outbox)
        await one.deliver_due(due)
        await one.deliver_due(due + timedelta(days=4))
        first, second = outbox.posted
        assert first.key != second.key
        said = Counter((*first.message.nudge, *second.message.nudge))
        sent = [each for each in (await desk.journey()).nudges if each.state is NudgeState.SENT]
        assert said == Counter(each.key.kind.value for each in sent)
        assert len(sent) > len(first.message.nudge)

    async def test_one_that_may_have_arrived_before_the_quiet_hours_is_not_repeated_after_them(
        self, library: Library
    ) -> None:
        """It waits for the morning like anything else, and is looked for first."""
        desk = Desk(library, at="2026-11-20 18:40")
        await desk.sit_down()
        await desk.add("Acme", ended="now")
        due, outbox = await first_due(desk), Forgetful()
        one = deliverer(desk, outbox)
        await one.deliver_due(due)
        for hours in range(1, 15):
            await one.deliver_due(due + timedelta(hours=hours))
        said = Counter(kind for each in outbox.posted for kind in each.message.nudge)
        assert (said["contacts"], said["thank_you"]) == (1, 1)

    async def test_what_is_soft_and_was_claimed_with_another_s_repeat_is_not_left_out(
        self, desk: Desk
    ) -> None:
        """It was never tried, so it cannot have been seen."""
        due, outbox = await first_due(desk), Forgetful()
        one = deliverer(desk, outbox)
        await one.deliver_due(due)
        weekly = next(
            each.due
            for each in (await desk.journey()).nudges
            if each.key.kind is NudgeKind.KEEP_LOOKING
        )
        await one.deliver_due(weekly)
        assert NudgeKind.KEEP_LOOKING.value in outbox.posted[-1].message.nudge

    async def test_a_failure_is_logged_without_what_was_said(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The log names the kind of the error, and neither the person nor the words in it."""
        outbox = Recording(deque([OSError("could not send to Dana Smith")]))
        with caplog.at_level(logging.DEBUG):
            await deliverer(desk, outbox).deliver_due(await first_due(desk))
        assert "OSError" in caplog.text
        assert "Dana" not in caplog.text

    async def test_one_who_cannot_be_reached_does_not_stop_the_rest(self, desk: Desk) -> None:
        """The first post throws, the second person gets theirs in the same look."""
        desk.who = Address("terminal", "dana")
        await desk.sit_down()
        await desk.add("Bolt")
        outbox = Recording(deque([OSError("reset")]))
        assert await deliverer(desk, outbox).deliver_due(await first_due(desk)) == 1
        assert len({one.to for one in outbox.tried}) == 2

    async def test_whoever_built_the_deliverer_may_hear_of_what_cannot_be_worded(
        self, desk: Desk
    ) -> None:
        """A play stops at its line, where a running bot goes on."""
        heard: list[Exception] = []
        poisoned = Deliverer(
            _Poisoned(desk, desk.who),  # pyright: ignore[reportArgumentType]
            Recording(),
            desk.library,
            desk.new_id,
            Random(1),
            lambda error, claim: heard.append(error),
        )
        assert await poisoned.deliver_due(await first_due(desk)) == 0
        assert len(heard) == 1

    async def test_a_row_that_cannot_be_worded_does_not_stop_the_rest(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A bug in wording one person's message is reported, and the next person gets theirs."""
        desk.who = Address("terminal", "dana")
        await desk.sit_down()
        await desk.add("Bolt")
        outbox = Recording()
        poisoned = Deliverer(
            _Poisoned(desk, Address("terminal", "me")),  # pyright: ignore[reportArgumentType]
            outbox,
            desk.library,
            desk.new_id,
            Random(1),
        )
        assert await poisoned.deliver_due(await first_due(desk)) == 1
        assert [one.to.user for one in outbox.posted] == ["dana"]
        assert "ZeroDivisionError" in caplog.text

    async def test_a_row_that_cannot_be_worded_is_tried_again_after_the_lease(
        self, desk: Desk
    ) -> None:
        """It is not lost: a release that can word it says it."""
        outbox = Recording()
        due = await first_due(desk)
        poisoned = Deliverer(
            _Poisoned(desk, desk.who),  # pyright: ignore[reportArgumentType]
            outbox,
            desk.library,
            desk.new_id,
            Random(1),
            monotonic=lambda: 0.0,
        )
        assert await poisoned.deliver_due(due) == 0
        assert await deliverer(desk, outbox).deliver_due(due + LEASE - MINUTE) == 0
        assert await deliverer(desk, outbox).deliver_due(due + LEASE) == 1

    async def test_a_store_out_of_reach_is_not_taken_for_a_bad_row(self, desk: Desk) -> None:
        """The error goes up to whoever keeps the beat."""
        unreachable = Deliverer(
            _Poisoned(desk, desk.who, StoreError("gone")),  # pyright: ignore[reportArgumentType]
            Recording(),
            desk.library,
            desk.new_id,
            Random(1),
        )
        with pytest.raises(StoreError):
            await unreachable.deliver_due(await first_due(desk))


class TestPatience:
    """A platform that asks for patience, a person who takes no messages, a row that is broken."""

    async def test_a_rate_limit_is_waited_for_and_is_no_try(self, desk: Desk) -> None:
        """Nothing is posted before it ends, and then as if for the first time."""
        outbox = Recording(deque([TryLater(600)]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        assert await one.deliver_due(due) == 0
        assert await one.deliver_due(due + timedelta(seconds=599)) == 0
        assert await one.deliver_due(due + timedelta(seconds=600)) == 1
        assert [tried.again for tried in outbox.tried] == [False, False]

    async def test_a_rate_limit_after_something_may_have_arrived_is_a_try(self, desk: Desk) -> None:
        """What comes when it ends is looked for first, like all that may have been seen."""
        outbox = Recording(deque([TryLater(600, begun=True), TryLater(600)]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        for minutes in (0, 10, 20):
            await one.deliver_due(due + timedelta(minutes=minutes))
        assert [tried.again for tried in outbox.tried] == [False, True, True]

    async def test_a_closed_workspace_is_left_alone_and_no_other(self, library: Library) -> None:
        """Its other members are not even tried, while everybody else gets theirs."""
        desk = Desk(library)
        closed = [Address("slack", f"U{number}", "T1") for number in range(IN_FLIGHT + 5)]
        others = [Address("slack", "U1", "T2"), Address("terminal", "me")]
        for who in (*closed, *others):
            desk.who = who
            await desk.sit_down()
            await desk.add("Acme")
        outbox = _Closed("T1")
        due = await first_due(desk)
        one = Deliverer(
            desk.store, outbox, desk.library, desk.new_id, Random(1), monotonic=lambda: 0.0
        )
        assert await one.deliver_due(due) == len(others)
        assert len(outbox.refused) <= IN_FLIGHT
        outbox.team = ""
        assert await one.deliver_due(due + timedelta(seconds=599)) == 0
        assert await one.deliver_due(due + timedelta(seconds=600)) == len(closed)
        assert {posted.again for posted in outbox.posted} == {False}

    async def test_many_who_have_to_wait_at_once_mean_that_all_have_to(
        self, library: Library
    ) -> None:
        """On a platform that asks for ten minutes of patience person by person, some find that out, not all in turn."""
        desk = Desk(library)
        crowd = [Address("discord", f"{number}") for number in range(CROWD + IN_FLIGHT + 20)]
        for who in crowd:
            desk.who = who
            await desk.sit_down()
            await desk.add("Acme")
        outbox = _PatientWithEach()
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        for minutes in (0, 5, 9):
            assert await one.deliver_due(due + minutes * MINUTE) == 0
        assert CROWD <= len(outbox.tried) <= CROWD + IN_FLIGHT
        outbox.is_over = True
        assert await one.deliver_due(due + 10 * MINUTE) == len(crowd)
        assert {posted.again for posted in outbox.posted} == {False}

    async def test_few_who_have_to_wait_hold_up_nobody_else(self, library: Library) -> None:
        """Also when they are told so again and again."""
        desk = Desk(library)
        slow = [Address("discord", f"{number}") for number in range(CROWD - 1)]
        others = [Address("discord", f"1{number}") for number in range(CROWD)]
        for who in (*slow, *others):
            desk.who = who
            await desk.sit_down()
            await desk.add("Acme")
        outbox = _PatientWithEach(only=frozenset(slow))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        assert await one.deliver_due(due) == len(others)
        for number in range(3):
            assert await one.deliver_due(due + (number + 1) * 10 * MINUTE) == 0
        assert len(outbox.tried) == 4 * len(slow) + len(others)

    async def test_pauses_grow_and_are_never_longer_than_an_hour(self) -> None:
        """A platform that is away for long is not hammered, and not forgotten either."""
        pauses = [pause_after(attempt) for attempt in range(1, 30)]
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (LEASE, timedelta(hours=1))

    async def test_closed_direct_messages_are_tried_three_times_in_three_days(
        self, desk: Desk
    ) -> None:
        """Then it is kept as undelivered, and what comes next is not even tried within a day."""
        outbox = Recording(deque([Unreachable("50007") for _ in range(9)]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        for hours in range(73):
            await one.deliver_due(due + timedelta(hours=hours))
        assert len(outbox.tried) == 3
        assert NudgeState.UNDELIVERED in await states(desk)

    async def test_whoever_opens_them_again_gets_the_next_try(self, desk: Desk) -> None:
        """A day later, with a word that it is late."""
        outbox = Recording(deque([Unreachable("50007")]))
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        await one.deliver_due(due)
        assert await one.deliver_due(due + timedelta(days=1)) == 1
        [posted] = outbox.posted
        assert "did not get through" in str(posted.message.parts[0])

    async def test_something_calming_is_left_out_rather_than_said_twice(
        self, library: Library
    ) -> None:
        """After a try with an unknown end it is dropped; nobody would miss it."""
        desk = Desk(library)
        await desk.sit_down()
        await desk.add("Acme")
        while not await next_is_calm(desk):
            await deliverer(desk, Recording()).deliver_due(await first_due(desk))
        due = await first_due(desk)
        unsure = Recording(deque([TimeoutError()]))
        one = deliverer(desk, unsure)
        await one.deliver_due(due)
        assert unsure.tried[0].message.nudge == ("calm",)
        await one.deliver_due(due + LEASE)
        assert [tried.message.nudge for tried in unsure.tried].count(("calm",)) == 1

    async def test_a_row_that_cannot_be_worded_is_set_aside_at_last(self, desk: Desk) -> None:
        """After three tries; the person is told at their next contact that something did not get through."""
        due = await first_due(desk)
        poisoned = Deliverer(
            _Poisoned(desk, desk.who, times=3),  # pyright: ignore[reportArgumentType]
            Recording(),
            desk.library,
            desk.new_id,
            Random(1),
            monotonic=lambda: 0.0,
        )
        for hours in range(4):
            await poisoned.deliver_due(due + timedelta(hours=hours))
        assert NudgeState.UNDELIVERED in await states(desk)

    async def test_a_post_is_only_begun_while_its_lease_will_outlast_it(self, desk: Desk) -> None:
        """Behind posts that took long it is handed back, for whoever is free."""
        assert POST_WITHIN + MARGIN < LEASE
        passed = iter((0.0, 0.0, 0.0, 50.0, 50.0))
        outbox = Recording()
        due = await first_due(desk)
        late = Deliverer(
            desk.store,
            outbox,
            desk.library,
            desk.new_id,
            Random(1),
            monotonic=lambda: next(passed, 50.0),
        )
        assert await late.deliver_due(due) == 0
        assert outbox.tried == []
        assert await deliverer(desk, outbox).deliver_due(due) == 1

    async def test_nobody_waits_for_somebody_else_s_slow_platform(self, library: Library) -> None:
        """While one post hangs, the others are made."""
        desk = Desk(library)
        for user in ("slow", "quick"):
            desk.who = Address("terminal", user)
            await desk.sit_down()
            await desk.add("Acme")
        done = asyncio.Event()

        @dataclass
        class Slow(Recording):
            """Takes one person's message only when another's was taken."""

            async def post(self, to: Address, *args: object, **named: object) -> None:
                if to.user == "slow":
                    await done.wait()
                await super().post(to, *args, **named)  # pyright: ignore[reportArgumentType]
                done.set()

        outbox = Slow()
        assert await deliverer(desk, outbox).deliver_due(await first_due(desk)) == 2
        assert [one.to.user for one in outbox.posted] == ["quick", "slow"]

    async def test_whoever_erases_themselves_meanwhile_is_left_in_peace(self, desk: Desk) -> None:
        """Before the post or during it: nothing is kept, nothing fails, nothing comes after it."""

        @dataclass
        class Erasing(Recording):
            """The person erases everything while it is posting."""

            async def post(self, *args: object, **named: object) -> None:
                await desk.store.erase(desk.who)
                await super().post(*args, **named)  # pyright: ignore[reportArgumentType]

        outbox = Erasing()
        due = await first_due(desk)
        one = deliverer(desk, outbox)
        await one.deliver_due(due)
        assert await desk.store.next_due() is None
        assert await desk.store.load(desk.who) is None
        await one.deliver_due(due + LEASE)
        assert len(outbox.tried) == 1


class TestBrokenRows:
    """What no release of ours writes, and a hand or another program may."""

    async def test_a_zone_that_does_not_exist_stops_nobody_else(self, library: Library) -> None:
        """Its person's nudges are set aside after three tries; the next person gets theirs at once."""
        desk = Desk(library)
        for user in ("mars", "me"):
            desk.who = Address("terminal", user)
            await desk.sit_down()
            await desk.add("Acme")
        mars = Address("terminal", "mars")

        def move(journey: Journey | None) -> Turned[None]:
            assert journey is not None
            person = replace(journey.person, zone="Mars/Olympus_Mons")
            return Turned(replace(journey, person=person), None)

        due = await first_due(desk)
        await desk.store.turn(mars, None, desk.now, move)
        outbox = Recording()
        one = deliverer(desk, outbox)
        for hours in range(4):
            await one.deliver_due(due + timedelta(hours=hours))
        assert {posted.to.user for posted in outbox.posted} == {"me"}
        assert NudgeState.UNDELIVERED in await states(desk, mars)

    async def test_a_snooze_into_the_past_is_said_at_once_and_once(self, desk: Desk) -> None:
        """A moment that is over is now."""
        due = await first_due(desk)

        def put_off(journey: Journey | None) -> Turned[None]:
            assert journey is not None
            key = journey.nudges[0].key
            snooze = Snooze(
                "z",
                key.kind.value,
                key.interview,
                desk.now - timedelta(days=400),
                key.wait,
                key.occurrence,
                journey.nudges[0].due,
            )
            facts = journey.facts.put(snooze)
            return Turned(replace(journey, facts=facts), None)

        await desk.store.turn(desk.who, None, desk.now, put_off)
        desk.now = due
        await desk.say("what's next")
        outbox = Recording()
        one = deliverer(desk, outbox)
        posted = [await one.deliver_due(due + timedelta(minutes=at)) for at in range(3)]
        assert posted == [1, 0, 0]


class TestCounts:
    """What became of each try can be read by whoever looks after the process."""

    @pytest.mark.parametrize(
        ("error", "outcome"),
        [
            (None, Outcome.POSTED),
            (TryLater(60), Outcome.PACED),
            (OSError("reset"), Outcome.FAILED),
            (Unreachable("50007"), Outcome.CLOSED),
            (Undeliverable("account_inactive"), Outcome.UNDELIVERED),
        ],
    )
    async def test_every_try_is_counted_by_its_end(
        self,
        desk: Desk,
        error: Exception | None,
        outcome: Outcome,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """Once, and the log says it in a line without a person in it."""
        one = deliverer(desk, Recording(deque([error])))
        due = await first_due(desk)
        with caplog.at_level(logging.INFO, "scheduler"):
            await one.deliver_due(due - MINUTE)
            assert caplog.text == ""
            await one.deliver_due(due)
        assert one.counts == {outcome: 1}
        assert f"delivered what was due: {outcome} 1" in caplog.text

    async def test_a_row_that_cannot_be_worded_is_counted_until_it_is_set_aside(
        self, desk: Desk
    ) -> None:
        """Broken twice, and then among what was not delivered."""
        due = await first_due(desk)
        poisoned = Deliverer(
            _Poisoned(desk, desk.who, times=3),  # pyright: ignore[reportArgumentType]
            Recording(),
            desk.library,
            desk.new_id,
            Random(1),
            monotonic=lambda: 0.0,
        )
        for hours in range(3):
            await poisoned.deliver_due(due + timedelta(hours=hours))
        assert poisoned.counts == {Outcome.BROKEN: 2, Outcome.UNDELIVERED: 1}


class TestTwoProcesses:
    """The claim is the lock."""

    async def test_two_deliverers_on_one_store_never_double(self, desk: Desk) -> None:
        """While one is posting, the other finds nothing to do."""
        due = await first_due(desk)
        second = Recording()

        @dataclass
        class Slow(Recording):
            """Lets another deliverer look while it is posting."""

            async def post(self, *args: object, **named: object) -> None:
                await deliverer(desk, second).deliver_due(due)
                await super().post(*args, **named)  # pyright: ignore[reportArgumentType]

        first = Slow()
        await deliverer(desk, first).deliver_due(due)
        assert (len(first.posted), len(second.tried)) == (1, 0)

    async def test_a_claim_lost_before_wording_posts_nothing(self, desk: Desk) -> None:
        """Whoever lost the claim to another process stays silent."""
        outbox = Recording()
        late = Deliverer(
            _Late(desk),  # pyright: ignore[reportArgumentType]
            outbox,
            desk.library,
            desk.new_id,
            Random(1),
        )
        assert await late.deliver_due(await first_due(desk)) == 0
        assert outbox.tried == []

    async def test_what_the_person_does_while_it_is_posted_is_kept(self, desk: Desk) -> None:
        """An act between wording and settling is not overwritten by the settling."""

        @dataclass
        class Slow(Recording):
            """Lets the person act while it is posting."""

            async def post(self, *args: object, **named: object) -> None:
                if not self.tried:
                    await desk.say("/interview apply Bolt, data engineer")
                await super().post(*args, **named)  # pyright: ignore[reportArgumentType]

        outbox = Slow()
        due = await first_due(desk)
        desk.now = due
        await deliverer(desk, outbox).deliver_due(due)
        applications = (await desk.journey()).facts.applications
        assert [one.company for one in applications] == ["Bolt"]
        assert len(outbox.posted) == 1
        assert await deliverer(desk, outbox).deliver_due(due + LEASE) == 0


class _Poisoned:
    """A store in which one person's row makes the wording fail."""

    def __init__(
        self, desk: Desk, who: Address, error: Exception | None = None, times: int = 1000
    ) -> None:
        self._store = desk.store
        self._who = who
        self._error = error or ZeroDivisionError("bug")
        self._times = times

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def settle(self, claim: Claim, *rest: object) -> object:
        if claim.address == self._who and self._times:
            self._times -= 1
            raise self._error
        return await self._store.settle(claim, *rest)  # pyright: ignore[reportArgumentType]


class _Closed(Recording):
    """A platform where one workspace asks for patience."""

    def __init__(self, team: str) -> None:
        super().__init__()
        self.team = team
        self.refused: list[Address] = []

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        if to.team == self.team:
            self.refused.append(to)
            raise TryLater(600, everybody=True)
        await super().post(to, message, key, again=again)


class _PatientWithEach(Recording):
    """A platform that asks for ten minutes of patience with each person by themselves."""

    def __init__(self, only: frozenset[Address] = frozenset()) -> None:
        super().__init__()
        self._only = only
        self.is_over = False

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        if not self.is_over and (not self._only or to in self._only):
            self.tried.append(Posted(to, message, key, again))
            raise TryLater(600)
        await super().post(to, message, key, again=again)


class _Late:
    """A store in which another process takes each claim over before it is used."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    async def claim(self, now: datetime, lease: timedelta, most: int) -> list[Claim]:
        claims = await self._store.claim(now, lease, most)
        await self._store.claim(now + lease, lease, most)
        return list(claims)
