"""References: kept once, chosen for an interview, told before a call, thanked afterwards."""

import pytest

from bot.inbound import Pressed, Said, Submitted
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()
JANE = "Jane Doe, my manager at Initech, jane@initech.com"


async def desk(*companies: str, country: str = "Australia") -> Desk:
    """Return somebody who came out of some interviews just now."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    for company in companies:
        await sat.add(company, country=country)
    return sat


async def referees(sat: Desk) -> dict[str, object]:
    """Return everybody kept, by name."""
    return {one.name: one for one in (await sat.journey()).facts.referees}


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("Australia", "Did Acme ask you for references?"),
        ("Germany", "written certificates"),
        ("Finland", "often call the people"),
        ("Poland", "Poland: I have no source on references"),
        ("", "do not know where the employer is"),
    ],
)
async def test_what_is_usual_is_said_for_the_country(country: str, said: str) -> None:
    """Each country gets what its sources say, and silence is called silence."""
    sat = await desk("Acme", country=country)
    assert said in await sat.say("/interview references")


async def test_somebody_is_kept_chosen_and_told() -> None:
    """From the name to *Told*: the message is drafted, what to stress is added, and the step is done."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    shown = await sat.say(JANE)
    assert "Kept, and chosen for Acme" in shown
    assert "Jane Doe · manager at Initech · jane@initech.com" in shown
    assert "agreed on Fri 20 Nov 2026" in await sat.say("today")
    reply = await sat.press("Message for Jane Doe")
    assert "I have chosen you as a reference for it" in reply
    assert "mention this: the Kafka migration" in await sat.say("the Kafka migration")
    assert "Everybody chosen knows" in await sat.press("Told Jane Doe")
    assert "done already" in await sat.press("Told Jane Doe")


async def test_references_are_facts_in_the_message() -> None:
    """What was understood is echoed as data too."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    reply = await sat.act(Said(JANE))
    assert reply.messages[0].facts["referees"] == [
        {"name": "Jane Doe", "relation": "manager at Initech", "email": "jane@initech.com"}
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("not yet", "Then ask Jane Doe first"),
        ("no", "Then ask Jane Doe first"),
        ("yes", "agreed on Fri 20 Nov"),
        ("yesterday", "agreed on Thu 19 Nov"),
        ("in March", "agreed on Sun 1 Mar"),
        ("March 2023", "agreed on Wed 1 Mar 2023"),
        ("2 years ago", "agreed on Wed 20 Nov 2024"),
        ("Jane said yes", "agreed on Fri 20 Nov"),
        ("Jane Doe agreed last Friday", "agreed on Fri 13 Nov"),
        ("Jane has agreed tomorrow", "still to come"),
        ("Jane agreed gladly", "I could not read a day"),
        ("tomorrow", "still to come"),
        ("3/4", "or"),
        ("skip", "leave that open"),
        ("later", ""),
        ("cancel", ""),
    ],
)
async def test_when_somebody_agreed_is_read_from_words(typed: str, said: str) -> None:
    """A day, a yes, a no, a slip or a way out: each is answered."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    await sat.say(JANE)
    assert said in await sat.say(typed)


async def test_a_yes_told_later_is_no_new_person() -> None:
    """ "Jane Doe agreed" after other things is the consent of somebody known; a stranger's is a new person."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.say("skip")
    assert "agreed on Thu 19 Nov" in await sat.say(
        "/interview references Jane Doe agreed yesterday"
    )
    assert set(await referees(sat)) == {"Jane Doe"}


async def test_whoever_has_not_agreed_is_asked_before_being_told() -> None:
    """The message to somebody without a yes asks; once they agreed the heads-up is offered."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    asking = await sat.press("Message for Jane Doe")
    assert "has not agreed yet" in asking
    assert "May I?" in asking
    assert "Told Jane Doe" not in asking
    await sat.press("Jane Doe agreed today")
    assert "I have chosen you as a reference" in await sat.press("Message for Jane Doe")


@pytest.mark.parametrize("typed", ["Globex", "globex ltd", "Globex Ltd Berlin"])
async def test_a_short_name_of_the_company_means_its_interview(typed: str) -> None:
    """The first word of a company's name, or one word more, is no person."""
    sat = await desk("Globex Ltd")
    await sat.say(f"/interview references {typed}")
    assert (await sat.journey()).facts.referees == ()


