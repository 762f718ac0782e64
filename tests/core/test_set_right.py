"""What was taken down wrong, or is told by itself, finds the record it is about."""

import pytest

from bot.inbound import Closed
from bot.interview import OutcomeKind
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def sat_down(*companies: str) -> Desk:
    """Return somebody back from interviews in New York, an hour ago."""
    desk = Desk(LIBRARY, "America/New_York", "2026-11-16 16:10")
    await desk.sit_down()
    for company in companies:
        await desk.say(f"/interview add {company}")
        await desk.fill(ended="today 15:00")
        assert desk.form is not None
        await desk.act(Closed(desk.form.id))
        desk.form = None
    return desk


async def met(*people: str) -> Desk:
    """Return somebody who met people at Acme."""
    desk = await sat_down("Acme")
    for one in people:
        await desk.say("/interview people")
        await desk.say(one)
    return desk


async def addresses(desk: Desk) -> dict[str, str]:
    """Return everybody met with their address."""
    return {one.name: one.email for one in (await desk.journey()).facts.contacts}


async def test_a_bare_address_goes_to_the_one_whose_name_is_in_it() -> None:
    """Nobody asked for it, and nobody has to say whose it is."""
    desk = await met("Maya Smith, CTO", "Tom Rey, engineer")
    assert "Maya Smith" in await desk.say("maya@stripe.com")
    assert await addresses(desk) == {"Maya Smith": "maya@stripe.com", "Tom Rey": ""}
    assert "have that already" in await desk.say("maya@stripe.com")


@pytest.mark.parametrize("said", ["yes", "maya"])
async def test_a_bare_address_is_asked_about_where_one_person_has_none(said: str) -> None:
    """A plain yes or the name settles it."""
    desk = await met("Maya Smith, CTO")
    assert "address of Maya Smith?" in await desk.say("ceo.office@stripe.com")
    assert await addresses(desk) == {"Maya Smith": ""}
    await desk.say(said)
    assert await addresses(desk) == {"Maya Smith": "ceo.office@stripe.com"}


async def test_a_bare_address_of_several_people_is_asked_about_with_a_button_each() -> None:
    """The button settles it, and a second press says so."""
    desk = await met("Maya Smith, CTO", "Tom Rey, engineer")
    await desk.say("office@stripe.com")
    assert "Tom Rey" in await desk.press("It is Tom Rey")
    assert (await addresses(desk))["Tom Rey"] == "office@stripe.com"
    assert "settled already" in await desk.press("It is Maya Smith")


async def test_a_bare_address_of_nobody_known_waits_for_the_name() -> None:
    """The name alone is then enough."""
    desk = await sat_down("Acme")
    assert "Type the name" in await desk.say("maya@stripe.com")
    await desk.say("maya smith")
    assert await addresses(desk) == {"Maya Smith": "maya@stripe.com"}


@pytest.mark.parametrize(
    "said",
    [
        "change tom's email to tom@acme.com",
        "toms email is tom@acme.com",
        "tom's mail: tom@acme.com",
    ],
)
async def test_an_address_is_changed_in_a_sentence(said: str) -> None:
    """What was there before is said, and undo brings it back."""
    desk = await met("Maya Smith, CTO", "Tom Rey, rey@acme.com")
    assert "instead of rey@acme.com" in await desk.say(said)
    assert (await addresses(desk))["Tom Rey"] == "tom@acme.com"
    await desk.say("undo")
    assert (await addresses(desk))["Tom Rey"] == "rey@acme.com"


async def test_her_address_is_that_of_the_only_one_met() -> None:
    """A phone number the same."""
    desk = await met("Maya Smith, CTO")
    await desk.say("her email is maya@stripe.com")
    await desk.say("her phone is +1 212 555 0143")
    [maya] = (await desk.journey()).facts.contacts
    assert (maya.email, maya.phone[-4:]) == ("maya@stripe.com", "0143")


async def test_somebody_told_with_an_address_is_recorded_though_nobody_asked() -> None:
    """The second person, too, after the question about the first is settled."""
    desk = await met("Maya Smith, CTO")
    await desk.say("Tom Rey, tom@acme.com")
    assert await addresses(desk) == {"Maya Smith": "", "Tom Rey": "tom@acme.com"}


