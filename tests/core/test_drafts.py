"""Drafts: made of recorded facts only, in the country's tone, one for each person and no two alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafts import (
    Missing,
    acceptance_thanks,
    envelope_lines,
    feedback_request,
    find_secret,
    follow_up,
    heads_up,
    load_phrases,
    referee_thanks,
    thank_you_set,
    too_alike,
    unrecorded,
)
from bot.drafts.thanks import CARD, LINKEDIN
from bot.errors import ContentError
from bot.etiquette import load_etiquette
from bot.interview import (
    Channel,
    Contact,
    FollowUp,
    Interview,
    NextStep,
    Notes,
    Outcome,
    OutcomeKind,
    Referee,
    ReferenceUse,
    Wait,
)
from bot.journey import Fact, Facts, Journey
from bot.message import Draft
from tests.core.nudging import at, interview, person

PHRASES = load_phrases()
ETIQUETTE = load_etiquette()
CLICHES = ("pick your brain", "touch base", "perfect fit", "passionate", "reach out", "hope this")
NAMES = ("Dana Smith", "Lee Wong", "Ana Ruiz", "Tom Berg", "Mia Kraus")
PANEL = tuple(
    Contact(f"c{number}", "acme", name, role=role)
    for number, (name, role) in enumerate(
        zip(NAMES, ("head of data", "", "CTO", "recruiter", ""), strict=True)
    )
)
LEARNED = (
    "They use Kafka.\nDana showed the new reports.\nThe team is in Bonn.\nTom: the career ladder\n"
    "Cloud move next spring"
)


def search(told: Interview, *facts: Fact) -> Journey:
    """Return a journey with one interview and more facts."""
    everything = Facts().put(told)
    for fact in facts:
        everything = everything.put(fact)
    return Journey(person(), everything)


def written(
    *people: Contact, learned: str = "", channel: Channel = Channel.EMAIL, **told: object
) -> Mapping[str, Draft | Missing]:
    """Return the notes to everybody met, all through one channel."""
    held = interview(**{"role": "Data engineer", "country": "DE", **told})  # pyright: ignore[reportArgumentType]
    journey = search(held, *people, Notes("acme", learned=learned))
    channels = {one.id: channel for one in people}
    return thank_you_set(journey, held, channels, ETIQUETTE, PHRASES)


def drafts(notes: Mapping[str, Draft | Missing]) -> list[Draft]:
    """Return those that could be written."""
    return [one for one in notes.values() if isinstance(one, Draft)]


def letter(found: Draft | Missing) -> Draft:
    """Return a draft that must have been possible."""
    assert isinstance(found, Draft)
    return found


@pytest.mark.parametrize("learned", ["", LEARNED])
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.CARD, Channel.LINKEDIN])
def test_five_people_get_five_different_notes(learned: str, channel: Channel) -> None:
    """A panel of five, with and without notes: everybody gets a note, and none is another's with a new name."""
    found = drafts(written(*PANEL, learned=learned, channel=channel))
    assert len(found) == len(PANEL)
    assert not too_alike(found)
    assert len({one.body.split("\n\n", 1)[-1] for one in found}) == len(PANEL)


def test_subjects_differ_within_a_panel() -> None:
    """Colleagues who compare their inboxes see five subjects."""
    found = drafts(written(*PANEL))
    assert len({one.subject for one in found}) == len(PANEL)


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("learned", ["", LEARNED])
@pytest.mark.parametrize("role", ["", "Data engineer", "CTO"])
def test_nothing_is_claimed_that_was_not_recorded(
    channel: Channel, learned: str, role: str
) -> None:
    """Every name, number and address in a note stands in what the person told."""
    recorded = ["Acme", role, learned, "Friday 20 November", *NAMES, *(one.role for one in PANEL)]
    for one in drafts(written(*PANEL, learned=learned, channel=channel, role=role)):
        assert unrecorded(one, recorded, PHRASES) == ()
        assert "{" not in one.body + one.subject
        assert "None" not in one.body + one.subject
        assert "  " not in one.body


def test_what_was_not_recorded_is_found() -> None:
    """The check is no rubber stamp: a sentence that is no phrase stands out whole."""
    claimed = Draft(
        "thank_you", "Dana", "email", "", "Dear Dana, Zoltan at z@initech.com has 7 teams."
    )
    assert unrecorded(claimed, ["Dana"], PHRASES) == (claimed.body,)