async def test_somebody_only_chosen_was_not_named_yet() -> None:
    """The day of the last naming is the day they were told, not the day they were chosen."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.say("yes")
    assert (await sat.journey()).facts.referees[0].last_used is None
    await sat.press("Message for Jane Doe")
    await sat.press("Told Jane Doe")
    assert (await sat.journey()).facts.referees[0].last_used is not None


async def test_the_next_person_may_follow_at_once() -> None:
    """Whoever names another person while the day is asked for is understood."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    await sat.say(JANE)
    assert "Bob Brown" in await sat.say("Bob Brown, bob@x.com")
    assert set(await referees(sat)) == {"Jane Doe", "Bob Brown"}


async def test_old_consent_and_frequent_use_are_minded() -> None:
    """A yes of long ago and a third use within 60 days each bring a warning with whose rule it is."""
    sat = await desk("Acme", "Globex", "Initech")
    for company in ("Acme", "Globex"):
        await sat.say(f"/interview references {company}")
        await sat.say("Jane Doe, jane@initech.com")
    await sat.say("/interview references Initech")
    await sat.press("They asked for references")
    said = await sat.press("Use Jane Doe")
    assert "(3 times)" in said
    assert "own rule of thumb" in said
    await sat.say("/interview references Initech")
    await sat.press("About Jane Doe")
    await sat.press("Change Jane Doe")
    await sat.fill()
    said = await sat.fill(agreed="2026-01-15")
    assert "More than six months" in said


async def test_no_references_sets_the_step_aside_until_somebody_is_named() -> None:
    """*No references* is an answer, and can be taken back by naming somebody."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    assert "Set aside" in await sat.press("No references for Acme")
    assert "chosen for Acme" in await sat.say(f"/interview references {JANE}")
    assert not (await sat.journey()).facts.interviews[0].skipped


async def test_no_does_not_forget_whom_was_chosen() -> None:
    """*No references* from an old message shows those chosen instead of dropping them."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    await sat.say(JANE)
    assert "Jane Doe" in await sat.press("No references for Acme")
    assert (await sat.journey()).facts.uses


async def test_typed_no_and_yes_answer_whether_they_were_asked_for() -> None:
    """Yes asks who, no sets the step aside."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    assert "Who will vouch for you with Acme?" in await sat.say("yes")
    assert "Set aside" in await sat.say("no")


async def test_somebody_can_be_kept_before_any_interview() -> None:
    """References are the person's own and need no interview."""
    sat = await desk()
    assert "Nobody is kept here yet" in await sat.say("/interview references")
    assert "Kept:" in await sat.say(JANE)
    assert "leave that open" in await sat.say("skip")
    assert "The people who vouch for you" in await sat.say("/interview references")
    assert "leave that open" in await sat.say("no")
    assert "Kept:" in await sat.say("/interview references Bob Brown, bob@x.com")


async def test_a_change_is_made_on_two_pages() -> None:
    """Name, title and address first, days on the second page; a wrong one leaves the page open with the reason."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("About Jane Doe")
    await sat.press("Change Jane Doe")
    await sat.fill(name="", email="jane@", phone="12", title="x" * 300)
    assert set(sat.problems) == {"name", "email", "phone", "title"}
    said = await sat.fill(name="Jane Roe", email="jane@x.com", phone="+49 30 1234567", title="Dr")
    assert "Dr Jane Roe" in said
    await sat.fill(agreed="tomorrow", last_used="gibberish")
    assert set(sat.problems) == {"agreed", "last_used"}
    assert "agreed Thu 19 Nov" in await sat.fill(agreed="yesterday", last_used="")
    assert (await sat.journey()).facts.referees[0].last_used is None


async def test_a_form_left_open_says_that_something_changed_meanwhile() -> None:
    """What was sent last is kept, the person is told, and undo brings the other back."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("About Jane Doe")
    await sat.press("Change Jane Doe")
    form = sat.form
    assert form is not None
    await sat.press("Jane Doe agreed today")
    values = {one.key: one.value for one in form.fields} | {"title": "Ms"}
    said = read(*heard(await sat.act(Submitted(form.id, values))))
    assert "changed since you opened the form" in said
    assert "Ms Jane Doe" in said


async def test_both_texts_are_kept_when_what_to_stress_changed_meanwhile() -> None:
    """Two devices, two texts: neither is lost."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.say("skip")
    await sat.press("Message for Jane Doe")
    await sat.press("What Jane Doe should know")
    form = sat.form
    assert form is not None
    await sat.say("the Kafka migration")
    reply = await sat.act(Submitted(form.id, {"caller": "Dana", "stress": "my patience"}))
    assert "both are kept" in read(*reply.messages)
    assert (await sat.journey()).facts.uses[0].stress == "the Kafka migration; my patience"


async def test_what_to_stress_has_a_limit() -> None:
    """A heads-up is short; more is refused whole with the limit named, typed or in the form."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.say("skip")
    await sat.press("Message for Jane Doe")
    assert "longer than 500" in await sat.say("x " * 300)
    assert "longer than 500" not in await sat.say("no")
    await sat.press("What Jane Doe should know")
    await sat.fill(stress="x " * 300)
    assert "stress" in sat.problems


