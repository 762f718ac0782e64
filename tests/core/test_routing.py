"""Who answers: commands, the open question, corrections, plain words, and what fits nothing."""

import pytest

from bot.action import REOPEN
from bot.inbound import Closed, Command, Pressed, Profile, Said, Submitted, Uploaded
from bot.library import load_library
from tests.desk import Desk, heard, read

LIBRARY = load_library()
DARK = "I want to kill myself"


async def seated() -> Desk:
    """Return somebody at a desk who has told nothing yet."""
    desk = Desk(LIBRARY)
    await desk.sit_down()
    return desk


async def waiting() -> Desk:
    """Return somebody who has told of one interview."""
    desk = await seated()
    await desk.add()
    return desk


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\n\t", "\ud800"])
async def test_nothing_to_read_is_said_to_be_nothing(typed: str) -> None:
    """Empty words, control characters and lone surrogates get a kind answer."""
    assert "nothing to read" in await (await seated()).say(typed)


@pytest.mark.parametrize("typed", ["🦜", "שלום עליכם", "?!?!", "qwertz", "a" * 250])
async def test_what_fits_nothing_is_named_and_help_offered(typed: str) -> None:
    """Words that mean nothing here are shown back, shortened, with what would be understood."""
    said = await (await seated()).say(typed)
    assert typed[:20] in said
    assert "What I can do" in said


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("/frobnicate", "/frobnicate"),
        ("/interview frobnicate now", "/interview frobnicate"),
        ("/start", "/start"),
    ],
)
async def test_an_unknown_command_is_named(typed: str, named: str) -> None:
    """A command nobody knows is named, and where the list is."""
    said = await (await seated()).say(typed)
    assert f'"{named}"' in said
    assert "/interview help" in said


async def test_words_after_the_command_are_understood_like_words() -> None:
    """`/interview what's next` answers as the words alone do."""
    desk = await waiting()
    assert "Where things stand" in await desk.say("/interview what's next")
    assert "Where things stand" in await desk.say("/interview")
    reply = await desk.act(Command("what's", "next"))
    assert "Where things stand" in read(*heard(reply))


async def test_40001_characters_are_refused_whole_wherever_they_come() -> None:
    """More than 40,000 characters are refused with both numbers, typed, as command or in a form."""
    desk = await waiting()
    long = "a" * 40_001
    before = (await desk.journey()).facts
    for act in (Said(long), Command("notes", long)):
        said = read(*heard(await desk.act(act)))
        assert "40001" in said
        assert "40000" in said
    await desk.say("/interview notes")
    await desk.press("All in one form")
    await desk.fill(learned=long)
    assert "40001" in desk.problems["learned"]
    assert desk.form is not None
    assert (await desk.journey()).facts.notes == before.notes


async def test_a_form_too_long_that_holds_dark_words_is_not_saved_and_says_so() -> None:
    """Dark words are answered even where another field of the form is refused."""
    desk = await waiting()
    await desk.say("/interview notes")
    await desk.press("All in one form")
    said = await desk.fill(learned="a" * 40_001, better=DARK)
    assert "not saved this form" in said
    assert "learned" in desk.problems


@pytest.mark.parametrize(
    "packed",
    [
        "", "v1", "v0:home:show::", "v1::show::", "v1:home:::", "v1:home:show:::", "junk" * 60,
        "v1:nowhere:show::", "v1:home:nothing::", "v1:home:keep:gone:", "v1:which:go:gone:",
        "v1:finish:done:gone:", "v1:contacts:edit:gone:", "v1:contacts:show:gone:",
        "v1:add:edit:gone:", "v1:add:what::", "v1:reflection:show:gone:", "v1:outcome:show:gone:",
        "v1:follow_up:show:gone:", "v1:thank_you:show:gone:", "v1:thank_you:sent:gone:",
        "v1:progress:skip:gone:contacts", "v1:calm:sources:gone:", "v1:calm:what::",
        "v1:promise:what::", "v1:undo:what::",
    ],
)  # fmt: skip
async def test_a_button_nobody_knows_explains_itself(packed: str) -> None:
    """Tampered, old and foreign buttons and those of deleted records all read the same."""
    reply = await (await waiting()).act(Pressed(packed))
    assert "no longer fits" in read(*heard(reply))


