"""Keep looking: one line logs an application, the week shows the goal, and nobody is scolded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.inbound import Pressed, Said
from bot.library import load_library
from bot.steps.application_line import LONGEST, read_application
from tests.desk import Desk, heard, read

LIBRARY = load_library()
WORDS = LIBRARY.words["en"]


async def desk(*companies: str) -> Desk:
    """Return somebody who has interviews, or none."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    for company in companies:
        await sat.add(company)
    return sat


async def logged(sat: Desk) -> list[tuple[str, str]]:
    """Return what is logged, as company and role."""
    return [(one.company, one.role) for one in (await sat.journey()).facts.applications]


@pytest.mark.parametrize(
    ("typed", "company", "role"),
    [
        ("Acme", "Acme", ""),
        ("Acme, data engineer", "Acme", "data engineer"),
        ("Acme as a data engineer", "Acme", "data engineer"),
        ("data engineer at Acme", "Acme", "data engineer"),
        ("Acme - data engineer", "Acme", "data engineer"),
        ("Acme: data engineer", "Acme", "data engineer"),
        ("- Acme, Inc., data engineer", "Acme, Inc.", "data engineer"),
        ("Acme, GmbH", "Acme, GmbH", ""),
        ("  ,; ", "", ""),
        ("שלום, מהנדס", "שלום", "מהנדס"),
    ],
)
def test_an_application_is_read_from_one_line(typed: str, company: str, role: str) -> None:
    """However a company and a role are put into one line, each lands in its place."""
    read_line = read_application(WORDS, typed)
    assert (read_line.company, read_line.role) == (company, role)


@given(st.text(max_size=LONGEST + 50))
def test_a_line_is_read_without_a_word_of_our_own(typed: str) -> None:
    """Whatever is typed, company and role consist of what stands in the line."""
    line = read_application(WORDS, typed)
    for word in f"{line.company} {line.role}".replace(",", " ").split():
        assert word in typed


async def test_one_line_logs_one_application() -> None:
    """The command and plain words both log, echo and tell the facts."""
    sat = await desk()
    reply = await sat.act(Said("/interview apply Acme, data engineer"))
    assert reply.messages[0].facts == {
        "applications": 1, "company": "Acme", "role": "data engineer",
    }  # fmt: skip
    await sat.say("I applied to Umbrella as a nurse")
    await sat.say("/interview apply Initech")
    assert await logged(sat) == [("Acme", "data engineer"), ("Umbrella", "nurse"), ("Initech", "")]


async def test_several_lines_log_several() -> None:
    """A pasted list is logged line by line; a line without a company is named and the rest is kept."""
    sat = await desk()
    said = await sat.say("/interview apply Globex as an SRE\nInitech\n,,,\n" + "x" * 300)
    assert 'no company in ",,,"' in said
    assert "takes up to 120 characters" in said
    assert "Logged 2:" in said
    assert await logged(sat) == [("Globex", "SRE"), ("Initech", "")]


async def test_a_pasted_page_is_refused_whole() -> None:
    """More lines than a week's work are more likely a slip: nothing is logged."""
    sat = await desk()
    assert "Nothing is logged yet" in await sat.say("/interview apply " + "Acme\n" * 26)
    assert await logged(sat) == []


async def test_long_titles_are_shortened_visibly() -> None:
    """A list too long for a message says how many more were logged."""
    sat = await desk()
    lines = "\n".join(f"{'x' * 100}{number}, {'y' * 100}" for number in range(20))
    assert "more" in await sat.say(f"/interview apply {lines}")
    assert len(await logged(sat)) == 20


async def test_the_goal_is_set_corrected_and_met() -> None:
    """A typed number is the goal, "no, 2" corrects it, and reaching it is celebrated without a button."""
    sat = await desk("Acme")
    assert "How many applications a week" in await sat.say("/interview apply")
    assert "5 applications a week" in await sat.say("5")
    assert "2 applications a week" in await sat.say("no, 2")
    await sat.say("/interview apply Globex")
    reply = await sat.act(Said("/interview apply Initech"))
    assert "You met your goal of 2" in read(*reply.messages)
    assert not reply.messages[0].buttons()
    assert "the rest is extra" in await sat.say("/interview apply Umbrella")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("999", "from 1 to 50"),
        ("0", "No goal"),
        ("no", "No goal"),
        ("none", "No goal"),
        ("skip", "No goal"),
        ("cancel", "left as it was"),
    ],
)
async def test_a_goal_is_never_forced(typed: str, said: str) -> None:
    """Too much is asked back, and no goal is an answer."""
    sat = await desk()
    await sat.say("/interview apply")
    assert said in await sat.say(typed)
    assert (await sat.journey()).person.goal is None


async def test_goals_are_buttons_too() -> None:
    """The usual goals, another number and none are one press; a second press says it is so."""
    sat = await desk()
    await sat.say("/interview apply")
    assert "5 applications a week" in await sat.press("Goal: 5 a week")
    assert "your goal already" in await sat.press("Goal: 5 a week")
    assert "Type a number" in await sat.press("Another number")
    await sat.say("one")
    await sat.say("1")
    assert (await sat.journey()).person.goal == 1
    await sat.say("/interview apply")
    assert "No goal" in await sat.press("No goal")
    assert "No goal" in await sat.press("No goal")
    assert (await sat.journey()).person.goal is None


