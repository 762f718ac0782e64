"""An older copy of the database is brought back: whoever erased themselves since is not back with it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.wire.running import Running
from tests.wire.slack.owing import owe_a_nudge
from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


def copy(file: Path, to: Path) -> None:
    """Copy a database as the handbook says."""
    with closing(sqlite3.connect(file)) as on:
        on.execute("VACUUM INTO ?", (str(to),))


def bring_back(copied: Path, file: Path) -> None:
    """Bring a copy back as the handbook says: everything called like the database goes."""
    for one in file.parent.glob(f"{file.name}*"):
        one.unlink()
    copied.rename(file)


async def started(bot: Running, slack: SlackStandIn) -> None:
    """Wait until it is connected."""
    await bot.wait_for_line("Slack: ")
    await slack.connected()


@pytest.fixture
async def kept(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path
) -> Mapping[str, str]:
    """The settings of a database in which two people are owed a nudge, and of which there is a copy."""
    file, key = tmp_path / "afterview.db", new_key()
    for one in (person, team.person("U2")):
        await owe_a_nudge(f"sqlite:///{file}", key, one)
    copy(file, tmp_path / "copy")
    return socket_mode(slack, team) | {"AFTERVIEW_KEY": key}


async def test_they_hear_nothing_and_are_strangers(
    slack: SlackStandIn,
    team: Workspace,
    person: Person,
    kept: Mapping[str, str],
    tmp_path: Path,
) -> None:
    """Somebody else gets what they are owed; who begins anew stays, also when the program starts once more."""
    async with run(tmp_path, kept, "--only", "slack") as bot:
        await started(bot, slack)
        await person.write("delete everything")
        await person.wait_for_words("Erase everything I keep")
        await person.press("Erase everything")
        await person.wait_for_words("is erased, and no reminder will come")
        assert await bot.stop() == 0
    bring_back(tmp_path / "copy", tmp_path / "afterview.db")
    seen = len(person.sees())
    async with run(tmp_path, kept) as bot:
        assert "older copy" in await bot.wait_for_line("brought back")
        await started(bot, slack)
        await team.person("U2").wait_for_words("Acme")
        assert len(person.sees()) == seen
        await person.write("what's next")
        await person.wait_for_words("Hello. I help in the days")
        await person.write("I applied to Brookmere")
        await person.wait_for_words("Brookmere")
        assert await bot.stop() == 0
    async with run(tmp_path, kept) as bot:
        await started(bot, slack)
        await person.write("I applied to Larkfield")
        await person.wait_for_words("2 applications")
        assert await bot.stop() == 0
    assert "brought back" not in "".join(bot.said)
    assert not any("Acme" in one.words for one in person.sees())
