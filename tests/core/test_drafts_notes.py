"""Notes in drafts: whose line is whose, what stays unsaid, and how names and roles are put."""

from dataclasses import replace

import pytest

from bot.drafts import load_phrases, parse_phrases, thank_you_set, without_own_fact
from bot.drafts.notes import deal, lines, questions
from bot.drafts.pen import fit, salutation, work_of
from bot.drafts.privacy import find_secret, fit_to_share
from bot.drafts.telling import Form
from bot.errors import ContentError
from bot.etiquette import load_etiquette
from bot.interview import Channel, Contact, Notes
from bot.message import Draft
from tests.core.nudging import interview, journey

PHRASES = load_phrases()
ETIQUETTE = load_etiquette()
DANA = Contact("dana", "acme", "Dana Smith")
LEE = Contact("lee", "acme", "Lee Wong")
MIA = Contact("mia", "acme", "Mia Kraus")


def dealt(notes: Notes, *people: Contact) -> dict[str, list[str]]:
    """Return what each person's message may take from the notes."""
    return {
        id: [one.text for one in said]
        for id, said in deal(people or (DANA, LEE, MIA), notes, PHRASES).items()
    }


def test_who_is_named_gets_the_line_and_the_others_what_is_left() -> None:
    """Named lines first, then one each, then a second one round; nobody gets what another got."""
    notes = Notes(
        "acme", learned="They ship weekly.\nLee: testing\nRemote on Fridays\nCoffee is free"
    )
    assert dealt(notes) == {
        "dana": ["you ship weekly", "Coffee is free"],
        "lee": ["testing"],
        "mia": ["remote on Fridays"],
    }


def test_a_message_takes_two_lines_at_most() -> None:
    """More would turn thanks into minutes."""
    notes = Notes("acme", learned="\n".join(f"Dana: topic {number}" for number in range(5)))
    assert dealt(notes, DANA) == {"dana": ["topic 0", "topic 1"]}


def test_an_open_question_goes_to_who_has_nothing_else() -> None:
    """Lines come before questions, and a question that is one's own is put to nobody."""
    notes = Notes(
        "acme", learned="Dana: testing", questions="Do I want this?\nHow big is the team? No idea"
    )
    found = deal((DANA, LEE, MIA), notes, PHRASES)
    assert [one.form for one in found["lee"]] == [Form.QUESTION]
    assert found["lee"][0].text == "How big is the team?"
    assert found["mia"] == ()


def test_a_recruiter_is_asked_no_open_question_and_is_not_the_employer() -> None:
    """Whoever stands in between is not "you" where the employer is meant."""
    recruiter = replace(DANA, recruiter=True)
    assert dealt(Notes("acme", questions="How big is the team?"), recruiter) == {"dana": []}
    assert dealt(Notes("acme", learned="They ship weekly"), recruiter) == {
        "dana": ["they ship weekly"]
    }


def test_notes_are_read_sentence_by_sentence() -> None:
    """Bullets, several sentences in a row and titles before names are told apart; the same twice counts once."""
    text = "- They ship weekly. Dr. Smith leads it; on call is shared!\n2) They ship weekly\n* Tea, e.g. green"
    assert lines(text, PHRASES) == [
        "They ship weekly", "Dr. Smith leads it", "on call is shared", "Tea, e.g. green",
    ]  # fmt: skip
    assert questions(
        Notes("a", questions="Who leads? When do I start? Are they nice?"), PHRASES
    ) == ["Who leads?"]


@pytest.mark.parametrize(
    "line",
    [
        "The salary is low", "Dana seemed tired", "They laid off half the team", "Don't tell anybody about the move",
        "write to dana@acme.de", "call 030 1234567", "see https://acme.de", "password: hunter2", "the {role}",
        "[your name]", "other candidates have more experience",
    ],
)  # fmt: skip
def test_what_is_private_or_unfinished_is_not_shared(line: str) -> None:
    """Judgements, money, gossip, addresses, secrets and gaps to be filled in stay out."""
    assert not fit_to_share(line, PHRASES.private.words)