async def test_an_interruption_is_answered_and_the_question_asked_once_more() -> None:
    """The open question comes back once after something else, then never again."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    assert "Did Acme ask you" in await sat.say("/interview help")
    assert "Did Acme ask you" not in await sat.say("/interview help")
    await sat.say(JANE)
    assert "When did Jane Doe last agree" in await sat.say("/interview help")
    await sat.say("skip")
    await sat.press("Message for Jane Doe")
    assert "something Jane Doe should stress" in await sat.say("/interview help")


async def test_a_removed_referee_leaves_stale_buttons_that_explain_themselves() -> None:
    """Buttons about somebody who is gone say so and offer what is possible; undo brings all back."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("About Jane Doe")
    assert "removed" in await sat.press("Remove Jane Doe")
    for label in ("Message for Jane Doe", "Jane Doe agreed today", "Change Jane Doe"):
        assert "no longer fits" in await sat.press(label)
    await sat.say("undo")
    assert (await sat.journey()).facts.uses


async def test_forms_of_the_gone_explain_themselves() -> None:
    """A form sent after its referee was removed changes nothing and says so."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("Message for Jane Doe")
    await sat.press("What Jane Doe should know")
    details = sat.form
    await sat.press("About Jane Doe")
    await sat.press("Change Jane Doe")
    first = sat.form
    await sat.press("Remove Jane Doe")
    for form in (details, first):
        assert form is not None
        reply = await sat.act(Submitted(form.id, {"name": "Eve", "caller": "Eve"}))
        assert "Eve" not in str(await referees(sat))
        assert reply.messages


@pytest.mark.parametrize("verb", ["use", "about", "told", "show", "all", "nonsense", "details"])
async def test_a_tampered_button_is_answered_like_one_of_the_gone(verb: str) -> None:
    """Somebody else's id reads the same as one that does not exist."""
    sat = await desk("Acme")
    reply = await sat.act(Pressed(f"1:references:{verb}:id9999999999:x"))
    assert "no longer fits" in read(*heard(reply))


async def test_somebody_no_longer_used_is_not_told() -> None:
    """*Do not use* takes the choice back, with the day they were last named, and can be undone."""
    sat = await desk("Acme", "Globex")
    await sat.say(f"/interview references Acme {JANE}")
    await sat.say("yes")
    await sat.press("Message for Jane Doe")
    await sat.press("Told Jane Doe")
    await sat.say("/interview references Globex")
    await sat.press("They asked for references")
    await sat.press("Use Jane Doe")
    assert "no longer chosen for Globex" in await sat.press("Do not use Jane Doe")
    journey = await sat.journey()
    assert len(journey.facts.uses) == 1
    assert journey.facts.referees[0].last_used is not None
    await sat.say("/interview references Acme")
    await sat.press("Message for Jane Doe")
    await sat.press("Do not use Jane Doe")
    assert (await sat.journey()).facts.referees[0].last_used is None
    await sat.say("undo")
    assert (await sat.journey()).facts.uses


async def test_one_chosen_twice_is_said_to_be_chosen() -> None:
    """A double press chooses nobody twice."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("Message for Jane Doe")
    await sat.press("Do not use Jane Doe")
    await sat.say("/interview references Acme")
    await sat.press("They asked for references")
    await sat.press("Use Jane Doe")
    assert "chosen for Acme already" in await sat.press("Use Jane Doe")
    await sat.press("Told Jane Doe")
    assert "chosen for Acme already" in await sat.press("Use Jane Doe")
    assert len((await sat.journey()).facts.uses) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("jane@initech.com", "need a name"),
        ("Jane Doe, jane@@initech", "cannot be used"),
        ("Jane Doe, " + "x" * 300, "longer than"),
        ("Jane Doe, " + "x" * 4100, "longer than"),
        ("\n".join(f"{a}nna {b}ell, {a}{b}@x.com" for a in "ABCDEF" for b in "GHIJK"), "up to 25"),
    ],
)
async def test_what_cannot_be_kept_is_named(typed: str, said: str) -> None:
    """No name, a broken address, too long or too many: each is told apart."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    await sat.press("They asked for references")
    assert said in await sat.say(typed)


async def test_many_referees_are_paged() -> None:
    """A long list is shown in pages, and the last page ends it."""
    sat = await desk("Acme")
    people = "\n".join(f"{name} Bell, {name.lower()}@x.com" for name in (
        "Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal",
    ))  # fmt: skip
    await sat.say(f"/interview references {people}")
    shown = await sat.say("/interview references")
    assert "Hal Bell" not in shown
    assert "Hal Bell" in await sat.press("Show more people")


