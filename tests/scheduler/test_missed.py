"""What could not reach a person is told at their next word, once, unless it is worth nothing late."""

from collections import deque
from random import Random

from bot.errors import Undeliverable
from bot.message import Message
from bot.schedule import NudgeKind
from scheduler.deliver import Deliverer
from tests.desk import Desk
from tests.scheduler.outboxes import Recording

NOT_REACHED = "I could not reach you with this"


async def miss(desk: Desk) -> Message:
    """Let the next nudge that is due not reach the person, and return it."""
    outbox = Recording(deque([Undeliverable("user_disabled")]))
    due = await desk.store.next_due()
    assert due is not None
    desk.now = max(desk.now, due)
    await Deliverer(desk.store, outbox, desk.library, desk.new_id, Random(1)).deliver_due(desk.now)
    return outbox.tried[0].message


async def test_it_is_told_at_the_next_word_and_only_then(desk: Desk) -> None:
    """The answer comes first, then what was missed: when, about what, and with whom."""
    await miss(desk)
    heard = await desk.say("what's next")
    assert "Fri 20 Nov, 16:30 (Berlin): contacts, Acme" in heard
    assert heard.index("Where things stand") < heard.index(NOT_REACHED)
    assert NOT_REACHED not in await desk.say("what's next")
    assert NOT_REACHED not in await desk.say("list")


async def test_a_word_in_need_is_answered_alone(desk: Desk) -> None:
    """Somebody in a crisis is not told of errands; they hear of them at another time."""
    await miss(desk)
    assert NOT_REACHED not in await desk.say("I want to end my life.")
    assert NOT_REACHED in await desk.say("what's next")


async def test_calm_that_was_missed_is_not_mentioned(desk: Desk) -> None:
    """A calming message from yesterday helps nobody."""
    while NudgeKind.CALM.value not in (await miss(desk)).nudge:
        await desk.say("skip")
    assert NOT_REACHED not in await desk.say("what's next")


async def test_nothing_was_missed_by_somebody_who_was_reached(desk: Desk) -> None:
    """Whoever got everything never sees the line."""
    await desk.wait_until("2026-11-21 12:00")
    assert NOT_REACHED not in await desk.say("what's next")
