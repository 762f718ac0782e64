"""Help by people: the right lines, exactly as stored, in the right order."""

from datetime import date

import pytest

from bot.care import Concern, help_for, load_crisis, paragraphs, reminder
from bot.care.crisis import parse_crisis
from bot.care.tables import content
from bot.catalogue import ENGLISH, Words, load_catalogues
from bot.errors import ContentError

CRISIS = load_crisis()
WORDS = load_catalogues()[ENGLISH]
OWN = (Concern.OWN_EXPLICIT, Concern.OWN_IMPLIED)

# Typed from the sources a second time, so that a slip in the table shows.
NUMBERS = {
    ("US", "988 Suicide & Crisis Lifeline"): "988",
    ("US", "Crisis Text Line"): "741741",
    ("CA", "9-8-8 Suicide Crisis Helpline"): "988",
    ("GB", "Samaritans"): "116 123",
    ("IE", "Samaritans"): "116 123",
    ("AU", "Lifeline"): "13 11 14",
    ("NZ", "1737 Need to talk?"): "1737",
    ("DE", "Telefonseelsorge"): "0800 111 0 111 / 0800 111 0 222",
    ("FR", "3114"): "3114",
    ("JP", "Yorisoi Hotline"): "0120-279-338",
}


def test_every_number_is_the_one_of_its_source() -> None:
    """No digit, space or hyphen differs."""
    assert {(one.country, one.name): one.contact for one in CRISIS.lines} == NUMBERS


@pytest.mark.parametrize("concern", [*OWN, Concern.OTHER_PERSON])
@pytest.mark.parametrize("country", [None, "DE", "US", "KE"])
def test_only_lines_of_the_own_country_are_shown(concern: Concern, country: str | None) -> None:
    """A number of another country is never shown, the directories always are."""
    said = " ".join(paragraphs(concern, country, CRISIS, WORDS))
    for line in CRISIS.lines:
        assert (f"{line.name}: {line.contact}" in said) == (line.country == country)
    assert all(one.link in said for one in CRISIS.directories)
    assert help_for(country, CRISIS).country_known == (country is not None)


def test_an_unknown_country_gets_no_digit_of_a_phone_number() -> None:
    """Where the country is unknown nothing is guessed; 72 are the hours of the pause."""
    said = " ".join(paragraphs(Concern.OWN_EXPLICIT, None, CRISIS, WORDS)).replace("72 hours", "")
    assert not any(one.isdigit() for one in said)


@pytest.mark.parametrize("concern", [*OWN, Concern.OTHER_PERSON])
def test_first_the_words_are_acknowledged_then_comes_the_emergency_number(concern: Concern) -> None:
    """No line or directory stands before the emergency number."""
    said = paragraphs(concern, "GB", CRISIS, WORDS)
    assert "emergency number" in said[1]
    assert "116 123" in said[2]
    assert not any(one.isdigit() for one in said[0] + said[1])


def test_every_line_says_how_far_it_is_checked() -> None:
    """A number is shown with the day of its check, or as only named."""
    german = " ".join(paragraphs(Concern.OWN_IMPLIED, "DE", CRISIS, WORDS))
    british = " ".join(paragraphs(Concern.OWN_IMPLIED, "GB", CRISIS, WORDS))
    assert "checked by our source on Tue 2 Jun 2026" in german
    assert "named in a public source, our list is of Sun 22 Nov 2026" in british
    assert {one.checked for one in CRISIS.lines if one.basis == "checked"} == {date(2026, 6, 2)}


def test_it_says_that_it_is_a_program() -> None:
    """Nobody takes the answer for a counsellor's."""
    for concern in (*OWN, Concern.OTHER_PERSON):
        assert "I am a program and not a counsellor" in " ".join(
            paragraphs(concern, None, CRISIS, WORDS)
        )


def test_only_own_dark_words_bring_the_pause() -> None:
    """Who worries for another keeps the reminders."""
    assert "72 hours" in " ".join(paragraphs(Concern.OWN_IMPLIED, None, CRISIS, WORDS))
    assert "72 hours" not in " ".join(paragraphs(Concern.OTHER_PERSON, None, CRISIS, WORDS))


def test_written_again_it_is_answered_anew() -> None:
    """A second time within the pause opens with other words, a worry for another does not."""
    for concern in OWN:
        assert paragraphs(concern, None, CRISIS, WORDS, again=True)[0] == WORDS("care.again")
    other = paragraphs(Concern.OTHER_PERSON, None, CRISIS, WORDS, again=True)
    assert other[0] == WORDS("care.other_person")


def test_the_offer_to_talk_stays_in_short() -> None:
    """In the 72 hours a line of the own country, or one directory, stays in reach."""
    assert "3114" in " ".join(reminder("FR", CRISIS, WORDS))
    assert len(reminder(None, CRISIS, WORDS)) == 2
    assert "findahelpline.com" in reminder(None, CRISIS, WORDS)[1]


@pytest.mark.parametrize("word", ["method", "should have", "must", "therapy", "!"])
def test_crisis_words_blame_nobody_and_name_no_method(word: str) -> None:
    """No reproach, no method, no therapy, no exclamation."""
    for concern in (*OWN, Concern.OTHER_PERSON):
        assert word not in " ".join(paragraphs(concern, "JP", CRISIS, WORDS))


TABLE = content("crisis.toml")


@pytest.mark.parametrize(
    ("found", "put", "names"),
    [
        ('numbers = ["3114"]', 'numbers = ["+33333114"]', "numbers"),
        ('numbers = ["3114"]', 'numbers = ["116 123"]', "116 123 only in ['GB', 'IE'], not in FR"),
        ('country = "FR"', 'country = "France"', "country"),
        ('note = "care.note_fr"', "", "note"),
        ("checked = 2026-06-02", 'checked = "lately"', "checked"),
        ('basis = "named"', 'basis = "heard"', "basis"),
        ("[[directories]]", "[[directory]]", "directories"),
    ],
)
def test_a_mangled_line_stops_the_start(found: str, put: str, names: str) -> None:
    """A number in international form, or a line without its date, is refused by name."""
    assert found in TABLE
    with pytest.raises(ContentError, match=r"content/crisis\.toml") as error:
        parse_crisis(TABLE.replace(found, put))
    assert names in str(error.value)


def test_every_sentence_is_there() -> None:
    """The catalogue has all words help is told with; a missing one stops the start."""
    CRISIS.check_words(WORDS)
    with pytest.raises(ContentError, match=r"care\.again"):
        CRISIS.check_words(Words("en", {}))


def test_a_missing_file_is_named() -> None:
    """Content that cannot be read is named."""
    with pytest.raises(ContentError, match=r"content/nowhere\.toml"):
        content("nowhere.toml")