async def test_many_referees_are_paged_without_an_interview() -> None:
    """The list of all is paged too, and each can be opened."""
    sat = await desk()
    people = "\n".join(f"{name} Bell, {name.lower()}@x.com" for name in (
        "Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal",
    ))  # fmt: skip
    await sat.say(f"/interview references {people}")
    assert "Hal Bell" not in await sat.say("/interview references")
    assert "Hal Bell" in await sat.press("Show more people")
    assert "do not know whether Hal Bell agreed" in await sat.press("About Hal Bell")


async def test_a_nudge_names_who_is_not_told_yet() -> None:
    """Chosen and not told: the nudge comes on the next working day and brings their buttons."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    sent = [one for one in await sat.wait_until("2026-11-23 10:05") if "references" in one.nudge]
    assert "Not told yet: Jane Doe" in read(*sent)
    assert "Told Jane Doe" in read(*sent)
    await sat.press("Done")
    assert (await sat.journey()).facts.uses[0].told_at is not None


@pytest.mark.parametrize(
    ("country", "said"),
    [("Australia", "ask you for references"), ("Finland", "name anybody to Acme")],
)
async def test_a_nudge_asks_where_nobody_is_chosen(country: str, said: str) -> None:
    """Where the step was never opened the nudge asks as the country's habit has it; *Done* means none."""
    sat = await desk("Acme", country=country)
    sent = [one for one in await sat.wait_until("2026-11-23 10:05") if "references" in one.nudge]
    assert said in read(*sent)
    await sat.press("Done")
    assert (await sat.journey()).facts.interviews[0].skipped


async def test_after_an_offer_referees_are_thanked_once() -> None:
    """An accepted offer brings a thank-you; a second *Thanked* says that it is done."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("Told Jane Doe")
    await sat.say("/interview outcome Acme offer")
    await sat.say("I accepted the offer")
    assert "settled with Acme" in await sat.say("/interview references Acme")
    assert "and I have accepted" in await sat.press("Thank Jane Doe")
    assert "is thanked" in await sat.press("Thanked Jane Doe")
    assert "done already" in await sat.press("Thanked Jane Doe")
    assert "told and thanked" in await sat.say("/interview references Acme")


async def test_one_who_waits_for_two_companies_is_told_apart() -> None:
    """The same referee for two interviews: each button names its company."""
    sat = await desk("Acme", "Globex")
    await sat.say(f"/interview references Acme {JANE}")
    await sat.say("skip")
    await sat.say(f"/interview references Globex {JANE}")
    sent = await sat.wait_until("2026-11-23 10:05")
    assert "Told Jane Doe (Acme)" in read(*sent)
    assert "Told Jane Doe (Globex)" in read(*sent)


@pytest.mark.parametrize("typed", ["\x00", "🙂", "שלום", "31 Feb", "/interview nonsense"])
async def test_odd_words_get_an_answer(typed: str) -> None:
    """Whatever is typed at the open question, somebody answers and nothing breaks."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    assert await sat.say(typed)


async def test_where_the_advice_is_from_can_be_asked() -> None:
    """The source of what is usual is one press away."""
    sat = await desk("Acme")
    await sat.say("/interview references")
    assert "http" in await sat.press("Where is this from?")


async def test_thanks_shows_on_the_second_look_that_it_is_done() -> None:
    """After somebody was thanked, their message has no button to be thanked again."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.press("Told Jane Doe")
    await sat.say("/interview references Acme")
    await sat.press("Thank Jane Doe")
    await sat.press("Thanked Jane Doe")
    await sat.press("Thank Jane Doe")
    assert (await sat.journey()).facts.uses[0].thanked_at is not None


async def test_the_form_answers_the_open_question_what_to_stress() -> None:
    """Whoever fills in the form is not asked again in words."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    await sat.say("yes")
    await sat.press("Message for Jane Doe")
    await sat.press("What Jane Doe should know")
    assert "from Dana Smith." in await sat.fill(caller="Dana Smith", stress="my patience")
    assert (await sat.journey()).dialogue.question is None


async def test_an_unchosen_referee_is_offered_from_their_own_page() -> None:
    """*About* somebody offers to use them, or the message once they are chosen."""
    sat = await desk("Acme")
    await sat.say(f"/interview references {JANE}")
    assert "Message for Jane Doe" in await sat.press("About Jane Doe")
    await sat.press("Message for Jane Doe")
    await sat.press("Do not use Jane Doe")
    assert "Use Jane Doe" in await sat.press("About Jane Doe")
