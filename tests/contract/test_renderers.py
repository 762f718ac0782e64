"""Every message any step can say renders within limits on every renderer, and not a word of it is lost."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from adapters.player.spoken import text_of
from bot.library import Library, load_library
from bot.message import Card, Draft, File, Form, Message, Picture, Text
from tests.contract.renderers import RENDERERS, Renderer
from tests.contract.sizes import forms, messages
from tests.contract.stories import tell

SCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.play"))

every_renderer = pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)


@pytest.fixture(scope="module")
def library() -> Library:
    """Words and tables, read once."""
    return load_library()


def words_of_message(message: Message) -> Iterator[str]:
    """Yield each piece of a message that a person has to be shown."""
    for part in message.parts:
        match part:
            case Text(body):
                yield body
            case Card(title, lines, facts):
                yield from (title, *lines)
                yield from (word for fact in facts for word in fact)
            case Draft(_, _, _, subject, body):
                yield from (subject, body)
            case Picture(_, alt) | File(_, _, _, alt):
                yield alt
            case _:
                yield from (button.label for button in part.buttons)


def words_of_form(form: Form, renderer: Renderer) -> Iterator[str]:
    """Yield each piece of a form that a person has to be shown."""
    yield form.title
    if renderer.submits_by_button:
        yield form.submit
    for field in form.fields:
        yield from (field.label, field.hint, *(one.label for one in field.options))
        if not field.options:
            yield field.value


def hold(words: Iterator[str], shown: str) -> None:
    """Fail if a piece is not shown whole, wherever its lines were broken."""
    drawn = "".join(shown.split())
    for one in words:
        assert "".join(one.split()) in drawn, f"not shown whole: {one!r}"


@every_renderer
@given(message=messages())
def test_a_message_as_large_as_can_be_is_shown_whole(renderer: Renderer, message: Message) -> None:
    """Whatever parts it has and however full they are."""
    hold(words_of_message(message), renderer.show_message(message))


@every_renderer
@given(form=forms())
def test_a_form_as_large_as_can_be_is_shown_whole(renderer: Renderer, form: Form) -> None:
    """Whatever fields it has and whatever stands in them."""
    hold(words_of_form(form, renderer), renderer.show_form(form))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda one: one.stem)
def test_everything_said_in_a_story_is_shown_whole(
    path: Path, library: Library, tmp_path: Path
) -> None:
    """On every renderer, in English and in words that are longer."""
    told = asyncio.run(tell(path.read_text("utf-8"), path.parent, library, tmp_path))
    english, pseudo = told.values()
    assert len(english.messages) == len(pseudo.messages) > 0
    assert "~]" in "".join(text_of(one) for one in pseudo.messages)
    for renderer in RENDERERS.values():
        for telling in told.values():
            for message in telling.messages:
                hold(words_of_message(message), renderer.show_message(message))
            for form in telling.forms:
                hold(words_of_form(form, renderer), renderer.show_form(form))
