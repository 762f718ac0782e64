"""However a turn moves a person's nudges, another process reads them as they were decided."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.sql.crypto import KeyRing
from adapters.sql.store import open_store
from bot.ports import Turned
from bot.schedule import Nudge, NudgeKey, NudgeKind, NudgeState
from tests.contract.people import LEASE, MINUTE, NOW, kept, put, somebody

KEYS = [NudgeKey(NudgeKind.CALM, occurrence=one) for one in "abcd"]
ENDS = [
    (NudgeState.PLANNED, ""),
    (NudgeState.CLAIMED, ""),
    (NudgeState.CLAIMED, "x"),
    (NudgeState.CLAIMED, "y"),
    (NudgeState.SENT, "x"),
]
"""Few, so that several nudges often go the same way."""


def moved(key: NudgeKey, end: tuple[NudgeState, str], due: datetime) -> Nudge:
    """Return a nudge that has come so far."""
    return Nudge(key, due, state=end[0], batch=end[1])


nudges = st.builds(
    moved,
    st.sampled_from(KEYS),
    st.sampled_from(ENDS),
    st.sampled_from([NOW, NOW, NOW, NOW - MINUTE]),
)
schedules = st.lists(nudges, unique_by=lambda one: one.key, min_size=2, max_size=len(KEYS))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@given(after=st.lists(schedules, min_size=1, max_size=4))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_what_moves_together_lands_where_it_was_sent(
    kind: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    ring: KeyRing,
    after: list[list[Nudge]],
) -> None:
    """Also what stays behind, goes elsewhere or comes in meanwhile; and a claim holds for what it still has."""
    url = (
        f"sqlite:///{tmp_path / 'moves.db'}"
        if kind == "sqlite"
        else request.getfixturevalue("server_url")
    )
    ours, other = open_store(url, ring), open_store(url, ring)
    me = somebody()
    await ours.erase(me.person.address)
    await put(ours, replace(me, nudges=tuple(Nudge(key, NOW) for key in KEYS)))
    claims = await ours.claim(NOW, LEASE, 1)
    holding = set(KEYS)
    for schedule in after:
        await put(ours, replace(me, nudges=tuple(schedule)))
        found = (await kept(other, me.person.address)).nudges
        assert set(found) == set(schedule)
        holding &= {one.key for one in schedule if one.state is NudgeState.CLAIMED}
        for claim in claims:
            holds = await other.settle(claim, NOW, lambda journey: Turned(journey, "held"))
            assert (holds == "held") is bool(holding)
    await ours.close()
    await other.close()
