"""A thousand nudges and thirty kills on either store: nothing lost, nothing seen twice."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash.harness import crash

if TYPE_CHECKING:
    from tests.postgres import Server

NUDGES, KILLS = 1000, 30


@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_nothing_is_lost_or_doubled_when_processes_are_killed(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Two processes at a time deliver to Slack and are killed at random moments; everybody gets one message."""
    url = f"sqlite:///{tmp_path / 'afterview.db'}"
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        url = server.make()
    end = await crash(url, NUDGES, KILLS, seed=1)
    assert (end.lost, end.doubled, end.most) == (0, 0, 1)
    assert end.kills >= KILLS
