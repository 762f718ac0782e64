"""Telling of an interview: what is read is echoed in full, what is not is named, one step corrects it."""

import pytest

from bot.inbound import Pressed, Profile, Submitted
from bot.interview import NextStep
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def seated() -> Desk:
    """Return somebody at a desk who has told nothing yet."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    return desk


async def opened(company: str = "Acme") -> Desk:
    """Return somebody before the first page of the form."""
    desk = await seated()
    await desk.say(f"/interview add {company}")
    return desk


@pytest.mark.parametrize(
    ("field", "typed", "named"),
    [
        ("company", "", "company's name"), ("company", "   ", "company's name"),
        ("company", "a" * 121, "120 characters"), ("role", "a" * 121, "120 characters"),
        ("ended", "", "need to know when"), ("ended", "purple", "purple"),
        ("ended", "31 Feb 15:30", "not in the calendar"), ("ended", "today", "At what time"),
        ("ended", "today 23:30", "still to come"), ("ended", "1 Nov 2025 10:00", "last twelve months"),
        ("ended", "1 Nov 2023 10:00", "last twelve months"),
        ("ended", "1 Nov 9999 10:00", "9999"), ("ended", "today 15:30 Narnia time", "Narnia"),
        ("ended", "today 15:30 " * 40, "longer than a time"),
        ("country", "Atlantis", "Atlantis"), ("country", "a" * 90, "…"),
        ("next_step", "bananas", "bananas"),
        ("next_step", "they call by 1 Nov 2026", "before the interview"),
    ],
)  # fmt: skip
async def test_what_cannot_be_read_is_named_and_the_form_stays_open(
    field: str, typed: str, named: str
) -> None:
    """A field that cannot be read says why, and nothing is saved."""
    desk = await opened()
    await desk.fill(**{"ended": "today 15:30", field: typed})
    assert named in desk.problems[field]
    assert desk.form is not None
    assert (await desk.journey()).facts.interviews == ()


@pytest.mark.parametrize(
    ("field", "typed"), [("ended", "03/04/2026 10:00"), ("next_step", "they call by 03/04/2027")]
)
async def test_what_could_be_read_in_two_ways_is_asked_back(field: str, typed: str) -> None:
    """A date of two readings offers both."""
    desk = await opened()
    await desk.fill(**{"ended": "today 15:30", field: typed})
    assert " or " in desk.problems[field]


async def test_a_country_of_two_readings_is_asked_back() -> None:
    """Korea is two countries, and both are named."""
    desk = await opened()
    await desk.fill(ended="today 15:30", country="Korea")
    assert "South Korea" in desk.problems["country"]


async def test_what_was_understood_is_echoed_with_weekday_year_and_zone() -> None:
    """The echo says what counts from now on, and carries it as data."""
    desk = await opened()
    said = await desk.fill(
        ended="today 15:30", country="Germany", role="Engineer", next_step="they call by Friday"
    )
    assert "Saved: Acme, Engineer." in said
    assert "Fri 20 Nov 2026, 15:30 (Berlin)" in said
    assert "Fri 27 Nov" in said
    facts = next(one.facts for one in desk.said if one.facts.get("ended"))
    assert facts == {
        "company": "Acme",
        "role": "Engineer",
        "ended": "2026-11-20T15:30:00+01:00",
        "country": "DE",
        "promised": "2026-11-27",
        "next_step": "they_call",
        "contact_unwelcome": False,
    }


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("", NextStep.NOTHING_SAID, "No next step is noted"),
        ("they call", NextStep.THEY_CALL, "without a date"),
        ("I should call on 3 Dec", NextStep.I_CALL, "call on Thu 3 Dec"),
        ("I should call", NextStep.I_CALL, "You agreed to call."),
    ],
)
async def test_each_next_step_has_its_own_sentence(typed: str, kind: NextStep, said: str) -> None:
    """What was said about the next step is echoed and kept."""
    desk = await opened()
    assert said in await desk.fill(ended="today 15:30", country="Germany", next_step=typed)
    assert (await desk.journey()).facts.interviews[0].wait.next_step is kind


async def test_an_end_in_another_zone_is_kept_in_that_zone() -> None:
    """ "9:00 New York time" is echoed there and read back unchanged."""
    desk = await opened()
    said = await desk.fill(ended="today 9:00 New York time")
    assert "09:00 (New York)" in said
    await desk.press("Not right?")
    assert "Nothing changed" in await desk.fill()


async def test_an_earlier_day_is_not_called_today() -> None:
    """An interview of yesterday is echoed with its day."""
    desk = await opened()
    assert "Ended Thu 19 Nov 2026, 15:00" in await desk.fill(ended="yesterday 3 pm")


async def test_without_a_zone_the_person_is_asked_for_theirs() -> None:
    """Somebody whose platform tells no zone is told which one counts and how to set it."""
    desk = Desk(LIBRARY, zone="UTC")
    await desk.act(Profile())
    await desk.say("/interview add Acme")
    said = await desk.fill(ended="today 15:30")
    assert "I count in UTC time" in said
    assert "Set my time zone" in said


async def test_too_long_a_name_in_the_command_is_refused() -> None:
    """A pasted text is no company."""
    desk = await seated()
    assert "120 characters" in await desk.say("/interview add " + "a" * 200)
    assert desk.form is None


async def test_a_name_of_which_nothing_is_seen_is_none() -> None:
    """What was pasted may look empty, though it is not."""
    desk = await seated()
    await desk.say("/interview add Acme")
    await desk.fill(company="\u200b\ufeff", ended="today 15:30")
    assert "company" in desk.problems


@pytest.mark.parametrize("name", ["🙂 Inc", "שלום", "O'Neill & Söhne", "Acme\x00"])
async def test_any_script_is_a_name(name: str) -> None:
    """Emoji and right-to-left names are kept; what no screen shows is dropped."""
    desk = await opened("")
    await desk.fill(company=name, ended="today 15:30")
    assert (await desk.journey()).facts.interviews[0].company == name.replace("\x00", "")


async def test_words_open_the_form_with_what_they_say() -> None:
    """ "I just had an interview with Acme" fills in the company and the time."""
    desk = await seated()
    await desk.say("I just had an interview with Acme")
    await desk.fill()
    (acme,) = (await desk.journey()).facts.interviews
    assert acme.company == "Acme"
    assert acme.ended == desk.now


async def test_the_second_page_adds_what_was_left() -> None:
    """Format, round, city, people and whether contact is unwelcome are saved and echoed."""
    desk = await opened()
    await desk.fill(ended="today 15:30")
    said = await desk.fill(
        format="video", round="second", city="Munich", people="Dana Smith, dana@acme.de",
        contact_unwelcome="yes",
    )  # fmt: skip
    assert "Video · second · Munich · Germany" in said
    assert "asked not to be contacted" in said
    assert "Dana Smith" in said
    (acme,) = (await desk.journey()).facts.interviews
    assert (acme.zone, acme.country, acme.contact_unwelcome) == ("Europe/Berlin", "DE", True)


@pytest.mark.parametrize(
    ("field", "typed", "named"),
    [
        ("format", "telepathy", "video, phone or on site"), ("round", "a" * 121, "120"),
        ("city", "a" * 121, "120"), ("city", "Springfield", "more than one"),
        ("people", "a" * 4001, "4000"), ("people", "Dana, dana@acme", "dana@acme"),
        ("people", "?!?", "?!?"),
    ],
)  # fmt: skip
async def test_the_second_page_names_what_it_cannot_read(
    field: str, typed: str, named: str
) -> None:
    """A field of the second page that cannot be read says why."""
    desk = await opened()
    await desk.fill(ended="today 15:30")
    await desk.fill(**{field: typed})
    assert named in desk.problems[field]


async def test_a_city_nobody_knows_is_kept_as_typed() -> None:
    """A village is kept, and the country's zone counts."""
    desk = await opened()
    await desk.fill(ended="today 15:30", country="Germany")
    await desk.fill(city="Xyzzyville")
    (acme,) = (await desk.journey()).facts.interviews
    assert (acme.city, acme.zone) == ("Xyzzyville", "Europe/Berlin")


