"""The dashboard: everything at a glance, and looking changes nothing."""

from dataclasses import replace
from datetime import timedelta

from bot.inbound import Opened, Pressed, Profile, Submitted
from bot.interview import Interview, Wait
from bot.journey import Facts
from bot.library import load_library
from bot.message import Card, Choices, FieldKind, Overview
from bot.ports import Turned
from tests.desk import Desk, heard, read

LIBRARY = load_library()


def shown(seen: Overview | None) -> str:
    """Return a dashboard as one text."""
    assert seen is not None
    parts = seen.parts
    lines = [line for one in parts if isinstance(one, Card) for line in (one.title, *one.lines)]
    labels = [each.label for one in parts if isinstance(one, Choices) for each in one.buttons]
    return "\n".join((*lines, *labels))


async def opened() -> Desk:
    """Return a desk at which one interview was logged."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("I just had an interview with Acme")
    await desk.fill(ended="today 15:30", country="Germany", next_step="they call by 27 Nov")
    return desk


async def test_a_stranger_has_no_dashboard() -> None:
    """Somebody who never wrote is shown nothing and remembered nowhere."""
    desk = Desk(LIBRARY)
    assert await desk.conversation.look(desk.who, 8) is None
    assert await desk.store.load(desk.who) is None


async def test_it_shows_the_next_step_what_is_coming_and_the_settings() -> None:
    """One look tells what is next, what is waited for, what will be said, and how the bot is set."""
    desk = await opened()
    text = shown(await desk.conversation.look(desk.who, 8))
    assert "Step 1 of 7" in text
    assert "Acme" in text
    assert "27 Nov" in text
    assert "Quiet hours" in text
    assert "Quiet until…" in text


async def test_looking_changes_nothing() -> None:
    """The journey is the same after a look as before it."""
    desk = await opened()
    before = await desk.store.load(desk.who)
    await desk.conversation.look(desk.who, 8)
    assert await desk.store.load(desk.who) == before


async def test_those_that_do_not_fit_are_counted() -> None:
    """Of two hundred interviews eight are shown and the others counted."""
    desk = await opened()
    journey = await desk.store.load(desk.who)
    assert journey is not None
    many = tuple(
        Interview(
            id=f"i{number}",
            application=f"a{number}",
            company=f"Company {number}",
            ended=desk.now - timedelta(days=number),
            ended_zone="UTC",
            logged=desk.now,
            waits=(Wait(0, desk.now),),
        )
        for number in range(200)
    )
    full = replace(journey, facts=Facts(interviews=many))
    await desk.store.turn(desk.who, None, desk.now, lambda _: Turned(full, None))
    text = shown(await desk.conversation.look(desk.who, 8))
    assert "Company 7" in text
    assert "Company 8:" not in text
    assert "192 more" in text


async def test_quiet_until_a_day_is_asked_on_a_form() -> None:
    """The button opens a form with a day; sending it puts everything off, an empty one is asked again."""
    desk = await opened()
    await desk.act(Pressed("v1:dashboard:snooze::"))
    assert desk.form is not None
    assert desk.form.fields[0].kind is FieldKind.DATE
    reply = await desk.act(Submitted(desk.form.id, {"until": " "}))
    assert set(reply.problems) == {"until"}
    said = read(*heard(await desk.act(Submitted(desk.form.id, {"until": "25 November"}))))
    assert "Wed 25 Nov" in said


async def test_a_newcomer_is_welcomed_once() -> None:
    """The first look at the conversation is greeted, the next one and everybody else's is not."""
    desk = Desk(LIBRARY)
    assert "days after a job interview" in read(*heard(await desk.act(Opened())))
    assert (await desk.act(Opened())).messages == ()
    other = Desk(LIBRARY)
    await other.act(Profile("Europe/Berlin"))
    await other.say("what's next")
    assert (await other.act(Opened())).messages == ()


async def test_what_a_notification_shows_tells_nothing() -> None:
    """The preview names neither company nor what it is about."""
    desk = await opened()
    assert {one.preview for one in desk.said} == {"A word from Afterview"}


async def test_it_tells_which_moments_it_speaks_of() -> None:
    """So that a platform can show them in its own way; each stands in its words."""
    desk = await opened()
    seen = await desk.conversation.look(desk.who, 8)
    assert seen is not None
    assert seen.moments
    assert all(words in shown(seen) for words in seen.moments)
