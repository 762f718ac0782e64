"""Whom the person met: read from words, corrected in a form, with what is missing and how to get it."""

import pytest

from bot.inbound import Pressed, Submitted
from bot.interview import Channel, Contact, Step
from bot.library import load_library
from tests.desk import Desk, heard, read

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


async def test_people_are_read_from_one_line_and_echoed() -> None:
    """Names, roles and addresses are echoed, and who cannot be reached yet is named."""
    desk = await waiting()
    said = await desk.say("Dr Dana Smith, head of data, dana@acme.de, and Lee from platform")
    assert "2 people at Acme" in said
    assert "Dr Dana Smith · head of data · dana@acme.de" in said
    assert "No address yet for Lee" in said
    people = next(one.facts["people"] for one in desk.said if one.facts.get("people"))
    assert isinstance(people, list)
    assert people[0] == {
        "name": "Dana Smith", "title": "Dr", "email": "dana@acme.de", "role": "head of data"
    }  # fmt: skip


async def test_a_right_card_loses_its_buttons_and_goes_on() -> None:
    """*Right* keeps the card and proposes the next step; a second press does no harm."""
    desk = await waiting()
    await desk.say("Dana Smith, dana@acme.de")
    said = await desk.press("Right")
    assert "Good, noted." in said
    assert "Step 2 of 7" in said
    assert "Good, noted." in await desk.press("Right")
    assert len(await met(desk)) == 1


@pytest.mark.parametrize("typed", ["no", "nobody", "none of them", "couldn't get any"])
async def test_no_one_sets_the_step_aside(typed: str) -> None:
    """ "Could not get any" counts as done."""
    desk = await waiting()
    assert "Step 2 of 7" in await desk.say(typed)
    (acme,) = (await desk.journey()).facts.interviews
    assert Step.CONTACTS in acme.skipped


async def test_could_not_get_any_twice_is_said_once() -> None:
    """The button sets the step aside; pressed again it says so."""
    desk = await waiting()
    await desk.say("/interview people")
    assert "Set aside" in await desk.press("Could not get any")
    again = await desk.press("Could not get any")
    assert "set aside already" in again


async def test_later_says_when_it_comes_back() -> None:
    """*Later* names the moment, which is the step's own nudge."""
    desk = await waiting()
    await desk.say("/interview people")
    assert "come back to it on Fri 20 Nov, 16:30" in await desk.press("Later")


async def test_a_wrong_address_is_left_out_and_named() -> None:
    """The person is kept, the address is not, and both are said."""
    desk = await waiting()
    said = await desk.say("Dana Smith, dana@acme")
    assert '"dana@acme" is not a complete e-mail address' in said
    assert (await met(desk))[0].email == ""


async def test_the_same_person_again_is_completed() -> None:
    """A name already known takes what is new and keeps what was told."""
    desk = await waiting()
    await desk.say("Dana Smith, head of data")
    await desk.say("/interview people Dana Smith, dana@acme.de, she decides")
    (dana,) = await met(desk)
    assert (dana.role, dana.email) == ("head of data", "dana@acme.de")


async def test_too_much_at_once_is_refused_whole() -> None:
    """A pasted page and a crowd are refused with the limit, and nothing is kept."""
    desk = await waiting()
    assert "4000" in await desk.say("/interview people " + "Dana Smith, " * 400)
    first = ("Anna", "Bert", "Carl", "Dora", "Emil", "Fritz", "Gusta", "Hans", "Ida", "Jan")
    last = ("Smith", "Jones", "Brown")
    crowd = ", ".join(f"{one} {family}" for one in first for family in last)
    assert "more than 25 people" in await desk.say(f"/interview people {crowd}")
    assert await met(desk) == ()


async def test_words_without_a_name_are_no_people() -> None:
    """What holds nobody shows the people instead."""
    desk = await waiting()
    assert "Who did you meet" in await desk.say("/interview people ???")
    assert await met(desk) == ()


async def test_the_form_saves_both_pages() -> None:
    """Every field of a person can be set, and cleared, by form."""
    desk = await waiting()
    await desk.say("Dana Smith")
    await desk.press("Fix")
    await desk.fill(
        name="Dana Smith-Lee", title="Prof", role="CTO", email="dana@acme.de", phone="030 1234567"
    )
    said = await desk.fill(
        channel="card", linkedin="linkedin.com/in/dana", postal="Weg 1, Berlin", decides="yes",
        recruiter="yes",
    )  # fmt: skip
    for part in ("Prof Dana Smith-Lee", "CTO", "likes post", "decides", "recruiter"):
        assert part in said
    (dana,) = await met(desk)
    assert dana.phone == "+49 30 1234567" or dana.phone.replace(" ", "") == "+49301234567"
    assert (dana.channel, dana.decides, dana.recruiter) == (Channel.CARD, True, True)
    await desk.press("Fix")
    await desk.fill(email="", phone="")
    await desk.fill(channel="", decides="no", recruiter="no", linkedin="", postal="")
    (dana,) = await met(desk)
    assert (dana.channel, dana.decides, dana.recruiter, dana.email) == (None, False, False, "")


