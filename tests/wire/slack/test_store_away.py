"""While the store is out of reach nothing that was typed is lost: it comes again, or its person is told."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.wire.slack.inside import Inside, inside
from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def bot(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path
) -> AsyncIterator[Inside]:
    """The bot, known to one person."""
    async with inside(slack, tmp_path, socket_mode(slack, team)) as running:
        await person.write("I applied to Brookmere")
        await person.wait_for_words("Brookmere")
        yield running


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Keep the database from everybody else."""
    with closing(sqlite3.connect(folder / "afterview.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("bot")
async def test_words_come_again_and_are_answered_once(
    slack: SlackStandIn, person: Person, tmp_path: Path
) -> None:
    """They are not acknowledged before they are stored, so Slack delivers them again."""
    with taken(tmp_path):
        answer = await person.write("I applied to Quillon")
        assert not answer.acked
    slack.clock.advance(61)
    await person.wait_for_words("Quillon")
    slack.clock.advance(301)
    await person.write("I applied to Larkfield")
    await person.wait_for_words("3 applications")
    assert sum("Quillon" in one.words for one in person.sees()) == 1


@pytest.mark.usefixtures("bot")
async def test_whoever_gave_a_command_is_told_that_nothing_was_saved(
    person: Person, team: Workspace, tmp_path: Path
) -> None:
    """Slack sends a command only once: its person is told to give it again, and that works."""
    team.channel("C1", person)
    with taken(tmp_path):
        await person.command("/interview", "apply Quillon", channel="C1")
        await person.wait_for_words("could not save that")
    await person.command("/interview", "apply Quillon", channel="C1")
    await person.wait_for_words("2 applications")


@pytest.mark.usefixtures("bot")
async def test_a_form_keeps_what_was_typed_and_counts_once(person: Person, tmp_path: Path) -> None:
    """Slack says that sending failed; sent again it says what was saved meanwhile, and there is one interview."""
    await person.command("/interview", "add Quillon")
    await person.wait_for_modal("Company")
    await person.fill("field:ended", "today 0:10")
    with taken(tmp_path):
        await person.submit()
        assert person.modal is not None
        assert person.modal.value("Company") == "Quillon"
        assert [one.why for one in person.troubles] == ["timeout"]
    await person.wait_for_words("Saved: Quillon")
    await person.submit()
    await person.wait_for_words("Quillon is saved already")
    assert "Who did you meet" in (await person.wait_for_modal()).words
    assert "The form is still open" not in person.reads()
    await person.close(everything=True)
    await person.write("/interview list")
    await person.wait_for_words("One interview")


async def test_a_start_waits_for_a_store_that_another_process_keeps_busy(
    slack: SlackStandIn, team: Workspace, tmp_path: Path
) -> None:
    """It says so and goes on, instead of ending."""
    slack.fail("auth.test", "503")
    async with run(tmp_path, socket_mode(slack, team)) as bot:
        await bot.wait_for_line("Slack does not answer yet")
        with taken(tmp_path):
            await bot.wait_for_line("the store is out of reach, and is tried again")
        await bot.wait_for_line("Slack: ")