async def test_the_first_page_sent_twice_saves_one_interview() -> None:
    """A double click on *Save* says that it is saved already."""
    desk = await opened()
    assert desk.form is not None
    form = desk.form.id
    await desk.fill(ended="today 15:30")
    again = await desk.act(Submitted(form, {"company": "Acme", "ended": "today 15:30"}))
    assert "saved already" in read(*heard(again))
    assert again.form is not None, "the page that follows is shown where the first one stood"
    assert again.form.page == 2
    assert len((await desk.journey()).facts.interviews) == 1


async def test_a_change_sent_twice_says_that_nothing_changed() -> None:
    """The same values again are no change and no alarm."""
    desk = await seated()
    await desk.add()
    await desk.press("Not right?")
    assert desk.form is not None
    form, typed = desk.form.id, {one.key: one.value for one in desk.form.fields}
    await desk.act(Submitted(form, {**typed, "role": "Engineer"}))
    again = await desk.act(Submitted(form, {**typed, "role": "Engineer"}))
    assert read(*heard(again)) == "Nothing changed there."


async def test_a_form_left_open_says_what_changed_meanwhile() -> None:
    """What was sent last is kept, and undo brings the other back."""
    desk = await seated()
    await desk.add()
    await desk.press("Not right?")
    assert desk.form is not None
    form, typed = desk.form.id, {one.key: one.value for one in desk.form.fields}
    await desk.say("no, at 3 pm")
    late = await desk.act(Submitted(form, {**typed, "role": "Engineer"}))
    assert "changed since you opened the form" in read(*heard(late))
    await desk.say("undo")
    (acme,) = (await desk.journey()).facts.interviews
    assert (acme.role, acme.ended.hour) == ("", 14)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no, at 3 pm", "15:00 (Berlin)"),
        ("no, yesterday", "Thu 19 Nov 2026"),
        ("no, they call by Tuesday", "Tue 24 Nov"),
        ("no, I should call on 3 Dec", "call on Thu 3 Dec"),
        ("actually nothing said", "No next step is noted"),
        ("no, at 11 pm", "still to come"),
    ],
)
async def test_one_step_corrects_what_was_understood(typed: str, said: str) -> None:
    """ "no, ..." right after the echo sets it right, or says why it cannot."""
    desk = await seated()
    await desk.add()
    assert said in await desk.say(typed)


