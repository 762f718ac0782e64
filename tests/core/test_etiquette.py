"""Etiquette: what sources say of a country, how far they reach, and silence called silence."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ContentError
from bot.etiquette import load_etiquette, parse_etiquette

TEXT = (resources.files("bot") / "content" / "etiquette.toml").read_text("utf-8")
TABLE = tomllib.loads(TEXT)
ETIQUETTE = load_etiquette()


@pytest.mark.parametrize(
    ("country", "scope"),
    [("DE", "country"), ("CH", "partial"), (None, "default"), ("AQ", "default")],
)
def test_advice_says_how_far_it_reaches(country: str | None, scope: str) -> None:
    """A whole country, some of it, or nothing at all is told apart."""
    assert ETIQUETTE.advice(country).scope == scope


@pytest.mark.parametrize("code", sorted(TABLE["countries"]))
def test_each_country_has_a_source_and_a_note(code: str) -> None:
    """No advice without a page it comes from."""
    advice = ETIQUETTE.advice(code)
    assert advice.sources
    assert advice.note
    assert advice.scope == "country"


@pytest.mark.parametrize("code", sorted(TABLE["partial"]))
def test_a_partial_country_claims_no_thank_you(code: str) -> None:
    """Where sources cover some of it only, the custom of thanking is silent."""
    advice = ETIQUETTE.advice(code)
    assert advice.thank_you is None
    assert "thank_you" in advice.silent
    assert ETIQUETTE.customs(code).thank_you == "unknown"


def test_a_country_of_a_region_speaks_for_the_region() -> None:
    """Advice for a region carries the region's name, not the country's."""
    for region in TABLE["regions"].values():
        alone = set(region["countries"]) - TABLE["countries"].keys() - TABLE["partial"].keys()
        for code in alone:
            advice = ETIQUETTE.advice(code)
            assert advice.scope == "region"
            assert advice.name in {one["name"] for one in TABLE["regions"].values()}


@given(st.one_of(st.none(), st.text(max_size=4)))
def test_every_country_gets_an_answer_without_invention(code: str | None) -> None:
    """Whatever code is asked for, the planner gets numbers, and an unknown one gets the defaults."""
    customs = ETIQUETTE.customs(code)
    assert customs.follow_up_after >= 1
    assert customs.max_follow_ups >= 1
    if ETIQUETTE.advice(code).scope == "default":
        assert customs.thank_you == customs.references == "unknown"
        assert customs.follow_up_after == TABLE["defaults"]["follow_up_after"]


def test_how_long_it_takes_is_told_only_where_it_was_measured() -> None:
    """Measured countries have their days, others none."""
    assert ETIQUETTE.process_days("US") == 23.8
    assert ETIQUETTE.process_days("KE") is None
    assert ETIQUETTE.process_days(None) is None


def test_the_default_shows_what_stands_behind_it() -> None:
    """Where no source on a country was found, what the default rests on is said, habit being called habit."""
    advice = ETIQUETTE.advice(None)
    assert "habit" in advice.note
    assert advice.sources
    assert advice.thank_you is None
    assert advice.references is None


def test_every_figure_names_who_was_asked() -> None:
    """A figure comes with its year or sample, its strength and a page; no trial is claimed."""
    ghosted = ETIQUETTE.evidence["ghosting"]
    assert (ghosted.year, ghosted.sample, ghosted.strength) == (2022, "1,500 workers", "weak")
    assert ghosted.claim.startswith("75 of 100")
    for one in ETIQUETTE.evidence.values():
        assert one.strength in {"moderate", "weak"}
        assert one.url.startswith("http")
        assert one.claim.endswith(".")
        assert one.year is not None or "survey" not in one.basis or one.sample == "not stated"


@pytest.mark.parametrize(
    ("country", "tone"), [("AT", "formal"), ("JP", "formal"), ("AU", "casual"), ("AQ", "neutral")]
)
def test_the_tone_is_told_or_the_middle_one(country: str, tone: str) -> None:
    """A partial country lends its tone; where nobody says, the tone is in the middle."""
    assert ETIQUETTE.advice(country).formality == tone


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ("[defaults", "etiquette.toml"),
        (TEXT.replace('thank_you = "expected"', 'thank_you = "sometimes"', 1), "sometimes"),
        (TEXT + '\n[partial.DE]\nname = "x"\nnote = "x"\nsources = []\n', "partial.DE"),
        (TEXT.replace("max_follow_ups = 2", "max_follow_ups = 0", 1), "max_follow_ups"),
    ],
)
def test_a_broken_table_stops_the_start(broken: str, named: str) -> None:
    """The file, the key and what was found are named."""
    with pytest.raises(ContentError, match=named):
        parse_etiquette(broken)