@pytest.mark.parametrize(
    "verb",
    [
        "add:bend", "contacts:bend", "reflection:bend", "thank_you:bend", "follow_up:bend",
        "outcome:bend", "progress:bend", "thank_you:page",
    ],
)  # fmt: skip
async def test_a_tampered_verb_of_a_real_record_explains_itself(verb: str) -> None:
    """A verb or argument that no release used is answered like an old button."""
    desk = await waiting()
    (acme,) = (await desk.journey()).facts.interviews
    reply = await desk.act(Pressed(f"v1:{verb}:{acme.id}:²"))
    assert "no longer fits" in read(*heard(reply))


@pytest.mark.parametrize(
    "form",
    [
        "", "junk", "v1:nowhere:save::", "v1:add:second:gone:1", "v1:add:bend:gone:1",
        "v1:add:first:gone:3", "v1:reflection:save:gone:1", "v1:contacts:first:gone:1",
        "v1:thank_you:note:gone:1", "v1:outcome:save:gone:1",
    ],
)  # fmt: skip
async def test_a_form_of_something_gone_says_so_and_saves_nothing(form: str) -> None:
    """A form of a deleted record or another release is answered, and nothing comes of it."""
    desk = await waiting()
    before = (await desk.journey()).facts
    reply = await desk.act(Submitted(form, {"company": "Globex", "ended": "today 15:00"}))
    assert "This form no longer fits" in read(*heard(reply))
    assert (await desk.journey()).facts == before


async def test_the_same_event_twice_has_one_effect() -> None:
    """A second delivery of one event is answered with nothing and changes nothing."""
    desk = await waiting()
    await desk.act(Said("I wrote to them"), "twice")
    again = await desk.act(Said("I wrote to them"), "twice")
    assert heard(again) == ()
    assert len((await desk.journey()).facts.follow_ups) == 1


async def test_an_upload_is_answered() -> None:
    """A file is named, with what to do instead."""
    reply = await (await seated()).act(Uploaded("cv.pdf", b"%PDF"))
    said = read(*heard(reply))
    assert "cv.pdf" in said
    assert "paste" in said


async def test_words_are_heard_though_a_file_came_with_them() -> None:
    """The file is told of first and once, so that the answer with its question stays last."""
    desk = await seated()
    first, *answer = heard(await desk.act(Said("I applied to Larkfield", "cv.pdf")))
    assert '"cv.pdf"' in read(first)
    assert "not kept" in read(first)
    assert "Larkfield" in read(*answer)
    assert "cv.pdf" not in read(*answer)


async def test_beside_dark_words_nobody_speaks_of_a_file() -> None:
    """Help stands alone."""
    said = read(*heard(await (await seated()).act(Said(DARK, "cv.pdf"))))
    assert said.startswith("Thank you for telling me")
    assert "cv.pdf" not in said


async def test_dark_words_come_before_a_command() -> None:
    """Dark words inside a command are answered with help."""
    reply = await (await waiting()).act(Command("notes", DARK))
    assert read(*heard(reply)).startswith("Thank you for telling me")


async def test_a_profile_is_taken_over_and_an_unknown_zone_is_not() -> None:
    """A zone and a language we know count as told; others change nothing."""
    desk = await seated()
    await desk.act(Profile("Asia/Tokyo", "qps"))
    await desk.act(Profile("Mars/Crater", "xx"))
    await desk.act(Profile("../etc/passwd"))
    await desk.act(Profile())
    person = (await desk.journey()).person
    assert (person.zone, person.language) == ("Asia/Tokyo", "qps")


async def test_an_interruption_is_answered_and_the_question_restated_once() -> None:
    """The open question comes back after the first interruption and not after the second."""
    desk = await waiting()
    await desk.say("/interview notes")
    assert "still like to hear" in await desk.say("/interview calm")
    assert "still like to hear" not in await desk.say("/interview calm")
    await desk.say("They use Kafka and plan to grow.")
    assert "Kafka" in (await desk.journey()).facts.notes[0].learned


async def test_an_old_question_is_not_restated() -> None:
    """A day later nobody is reminded of a question by the answer to something else."""
    desk = await waiting()
    await desk.say("/interview notes")
    await desk.wait_until("2026-11-22 12:00")
    assert "still like to hear" not in await desk.say("/interview list")


