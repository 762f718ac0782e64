"""Thanks where something is missing: no names, a name nobody knows, only one way, nothing to say yet."""

import pytest

from bot.interview import Contact, Step, Thanks
from bot.library import load_library
from tests.desk import Desk, read

LIBRARY = load_library()


async def waiting(people: str = "", country: str = "Germany") -> Desk:
    """Return somebody who has told of one interview, and of whom they met."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    await desk.add(country=country)
    if people:
        await desk.say(people)
    return desk


async def met(desk: Desk) -> tuple[Contact, ...]:
    """Return everybody recorded."""
    return (await desk.journey()).facts.contacts


async def test_without_names_a_note_to_the_team_is_offered() -> None:
    """Who could not get any names is not asked for them again."""
    desk = await waiting()
    await desk.say("couldn't get any")
    said = await desk.say("/interview thanks")
    assert "It works without names too" in said
    assert "Please pass my thanks on" in said
    assert "Who did you meet" not in said
    assert "your thanks to Acme are sent" in await desk.press("Sent it")
    assert "settled already" in await desk.press("Sent it")
    (acme,) = (await desk.journey()).facts.interviews
    assert Step.THANK_YOU in acme.skipped


async def test_a_name_found_later_is_taken_after_all() -> None:
    """The way back to people stays open."""
    desk = await waiting()
    await desk.say("couldn't get any")
    await desk.say("/interview thanks")
    assert "Who did you meet" in await desk.press("I have a name now")
    await desk.say("Dana Smith, dana@acme.de")
    assert "For Dana Smith, by e-mail" in await desk.say("/interview thanks")


async def test_the_nudge_without_names_asks_for_none_and_late_is_still_fine() -> None:
    """No nudge repeats the question that was set aside."""
    desk = await waiting(country="US")
    await desk.say("couldn't get any")
    seen = ""
    for day in ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"):
        seen += read(*await desk.wait_until(f"{day} 20:00"))
        await desk.say("/interview list")
    assert "would fit now. I have a note that works without names" in seen
    assert "Late is still fine: a short thank-you to Acme" in seen
    assert "Who was it you met" not in seen


@pytest.mark.parametrize("typed", ["/interview thanks Zoe", "I thanked Zoe"])
async def test_a_name_nobody_knows_is_said_to_be_unknown(typed: str) -> None:
    """Nobody else's note is shown instead, and the person can be added at once."""
    desk = await waiting("Dana Smith, dana@acme.de")
    said = await desk.say(typed)
    assert "Nobody called Zoe is on your list for Acme" in said
    assert "Dana" not in said
    await desk.say("Zoe, designer")
    assert [one.name for one in await met(desk)] == ["Dana Smith", "Zoe"]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"linkedin": "https://www.linkedin.com/in/dana"}, "on LinkedIn"),
        ({"phone": "+49 30 901820"}, "by phone"),
        ({"postal": "Weg 1, 10115 Berlin"}, "a card by post"),
        ({"linkedin": "https://www.linkedin.com/in/dana", "channel": "phone"}, "by phone"),
    ],
)
async def test_the_only_way_to_reach_somebody_is_the_way_taken(
    known: dict[str, str], said: str
) -> None:
    """Nobody without an e-mail address gets an e-mail; what they like beats everything."""
    desk = await waiting("Dana Smith")
    await desk.press("Fix")
    await desk.fill(**{key: value for key, value in known.items() if key == "phone"})
    await desk.fill(**{key: value for key, value in known.items() if key != "phone"})
    assert f"For Dana Smith, {said}" in await desk.say("/interview thanks")


async def test_what_was_shown_is_kept_as_sent() -> None:
    """*Sent* below a note keeps its words; words of one's own stay."""
    desk = await waiting("Dana Smith, dana@acme.de, and Lee Jones, lee@acme.de")
    await desk.say("/interview thanks")
    await desk.press("Change the note to Lee Jones")
    await desk.fill(body="Dear Lee, that was good.")
    await desk.press("Sent to Dana Smith")
    await desk.press("Sent to Lee Jones")
    (dana, lee) = await met(desk)
    assert (dana.thanks, lee.thanks) == (Thanks.SENT, Thanks.SENT)
    assert "Dana" in dana.note or "Smith" in dana.note
    assert lee.note == "Dear Lee, that was good."


async def test_words_alone_keep_no_draft_as_sent() -> None:
    """ "I thanked Dana" may have been in their own words, so our draft is not kept as theirs."""
    desk = await waiting("Dana Smith, dana@acme.de")
    await desk.say("I thanked Dana")
    (dana,) = await met(desk)
    assert (dana.thanks, dana.note) == (Thanks.SENT, "")


async def test_a_note_with_nothing_of_its_own_asks_what_was_talked_about() -> None:
    """In a large panel without notes the last ones need a fact, and the answer makes the note theirs."""
    names = ["Anna", "Bert", "Carl", "Dora", "Emil", "Fritz", "Gusta", "Hans", "Ida", "Jan"]
    names += ["Karl", "Lena", "Max", "Nora", "Otto", "Paul", "Rosa", "Sven", "Tina", "Udo"]
    desk = await waiting(", ".join(f"{one} Smith, {one.lower()}@acme.de" for one in names))
    said = await desk.say("/interview thanks")
    while "What did you two talk about?" not in said:
        said = await desk.press("Show more notes")
    name = said.split("I need one fact to make the note for ")[-1].split(" their own")[0]
    unfit = await desk.say("They are building a new one")
    assert f"I cannot fit it into the note for {name}" in unfit
    answered = await desk.say("We talked about the new library in Hamburg.")
    assert f"For {name}, by e-mail" in answered
    assert "library in Hamburg" in answered
