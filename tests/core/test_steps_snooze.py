"""Snooze: put off one message or everything, by button or in words, and told when it comes back."""

import pytest

from bot.inbound import Pressed, Said
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def desk(*companies: str) -> Desk:
    """Return somebody who came out of some interviews just now."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    for company in companies or ("Acme",):
        await sat.add(company)
    return sat


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Friday", "until Fri 27 Nov, 09:00 (Berlin)"),
        ("tomorrow 14:00", "until Sat 21 Nov, 14:00 (Berlin)"),
        ("in 3 hours", "until Fri 20 Nov, 18:40 (Berlin)"),
        ("yesterday", "already past"),
        ("20 December 2027", "more than a year"),
        ("in 30 years", "too far away"),
        ("31 Feb", "not in the calendar"),
        ("gibberish", "could not read a time"),
        ("🦜", "could not read a time"),
        ("שלום", "could not read a time"),
        ("3/4", "Thu 4 Mar 2027 or Sat 3 Apr 2027"),
        ("cancel", "left as it was"),
    ],
)
async def test_until_when_is_read_from_words(typed: str, said: str) -> None:
    """A day, a time or a slip: each is echoed in full or asked back with what is wrong."""
    sat = await desk()
    assert "Until when?" in await sat.say("/interview snooze")
    assert said in await sat.say(typed)


async def test_what_was_read_is_corrected_in_one_step() -> None:
    """ "No, Thursday at 10" changes the moment that was just echoed, and only that one counts."""
    sat = await desk()
    await sat.say("/interview snooze Friday")
    assert "Thu 26 Nov, 10:00" in await sat.say("no, Thursday at 10")
    assert not await sat.wait_until("2026-11-26 09:55")
    assert await sat.wait_until("2026-11-26 10:05")


async def test_a_correction_of_nothing_is_no_correction() -> None:
    """Where the moment has passed meanwhile, "no, ..." changes nothing."""
    sat = await desk()
    await sat.say("/interview snooze in 2 hours")
    await sat.wait_until("2026-11-20 18:00")
    before = (await sat.journey()).facts.snoozes
    await sat.say("no, Thursday at 10")
    assert (await sat.journey()).facts.snoozes == before


@pytest.mark.parametrize(
    ("label", "when"),
    [
        ("1 h", "Fri 20 Nov, 17:35"),
        ("Tomorrow 9:00", "Sat 21 Nov, 09:00"),
        ("Monday 9:00", "Mon 23 Nov, 09:00"),
    ],
)
async def test_a_button_puts_a_message_off_and_says_until_when(label: str, when: str) -> None:
    """Each of the usual moments is one press; a second press changes nothing and says so."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:35")
    reply = await sat.act(Pressed(_action(sat, label)))
    assert when in read(*heard(reply))
    assert reply.messages[0].facts["snoozed_until"]
    kept = len((await sat.journey()).facts.snoozes)
    assert "put off already" in await sat.press(label)
    assert len((await sat.journey()).facts.snoozes) == kept


async def test_a_snoozed_message_comes_back_at_its_moment() -> None:
    """What was put off for an hour comes after that hour."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:30")
    await sat.press("1 h")
    assert not [one for one in await sat.wait_until("2026-11-20 17:29") if one.nudge]
    assert "reflection" in (await sat.wait_until("2026-11-20 17:31"))[0].nudge


async def test_a_typed_time_replaces_the_one_before() -> None:
    """Words about the same message put it off anew."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:35")
    await sat.press("1 h")
    assert "Wed 25 Nov, 09:00" in await sat.say("remind me on Wednesday")
    assert {one.until.day for one in (await sat.journey()).facts.snoozes} == {25}


