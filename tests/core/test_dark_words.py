"""Dark words are heard, and ordinary words are left alone."""

from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import Concern, hear, load_dark_rules
from bot.care.dark_words import parse_rules
from bot.care.folding import Folding
from bot.care.phrases import PhraseError, compile_phrase
from bot.care.tables import content
from bot.errors import ContentError

RULES = load_dark_rules()
SENTENCES = Path(__file__).parent / "dark_words"
OWN = {Concern.OWN_EXPLICIT, Concern.OWN_IMPLIED}
# Ways of speaking that are heard as dark on purpose or for want of a better rule: docs/explanation/dark-words.md.
FALSE_ALARMS = {
    "I can't go on like that with three jobs and no weekend",
    "Goodbye everyone was the subject of my old boss's mail",
    "I played Ophelia, so I talked about her suicide for an hour",
}
MISSED = {"I don't want there to be a tomorrow"}


def sentences(kind: str) -> list[str]:
    """Return our own sentences of a kind; a written \\n is a new line."""
    found = [
        line.replace("\\n", "\n")
        for file in sorted(SENTENCES.glob(f"*_{kind}.txt"))
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]
    assert found, kind
    return found


def concern(text: str) -> Concern:
    """Return what is heard in a text."""
    return hear(text, RULES).concern


@pytest.mark.parametrize("text", [*sentences("own_explicit"), *sentences("own_implied")])
def test_own_dark_words_are_heard_as_own(text: str) -> None:
    """Who writes of wanting to die is heard, plainly or between the lines, but for the misses we name."""
    assert (concern(text) in OWN) == (text not in MISSED)


@pytest.mark.parametrize("text", sentences("other_person"))
def test_worry_for_another_is_heard_as_such(text: str) -> None:
    """Who writes of another's wish to die gets help for that, not a pause of their own."""
    assert concern(text) is Concern.OTHER_PERSON


@pytest.mark.parametrize("text", [*sentences("harmless"), *sentences("lyrics")])
def test_ways_of_speaking_and_quotations_are_left_alone(text: str) -> None:
    """Hyperbole, work, songs and films are no dark words, but for the false alarms we name."""
    assert (concern(text) is not Concern.NONE) == (text in FALSE_ALARMS)


def test_every_kind_has_enough_sentences() -> None:
    """The sets stay large enough to say anything."""
    least = {
        "own_explicit": 60,
        "own_implied": 60,
        "harmless": 60,
        "other_person": 30,
        "lyrics": 30,
    }
    assert {
        kind: len(set(sentences(kind))) >= most for kind, most in least.items()
    } == dict.fromkeys(least, True)


def test_plain_words_are_mostly_told_from_hints() -> None:
    """Nine in ten explicit sentences are heard as explicit, for the words we answer with differ."""
    heard = [concern(text) for text in sentences("own_explicit")]
    assert heard.count(Concern.OWN_EXPLICIT) / len(heard) >= 0.9


@pytest.mark.parametrize("text", (SENTENCES / "german_dark.txt").read_text("utf-8").splitlines())
def test_german_is_heard_whatever_language_is_set(text: str) -> None:
    """Every text is heard in every language we have rules for."""
    heard = hear(text, RULES)
    assert (heard.concern in OWN, heard.language) == (True, "de")


@pytest.mark.parametrize("text", (SENTENCES / "german_other.txt").read_text("utf-8").splitlines())
def test_german_worry_for_another_is_heard_as_such(text: str) -> None:
    """The same in German."""
    assert concern(text) is Concern.OTHER_PERSON


@pytest.mark.parametrize(
    "text", (SENTENCES / "german_harmless.txt").read_text("utf-8").splitlines()
)
def test_german_ways_of_speaking_are_left_alone(text: str) -> None:
    """The same in German, the English `die` included."""
    assert concern(text) is Concern.NONE


@pytest.mark.parametrize(
    "text",
    [
        "I’m going to kill myself",
        "I WANT TO DIE",
        "Ｉ ｗａｎｔ ｔｏ ｄｉｅ",
        "I w\u200bant to d\u200bie",
        "I want to d\u00adie",
        "I wаnt tо diе",
        "i want to d1e",
        "i want to k1ll myself",
        "I. want. to. die.",
        "d i e, I want to d i e",
        "i want to diiiiie",
        "I want\nto die",
        "I want to *die*",
        "#iwanttodie",
        "𝐈 𝐰𝐚𝐧𝐭 𝐭𝐨 𝐝𝐢𝐞",
        "i want to kíll mysélf",
        "I want to “die”",
        "kill-myself, I will kill-myself",
    ],
)
def test_disguises_are_seen_through(text: str) -> None:
    """Another case, script, width, spacing or sign hides nothing."""
    assert concern(text) is Concern.OWN_EXPLICIT


ORDINARY = "We spoke about the roadmap and the team of eight. They use Kafka. Next time I should slow down.\n"


