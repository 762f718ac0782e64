"""Processes are killed and the network is bad, on either store: nothing is lost, nothing is seen twice."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scheduler.deliver import IN_FLIGHT
from tests.crash.closed import CLOSED_FOR, close
from tests.crash.killing import crash
from tests.crash.storm import storm

if TYPE_CHECKING:
    from tests.postgres import Server

NUDGES, KILLS = 1000, 30
IN_THE_STORM = 40
"""Nudges that are delivered over a bad network: each takes long."""
KILLS_IN_THE_STORM = 6
"""Processes that are killed meanwhile, as far as there is something left to deliver."""
WAITING = 200
"""People who wait, in Slack and Discord by turns: more than one process claims at once."""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that is empty or not there yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'afterview.db'}"
    server: Server = request.getfixturevalue("postgres")
    return server.make()


@pytest.mark.timeout(400)
async def test_nothing_is_lost_or_doubled_when_processes_are_killed(url: str) -> None:
    """Two processes at a time deliver to Slack and are killed at random moments; everybody gets one message."""
    end = await crash(url, NUDGES, KILLS, seed=1)
    assert (end.lost, end.doubled, end.most) == (0, 0, 1)
    assert end.wrong["kills"] >= KILLS


@pytest.mark.timeout(400)
async def test_nothing_is_lost_or_doubled_when_the_network_is_bad(url: str) -> None:
    """Calls fail, answers are lost, platforms close, processes die; who takes no messages is told later."""
    end = await storm(url, IN_THE_STORM, seed=1, kills=KILLS_IN_THE_STORM)
    assert (end.lost, end.doubled, end.most) == (0, 0, 1)
    assert end.wrong["faults"] >= IN_THE_STORM
    assert end.wrong["kills"] >= 1
    assert end.undelivered == end.wrong["people closed"] == IN_THE_STORM * 3 // 10


@pytest.mark.timeout(200)
@pytest.mark.parametrize("told", [CLOSED_FOR, timedelta(minutes=1)], ids=["all", "a minute"])
async def test_two_processes_wait_while_nobody_may_post(url: str, told: timedelta) -> None:
    """Each learns it by itself and then leaves the platform alone for as long as it asks, however many people wait."""
    processes = 2
    end = await close(url, WAITING, told, processes)
    asked = CLOSED_FOR // told
    assert end.learned >= 1
    assert 1 <= end.in_slack <= IN_FLIGHT * processes * asked
    assert 1 <= end.in_discord <= IN_FLIGHT * processes * asked
    assert (end.missing, end.doubled) == (0, 0)
