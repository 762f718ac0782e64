"""Everything is acted on once: however often it comes, in whatever order, and across a restart."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
def settings(slack: SlackStandIn, team: Workspace) -> dict[str, str]:
    """What the bot is started with."""
    return socket_mode(slack, team)


async def test_the_same_event_again_changes_nothing(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """A repeat, also after a kill and a restart, is acknowledged and not acted on."""
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("I applied to Quillon")
        await person.wait_for_words("Quillon")
        event = slack.deliveries.events[-1]
        await slack.deliver_again(event, retry=1)
        await bot.stop(signal.SIGKILL)
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await slack.deliver_again(event, retry=2)
        await person.write("undo")
        assert "Quillon" in (await person.wait_for_words("Removed again")).words
        await person.write("/interview apply")
        await person.wait_for_words("/interview apply")
        assert sum("Quillon" in one.words for one in person.sees()) == 2


async def test_what_was_acknowledged_survives_a_kill(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """A process killed right after the acknowledgement has lost nothing that it acknowledged."""
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        answers = [await person.write(f"I applied to Company {number}") for number in range(5)]
        assert all(one.acked for one in answers)
        await bot.stop(signal.SIGKILL)
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("/interview apply Last One")
        last = await person.wait_for_words("Last One")
        assert "6" in last.words


async def test_a_double_click_counts_once(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """Two presses of one button at the same time have one effect."""
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("/interview add Quillon")
        await person.wait_for_words("short form")
        await person.press("Open the form")
        await person.wait_for_modal()
        await person.fill("field:ended", "today 0:10")
        await person.submit()
        await person.close(everything=True)
        await person.write("/interview followup Quillon")
        await person.wait_for_words("Not yet")
        await person.press("Write it anyway")
        shown = await person.wait_for_words("fair way")
        await asyncio.gather(
            person.press("I asked Quillon", at=shown), person.press("I asked Quillon", at=shown)
        )
        await person.write("can I follow up with Quillon?")
        await person.wait_for_words("You asked on")
        assert "2 times" not in person.reads()


async def test_two_processes_on_one_store_act_once(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """The same event at both at the same moment, and the same press on two devices, has one effect and one answer."""
    async with run(tmp_path, settings) as first, run(tmp_path, settings) as second:
        for bot in (first, second):
            await bot.wait_for_line("Slack: ")
        await slack.connected(2)
        await person.write("I applied to Quillon")
        await person.wait_for_words("Quillon")
        event = slack.deliveries.events[0]
        fresh = event | {"event_id": "Ev0TWICE"}
        await asyncio.gather(*(slack.deliver_again(fresh, retry=0) for _ in range(4)))
        await person.wait_for_words("2 applications")
        shown = await person.wait_for_words("2 applications")
        await asyncio.gather(
            person.press("See this week", at=shown), person.press("See this week", at=shown)
        )
        await person.write("I applied to Larkfield")
        await person.wait_for_words("3 applications")
        assert await first.stop() == 0
        # The one that is left goes on alone.
        await slack.wait_for(lambda: len(slack.socket.open) == 1)
        await person.write("I applied to Zellwerk")
        await person.wait_for_words("4 applications")
    said = "".join((*first.said, *second.said))
    assert "Traceback" not in said
