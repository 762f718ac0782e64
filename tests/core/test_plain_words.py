"""Plain words that say two things, correct what was understood, or name a command without its slash."""

import re
import tomllib
from random import Random

import pytest

from bot.library import load_library
from bot.packaged import CONTENT
from tests.desk import Desk

LIBRARY = load_library()


async def sat_down(*companies: str) -> Desk:
    """Return a desk at which some interviews were told."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    for company in companies:
        await desk.add(company)
    return desk


async def test_an_answer_with_its_new_date_is_one_sentence() -> None:
    """ "They called, they decide by Tuesday" begins a new wait with its promise."""
    desk = await sat_down("Acme")
    said = await desk.say("they called, they will decide by Tuesday")
    assert "Tue 24 Nov" in said
    assert "What did they say" not in said
    interview = (await desk.journey()).facts.interviews[0]
    assert (interview.wait.number, str(interview.wait.on)) == (1, "2026-11-24")


async def test_an_answer_whose_date_cannot_be_read_is_asked_for() -> None:
    """The answer counts, and what comes next is asked."""
    desk = await sat_down("Acme")
    assert "What did they say" in await desk.say("they called, they were quite friendly")
    assert (await desk.journey()).facts.interviews[0].wait.number == 1


async def test_an_answer_asks_which_of_two_interviews() -> None:
    """With two open interviews nobody guesses whose answer it was."""
    desk = await sat_down("Acme")
    await desk.wait_until("2026-11-20 18:00")
    await desk.add("Globex")
    await desk.wait_until("2026-11-20 20:00")
    await desk.say("they called, they will decide by Tuesday")
    said = await desk.press("Globex")
    assert "Globex" in said
    assert "Tue 24 Nov" in said


async def test_a_snooze_is_corrected_in_words() -> None:
    """ "No, at 3 pm" right after a snooze moves it."""
    desk = await sat_down("Acme")
    await desk.say("remind me on Monday at 9")
    assert "Mon 23 Nov, 15:00" in await desk.say("no, at 3 pm")
    held = (await desk.journey()).person.hold_until
    assert held is not None
    assert held.hour == 14


async def test_a_snooze_of_one_message_is_corrected_in_words() -> None:
    """The message put off moves along, and is not put off twice."""
    desk = await sat_down("Acme")
    await desk.wait_until("2026-11-20 16:30")
    await desk.say("remind me on Monday at 9")
    await desk.say("no, on Tuesday")
    snoozes = (await desk.journey()).facts.snoozes
    assert {one.until.day for one in snoozes} == {24}
    assert "I did not understand" in await desk.say("no, at blue") or len(snoozes) == len(
        (await desk.journey()).facts.snoozes
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("notes", "remember"),
        ("list", "One interview"),
        ("calm", ""),
        ("start again", "as before"),
        ("this job search is killing me", "That sounds hard"),
        ("thanks a lot", "Glad to help"),
        ("delete Acme", "Delete Acme"),
        ("settings goal 5", "5"),
    ],
)
async def test_a_command_works_without_its_slash(typed: str, said: str) -> None:
    """The words of a command are enough where they mean nothing else."""
    desk = await sat_down("Acme")
    await desk.say("cancel")
    assert said in await desk.say(typed)


async def test_an_enquiry_is_dated_as_it_is_told() -> None:
    """ "I wrote to them on Wednesday" counts from Wednesday."""
    desk = await sat_down("Acme")
    await desk.wait_until("2026-11-26 12:00")
    assert "Wed 25 Nov" in await desk.say("I wrote to them yesterday")
    assert (await desk.journey()).facts.follow_ups[0].sent.day == 25


async def test_a_country_without_a_figure_says_so() -> None:
    """Where no source gives a number of days, none is put on the country."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add("Acme", country="Switzerland")
    assert "no figure for this country" in await desk.say("can I follow up?")


