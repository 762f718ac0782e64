"""Thank-you notes: one per person, sent by the person, and recorded only when they say so."""

import pytest

from bot.inbound import Pressed, Submitted
from bot.interview import Channel, Contact, Thanks
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()
PEOPLE = "Dr Dana Smith, head of data, dana@acme.de, and Lee Jones, platform, lee@acme.de"
NOTES = "Dana Smith explained how they use Kafka. Lee Jones told me about the move to the cloud."


async def waiting(people: str = PEOPLE, **values: str) -> Desk:
    """Return somebody who has met people and written notes."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add(**values)
    if people:
        await desk.say(f"/interview people {people}")
        await desk.say(f"/interview notes {NOTES}")
    return desk


async def met(desk: Desk) -> tuple[Contact, ...]:
    """Return everybody recorded."""
    return (await desk.journey()).facts.contacts


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("Germany", "a note is optional"), ("US", "is expected"), ("Japan", "Japan:"),
        ("France", "France:"), ("UK", "is optional"), ("", "do not know where the employer is"),
        ("Iceland", "Iceland"), ("Kenya", "Kenya"),
    ],
)  # fmt: skip
async def test_what_is_usual_is_said_before_the_notes(country: str, said: str) -> None:
    """The country's habit comes first, with its source one button away."""
    desk = await waiting(country=country)
    assert said in await desk.say("/interview thanks")
    assert "Where this is from" in await desk.press("Where is this from?")


async def test_nobody_recorded_is_asked_for() -> None:
    """Without people there is nobody to thank, and the bot asks who it was."""
    desk = await waiting("")
    said = await desk.say("/interview thanks")
    assert "need to know who it was" in said
    assert "Who did you meet" in said


async def test_each_is_settled_once_and_the_rest_named() -> None:
    """*Sent* and *Not this time* decide one note; the last one says that all is done."""
    desk = await waiting()
    await desk.say("/interview thanks")
    said = await desk.press("Sent to Dana Smith")
    assert "1 of 2 done. Still open: Lee Jones." in said
    assert "noted already" in await desk.press("Sent to Dana Smith")
    said = await desk.press("Not this time: Lee Jones")
    assert "No note to Lee Jones" in said
    assert "Everybody you met is taken care of" in said
    assert "taken care of" in await desk.say("/interview thanks")
    assert [one.thanks for one in await met(desk)] == [Thanks.SENT, Thanks.NOT_THIS_TIME]


@pytest.mark.parametrize(
    "typed", ["I thanked Dana", "I sent a thank-you note to Dana Smith", "I thanked dana"]
)
async def test_words_record_what_was_sent(typed: str) -> None:
    """ "I thanked Dana" is enough."""
    desk = await waiting()
    assert "Sent to Dr Dana Smith" in await desk.say(typed)


async def test_words_about_nobody_known_show_the_notes() -> None:
    """A name that is not recorded records nothing."""
    desk = await waiting()
    await desk.say("I thanked Zoe")
    assert all(one.thanks is Thanks.OPEN for one in await met(desk))


async def test_one_person_can_be_named() -> None:
    """`/interview thanks Lee` shows Lee's note alone."""
    desk = await waiting()
    said = await desk.say("/interview thanks Lee")
    assert "Lee Jones" in said
    assert "Sent to Dana Smith" not in said


async def test_every_way_is_offered_and_kept() -> None:
    """A note goes by e-mail, card, LinkedIn or phone, as chosen."""
    desk = await waiting("Dana Smith, head of data, dana@acme.de")
    await desk.say("/interview thanks")
    for label, channel, said in (
        ("Card for Dana Smith", Channel.CARD, "On the envelope"),
        ("LinkedIn note to Dana Smith", Channel.LINKEDIN, "on LinkedIn"),
        ("Call to Dana Smith", Channel.PHONE, "What you could say"),
        ("E-mail to Dana Smith", Channel.EMAIL, "dana@acme.de"),
    ):
        assert "How shall it reach" in await desk.press("Another way for Dana Smith")
        assert said in await desk.press(label)
        assert (await met(desk))[0].note_channel is channel


async def test_a_way_nobody_knows_explains_itself() -> None:
    """A tampered way is answered like an old button."""
    desk = await waiting()
    (dana, _) = await met(desk)
    reply = await desk.act(Pressed(f"v1:thank_you:by:{dana.id}:pigeon"))
    assert "no longer fits" in read(*heard(reply))


async def test_a_card_names_a_missing_postal_address() -> None:
    """Without an address the card says where one is found; with one it stands on the envelope."""
    desk = await waiting("Dana Smith, dana@acme.de")
    await desk.say("/interview thanks")
    await desk.press("Another way for Dana Smith")
    assert "no postal address" in await desk.press("Card for Dana Smith")
    (dana,) = await met(desk)
    await desk.act(Pressed(f"v1:contacts:edit:{dana.id}:"))
    await desk.fill()
    await desk.fill(postal="Weg 1, 10115 Berlin")
    said = await desk.say("/interview thanks")
    assert "Weg 1" in said
    assert "no postal address" not in said


async def test_a_note_is_edited_and_kept() -> None:
    """The edited words are what is shown from then on."""
    desk = await waiting()
    await desk.say("/interview thanks")
    await desk.press("Change the note to Dana Smith")
    said = await desk.fill(subject="Thank you", body="Dear Dr Smith, thank you.")
    assert "Dear Dr Smith, thank you." in said
    assert "Dear Dr Smith, thank you." in await desk.say("/interview thanks")
    await desk.say("undo")
    assert (await met(desk))[0].note == ""


