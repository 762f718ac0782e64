"""How a line of notes is told to somebody: turned where that is safe, left out where it is not."""

import pytest

from bot.drafts import load_phrases
from bot.drafts.telling import to_anybody, to_them, wanted
from bot.interview import Contact

INSIDE = load_phrases().inside
DANA = Contact("c", "i", "Dana Smith", title="Dr")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("They ship every week", "you ship every week"),
        ("Their office is in Cork", "your office is in Cork"),
        ("The team has six people", "the team has six people"),
        ("I was too nervous", None),
    ],
)
def test_a_line_about_the_employer_is_said_to_them(line: str, told: str | None) -> None:
    """They become you, and what is about oneself is told to nobody."""
    said = to_anybody(line, INSIDE)
    assert (None if said is None else said.text) == told


@pytest.mark.parametrize(
    "line",
    [
        "Dana asked about Spark",
        "Dana: moving to Kafka",
        "Dana: asked about Spark",
        "Dana: she leads the team",
        "Dana: she friendly",
        "Dana leads the team and owns the roadmap",
        "Dana Smith teaches Kafka",
        "Dana blue",
        "Dana - the new office",
        "Dana told me about the move",
        "Talked with Dana about Kafka",
        "We are near Dana",
        "Dana: I was nervous",
        "Dana!",
    ],
)
def test_a_line_about_somebody_is_turned_or_left_out(line: str) -> None:
    """What is said to somebody never speaks of them by name, nor of oneself."""
    said = to_them(line, DANA, INSIDE)
    assert said is None or ("Dana" not in said.text and " I " not in f" {said.text} ")


def test_a_referee_hears_nothing_about_oneself() -> None:
    """A line about the work is passed on, a line about oneself is not."""
    assert wanted("Experience with Kafka", INSIDE) is not None
    assert wanted("I was nervous", INSIDE) is None


def test_a_recruiter_is_not_the_employer() -> None:
    """To a recruiter they stay they."""
    said = to_anybody("They ship every week", INSIDE, recruiter=True)
    assert said is None or not said.text.startswith("you ")