@pytest.mark.parametrize(
    "said", ["her name is dana smyth not smith", "smyth, not smith", "it's not smith but smyth"]
)
async def test_a_name_is_set_right_in_a_sentence(said: str) -> None:
    """Only the wrong part of it changes."""
    desk = await met("Dana Smith, CTO")
    assert "Dana Smyth" in await desk.say(said)
    assert list(await addresses(desk)) == ["Dana Smyth"]


@pytest.mark.parametrize(
    "said",
    [
        "its not acme its acne studios",
        "it's acne studios, not acme",
        "rename acme to acne studios",
        "sorry, not Acme but acne studios",
    ],
)
async def test_a_company_is_set_right_in_a_sentence(said: str) -> None:
    """The interview and all about it stay."""
    desk = await sat_down("Acme")
    assert "acne studios" in await desk.say(said)
    [interview] = (await desk.journey()).facts.interviews
    assert interview.company == "acne studios"


async def test_the_wrong_company_is_asked_for() -> None:
    """What is typed next is its name; cancel leaves it."""
    desk = await sat_down("Acme")
    assert "Which company" in await desk.say("wrong company sorry")
    await desk.say("it was Acne Studios")
    assert [one.company for one in (await desk.journey()).facts.interviews] == ["Acne Studios"]
    await desk.say("wrong company")
    await desk.say("cancel")
    assert [one.company for one in (await desk.journey()).facts.interviews] == ["Acne Studios"]


@pytest.mark.parametrize(
    "said", ["tom wasnt there", "i never met tom", "remove tom", "Tom Rey did not show up"]
)
async def test_whoever_was_not_there_is_taken_off(said: str) -> None:
    """Undo brings them back."""
    desk = await met("Maya Smith, CTO", "Tom Rey, engineer")
    assert "Tom Rey" in await desk.say(said)
    assert list(await addresses(desk)) == ["Maya Smith"]
    await desk.say("undo")
    assert set(await addresses(desk)) == {"Maya Smith", "Tom Rey"}


@pytest.mark.parametrize(
    "said",
    [
        "it was great, not too long",
        "it's not monday it's tuesday",
        "the office is called the nest",
        "the coffee wasn't there",
        "remove calm",
        "i didn't meet the team",
        "their phone system is 30 years old",
        "she said her email is broken",
        "the role is remote, not office",
    ],
)
async def test_what_names_nobody_known_sets_nothing_right(said: str) -> None:
    """The words are read as they were before."""
    desk = await met("Maya Smith, CTO", "Tom Rey, rey@acme.com")
    before = (await desk.journey()).facts
    await desk.say(said)
    after = (await desk.journey()).facts
    assert (after.contacts, after.interviews[0].company) == (before.contacts, "Acme")


@pytest.mark.parametrize(
    "said",
    [
        "sent the github link",
        "i sent them the link",
        "github link is sent",
        "just emailed her the github link",
    ],
)
async def test_a_promise_kept_is_told_in_a_sentence(said: str) -> None:
    """No button is needed."""
    desk = await sat_down("Acme")
    await desk.say("I promised to send the github link by tomorrow")
    assert "Promise kept" in await desk.say(said)
    [promise] = (await desk.journey()).facts.to_send
    assert promise.sent is not None


@pytest.mark.parametrize(
    "said",
    [
        "sent an application to globex",
        "i emailed the recruiter about the link",
        "they sent me a github link",
        "i have not sent the github link",
    ],
)
async def test_what_is_something_else_keeps_no_promise(said: str) -> None:
    """Only what was promised counts, and only once it is sent."""
    desk = await sat_down("Acme")
    await desk.say("I promised to send the github link by tomorrow")
    await desk.say(said)
    assert [one.sent for one in (await desk.journey()).facts.to_send] == [None]


async def test_what_was_promised_can_be_asked_in_words() -> None:
    """The list comes up."""
    desk = await sat_down("Acme")
    await desk.say("I promised to send the github link by tomorrow")
    assert "github link, by Tue 17 Nov" in await desk.say("what did i promise")


async def test_a_new_referee_who_agreed_is_kept_with_the_day() -> None:
    """The name is taken from between who they are and what they said."""
    desk = await sat_down("Acme")
    assert "Jane Doe" in await desk.say("my old boss jane doe agreed last week")
    [jane] = (await desk.journey()).facts.referees
    assert (jane.name, jane.relation, str(jane.agreed)) == ("Jane Doe", "old boss", "2026-11-09")
    await desk.say("my boss jane agreed today")
    assert [str(one.agreed) for one in (await desk.journey()).facts.referees] == ["2026-11-16"]


