"""Where things stand, the next step, which interview is meant, and the customs behind the advice."""

import pytest

from bot.inbound import Pressed, Submitted
from bot.interview import Step
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def waiting(*companies: str) -> Desk:
    """Return somebody who has told of interviews."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    for one in companies:
        await desk.add(one)
    return desk


async def test_a_newcomer_is_welcomed() -> None:
    """Without an interview the bot says what it does and what it is."""
    desk = await waiting()
    said = await desk.say("hello")
    assert "days after a job interview" in said
    assert "I am a program" in said


async def test_nothing_open_says_so() -> None:
    """After the last outcome there is nothing to do."""
    desk = await waiting("Acme")
    await desk.say("Acme rejected me")
    assert "Nothing is open right now" in await desk.say("what's next")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("they call by Friday", "They get in touch by Fri 27 Nov."),
        ("they call", "They get in touch."),
        ("I should call on 3 Dec", "You call on Thu 3 Dec."),
        ("I should call", "You call."),
        ("nothing said", "No date was named."),
    ],
)
async def test_each_wait_has_its_line(typed: str, line: str) -> None:
    """The card says for each interview what is waited for."""
    desk = await waiting()
    await desk.add(next_step=typed)
    assert line in await desk.say("what's next")


async def test_more_than_eight_are_counted_and_the_longest_names_fit() -> None:
    """The first card holds eight interviews, however long their names."""
    desk = await waiting()
    for number in range(10):
        await desk.add(f"{number} " + "a" * 115, role="b" * 120)
    said = await desk.say("what's next")
    assert "and 2 more" in said
    assert "…" in said


async def test_the_week_is_on_the_card() -> None:
    """Applications of the week stand there, with the goal once there is one."""
    desk = await waiting("Acme")
    assert "logged this week" not in await desk.say("what's next")
    await desk.say("I applied to Globex")
    assert "One application logged this week." in await desk.say("what's next")
    await desk.say("settings goal 5")
    assert "Applications this week: 1 of 5." in await desk.say("what's next")


async def test_steps_follow_each_other_to_the_wait() -> None:
    """Skipping through the steps ends at the wait, and nothing is proposed twice."""
    desk = await waiting()
    await desk.add(country="US")
    said = await desk.say("what's next")
    for place in range(1, 6):
        assert f"Step {place} of 7." in said
        said = await desk.say("skip")
    assert "Step 6 of 7." in said
    assert "set aside" in (await desk.say("skip")).casefold()
    assert "already" in await desk.say("skip")


async def test_unwelcome_contact_goes_from_notes_to_calm() -> None:
    """Neither thanks nor enquiry is proposed where contact is unwelcome."""
    desk = await waiting()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:30")
    await desk.fill(contact_unwelcome="yes")
    proposed: list[str] = []
    for _ in range(5):
        said = await desk.say("skip")
        proposed += [part for part in ("Show the notes", "When to ask") if part in said]
        if "Something calming" in said:
            break
    assert proposed == []
    assert "Something calming" in read(*desk.said[-1:])


@pytest.mark.parametrize("step", [one.value for one in Step])
async def test_later_says_when_each_step_comes_back(step: str) -> None:
    """A step put off says its moment, or how to go on."""
    desk = await waiting("Acme")
    (acme,) = (await desk.journey()).facts.interviews
    reply = await desk.act(Pressed(f"v1:progress:later:{acme.id}:{step}"))
    said = read(*heard(reply))
    assert "come back to it on" in said or "what's next" in said


async def test_later_late_at_night_is_tomorrow_at_nine() -> None:
    """Where no nudge is planned any more, it comes back the next morning."""
    desk = await waiting("Acme")
    await desk.wait_until("2026-11-24 22:00")
    (acme,) = (await desk.journey()).facts.interviews
    reply = await desk.act(Pressed(f"v1:progress:later:{acme.id}:contacts"))
    assert "Wed 25 Nov, 09:00" in read(*heard(reply))
    delivered = await desk.wait_until("2026-11-25 09:05")
    assert any("contacts" in one.nudge for one in delivered)


async def test_the_next_button_proposes() -> None:
    """`progress next` shows the step again; an unknown step is stale."""
    desk = await waiting("Acme")
    (acme,) = (await desk.journey()).facts.interviews
    said = read(*heard(await desk.act(Pressed(f"v1:progress:next:{acme.id}:contacts"))))
    assert "Step 1 of 7." in said
    stale = await desk.act(Pressed(f"v1:progress:next:{acme.id}:nothing"))
    assert "no longer fits" in read(*heard(stale))


@pytest.mark.parametrize("label", ["The interview", "My notes"])
async def test_edit_opens_what_can_be_changed(label: str) -> None:
    """`edit` offers interview, people and notes; each opens its form."""
    desk = await waiting("Acme")
    await desk.say("edit")
    await desk.press(label)
    assert desk.form is not None


async def test_edit_shows_the_people() -> None:
    """The people are shown with their buttons."""
    desk = await waiting("Acme")
    await desk.say("edit")
    assert "Who did you meet" in await desk.press("The people")


async def test_thanks_and_help_are_answered() -> None:
    """A polite word gets one back, and the help button helps."""
    desk = await waiting()
    assert "Glad to help" in await desk.say("thanks")
    await desk.say("hello")
    assert "followup" in await desk.press("What I can do")


async def test_home_buttons_show_where_things_stand() -> None:
    """The home action answers like the bare command."""
    desk = await waiting("Acme")
    reply = await desk.act(Pressed("v1:home:show::"))
    assert "Where things stand" in read(*heard(reply))


# Which interview is meant


async def test_two_interviews_are_told_apart_by_asking() -> None:
    """When neither was just spoken of the bot asks; the button takes the command up again."""
    desk = await waiting("Acme", "Globex")
    await desk.wait_until("2026-11-20 17:00")
    assert "Which interview do you mean?" in await desk.say("/interview notes")
    assert "Acme it is." in await desk.press("Acme")
    await desk.say("They use Kafka and more.")
    acme, _ = (await desk.journey()).facts.interviews
    assert (await desk.journey()).notes_of(acme.id).learned


async def test_the_question_is_answered_by_a_name_and_interrupted_by_others() -> None:
    """A typed company answers; other words do not."""
    desk = await waiting("Acme", "Globex")
    await desk.wait_until("2026-11-20 17:00")
    await desk.say("I wrote to them")
    await desk.say("bananas")
    assert (await desk.journey()).facts.follow_ups == ()
    assert "you asked Globex" in await desk.say("the one at Globex")


async def test_the_question_answered_twice_shows_where_things_stand() -> None:
    """A second press after the answer does not repeat the command."""
    desk = await waiting("Acme", "Globex")
    await desk.wait_until("2026-11-20 17:00")
    await desk.say("I wrote to them")
    await desk.press("Globex")
    await desk.press("Globex")
    assert len((await desk.journey()).facts.follow_ups) == 1


async def test_the_one_just_spoken_of_is_meant() -> None:
    """Within half an hour nobody is asked again."""
    desk = await waiting("Acme", "Globex")
    await desk.say("/interview notes Acme they use Kafka")
    assert "you asked Acme" in await desk.say("I wrote to them")


async def test_twins_are_told_apart_by_role_or_day() -> None:
    """Two interviews at one company are named with role, else with the day."""
    desk = await waiting()
    await desk.add("Acme", role="Engineer")
    await desk.add("Acme", role="Manager", ended="today 14:00")
    await desk.add("Acme", ended="yesterday 14:00")
    await desk.wait_until("2026-11-20 17:00")
    said = await desk.say("/interview notes")
    for label in ("Acme, Engineer", "Acme, Manager", "Acme, Thu 19 Nov"):
        assert label in said
    assert "on Acme, Engineer" in await desk.say(
        "/interview notes Acme engineer they use Kafka now"
    )


async def test_same_names_and_long_names_get_buttons_of_their_own() -> None:
    """Labels that read alike are numbered, even when cut to what a button takes."""
    desk = await waiting()
    await desk.add("Acme", ended="today 14:00")
    await desk.add("Acme", ended="today 13:00")
    await desk.add("b" * 118 + "1")
    await desk.add("b" * 118 + "2")
    await desk.wait_until("2026-11-20 17:00")
    await desk.say("/interview notes")
    labels = [one.label for one in desk.said[-1].buttons()]
    assert len(labels) == len(set(labels)) == 4


async def test_without_an_interview_a_command_offers_to_add_one() -> None:
    """Steps need an interview first, and say so."""
    desk = await waiting()
    for name in ("notes", "people", "thanks", "followup", "outcome"):
        assert "do not know of an interview yet" in await desk.say(f"/interview {name}")


async def test_an_address_is_not_the_companys_name() -> None:
    """ "dana@acme.de" stays whole where Acme is known."""
    desk = await waiting("Acme", "Globex")
    await desk.say("/interview people at Globex Dana Smith, dana@acme.de")
    (dana,) = (await desk.journey()).facts.contacts
    assert dana.email == "dana@acme.de"


# Customs


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("Germany", "from sources about that country"), ("", "country unknown"),
        ("Iceland", "Iceland"), ("Nigeria", "Nigeria"), ("Argentina", "Argentina"),
        ("Fiji", "I have no source"),
    ],
)  # fmt: skip
async def test_sources_are_named_and_gaps_admitted(country: str, said: str) -> None:
    """What the table knows, how surely, and where it is silent."""
    desk = await waiting()
    await desk.add(country=country)
    assert said in await desk.say("says who?")


async def test_calm_on_request_never_repeats_and_shows_evidence() -> None:
    """Two in a row differ, and the evidence is one button away."""
    desk = await waiting("Acme")
    await desk.say("skip")
    await desk.say("/interview calm")
    first = next(one.facts["exercise"] for one in desk.said if "exercise" in one.facts)
    await desk.act(Pressed("v1:calm:another::"))
    assert (
        next(one.facts["exercise"] for one in reversed(desk.said) if "exercise" in one.facts)
        != first
    )
    reply = await desk.act(Pressed(f"v1:calm:sources:{first}:"))
    assert "http" in read(*heard(reply))


async def test_calm_without_an_interview_works() -> None:
    """Somebody who told nothing may still ask for something calming."""
    desk = await waiting()
    assert await desk.say("I am so nervous")
    assert "exercise" in desk.said[-1].facts


async def test_done_under_calm_is_no_more_than_seen() -> None:
    """*Done* on the evening's message changes no step."""
    desk = await waiting("Acme")
    before = (await desk.journey()).facts.interviews
    delivered = await desk.wait_until("2026-11-20 20:00")
    assert "calm" in delivered[-1].nudge
    assert "Done. Noted." in await desk.press("Done")
    assert (await desk.journey()).facts.interviews == before


