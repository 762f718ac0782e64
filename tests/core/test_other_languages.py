"""Whoever writes in another language is told so kindly, in that language, and is never taken for a name."""

import pytest

from bot.inbound import Closed
from bot.library import load_library
from bot.understanding import language_of
from tests.desk import Desk

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("Hola, acabo de tener una entrevista en Google", "es"),
        ("estoy muy nervioso", "es"),
        ("Ich hatte gerade ein Vorstellungsgespräch", "de"),
        ("ich bin so nervös", "de"),
        ("der Chef hat nicht angerufen", "de"),
        ("bonjour, j'ai besoin d'aide", "fr"),
        ("je ne comprends rien", "fr"),
        ("olá, tive uma entrevista hoje", "pt"),
        ("bom dia", "pt"),
        ("non capisco niente", "it"),
        ("ciao, ho avuto un colloquio oggi", "it"),
    ],
)
def test_a_sentence_is_known_by_its_small_words(typed: str, language: str) -> None:
    """Accents and capitals at its beginning do not matter."""
    assert language_of(typed) == language


@pytest.mark.parametrize(
    "typed",
    [
        "Ana de la Cruz y Juan Carlos Gil",
        "Un Ho, recruiter",
        "mia ho and tu an",
        "Karl von der Heide und Ute Klein",
        "Banco de la Nación",
        "El Corte Inglés",
        "I had an interview at Un Mas Con Me today",
        "what is a Vorstellungsgespräch",
        "they said danke at the end and it was nice",
        "mañana a las 9",
        "morgen um 9",
        "am Freitag um 15 Uhr",
        "nein",
        "me too",
        "the man in the hat said die is not die",
        "he came in and said hola to me, then we talked about the role",
        "",
    ],
)
def test_names_days_and_english_are_no_other_language(typed: str) -> None:
    """A single word of it is no sentence, nor are the small words of a name."""
    assert language_of(typed) is None


async def sat_down() -> Desk:
    """Return somebody back from an interview at Acme."""
    desk = Desk(LIBRARY, "Europe/Madrid", "2026-11-16 16:10")
    await desk.sit_down()
    await desk.say("/interview add Acme")
    await desk.fill(ended="today 15:00")
    assert desk.form is not None
    await desk.act(Closed(desk.form.id))
    desk.form = None
    return desk


async def test_the_answer_is_in_both_languages_and_nobody_becomes_a_person() -> None:
    """While people are asked for, a greeting with a comma after it once was one."""
    desk = await sat_down()
    said = await desk.say("Hola, acabo de tener una entrevista en Google")
    assert "solo entiendo inglés" in said
    assert "only understand English" in said
    assert (await desk.journey()).facts.contacts == ()


async def test_notes_are_kept_in_any_language() -> None:
    """What was asked for as free words is nobody's business to judge."""
    desk = await sat_down()
    await desk.say("/interview notes")
    assert "Kept in your notes" in await desk.say(
        "Ich hatte heute ein Gespräch und es lief ganz gut"
    )


async def test_a_day_in_another_language_is_an_answer() -> None:
    """Days are read in five languages more."""
    desk = await sat_down()
    assert "Tue 17 Nov, 09:00" in await desk.say("remind me mañana a las 9")


@pytest.mark.parametrize(
    "typed", ["gracias!", "Danke", "merci beaucoup", "grazie mille", "obrigada"]
)
async def test_thanks_in_any_language_are_thanks(typed: str) -> None:
    """Nobody is told about languages for being polite."""
    desk = await sat_down()
    assert "Glad to help" in await desk.say(typed)
