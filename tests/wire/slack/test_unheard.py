"""Words that were written while the bot was away for longer than Slack sends them again: their person is told."""

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.slack.inside import BEGIN, Inside, inside
from tests.wire.slack.people import Person
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

UNHEARD = "I was away when you wrote"


@pytest.fixture
def settings(slack: SlackStandIn, team: Workspace) -> dict[str, str]:
    """What the bot is started with."""
    return socket_mode(slack, team)


def write_to_nobody(person: Person, bot: Inside, after: timedelta) -> None:
    """Let words appear that Slack delivers no more, so long after the bot's present time."""
    message = person.team.say(person, person.dm, "I applied to Quillon")
    message.ts = f"{(bot.now + after).timestamp():.6f}"


def count(person: Person) -> int:
    """Return how often they were told."""
    return sum(UNHEARD in one.words for one in person.sees())


async def begin(bot: Inside, person: Person) -> None:
    """Let the bot know somebody."""
    assert bot.now == BEGIN
    await person.write("I applied to Brookmere")
    await person.wait_for_words("Brookmere")


async def test_after_a_night_without_a_process_they_are_told_once(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """They are told at the start, however often it starts, and can say it again."""
    key = new_key()
    async with inside(slack, tmp_path, settings, key=key) as bot:
        await begin(bot, person)
    write_to_nobody(person, bot, timedelta(hours=1))
    for hours in (9, 10):
        now = BEGIN + timedelta(hours=hours)
        async with inside(slack, tmp_path, settings, key=key, now=now):
            await person.wait_for_words(UNHEARD)
    assert count(person) == 1
    async with inside(slack, tmp_path, settings, key=key, now=BEGIN + timedelta(hours=11)):
        await person.write("I applied to Quillon")
        await person.wait_for_words("2 applications")


async def test_after_a_machine_slept_they_are_told_once_it_is_connected_again(
    slack: SlackStandIn, person: Person, settings: dict[str, str], tmp_path: Path
) -> None:
    """The process lived on and only its connection was gone."""
    async with inside(slack, tmp_path, settings) as bot:
        await begin(bot, person)
        write_to_nobody(person, bot, timedelta(hours=1))
        opened = slack.socket.opened
        slack.socket.drop()
        bot.pass_time(timedelta(hours=8))
        await slack.wait_for(lambda: slack.socket.opened > opened, 60)
        await person.wait_for_words(UNHEARD)
        assert count(person) == 1


async def test_what_slack_still_sends_again_is_not_called_lost(
    slack: SlackStandIn, team: Workspace, settings: dict[str, str], tmp_path: Path
) -> None:
    """Words of five minutes ago come by themselves; somebody whose words are older is told meanwhile."""
    key = new_key()
    soon, late = team.person("U1"), team.person("U2")
    async with inside(slack, tmp_path, settings, key=key) as bot:
        await begin(bot, late)
        # Looked after in the order of who did something last.
        bot.pass_time(timedelta(seconds=1))
        await soon.write("I applied to Brookmere")
        await soon.wait_for_words("Brookmere")
    write_to_nobody(late, bot, timedelta(minutes=1))
    write_to_nobody(soon, bot, timedelta(minutes=55))
    async with inside(slack, tmp_path, settings, key=key, now=bot.now + timedelta(hours=1)):
        await late.wait_for_words(UNHEARD)
    assert count(soon) == 0


async def test_what_nobody_wrote_is_not_called_unread(
    slack: SlackStandIn, team: Workspace, settings: dict[str, str], tmp_path: Path
) -> None:
    """Slack notes in somebody's name what they did, such as calling; only words are asked for again."""
    key = new_key()
    caller, late = team.person("U1"), team.person("U2")
    async with inside(slack, tmp_path, settings, key=key) as bot:
        await begin(bot, late)
        bot.pass_time(timedelta(seconds=1))
        await caller.write("I applied to Brookmere")
        await caller.wait_for_words("Brookmere")
    for one in (late, caller):
        write_to_nobody(one, bot, timedelta(minutes=1))
    caller.dm.messages[-1].subtype = "huddle_thread"
    async with inside(slack, tmp_path, settings, key=key, now=bot.now + timedelta(hours=1)):
        await late.wait_for_words(UNHEARD)
    assert count(caller) == 0