async def test_a_correction_about_nothing_is_no_correction() -> None:
    """Words that begin like a correction but hold no time leave the interview alone."""
    desk = await seated()
    await desk.add()
    (before,) = (await desk.journey()).facts.interviews
    await desk.say("no, bananas")
    assert (await desk.journey()).facts.interviews == (before,)


async def test_a_promise_before_the_interview_is_no_correction() -> None:
    """A promised day before the interview itself is asked back."""
    desk = await seated()
    await desk.add()
    assert "before the interview itself" in await desk.say("no, they call by 1 Nov 2026")
    assert (await desk.journey()).facts.interviews[0].wait.on is None


async def test_a_correction_of_what_is_gone_is_not_taken() -> None:
    """After undo there is nothing left to correct, and the bot does not stumble."""
    desk = await seated()
    await desk.add()
    await desk.say("undo")
    await desk.say("undo")
    await desk.say("/interview delete Acme")
    assert "Corrected" not in await desk.say("no, at 3 pm") or (
        (await desk.journey()).facts.interviews != ()
    )


async def test_the_next_round_carries_what_is_known() -> None:
    """The form of the next round knows company and role, and people come along unthanked."""
    desk = await seated()
    await desk.add(role="Engineer")
    await desk.say("/interview people Dana Smith, dana@acme.de")
    await desk.say("/interview outcome next round")
    await desk.press("Add it when it is over")
    said = await desk.fill(ended="today 15:35")
    assert "I took Dana Smith along" in said
    first, second = (await desk.journey()).facts.interviews
    assert second.application == first.application
    assert (second.role, second.country) == ("Engineer", "DE")


async def test_an_announced_round_is_recognised_by_the_company() -> None:
    """Told anew without the button, the round still belongs to its application."""
    desk = await seated()
    await desk.add()
    await desk.say("/interview outcome next round")
    await desk.say("/interview add acme")
    await desk.fill(ended="today 15:35", country="France")
    first, second = (await desk.journey()).facts.interviews
    assert second.application == first.application
    assert second.country == "FR"


@pytest.mark.parametrize(("verb", "title"), [("edit", "The interview"), ("more", "A little more")])
async def test_both_pages_open_again(verb: str, title: str) -> None:
    """Answers stay editable: either page opens filled in."""
    desk = await seated()
    await desk.add()
    (acme,) = (await desk.journey()).facts.interviews
    reply = await desk.act(Pressed(f"v1:add:{verb}:{acme.id}:"))
    assert reply.form is not None
    assert reply.form.title == title


async def test_the_welcome_button_opens_an_empty_form() -> None:
    """*Add an interview* asks for everything."""
    desk = await seated()
    await desk.say("hello")
    await desk.press("Add an interview")
    assert desk.form is not None
    assert [one.value for one in desk.form.fields] == [""] * 5
