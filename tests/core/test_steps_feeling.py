"""How the person feels: asked only if they like, answered kindly, and kept nowhere."""

import pytest

from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def seated(*, logged: bool = True) -> Desk:
    """Return somebody who waits for one answer and has put nothing else off."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    if logged:
        await desk.add(next_step="they call by 27 Nov")
    return desk


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I feel 1 out of 5", "that heavy"),
        ("rate 2", "a hard place"),
        ("I feel 3 out of 5", "fair place"),
        ("I'm 7/10", "helps it last"),
        ("rate 5", "Lovely"),
        ("I feel 1 out of 5, not good", "that heavy"),
        ("I'm at 50/100", "fair place"),
        ("rate how I feel", "How do you feel just now?"),
        ("rate 7 out of 5", "How do you feel just now?"),
        ("rate 99", "How do you feel just now?"),
    ],
)
async def test_a_rating_in_words_is_answered_by_its_level(typed: str, said: str) -> None:
    """Five levels, whatever the scale; a number that fits none asks with buttons."""
    desk = await seated()
    assert said in await desk.say(typed)


async def test_a_rating_is_kept_nowhere() -> None:
    """After a rating the journey knows nothing of it, and there is nothing to undo."""
    desk = await seated()
    await desk.say("/interview calm")
    await desk.press("How I feel")
    before = await desk.journey()
    said = await desk.press("3 so-so")
    assert "I keep no record of this" in said
    after = await desk.journey()
    assert (after.facts, after.dialogue) == (before.facts, before.dialogue)
    assert all("level" not in one.facts for one in desk.said)


@pytest.mark.parametrize("level", ["1 very low", "2 low"])
async def test_a_low_rating_brings_calm_and_people_to_talk_to(level: str) -> None:
    """Low comes with something calming and with people who listen; it is not taken for dark words."""
    desk = await seated()
    await desk.say("/interview settings country Germany")
    await desk.say("how do I feel")
    said = await desk.press(level)
    assert any("exercise" in one.facts for one in desk.said[-3:])
    assert "If you would rather talk to somebody" in said
    assert "0800" in said
    assert (await desk.journey()).person.dark_until is None


@pytest.mark.parametrize("typed", ["I feel terrible", "rate 1"])
async def test_nobody_in_a_low_mood_is_asked_about_interviews_at_once(typed: str) -> None:
    """The open question waits until the next words, and is still open then."""
    desk = await seated()
    await desk.say("/interview people")
    assert "Who did you meet" not in await desk.say(typed)
    assert "Dana" in await desk.say("Dana Smith")


async def test_the_evening_message_offers_it_too() -> None:
    """Whoever gets the calming message may say how they feel."""
    desk = await seated()
    evening = await desk.wait_until("2026-11-20 20:00")
    assert any("How I feel" in [each.label for each in one.buttons()] for one in evening)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I'm happy", "glad you told me"),
        ("I feel great about it", "glad you told me"),
        ("are you a human?", "I am a program"),
        ("am I talking to a bot", "I am a program"),
        ("I want to talk to a person", "people who listen"),
        ("can I speak to someone", "people who listen"),
        ("I feel terrible", "That sounds hard"),
        ("I think I failed", "rotten feeling"),
        ("i'm so tired and i think i blew it", "rotten feeling"),
        ("ugh i feel like such an idiot", "rotten feeling"),
        ("it went terribly", "rotten feeling"),
        ("im so tired", "No wonder you are tired"),
        ("so tired of all this", "No wonder you are tired"),
        ("I cant stop going over it", "Going over it again"),
        ("i keep replaying it in my head", "Going over it again"),
        ("my head wont shut up", "Going over it again"),
        ("i cant sleep", "A night without sleep"),
        ("i cant sleepp", "A night without sleep"),
        ("i cant eat im so nervous", "That sounds hard"),
        ("they prob hate me", "That sounds hard"),
        ("nobody is ever going to hire me", "That sounds hard"),
        ("why did i say that stupid thing", "That sounds hard"),
        ("what if they say no", "That sounds hard"),
        ("i cant do this anymore", "That sounds hard"),
        ("everything is going wrong", "That sounds hard"),
        ("will they call me", "That sounds hard"),
        ("is it normal to feel like this", "That sounds hard"),
        ("ive been crying all day", "That sounds hard"),
        ("i feel so alone w this", "That sounds hard"),
        ("having a panic attack", "That sounds hard"),
        ("im ok now thanks", "glad you told me"),
        ("cant sleep again", "A night without sleep"),
        ("lying awake", "A night without sleep"),
        ("its 3am and im still awake", "A night without sleep"),
        ("I hate this", "That sounds hard"),
        ("I am so stressed, nobody wants me", "That sounds hard"),
        ("This job search is killing me", "That sounds hard"),
    ],
)
@pytest.mark.parametrize("question", ["", "/interview people", "/interview notes"])
async def test_a_feeling_is_heard_and_becomes_neither_note_nor_person(
    typed: str, said: str, question: str
) -> None:
    """Whatever is asked just then, a feeling gets its own answer."""
    desk = await seated()
    if question:
        await desk.say(question)
    assert said in await desk.say(typed)
    facts = (await desk.journey()).facts
    assert facts.contacts == ()
    assert facts.notes == ()


@pytest.mark.parametrize(
    "typed",
    [
        "they asked about joins and i messed up the second one",
        "I was tired but they seemed happy with my portfolio",
        "I kept going over my time limit",
        "it went badly at the start, then better",
        "Tired team, three engineers",
        "I was awake early and took the train at 7am",
        "they hate meetings",
        "nobody wanted me to present, which was nice",
        "I think it was a mess at first, then fine",
        "No sleep mode in their product, they want one",
    ],
)
async def test_a_note_that_only_sounds_like_a_feeling_is_kept(typed: str) -> None:
    """What says something of the interview itself is a note, whatever its mood."""
    desk = await seated()
    await desk.say("/interview notes")
    await desk.say(typed)
    assert len((await desk.journey()).facts.notes) == 1


@pytest.mark.parametrize("typed", ["i think i blew it", "i cant sleep", "rate 1"])
async def test_in_a_tense_moment_the_evidence_waits_until_it_is_asked_for(typed: str) -> None:
    """Nothing weighs the exercise up before it is tried; the honest word is one button away."""
    desk = await seated()
    assert "evidence" not in await desk.say(typed)
    assert "not treatment" in await desk.press("How well is it tested?")


@pytest.mark.parametrize(
    "typed",
    [
        "i think i blew the case study",
        "i wish i had prepared more",
        "i talked too much",
        "it didnt go well",
        "i shouldnt have said that about my boss",
    ],
)
async def test_a_regret_is_comforted_unless_notes_are_asked_for(typed: str) -> None:
    """Out of the blue it is a feeling; as the answer to "what do you remember" it is a note."""
    desk = await seated()
    await desk.say("/interview calm")
    assert "rotten feeling" in await desk.say(typed)
    await desk.say("/interview notes")
    await desk.say(typed)
    assert len((await desk.journey()).facts.notes) == 1
