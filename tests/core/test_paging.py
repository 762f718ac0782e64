"""Pages: every line is shown once, none is cut silently, no two buttons read alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.steps.paging import LONGEST_IN_LABEL, ROOM, page_end, shown, start_of, told_apart


@given(st.lists(st.text(max_size=400), max_size=60), st.integers(1, 25))
def test_pages_hold_every_line_once_and_fit(lines: list[str], most: int) -> None:
    """Turning the pages shows every line in order, within the room unless one line alone is longer."""
    seen: list[str] = []
    while len(seen) < len(lines):
        end = page_end(lines, len(seen), most)
        page = lines[len(seen) : end]
        assert 1 <= len(page) <= most
        assert len(page) == 1 or sum(len(one) + 1 for one in page) <= ROOM
        seen += page
    assert seen == lines


@given(st.text())
def test_what_is_shortened_says_so(text: str) -> None:
    """A label fits one line, and ends in an ellipsis where something is missing."""
    label = shown(text)
    assert len(label) <= LONGEST_IN_LABEL
    assert "\n" not in label
    assert label == " ".join(text.split()) or label.endswith("…")


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(["Dana", "Lee", "Ana"]), max_size=30))
def test_labels_are_told_apart(labels: dict[str, str]) -> None:
    """However often a name comes, no two buttons read alike, and each keeps its name."""
    apart = told_apart(labels)
    assert len(set(apart.values())) == len(labels)
    assert all(apart[id].startswith(label) for id, label in labels.items())


@pytest.mark.parametrize("argument", ["", "x", "-1", "1.5", "٣x"])
def test_a_forged_page_is_no_page(argument: str) -> None:
    """What is no number is refused like any forged button."""
    with pytest.raises(LookupError):
        start_of(argument)
    assert start_of("20") == 20