@pytest.mark.parametrize(
    ("channel", "body", "named"),
    [("", "  ", "empty"), ("", "x" * 2901, "2900"), ("linkedin", "x" * 301, "300")],
)
async def test_a_note_that_cannot_be_sent_is_refused(channel: str, body: str, named: str) -> None:
    """Empty and overlong notes say so and leave the form open."""
    desk = await waiting()
    (dana, _) = await met(desk)
    if channel:
        await desk.act(Pressed(f"v1:thank_you:by:{dana.id}:{channel}"))
    await desk.act(Pressed(f"v1:thank_you:edit:{dana.id}:"))
    await desk.fill(body=body)
    assert named in desk.problems["body"]


async def test_a_note_left_open_keeps_both_texts() -> None:
    """A late form shows the other text beside the one it saved; the same twice is no alarm."""
    desk = await waiting()
    await desk.say("/interview thanks")
    await desk.press("Change the note to Dana Smith")
    assert desk.form is not None
    form = desk.form.id
    await desk.fill(body="First words.")
    late = read(*heard(await desk.act(Submitted(form, {"body": "Later words."}))))
    assert "changed since you opened the form" in late
    assert "First words." in late
    again = read(*heard(await desk.act(Submitted(form, {"body": "Later words."}))))
    assert "changed since" not in again
    assert (await met(desk))[0].note == "Later words."


async def test_a_note_to_somebody_removed_explains_itself() -> None:
    """The form and the buttons of a removed person are stale."""
    desk = await waiting()
    await desk.say("/interview thanks")
    await desk.press("Change the note to Dana Smith")
    (dana, _) = await met(desk)
    await desk.act(Pressed(f"v1:contacts:remove:{dana.id}:"))
    assert "no longer fits" in await desk.fill(body="Words")
    assert "no longer fits" in await desk.press("Sent to Dana Smith")


async def test_unwelcome_contact_gets_no_note() -> None:
    """Where contact is unwelcome no note is proposed."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    await desk.fill(contact_unwelcome="yes", people="Dana Smith, dana@acme.de")
    assert "no thank-you note this time" in await desk.say("/interview thanks")


async def test_a_recruiter_in_between_is_named() -> None:
    """Thanks go through the recruiter where there is one."""
    desk = await waiting("Dana Smith, dana@acme.de, and Rita Ray, recruiter, rita@ray.com")
    (dana, rita) = await met(desk)
    await desk.act(Pressed(f"v1:contacts:edit:{rita.id}:"))
    await desk.fill()
    await desk.fill(recruiter="yes")
    assert "Rita Ray stands between" in await desk.say("/interview thanks")
    assert dana.recruiter is False


async def test_a_panel_is_shown_in_pages() -> None:
    """Six notes at once, the rest on a button; a page that is gone begins anew."""
    names = ["Anna", "Bert", "Carl", "Dora", "Emil", "Fritz", "Gusta", "Hans"]
    desk = await waiting(", ".join(f"{one} Smith, {one.lower()}@acme.de" for one in names))
    for one in await met(desk):
        await desk.act(Pressed(f"v1:thank_you:edit:{one.id}:"))
        await desk.fill(body=f"Dear {one.name}, thank you.")
    said = await desk.say("/interview thanks")
    assert "2 more notes are ready" in said
    assert "Sent to Hans Smith" in await desk.press("Show more notes")
    for one in (await met(desk))[2:]:
        await desk.act(Pressed(f"v1:thank_you:sent:{one.id}:"))
    assert "Sent to Anna Smith" in await desk.press("Show more notes")


async def test_two_of_the_same_name_in_a_nudge_are_told_apart() -> None:
    """The nudge has one button for each, with a number."""
    desk = await waiting("Dana Smith, dana@acme.de, and Lee Jones, lee@acme.de")
    (_, lee) = await met(desk)
    await desk.act(Pressed(f"v1:contacts:edit:{lee.id}:"))
    await desk.fill(name="Dana Smith")
    nudges = await desk.wait_until("2026-11-20 18:35")
    assert "Sent to Dana Smith (2)" in read(*nudges)


async def test_done_on_the_nudge_means_everybody_was_thanked() -> None:
    """*Done* settles all who are open."""
    desk = await waiting()
    nudges = await desk.wait_until("2026-11-20 18:35")
    assert "thank_you" in nudges[-1].nudge
    await desk.press("Done")
    assert {one.thanks for one in await met(desk)} == {Thanks.SENT}


async def test_the_nudge_asks_who_it_was_where_nobody_is_recorded() -> None:
    """Three hours after the end, without people, it asks for them."""
    desk = await waiting("")
    nudges = await desk.wait_until("2026-11-20 18:35")
    assert "Who was it you met at Acme?" in read(*nudges)
    assert "One person at Acme" in await desk.say("Dana Smith, dana@acme.de")


async def test_late_is_still_fine() -> None:
    """Where a note is expected the last nudge says that late is fine."""
    desk = await waiting(country="US")
    seen = ""
    for day in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"):
        seen += read(*await desk.wait_until(f"{day} 12:00"))
        await desk.say("/interview list")
    assert "Late is still fine" in seen


@pytest.mark.parametrize(
    ("prefers", "said"),
    [("calls", "by phone"), ("LinkedIn", "on LinkedIn"), ("e-mail", "by e-mail")],
)
async def test_a_preferred_channel_beats_the_habit(prefers: str, said: str) -> None:
    """How somebody likes to be reached decides how their note travels."""
    desk = await waiting(f"Dana Smith, dana@acme.de, prefers {prefers}")
    assert said in await desk.say("/interview thanks")
