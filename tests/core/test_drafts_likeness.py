"""Likeness: a copy with another name is told from a note of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafts import MOST_ALIKE, likeness, too_alike
from bot.message import Draft

DANA = "Thank you for meeting me on Friday. I wrote down that you ship weekly. If anything is open, I will answer."
COPIES = {
    "the same with another name": DANA.replace("Thank you", "Thank you, Lee,"),
    "one word changed in each sentence": (
        "Thanks for meeting me on Friday. I noted down that you ship weekly. If something is open, I will answer."
    ),
    "sentences in another order": (
        "If anything is open, I will answer. I wrote down that you ship weekly. Thank you for meeting me on Friday."
    ),
    "another fact in the same words": DANA.replace("ship weekly", "use Kafka"),
    "one sentence more": DANA + " I wish you a good week.",
}
OWN = {
    "other words, the same facts": (
        "On Friday you made room in your day for me, which was kind. One thing in my notes: you ship weekly. "
        "Should you need more from me, please let me know."
    ),
    "another note altogether": (
        "My thanks for our conversation about the role. What we said about testing is in my notes. "
        "You can reach me at any time if a question comes up."
    ),
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_copy_is_too_alike(text: str) -> None:
    """Another name, word, fact, order or sentence does not make a note of its own."""
    assert likeness(DANA, text) > MOST_ALIKE


@pytest.mark.parametrize("text", OWN.values(), ids=OWN)
def test_a_note_of_its_own_is_not(text: str) -> None:
    """Different sentences stay well below the limit, even about the same interview."""
    assert likeness(DANA, text) < MOST_ALIKE - 0.1


@given(st.text(), st.text())
def test_likeness_is_a_share_and_has_no_direction(one: str, other: str) -> None:
    """It lies between 0 and 1, and neither text is the original."""
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


def test_greeting_and_closing_do_not_count() -> None:
    """Two people are told apart by what is said, not by how they are greeted."""
    drafts = [
        Draft("thank_you", name, "email", "", f"Dear {name},\n\n{DANA}\n\n{closing},")
        for name, closing in (("Dana Smith", "Best"), ("Professor Lee Wong", "With kind regards"))
    ]
    assert too_alike(drafts) == (("Dana Smith", "Professor Lee Wong"),)
    invitations = [
        Draft("thank_you", name, "linkedin", "", f"Hi {name}, thank you for Friday.")
        for name in ("Dana", "Wilhelmina Alexandra")
    ]
    assert len(too_alike(invitations)) == 1
