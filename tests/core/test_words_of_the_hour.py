"""What is said with an offer in hand, after a no, in the wait, over a note: read for what it is just then."""

import pytest

from bot.inbound import Closed
from bot.interview import OutcomeKind, Thanks
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def sat_down(*said: str) -> Desk:
    """Return somebody back from an interview at Acme in New York who then said what is given."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    assert desk.form is not None
    await desk.act(Closed(desk.form.id))
    desk.form = None
    for one in said:
        await desk.say(one)
    return desk


async def outcome(desk: Desk) -> tuple[OutcomeKind | None, bool]:
    """Return the outcome's kind and whether it was accepted."""
    found = (await desk.journey()).facts.interviews[0].outcome
    return (None, False) if found is None else (found.kind, found.accepted is not None)


@pytest.mark.parametrize(
    ("typed", "kind", "accepted"),
    [
        ("i said yes!!", OutcomeKind.OFFER, True),
        ("said no thx", OutcomeKind.WITHDRAWN, False),
        ("they took the offer back", OutcomeKind.REJECTION, False),
        ("idk if i want it", OutcomeKind.OFFER, False),
        ("how long can i take", OutcomeKind.OFFER, False),
        ("need more time", OutcomeKind.OFFER, False),
        ("omg im shaking", OutcomeKind.OFFER, False),
    ],
)
async def test_with_an_offer_in_hand(typed: str, kind: OutcomeKind, accepted: bool) -> None:  # noqa: FBT001
    """A yes and a no are taken, and doubts are answered without taking either."""
    desk = await sat_down("I got an offer")
    assert "did not understand" not in await desk.say(typed)
    assert await outcome(desk) == (kind, accepted)


@pytest.mark.parametrize(
    "typed", ["i said yes", "said no thx", "need more time", "they took the offer back"]
)
async def test_without_an_offer_none_of_it_means_one(typed: str) -> None:
    """ "I said yes" may have been to coffee."""
    desk = await sat_down("cancel")
    await desk.say(typed)
    assert (await outcome(desk))[0] in (None, OutcomeKind.REJECTION)
    assert not (await outcome(desk))[1]


@pytest.mark.parametrize(
    "typed",
    [
        "whatever",
        "im done with this",
        "y tho",
        "did i do smth wrong",
        "it was my dream job",
        "not surprised tbh",
    ],
)
async def test_after_a_no_the_hurt_is_heard(typed: str) -> None:
    """Nothing else is asked for then."""
    desk = await sat_down("they rejected me")
    assert "That hurts" in await desk.say(typed)


async def test_nerves_before_the_next_round_are_no_grief() -> None:
    """Nothing is waited for, and yet nothing is lost."""
    desk = await sat_down("they invited me to a second round on Thursday at 10")
    assert "That hurts" not in await desk.say("im so nervous about round 2")


async def test_a_no_that_turned_into_a_yes_is_an_offer() -> None:
    """They may change their mind, and feedback may be asked for before."""
    desk = await sat_down("they rejected me")
    assert "did not understand" not in await desk.say("how do i ask for feedback")
    await desk.say("they changed their mind!! they want me")
    assert await outcome(desk) == (OutcomeKind.OFFER, False)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("they filled the position", OutcomeKind.REJECTION),
        ("they called, its a no", OutcomeKind.REJECTION),
        ("they called!! its a yes", OutcomeKind.OFFER),
        ("they said yes!!", OutcomeKind.OFFER),
        ("acme called, they want a second interview", OutcomeKind.NEXT_ROUND),
        ("position is on hold", None),
        ("theyre still interviewing others", None),
        ("saw the job posted again", None),
    ],
)
async def test_news_in_the_wait(typed: str, kind: OutcomeKind | None) -> None:
    """What ends the wait is recorded; what only drags it out is answered."""
    desk = await sat_down("cancel")
    await desk.wait_until("2026-11-24 17:00")
    assert "did not understand" not in await desk.say(typed)
    assert (await outcome(desk))[0] is kind


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("they said one more week", "2026-12-01"),
        ("they need another week", "2026-12-01"),
        ("they said two more weeks", "2026-12-08"),
    ],
)
async def test_more_time_they_ask_for_is_their_new_promise(typed: str, on: str) -> None:
    """Counted from the day on which it was told."""
    desk = await sat_down("cancel")
    await desk.wait_until("2026-11-24 17:00")
    await desk.say(typed)
    assert str((await desk.journey()).facts.interviews[0].wait.on) == on


async def test_what_was_written_to_them_is_told_without_an_i() -> None:
    """It counts as a follow-up."""
    desk = await sat_down("cancel")
    await desk.wait_until("2026-11-30 17:00")
    assert "Noted" in await desk.say("wrote them again")
    assert len((await desk.journey()).facts.follow_ups) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("looks good", "Glad"),
        ("too formal", "your own words"),
        ("make it warmer", "your own words"),
        ("i dont like it", "your own words"),
        ("can u send it for me", "nobody but you"),
        ("do i have to", "Nothing here has to be done"),
    ],
)
async def test_over_a_note(typed: str, said: str) -> None:
    """The note is the person's, and so is the sending."""
    desk = await sat_down("/interview people", "Maya Smith, CTO", "/interview thanks")
    assert said in await desk.say(typed)


@pytest.mark.parametrize("typed", ["sent", "sent it", "sent the thank you"])
async def test_sent_is_enough_where_one_note_is_open(typed: str) -> None:
    """It needs no name then; before it was shown, nothing can have been sent."""
    desk = await sat_down("/interview people", "Maya Smith, CTO")
    await desk.say(typed)
    assert (await desk.journey()).facts.contacts[0].thanks is Thanks.OPEN
    await desk.say("/interview thanks")
    await desk.say(typed)
    assert (await desk.journey()).facts.contacts[0].thanks is Thanks.SENT


async def test_a_number_of_applications_is_no_company() -> None:
    """The names are asked for, and a day after them is none."""
    desk = await sat_down("cancel")
    assert "Which ones" in await desk.say("i applied to like 10 places")
    await desk.say("applied to hooli and umbrella today")
    applications = (await desk.journey()).facts.applications
    assert [one.company for one in applications] == ["hooli", "umbrella"]


@pytest.mark.parametrize("typed", ["i didnt apply anywhere this week", "no applications this week"])
async def test_a_week_without_an_application_is_not_scolded(typed: str) -> None:
    """It happens."""
    desk = await sat_down("cancel")
    assert "all right" in await desk.say(typed)


@pytest.mark.parametrize("typed", ["dont have any", "none asked", "they didnt ask for any"])
async def test_no_references_in_plain_words(typed: str) -> None:
    """The step is set aside."""
    desk = await sat_down("/interview references")
    assert "did not understand" not in await desk.say(typed)
    assert (await desk.journey()).facts.referees == ()


@pytest.mark.parametrize(
    "typed",
    [
        "they want one week of onboarding for everybody",
        "the process is on hold music level boring",
        "they said yes to remote work",
        "he said yes when i asked about training",
        "it is a yes or no question culture",
        "the style is too formal for me there",
        "they filled the position paper with jargon",
        "i wanted to know more about the team",
        "we went over everything",
        "they changed their minds twice about the stack",
        "they talked to other people on the way",
    ],
)
async def test_what_only_sounds_like_it_stays_a_note(typed: str) -> None:
    """While notes are asked for, each of these is one."""
    desk = await sat_down("/interview notes")
    assert "Kept in your notes" in await desk.say(typed)
    facts = (await desk.journey()).facts
    assert (await outcome(desk))[0] is None
    assert (facts.interviews[0].wait.on, facts.applications) == (None, ())