def test_a_line_about_somebody_is_said_to_them() -> None:
    """What Dana did is told to Dana as "you", in a sentence of its own, and to nobody else."""
    notes = written(*PANEL, learned=LEARNED)
    assert "that you showed the new reports." in letter(notes["c0"]).body
    assert sum("new reports" in one.body for one in drafts(notes)) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Dana Smith leads the team in Bonn.", "that you lead the team in Bonn."),
        ("Dana is new there", "that you are new there."),
        ("Dana does code reviews", "that you do code reviews."),
        ("Dana teaches Kafka", "that you teach Kafka."),
        ("Dana studies maps", "that you study maps."),
        ("Dana: the career ladder", "the career ladder"),
        ("They use Kafka.", "that you use Kafka."),
        ("The team is in Bonn.", "that the team is in Bonn."),
        ("Kafka is everywhere", "that Kafka is everywhere."),
        ("Cloud move next spring", ": Cloud move next spring."),
        ("Remote on Fridays; Long talks", ": remote on Fridays."),
    ],
)
def test_a_line_of_notes_reads_as_part_of_a_sentence(line: str, said: str) -> None:
    """Whatever was scribbled down stands in the note in good grammar."""
    assert said in letter(written(PANEL[0], learned=line)["c0"]).body


@pytest.mark.parametrize(
    "line",
    [
        "They pay 90,000 salary",
        "Dana seemed bored",
        "I explained my pipeline",
        "Who would be the manager?",
        "The password is hunter2",
        "The test card is 4111 1111 1111 1111",
        "Toxic, according to Lee",
        "x" * 201,
    ],
)
def test_private_lines_stay_out(line: str) -> None:
    """Judgements, money, secrets, questions and words about oneself are in no note."""
    body = letter(written(PANEL[0], learned=line)["c0"]).body
    assert line.rsplit(maxsplit=1)[-1].casefold() not in body.casefold()


def test_a_line_that_names_two_goes_to_neither() -> None:
    """What is about two of the people met is told to none of them as theirs."""
    found = drafts(written(*PANEL[:2], learned="Dana is the boss of Lee"))
    assert not any("boss" in one.body for one in found)


@pytest.mark.parametrize(
    ("country", "greeting", "closing"),
    [
        ("DE", "Dear Dana Smith,", "Kind regards,"),
        ("US", "Dear Dana Smith,", "Best wishes,"),
        ("DK", "Hi Dana,", "Best,"),
        (None, "Dear Dana Smith,", "Best wishes,"),
    ],
)
def test_the_tone_is_that_of_the_country(country: str | None, greeting: str, closing: str) -> None:
    """Formal, neutral and casual countries get their own greeting and closing; an unknown one the middle."""
    body = letter(written(PANEL[0], country=country)["c0"]).body
    assert body.startswith(greeting)
    assert body.endswith(closing)


@pytest.mark.parametrize(
    ("name", "title", "greeting"),
    [
        ("Dana Smith", "Dr", "Dear Dr Smith,"),
        ("Smith", "Ms", "Dear Ms Smith,"),
        ("Lee", "", "Dear Lee,"),
    ],
)
def test_a_title_is_used_only_where_one_was_told(name: str, title: str, greeting: str) -> None:
    """Nobody is given a Mr, a Ms or a Dr that was not recorded."""
    body = letter(written(Contact("c0", "acme", name, title))["c0"]).body
    assert body.startswith(greeting)


_names = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=120)
_lines = st.text(st.characters(blacklist_categories=("Cs",)), max_size=300)


@given(_names, _names, _names, st.lists(_lines, max_size=6), st.sampled_from(["DE", "DK", None]))
def test_short_notes_keep_their_limits(
    name: str, company: str, role: str, lines: list[str], country: str | None
) -> None:
    """However long names and notes are: a card has 60 words at most, a LinkedIn note 300 characters."""
    people = [Contact("c0", "acme", name), Contact("c1", "acme", f"Dr {name}", role=role)]
    for channel in (Channel.CARD, Channel.LINKEDIN):
        notes = written(
            *people,
            learned="\n".join(lines),
            channel=channel,
            company=company,
            role=role,
            country=country,
        )
        for one in drafts(notes):
            if channel is Channel.CARD:
                assert len(one.body.split()) <= CARD
            else:
                assert len(one.body) <= LINKEDIN
            assert one.body.strip()