async def test_pick_asks_until_when() -> None:
    """*Pick…* asks, and is restated once after something else."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:35")
    assert "Until when?" in await sat.press("Pick…")
    assert "Until when?" in await sat.say("/interview help")
    assert "Until when?" not in await sat.say("/interview help")
    assert "be back with this on Fri 27 Nov" in await sat.say("Friday")


async def test_a_kind_is_switched_off_and_on_again() -> None:
    """*No more of these* names what it is about and how to take it back."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:35")
    said = await sat.press("No more of these")
    assert "your notes" in said
    assert "Switch on again" in said
    assert "reflection" in (await sat.journey()).person.off


async def test_with_nothing_due_before_something_still_comes_back() -> None:
    """Whoever says "until in two hours" hears something then, even if nothing was planned."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    await sat.say("/interview snooze tomorrow 10:00")
    assert not (await sat.journey()).facts.snoozes
    sat = await desk()
    await sat.say("/interview snooze in 20 minutes")
    assert await sat.wait_until("2026-11-20 16:01")


async def test_the_last_step_left_comes_back_as_the_follow_up() -> None:
    """Where only waiting is left, what comes back is the question when to ask."""
    sat = await desk()
    for _ in range(4):
        await sat.say("/interview")
        await sat.press("Skip")
    await sat.say("/interview snooze in 20 minutes")
    kinds = {one.kind for one in (await sat.journey()).facts.snoozes}
    assert kinds
    assert not kinds & {"calm", "keep_looking"}


@pytest.mark.parametrize("verb", ["hour", "tomorrow", "monday", "off", "nonsense"])
async def test_a_tampered_snooze_button_is_answered_like_a_gone_one(verb: str) -> None:
    """A batch that is not this person's reads like one that does not exist."""
    sat = await desk()
    assert "no longer fits" in read(*heard(await sat.act(Pressed(f"v1:snooze:{verb}:x9::"))))


async def test_undo_takes_a_snooze_back() -> None:
    """What was put off is no longer, after undo."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:35")
    await sat.press("Monday 9:00")
    await sat.act(Said("undo"))
    assert not (await sat.journey()).facts.snoozes


def _action(sat: Desk, label: str) -> str:
    return next(
        button.action
        for message in reversed(sat.said)
        for button in message.buttons()
        if button.label == label
    )


async def test_the_command_puts_the_last_message_off() -> None:
    """After a nudge, the bare command offers the usual moments for it."""
    sat = await desk()
    await sat.wait_until("2026-11-20 16:35")
    assert "Tomorrow 9:00" in await sat.say("/interview snooze")
    assert "be back with this on Sat 21 Nov" in await sat.press("Tomorrow 9:00")


async def test_a_pause_of_everything_says_so_and_is_taken_back() -> None:
    """With no message to put off, all is quiet: that is said, and one press ends it."""
    sat = await desk()
    said = await sat.say("remind me in two weeks")
    assert "nothing at all until" in said
    await sat.press("Write as before")
    journey = await sat.journey()
    assert journey.person.hold_until is None
    assert "Nothing is held back" in read(*heard(await sat.act(Pressed("v1:snooze:take_back::"))))


async def test_after_dark_words_no_moment_inside_the_pause_is_promised() -> None:
    """A moment before the end of the 72 hours is moved to it, and so it is said."""
    sat = await desk()
    await sat.say("I want to die")
    assert "Mon 23 Nov" in await sat.say("remind me tomorrow at 9")


async def test_the_time_may_stand_at_the_end_of_what_it_is_about() -> None:
    """ "About the thank-you note, tomorrow morning" is read by its end."""
    sat = await desk()
    assert "Sat 21 Nov" in await sat.say("remind me about the thank you note tomorrow morning")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no", "left as it was"),
        ("sometime", "could not read a time"),
        ("Dana was friendly and asked a lot about Kafka", "notes"),
    ],
)
async def test_an_open_question_of_time_swallows_no_other_words(typed: str, said: str) -> None:
    """A no lets it go, a few words are asked back, a story is a story."""
    sat = await desk()
    await sat.say("/interview snooze")
    assert said in await sat.say(typed)
