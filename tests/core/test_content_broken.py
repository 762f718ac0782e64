"""Broken content stops the start with the file and what is wrong, before anybody writes."""

import shutil
from importlib import resources
from pathlib import Path

import pytest

from bot import catalogue, intents, sorting
from bot.errors import ContentError
from bot.packaged import CONTENT

PO = 'msgid "{id}"\nmsgstr "{words}"\n'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of all content, to be broken."""
    with resources.as_file(CONTENT) as packaged:
        return shutil.copytree(packaged, tmp_path / "content")


def append(file: Path, text: str) -> None:
    """Add words to the end of a file."""
    file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8")


def test_whole_content_starts(content: Path) -> None:
    """The copy itself is read without complaint."""
    assert catalogue.load_catalogues(content)["en"].has("help.empty")
    assert intents.load_intents(content).control("skip") == "skip"
    assert sorting.load_sorting(content=content).sort("They use Kafka.") == {
        "learned": "They use Kafka."
    }


@pytest.mark.parametrize(
    ("id", "words", "named"),
    [
        ("help.empty", "Again", "stands twice"),
        ("help.new", "Nobody says this", "help.new"),
        ("home.new", "Wrong file", "must start with the name of its file"),
        ("help.new", "", "has no words"),
        ("help.new", "{open", "help.new"),
        ("help.new", "{a.b}", "a placeholder is"),
    ],
)
def test_a_bad_sentence_is_named(content: Path, id: str, words: str, named: str) -> None:
    """A doubled, foreign, empty or misspelt sentence stops the start."""
    append(content / "en" / "help.po", PO.format(id=id, words=words))
    with pytest.raises(ContentError, match=named):
        catalogue.load_catalogues(content)


def test_an_unknown_placeholder_is_named(content: Path) -> None:
    """A sentence may use only what Python gives it."""
    file = content / "en" / "help.po"
    file.write_text(file.read_text("utf-8").replace("{name}", "{nome}"), "utf-8")
    with pytest.raises(ContentError, match="nome"):
        catalogue.load_catalogues(content)


def test_a_missing_word_is_named(content: Path) -> None:
    """A language that lacks a sentence stops the start."""
    (content / "en" / "which.po").unlink()
    with pytest.raises(ContentError, match=r"which\.none"):
        catalogue.load_catalogues(content)


def test_english_must_be_there(content: Path) -> None:
    """All languages follow English."""
    shutil.rmtree(content / "en")
    with pytest.raises(ContentError, match="English"):
        catalogue.load_catalogues(content)


@pytest.mark.parametrize(
    "broken", ["[[intent", 'colour = "red"', '[[intent]]\ncommand = "x"\npatterns = ["("]']
)
def test_broken_intents_are_named(content: Path, broken: str) -> None:
    """A misspelt table and a pattern that is none stop the start."""
    append(content / "intents" / "en.toml", broken)
    with pytest.raises(ContentError, match=r"intents/en\.toml"):
        intents.load_intents(content)


def test_broken_sorting_is_named(content: Path) -> None:
    """A misspelt table of sections stops the start."""
    append(content / "sorting" / "en.toml", "order = 3")
    with pytest.raises(ContentError, match=r"sorting/en\.toml"):
        sorting.load_sorting(content=content)
