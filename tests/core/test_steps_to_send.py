"""To send: what the person promised, read with its day, reminded of once, and ticked off."""

import pytest

from bot.inbound import Pressed, Said, Submitted
from bot.interview import ToSend
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()


async def desk(*companies: str) -> Desk:
    """Return somebody who came out of some interviews just now."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    for company in companies or ("Acme",):
        await sat.add(company)
    return sat


async def promised(sat: Desk) -> dict[str, ToSend]:
    """Return what is promised, by its name."""
    return {one.what: one for one in (await sat.journey()).facts.to_send}


@pytest.mark.parametrize(
    ("typed", "what", "by"),
    [
        ("portfolio by Friday", "portfolio", "2026-11-27"),
        ("by Friday my portfolio", "portfolio", "2026-11-27"),
        ("send them the work samples on 3 December", "work samples", "2026-12-03"),
        ("a list of references by the end of next week", "list of references", "2026-11-27"),
        ("code sample today", "code sample", "2026-11-20"),
        ("תיק עבודות by Friday", "תיק עבודות", "2026-11-27"),
    ],
)
async def test_a_promise_is_read_with_its_day(typed: str, what: str, by: str) -> None:
    """What and by when are taken from one line, and echoed as text and data."""
    sat = await desk()
    reply = await sat.act(Said(f"/interview promised {typed}"))
    assert reply.messages[0].facts["to_send"] == [{"what": what, "by": by}]
    assert what in read(*reply.messages)


async def test_plain_words_record_a_promise() -> None:
    """ "I promised to send ..." is enough, and the missing day is asked for."""
    sat = await desk()
    assert "By when did you promise it (reference list)?" in await sat.say(
        "I promised to send a reference list"
    )
    assert "by Fri 27 Nov 2026" in await sat.say("friday")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 Feb", "not in the calendar"),
        ("yesterday", "is over"),
        ("in 30 years", "too far away"),
        ("skip", "nothing noted"),
        ("no", "nothing noted"),
        ("cancel", "left as it was"),
        ("/interview help", "By when did you promise it"),
        ("gibberish", "By when did you promise it"),
    ],
)
async def test_a_day_that_cannot_be_is_asked_back(typed: str, said: str) -> None:
    """Impossible, past or too far: it says what is wrong; a way out is taken; words of something else wait."""
    sat = await desk()
    await sat.say("/interview promised portfolio")
    assert said in await sat.say(typed)
    assert not await promised(sat)


@pytest.mark.parametrize("typed", ["portfolio 31 Feb", "portfolio by yesterday"])
async def test_a_wrong_day_in_the_line_keeps_what_was_promised(typed: str) -> None:
    """What was named is kept while the day is asked for again."""
    sat = await desk()
    await sat.say(f"/interview promised {typed}")
    await sat.say("Friday")
    assert "portfolio" in await promised(sat)


async def test_a_day_that_could_be_two_is_asked_back_with_both() -> None:
    """An employer in no known country: "3/4" is two days, each one press away, and a late press says it is settled."""
    sat = Desk(LIBRARY)
    await sat.sit_down()
    await sat.add("Acme", country="")
    said = await sat.say("/interview promised portfolio by 3/4")
    assert "Thu 4 Mar 2027" in said
    assert "Sat 3 Apr 2027" in said
    assert "by Sat 3 Apr 2027" in await sat.press("Sat 3 Apr 2027")
    assert "settled already" in await sat.press("Thu 4 Mar 2027")


async def test_the_day_is_corrected_in_one_step() -> None:
    """ "No, Thursday" right after the echo counts; what is no day or past changes nothing."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    assert "by Thu 26 Nov 2026" in await sat.say("no, Thursday")
    await sat.say("no, yesterday")
    await sat.say("no, a cat")
    assert (await promised(sat))["portfolio"].by.isoformat() == "2026-11-26"


async def test_the_same_promised_again_is_the_same() -> None:
    """A second promise of the same thing moves its day instead of doubling it."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    assert "Corrected" in await sat.say("/interview promised Portfolio by Monday")
    assert len(await promised(sat)) == 1


async def test_a_correction_of_the_gone_is_no_correction() -> None:
    """After undo, "no, Thursday" finds nothing to correct and breaks nothing."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    await sat.say("undo")
    assert await sat.say("no, Thursday")
    assert not await promised(sat)


async def test_a_promise_is_kept_once() -> None:
    """*Sent* ticks it off; a second press says when; undo opens it again."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    await sat.say("/interview promised references by Monday")
    assert "Still to send: references" in await sat.press("Sent: portfolio")
    assert "noted already" in await sat.press("Sent: portfolio")
    await sat.press("Sent: references")
    assert "sent Fri 20 Nov" in await sat.say("/interview promised")
    await sat.say("undo")
    assert (await promised(sat))["references"].sent is None


async def test_a_promise_no_longer_needed_is_dropped() -> None:
    """It leaves the list, its buttons explain themselves, and undo brings it back."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    await sat.say("/interview promised")
    assert "Taken off the list" in await sat.press("Not needed: portfolio")
    assert "no longer fits" in await sat.press("Not needed: portfolio")
    assert "no longer fits" in await sat.press("Not right?")
    await sat.say("undo")
    assert "portfolio" in await promised(sat)