def test_one_sentence_in_a_long_note_counts() -> None:
    """Forty thousand characters of ordinary notes hide nothing in their middle."""
    half = ORDINARY * 200
    assert concern(half) is Concern.NONE
    assert concern(f"{half}I don't want to wake up any more. {half}") is Concern.OWN_IMPLIED


def test_harmless_words_beside_dark_ones_hide_nothing() -> None:
    """A way of speaking is taken out; what stands next to it is still heard."""
    assert concern("This search is killing me and I want to kill myself") is Concern.OWN_EXPLICIT
    assert concern("The song is called Better Off Dead. I want to die.") is Concern.OWN_EXPLICIT
    assert concern("My friend is suicidal, and I want to die too") is Concern.OWN_EXPLICIT


def test_denial_with_a_but_is_heard() -> None:
    """Who is not suicidal, but, is answered; who is not, and no more, is not."""
    assert concern("I'm not suicidal") is Concern.NONE
    assert concern("I'm not suicidal but I think of it") is Concern.OWN_IMPLIED


def test_nothing_heard_names_no_language() -> None:
    """Where nothing is heard there is nothing to tell."""
    assert hear("They call by Friday", RULES).language == ""
    assert concern("") is Concern.NONE


@given(st.text(max_size=300))
def test_any_text_can_be_heard(text: str) -> None:
    """Whatever is typed, an answer comes back."""
    assert concern(text) in set(Concern)


@given(st.sampled_from(sentences("own_explicit")), st.sampled_from(["\n\n", ". ", "! ", " … "]))
def test_ordinary_words_around_dark_ones_change_nothing(text: str, between: str) -> None:
    """Dark words are heard among any ordinary sentences."""
    assert concern(f"Acme went well{between}{text}{between}They call by Friday") in OWN


@pytest.mark.parametrize(
    "text",
    [
        "I want to " * 4000,
        "i " * 20000,
        '" ' * 20000,
        "k*" * 20000,
        "a\u0301\u0327" * 13000,
        "\n " * 20000,
        'she says i want to the song " die ' * 1200,
        "nobody would not want no point " * 1300,
    ],
)
def test_forty_thousand_hostile_characters_take_less_than_a_second(text: str) -> None:
    """No text takes more than linear time."""
    concern(text)
    began = perf_counter()
    concern(text)
    assert perf_counter() - began < 1


def test_what_is_heard_holds_no_words() -> None:
    """The answer tells the concern and the language of the rules, and nothing that was written."""
    heard = hear("I want to die", RULES)
    assert repr(heard) == "Heard(concern=<Concern.OWN_EXPLICIT: 'own_explicit'>, language='en')"


ENGLISH = content("dark_words/en.toml")


@pytest.mark.parametrize(
    ("found", "put", "names"),
    [
        ('"kms",\n', '"kms ~",\n', "own_explicit"),
        ('  "<wish> <die>",\n', '  "<wihs> <die>",\n', "<wihs> is no group"),
        ('  "<wish> <die>",\n', '  "~3",\n', "has no words"),
        ('  "<wish> <die>",\n', '  "just <die>",\n', "['just'] in phrases"),
        ('language = "en"', "", "language"),
        ('language = "en"', 'language = "en"\nlanguages = 1', "languages"),
        ('language = "en"', "language = en", "expected TOML"),
        ('died = ["die", ', 'died = ["<died>", "die", ', "<died> is a member of itself"),
    ],
)
def test_misspelt_rules_stop_the_start(found: str, put: str, names: str) -> None:
    """A mistake in the rules is named with its file."""
    assert found in ENGLISH
    with pytest.raises(ContentError) as error:
        parse_rules("dark_words/en.toml", ENGLISH.replace(found, put, 1))
    assert "content/dark_words/en.toml" in str(error.value)
    assert names in str(error.value)


def test_a_phrase_finds_its_gaps_choices_and_marks() -> None:
    """The language of phrases does what its description says."""
    groups = {"who": ("nobody", "not one"), "breaks": ("i",)}

    def finds(phrase: str, text: str) -> bool:
        ready = compile_phrase(phrase, groups)
        return ready.may_be_in(frozenset(text.split())) and bool(ready.ready.search(text))

    assert finds("<who> ~2 misses me", " not one ever misses me . ")
    assert not finds("<who> ~2 misses me", " nobody i know misses me . ")
    assert not finds("<who> ~2 misses me", " nobody . misses me . ")
    assert finds("<who> ...2 misses me", " nobody . misses me . ")
    assert finds("very? tired|sick_and_tired .", " sick and tired . ")
    assert not finds("very? tired .", " tired of it . ")
    assert finds("# kms ^", ' 20 kms " ')


def test_a_phrase_of_no_known_kind_is_refused() -> None:
    """What is no word, group, gap or mark is no phrase."""
    with pytest.raises(PhraseError, match="is no word"):
        compile_phrase("want/to", {})


def test_a_language_may_do_without_joins() -> None:
    """Folding works with empty tables."""
    assert Folding({}, {}, (), (), ()).fold("Hello, World!! ...") == " hello world . "
