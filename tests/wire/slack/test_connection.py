"""The line to Slack breaks, moves and comes back: nothing falls into a gap, and nothing counts twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack.faults import How
from tests.wire.slack.people import Person
from tests.wire.slack.running import Running, over_http, run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def bot(slack: SlackStandIn, team: Workspace, tmp_path: Path) -> AsyncIterator[Running]:
    """The bot, over Socket Mode."""
    async with run(tmp_path, socket_mode(slack, team)) as running:
        await running.wait_for_line("Slack: ")
        await slack.connected()
        yield running


async def test_slack_asks_to_connect_anew_and_nothing_is_missed(
    bot: Running, slack: SlackStandIn, person: Person
) -> None:
    """Words, commands and presses go on while the connection moves, each is acted on once."""
    for number in range(3):
        await slack.refresh()
        await person.write(f"I applied to Company {number}")
        answer = await person.command("/interview", f"apply Firm {number}")
        assert answer.acked
    last = await person.wait_for(
        lambda one: next((m for m in one.sees() if "6 applications" in m.words), None)
    )
    assert last is not None
    assert await bot.stop() == 0
    assert "Traceback" not in "".join(bot.said)


async def test_a_cut_line_is_mended_and_what_was_not_acknowledged_comes_again(
    bot: Running, slack: SlackStandIn, person: Person
) -> None:
    """Words that fell into the cut are delivered again by Slack, and counted once."""
    await person.write("I applied to Quillon")
    await person.wait_for_words("Quillon")
    slack.socket.drop()
    await slack.wait_for(lambda: not slack.socket.open)
    # Slack itself fails to give out a new connection at first.
    slack.fail("apps.connections.open", "503", times=2)
    await slack.connected(seconds=60)
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    assert "2 applications" in person.reads()
    assert await bot.stop() == 0
    assert "Traceback" not in "".join(bot.said)


async def test_a_connection_that_fails_after_its_ticket_was_used_is_tried_with_a_new_one(
    bot: Running, slack: SlackStandIn, person: Person
) -> None:
    """A ticket is good for one try, whatever comes of it; none of them is in the log."""
    slack.socket.failing = 1
    slack.socket.drop()
    await slack.wait_for(lambda: not slack.socket.failing and slack.socket.open, 60)
    await person.write("I applied to Quillon")
    await person.wait_for_words("Quillon")
    assert await bot.stop() == 0
    said = "".join(bot.said)
    assert "WSServerHandshakeError" in said
    assert "ticket" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("how", ["503", "html", "ratelimited", "reset_before"])
@pytest.mark.parametrize("where", ["auth.test", "apps.connections.open"])
async def test_a_slack_that_is_in_trouble_at_the_start_is_waited_for(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path, how: How, where: str
) -> None:
    """The program neither ends nor blames a setting: it says that Slack does not answer, and tries again."""
    slack.fail(where, how, times=2)
    async with run(tmp_path, socket_mode(slack, team)) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("I applied to Quillon")
        await person.wait_for_words("Quillon")
        assert await bot.stop() == 0
    said = "".join(bot.said)
    assert "tried again" in said
    assert "Traceback" not in said
    assert "TOKEN" not in said


async def test_it_can_be_stopped_while_it_waits_for_slack(
    slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> None:
    """Whoever starts it in the middle of an outage need not kill it."""
    slack.fail("auth.test", "503", times=100)
    async with run(tmp_path, over_http(slack, team)) as bot:
        await bot.wait_for_line("tried again")
        assert await bot.stop() == 0
    assert "Traceback" not in "".join(bot.said)