def test_a_plain_line_is_shared() -> None:
    """Words that only contain a private one are no reason to hold a line back."""
    for line in (
        "They paint the office",
        "The manager told me about Kafka",
        "Stage 2 of the platform",
    ):
        assert fit_to_share(line, PHRASES.private.words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passwort: geheim", "Passwort: geheim"),
        ("the PIN is 4711", "PIN is 4711"),
        ("the pin is on the map", None),
        ("key ghp_abcdefghijklmnopqrstu123", "ghp_abcdefghijklmnopqrstu123"),
        ("5555-5555-5555-4444", "5555-5555-5555-4444"),
        ("0055 5555 5555 5544 44", None),
        ("1234567890123456", None),
    ],
)
def test_a_secret_is_told_from_what_looks_like_one(text: str, found: str | None) -> None:
    """Passwords, keys and cards that pass their check digit are found; other words and numbers are not."""
    assert find_secret(text) == found


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("head of data", "as head of data"),
        ("Head of data", "as head of data"),
        ("CTO", "as CTO"),
        ("HR manager", "as an HR manager"),
        ("engineer", "as an engineer"),
        ("user researcher", "as a user researcher"),
        ("UX designer", "as a UX designer"),
        ("Java developer", "as a Java developer"),
        ("from the platform team", "with the platform team"),
        ("HR", "in HR"),
        ("Design", "in design"),
        ("", ""),
        ("manager; hates meetings", ""),
        ("x" * 121, ""),
    ],
)
def test_a_role_stands_in_a_sentence(role: str, said: str) -> None:
    """A team, a field and a person are put differently; what is no plain role is not put at all."""
    assert work_of(role, PHRASES.roles) == said


@pytest.mark.parametrize(
    ("name", "title", "country", "greeting"),
    [
        ("Jan van Dijk", "Mr", "NL", "Dear Mr van Dijk,"),
        ("Maria Gomez Perez", "Ms", "US", "Dear Ms Maria Gomez Perez,"),
        ("Tanaka Yuki", "Ms", "JP", "Dear Ms Tanaka Yuki,"),
        ("Anna Huber", "Mag. Dr.", "AT", "Dear Mag. Dr. Huber,"),
        ("Somchai Jaidee", "Khun", "TH", "Dear Khun Somchai Jaidee,"),
        ("Dana Smith", "", "JP", "Dear Dana Smith,"),
        ("x" * 130, "", "US", "Hello,"),
        (" ", "Dr", "US", "Hello,"),
    ],
)
def test_a_greeting_guesses_no_family_name(
    name: str, title: str, country: str, greeting: str
) -> None:
    """After a title comes the family name where it is plain which part it is, else the whole name."""
    assert salutation(PHRASES, "formal", name, title, country) == greeting


def test_a_casual_greeting_keeps_a_title_where_there_is_no_first_name() -> None:
    """ "Hi Dana", but "Hi Ms Tanaka"."""
    assert salutation(PHRASES, "casual", "Dana Smith", "Dr") == "Hi Dana,"
    assert salutation(PHRASES, "casual", "Tanaka", "Ms") == "Hi Ms Tanaka,"


def test_a_secret_is_no_role() -> None:
    """What was typed into the wrong field is left out of every sentence."""
    assert fit("password: hunter2") == ""
    assert fit(" QA\tlead. ") == "QA lead"


def test_an_edited_note_stays_and_the_others_keep_clear_of_it() -> None:
    """A note in the person's own words is not written over, and no other note is like it."""
    held = interview(role="engineer", country="US")
    plain = thank_you_set(journey(held, LEE), held, {"lee": Channel.EMAIL}, ETIQUETTE, PHRASES)
    draft = plain["lee"]
    assert isinstance(draft, Draft)
    edited = replace(DANA, note=draft.body, note_subject="Mine")
    search = journey(held, LEE, edited)
    channels = {"lee": Channel.EMAIL, "dana": Channel.EMAIL}
    notes = thank_you_set(search, held, channels, ETIQUETTE, PHRASES)
    assert notes["dana"] == Draft("thank_you", "Dana Smith", "email", "Mine", draft.body)
    assert notes["lee"] != draft


def test_whoever_is_met_again_reads_other_sentences() -> None:
    """In the next round of one application the same person gets a note in other words."""
    first = interview(role="engineer", country="US")
    second = replace(
        interview(id="again", ended="2026-11-27 15:30", role="engineer", country="US"),
        application=first.application,
    )
    search = journey(first, second, DANA, replace(DANA, id="dana2", interview="again"))
    one = thank_you_set(search, first, {"dana": Channel.CARD}, ETIQUETTE, PHRASES)["dana"]
    two = thank_you_set(search, second, {"dana2": Channel.CARD}, ETIQUETTE, PHRASES)["dana2"]
    assert isinstance(one, Draft)
    assert isinstance(two, Draft)
    assert one.body.split("\n\n")[1][:30] != two.body.split("\n\n")[1][:30]


def test_who_has_nothing_of_their_own_is_known() -> None:
    """Those whose note a line about them would make their own are named, so that they can be asked about."""
    search = journey(interview(), DANA, LEE, Notes("acme", learned="Dana: testing"))
    assert without_own_fact(search, interview(), PHRASES) == (LEE,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[salutation", "en.toml"),
        ('[salutation]\nformal = ""', "salutation"),
        ("colour = 1", "salutation"),
    ],
)
def test_broken_phrases_stop_the_start(text: str, named: str) -> None:
    """File, key and what was found are named."""
    with pytest.raises(ContentError, match=named):
        parse_phrases(text, "content/drafts/en.toml")
