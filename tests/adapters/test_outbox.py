"""What is said unasked goes through the door of its person's platform, or through none."""

import pytest

from adapters.outbox import Outboxes, UnreachableError
from bot.message import Message, Text, Topic
from bot.people import Address
from tests.scheduler.outboxes import Posted, Recording

HELLO = Message(Topic.HOME, (Text("Hello"),))


async def test_each_platform_has_its_own_door() -> None:
    """The message goes where its person is, with its key, and nowhere else."""
    one, other = Recording(), Recording()
    dana = Address("other", "dana")
    await Outboxes({"one": one, "other": other}).post(dana, HELLO, "key", again=True)
    assert other.posted == [Posted(dana, HELLO, "key", again=True)]
    assert one.posted == []


async def test_a_platform_without_a_door_is_an_error() -> None:
    """So that the deliverer knows that nothing was posted."""
    with pytest.raises(UnreachableError):
        await Outboxes({}).post(Address("slack", "dana"), HELLO, "key", again=False)