def test_a_role_of_many_words_does_not_overflow_a_card() -> None:
    """Where not even a sentence with the role fits, the card says thank you without it."""
    role = " ".join(["senior"] * 60)
    body = letter(written(PANEL[0], role=role, channel=Channel.CARD)["c0"]).body
    assert len(body.split()) <= CARD
    assert "interview" in body or "meeting" in body or "time" in body
    long_name = Contact("c0", "acme", " ".join(["Maria"] * 60))
    short = letter(written(long_name, channel=Channel.CARD)["c0"]).body
    assert len(short.split()) <= CARD


@given(st.lists(_lines, max_size=8))
def test_braces_in_notes_are_words_like_any(lines: list[str]) -> None:
    """Nothing that a person writes is taken for a placeholder."""
    notes = "\n".join(["The {name} of {0} is {company}", *lines])
    assert all(one.body for one in drafts(written(*PANEL, learned=notes)))


def test_phrases_hold_back() -> None:
    """No sentence shouts, flatters with a worn phrase or claims a feeling."""
    for sentence in PHRASES.templates:
        assert "!" not in sentence
        assert not any(worn in sentence.casefold() for worn in CLICHES)
    for felt in ("excited", "thrilled", "delighted", "honoured", "love", "enjoyed", "impressed"):
        assert not any(felt in sentence.casefold().split() for sentence in PHRASES.templates)


def test_phone_gives_points_instead_of_a_letter() -> None:
    """A call has short points to go by, and names what was talked about."""
    body = letter(written(PANEL[0], learned=LEARNED, channel=Channel.PHONE)["c0"]).body
    assert all(line.startswith("- ") for line in body.splitlines())
    assert "Dana showed the new reports" in body
    assert len(drafts(written(*PANEL, channel=Channel.PHONE))) == len(PANEL)


def test_one_too_many_alike_becomes_a_question() -> None:
    """Where nothing recorded tells two notes apart, the person is asked instead of a copy being made."""
    many = [Contact(f"c{number}", "acme", f"Person {number}") for number in range(40)]
    notes = written(*many, channel=Channel.LINKEDIN)
    asked = [one for one in notes.values() if isinstance(one, Missing)]
    assert asked
    assert asked[0].asks == ("something_they_said",)
    assert not too_alike(drafts(notes))


def test_an_envelope_holds_what_is_recorded_and_no_more() -> None:
    """Name with title, company and the lines of the address; without an address the rest."""
    contact = Contact("c0", "acme", "Dana Smith", "Dr", postal="Main Street 1\n\n10115 Berlin")
    assert envelope_lines(interview(), contact) == (
        "Dr Dana Smith", "Acme", "Main Street 1", "10115 Berlin",
    )  # fmt: skip
    assert envelope_lines(interview(), PANEL[1]) == ("Lee Wong", "Acme")


PROMISED = Wait(0, at("2026-11-20 15:30"), NextStep.THEY_CALL, at("2026-11-27 12:00").date())


def test_a_first_enquiry_mentions_their_promise() -> None:
    """The first one recalls the day they named, and keeps every door open."""
    held = interview(role="Data engineer", wait=PROMISED)
    body = letter(follow_up(search(held, PANEL[0]), held, ETIQUETTE, PHRASES)).body
    assert "Friday 27 November" in body
    assert "next word" not in body


def test_the_last_enquiry_closes_the_matter() -> None:
    """The second of two says when the first was, and takes leave."""
    held = interview(role="Data engineer")
    sent = FollowUp("f1", "acme", 0, at("2026-12-01 10:00"))
    found = letter(follow_up(search(held, PANEL[0], sent), held, ETIQUETTE, PHRASES))
    assert "Tuesday 1 December" in found.body
    assert "Once more about the data engineer role" in found.subject
    assert "leave the next word to you" in found.body


def test_an_enquiry_without_a_name_goes_to_the_team() -> None:
    """Where nobody is recorded it greets the team and invents nobody."""
    held = interview()
    found = letter(follow_up(search(held), held, ETIQUETTE, PHRASES))
    assert found.body.startswith("Dear team at Acme,")
    assert found.person == "Acme"


def test_an_enquiry_to_a_caller_is_a_list_of_points() -> None:
    """Somebody who takes only calls is called."""
    held = interview()
    caller = replace(PANEL[0], channel=Channel.PHONE)
    found = letter(follow_up(search(held, caller), held, ETIQUETTE, PHRASES))
    assert found.channel == "phone"
    assert found.body.startswith("- ")


