"""Undo: the last change and only that, named in words; undone again, it is back."""

from datetime import timedelta

import pytest

from bot.inbound import Pressed, Profile, Said
from bot.journey import Facts, Journey
from bot.library import load_library
from bot.people import Pace
from tests.desk import Desk

LIBRARY = load_library()


async def with_acme() -> Desk:
    """Return a desk with one interview just told."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add()
    return desk


def told(journey: Journey) -> list[str]:
    """Return all facts in an order of their own."""
    return sorted(map(repr, journey.facts.all()))


async def test_nothing_changed_is_nothing_to_take_back() -> None:
    """A newcomer whose platform told their zone has changed nothing."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    assert "nothing to take back" in await desk.say("undo")
    assert (await desk.journey()).person.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("/interview settings goal 5", "Goal: none"),
        ("/interview settings zone Tokyo", "Time zone: Europe/Berlin"),
        ("/interview settings quiet off", "Quiet hours: 20:30 to 08:30"),
        ("/interview settings nudges off calm", "Switched off: none"),
        ("/interview settings weekly off", "Weekly look at the search: Monday 09:30"),
        ("stop", "Messages from me: on"),
        ("/interview snooze until Monday", "no longer held back"),
        ("/interview apply Globex, engineer", "your application to Globex"),
        ("I wrote to them", "your message to Acme"),
        ("Dana Smith, dana@acme.de", "Removed again: Dana Smith"),
        ("I promised to send a portfolio by Friday", "portfolio, which you promised"),
        ("Acme rejected me", "0 of 7 steps done"),
    ],
)
async def test_a_change_is_taken_back_and_named_and_comes_back(typed: str, named: str) -> None:
    """Undo names what it took back and restores the facts; a second undo brings the change forth."""
    desk = await with_acme()
    before = await desk.journey()
    await desk.say(typed)
    changed = await desk.journey()
    assert (told(changed), changed.person) != (told(before), before.person)
    assert named in await desk.say("undo")
    undone = await desk.journey()
    assert told(undone) == told(before)
    assert undone.person == before.person
    await desk.say("undo")
    redone = await desk.journey()
    assert told(redone) == told(changed)
    assert redone.person == changed.person


async def test_notes_are_taken_back() -> None:
    """What was just written down is gone, and said to be about which interview."""
    desk = await with_acme()
    await desk.say("/interview notes")
    await desk.say("They use Kafka and it went well, and the team is friendly.")
    assert (await desk.journey()).facts.notes
    assert "your notes on Acme" in await desk.say("undo")
    assert (await desk.journey()).facts.notes == ()


async def test_a_new_interview_is_taken_back_whole() -> None:
    """An interview just told goes with what came with it, and the question about it is closed."""
    desk = await with_acme()
    assert "Removed again: Acme" in await desk.say("undo")
    journey = await desk.journey()
    assert journey.facts == Facts()
    assert journey.dialogue.question is None
    assert [one for one in journey.nudges if one.key.interview] == []


async def test_referees_are_named() -> None:
    """A referee just recorded and chosen is named when taken back."""
    desk = await with_acme()
    await desk.say("/interview references")
    await desk.say("Jane Doe, my manager at Initech, jane@x.com")
    assert (await desk.journey()).facts.referees
    assert "Jane Doe" in await desk.say("undo")
    assert (await desk.journey()).facts.referees == ()


async def test_looking_is_no_change() -> None:
    """Steps looked at, the list and the help leave the last change to be taken back."""
    desk = await with_acme()
    await desk.say("/interview settings goal 5")
    for command in ("thanks", "references", "list", "help", "followup", "calm", ""):
        await desk.act(Said(f"/interview {command}"))
    assert "Goal: none" in await desk.say("undo")
    assert (await desk.journey()).person.goal is None


async def test_an_offer_of_the_bot_is_no_change() -> None:
    """That the bot offered to write more often again leaves the person's change to be taken back."""
    desk = await with_acme()
    await desk.say("/interview settings nudges less")
    desk.now += timedelta(hours=1)
    assert "Shall I go back to normal?" in await desk.say("/interview list")
    await desk.say("undo")
    assert (await desk.journey()).person.pace is Pace.NORMAL


async def test_what_was_looked_at_stays_looked_at() -> None:
    """Taking a change of an interview back does not make a step look unopened again."""
    desk = await with_acme()
    await desk.say("Acme rejected me")
    await desk.act(Said("/interview thanks Acme"))
    opened = (await desk.journey()).facts.interviews[0].opened
    await desk.say("undo")
    interview = (await desk.journey()).facts.interviews[0]
    assert interview.open
    assert interview.opened == opened


async def test_a_platform_s_news_is_not_the_person_s_to_undo() -> None:
    """A zone told by the platform after a change leaves that change the one taken back."""
    desk = await with_acme()
    await desk.say("/interview settings goal 5")
    await desk.act(Profile("Asia/Tokyo"))
    await desk.say("undo")
    assert (await desk.journey()).person.goal is None


async def test_an_open_question_of_another_matter_survives() -> None:
    """Undo answers in between; what another step asked stays open."""
    desk = await with_acme()
    before = (await desk.journey()).dialogue.question
    await desk.say("/interview settings goal 5")
    await desk.say("undo")
    after = (await desk.journey()).dialogue.question
    assert before is not None
    assert after is not None
    assert (after.step, after.ask, after.subject) == (before.step, before.ask, before.subject)


async def test_much_at_once_is_counted_and_fits() -> None:
    """Taking back a whole panel with long names names some, counts the rest and fits a message."""
    desk = await with_acme()
    names = ("Ada", "Bea", "Cyd", "Dee", "Eve", "Flo", "Gus", "Hal", "Ivy", "Jon")
    await desk.say("\n".join(f"{name} {'Stone' * 12}" for name in names))
    assert len((await desk.journey()).facts.contacts) == 10
    said = await desk.say("undo")
    assert "5 more" in said
    assert (await desk.journey()).facts.contacts == ()


async def test_a_strange_button_changes_nothing() -> None:
    """A verb that no release knows is told as outdated."""
    desk = await with_acme()
    before = told(await desk.journey())
    reply = await desk.act(Pressed("v1:undo:everything::"))
    assert reply.messages
    assert told(await desk.journey()) == before
