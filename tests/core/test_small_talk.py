"""Tense, tired, joking people: what they type in the days after is answered, and what only looks like it is not."""

import pytest

from bot.inbound import Closed
from bot.interview import OutcomeKind, Thanks
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def sat_down(*people: str) -> Desk:
    """Return somebody back from an interview at Acme in New York, an hour ago."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    assert desk.form is not None
    await desk.act(Closed(desk.form.id))
    desk.form = None
    for one in people:
        await desk.say("/interview people")
        await desk.say(one)
    return desk


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lol", "Glad"),
        ("haha ok", "Glad"),
        ("👍", "Glad"),
        ("good bot", "Glad"),
        ("ffs", "That sounds hard"),
        ("fuck this", "That sounds hard"),
        ("😭", "That sounds hard"),
        ("ive been staring at my phone all day", "That sounds hard"),
        ("nailed it", "I am glad"),
        ("crushed it!!!", "I am glad"),
        ("interview went ok ig", "I am glad"),
        ("meh", "So-so"),
        ("stupid bot", "hold back"),
        ("shut up", "hold back"),
        ("brb", "All right, later"),
        ("not now im driving", "Tue 17 Nov, 09:00"),
        ("im drunk", "slept"),
        ("what day is it", "Mon 16 Nov, 16:10"),
        ("tell me a joke", "beyond me"),
        ("can u write my cv", "beyond me"),
        ("is acme a good company", "beyond me"),
        ("its been 2 weeks", "Not yet"),
        ("they sed theyd call but didnt", "Not yet"),
        ("my mom says i should call them", "Not yet"),
        ("got a call but missed it", "call back"),
        ("missed their call!! what now", "call back"),
        ("they left a voicemail", "call back"),
        ("i dont want this job anymore", "step back"),
        ("i want to withdraw", "step back"),
        ("they lowballed me", "yours to decide"),
        ("should i take it", "yours to decide"),
        ("can i negotiate", "yours to decide"),
        ("they want references by monday", "Who will vouch"),
        ("can u stop asking me who i met", "not ask again"),
        ("i spelled danas name wrong in the email omg", "careful people"),
        ("theres a typo in my thank you", "careful people"),
        ("i have another interview tmrw at hooli", "hooli"),
        ("second round thursday!!!", "Thu 19 Nov"),
        ("wat do i do nw", "Where things stand"),
        ("u there?", "Where things stand"),
        ("maybe", "need not know now"),
    ],
)
@pytest.mark.parametrize("question", ["", "/interview people"])
async def test_short_words_are_answered_and_become_nobody(
    typed: str, said: str, question: str
) -> None:
    """Neither a person nor a promise is made of them, nor is the end of the interview changed."""
    desk = await sat_down()
    before = (await desk.journey()).facts.interviews[0]
    if question:
        await desk.say(question)
    assert said in await desk.say(typed)
    facts = (await desk.journey()).facts
    after = facts.interviews[0]
    assert facts.contacts == ()
    assert (after.ended, after.wait.next_step, after.wait.on) == (
        before.ended,
        before.wait.next_step,
        before.wait.on,
    )


@pytest.mark.parametrize(
    "typed",
    [
        "sorry i was busy today",
        "its raining today",
        "it was a long day today",
        "actually i have a date tonight",
        "sorry they were 20 min late",
        "wait, my bus comes tomorrow",
    ],
)
async def test_a_day_in_another_sentence_is_no_promise_of_theirs(typed: str) -> None:
    """Only words that are about the next step, or nothing but a day, change it."""
    desk = await sat_down()
    await desk.say(typed)
    assert (await desk.journey()).facts.interviews[0].wait.on is None


@pytest.mark.parametrize("typed", ["rejected :(", "they rejected me via text lol", "another no"])
async def test_a_no_in_few_words_is_a_no(typed: str) -> None:
    """A sigh or a laugh after it changes nothing."""
    desk = await sat_down()
    assert "I am sorry" in await desk.say(typed)
    outcome = (await desk.journey()).facts.interviews[0].outcome
    assert outcome is not None
    assert outcome.kind is OutcomeKind.REJECTION


@pytest.mark.parametrize(
    "typed",
    [
        "they did not want me to present",
        "they said no food in the lab",
        "i rejected their first idea",
        "the bot they build is stupid simple",
        "they offered me coffee, not a job",
        "they offered me a nice cup of tea first",
        "i want to withdraw money first",
        "i missed the bus but made it",
        "they called the role lowball politics",
        "it has been a great talk",
        "their offer of a tour was nice",
        "i want this to go on",
        "should i take the bus or the train there",
        "the team crushed the last release",
        "we laughed about the stupid app names",
        "they want an answer to the puzzle",
        "i start slow and get better",
        "my mom is a nurse too",
    ],
)
async def test_what_only_looks_like_it_stays_a_note(typed: str) -> None:
    """While notes are asked for, each of these is one, and nothing else is recorded."""
    desk = await sat_down()
    await desk.say("/interview notes")
    assert "Kept in your notes" in await desk.say(typed)
    assert (await desk.journey()).facts.interviews[0].outcome is None


async def test_thanked_both_is_all_of_them() -> None:
    """And undo takes it back."""
    desk = await sat_down("Maya Smith, CTO", "Tom Rey, engineer")
    assert "Maya Smith and Tom Rey" in await desk.say("thanked both")
    assert {one.thanks for one in (await desk.journey()).facts.contacts} == {Thanks.SENT}
    await desk.say("undo")
    assert {one.thanks for one in (await desk.journey()).facts.contacts} == {Thanks.OPEN}


@pytest.mark.parametrize(
    ("typed", "said"),
    [("i forgot to thank tom", "Dear Tom Rey"), ("i already sent one to tom", "Sent to Tom Rey")],
)
async def test_one_of_them_is_found_by_name(typed: str, said: str) -> None:
    """The note is shown, or marked as sent."""
    desk = await sat_down("Maya Smith, CTO", "Tom Rey, engineer")
    assert said in await desk.say(typed)


async def test_thanks_to_me_are_no_note_of_mine() -> None:
    """ "They thanked me" and "thanked me" tell of them."""
    desk = await sat_down("Maya Smith, CTO")
    await desk.say("thanked me twice")
    await desk.say("they thanked both of us")
    assert {one.thanks for one in (await desk.journey()).facts.contacts} == {Thanks.OPEN}


async def test_a_referee_told_and_one_who_would_rather_not() -> None:
    """Both in a sentence; the no is taken without a judgement."""
    desk = await sat_down()
    await desk.say("/interview references")
    await desk.say("Sam Lee, my manager at City Clinic, sam@city.ca")
    await desk.say("today")
    assert (await desk.say("i told sam")).startswith("Sam Lee knows")
    assert "would rather not" in await desk.say("sam said no")
    await desk.press("Remove Sam Lee")
    assert (await desk.journey()).facts.referees == ()


async def test_the_day_an_offer_wants_its_answer_is_told_in_a_sentence() -> None:
    """And beginning there is a yes; without an offer neither means that."""
    desk = await sat_down()
    await desk.say("i start monday!!")
    await desk.say("they want an answer by tmrw")
    assert (await desk.journey()).facts.interviews[0].outcome is None
    await desk.say("I got an offer")
    await desk.say("cancel")
    assert "Tue 17 Nov" in await desk.say("they want an answer by tomorrow")
    assert "Congratulations" in await desk.say("i start monday!!")


async def test_an_application_is_logged_without_the_sigh_after_it() -> None:
    """ "lol no chance" is no part of a company's name."""
    desk = await sat_down()
    await desk.say("applied to hooli lol no chance")
    assert [one.company for one in (await desk.journey()).facts.applications] == ["hooli"]
