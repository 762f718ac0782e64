"""The day of the next round: read with the news of it, said back, corrected in a step, and kept for its form."""

import pytest

from bot.interview import OutcomeKind
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def sat_down() -> Desk:
    """Return a desk on Friday 6 November 2026 at which one interview was told."""
    desk = Desk(LIBRARY, at="2026-11-06 15:40")
    await desk.sit_down()
    await desk.add("Lumen")
    return desk


async def form_begins_with(desk: Desk) -> str:
    """Return the end with which the form of the next round begins."""
    await desk.press("Add it when it is over")
    assert desk.form is not None
    typed = {one.key: one.value for one in desk.form.fields}
    assert typed["company"] == "Lumen"
    return typed["ended"]


@pytest.mark.parametrize(
    ("news", "said", "ended"),
    [
        (
            "second round on 10 November at 14:00",
            "Tue 10 Nov 2026, 14:00 (Berlin)",
            "2026-11-10 14:00",
        ),
        (
            "they invited me to a second round next Tuesday at 10",
            "Tue 10 Nov 2026, 10:00 (Berlin)",
            "2026-11-10 10:00",
        ),
        ("Lumen invited me to the final round tomorrow", "Sat 7 Nov", "2026-11-07"),
        ("I'm invited to the second interview with Lumen on 12.11.", "Thu 12 Nov", "2026-11-12"),
        ("/interview outcome next round on 12 November", "Thu 12 Nov", "2026-11-12"),
    ],
)
async def test_the_day_told_with_the_news_is_kept(news: str, said: str, ended: str) -> None:
    """It is echoed in full, what to ask before leaving is offered, and the form begins with it."""
    desk = await sat_down()
    heard = await desk.say(news)
    assert said in heard
    assert "Before the next one" in heard
    outcome = (await desk.journey()).facts.interviews[0].outcome
    assert outcome is not None
    assert outcome.kind is OutcomeKind.NEXT_ROUND
    assert await form_begins_with(desk) == ended


async def test_the_card_for_the_room_keeps_the_day() -> None:
    """Whoever looks at the advice first finds the day in the form as well."""
    desk = await sat_down()
    await desk.say("second round on 10 November at 14:00")
    await desk.press("Before the next one")
    await desk.press("Add the interview afterwards")
    assert desk.form is not None
    assert {one.key: one.value for one in desk.form.fields}["ended"] == "2026-11-10 14:00"


async def test_the_day_is_corrected_in_one_step() -> None:
    """ "No, at 3 pm" keeps the day; told anew it is another one."""
    desk = await sat_down()
    await desk.say("second round on 10 November at 14:00")
    assert "Tue 10 Nov 2026, 15:00 (Berlin)" in await desk.say("no, at 3 pm")
    assert await form_begins_with(desk) == "2026-11-10 15:00"
    assert "Wed 11 Nov 2026" in await desk.say("the second round is on 11 November")


@pytest.mark.parametrize(
    ("news", "asked"),
    [
        ("they invited me to the second round next week", "could not read a day"),
        ("second round on 31 February 2027", "could not read a day"),
        ("second round on 5 November 2026", "over already"),
    ],
)
async def test_a_day_that_cannot_be_is_asked_for(news: str, asked: str) -> None:
    """The news counts, and the next words name the day."""
    desk = await sat_down()
    assert asked in await desk.say(news)
    assert (await desk.journey()).facts.interviews[0].outcome is not None
    assert "Thu 12 Nov 2026, 09:00 (Berlin)" in await desk.say("12 November at 9")
    assert (await desk.journey()).dialogue.question is None


async def test_the_day_may_stay_open() -> None:
    """Asked once, restated once, and skipped."""
    desk = await sat_down()
    await desk.say("they invited me to the second round next week")
    assert "When is the next round?" in await desk.say("/interview list")
    assert "stays open" in await desk.say("skip")


async def test_without_a_day_the_news_is_as_before() -> None:
    """Nothing is asked that was not begun."""
    desk = await sat_down()
    assert "The next round with Lumen." in await desk.say("they invited me to the second round")
    assert await form_begins_with(desk) == ""


async def test_a_day_of_two_readings_is_asked_back_and_keeps_its_time() -> None:
    """Only the day was in question."""
    desk = await sat_down()
    await desk.wait_until("2026-11-06 16:30")
    await desk.add("Globex", country="", ended="today 16:00")
    said = await desk.say("second round at Globex on 03/04 at 10")
    assert "Thu 4 Mar 2027, 10:00 (Berlin) or Sat 3 Apr 2027, 10:00 (Berlin)" in said
    assert "Sat 3 Apr 2027, 10:00 (Berlin)" in await desk.say("3 April")