@pytest.mark.parametrize(
    ("field", "typed", "named"),
    [
        ("name", " ", "name"), ("email", "dana@acme", "dana@acme"), ("phone", "12", '"12"'),
        ("title", "a" * 201, "200"), ("role", "a" * 201, "200"),
    ],
)  # fmt: skip
async def test_the_form_names_what_is_wrong(field: str, typed: str, named: str) -> None:
    """A field that cannot be kept says why, and nothing changes."""
    desk = await waiting()
    await desk.say("Dana Smith")
    before = await met(desk)
    await desk.press("Fix")
    await desk.fill(**{field: typed})
    assert named in desk.problems[field]
    assert await met(desk) == before


async def test_an_unknown_channel_and_a_long_address_are_refused() -> None:
    """The second page is checked as well."""
    desk = await waiting()
    await desk.say("Dana Smith")
    await desk.press("Fix")
    await desk.fill()
    await desk.fill(channel="pigeon")
    assert "channel" in desk.problems
    await desk.fill(channel="", postal="a" * 201)
    assert "200" in desk.problems["postal"]


async def test_a_form_left_open_keeps_both_texts() -> None:
    """What the person said before is shown when a late form replaces it."""
    desk = await waiting()
    await desk.say("Dana Smith")
    await desk.press("Fix")
    assert desk.form is not None
    form = desk.form.id
    await desk.fill(role="CTO")
    typed = {"name": "Dana Smith", "role": "Head of data"}
    said = read(*heard(await desk.act(Submitted(form, typed))))
    assert "changed since you opened the form" in said
    assert "CTO" in said
    assert (await met(desk))[0].role == "Head of data"
    again = read(*heard(await desk.act(Submitted(form, typed))))
    assert "changed since" not in again


async def test_removing_twice_explains_itself() -> None:
    """A removed person's button is stale; undo brings them back."""
    desk = await waiting()
    await desk.say("Dana Smith")
    (dana,) = await met(desk)
    remove = Pressed(f"v1:contacts:remove:{dana.id}:")
    assert "Removed: Dana Smith" in read(*heard(await desk.act(remove)))
    assert "no longer fits" in read(*heard(await desk.act(remove)))
    await desk.say("undo")
    assert await met(desk) == (dana,)


async def test_a_tampered_form_of_a_person_explains_itself() -> None:
    """A verb no release used is answered like an old form."""
    desk = await waiting()
    await desk.say("Dana Smith")
    (dana,) = await met(desk)
    reply = await desk.act(Submitted(f"v1:contacts:bend:{dana.id}:1", {"name": "X"}))
    assert "no longer fits" in read(*heard(reply))


async def test_several_people_are_fixed_one_by_one() -> None:
    """*Fix* on several shows a button for each; two of one name are told apart."""
    desk = await waiting()
    await desk.say("Dana Smith and Lee Jones")
    (dana, _lee) = await met(desk)
    assert "Edit Dana Smith" in await desk.press("Fix")
    await desk.press("Edit Lee Jones")
    await desk.fill(name=dana.name)
    said = await desk.say("/interview people")
    assert "Edit Dana Smith (2)" in said


async def test_a_panel_of_twelve_is_paged() -> None:
    """Long lists come in several messages, each within the limits."""
    desk = await waiting()
    names = [
        "Anna",
        "Bert",
        "Carl",
        "Dora",
        "Emil",
        "Fritz",
        "Gusta",
        "Hans",
        "Ida",
        "Jan",
        "Karl",
        "Lena",
    ]
    await desk.say("/interview people " + ", ".join(f"{one} Smith" for one in names))
    said = await desk.say("/interview people")
    assert all(f"Edit {one} Smith" in said for one in names)
    assert "Good, noted." in await desk.press("That's everyone")


async def test_the_longest_people_still_fit_a_card() -> None:
    """Eight people with everything as long as it may be do not break the message."""
    desk = await waiting()
    names = ["Anna", "Bert", "Carl", "Dora", "Emil", "Fritz", "Gusta", "Hans"]
    await desk.say("/interview people " + ", ".join(f"{one} Smith" for one in names))
    for one in await met(desk):
        long = {"name": one.name + "x" * 180, "role": "y" * 200, "title": "Dr"}
        await desk.act(Submitted(f"v1:contacts:first:{one.id}:1", long))
    said = await desk.say("/interview people")
    assert "Dr Anna Smithx" in said
    assert "…" in said


async def test_the_nudge_asks_and_words_answer_it() -> None:
    """An hour after the end the bot asks once, and typed names answer."""
    desk = await waiting()
    await desk.say("/interview calm")
    first, *_ = await desk.wait_until("2026-11-20 16:30")
    assert "contacts" in first.nudge
    assert "One person at Acme" in await desk.say("Dana Smith, dana@acme.de")


async def test_unwelcome_contact_needs_no_address() -> None:
    """Where contact is unwelcome nobody is sent looking for addresses."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    await desk.fill(contact_unwelcome="yes")
    assert "No address yet" not in await desk.say("/interview people Dana Smith")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Dana Smith, prefers calls", "likes calls"),
        ("Dana Smith, prefers email", "likes e-mail"),
        ("Dana Smith, prefers LinkedIn", "likes LinkedIn"),
    ],
)
async def test_a_preferred_channel_is_shown(typed: str, said: str) -> None:
    """How somebody likes to be reached stands on their line."""
    desk = await waiting()
    assert said in await desk.say(f"/interview people {typed}")
