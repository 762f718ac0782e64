"""Calm: what fits the stage, never twice running, nothing claimed that is not so."""

from datetime import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import Stage, choose, load_calming, stage
from bot.care.calm import parse_calming
from bot.care.tables import content
from bot.catalogue import ENGLISH, Words, load_catalogues
from bot.errors import ContentError

CALMING = load_calming()
WORDS = load_catalogues()[ENGLISH]
KEYS = [one.key for one in CALMING.exercises]
EVENING = time(18, 30)


@given(
    st.sampled_from(Stage), st.sampled_from(["", *KEYS, "gone"]), st.times(), st.integers(0, 999)
)
def test_never_the_same_twice_running(where: Stage, last: str, at: time, seed: int) -> None:
    """Whatever stage, hour and chance, what comes differs from what came last and fits the stage."""
    chosen = choose(where, last, at, Random(seed), CALMING)
    assert chosen.key != last
    assert where in chosen.leads | chosen.fits


@given(st.sampled_from(Stage), st.integers(0, 999))
def test_what_leads_a_stage_comes_every_second_time(where: Stage, seed: int) -> None:
    """Of two in a row, one at least is made for the stage."""
    chance = Random(seed)
    first = choose(where, "cyclic_sighing", EVENING, chance, CALMING)
    second = choose(where, first.key, EVENING, chance, CALMING)
    third = choose(where, second.key, EVENING, chance, CALMING)
    assert where in first.leads
    assert where in second.leads or where in third.leads


@given(st.integers(0, 999))
def test_the_evening_before_news_thinks_both_ways(seed: int) -> None:
    """Before a promised date nothing but both outcomes is offered first."""
    where = stage(5, 1, CALMING)
    chosen = choose(where, "people", EVENING, Random(seed), CALMING)
    assert chosen.key in {"bracing_late", "both_ways", "third_answer", "after_the_news"}


def test_bracing_stays_away_until_the_news_is_near() -> None:
    """To think of a no comes late, never before."""
    for where in (Stage.EARLY, Stage.MIDDLE):
        found = {choose(where, "", EVENING, Random(seed), CALMING).key for seed in range(300)}
        assert "bracing_late" not in found


@pytest.mark.parametrize(
    ("days", "promise", "where"),
    [
        (0, None, Stage.EARLY),
        (2, None, Stage.EARLY),
        (3, None, Stage.MIDDLE),
        (45, None, Stage.MIDDLE),
        (-1, None, Stage.EARLY),
        (1, 2, Stage.EARLY),
        (5, 1, Stage.LATE),
        (5, 0, Stage.LATE),
        (5, -1, Stage.MIDDLE),
    ],
)
def test_the_stage_follows_days_and_promise(days: int, promise: int | None, where: Stage) -> None:
    """Days since the start make early and middle, a promise at most a day away makes late."""
    assert stage(days, promise, CALMING) is where


@pytest.mark.parametrize(
    ("at", "possible"),
    [
        (time(19, 59), True),
        (time(20, 1), False),
        (time(23, 0), False),
        (time(1, 0), False),
        (time(4, 59), False),
        (time(5, 0), True),
    ],
)
def test_worry_time_ends_two_hours_before_bed(at: time, possible: bool) -> None:  # noqa: FBT001
    """Half an hour of worry begins by eight in the evening, or not before the morning."""
    found = {
        choose(Stage.MIDDLE, "people", at, Random(seed), CALMING).key for seed in range(300)
    } | {
        choose(Stage.MIDDLE, key, at, Random(seed), CALMING).key
        for key in ("people", "one_nice_thing")
        for seed in range(300)
    }
    assert ("worry_time" in found) is possible


def test_every_exercise_names_its_evidence_and_sources() -> None:
    """What was tested says how well and where, what was not says so."""
    signs = {"strong": "strong", "moderate": "moderate", "mixed": "mixed", "weak": "weak"}
    for one in CALMING.exercises:
        finding = WORDS(one.finding).lower()
        if one.evidence in signs:
            assert (
                f"{signs[one.evidence]} evidence" in finding
                or f"evidence is {one.evidence}" in finding
            )
            assert one.sources
        else:
            assert "advice" in finding or "no study" in finding or "not a tested" in finding


def test_nothing_claims_to_treat() -> None:
    """Neither cure nor therapy is promised, nobody is shouted at."""
    for one in CALMING.exercises:
        said = " ".join(WORDS(id) for id in (one.title, one.text, one.finding, one.caution) if id)
        assert not any(
            word in said.lower() for word in ("therapy", "cure", "treatment", "guarantee", "!")
        )
    assert "not treatment" in WORDS("calm.disclaimer")


