"""An answer that a kill took with it is missed by nobody: its person is told, once, and what they told is kept."""

import signal
from pathlib import Path

import pytest

from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

LOST = "stopped before my answer"


@pytest.fixture
def settings(slack: SlackStandIn, team: Workspace) -> dict[str, str]:
    """What the bot is started with."""
    return socket_mode(slack, team)


def count(person: Person, words: str) -> int:
    """Return how many messages have these words."""
    return sum(words in one.words for one in person.sees())


async def test_whoever_was_left_without_an_answer_by_a_kill_is_told_once(
    slack: SlackStandIn, team: Workspace, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """Killed after the acknowledgement and before the answer; somebody who had theirs hears nothing."""
    answered = team.person("U2")
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await answered.write("I applied to Larkfield")
        await answered.wait_for_words("Larkfield")
        posted = slack.calls["chat.postMessage"]
        slack.fail("chat.postMessage", "hang", seconds=3600)
        assert (await person.write("I applied to Quillon")).acked
        await slack.wait_for(lambda: slack.calls["chat.postMessage"] > posted)
        await bot.stop(signal.SIGKILL)
    assert person.sees() == []
    for _ in range(2):
        async with run(tmp_path, settings) as bot:
            await bot.wait_for_line("Slack: ")
            await slack.connected()
            await person.wait_for_words(LOST, seconds=30)
            # What is told of goes by the order of who did something last.
            await answered.write("I applied to Zellwerk")
            await answered.wait_for_words("2 applications")
    assert count(person, LOST) == 1
    assert count(answered, LOST) == 0
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("I applied to Zellwerk")
        await person.wait_for_words("2 applications")
        assert await bot.stop() == 0
    assert "Quillon" not in "".join(bot.said)
