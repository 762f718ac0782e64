"""On a disk that takes nothing more nobody is told that something was saved, and the program lives on."""

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.wire.running import Running
from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def bot(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path
) -> AsyncIterator[Running]:
    """The running program, known to one person."""
    async with run(tmp_path, socket_mode(slack, team)) as running:
        await running.wait_for_line("Slack: ")
        await slack.connected()
        await person.write("I applied to Brookmere")
        await person.wait_for_words("Brookmere")
        yield running


@contextmanager
def full(bot: Running) -> Iterator[None]:
    """Let no file of the program grow: what stands in for a full disk, and needs no disk of its own."""
    soft, hard = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (soft, hard))


async def test_words_come_again_and_are_answered_once(
    bot: Running, slack: SlackStandIn, person: Person
) -> None:
    """They are not acknowledged, so Slack delivers them again; the log says why, and none of the words."""
    with full(bot):
        answer = await person.write("I applied to Quillon")
        assert not answer.acked
    slack.clock.advance(61)
    await person.wait_for_words("Quillon")
    await person.write("I applied to Larkfield")
    await person.wait_for_words("3 applications")
    assert sum("Quillon" in one.words for one in person.sees()) == 1
    assert await bot.stop() == 0
    log = "".join(bot.said)
    assert "could not be read or written by the disk" in log
    assert "Quillon" not in log


async def test_whoever_gave_a_command_is_told_that_nothing_was_saved(
    bot: Running, person: Person, team: Workspace
) -> None:
    """Slack sends a command only once: its person is told to give it again. The log says why in a line."""
    team.channel("C1", person)
    with full(bot):
        await person.command("/interview", "apply Quillon", channel="C1")
        await person.wait_for_words("could not save that")
    await person.command("/interview", "apply Quillon", channel="C1")
    await person.wait_for_words("2 applications")
    assert await bot.stop() == 0
    log = "".join(bot.said)
    assert "an act could not be stored: The database" in log
    assert "Traceback" not in log


async def test_somebody_new_is_told_too(bot: Running, team: Workspace) -> None:
    """Whose zone and language could not be kept either; nothing but what they give later counts."""
    newcomer = team.person("U2")
    with full(bot):
        await newcomer.command("/interview", "apply Quillon")
        await newcomer.wait_for_words("could not save that")
    await newcomer.command("/interview", "apply Larkfield")
    await newcomer.wait_for_words("One application")


async def test_a_press_on_the_home_tab_is_answered_in_private(bot: Running, person: Person) -> None:
    """The tab itself has no place to say it."""
    await person.open_home()
    home = await person.wait_for_home()
    with full(bot):
        await person.press(home.buttons[0], at=home)
        told = await person.wait_for_words("could not save that")
    assert told.where == "dm"


async def test_a_form_stays_open_with_what_was_typed(bot: Running, person: Person) -> None:
    """The form says that nothing was saved; sent again it is, once."""
    await person.command("/interview", "add Quillon")
    await person.wait_for_modal("Company")
    await person.fill("field:ended", "today 0:10")
    with full(bot):
        await person.submit()
        assert person.modal is not None
        assert person.modal.value("Company") == "Quillon"
        assert "could not save" in person.modal.errors["field:company"]
    await person.submit()
    await person.wait_for_words("Saved: Quillon")
    await person.close(everything=True)
    await person.write("/interview list")
    await person.wait_for_words("One interview")