def test_the_middle_has_messages_about_people_life_and_other_applications() -> None:
    """In the middle of the wait come words that ask for nothing, silence with its figures among them."""
    messages = [
        one for one in CALMING.exercises if one.kind == "message" and Stage.MIDDLE in one.leads
    ]
    assert {"people", "ordinary_life", "other_applications", "silence_is_common"} <= {
        one.key for one in messages
    }
    assert "75%" in WORDS("calm.silence_is_common.text")
    assert 5 <= len(messages) <= 10


def test_breath_is_a_picture_described_as_data() -> None:
    """An exercise of breath brings its rhythm, any other brings no picture."""
    box = CALMING.exercise("box_breathing")
    assert box is not None
    assert box.picture == {"kind": "breath", "in": 4, "hold": 4, "out": 4, "rest": 4, "minutes": 2}
    people = CALMING.exercise("people")
    assert people is not None
    assert people.picture is None
    assert people.caution == ""
    assert CALMING.exercise("gone") is None


def test_all_words_and_figures_are_there() -> None:
    """Every exercise has its sentences, and every figure stands in them unchanged."""
    CALMING.check_words(WORDS)
    with pytest.raises(ContentError, match=r"calm\.people\.text"):
        CALMING.check_words(Words("en", {}))


def test_a_mangled_figure_is_named() -> None:
    """A figure that the words show differently stops the start."""
    mangled = parse_calming(TABLE.replace('figures = ["290"]', 'figures = ["209"]'))
    with pytest.raises(ContentError, match=r"flow_activity.*209"):
        mangled.check_words(WORDS)


TABLE = content("calming.toml")


@pytest.mark.parametrize(
    ("found", "put", "names"),
    [
        (
            'stage = "middle"\nfirst = 3',
            'stage = "middle"\nfirst = 4',
            "middle begins on day 3, found 4",
        ),
        (
            'stage = "middle"\nfirst = 3',
            'stage = "middle"\nfirst = 2',
            "middle begins on day 3, found 2",
        ),
        (
            'stage = "middle"\nfirst = 3',
            'stage = "middle"\nfirst = 3\nlast = 9',
            "goes on to the end",
        ),
        (
            'stage = "early"\nfirst = 0\nlast = 2',
            'stage = "early"\nfirst = 0',
            "goes on to the end",
        ),
        ('stage = "middle"\nfirst = 3', 'stage = "early"\nfirst = 3', "early and middle once each"),
        (
            'stage = "early"\nfirst = 0\nlast = 2',
            'stage = "early"\nfirst = 0\nlast = -2',
            "spans.0.last",
        ),
        ("seconds = 120\n", "seconds = -1\n", "seconds"),
        ("seconds = 120\n", "seconds = 0\n", "a message takes 0 seconds"),
        ('evidence = "mixed"', 'evidence = "proven"', "evidence"),
        ('leads = ["late"]', "leads = []", "late"),
        ('key = "people"', 'key = "ordinary_life"', "twice ['ordinary_life']"),
        ("breath = { in = 4, hold = 4", "breath = { in = 40, hold = 4", "breath.in"),
        ("bedtime = 22:30:00", "", "bedtime"),
        ("bedtime = 22:30:00", "bedtime = 22:30:00\nbed = 1", "bed"),
    ],
)
def test_a_bad_span_or_key_stops_the_start(found: str, put: str, names: str) -> None:
    """What is wrong with the table is named with its key."""
    assert found in TABLE
    with pytest.raises(ContentError, match=r"content/calming\.toml") as error:
        parse_calming(TABLE.replace(found, put))
    assert names in str(error.value)


def test_figures_without_a_source_stop_the_start() -> None:
    """Evidence that nobody published is no evidence."""
    start = TABLE.index('key = "silence_is_common"')
    cut = TABLE.index("sources = [", start)
    end = TABLE.index("\n]", cut) + 2
    with pytest.raises(ContentError, match="weak evidence has a source"):
        parse_calming(TABLE[:cut] + "sources = []" + TABLE[end:])


def test_an_exercise_for_no_stage_stops_the_start() -> None:
    """What would never come is a mistake."""
    with pytest.raises(ContentError, match="worry_time fits at least one stage"):
        parse_calming(
            TABLE.replace(
                'evidence = "moderate"\nleads = []\nfits = ["middle"]',
                'evidence = "moderate"\nleads = []\nfits = []',
            )
        )


def test_a_span_that_ends_before_it_begins_stops_the_start() -> None:
    """A stage has at least one day."""
    with pytest.raises(ContentError, match="middle ends on day 3 or later, found 1"):
        parse_calming(
            TABLE.replace('stage = "middle"\nfirst = 3', 'stage = "middle"\nfirst = 3\nlast = 1')
        )
