"""After hours or days without us everybody gets one message, late and said to be so, and nobody is woken."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.journey import Journey
from bot.library import Library
from bot.people import Address
from bot.schedule import NudgeKind, NudgeState
from scheduler.deliver import Deliverer
from tests.contract.people import put
from tests.desk import Desk
from tests.scheduler.outboxes import Recording

PEOPLE = 500
OVERDUE = 10_000
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland")


async def many(library: Library, people: int) -> Desk:
    """Return where people in four zones are kept, each with a few interviews just behind them."""
    desk = Desk(library)
    templates: list[Journey] = []
    for zone in ZONES:
        desk.who, desk.zone = Address("terminal", zone), zone
        await desk.sit_down()
        for number in range(8):
            await desk.add(f"Company {number}", ended="now")
        templates.append(await desk.journey())
        await desk.store.erase(desk.who)
    for number in range(people):
        who = Address("terminal", f"person{number}")
        like = templates[number % len(templates)]
        person = replace(like.person, id=f"id{number}", address=who)
        await put(desk.store, replace(like, person=person))
    return desk


@pytest.mark.timeout(300)
async def test_one_message_each_in_nobodys_night(library: Library) -> None:
    """Hour by hour after the restart: five hundred messages at most, none in quiet hours, each says it is late."""
    overdue = await many(library, PEOPLE)
    back = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    found = [await overdue.store.load(Address("terminal", f"person{n}")) for n in range(PEOPLE)]
    due = sum(one.due <= back for journey in found if journey for one in journey.nudges)
    assert due >= OVERDUE
    outbox = Recording()
    one = Deliverer(
        overdue.store, outbox, overdue.library, overdue.new_id, Random(1), monotonic=lambda: 0.0
    )
    zones = {journey.person.address: journey.person.zone for journey in found if journey}
    # Within sixteen hours everybody's night is over.
    for hours in range(16):
        before = len(outbox.posted)
        at = back + timedelta(hours=hours)
        await one.deliver_due(at)
        for posted in outbox.posted[before:]:
            assert 8 <= at.astimezone(ZoneInfo(zones[posted.to])).hour < 21
    # What falls due in these hours by itself is something calming, and comes at its own time.
    late = [posted for posted in outbox.posted if posted.message.nudge != ("calm",)]
    assert Counter(posted.to for posted in late) == dict.fromkeys(zones, 1)
    silent = [one for one in late if "did not get through" not in str(one.message.parts[0])]
    assert silent == []
    assert all("calm" not in posted.message.nudge for posted in late)


async def test_a_digest_that_is_too_long_names_what_has_no_room(library: Library) -> None:
    """However much fell due, all of it is said in one message that every platform takes."""
    desk = Desk(library)
    await desk.sit_down()
    for number in range(20):
        await desk.add(f"A company with a rather long name, number {number}", ended="now")
    outbox = Recording()
    one = Deliverer(desk.store, outbox, desk.library, desk.new_id, Random(1), monotonic=lambda: 0.0)
    assert await one.deliver_due(desk.now + timedelta(days=4, hours=20)) == 1
    [posted] = outbox.posted
    assert len(posted.message.nudge) > 20
    text = str(posted.message.parts)
    assert "Also waiting" in text
    assert "more" in text


async def test_late_calm_is_dropped_and_not_sent(library: Library) -> None:
    """Nobody needs yesterday's breath today."""
    overdue = await many(library, 20)
    at = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
    one = Deliverer(overdue.store, Recording(), overdue.library, overdue.new_id, Random(1))
    await one.deliver_due(at)
    for number in range(20):
        journey = await overdue.store.load(Address("terminal", f"person{number}"))
        assert journey is not None
        calm = [each for each in journey.nudges if each.key.kind is NudgeKind.CALM]
        assert all(
            each.state is not NudgeState.SENT for each in calm if each.due < at - timedelta(days=1)
        )


async def test_a_clock_that_jumps_back_doubles_nothing(library: Library) -> None:
    """What was sent stays sent, whatever time it is said to be."""
    desk = Desk(library)
    await desk.sit_down()
    await desk.add("Acme")
    due = await desk.store.next_due()
    assert due is not None
    outbox = Recording()
    one = Deliverer(desk.store, outbox, desk.library, desk.new_id, Random(1), monotonic=lambda: 0.0)
    assert await one.deliver_due(due) == 1
    for jump in (timedelta(hours=-1), timedelta(hours=-5), timedelta(), timedelta(minutes=1)):
        assert await one.deliver_due(due + jump) == 0
    assert len({posted.key for posted in outbox.posted}) == len(outbox.posted)
