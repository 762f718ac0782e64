"""Pace: stop at once, less often, and back, whenever the person says so."""

import pytest

from bot.inbound import Pressed
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def desk() -> Desk:
    """Return somebody who came out of an interview just now."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    await sat.add()
    return sat


@pytest.mark.parametrize("typed", ["/interview stop", "stop"])
async def test_stop_stops_every_message_at_once(typed: str) -> None:
    """After "stop" nothing comes unasked, and everything told is kept."""
    sat = await desk()
    assert "not write first any more" in await sat.say(typed)
    assert not await sat.wait_until("2026-12-20 12:00")
    assert (await sat.journey()).facts.interviews


async def test_start_again_brings_the_messages_back() -> None:
    """One press takes the stop back."""
    sat = await desk()
    await sat.say("stop")
    assert "write as before" in await sat.press("Start again")
    assert await sat.wait_until("2026-11-20 16:35")


async def test_a_second_press_says_that_it_is_so() -> None:
    """Pressing the same twice changes nothing and says so."""
    sat = await desk()
    await sat.say("stop")
    await sat.press("Start again")
    await sat.press("Stop")
    assert "like that already" in await sat.press("Stop")


async def test_the_pace_is_a_fact_in_the_message() -> None:
    """What counts from now on is told as data too."""
    sat = await desk()
    await sat.say("stop")
    assert {"nudges": "stopped"} in [one.facts.get("settings") for one in sat.said]


async def test_three_unanswered_bring_a_check_in_with_three_answers() -> None:
    """Go on, less often or stop: each is one press, and means what it says."""
    for label, said in (
        ("Go on as before", "write as before"),
        ("Less often", "less often"),
        ("Stop", "not write first"),
    ):
        sat = await desk()
        await sat.wait_until("2026-12-01 10:05")
        assert said in await sat.press(label)


async def test_after_silence_the_way_back_is_offered_once_a_day() -> None:
    """Whoever fell silent and acts again may go back with a press, and is not asked at every word."""
    sat = await desk()
    await sat.wait_until("2026-12-05 12:00")
    assert "go back to normal" in await sat.say("/interview")
    assert "go back to normal" not in await sat.say("/interview help")
    await sat.press("Keep it like this")
    assert (await sat.journey()).person.pace == "less"
    await sat.press("Write as before")
    assert (await sat.journey()).person.pace == "normal"


async def test_an_unknown_pace_is_answered_like_a_gone_button() -> None:
    """A tampered pace changes nothing."""
    sat = await desk()
    assert "no longer fits" in read(*heard(await sat.act(Pressed("v1:pace:faster:::"))))
    assert (await sat.journey()).person.pace == "normal"
