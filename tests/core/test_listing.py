"""The list: every interview once, open ones first, within a message's limits however long the names."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.inbound import Pressed, Said, Submitted
from bot.library import load_library
from bot.message import Message
from tests.desk import Desk, read

LIBRARY = load_library()


async def seated() -> Desk:
    """Return a desk with somebody who told nothing yet."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    return desk


async def pages(desk: Desk) -> list[Message]:
    """Return every page of the list, turned with its own button."""
    shown = [(await desk.act(Said("/interview list"))).messages[0]]
    while True:
        more = [one for one in shown[-1].buttons() if ":page:" in one.action]
        if not more:
            return shown
        shown.append((await desk.act(Pressed(more[0].action))).messages[0])


def opened(shown: list[Message]) -> list[str]:
    """Return the actions that open an interview."""
    actions = [one.action for page in shown for one in page.buttons()]
    return [one for one in actions if one.startswith("v1:listing:show")]


async def test_nothing_to_list_offers_to_add() -> None:
    """Somebody without an interview is offered to tell about one."""
    desk = await seated()
    assert "Add an interview" in await desk.say("/interview list")


async def test_a_line_tells_how_far_and_what_is_waited_for() -> None:
    """Company, role, end, steps done, whose move it is and from when asking is right."""
    desk = await seated()
    await desk.add(role="Engineer", next_step="they call by Friday")
    said = await desk.say("/interview list")
    assert "Acme, Engineer · ended Fri 20 Nov · 0 of 7 steps done" in said
    assert "they get in touch by Fri 27 Nov · right to ask from Tue 1 Dec" in said
    desk.now = datetime(2026, 12, 2, 11, tzinfo=UTC)
    assert "right to ask now" in await desk.say("/interview list")


async def test_each_way_to_wait_has_its_words() -> None:
    """What was said about the next step is told apart, and nobody is sent where contact is unwelcome."""
    desk = await seated()
    await desk.add("Acme", next_step="they call")
    await desk.add("Globex", next_step="I call on 1 Dec")
    await desk.add("Initech", next_step="I call them")
    await desk.say("/interview add Umbrella")
    await desk.fill(ended="today 15:00")
    await desk.fill(contact_unwelcome="yes")
    said = await desk.say("/interview list")
    assert "they get in touch, no date named" in said
    assert "you get in touch on Tue 1 Dec Initech" in said
    assert "0 of 7 steps done · you get in touch · right to ask from" in said
    assert "no date was named · no contact wanted there" in said


async def test_open_interviews_come_first_and_rounds_stay_together() -> None:
    """An ended application stands below an open one, even if it is newer."""
    desk = await seated()
    await desk.add("Acme", ended="Monday 10:00")
    await desk.add("Globex", ended="today 10:00")
    await desk.say("Globex rejected me")
    shown = (await pages(desk))[0]
    assert [one.label for one in shown.buttons()] == ["Open Acme", "Open Globex"]


async def test_one_named_is_shown_with_all_that_can_be_done() -> None:
    """The card of one interview has its people and a way to everything about it."""
    desk = await seated()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    await desk.fill(people="Dana Smith, dana@acme.de, and Lee from platform")
    reply = await desk.act(Said("/interview list Acme"))
    card = reply.messages[0]
    assert "Dana Smith · dana@acme.de" in read(card)
    assert card.facts["company"] == "Acme"
    people = card.facts["people"]
    assert isinstance(people, list)
    assert len(people) == 2  # pyright: ignore[reportUnknownArgumentType]
    assert [one.label for one in card.buttons()] == [
        "Edit",
        "People",
        "Notes",
        "Thank-you notes",
        "References",
        "When to ask",
        "Outcome",
        "Delete",
    ]
    for one in card.buttons():
        answer = await desk.act(Pressed(one.action))
        assert answer.messages or answer.form, one.label


async def test_an_ended_one_tells_how_it_ended() -> None:
    """Whoever has an outcome is listed with it instead of with steps to do."""
    desk = await seated()
    await desk.add("Globex")
    await desk.say("Globex rejected me")
    said = await desk.say("/interview list")
    assert "Globex · ended Fri 20 Nov · a rejection" in said
    assert "steps done" not in said


async def test_a_button_about_nobody_is_told_as_outdated() -> None:
    """An interview that is gone, a page that is no number and a strange verb change nothing."""
    desk = await seated()
    await desk.add("Acme")
    id = (await desk.journey()).facts.interviews[0].id
    for action in ("show:gone:", "page::six", f"explode:{id}:"):
        reply = await desk.act(Pressed(f"v1:listing:{action}"))
        assert "steps done" not in read(*reply.messages), action


async def test_people_beyond_the_card_are_counted() -> None:
    """A panel larger than the card says how many more there are."""
    desk = await seated()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    names = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ivy", "Jo")
    await desk.fill(people="\n".join(f"{name} Stone" for name in names))
    assert "and 2 more" in await desk.say("/interview list Acme")


async def test_a_page_that_is_no_more_begins_anew() -> None:
    """An old button for more, after interviews were deleted, shows the list from its start."""
    desk = await seated()
    await desk.add("Acme")
    reply = await desk.act(Pressed("v1:listing:page::60"))
    assert "Open Acme" in read(*reply.messages)


async def test_the_longest_names_still_fit_a_message() -> None:
    """Names as long as the form takes make pages of fewer interviews, and nobody is left out."""
    desk = await seated()
    for number in range(7):
        await desk.say("/interview add")
        await desk.fill(company="W" * 120, role="r" * 120, ended=f"today 15:{number:02}")
        await desk.fill(round=f"{number}" * 120)
    shown = await pages(desk)
    assert len(opened(shown)) == 7
    assert f"Interviews 1 to {len(opened(shown[:1]))} of 7" in read(shown[0])


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 120), min_size=1, max_size=20), st.integers(1, 120))
async def test_every_interview_is_listed_once(lengths: list[int], role: int) -> None:
    """However long the names and many the interviews, the pages hold each of them exactly once."""
    desk = await seated()
    for number, length in enumerate(lengths):
        await desk.say("/interview add")
        assert desk.form is not None
        ended = f"today {number % 15}:{number:02}"
        typed = {"company": "W" * length, "role": "r" * role, "ended": ended}
        await desk.act(Submitted(desk.form.id, typed))
    shown = await pages(desk)
    known = [one.id for one in (await desk.journey()).facts.interviews]
    assert sorted(opened(shown)) == sorted(f"v1:listing:show:{id}:" for id in known)
