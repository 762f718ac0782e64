"""Connections come and go, and several processes share one store: nothing is missed and nothing acted on twice."""

import signal
import sqlite3
from pathlib import Path

import pytest

from tests.postgres import Server
from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
def settings(slack: SlackStandIn, team: Workspace) -> dict[str, str]:
    """What the bot is started with."""
    return socket_mode(slack, team)


async def test_a_connection_that_slack_renews_loses_nothing(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """What is said before, during and after is answered, once."""
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        opened = slack.socket.opened
        for number in range(3):
            await slack.refresh()
            answer = await person.write(f"I applied to Company {number}")
            assert answer.acked, answer.problem
            await person.wait_for_words(f"Company {number}")
        await slack.wait_for(lambda: slack.socket.opened >= opened + 3)
        assert len(person.sees()) == 3
    assert "Traceback" not in "".join(bot.said)


async def test_a_connection_that_breaks_comes_back(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """An envelope that was under way comes again, and is acted on once."""
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("I applied to Company A")
        await person.wait_for_words("Company A")
        event = slack.deliveries.events[-1]
        opened = slack.socket.opened
        slack.socket.drop()
        await slack.wait_for(lambda: slack.socket.opened > opened)
        again = await slack.deliver_again(event, retry=1)
        assert again.acked
        await person.write("I applied to Company B")
        assert "2" in (await person.wait_for_words("Company B")).words
        assert sum("Company A" in one.words for one in person.sees()) == 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_processes_on_one_store_act_once(
    slack: SlackStandIn,
    person: Person,
    settings: dict[str, str],
    tmp_path: Path,
    kind: str,
    request: pytest.FixtureRequest,
) -> None:
    """Whichever of them an event reaches first or again, it has one effect and one answer."""
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        settings |= {"DATABASE_URL": server.make()}
    async with run(tmp_path, settings) as one, run(tmp_path, settings) as other:
        await one.wait_for_line("Slack: ")
        await other.wait_for_line("Slack: ")
        await slack.connected(2)
        for number in range(6):
            await person.write(f"I applied to Company {number}")
            await person.wait_for_words(f"Company {number}")
            # Envelopes go round the connections: the repeat reaches the other process.
            await slack.deliver_again(slack.deliveries.events[-1], retry=1)
        assert all(connection.delivered for connection in slack.socket.open)
        await person.write("undo")
        assert "Company 5" in (await person.wait_for_words("Removed again")).words
        assert len(person.sees()) == 7
        await one.stop(signal.SIGKILL)
        await slack.wait_for(lambda: len(slack.socket.open) == 1)
        await person.write("/interview apply Last One")
        assert "6" in (await person.wait_for_words("Last One")).words


async def test_an_event_that_cannot_be_stored_is_not_acknowledged_and_comes_again(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """Slack repeats it, and once the store is free it is acted on, once."""
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("/interview apply First One")
        await person.wait_for_words("First One")
        holder = sqlite3.connect(tmp_path / "afterview.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        answer = await person.write("/interview apply Quillon")
        assert not answer.acked
        holder.execute("ROLLBACK")
        holder.close()
        slack.clock.advance(61)
        assert "2" in (await person.wait_for_words("Quillon")).words
        assert sum("Quillon" in one.words for one in person.sees()) == 1
    assert "Quillon" not in "".join(bot.said)
