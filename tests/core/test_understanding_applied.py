"""Several applications in one sentence: each company is one of its own, and no name is torn apart."""

import pytest

from bot.library import load_library
from bot.understanding import split_applied
from tests.desk import Desk

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("A and B", ("A", "B")),
        ("Hooli, Pied Piper and Initech", ("Hooli", "Pied Piper", "Initech")),
        ("Hooli, Pied Piper, and Initech.", ("Hooli", "Pied Piper", "Initech")),
        ("Amazon, Google, Meta", ("Amazon", "Google", "Meta")),
        ("Acme and also to Globex", ("Acme", "Globex")),
        ("A and B as a data engineer", ("A as a data engineer", "B as a data engineer")),
        ("cook at A, B and C", ("cook at A", "cook at B", "cook at C")),
        ("Marks and Spencer, Boots and Lidl", ("Marks and Spencer", "Boots", "Lidl")),
    ],
)
def test_each_company_named_is_one_application(typed: str, lines: tuple[str, ...]) -> None:
    """A role that was said for all goes with each."""
    assert split_applied(typed) == lines


@pytest.mark.parametrize(
    "typed",
    [
        "Acme",
        "Acme, data engineer",
        "Acme, sales and marketing",
        "Acme as head of sales and marketing",
        "sales and marketing manager at Acme",
        "Johnson and Johnson",
        "Smith and Sons",
        "Acme, Inc., data engineer",
        "Procter & Gamble",
        "word and " * 200,
    ],
)
def test_one_application_stays_one(typed: str) -> None:
    """Where "and" or a comma may belong to a name or a role, nothing is divided."""
    assert split_applied(typed) == (typed,)


@pytest.mark.parametrize("said", ["I applied to", "applied to", "/interview apply"])
async def test_each_application_is_logged_and_echoed(said: str) -> None:
    """Three companies count as three."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    heard = await desk.say(f"{said} Hooli, Pied Piper and Initech")
    for company in ("Hooli", "Pied Piper", "Initech"):
        assert company in heard
    logged = (await desk.journey()).facts.applications
    assert [one.company for one in logged] == ["Hooli", "Pied Piper", "Initech"]
