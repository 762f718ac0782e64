"""How it ended: each outcome has its words, its follow-ups, and a way back."""

import pytest

from bot.inbound import Pressed
from bot.interview import OutcomeKind
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def waiting(*companies: str) -> Desk:
    """Return somebody who has told of interviews."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    for one in companies or ("Acme",):
        await desk.add(one)
    return desk


async def outcomes(desk: Desk) -> list[str | None]:
    """Return what is recorded of each interview."""
    interviews = (await desk.journey()).facts.interviews
    return [None if one.outcome is None else one.outcome.kind.value for one in interviews]


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("Acme made me an offer", "offer", "time to think"),
        ("/interview outcome offered", "offer", "By when"),
        ("I'm through to the second round", "next_round", "people you met come along"),
        ("/interview outcome next-round", "next_round", "next round"),
        ("Acme rejected me", "rejection", "I am sorry"),
        ("/interview outcome no", "rejection", "says little about you"),
        ("/interview outcome ghosted", "silence", "75 in 100"),
        ("I withdrew", "withdrawn", "reminders for it are off"),
    ],
)
async def test_each_outcome_has_its_words(typed: str, kind: str, said: str) -> None:
    """Typed or as a command, the outcome is recorded, echoed as data and answered kindly."""
    desk = await waiting()
    assert said in await desk.say(typed)
    assert await outcomes(desk) == [kind]
    assert any(one.facts.get("outcome") == kind for one in desk.said)


@pytest.mark.parametrize(
    "label", ["An offer", "Next round", "A rejection", "Only silence", "I withdrew"]
)
async def test_each_button_decides_once(label: str) -> None:
    """The card loses its buttons; the same button again says it is noted."""
    desk = await waiting()
    assert "How did it end with Acme?" in await desk.say("/interview outcome")
    assert "Noted." in await desk.press(label)
    assert "noted already" in await desk.press(label)


async def test_a_recorded_outcome_can_be_taken_back() -> None:
    """*Still waiting after all* opens it again; a second press says it is open."""
    desk = await waiting()
    await desk.say("Acme rejected me")
    assert "a rejection" in await desk.say("/interview outcome")
    assert "Acme is open again." in await desk.press("Still waiting after all")
    assert "open already" in await desk.press("Still waiting after all")
    assert await outcomes(desk) == [None]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("11 December", "by Fri 11 Dec 2026"),
        ("no", "No date noted"),
        ("skip", "No date noted"),
        ("31 Feb", "not one I can place"),
        ("1 Nov 2026", "is over"),
        ("03/04/2027", " or "),
    ],
)
async def test_the_deadline_of_an_offer_is_read_or_named(typed: str, said: str) -> None:
    """A day is noted, none is fine, and one that cannot be is asked back."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add(country="")
    await desk.say("Acme made me an offer")
    assert said in await desk.say(typed)


async def test_other_words_leave_the_deadline_open_and_it_is_asked_once_more() -> None:
    """An interruption is answered and the deadline restated."""
    desk = await waiting()
    await desk.say("Acme made me an offer")
    assert "By when do they want" in await desk.say("/interview list")
    await desk.say("bananas")
    assert "by Mon 30 Nov" in await desk.say("30 November")


async def test_an_accepted_offer_stops_everything_and_names_whom_to_tell() -> None:
    """Congratulations, whom to thank, what is still open; a second time it is noted already."""
    desk = await waiting("Acme", "Globex")
    await desk.say("/interview people at Acme Dana Smith, dana@acme.de")
    await desk.say("Acme made me an offer")
    said = await desk.press("I accepted it")
    assert "Congratulations" in said
    assert "Dana Smith" in said
    assert "Still open elsewhere: Globex" in said
    assert "Acme: accepted. Noted." in said
    assert "noted already" in await desk.press("I accepted it")
    assert "withdrew from Globex" in await desk.press("Withdraw from Globex")
    assert all(one.state.value != "planned" for one in (await desk.journey()).nudges)


async def test_accepting_by_words_means_the_company_that_is_named() -> None:
    """With an offer from one, "I accepted the offer from Globex" is about Globex."""
    desk = await waiting("Acme", "Globex")
    await desk.say("Acme made me an offer")
    await desk.say("I accepted the offer from Globex")
    accepted = [
        one.company
        for one in (await desk.journey()).facts.interviews
        if one.outcome is not None and one.outcome.accepted is not None
    ]
    assert accepted == ["Globex"]


async def test_accepting_by_words_finds_the_only_offer() -> None:
    """Without a name the one offer is meant."""
    desk = await waiting("Acme", "Globex")
    await desk.say("Globex made me an offer")
    assert "offer from Globex" in await desk.say("I accepted the offer")


async def test_declining_is_withdrawing() -> None:
    """A declined offer is recorded as withdrawn."""
    desk = await waiting()
    await desk.say("Acme made me an offer")
    await desk.say("/interview outcome declined")
    assert await outcomes(desk) == ["withdrawn"]


