"""The catalogues, held against each other and against what Python asks for."""

import ast
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import adapters
import bot
from bot.catalogue import PSEUDO, load_catalogues, write_contract

CONTENT = resources.files("bot") / "content"
ROOMS = (Path(bot.__file__).parent, Path(adapters.__file__).parent)
PYTHON = sorted(file for room in ROOMS for file in room.rglob("*.py"))
CONTRACT: dict[str, list[str]] = tomllib.loads((CONTENT / "words.toml").read_text("utf-8"))


def strings() -> Iterator[str]:
    """Yield every literal string of the code."""
    for file in PYTHON:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Yield file, id and placeholders of every call of `words` with a literal id."""
    for file in PYTHON:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called, first = node.func, node.args[0]
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name not in ("plural", "words") or not isinstance(first, ast.Constant):
                continue
            given = {one.arg or "**" for one in node.keywords}
            yield file.name, str(first.value), given | ({"count"} if name == "plural" else set())


def test_contract_is_what_english_says() -> None:
    """`words.toml` is what `make words` would write."""
    assert (CONTENT / "words.toml").read_text("utf-8") == write_contract()


@pytest.mark.parametrize(("file", "id", "given"), sorted(calls(), key=str))
def test_every_sentence_asked_for_exists(file: str, id: str, given: set[str]) -> None:
    """A sentence that Python names is in the contract, and its placeholders are given."""
    assert id in CONTRACT, f"{file} asks for {id}"
    assert "**" in given or set(CONTRACT[id]) <= given, f"{file}: {id}"


def test_every_sentence_is_used() -> None:
    """No sentence is kept that nobody says."""
    said = set(strings())
    topics = {"calm", "care"}
    unused = [id for id in CONTRACT if id not in said and id.split(".")[0] not in topics]
    assert unused == []


def is_read(id: str) -> bool:
    """Say whether a sentence is a pattern, or words people are understood by: it is never said as it is."""
    topic, _, name = id.partition(".")
    return topic in ("date", "typed") or name.startswith(("typed_", "said_"))


def test_pseudo_language_hears_what_english_hears() -> None:
    """What people are understood by is the same, so that a conversation takes the same way."""
    words = load_catalogues()
    for id in filter(is_read, CONTRACT):
        values = {name: f"<{name}>" for name in CONTRACT[id]}
        assert words[PSEUDO](id, **values) == words["en"](id, **values)


def test_pseudo_language_grows_every_sentence_and_keeps_its_placeholders() -> None:
    """The pseudo-language is longer than English everywhere and has the same placeholders."""
    words = load_catalogues()
    for id, names in CONTRACT.items():
        if is_read(id):
            continue
        values = {name: f"<{name}>" for name in names}
        english, pseudo = words["en"](id, **values), words[PSEUDO](id, **values)
        assert len(pseudo) > len(english)
        assert all(f"<{name}>" in pseudo for name in names if f"<{name}>" in english)
