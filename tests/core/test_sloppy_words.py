"""What people in a hurry really type: short, sloppy, without articles, and understood all the same."""

import pytest

from bot.inbound import Closed
from bot.interview import NextStep
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def told(sentence: str) -> Desk:
    """Return somebody who told of an interview in one sentence and went through the first page only."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say(sentence)
    await desk.fill()
    assert desk.form is not None
    await desk.act(Closed(desk.form.id))
    desk.form = None
    return desk


@pytest.mark.parametrize(
    "sentence",
    [
        "had interview w google today 3pm, talked to sarah (hr) + tom",
        "did my interview @ google today 3pm, met sarah (hr) and tom",
        "just had interview w/ google today at 3pm, spoke with sarah (hr) & tom",
    ],
)
async def test_a_hurried_sentence_tells_the_whole_interview(sentence: str) -> None:
    """Company, end and people are taken, and the people are kept though the second page was closed."""
    desk = await told(sentence)
    facts = (await desk.journey()).facts
    assert [one.company for one in facts.interviews] == ["google"]
    assert facts.interviews[0].ended.hour == 20
    assert [one.name.casefold() for one in facts.contacts] == ["sarah", "tom"]


async def test_a_closed_second_page_keeps_nothing_where_nothing_was_told() -> None:
    """Whoever told no people and closes the page is answered with nothing new."""
    desk = await told("had interview w google today 3pm")
    assert (await desk.journey()).facts.contacts == ()


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("they said next week", "2026-11-27"),
        ("they said they'd call by friday", "2026-11-20"),
        ("hr will get back to me on monday", "2026-11-23"),
        ("she'll let me know by the end of the month", "2026-11-30"),
    ],
)
@pytest.mark.parametrize("question", ["", "/interview people", "/interview notes"])
async def test_a_next_step_told_at_any_time_is_taken(typed: str, on: str, question: str) -> None:
    """It becomes neither a note nor a person, and what was asked stays asked."""
    desk = await told("had interview w google today 3pm")
    if question:
        await desk.say(question)
    assert "Noted for google" in await desk.say(typed)
    journey = await desk.journey()
    wait = journey.facts.interviews[0].wait
    assert (wait.next_step, str(wait.on)) == (NextStep.THEY_CALL, on)
    assert (journey.facts.contacts, journey.facts.notes) == ((), ())
    if question:
        assert journey.dialogue.question is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("who do i thank", "google"),
        ("can i email them now?", "Not yet"),
        ("should i call them", "Not yet"),
        ("they emailed, second interview thursday at 11am", "19 Nov"),
        ("what should i do before the interview", "Thank"),
        ("I called them, they want to see me again next Tuesday at 10", "24 Nov"),
        ("delete google", "Delete"),
        ("i already thanked sarah", "To thank somebody I need to know who"),
        ("i said id send my portfolio by tmrw", "portfolio"),
        ("hello?? anyone there", "google"),
        ("ok im back", "google"),
        ("can i do the thankyou tmrw", "Tue 17 Nov, 09:00"),
        ("fine. remind me mon", "Mon 23 Nov, 09:00"),
        ("not today pls im done", "Tue 17 Nov, 09:00"),
    ],
)
async def test_short_questions_find_their_step(typed: str, said: str) -> None:
    """A question in a few words is answered, also while the notes are asked for."""
    desk = await told("had interview w google today 3pm")
    await desk.say("/interview notes")
    assert said in await desk.say(typed)
    assert (await desk.journey()).facts.notes == ()


async def test_a_day_in_the_news_is_not_the_day_of_the_call() -> None:
    """What follows a comma says when something will be, not when the person wrote."""
    desk = await told("had interview w google today 3pm")
    await desk.wait_until("2026-11-25 12:00")
    assert "on Wed 25 Nov" in await desk.say("I wrote to them, they decide by last Tuesday at 10")


@pytest.mark.parametrize("typed", ["yes", "right", "that's right"])
async def test_a_yes_to_what_was_echoed_is_no_riddle(typed: str) -> None:
    """Whoever says yes to what was understood is not asked what they mean."""
    desk = await told("had interview w google today 3pm, talked to sarah (hr) + tom")
    assert "did not understand" not in await desk.say(typed)


@pytest.mark.parametrize(
    ("typed", "company", "ended"),
    [
        (
            "hi. had my interview with Umbrella this morning, not sure it went well",
            "Umbrella",
            "this morning",
        ),
        ("hey! just got out of an interview at Initech", "Initech", "just now"),
        ("hello, i interviewed yesterday with Globex", "Globex", "yesterday"),
        ("hi had an interview with Hooli today at 10, so nervous now", "Hooli", "today at 10"),
        ("hey just finished my interview at Acme Corp, i think i blew it", "Acme Corp", "just now"),
        (
            "had my interview with Umbrella this morning and it went ok i think",
            "Umbrella",
            "this morning",
        ),
        (
            "i had my interview at Umbrella yesterday at 3pm. it was awful",
            "Umbrella",
            "yesterday at 3pm",
        ),
        ("hello im back from my interview at Oscorp", "Oscorp", "just now"),
        ("ive just had an interview at Oscorp", "Oscorp", "just now"),
        ("im so stressed, just had interview w/ Globex an hour ago", "Globex", "an hour ago"),
        ("had an interview at Northwind, dont know how it went tbh", "Northwind", "just now"),
        ("i had an interview with Acme, it was on Tuesday", "Acme", "on Tuesday"),
        ("had an interview with Tired Tyres today", "Tired Tyres", "today"),
        ("had interview at Not Sure Media yesterday", "Not Sure Media", "yesterday"),
    ],
)
async def test_a_greeting_before_and_a_feeling_after_leave_an_interview_told(
    typed: str, company: str, ended: str
) -> None:
    """The form opens with the company and the time alone; neither greeting nor mood becomes a name."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say(typed)
    assert desk.form is not None
    values = {one.key: one.value for one in desk.form.fields}
    assert (values["company"], values["ended"]) == (company, ended)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("priya and tom", ["Priya", "Tom"]),
        ("i met priya (hr) and somebody called tom", ["Priya", "Tom"]),
        ("Priya and tom", ["Priya", "Tom"]),
        ("met jean-luc", ["Jean-Luc"]),
        ("dana smith", ["Dana Smith"]),
    ],
)
async def test_names_in_small_letters_are_people_where_people_are_asked_for(
    typed: str, names: list[str]
) -> None:
    """They are written large from then on: a note of thanks begins with them."""
    desk = await told("had interview w google today 3pm")
    await desk.say("/interview people")
    assert "google" in await desk.say(typed)
    assert [one.name for one in (await desk.journey()).facts.contacts] == names