async def test_a_promise_told_late_is_of_this_year() -> None:
    """ "By 12 November", told on the 20th about an interview on the 5th, is not next year's."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    said = await desk.add("Acme", ended="5 Nov 15:00", next_step="they call by 12 Nov")
    assert "Thu 12 Nov" in said
    assert "2027" not in said


async def test_half_sentences_do_not_become_people() -> None:
    """Only what is surely a name is recorded when people are asked for."""
    desk = await sat_down("Acme")
    await desk.say("two men, a bit distant")
    assert (await desk.journey()).facts.contacts == ()
    await desk.say("/interview people")
    await desk.say("dana smith, cto")
    assert [one.name for one in (await desk.journey()).facts.contacts] == ["Dana Smith"]


async def test_a_pending_offer_stays_in_sight() -> None:
    """What is next names the offer and its date until it is accepted or declined."""
    desk = await sat_down("Acme")
    await desk.say("I got an offer")
    await desk.say("no date")
    assert "An offer from Acme" in await desk.say("what's next")
    await desk.say("I declined the offer")
    assert "An offer from Acme" not in await desk.say("what's next")


@pytest.mark.parametrize("opening", ["/interview people", "/interview notes", "cancel"])
async def test_a_correction_of_nothing_says_what_could_be_corrected(opening: str) -> None:
    """ "No, at 2 pm" after an undo becomes neither a note nor a person; said once more it counts."""
    desk = await sat_down("Acme")
    await desk.say("no, at 3 pm")
    await desk.say("undo")
    await desk.say(opening)
    said = await desk.say("no, at 2 pm")
    assert "changed nothing" in said
    assert "Fri 20 Nov 2026, 15:30 (Berlin)" in said
    facts = (await desk.journey()).facts
    assert not facts.contacts
    assert not [one for one in facts.notes if one.written_at is not None]
    assert "Fri 20 Nov 2026, 14:00 (Berlin)" in await desk.say("no, at 2 pm")


async def test_a_correction_before_anything_was_told_is_answered() -> None:
    """Nothing can be corrected yet, and that is said."""
    desk = await sat_down()
    assert "nothing to correct" in await desk.say("no, at 2 pm")


async def test_a_note_that_begins_with_no_stays_a_note() -> None:
    """Only words that are nothing but a time are taken for a correction."""
    desk = await sat_down("Acme")
    await desk.say("no, at 3 pm")
    await desk.say("undo")
    await desk.say("/interview notes")
    assert "Kept in your notes" in await desk.say("No, they do not work on Friday at 2 pm")


def test_no_words_keep_anybody_waiting() -> None:
    """However often words of the patterns are typed in a row: a pattern that tries every way would take for ever."""
    intents = LIBRARY.intents
    patterns = (CONTENT / "intents" / "en.toml").read_text("utf-8")
    words = sorted(set(re.findall(r"[a-z']{2,}", patterns)))
    chance = Random(1)
    pairs = [" ".join(chance.sample(words, 2)) for _ in range(500)]
    for one in (*words, *pairs):
        # Whoever tries every way never comes back: the time limit of every test is what fails.
        typed = f"{one} " * (290 // (len(one) + 1)) + "zq"
        intents.find(typed)
        list(intents.remarks(typed))


def test_no_pattern_is_kept_busy_by_its_own_words() -> None:
    """The words and phrases of a pattern, repeated in every order, are what it could get lost in."""
    table = tomllib.loads((CONTENT / "intents" / "en.toml").read_text("utf-8"))
    chance = Random(1)
    for pattern in (
        one for kind in ("intent", "remark") for each in table[kind] for one in each["patterns"]
    ):
        own = [one.strip() for one in re.findall(r"[a-z' ]{2,}", pattern) if one.strip()]
        compiled = re.compile(pattern, re.IGNORECASE)
        for _ in range(150 if own else 0):
            unit = " ".join(chance.choices(own, k=chance.randint(1, 3)))
            between = chance.choice((" ", " ", ", ", "'"))
            # As above, the time limit is what fails.
            compiled.fullmatch((unit + between) * (290 // (len(unit) + 2)) + "zq")