async def test_a_wrong_form_stays_open_with_the_reasons() -> None:
    """An empty or long name and a wrong day are told at their fields; a right one is saved."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    await sat.press("Not right?")
    await sat.fill(what="", by="31 Feb")
    assert set(sat.problems) == {"what", "by"}
    await sat.fill(what="x" * 200, by="2020-01-01")
    assert set(sat.problems) == {"what", "by"}
    assert "my portfolio, by Mon 23 Nov 2026" in await sat.fill(what="my portfolio", by="monday")


async def test_a_form_left_open_says_that_something_changed_meanwhile() -> None:
    """The last word counts, and it is said that there was another."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    await sat.press("Not right?")
    form = sat.form
    assert form is not None
    await sat.say("no, Thursday")
    values = {one.key: one.value for one in form.fields}
    said = read(*heard(await sat.act(Submitted(form.id, values))))
    assert "changed since you opened the form" in said
    await sat.say("undo")
    assert (await promised(sat))["portfolio"].by.isoformat() == "2026-11-26"


async def test_a_form_of_the_gone_explains_itself() -> None:
    """A form sent after its promise was taken back changes nothing."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Friday")
    await sat.press("Not right?")
    form = sat.form
    assert form is not None
    await sat.say("undo")
    assert await sat.act(Submitted(form.id, {"what": "x", "by": "Friday"}))
    assert not await promised(sat)


@pytest.mark.parametrize("typed", ["x" * 130 + " by Friday", "x" * 130, "x " * 400])
async def test_a_text_is_not_taken_for_a_name(typed: str) -> None:
    """Longer than a name may be: refused whole with the limit."""
    sat = await desk()
    assert "longer than 120" in await sat.say(f"/interview promised {typed}")
    assert not await promised(sat)


async def test_words_without_a_day_are_left_to_others() -> None:
    """At the open question only a promise with its day is taken; a long story is not one."""
    sat = await desk()
    await sat.say("/interview promised")
    await sat.say("it went well and they were friendly")
    await sat.say("x " * 400)
    assert not await promised(sat)
    await sat.say("/interview promised")
    assert "Noted" in await sat.say("portfolio by Friday")


async def test_the_command_with_a_day_alone_asks_what() -> None:
    """A day without a thing shows what is promised and asks."""
    sat = await desk()
    assert "What did you promise to send to Acme" in await sat.say("/interview promised by Friday")


async def test_the_question_comes_back_once() -> None:
    """After something else it is asked once more, then no more."""
    sat = await desk()
    await sat.say("/interview promised")
    assert "What did you promise" in await sat.say("/interview help")
    assert "What did you promise" not in await sat.say("/interview help")


async def test_the_day_itself_brings_one_nudge() -> None:
    """At 09:00 on the day it is named with its buttons; *Done* means sent; nothing comes twice."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Monday")
    sent = [one for one in await sat.wait_until("2026-11-23 09:05") if "to_send" in one.nudge]
    assert "Today is the day you promised it to Acme: portfolio" in read(*sent)
    await sat.press("Done")
    assert (await promised(sat))["portfolio"].sent is not None
    later = await sat.wait_until("2026-11-25 09:05")
    assert not [one for one in later if "to_send" in one.nudge]


async def test_a_snoozed_nudge_names_the_day_that_was_promised() -> None:
    """Put off beyond its day, it says by when it was promised."""
    sat = await desk()
    await sat.say("/interview promised portfolio by Tuesday")
    await sat.wait_until("2026-11-24 09:05")
    await sat.press("Tomorrow 9:00")
    sent = [one for one in await sat.wait_until("2026-11-25 09:05") if "to_send" in one.nudge]
    assert "Promised to Acme by Tue 24 Nov" in read(*sent)


async def test_the_same_for_two_companies_is_told_apart() -> None:
    """Two portfolios: each button names its company."""
    sat = await desk("Acme", "Globex")
    await sat.say("/interview promised Acme portfolio by Monday")
    await sat.say("/interview promised Globex portfolio by Monday")
    assert "Sent: portfolio (Globex)" in await sat.say("/interview promised Globex")


async def test_many_promises_are_paged() -> None:
    """More than a message holds: the rest is one press away."""
    sat = await desk()
    for number in range(10):
        await sat.say(f"/interview promised sample {'abcdefghij'[number]} by Friday")
    assert "sample j" not in await sat.say("/interview promised")
    assert "sample j" in await sat.press("Show more promises")


async def test_a_late_promise_is_for_today() -> None:
    """Promised for today after the hour of the nudge: it says that no reminder comes."""
    sat = await desk()
    assert "will not remind you" in await sat.say("/interview promised portfolio today")


@pytest.mark.parametrize(
    "packed", ["show:x9:", "sent:x9:", "fix:x9:", "drop:x9:", "on:x9:2026-11-27", "nonsense:x9:"]
)
async def test_a_tampered_button_is_answered_like_a_gone_one(packed: str) -> None:
    """Whatever id stands in it, nothing changes."""
    sat = await desk()
    assert "no longer fits" in read(*heard(await sat.act(Pressed(f"v1:to_send:{packed}"))))


async def test_a_tampered_day_or_verb_changes_nothing() -> None:
    """A forged day is answered like any button that fits nothing."""
    sat = await desk()
    await sat.say("/interview promised portfolio")
    journey = await sat.journey()
    id = journey.facts.interviews[0].id
    said = read(*heard(await sat.act(Pressed(f"v1:to_send:on:{id}:tomorrow"))))
    assert "no longer fits" in said
    await sat.say("Friday")
    item = (await promised(sat))["portfolio"]
    assert "no longer fits" in read(
        *heard(await sat.act(Pressed(f"v1:to_send:nonsense:{item.id}:")))
    )
