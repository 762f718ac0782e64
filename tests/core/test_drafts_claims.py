"""Claims: whatever is recorded, a draft says nothing else, and the check that sees to it cannot be fooled."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafts import (
    MOST_ALIKE,
    Missing,
    UnrecordedClaim,
    acceptance_set,
    feedback_request,
    follow_up,
    heads_up,
    load_phrases,
    recorded_facts,
    referee_thanks,
    thank_you_set,
    unrecorded,
)
from bot.drafts.claims import vouched
from bot.drafts.likeness import heart, likeness
from bot.drafts.pen import squeezed
from bot.drafts.thanks import CARD, LINKEDIN
from bot.etiquette import load_etiquette
from bot.interview import (
    Channel,
    Contact,
    FollowUp,
    Interview,
    NextStep,
    Notes,
    Outcome,
    OutcomeKind,
    Referee,
    ReferenceUse,
    Wait,
)
from bot.journey import Journey
from bot.message import LONGEST_DRAFT, Draft
from tests.core.nudging import at, interview, journey

PHRASES = load_phrases()
ETIQUETTE = load_etiquette()
WORN = (
    "just checking in", "just following up", "touching base", "hope this email finds", "circle back", "pick your brain",
    "perfect fit", "reach out", "thrilled", "excited", "honoured", "enjoyed", "passionate", "look forward",
)  # fmt: skip

names = st.one_of(
    st.sampled_from(["Dana Smith", "Lee", "Jan van Dijk", "Zoë Ng", "O'Neil Jr.", "李雷", "May Will", "Ann Lee"]),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=40),
)  # fmt: skip
roles = st.one_of(
    st.sampled_from(["", "head of data", "from the platform team", "HR", "CTO", "Engineer (m/w/d)", "cook on call"]),
    st.text(max_size=60),
)  # fmt: skip
lines = st.one_of(
    st.sampled_from(
        [
            "Dana: moving to Kafka", "They ship weekly.", "Dana leads the team and owns the plan",
            "Lee asked about Spark.",
            "Their stack is Go; on-call is shared", "We talked about the roadmap", "- the team is eight people",
            "I was late",
            "Salary is low", "Will told me about her team", "Focus on Health at work on Friday", "{name} [your name]",
        ]
    ),
    st.text(max_size=120),
)  # fmt: skip
companies = st.one_of(
    st.sampled_from(["Acme", "Focus on Health, Inc.", "Thank you at Work", "AT&T", "the role", "!!!"]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=120).filter(squeezed),
)  # fmt: skip


@st.composite
def searches(draw: st.DrawFn) -> tuple[Interview, Journey, Referee, ReferenceUse]:
    """Return an interview with whatever may be recorded around it."""
    kind = draw(st.sampled_from([*OutcomeKind, None]))
    step = draw(st.sampled_from(NextStep))
    on = draw(st.sampled_from([at("2026-11-27 12:00").date(), None]))
    held = interview(
        wait=Wait(0, at("2026-11-20 15:30"), step, on),
        company=draw(companies),
        role=draw(roles),
        country=draw(st.sampled_from(["US", "DE", "JP", "AU", "KR", "XX", None])),
        outcome=None if kind is None else Outcome(kind, at("2026-12-05 10:00")),
    )
    people = [
        Contact(
            f"c{at_}",
            held.id,
            draw(names),
            title=draw(st.sampled_from(["", "Dr", "Prof. Dr.", "Ms"])),
            role=draw(roles),
            decides=draw(st.sampled_from([True, None])),
            recruiter=draw(st.booleans()),
            channel=draw(st.sampled_from([Channel.PHONE, None])),
        )
        for at_ in range(draw(st.integers(0, 5)))
    ]
    written = Notes(
        held.id,
        learned="\n".join(draw(st.lists(lines, max_size=5))),
        important="\n".join(draw(st.lists(lines, max_size=2))),
        questions=draw(st.sampled_from(["", "How big is the team?\nDo I want this?"])),
    )
    sent = [FollowUp("f1", held.id, 0, at("2026-12-01 10:00"))] * draw(st.integers(0, 1))
    referee = Referee("r1", draw(names), draw(st.sampled_from(["", "Prof."])))
    use = ReferenceUse(
        "u1", held.id, "r1", at("2026-11-20 16:00"), stress=draw(lines), caller=draw(names)
    )
    return held, journey(held, *people, written, referee, use, *sent), referee, use


@given(searches(), st.sampled_from(Channel))
def test_every_draft_of_every_search_says_only_what_was_recorded(
    search: tuple[Interview, Journey, Referee, ReferenceUse], channel: Channel
) -> None:
    """Each draft is one of the phrases throughout, its gaps hold recorded facts, and it fits where it goes."""
    held, told, referee, use = search
    people = told.met_in(held.id)
    notes = thank_you_set(told, held, {one.id: channel for one in people}, ETIQUETTE, PHRASES)
    found = [
        *notes.values(),
        *acceptance_set(told, held, ETIQUETTE, PHRASES).values(),
        follow_up(told, held, ETIQUETTE, PHRASES),
        feedback_request(told, held, ETIQUETTE, PHRASES),
        heads_up(told, held, referee, use, ETIQUETTE, PHRASES),
        referee_thanks(told, held, referee, use, ETIQUETTE, PHRASES),
    ]
    facts = recorded_facts(told, held, referee, use)
    for one in found:
        if isinstance(one, Draft):
            assert unrecorded(one, facts, PHRASES) == ()
            assert 0 < len(one.body) <= LONGEST_DRAFT
            if one.kind == "thank_you" and channel is Channel.CARD:
                assert len(one.body.split()) <= CARD
            if one.kind == "thank_you" and channel is Channel.LINKEDIN:
                assert len(one.body) <= LINKEDIN


@given(searches(), st.sampled_from([Channel.EMAIL, Channel.CARD, Channel.LINKEDIN]))
def test_no_two_notes_of_an_interview_are_alike(
    search: tuple[Interview, Journey, Referee, ReferenceUse], channel: Channel
) -> None:
    """Everybody has an entry, and every two notes stay below the limit or one of them is a question."""
    held, told, _, _ = search
    people = told.met_in(held.id)
    notes = thank_you_set(told, held, {one.id: channel for one in people}, ETIQUETTE, PHRASES)
    assert list(notes) == [one.id for one in people]
    written = [one for one in notes.values() if isinstance(one, Draft)]
    for one, other in combinations(written, 2):
        assert likeness(heart(one.body), heart(other.body)) <= MOST_ALIKE
    if people:
        assert isinstance(notes[people[0].id], Draft)


HELD = interview(role="Data engineer", country="US")
TOLD = journey(
    HELD,
    Contact("c0", "acme", "Dana Smith", "Dr", role="head of data"),
    Notes("acme", learned="Dana: moving to Kafka 4"),
)
KNOWN = recorded_facts(TOLD, HELD)


def note() -> Draft:
    """Return a note that is in order."""
    found = thank_you_set(TOLD, HELD, {"c0": Channel.EMAIL}, ETIQUETTE, PHRASES)["c0"]
    assert isinstance(found, Draft)
    assert unrecorded(found, KNOWN, PHRASES) == ()
    return found


@pytest.mark.parametrize(
    ("old", "new", "claim"),
    [
        ("Dr Smith", "Dr Jones", "Dr Jones"),
        ("Acme", "Initech", "Initech"),
        ("Friday 20", "Friday 27", "Friday 27"),
        ("data engineer", "lead engineer", "lead engineer"),
        ("Kafka 4", "Kafka 7", "Kafka 7"),
        ("moving to Kafka", "dana@acme.de and Kafka", "dana@acme.de"),
        ("Should you need", "I loved it. Should you need", "I loved it"),
        ("If anything", "I have ten years of experience. If anything", "ten years"),
        ("Best wishes,", "Best wishes,\n\n[your name]", "[your name]"),
    ],
)
def test_a_changed_draft_is_found_out(old: str, new: str, claim: str) -> None:
    """Another name, company, day, role or number, and any sentence that is no phrase, are named."""
    good = note()
    body = good.body.replace(old, new)
    if body == good.body:
        body = body.replace("If anything", f"{new} If anything")
    assert any(claim in one for one in unrecorded(replace(good, body=body), KNOWN, PHRASES))


def test_a_subject_is_looked_at_too() -> None:
    """What a letter may not say its subject may not either."""
    assert unrecorded(replace(note(), subject="Thank you: the role at Initech"), KNOWN, PHRASES)


def test_a_draft_with_a_claim_is_stopped() -> None:
    """It raises instead of being shown, and the error tells no private words."""
    false = replace(note(), body="Dear Dr Smith,\n\nI have a secret.\n\nBest wishes,")
    with pytest.raises(UnrecordedClaim) as stopped:
        vouched(false, KNOWN, PHRASES)
    assert "secret" not in str(stopped.value)
    assert vouched(note(), KNOWN, PHRASES) == note()


def test_what_a_referee_is_asked_stays_between_the_two() -> None:
    """What one referee should stress is no fact for a letter to the employer or to another referee."""
    use = ReferenceUse("u1", "acme", "r1", at("2026-11-20 16:00"), stress="my patience")
    assert not any("patience" in one for one in recorded_facts(TOLD, HELD))
    assert any("patience" in one for one in recorded_facts(TOLD, HELD, Referee("r1", "Jo"), use))


def test_phrases_are_not_worn_and_do_not_shout() -> None:
    """No cliché, no feeling claimed, no exclamation mark, nothing left to be filled in by hand."""
    for sentence in PHRASES.templates:
        assert "!" not in sentence
        assert "[" not in sentence
        assert not any(worn in sentence.casefold() for worn in WORN)


@pytest.mark.parametrize("held", [HELD, replace(HELD, role="")])
def test_a_single_interviewer_without_notes_still_gets_a_note(held: Interview) -> None:
    """Short and honest: company or role, day and name, and nothing that fills."""
    alone = Contact("c0", "acme", "Dana Smith")
    for channel in Channel:
        found = thank_you_set(journey(held, alone), held, {"c0": channel}, ETIQUETTE, PHRASES)["c0"]
        assert not isinstance(found, Missing)
        assert len(found.body.split()) <= 60
