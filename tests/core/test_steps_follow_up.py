"""When to ask: a draft when it is right, a reason and a date when it is not, and what was sent counts."""

from collections.abc import Mapping

import pytest

from bot.inbound import Pressed
from bot.interview import NextStep
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def waiting(**values: str) -> Desk:
    """Return somebody who has told of one interview."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add(**values)
    return desk


def held(desk: Desk) -> Mapping[str, object]:
    """Return the facts of the newest message that held something back."""
    return next(one.facts for one in reversed(desk.said) if "held_reason" in one.facts)


@pytest.mark.parametrize(
    ("values", "reason", "said"),
    [
        ({"next_step": "they call by Friday"}, "promise", "by Fri 27 Nov"),
        ({"next_step": "nothing said"}, "too_early", "working days are usual"),
        ({"next_step": "they call"}, "too_early", "Germany"),
        ({"country": ""}, "too_early", "no figure for this country"),
    ],
)
async def test_too_early_says_why_when_and_what_instead(
    values: dict[str, str], reason: str, said: str
) -> None:
    """An eager enquiry is held back with the reason, the day and something to do."""
    desk = await waiting(**values)
    answer = await desk.say("can I follow up?")
    assert said in answer
    assert "will be right" in answer
    assert "Look at other openings" in answer
    facts = held(desk)
    assert facts["held_reason"] == reason
    assert "held_until" in facts
    assert "This would be a fair way" in await desk.press("Write it anyway")


async def test_unwelcome_contact_is_held_back_for_good() -> None:
    """Where contact is unwelcome there is no day and no draft, even when overridden."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    await desk.fill(contact_unwelcome="yes")
    said = await desk.say("/interview followup")
    assert "Better not." in said
    assert held(desk)["held_reason"] == "unwelcome"
    assert "no draft" in await desk.press("Write it anyway")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I should call", "You agreed to call Acme. A few words"),
        ("I should call on 3 Dec", "on Thu 3 Dec. Until then nothing is expected"),
        ("I should call today", "You agreed to call Acme. A few words"),
    ],
)
async def test_who_agreed_to_call_is_not_held_back(typed: str, said: str) -> None:
    """A call that was agreed is never too early: the agreed day is named, with words to say."""
    desk = await waiting(next_step=typed)
    answer = await desk.say("/interview followup")
    assert said in answer
    assert "Say who you are" in answer
    assert "held_reason" not in desk.said[-1].facts


async def test_an_agreed_day_that_went_by_is_said() -> None:
    """After the agreed day a call is still fine, and nothing pretends that the day is to come."""
    desk = await waiting(next_step="I should call on 25 Nov")
    await desk.wait_until("2026-11-27 12:00")
    assert "That day is over, and calling today is still fine" in await desk.say("can I follow up?")


