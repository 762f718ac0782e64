"""An interview told in one sentence: every part lands in its own field, and a name is never cut to nonsense.

Every sentence is read on Friday 20 November 2026 at 11:40 in Berlin.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.library import load_library
from bot.understanding import Told, read_told
from tests.desk import Desk

LIBRARY = load_library()
NOW = datetime(2026, 11, 20, 10, 40, tzinfo=UTC)

SENTENCES = [
    ("Acme", Told("Acme")),
    ("at Globex this morning", Told("Globex", ended="this morning")),
    (
        "second video interview yesterday at 10 with Acme",
        Told("Acme", ended="yesterday at 10", format="video", round="second"),
    ),
    ("job interview at Acme", Told("Acme")),
    ("technical interview with Acme", Told("Acme", round="technical")),
    ("at Interview Kickstart", Told("Interview Kickstart")),
    ("today at Globex", Told("Globex", ended="today")),
    ("with Acme last week", Told("Acme", ended="last week")),
    ("with Acme, yesterday, 3pm", Told("Acme", ended="yesterday, 3pm")),
    (
        "with Siemens AG in Munich yesterday at 10 with Dr. Weber and they will call by next Friday",
        Told(
            "Siemens AG",
            ended="yesterday at 10",
            country="DE",
            city="Munich",
            people="Dr. Weber",
            next_step="they will call by next Friday",
        ),
    ),
    ("at Burger King for kitchen help", Told("Burger King", "kitchen help")),
    (
        "for data engineer at Acme on Tuesday at 3pm",
        Told("Acme", "data engineer", "on Tuesday at 3pm"),
    ),
    ("for a data engineer role at Acme", Told("Acme", "data engineer")),
    ("for the role of Data Engineer at Acme", Told("Acme", "Data Engineer")),
    ("for Acme", Told("Acme")),
    ("with Dana Smith at Acme today 10:30", Told("Acme", ended="today 10:30", people="Dana Smith")),
    (
        "with Acme and met Dana Smith and Lee from platform",
        Told("Acme", people="Dana Smith and Lee from platform"),
    ),
    ("with Acme in Germany", Told("Acme", country="DE")),
    ("at Boots in London", Told("Boots", country="GB", city="London")),
    ("with Acme and I should call on Monday", Told("Acme", next_step="I should call on Monday")),
    (
        "at Acme as a cook, nothing was said",
        Told("Acme", "cook", next_step="nothing was said"),
    ),
    (
        "at acme in berlin for data engineer last thursday at 3",
        Told("acme", "data engineer", "last thursday at 3", "DE", "berlin"),
    ),
    ("with Partners in Law yesterday", Told("Partners in Law", ended="yesterday")),
    ("at USA Today yesterday at 10", Told("USA Today", ended="yesterday at 10")),
    ("at Ruby Tuesday on Tuesday", Told("Ruby Tuesday", ended="on Tuesday")),
    ("at Channel 4 at 4", Told("Channel 4", ended="at 4")),
    ("at Teach for America as a teacher", Told("Teach for America", "teacher")),
    (
        "with Acme at their office yesterday at 3 pm",
        Told("Acme at their office", ended="yesterday at 3 pm"),
    ),
]


@pytest.mark.parametrize(("sentence", "told"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_each_part_lands_in_its_own_field(sentence: str, told: Told) -> None:
    """Company, role, time, place, people and next step are told apart."""
    assert read_told(sentence, NOW, "Europe/Berlin") == told


@pytest.mark.parametrize(
    "name",
    [
        "Monday.com",
        "Today Show",
        "In-N-Out",
        "Bank of America",
        "Ruby Tuesday",
        "7-Eleven",
        "3M",
        "Forever 21",
        "Black Friday Ltd",
        "Met Office",
        "HE Space",
        "Next",
        "Noon",
        "May & Co",
        "Marks and Spencer",
        "Tools for Humanity",
        "Center for Data Innovation",
        "Work at Home Ltd",
        "株式会社",
    ],
)
def test_a_name_is_never_cut(name: str) -> None:
    """Words that could be a time or a place stay where they are part of a name."""
    assert read_told(f"at {name}", NOW, "Europe/Berlin") == Told(name)


async def told(sentence: str) -> dict[str, str]:
    """Return the fields of the form that a sentence opens."""
    desk = Desk(LIBRARY, at="2026-11-20 11:40")
    await desk.sit_down()
    await desk.say(sentence)
    assert desk.form is not None
    return {one.key: one.value for one in desk.form.fields if one.value}


@pytest.mark.parametrize(
    ("sentence", "ended"),
    [
        ("I just had an interview with Acme", "just now"),
        ("I had an interview at Acme this morning.", "this morning"),
        ("Yesterday I had an interview with Acme at 10", "yesterday at 10"),
        ("On Tuesday at 3pm I had an interview with Acme", "on Tuesday at 3pm"),
        ("I interviewed with Acme on Tuesday at 3pm", "on Tuesday at 3pm"),
        ("interview with Acme yesterday at 3", "yesterday at 3"),
        ("just had my second interview with Acme today", "today"),
        ("my interview with Acme just ended", "just now"),
    ],
)
async def test_a_sentence_opens_the_form_with_its_time(sentence: str, ended: str) -> None:
    """Only where nothing is said of the time was it just now."""
    assert await told(sentence) == {"company": "Acme", "ended": ended}


async def test_what_belongs_on_the_second_page_waits_for_it() -> None:
    """City and people are kept while the first page is open, and after a mistake on it."""
    desk = Desk(LIBRARY, at="2026-11-20 11:40")
    await desk.sit_down()
    await desk.say("I had an interview with Siemens AG in Munich yesterday with Dr. Weber")
    await desk.fill()
    assert "ended" in desk.problems
    await desk.fill(ended="yesterday at 10")
    assert desk.form is not None
    typed = {one.key: one.value for one in desk.form.fields if one.value}
    assert typed == {"city": "Munich", "people": "Dr. Weber"}
    said = await desk.fill()
    assert "Munich" in said
    assert "Dr. Weber" in said


async def test_a_sentence_longer_than_a_name_is_handed_back_whole() -> None:
    """Nothing is cut off silently."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    said = await desk.say("I just had an interview with " + "Very " * 40 + "Long")
    assert desk.form is None
    assert "longer than" in said


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "with",
                    "at",
                    "for",
                    "in",
                    "as",
                    "w",
                    "@",
                    "met",
                    "and",
                    "they call",
                    "today",
                    "¸",
                    ",",
                    "Acme",
                ]
            ),
            st.text(max_size=12),
        ),
        max_size=12,
    )
)
@example(words=["0", "for", ",", "with"])
def test_no_sentence_is_too_strange_to_take_apart(words: list[str]) -> None:
    """Whatever is typed, the parts are texts, and nothing fails."""
    told = read_told(" ".join(words), NOW, "Europe/Berlin")
    assert isinstance(told.company, str)