@pytest.mark.parametrize("typed", ["hm", "meh", "it was ok", "nice people", "both from hr"])
async def test_what_is_no_name_becomes_nobody(typed: str) -> None:
    """Small words that answer something else are never recorded as a person."""
    desk = await told("had interview w google today 3pm")
    await desk.say("/interview people")
    await desk.say(typed)
    assert (await desk.journey()).facts.contacts == ()


async def test_one_small_word_is_asked_about() -> None:
    """It may be a name; said so, it counts."""
    desk = await told("had interview w google today 3pm")
    await desk.say("/interview people")
    assert 'type "met priya"' in await desk.say("priya")
    assert (await desk.journey()).facts.contacts == ()
    await desk.say("met priya")
    assert [one.name for one in (await desk.journey()).facts.contacts] == ["Priya"]


@pytest.mark.parametrize(
    ("sentence", "company", "hour"),
    [
        ("had an intervew at acme this mornign at 10", "acme", 15),
        ("i had my interveiw with Acme yesterady at 3pm", "Acme", 20),
    ],
)
async def test_words_misspelt_in_a_hurry_are_understood(
    sentence: str, company: str, hour: int
) -> None:
    """Neither the company nor the end of the interview suffers."""
    desk = await told(sentence)
    [interview] = (await desk.journey()).facts.interviews
    assert (interview.company, interview.ended.hour) == (company, hour)