async def test_an_agreed_day_that_is_a_holiday_there_is_said_each_time() -> None:
    """A call agreed for Christmas Day says when it is noted, asked about and due that nobody may answer."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    noted = await desk.add(next_step="I should call on 25 Dec")
    off = "Fri 25 Dec is a day off there. If nobody answers, try again on Mon 28 Dec."
    assert off in noted
    assert off in await desk.say("can I follow up?")
    due = await desk.wait_until("2026-12-25 12:00")
    assert "is a day off there. If nobody answers, try again on Mon 28 Dec." in read(*due)


async def test_a_promise_still_to_come_is_not_called_late() -> None:
    """Who writes before the promised day does not say that the day has moved."""
    desk = await waiting(next_step="they call by 27 Nov")
    await desk.say("can I follow up?")
    early = await desk.press("Write it anyway")
    assert "dates can move" not in early
    assert "meant to come by Friday 27 November, so please take your time" in early
    await desk.wait_until("2026-12-01 11:00")
    assert "dates can move" in await desk.say("can I follow up?")


async def test_what_was_sent_is_counted_and_spaced() -> None:
    """The first is noted with the next right day, the second is the last, a third is held back."""
    desk = await waiting()
    await desk.wait_until("2026-12-04 11:00")
    await desk.say("/interview followup")
    first = await desk.press("I asked Acme")
    assert "Noted: you asked Acme" in first
    assert "would be right to ask" in first
    assert "noted already" in await desk.press("I asked Acme")
    assert "You asked on" in await desk.say("/interview followup")
    await desk.wait_until("2026-12-14 11:00")
    assert "last enquiry" in await desk.say("I wrote to them")
    await desk.wait_until("2026-12-15 11:00")
    assert "asked 2 times" in await desk.say("/interview followup")
    assert held(desk)["held_reason"] == "too_many"


async def test_the_same_words_within_two_minutes_count_once() -> None:
    """A message sent twice by mistake is one follow-up."""
    desk = await waiting()
    await desk.say("I wrote to them")
    assert "noted already" in await desk.say("I wrote to them")
    assert len((await desk.journey()).facts.follow_ups) == 1


async def test_a_tampered_number_counts_nothing() -> None:
    """A number on the button that is none records nothing."""
    desk = await waiting()
    (acme,) = (await desk.journey()).facts.interviews
    reply = await desk.act(Pressed(f"v1:follow_up:sent:{acme.id}:²"))
    assert "noted already" in read(*heard(reply))
    assert (await desk.journey()).facts.follow_ups == ()


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("they decide by Friday", NextStep.THEY_CALL, "they get in touch by Fri 27 Nov."),
        ("they will call", NextStep.THEY_CALL, "they get in touch, no date."),
        ("I should call on 3 Dec", NextStep.I_CALL, "you call on Thu 3 Dec."),
        ("I should call", NextStep.I_CALL, "you call."),
        ("nothing said", NextStep.NOTHING_SAID, "nothing was said"),
    ],
)
async def test_an_answer_begins_a_new_wait(typed: str, kind: NextStep, said: str) -> None:
    """What the employer said comes next is asked, read, echoed and kept."""
    desk = await waiting()
    assert "What did they say?" in await desk.say("they called")
    assert "What comes next?" in await desk.press("Still open")
    assert said in await desk.say(typed)
    wait = (await desk.journey()).facts.interviews[0].wait
    assert (wait.number, wait.next_step) == (1, kind)


async def test_what_comes_next_is_corrected_in_one_step() -> None:
    """ "no, by Thursday" right after the echo sets the new promise right."""
    desk = await waiting()
    await desk.say("they called")
    await desk.say("they decide by Friday")
    assert "Thu 26 Nov" in await desk.say("no, by Thursday")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("they decide by 1 Nov 2026", "is over"), ("bananas", "did not understand")],
)
async def test_a_next_step_that_cannot_be_is_asked_back(typed: str, said: str) -> None:
    """A day that is over, and words that are none, leave the question open."""
    desk = await waiting()
    await desk.say("they called")
    assert said in await desk.say(typed)
    assert (await desk.journey()).facts.interviews[0].wait.on is None


async def test_two_readings_of_the_next_step_are_asked_back() -> None:
    """A date of two readings offers both and takes the answer."""
    desk = await waiting(country="")
    await desk.say("they called")
    assert " or " in await desk.say("they decide by 03/04/2027")
    assert "Thu 18 Mar" not in await desk.say("they decide by 3 April")


async def test_an_interruption_asks_once_more_what_comes_next() -> None:
    """After another answer the question comes back once."""
    desk = await waiting()
    await desk.say("they called")
    assert "What comes next?" in await desk.say("/interview list")


async def test_a_promise_is_asked_about_and_not_yet_is_kind() -> None:
    """On the promised day the bot asks; *Not yet* says that silence is common and what comes."""
    desk = await waiting(next_step="they call by Friday")
    delivered = await desk.wait_until("2026-11-27 19:00")
    assert "Did they?" in read(*delivered)
    assert "promise" in desk.said[-1].nudge
    said = await desk.press("Not yet")
    assert "seldom because of you" in said
    assert "Tue 1 Dec would be right" in said


async def test_a_promise_kept_is_noted_once() -> None:
    """*Acme answered* begins one new wait, however often it is pressed."""
    desk = await waiting(next_step="they call by Friday")
    await desk.wait_until("2026-11-27 19:00")
    assert "Acme answered" in await desk.press("Acme answered")
    assert "noted already" in await desk.press("Acme answered")
    assert (await desk.journey()).facts.interviews[0].wait.number == 1


async def test_the_nudge_brings_the_draft_and_then_once_more() -> None:
    """The follow-up nudge says why now; the second one says it is the last."""
    desk = await waiting(next_step="they call by Friday")
    await desk.say("settings nudges on")
    await desk.wait_until("2026-11-30 12:00")
    await desk.say("what's next")
    await desk.wait_until("2026-12-01 12:00")
    assert "good time to ask Acme" in read(*desk.said[-1:])
    await desk.press("I asked Acme")
    await desk.wait_until("2026-12-07 12:00")
    await desk.say("what's next")
    again = await desk.wait_until("2026-12-08 12:00")
    assert "One more friendly enquiry" in read(*again)


async def test_who_agreed_to_call_is_reminded_that_day() -> None:
    """On the agreed day the nudge says so."""
    desk = await waiting(next_step="I should call on Tuesday")
    delivered = await desk.wait_until("2026-11-24 12:00")
    assert "You agreed to call Acme today" in read(*delivered)


async def test_late_over_there_is_said() -> None:
    """Where the office is closed by then, the nudge says when it will be read."""
    desk = Desk(LIBRARY, zone="America/Los_Angeles", at="2026-11-20 15:40")
    await desk.sit_down()
    await desk.add(country="Germany", next_step="I should call on Tuesday")
    delivered = await desk.wait_until("2026-11-24 12:00")
    assert "after office hours" in read(*delivered)


async def test_a_closed_interview_says_so() -> None:
    """After an outcome there is nothing to ask; the outcome can be changed."""
    desk = await waiting()
    await desk.say("Acme rejected me")
    assert "is closed" in await desk.say("/interview followup")
    assert "a rejection" in await desk.press("Change the outcome")


async def test_where_advice_comes_from_is_shown() -> None:
    """The source of the habit is one button away."""
    desk = await waiting()
    await desk.say("/interview followup")
    assert "Where this is from: Germany" in await desk.press("Where is this from?")


@pytest.mark.parametrize(
    "typed", ["I called my mum", "I wrote to my landlord", "I heard from my brother"]
)
async def test_what_is_about_somebody_else_is_not_recorded(typed: str) -> None:
    """Calls to others are no follow-ups: the bot asks rather than counts."""
    desk = await waiting()
    said = await desk.say(typed)
    assert "Noted" not in said
    journey = await desk.journey()
    assert journey.facts.follow_ups == ()
    assert journey.facts.interviews[0].wait.number == 0


@pytest.mark.parametrize("typed", ["I wrote to Acme", "I called them", "I emailed Dana"])
async def test_what_is_about_the_employer_is_recorded(typed: str) -> None:
    """The company, "them" and the people met there are the employer."""
    desk = await waiting()
    await desk.say("/interview people Dana Smith, dana@acme.de")
    assert "Noted: you asked Acme" in await desk.say(typed)