async def test_an_open_form_is_mentioned_once_after_an_interruption() -> None:
    """Words typed while a form is open are answered, and the form is mentioned once."""
    desk = await seated()
    await desk.say("/interview add Acme")
    said = await desk.say("/interview calm")
    assert "form is still open" in said
    assert desk.form is not None
    assert f'Choose "{desk.form.submit}"' in said
    assert "form is still open" not in await desk.say("/interview calm")
    await desk.fill(ended="today 15:30")
    assert [one.company for one in (await desk.journey()).facts.interviews] == ["Acme"]


async def test_closing_another_form_keeps_the_open_one() -> None:
    """Only the form that was closed is forgotten."""
    desk = await seated()
    await desk.say("/interview add Acme")
    assert desk.form is not None
    kept = desk.form
    await desk.act(Closed("v1:add:first:other:after-"))
    assert (await desk.journey()).dialogue.form == kept
    await desk.act(Closed(kept.id))
    assert (await desk.journey()).dialogue.form is None


async def test_a_form_can_be_opened_again_as_it_was_left() -> None:
    """A form that was refused, or never seen, comes back with everything typed; a closed one does not."""
    desk = await seated()
    await desk.say("/interview add Acme")
    await desk.fill(ended="sometime", role="Data engineer")
    assert set(desk.problems) == {"ended"}
    desk.form = None
    again = await desk.act(Pressed(REOPEN.pack()))
    assert again.form is not None
    assert {one.key: one.value for one in again.form.fields} == {
        "company": "Acme",
        "role": "Data engineer",
        "ended": "sometime",
        "country": "",
        "next_step": "",
    }
    await desk.act(Closed(again.form.id))
    assert "no longer fits" in read(*heard(await desk.act(Pressed(REOPEN.pack()))))


async def test_dark_words_in_a_form_are_not_kept_with_it() -> None:
    """A refused form comes back without the field in which dark words stood."""
    desk = await seated()
    await desk.say("/interview add Acme")
    assert desk.form is not None
    typed = {"company": "Acme", "ended": "sometime", "role": "I want to die"}
    await desk.act(Submitted(desk.form.id, typed))
    again = await desk.act(Pressed(REOPEN.pack()))
    assert "want to die" not in repr(again.form)
    assert "want to die" not in repr(await desk.journey())


@pytest.mark.parametrize("word", ["skip", "back", "later", "cancel", "edit"])
@pytest.mark.parametrize(
    "before",
    [
        (), ("/interview add Acme",), ("/interview people",), ("/interview notes",),
        ("/interview followup",), ("/interview outcome offer",), ("they called",),
        ("/interview calm",), ("/interview references",), ("/interview thanks",),
        ("Dana Smith", "/interview thanks"), ("I promised to send a portfolio",),
        ("/interview snooze",), ("/interview settings",), ("/interview delete",),
        ("/interview apply",), ("/interview before",), ("/interview list",), ("/interview stop",),
        ("It was an odd talk, all in all, and long.",),
    ],
)  # fmt: skip
async def test_every_steering_word_is_answered_everywhere(
    word: str, before: tuple[str, ...]
) -> None:
    """`back`, `skip`, `edit`, `later` and `cancel` are never misunderstood, whatever is open."""
    desk = await waiting()
    for typed in before:
        await desk.say(typed)
    said = await desk.say(word)
    assert said
    assert "did not understand" not in said


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("skip", "Add an interview"), ("back", "I help in the days"), ("later", "Nothing is open"),
        ("cancel", "Nothing is open"), ("edit", "Nothing is open"),
    ],
)  # fmt: skip
async def test_steering_words_mean_little_to_a_newcomer(word: str, answer: str) -> None:
    """Without an interview the steering words say what can be done."""
    said = await (await seated()).say(word)
    assert answer in said or "Nothing is open" in said
    assert "what's next" in said or "Add an interview" in said


async def test_a_story_is_offered_to_be_kept_and_kept_on_yes() -> None:
    """Words nobody asked for become notes only after a yes, a button, and not after a no."""
    desk = await waiting()
    await desk.say("skip")
    await desk.say("cancel")
    story = "The team of nine builds a data platform in Hamburg"
    assert "Shall I keep that" in await desk.say(story)
    assert "not kept" in await desk.say("no")
    assert (await desk.journey()).facts.notes == ()
    assert "Nothing waits" in await desk.press("Keep in my notes on Acme") or (
        "nothing waiting" in read(*desk.said[-2:])
    )
    await desk.say(story)
    await desk.say("yes")
    assert story in (await desk.journey()).facts.notes[0].learned