async def test_a_company_and_a_person_in_small_letters_are_told_apart() -> None:
    """ "w" is "with", and whom it was with is no part of the company."""
    desk = await told("had an interview at acme w dana smith today 3pm")
    facts = (await desk.journey()).facts
    assert [one.company for one in facts.interviews] == ["acme"]
    assert [one.name for one in facts.contacts] == ["Dana Smith"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("I had my interview at Globex today and I feel awful", "I am sorry"),
        ("had an interview at globex, i think i failed", "I am sorry"),
        ("just had an interview with Globex and it went really well", "glad"),
    ],
)
async def test_a_feeling_told_with_the_interview_is_answered_before_the_form(
    sentence: str, said: str
) -> None:
    """One kind sentence, and the form opens all the same."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    assert said in await desk.say(sentence)
    assert desk.form is not None
    assert {one.key: one.value for one in desk.form.fields}["company"].casefold() == "globex"


@pytest.mark.parametrize("typed", ["cant breathe", "i can't breathe", "my chest feels tight"])
async def test_whoever_cannot_breathe_is_told_first_when_to_call_for_help(typed: str) -> None:
    """Before the slow breathing that helps where it is tension."""
    desk = await told("had interview w google today 3pm")
    said = await desk.say(typed)
    assert said.index("emergency number") < said.index("belly")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("is it too late to email them", "right"),
        ("how long do they usually take", "working days"),
        ("can u help me thank ppl", "thank"),
        ("sent it", "thank"),
    ],
)
async def test_a_hurried_question_is_answered(typed: str, said: str) -> None:
    """As the same thing would be in whole sentences."""
    desk = await told("had interview w google today 3pm")
    answered = await desk.say(typed)
    assert said in answered
    assert "did not understand" not in answered


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("got rejected lol", "I am sorry"),
        ("just got turned down by acme", "I am sorry"),
        ("i cry all day", "may help"),
        ("stop texting me", "not write first"),
        ("pls stop texting me", "not write first"),
    ],
)
async def test_short_words_in_a_hard_moment_are_heard(typed: str, said: str) -> None:
    """A no, tears and too many messages are answered as in whole sentences."""
    desk = await told("had interview w acme today 3pm")
    answered = await desk.say(typed)
    assert said in answered
    assert "did not understand" not in answered


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("they havent called", "right"),
        ("still nothing :(", "right"),
        ("haven't heard back yet", "right"),
        ("can i email sarah now", "right"),
        ("is it weird to send a thank you", "For Sarah"),
        ("can you write the email for me", "For Sarah"),
        ("sent sarah the note", "Sent to Sarah"),
        ("got another interview tomorrow at figma 2pm", "at figma"),
        ("how do i prepare", "Before you leave the room"),
        ("what do i do first", "Next:"),
        ("they just emailed, its a no", "google said no"),
        ("they went with someone else", "google said no"),
        ("gutted", "hard"),
        ("whats the point", "hard"),
    ],
)
async def test_what_a_tense_week_sounds_like_is_understood(typed: str, said: str) -> None:
    """At any moment, questions and news in few words, and the mood after them."""
    desk = await told("had interview w google today 3pm, talked to sarah (hr)")
    assert said in await desk.say(typed)


async def test_three_people_after_the_company_are_no_part_of_its_name() -> None:
    """ "3 ppl: ..." begins the people."""
    desk = await told("just finished interview w stripe, 3 ppl: maya (hiring mgr), ken and lee")
    facts = (await desk.journey()).facts
    assert [one.company for one in facts.interviews] == ["stripe"]
    assert [one.name for one in facts.contacts] == ["Maya", "Ken", "Lee"]


@pytest.mark.parametrize("typed", ["still nothing :(", "nothing yet", "not sure tbh", "meh"])
async def test_a_sigh_never_vouches_for_anybody(typed: str) -> None:
    """While references are asked for, only what is surely a name becomes somebody."""
    desk = await told("had interview w google today 3pm")
    await desk.say("/interview references")
    await desk.say(typed)
    assert (await desk.journey()).facts.referees == ()


async def test_after_a_no_a_sigh_is_not_answered_with_the_wait() -> None:
    """Nothing is waited for any more."""
    desk = await told("had interview w google today 3pm")
    await desk.say("they said no")
    assert "Waiting" not in await desk.say("gutted")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("who r u", "I am a program"),
        ("is this private", "No employer sees"),
        ("do u tell my boss", "No employer sees"),
        ("who can see this", "No employer sees"),
        ("everyone else gets jobs", "hard"),
        ("this is useless", "hard"),
        ("i hate writing these", "hard"),
        ("rent is due", "hard"),
    ],
)
async def test_who_reads_this_and_what_weighs_is_answered(typed: str, said: str) -> None:
    """With the truth about the store, and with a kind sentence."""
    desk = await told("had interview w google today 3pm")
    assert said in await desk.say(typed)


async def test_another_interview_tells_nothing_of_this_one() -> None:
    """Its day is no promise of the employer that was spoken of."""
    desk = await told("had interview w google today 3pm")
    await desk.say("they called")
    await desk.say("i have another one on thursday at initech")
    [google] = (await desk.journey()).facts.interviews
    assert google.wait.on is None


async def test_whoever_just_got_out_gets_the_form() -> None:
    """The company is asked for there."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say("just got out")
    assert desk.form is not None


