"""Names that are not known: nobody is recorded under another word, and how a name is got is said."""

import pytest

from bot.interview import Contact, Step
from bot.library import load_library
from tests.desk import Desk

LIBRARY = load_library()


async def waiting() -> Desk:
    """Return somebody who has told of one interview."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add()
    return desk


async def met(desk: Desk) -> tuple[Contact, ...]:
    """Return everybody recorded."""
    return (await desk.journey()).facts.contacts


@pytest.mark.parametrize(
    "typed",
    ["I don't know their names", "not sure", "can't remember", "no idea", "I forgot her name"],
)
async def test_names_not_known_lead_to_the_button_that_goes_on_without(typed: str) -> None:
    """Not knowing is fine: it is said how names are got, and that it works without."""
    desk = await waiting()
    said = await desk.say(typed)
    assert "That happens" in said
    assert "the recruiter" in said
    assert "Could not get any" in said
    assert await met(desk) == ()
    assert "Step 2 of 7" in await desk.press("Could not get any")
    (acme,) = (await desk.journey()).facts.interviews
    assert Step.CONTACTS in acme.skipped


@pytest.mark.parametrize(
    "typed",
    ["two men", "the guy from HR", "a woman whose name I forgot", "the CEO", "someone from HR"],
)
async def test_people_without_a_name_are_not_recorded(typed: str) -> None:
    """A description is no name; a name typed next is taken."""
    desk = await waiting()
    said = await desk.say(typed)
    assert "A first name is enough" in said
    assert "Could not get any" in said
    assert await met(desk) == ()
    assert "One person at Acme" in await desk.say("Dana")


async def test_who_has_a_name_is_noted_and_the_other_is_named_as_left_out() -> None:
    """ "Dana Smith and her colleague" is one person, and the colleague is not forgotten."""
    desk = await waiting()
    said = await desk.say("Dana Smith and her colleague")
    assert "One person at Acme" in said
    assert "Not noted, because I have no name: her colleague." in said
    assert "e-mail address, so I left it out" not in said
    assert [one.name for one in await met(desk)] == ["Dana Smith"]


async def test_the_form_records_only_who_has_a_name() -> None:
    """The same holds for the page of the interview's form."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    said = await desk.fill(people="Dana Smith and someone from HR")
    assert "no name: someone from HR" in said
    assert [one.name for one in await met(desk)] == ["Dana Smith"]


async def test_where_contact_is_unwelcome_nobody_is_sent_to_ask() -> None:
    """Then only the invitation is named as a place to look."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    await desk.fill(contact_unwelcome="yes")
    said = await desk.say("I don't know their names")
    assert "the recruiter" not in said
    assert "signature" in said


async def test_people_alone_do_not_repeat_the_interview() -> None:
    """The second page with nothing but people echoes the people, not the interview once more."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    said = await desk.fill(people="Dana Smith")
    assert "Saved" not in said
    assert "One person at Acme" in said


async def test_people_without_an_address_are_not_asked_for_again() -> None:
    """What comes next is how to reach them, by name."""
    desk = await waiting()
    await desk.say("Dana Smith")
    said = await desk.press("Right")
    assert "Next: how to reach Dana Smith." in said
    assert "who did you meet" not in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [("it was with Dana from HR", "Dana · HR"), ("the boss, Mr. Lee", "Mr. Lee · boss")],
)
async def test_names_are_taken_from_a_sentence(typed: str, said: str) -> None:
    """Where there is a name it is taken, with what was told beside it."""
    desk = await waiting()
    assert said in await desk.say(typed)
