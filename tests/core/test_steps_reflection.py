"""Notes while they are fresh: free words, one by one, or a form; nothing written is ever lost."""

import pytest

from bot.inbound import Pressed, Submitted
from bot.interview import Notes, Step
from bot.library import load_library
from bot.message import File
from bot.steps.reflection import SECTIONS
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def waiting() -> Desk:
    """Return somebody who has told of one interview and opened the notes."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add()
    await desk.say("/interview notes")
    return desk


async def notes(desk: Desk) -> Notes:
    """Return the notes on the first interview."""
    journey = await desk.journey()
    return journey.notes_of(journey.facts.interviews[0].id)


async def test_free_words_are_sorted_and_shown() -> None:
    """Each sentence goes where it belongs, and the card says so."""
    desk = await waiting()
    said = await desk.say(
        "They use Kafka. I explained my pipeline well. Next time I should practise. Who decides?"
    )
    assert "Kept in your notes on Acme" in said
    kept = await notes(desk)
    assert kept.learned == "They use Kafka."
    assert kept.went_well == "I explained my pipeline well."
    assert kept.better == "Next time I should practise."
    assert kept.questions == "Who decides?"


async def test_one_question_at_a_time_goes_through_all_five() -> None:
    """Each answer is kept, `skip` leaves one out, `back` shows the one before with its answer."""
    desk = await waiting()
    assert "Question 1 of 5." in await desk.press("One question at a time")
    assert "Question 2 of 5." in await desk.say("They use Kafka")
    back = await desk.say("back")
    assert "Question 1 of 5." in back
    assert "So far: They use Kafka" in back
    assert "Question 2 of 5." in await desk.say("skip")
    await desk.say("Data quality")
    await desk.say("Who would lead me?")
    await desk.say("The whiteboard")
    said = await desk.say("Speak slower")
    assert "Kept in your notes" in said
    kept = await notes(desk)
    assert (kept.learned, kept.better) == ("They use Kafka", "Speak slower")


async def test_all_questions_skipped_sets_the_step_aside() -> None:
    """Nothing written in five questions is the same as skipping."""
    desk = await waiting()
    await desk.press("One question at a time")
    for _ in range(5):
        await desk.say("skip")
    journey = await desk.journey()
    assert Step.REFLECTION in journey.facts.interviews[0].skipped


async def test_back_from_the_first_question_shows_the_ways_to_write() -> None:
    """Before the first question stands the choice how to write."""
    desk = await waiting()
    await desk.press("One question at a time")
    assert "in any order" in await desk.say("back")


async def test_a_question_is_restated_in_its_own_words() -> None:
    """After an interruption the very question comes back."""
    desk = await waiting()
    await desk.press("One question at a time")
    said = await desk.say("/interview list")
    assert "What did you learn" in said


@pytest.mark.parametrize("way", ["Skip", "skip"])
async def test_skipping_sets_the_step_aside(way: str) -> None:
    """Button and word do the same."""
    desk = await waiting()
    await (desk.press(way) if way == "Skip" else desk.say(way))
    assert Step.REFLECTION in (await desk.journey()).facts.interviews[0].skipped


async def test_one_word_is_no_note() -> None:
    """A single word is not taken for notes unless it asks."""
    desk = await waiting()
    await desk.say("Kafka")
    assert (await desk.journey()).facts.notes == ()
    await desk.say("Kafka?")
    assert (await notes(desk)).questions == "Kafka?"


async def test_notes_in_the_command_are_kept() -> None:
    """`/interview notes TEXT` adds the text."""
    desk = await waiting()
    await desk.say("/interview notes the team of nine sits in Hamburg")
    assert "Hamburg" in (await notes(desk)).learned


async def test_the_form_replaces_and_clears() -> None:
    """What is changed in the form is changed in the notes; empty fields are empty."""
    desk = await waiting()
    await desk.say("They use Kafka.")
    await desk.press("Change my notes")
    await desk.fill(learned="They use Pulsar.")
    assert (await notes(desk)).learned == "They use Pulsar."
    await desk.press("Change my notes")
    assert "empty now" in await desk.fill(learned="")
    assert not (await desk.journey()).is_done(
        Step.REFLECTION, (await desk.journey()).facts.interviews[0]
    )


async def test_the_form_unchanged_or_sent_twice_changes_nothing() -> None:
    """The same values again are no new version and no alarm."""
    desk = await waiting()
    await desk.press("All in one form")
    assert desk.form is not None
    form = desk.form.id
    await desk.fill(learned="They use Kafka.")
    once = await notes(desk)
    again = await desk.act(Submitted(form, {"learned": "They use Kafka."}))
    assert "Nothing changed there." in read(*heard(again))
    assert await notes(desk) == once


async def test_a_form_left_open_keeps_both_texts() -> None:
    """What was written meanwhile stays, and the late text is added to it."""
    desk = await waiting()
    await desk.press("All in one form")
    assert desk.form is not None
    form = desk.form.id
    await desk.say("They use Kafka.")
    late = await desk.act(Submitted(form, {"learned": "They plan to grow.", "better": ""}))
    assert "kept both texts" in read(*heard(late))
    kept = (await notes(desk)).learned
    assert "They use Kafka." in kept
    assert "They plan to grow." in kept


async def test_40000_characters_are_kept_whole_and_shown_as_a_file() -> None:
    """The longest notes come back as a file, every character of them, and one more is refused."""
    desk = await waiting()
    whole = "They use " + "x" * 39_991
    assert "as a file" in await desk.say(whole)
    file = next(part for one in desk.said for part in one.parts if isinstance(part, File))
    assert whole in file.data.decode()
    said = await desk.say("/interview notes They also use Pulsar.")
    assert "Nothing was saved" in said
    assert (await notes(desk)).learned == whole


async def test_an_answer_that_no_longer_fits_is_refused_and_asked_again() -> None:
    """In the questions too nothing is lost silently, and the question stays open."""
    desk = await waiting()
    whole = "They use " + "x" * 39_991
    await desk.say(whole)
    journey = await desk.journey()
    id = journey.facts.interviews[0].id
    await desk.act(Pressed(f"v1:reflection:one:{id}:"))
    said = await desk.say("Pulsar")
    assert "Nothing was saved" in said
    assert "Question 2" not in said
    assert (await notes(desk)).learned == whole


async def test_a_long_section_is_added_to_by_form_and_never_cut() -> None:
    """What does not fit a field is not put into it; the form adds to it."""
    desk = await waiting()
    long = "They use " + "x" * 3500
    await desk.say(long)
    await desk.press("Change my notes")
    assert desk.form is not None
    assert desk.form.fields[0].value == ""
    await desk.fill(learned="And Pulsar.")
    assert (await notes(desk)).learned == f"{long}\nAnd Pulsar."
    await desk.press("Change my notes")
    await desk.fill(learned="y" * 39_000)
    assert "40000" in desk.problems["learned"]


async def test_a_password_is_kept_out_of_drafts_and_said() -> None:
    """A secret in the notes is warned about."""
    desk = await waiting()
    said = await desk.say("The guest wifi password: hunter2secret, they use Kafka.")
    assert "looks like a password" in said


async def test_nul_emoji_and_right_to_left_are_kept_but_for_the_nul() -> None:
    """Any script is a note; what no screen shows is dropped."""
    desk = await waiting()
    await desk.say("They use 🙂 and שלום \x00here")
    assert (await notes(desk)).learned == "They use 🙂 and שלום here"


async def test_done_on_the_nudge_sets_it_aside() -> None:
    """*Done* means: written down elsewhere. Pressed twice it does no harm."""
    desk = await waiting()
    await desk.say("/interview people Dana Smith, dana@acme.de")
    nudges = await desk.wait_until("2026-11-20 16:30")
    assert "reflection" in nudges[0].nudge
    assert "Done. Noted." in await desk.press("Done")
    await desk.press("Done")
    journey = await desk.journey()
    assert journey.is_done(Step.REFLECTION, journey.facts.interviews[0])


async def test_next_day_the_nudge_speaks_of_the_night() -> None:
    """The second nudge is not the first one again."""
    desk = await waiting()
    await desk.say("/interview people Dana Smith, dana@acme.de")
    later = await desk.wait_until("2026-11-21 09:00")
    assert "A night has passed since Acme" in read(*later)
    await desk.say("They use Kafka and Pulsar.")
    assert (await notes(desk)).learned


async def test_a_question_about_a_deleted_interview_is_no_trap() -> None:
    """Words and steering words after the interview is gone are answered."""
    desk = await waiting()
    await desk.press("One question at a time")
    await desk.say("/interview delete Acme")
    for button in ("Delete Acme", "Delete it"):
        if any(one.label == button for one in desk.said[-1].buttons()):
            await desk.press(button)
    for word in ("back", "skip", "They use Kafka and more."):
        assert await desk.say(word)


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("they asked about my practice as a nurse", "important"),
        ("they forgot my name", "important"),
        ("the room was too quiet", "important"),
        ("I told them about my old team", "important"),
        ("not sure it went well", "important"),
        ("nothing went well really", "important"),
        ("strong competition, 40 applicants", "important"),
        ("she should have told me before", "important"),
        ("they asked me about joins and i didnt know", "better"),
        ("my answer on scaling was too long", "better"),
        ("I forgot to mention my portfolio", "better"),
        ("sarah laughed at my joke", "went_well"),
        ("i think it went ok", "went_well"),
        ("they want someone who can start in january", "learned"),
        ("the salary is 70k", "learned"),
        ("not sure if they have budget", "questions"),
    ],
)
async def test_a_note_is_sorted_only_where_it_plainly_belongs(typed: str, section: str) -> None:
    """What was asked, what others did and what is in doubt is no lesson: it stays under plain "Notes"."""
    desk = await waiting()
    await desk.say(typed)
    kept = await notes(desk)
    found = [one for one in SECTIONS if getattr(kept, one)]
    assert found == [section]


async def test_a_sentence_of_two_minds_is_kept_in_two_places() -> None:
    """ "It went well, but I forgot ..." praises and regrets, and each half goes where it belongs."""
    desk = await waiting()
    await desk.say("the talk went well, but I messed up the SQL part")
    kept = await notes(desk)
    assert (kept.went_well, kept.better) == ("the talk went well", "but I messed up the SQL part")