async def test_how_it_went_is_no_correction_of_what_comes_next() -> None:
    """ "It was ..." sets right only what it names."""
    desk = await told("had interview w google today 3pm")
    await desk.say("it was good but one question i could not answer")
    [google] = (await desk.journey()).facts.interviews
    assert google.wait.next_step is NextStep.NOTHING_SAID


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("how many days it will take for result", "right"),
        ("can i call to hr", "right"),
        ("no reply from hr", "right"),
        ("tension", "hard"),
        ("my friend got offer and me nothing", "hard"),
        ("tomorrow i have one more interview in tcs", "at tcs"),
        ("they selected me!!!", "made you an offer"),
        ("hello sir", "google"),
        ("bye", "Glad to help"),
    ],
)
async def test_english_as_a_second_language_is_understood(typed: str, said: str) -> None:
    """Other verbs and another order of words mean the same."""
    desk = await told("had interview w google today 3pm")
    assert said in await desk.say(typed)


async def test_a_company_in_which_the_interview_was_is_no_place() -> None:
    """ "In Infosys" names the employer, and "HR was" the person."""
    desk = await told("i have given interview today in Infosys at 3pm, HR was Ramesh Kumar")
    facts = (await desk.journey()).facts
    assert [one.company for one in facts.interviews] == ["Infosys"]
    assert [one.name for one in facts.contacts] == ["Ramesh Kumar"]


async def test_the_day_of_an_offer_is_heard_in_a_sentence() -> None:
    """Not only when it stands alone."""
    desk = await told("had interview w google today 3pm")
    await desk.say("they made me an offer")
    await desk.say("i have to tell them by friday")
    [google] = (await desk.journey()).facts.interviews
    assert google.outcome is not None
    assert google.outcome.deadline is not None
    assert google.outcome.deadline.isoformat() == "2026-11-20"


async def test_them_is_the_one_who_was_not_thanked_yet() -> None:
    """ "I already thanked them" needs no name where there is only one."""
    desk = await told("had interview w google today 3pm, talked to sarah (hr)")
    assert "Sent to Sarah" in await desk.say("i already thanked them on linkedin")


async def test_a_round_on_zoom_with_its_people_is_taken_apart() -> None:
    """A greeting, how it was held and whom it was with are no part of the company."""
    desk = await told(
        "alright so just had my final round with Monzo on zoom, Priya Shah and Tom from platform."
        " they'll let me know by thursday"
    )
    facts = (await desk.journey()).facts
    assert [one.company for one in facts.interviews] == ["Monzo"]
    assert [one.name for one in facts.contacts] == ["Priya Shah", "Tom"]
    assert facts.interviews[0].wait.on is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("they want me to do a take home by sunday", "take home"),
        ("its friday and nothing", "right"),
        ("draft a follow up", "right"),
        ("ugh", "hard"),
        ("they will never hire me", "hard"),
        ("nobody wants me", "hard"),
        ("can you stop the calming things", "staying calm"),
        ("what do you know about me", "google"),
    ],
)
async def test_what_they_want_is_no_despair_and_a_sigh_is_one(typed: str, said: str) -> None:
    """A task with its day is a promise; "they want me to" is not "nobody wants me"."""
    desk = await told("had interview w google today 3pm")
    answered = await desk.say(typed)
    assert said in answered
    assert ("hard" in answered) is (said == "hard")
