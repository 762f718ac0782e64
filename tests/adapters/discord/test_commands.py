"""The slash commands: what Discord is told of them, and what the core is told of their options."""

import copy
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.commands import (
    COMMANDS,
    Offers,
    describe_commands,
    is_same,
    read_command,
    read_typing,
)
from bot.catalogue import PSEUDO
from bot.library import Library, load_library
from bot.steps.table import COMMANDS as CORE


@pytest.fixture(scope="module")
def library() -> Library:
    """All content."""
    return load_library()


def _typed(command: str, focused: str = "", /, **values: object) -> dict[str, Any]:
    options = [
        {"name": key, "type": 3, "value": value} | ({"focused": True} if key == focused else {})
        for key, value in values.items()
    ]
    return {"name": "interview", "options": [{"type": 1, "name": command, "options": options}]}


def test_every_command_is_one_of_the_core(library: Library) -> None:
    """Nothing is offered that is not understood."""
    for one in COMMANDS:
        read = read_command(_typed(one.key), library.words_in("en"))
        assert read is not None
        assert read[0] in CORE


def test_english_names_are_what_discord_calls_them(library: Library) -> None:
    """The names in the catalogue are those that come back."""
    words = library.words_in("en")
    for one in COMMANDS:
        assert words(one.name) == one.key
        assert [words(asked.name) for asked in one.asked] == [asked.key for asked in one.asked]


def test_the_commands_keep_to_discords_limits(library: Library) -> None:
    """25 subcommands, 25 options, names of 32 and descriptions of 100 characters, 8000 in all."""
    (group,) = describe_commands(library)
    assert len(group["options"]) <= 25
    for one in (group, *group["options"], *(o for c in group["options"] for o in c["options"])):
        assert 1 <= len(one["name"]) <= 32
        assert one["name"] == one["name"].lower()
        assert 1 <= len(one["description"]) <= 100
        assert len(one.get("choices", ())) <= 25


def test_the_commands_are_for_servers_and_for_persons(library: Library) -> None:
    """Installed to either, used in servers, with the bot alone and in other direct messages."""
    (group,) = describe_commands(library)
    assert group["integration_types"] == [0, 1]
    assert group["contexts"] == [0, 1, 2]


def test_another_language_brings_localised_names(library: Library) -> None:
    """The language that nobody speaks stays out of Discord; any other would be told by its locale."""
    spoken = {**library.words, "de": library.words[PSEUDO]}
    (group,) = describe_commands(replace(library, words=spoken))
    first = group["options"][0]
    assert set(first["name_localizations"]) == {"de"}
    assert PSEUDO not in first["description_localizations"]


@pytest.mark.parametrize(
    ("command", "values", "said"),
    [
        ("next", {}, ("", "")),
        ("add", {}, ("add", "")),
        (
            "add",
            {"next_step": "they call by Friday", "role": "nurse", "company": "Acme"},
            ("add", "at Acme for nurse, they call by Friday"),
        ),
        ("apply", {"company": "Acme", "role": "nurse"}, ("apply", "Acme, nurse")),
        ("outcome", {"what": "offer", "interview": "#abc"}, ("outcome", "#abc offer")),
        ("settings", {"setting": "zone", "value": "Berlin"}, ("settings", "zone Berlin")),
        ("notes", {"words": "   "}, ("notes", "")),
        ("notes", {"words": 7, "unknown": "x"}, ("notes", "7")),
    ],
)
def test_options_are_said_as_one_types_them(
    library: Library, command: str, values: dict[str, object], said: tuple[str, str]
) -> None:
    """In one order, whatever order they came in; empty and unknown ones are left out."""
    assert read_command(_typed(command, **values), library.words_in("en")) == said


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "other"},
        {"name": "interview"},
        {"name": "interview", "options": "x"},
        _typed("x"),
    ],
)
def test_what_is_none_of_ours_is_nothing(library: Library, data: dict[str, Any]) -> None:
    """Another release's command or a payload that makes no sense."""
    assert read_command(data, library.words_in("en")) is None
    assert read_typing(data) is None


def test_typing_tells_what_is_offered_there() -> None:
    """The option under the cursor, what is in it so far, and what the others hold."""
    typing = read_typing(_typed("settings", "value", setting="zone", value="Ber"))
    assert typing is not None
    assert typing.offers is Offers.SETTING
    assert (typing.typed, typing.others) == ("Ber", {"setting": "zone"})


def test_what_discord_adds_is_no_change(library: Library) -> None:
    """Ids, versions and empty fields of its own; a changed word is one."""
    told = describe_commands(library)
    known = copy.deepcopy(told)
    known[0] |= {
        "id": "1",
        "version": "2",
        "application_id": "3",
        "nsfw": False,
        "dm_permission": True,
    }
    for one in known[0]["options"]:
        if not one["options"]:
            del one["options"]
        one["name_localizations"] = None
    assert is_same(told, known)
    known[0]["options"][0]["description"] = "something else"
    assert not is_same(told, known)
    assert not is_same(told, [])