async def test_an_interruption_brings_the_question_back_once() -> None:
    """Something else is answered first, then the goal is asked for once more."""
    sat = await desk()
    await sat.say("/interview apply")
    assert "How many applications a week" in await sat.say("/interview help")
    assert "How many applications a week" not in await sat.say("/interview help")


async def test_the_weekly_note_is_paused_and_resumed() -> None:
    """A pause says so, a second press too; resuming says when the next one comes."""
    sat = await desk("Acme")
    await sat.say("/interview apply")
    assert "is paused. You" in await sat.press("Pause the weekly note")
    assert "paused already" in await sat.press("Pause the weekly note")
    sent = await sat.wait_until("2026-11-23 10:00")
    assert not [one for one in sent if "keep_looking" in one.nudge]
    assert "Mon 30 Nov, 09:30" in await sat.press("Weekly note on again")
    assert "on already" in await sat.press("Weekly note on again")


@pytest.mark.parametrize(
    ("goal", "count", "said"),
    [
        (None, 0, "A good interview is not an offer yet, so keep"),
        (None, 1, "One application last week. A good"),
        (3, 1, "Last week: 1 of 3. A new week starts fresh."),
        (1, 1, "That met your goal of 1. Well done."),
    ],
)
async def test_the_weekly_note_looks_back_without_blame(
    goal: int | None, count: int, said: str
) -> None:
    """Monday's note says what was, what the goal was, and that a new week starts fresh."""
    sat = await desk("Acme")
    if goal is not None:
        await sat.say(f"/interview settings goal {goal}")
    for _ in range(count):
        await sat.say("/interview apply Globex")
    sent = [one for one in await sat.wait_until("2026-11-23 09:35") if "keep_looking" in one.nudge]
    assert said in read(*sent)
    assert " 0" not in read(*sent).replace("9:00", "")
    assert "applications" in sent[0].facts
    await sat.press("Done")
    assert "This week, Mon 23 Nov to Sun 29 Nov" in await sat.press("See this week")


async def test_an_application_is_taken_out_and_brought_back() -> None:
    """The newest are offered first; the button of one that is gone explains itself; undo brings it back."""
    sat = await desk()
    await sat.say("/interview apply Globex\nGlobex\nInitech")
    await sat.say("/interview apply")
    shown = await sat.press("Take one out")
    assert "Take out Globex (2)" in shown
    assert "Taken out: Initech" in await sat.press("Take out Initech")
    assert "no longer fits" in await sat.press("Take out Initech")
    await sat.say("undo")
    assert ("Initech", "") in await logged(sat)


async def test_an_empty_week_has_nothing_to_take_out() -> None:
    """The button from last week says that this week holds nothing."""
    sat = await desk()
    await sat.say("/interview apply Globex")
    await sat.say("/interview apply")
    await sat.wait_until("2026-11-24 09:00")
    assert "Nothing is logged this week" in await sat.press("Take one out")


async def test_a_busy_week_is_paged_and_followed_by_a_word_about_rest() -> None:
    """More than 25 in a week: pages to see and to take out, and a kind warning once."""
    sat = await desk()
    names = [f"Company{number}" for number in range(30)]
    await sat.say("/interview apply " + "\n".join(names[:25]))
    assert "Please rest as well" in await sat.say("/interview apply " + "\n".join(names[25:]))
    assert "Please rest as well" not in await sat.say("/interview apply Globex")
    assert "Company25" not in await sat.say("/interview apply")
    assert "Company25" in await sat.press("Show more of the week")
    await sat.say("/interview apply")
    await sat.press("Take one out")
    assert "Take out Company3" in await sat.press("Earlier ones")


async def test_after_an_accepted_offer_nothing_is_asked_for() -> None:
    """The goal is not asked for any more once an offer is accepted."""
    sat = await desk("Acme")
    await sat.say("/interview outcome Acme offer")
    await sat.say("I accepted the offer")
    said = await sat.say("/interview apply")
    assert "You have accepted an offer" in said
    assert "How many applications" not in said


async def test_the_week_is_the_persons_own() -> None:
    """Sunday night and Monday morning are two weeks, on their clock."""
    sat = Desk(LIBRARY, zone="Pacific/Auckland", at="2026-11-22 23:30")
    await sat.sit_down()
    await sat.say("/interview apply Globex")
    await sat.wait_until("2026-11-23 00:30")
    assert "Nothing logged this week" in await sat.say("/interview apply")


@pytest.mark.parametrize(
    "packed",
    ["show:x9:", "page::x", "goal::x", "pick::x", "remove:x9:", "nonsense::"],
)
async def test_a_tampered_button_is_answered_like_a_gone_one(packed: str) -> None:
    """Whatever stands in a forged button, nothing changes and the answer is kind."""
    sat = await desk("Acme")
    reply = await sat.act(Pressed(f"v1:keep_looking:{packed}"))
    assert "no longer fits" in read(*heard(reply))


async def test_the_step_is_opened_from_an_interview() -> None:
    """Opened as the next step, the week leads back to what comes next there."""
    sat = await desk("Acme")
    id = (await sat.journey()).facts.interviews[0].id
    said = read(*heard(await sat.act(Pressed(f"v1:keep_looking:show:{id}:"))))
    assert "What comes next with Acme" in said
    assert "next" in (await sat.press("What comes next with Acme")).casefold()