# Dark words


async def test_dark_words_stop_everything_and_stay_near() -> None:
    """Help comes at once, the offer stays under later answers, and no nudge comes for 72 hours."""
    desk = await waiting("Acme")
    assert "Thank you for telling me" in await desk.say("I want to die")
    assert "talk with a person at any time" in await desk.say("what's next")
    assert await desk.wait_until("2026-11-23 15:00") == []
    assert "glad you wrote again" in await desk.say("I want to die")


async def test_dark_words_about_somebody_else_pause_nothing() -> None:
    """Concern for a friend gets advice and no pause."""
    desk = await waiting("Acme")
    assert "this is a lot to carry" in await desk.say("my friend wants to kill himself")
    assert (await desk.journey()).person.dark_until is None


async def test_a_dark_field_comes_back_and_the_others_are_saved() -> None:
    """In a form only the dark field is left out, and nothing of it is kept."""
    desk = await waiting("Acme")
    await desk.say("/interview notes")
    await desk.press("All in one form")
    said = await desk.fill(learned="They use Kafka.", better="I want to kill myself")
    assert "The other fields are saved" in said
    (kept,) = (await desk.journey()).facts.notes
    assert (kept.learned, kept.better) == ("They use Kafka.", "")
    assert "kill myself" not in repr(await desk.journey())


async def test_a_dark_form_that_is_stale_says_it_was_not_understood() -> None:
    """Help comes first even where the form belongs to nothing any more."""
    desk = await waiting("Acme")
    reply = await desk.act(Submitted("junk", {"better": "I want to kill myself"}))
    assert "Thank you for telling me" in read(*heard(reply))
