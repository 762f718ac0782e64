"""Deleting: asked first, the right one, with all that belongs to it and nothing else."""

from datetime import timedelta

import pytest

from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def with_two() -> Desk:
    """Return a desk with two interviews, each with a person and notes."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    for company in ("Acme", "Globex"):
        await desk.say(f"/interview add {company}")
        await desk.fill(ended="today 15:00")
        await desk.fill(people=f"Dana Smith, dana@{company}.com")
        await desk.say(f"/interview notes {company}")
        await desk.say(f"They use Kafka at {company} and it went well.")
    return desk


async def companies(desk: Desk) -> list[str]:
    """Return the companies of all interviews."""
    return [one.company for one in (await desk.journey()).facts.interviews]


async def test_deleting_takes_all_of_one_interview_and_nothing_of_another() -> None:
    """After the confirmation no fact names the interview, and the other one is whole."""
    desk = await with_two()
    before = (await desk.journey()).facts
    gone, kept = before.interviews
    await desk.say("/interview delete Acme")
    assert await companies(desk) == ["Acme", "Globex"]
    await desk.press("Delete Acme")
    after = (await desk.journey()).facts
    assert gone.id not in repr(after)
    assert after.interviews == (kept,)
    assert after.contacts == tuple(one for one in before.contacts if one.interview == kept.id)
    assert after.notes == tuple(one for one in before.notes if one.id == kept.id)
    assert after.notes
    assert after.contacts


async def test_its_nudges_go_with_it() -> None:
    """Nothing planned is left about an interview that is gone."""
    desk = await with_two()
    gone = (await desk.journey()).facts.interviews[0]
    await desk.say("/interview delete Acme")
    await desk.press("Delete Acme")
    assert all(one.key.interview != gone.id for one in (await desk.journey()).nudges)


@pytest.mark.parametrize("words", ["yes", "delete acme", "Delete Acme"])
async def test_typed_words_confirm(words: str) -> None:
    """A plain yes, or what stands on the button, deletes."""
    desk = await with_two()
    await desk.say("/interview delete Acme")
    assert "Acme is deleted" in await desk.say(words)
    assert await companies(desk) == ["Globex"]


@pytest.mark.parametrize("words", ["no", "keep it", "cancel"])
async def test_typed_words_keep(words: str) -> None:
    """A plain no keeps everything, and a yes afterwards deletes nothing any more."""
    desk = await with_two()
    await desk.say("/interview delete Acme")
    await desk.say(words)
    await desk.say("yes")
    assert await companies(desk) == ["Acme", "Globex"]


async def test_other_words_do_not_confirm() -> None:
    """Words that are neither leave the interview and the question."""
    desk = await with_two()
    await desk.say("/interview delete Acme")
    said = await desk.say("my interviews")
    assert "Delete Acme with its people" in said
    assert await companies(desk) == ["Acme", "Globex"]
    await desk.press("Keep it")
    assert await companies(desk) == ["Acme", "Globex"]


@pytest.mark.parametrize("typed", ["Initech", "everybody", "#nothing"])
async def test_an_unknown_name_is_never_taken_for_the_nearest(typed: str) -> None:
    """Asked to delete what it does not know, the bot names it and asks nothing."""
    desk = await with_two()
    said = await desk.say(f"/interview delete {typed}")
    assert typed in said
    assert "Delete Acme" not in said
    assert "Delete Globex" not in said
    assert "Open Globex" in said
    assert "2 interviews" in await desk.press("Show all interviews")


async def test_without_a_name_the_one_meant_is_asked() -> None:
    """Of two interviews, neither spoken of lately, the bot asks which one before it asks whether."""
    desk = await with_two()
    desk.now += timedelta(hours=1)
    assert "Which interview do you mean?" in await desk.say("/interview delete")
    await desk.press("Globex")
    assert await companies(desk) == ["Acme", "Globex"]
    await desk.press("Delete Globex")
    assert await companies(desk) == ["Acme"]


async def test_pressed_twice_it_is_gone_already() -> None:
    """The second press of the same button says so, and a late "keep" explains itself."""
    desk = await with_two()
    await desk.say("/interview delete Acme")
    await desk.press("Delete Acme")
    assert "gone already" in await desk.press("Delete Acme")
    assert "Acme stays" not in await desk.press("Keep it")


async def test_deleted_it_can_be_brought_back_until_something_else_changes() -> None:
    """The button brings all of it back once; after another change it says that it is too late."""
    desk = await with_two()
    before = (await desk.journey()).facts
    await desk.say("/interview delete Acme")
    await desk.press("Delete Acme")
    await desk.press("Bring Acme back")
    after = (await desk.journey()).facts
    assert sorted(map(repr, after.all())) == sorted(map(repr, before.all()))
    assert "here already" in await desk.press("Bring Acme back")
    await desk.say("/interview delete Acme")
    await desk.press("Delete Acme")
    await desk.say("/interview settings goal 5")
    assert "Something else changed" in await desk.press("Bring Acme back")
    assert await companies(desk) == ["Globex"]


async def test_what_was_sent_is_not_sent_again_after_bringing_it_back() -> None:
    """Deleting and bringing back an interview repeats no message about it."""
    desk = await with_two()
    first = await desk.wait_until("2026-11-20 19:00")
    assert any("thank_you" in one.nudge for one in first)
    await desk.say("/interview delete Acme")
    await desk.press("Delete Acme")
    await desk.press("Bring Acme back")
    again = await desk.wait_until("2026-11-20 19:30")
    assert again == []


async def test_asked_again_after_an_interruption_the_question_brings_its_buttons() -> None:
    """It may be read in another place than where it was asked, so it can be answered there."""
    desk = await with_two()
    await desk.say("/interview delete Acme")
    assert "Delete Acme with its people" in await desk.say("/interview list")
    assert [one.label for one in desk.said[-1].buttons()] == ["Delete Acme", "Keep it"]
    assert "Delete Acme with its people" not in await desk.say("/interview list")
    await desk.press("Keep it")
    assert await companies(desk) == ["Acme", "Globex"]


async def test_the_bare_word_asks_about_the_interview_spoken_of() -> None:
    """ "Delete" alone is understood, and nothing goes before it is confirmed."""
    desk = await with_two()
    assert "Delete Globex with its people" in await desk.say("delete")
    assert await companies(desk) == ["Acme", "Globex"]
