"""Drafts as they are sent, read by eye: five interviews in five countries."""

import pytest

from bot.interview import Channel
from bot.message import Draft
from tests.core.draft_stories import FOLDER, STORIES, story, thanks


@pytest.mark.parametrize("country", STORIES)
def test_drafts_read_as_they_were_last_read(country: str) -> None:
    """Word for word as written down (`python -m tests.core.draft_stories` writes them anew)."""
    assert story(country) == (FOLDER / f"{country}.txt").read_text("utf-8")


def test_no_private_note_is_in_any_of_them() -> None:
    """The US story has notes on money, on a mood and on oneself; none is in a draft."""
    told = story("US").casefold()
    for private in ("salary", "tired", "paid"):
        assert private not in told


def test_each_line_of_notes_goes_to_one_person() -> None:
    """What one interviewer reads about their work no other does."""
    held, search = STORIES["US"]()
    notes = [one for one in thanks(held, search, Channel.EMAIL).values() if isinstance(one, Draft)]
    for said in ("Kafka", "Spark", "ship weekly", "eight people", "on-call"):
        assert sum(said in one.body for one in notes) == 1, said
