"""The sessions of a day: none is lost to a bot that is started again and again."""

import pytest

from adapters.discord.budget import pause_before

DAY = 24 * 60 * 60


@pytest.mark.parametrize(
    ("remaining", "needed", "seconds"),
    [
        (1000, 1, 0),
        (101, 1, 0),
        (100, 1, DAY / 100),
        (50, 4, DAY * 4 / 50),
        (4, 4, DAY),
        (1, 1, DAY),
        (0, 1, DAY),
    ],
)
def test_the_last_sessions_of_a_day_are_spread_over_it(
    remaining: int, needed: int, seconds: float
) -> None:
    """With many left nothing is waited for; the last one is never used."""
    pause = pause_before(needed, total=1000, remaining=remaining, reset_after=DAY)
    assert pause == seconds


def test_a_bot_started_all_the_time_never_uses_them_up() -> None:
    """A day of crashes, each a second after the session began."""
    at, remaining = 0.0, 1000
    while True:
        at += pause_before(1, total=1000, remaining=remaining, reset_after=DAY - at)
        if at >= DAY:
            break
        remaining -= 1
        at += 1
    assert remaining >= 1