async def test_references_are_told_of_an_accepted_offer() -> None:
    """Who vouched is named, and one button away."""
    desk = await waiting()
    await desk.say("/interview references Jane Doe, my manager, jane@initech.com")
    (acme,) = (await desk.journey()).facts.interviews
    (jane,) = (await desk.journey()).facts.referees
    await desk.press("Choose Jane Doe") if any(
        one.label == "Choose Jane Doe" for message in desk.said for one in message.buttons()
    ) else await desk.act(Pressed(f"v1:references:choose:{acme.id}:{jane.id}"))
    await desk.say("I accepted the offer")
    if (await desk.journey()).facts.uses:
        assert "Tell those who vouched for you: Jane Doe" in read(*desk.said[-3:])


async def test_after_a_rejection_feedback_and_lessons_are_offered() -> None:
    """A feedback note and one's own notes are one button away; without notes only the first."""
    desk = await waiting()
    assert "What to keep from it" not in await desk.say("Acme rejected me")
    await desk.press("Ask for feedback")
    await desk.say("undo")
    await desk.say("/interview people Dana Smith, dana@acme.de")
    await desk.say("/interview notes I explained my pipeline well. They use Kafka.")
    await desk.say("Acme rejected me")
    assert "could do better" in await desk.press("Ask for feedback")
    said = await desk.press("What to keep from it")
    assert "explained my pipeline" in said


async def test_unwelcome_contact_gets_no_feedback_note() -> None:
    """Where contact is unwelcome no note is offered."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    await desk.fill(contact_unwelcome="yes")
    assert "Ask for feedback" not in await desk.say("Acme rejected me")


async def test_long_silence_asks_what_became_of_it() -> None:
    """Weeks later the outcome nudge asks, and its buttons answer."""
    desk = await waiting()
    await desk.say("settings goal 1")
    seen = ""
    for day in ("2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16", "2026-12-22"):
        seen += read(*await desk.wait_until(f"{day} 12:00"))
        await desk.say("/interview list")
    seen += read(*await desk.wait_until("2027-01-10 12:00"))
    assert "It has been quiet around Acme" in seen
    await desk.press("Only silence")
    assert await outcomes(desk) == [OutcomeKind.SILENCE.value]


async def test_an_outcome_is_undone() -> None:
    """Undo takes an outcome back."""
    desk = await waiting()
    await desk.say("Acme rejected me")
    await desk.say("undo")
    assert await outcomes(desk) == [None]


async def test_a_deadline_for_a_withdrawn_outcome_is_not_taken() -> None:
    """When the offer is taken back meanwhile, a day no longer answers anything."""
    desk = await waiting()
    await desk.say("Acme made me an offer")
    (acme,) = (await desk.journey()).facts.interviews
    await desk.act(Pressed(f"v1:outcome:reopen:{acme.id}:"))
    reply = await desk.act(Pressed(f"v1:outcome:show:{acme.id}:"))
    assert "How did it end" in read(*heard(reply))
    await desk.say("11 December")
    assert await outcomes(desk) == [None]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("the answer is no", "rejection"),
        ("the answer from Acme is no", "rejection"),
        ("they said no", "rejection"),
        ("they ghosted me", "silence"),
        ("I was ghosted by Acme", "silence"),
    ],
)
async def test_an_end_told_in_plain_words_is_recorded(typed: str, kind: str) -> None:
    """What people really type about the end is the end, not a note."""
    desk = await waiting()
    await desk.say(typed)
    assert await outcomes(desk) == [kind]


async def test_the_deadline_told_with_the_offer_is_not_asked_for() -> None:
    """The good news is answered, the day is taken, and the home names it until the answer."""
    desk = await waiting()
    said = await desk.say("I got an offer from Acme, I have to decide by Friday")
    assert "good news" in said
    assert "By when" not in said
    assert "by Fri 27 Nov" in said
    assert "Fri 27 Nov" in await desk.say("what's next")


async def test_a_day_that_cannot_be_read_with_the_offer_is_asked_for() -> None:
    """Words that are no day leave the usual question open."""
    desk = await waiting()
    assert "By when" in await desk.say("I got an offer, I have to decide by the way soon")


async def test_after_accepting_what_is_left_comes_next() -> None:
    """Thanks and closing other interviews come first, until nothing of them is left."""
    desk = await waiting("Acme", "Globex")
    await desk.say("/interview people Acme Dana Smith, dana@acme.de")
    await desk.say("I got an offer from Acme")
    await desk.say("I accept the offer from Acme")
    left = await desk.say("what's next")
    assert "What is left" in left
    assert "Dana Smith" in left
    assert "Globex" in left
    await desk.press("Withdraw from Globex")
    assert "Globex" not in await desk.say("what's next")
