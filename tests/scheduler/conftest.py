"""Somebody with an interview behind them, whose nudges a deliverer looks after."""

import pytest

from bot.library import Library, load_library
from tests.desk import Desk


@pytest.fixture(scope="session")
def library() -> Library:
    """The words and tables as they are."""
    return load_library()


@pytest.fixture
async def desk(library: Library) -> Desk:
    """Somebody in Berlin who told of an interview with Acme at 15:40 on a Friday."""
    desk = Desk(library)
    await desk.sit_down()
    await desk.add("Acme")
    return desk
