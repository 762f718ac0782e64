"""Ordinary sentences that have a word of an order in them record nothing at all."""

import pytest

from bot.inbound import Closed
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()
SENTENCES = (
    "they called it a startup but its a bank",
    "she called me dear",
    "he called tom in",
    "the recruiter called it a junior role",
    "they wrote the book on this",
    "she wrote everything down",
    "they answered all my questions",
    "he answered his phone during the interview",
    "they got back from lunch late",
    "they replied slowly to my questions",
    "i called him sir by mistake",
    "i called the elevator",
    "i wrote a poem about it",
    "i wrote sql on the whiteboard",
    "i contacted my old prof",
    "i messaged my friend about it",
    "i emailed my mom",
    "i accepted a coffee",
    "i accepted that its over",
    "i accepted a compliment",
    "i signed the visitor list",
    "i signed an nda",
    "i signed in at reception",
    "i took the job description home",
    "i declined the biscuit",
    "i refused to answer one question",
    "i turned down the volume",
    "i got the job ad from a friend",
    "i got selected for the quiz",
    "i was hired by initech in 2019",
    "i was chosen last in pe",
    "i was rejected by hooli in 2020",
    "i got rejected at hooli last year",
    "they hired me in 2019",
    "they hired 50 people this year",
    "they chose me for the demo",
    "they picked me up at the station",
    "no from legal was there",
    "it was a no brainer",
    "they went with someone else to lunch",
    "i didnt get it when he explained the task",
    "i did not get the joke",
    "i didnt get the job at google last year",
    "they ghosted my friend",
    "my ex ghosted me",
    "i have an offer for you",
    "i have an idea",
    "i got a call from my mom",
    "i got an email from my landlord",
    "i heard back from my landlord",
    "i heard they have layoffs",
    "i heard from a friend that its toxic",
    "mom called",
    "my sister called me crazy",
    "the taxi called",
    "dad wrote back",
    "they promised free lunch",
    "they promised to be fair",
    "i promised my kid a pizza",
    "i promised myself to rest",
    "i have to send my kid to school",
    "i need to send my taxes",
    "i said i would send money to my mom",
    "they want me to send my taxes",
    "they want to see me fail",
    "they want me to come for a tour",
    "she wants to meet my dog",
    "i met my deadline",
    "i met my girlfriend there",
    "i met nobody",
    "we met at the cafeteria",
    "i met expectations i think",
    "spoke to my mom",
    "i talked to the wall",
    "applied for unemployment",
    "i applied the brakes",
    "i applied lotion",
    "i start to panic",
    "i start over",
    "remove the pressure",
    "delete my browser history",
    "delete facebook",
    "remove me from linkedin",
    "tom hanks wasnt there",
    "the boss was not there",
    "nobody was there",
    "i never met the ceo",
    "sent my kid to bed",
    "sent a fax in 1999",
    "done",
    "all done",
    "finished",
    "its monday",
    "it was monday",
    "its over",
    "its not monday",
    "its friday finally",
    "actually monday sucks",
    "no, monday sucks",
    "wait what",
    "sorry",
    "sorry about that",
    "sorry im late",
    "it's me",
    "it's cold",
    "it was an hour",
    "it was long",
    "not bad",
    "not sure",
    "not really",
    "not me",
    "not hungry",
    "no way",
    "no problem",
    "no worries",
    "no they didnt",
    "no i dont",
    "no he left",
    "i mean it",
    "i mean they were nice",
    "rather not",
    "make it stop",
    "make that coffee",
    "thats not my name",
    "her name is on the door",
    "my name is jo",
    "his name was not on the list",
    "the company is called a unicorn",
    "change is good",
    "change the subject",
    "change my mind",
    "rename me",
    "tom is called away",
    "dana is spelled wrong",
    "the building is called nest",
    "i told them everything",
    "i told dana about my dog",
    "i told tom",
    "i told my wife",
    "told them",
    "dana said no",
    "tom said no",
    "dana said yes",
    "tom declined the coffee",
    "sam can't",
    "i thanked my mom",
    "thanked god",
    "sent it",
    "sent",
    "sent one to mom",
    "i followed up on a bug",
    "followed up with my doctor",
    "i withdrew money",
    "i pulled out a pen",
    "im pulling out of the parking lot",
    "im no longer interested in politics",
    "they moved the interview room",
    "they moved to berlin",
    "the call was moved",
    "i moved to berlin",
    "they cancelled my flight",
    "they cancelled the project",
    "interview cancelled my plans",
    "i want to quit my current job",
    "i dont like this company",
    "should i take the train",
    "should i take it easy",
    "the offer is good",
    "can i ask for more time",
    "i have 5 kids",
    "i feel 20 years old",
    "mood",
    "3 of 5 people were nice",
    "rate limiting was the topic",
    "second interview of the day",
    "final round of drinks",
    "next round is on me",
    "third interview this week",
    "last round was hard",
)


async def sat_down() -> Desk:
    """Return somebody back from an interview at Acme in New York who was told no day, and met one person."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    assert desk.form is not None
    await desk.act(Closed(desk.form.id))
    desk.form = None
    await desk.say("/interview people")
    await desk.say("Dana Smith, CTO")
    await desk.press("Right")
    return desk


@pytest.mark.parametrize("typed", SENTENCES)
async def test_nothing_is_recorded_of_it(typed: str) -> None:
    """No outcome, no person, no promise, no message sent, no pause."""
    desk = await sat_down()
    before = await desk.journey()
    await desk.say(typed)
    after = await desk.journey()
    interview, as_before = after.facts.interviews[0], before.facts.interviews[0]
    assert interview.outcome is None
    assert (interview.ended, interview.wait) == (as_before.ended, as_before.wait)
    assert [one.name for one in after.facts.contacts] == ["Dana Smith"]
    assert after.facts.contacts == before.facts.contacts
    assert (after.facts.referees, after.facts.to_send) == ((), ())
    assert (after.facts.follow_ups, after.facts.applications) == ((), ())
    assert (after.person.hold_until, after.person.pace) == (None, before.person.pace)


@pytest.mark.parametrize(
    "typed",
    [
        "i was rejected by hooli",
        "i got an offer from hooli",
        "i accepted the offer from hooli",
        "i declined the offer from hooli",
        "hired by hooli",
    ],
)
async def test_news_of_another_company_is_none_of_this_one(typed: str) -> None:
    """It is said that nothing was recorded, with a button in case this one was meant."""
    desk = await sat_down()
    await desk.say(typed)
    assert (await desk.journey()).facts.interviews[0].outcome is None


async def test_the_one_that_was_meant_is_a_button_away() -> None:
    """A brand and a company may have two names."""
    desk = await sat_down()
    assert "no interview with hooli" in await desk.say("i was rejected by hooli")
    assert "I am sorry" in await desk.press("I meant Acme")
    assert (await desk.journey()).facts.interviews[0].outcome is not None