@pytest.mark.parametrize(
    "said",
    [
        "my boss agreed",
        "my boss has not agreed",
        "my manager and the team agreed to the plan",
        "my boss is happy",
    ],
)
async def test_half_a_sentence_about_a_boss_makes_no_referee(said: str) -> None:
    """Without a name there is nobody to keep."""
    desk = await sat_down("Acme")
    await desk.say(said)
    assert (await desk.journey()).facts.referees == ()


async def test_delete_that_takes_the_last_thing_back() -> None:
    """It asks for no interview called "that"."""
    desk = await met("Maya Smith, CTO")
    assert "Maya Smith" in await desk.say("delete that")
    assert await addresses(desk) == {}


async def test_an_offer_beside_one_still_waited_for_helps_with_both() -> None:
    """The offer is recorded for the one, and the other may be asked."""
    desk = await sat_down("Acme", "Globex")
    said = await desk.say("got offer from globex but waiting for acme")
    assert "Globex made you an offer" in said
    assert "ask Acme" in said
    kinds = {
        one.company: one.outcome and one.outcome.kind
        for one in (await desk.journey()).facts.interviews
    }
    assert kinds == {"Acme": None, "Globex": OutcomeKind.OFFER}


async def test_an_offer_of_nobody_known_is_recorded_for_nobody_else() -> None:
    """The only interview there is is not taken for it."""
    desk = await sat_down("Acme")
    assert "no interview with them" in await desk.say(
        "got an offer from hooli but waiting for acme"
    )
    assert [one.outcome for one in (await desk.journey()).facts.interviews] == [None]


async def test_a_cheer_is_an_offer_and_an_insight_is_none() -> None:
    """ "I got it!!!" is news; "I got it" may be no more than understood."""
    desk = await sat_down("Acme")
    await desk.say("ok i got it")
    assert [one.outcome for one in (await desk.journey()).facts.interviews] == [None]
    assert "Acme made you an offer" in await desk.say("i got it!!!")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("they cancelled", "annoying"),
        ("my interview got cancelled", "annoying"),
        ("interview got moved to friday", "Fri 20 Nov"),
        ("they postponed the interview", "new day"),
        ("too many msgs", "hold back"),
        ("write less often pls", "hold back"),
        ("i lied in the interview", "put it right soon"),
        ("they asked if im pregnant", "I am sorry"),
        ("he asked about my religion", "I am sorry"),
        ("they asked me how old i am", "I am sorry"),
    ],
)
@pytest.mark.parametrize("question", ["", "/interview notes", "/interview people"])
async def test_what_happens_to_people_is_answered_kindly(
    typed: str, said: str, question: str
) -> None:
    """Whatever was asked before, and nobody becomes a person by it."""
    desk = await sat_down("Acme")
    await desk.say(question or "cancel")
    assert said in await desk.say(typed)
    assert (await desk.journey()).facts.contacts == ()


@pytest.mark.parametrize(
    "typed",
    [
        "they asked about my experience with children's books",
        "they asked if i am available in may",
        "she asked about the family business software i built",
        "i relied on the wrong number",
        "they moved to a new office",
        "too much to write down",
    ],
)
async def test_plain_notes_stay_notes(typed: str) -> None:
    """What only looks like a hard moment is written down as it is."""
    desk = await sat_down("Acme")
    await desk.say("/interview notes")
    assert "Kept in your notes" in await desk.say(typed)


@pytest.mark.parametrize("question", ["", "/interview notes", "/interview references"])
async def test_not_knowing_is_an_answer(question: str) -> None:
    """ "idk" is never told that it was not understood."""
    desk = await sat_down("Acme")
    await desk.say(question or "cancel")
    assert "did not understand" not in await desk.say("idk")


async def test_notes_of_thanks_can_be_had_shorter() -> None:
    """The short ways are offered for whoever is still to be thanked."""
    desk = await met("Maya Smith, CTO")
    await desk.say("/interview thanks")
    assert "LinkedIn" in await desk.say("shorter pls")
    assert "LinkedIn" in await desk.press("LinkedIn note to Maya Smith")