@pytest.mark.parametrize(
    ("people", "to"),
    [
        ((PANEL[0], replace(PANEL[1], recruiter=True)), "Lee Wong"),
        ((PANEL[0], replace(PANEL[1], decides=True)), "Lee Wong"),
        ((PANEL[0], replace(PANEL[1], email="lee@acme.de")), "Lee Wong"),
        (PANEL[:2], "Dana Smith"),
    ],
)
def test_an_enquiry_goes_to_who_stands_nearest(people: tuple[Contact, ...], to: str) -> None:
    """The recruiter in between first, then who decides, then who has an address, then anybody."""
    held = interview()
    assert letter(follow_up(search(held, *people), held, ETIQUETTE, PHRASES)).person == to


def test_feedback_and_thanks_for_an_offer_need_somebody() -> None:
    """Without anybody to write to, the draft asks for a name."""
    held = interview(role="iOS engineer")
    for write in (feedback_request, acceptance_thanks):
        assert write(search(held), held, ETIQUETTE, PHRASES) == Missing(("somebody_to_write_to",))
        body = letter(write(search(held, PANEL[0]), held, ETIQUETTE, PHRASES)).body
        assert "the iOS engineer role" in body


REFEREE = Referee("r1", "Jane Doe", relation="my manager", agreed=date(2026, 11, 1))
USE = ReferenceUse("u1", "acme", "r1", at("2026-11-20 16:00"))


def test_a_heads_up_says_who_calls_and_what_to_stress() -> None:
    """Role, company, day, caller, what to expect and what to stress are all in it."""
    held = interview(role="Data engineer")
    use = replace(USE, caller="Dana Smith", stress="the Kafka migration.")
    found = letter(heads_up(search(held), held, REFEREE, use, ETIQUETTE, PHRASES))
    for part in ("data engineer role", "Acme", "Friday 20 November", "from Dana Smith.",
                 "mention this: the Kafka migration."):  # fmt: skip
        assert part in found.body
    assert found.body.startswith("Dear Jane Doe,")


def test_whoever_never_agreed_is_asked_first() -> None:
    """A referee without a yes is not told of calls to come but asked, with an easy way out."""
    held = interview(role="Data engineer")
    use = replace(USE, stress="the Kafka migration.")
    never = replace(REFEREE, agreed=None)
    found = letter(heads_up(search(held), held, never, use, ETIQUETTE, PHRASES))
    assert found.subject == "May I name you as a reference?"
    for part in ("data engineer role", "I would like to name you. May I?", "the Kafka migration."):
        assert part in found.body
    assert "If you would rather not" in found.body
    assert "chosen you" not in found.body
    assert "call or" not in found.body


def test_a_heads_up_without_a_caller_names_the_people_met_or_nobody() -> None:
    """Who was met may call; where nobody is recorded nobody is named."""
    held = interview()
    met = letter(heads_up(search(held, *PANEL), held, REFEREE, USE, ETIQUETTE, PHRASES))
    assert "from Dana Smith (head of data) or Lee Wong." in met.body
    nobody = letter(heads_up(search(held), held, REFEREE, USE, ETIQUETTE, PHRASES))
    assert "from them may reach you in the next days" in nobody.body


def test_a_password_is_stressed_to_nobody() -> None:
    """A secret typed into the wrong field goes into no message."""
    held = interview()
    use = replace(USE, stress="password: hunter2")
    assert (
        "hunter2" not in letter(heads_up(search(held), held, REFEREE, use, ETIQUETTE, PHRASES)).body
    )


def test_thanks_to_a_referee_mention_an_offer_only_where_there_is_one() -> None:
    """An offer is never claimed before it was made."""
    held = interview(role="Data engineer")
    waiting = letter(referee_thanks(search(held), held, REFEREE, USE, ETIQUETTE, PHRASES))
    assert "offer" not in waiting.body
    won = replace(held, outcome=Outcome(OutcomeKind.OFFER, at("2026-12-01 10:00")))
    assert (
        "offer" in letter(referee_thanks(search(won), won, REFEREE, USE, ETIQUETTE, PHRASES)).body
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my password is hunter2", "password is hunter2"),
        ("PIN: 1234", "PIN: 1234"),
        ("pay with 4111 1111 1111 1111 please", "4111 1111 1111 1111"),
        ("call +49 30 1234567890123", None),
        ("order 4111 1111 1111 1112", None),
        ("the password policy", None),
    ],
)
def test_secrets_are_told_from_numbers(text: str, found: str | None) -> None:
    """Passwords and card numbers are found; phone and order numbers are let through."""
    assert find_secret(text) == found


def test_a_language_without_phrases_is_named() -> None:
    """Broken or missing phrases stop the start with their file."""
    with pytest.raises((ContentError, FileNotFoundError), match="xx"):
        load_phrases("xx")
