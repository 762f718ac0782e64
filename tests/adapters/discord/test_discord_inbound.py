"""What Discord sends is read as what a person did, and the rest as nothing at all."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.commands import Offers
from adapters.discord.inbound import (
    Acted,
    read_autocomplete,
    read_form,
    read_interaction,
    read_message,
)
from bot.inbound import Command, Pressed, Profile, Said, Submitted, Uploaded
from bot.library import load_library
from bot.people import Address
from tests.adapters.discord import payloads
from tests.adapters.discord.payloads import Json

WORDS = load_library().words_in("en")
OWN = "290926444748734465"
WHO = Address("discord", "53908232506183680")
JUNK: list[Any] = [None, "", 0, [], {}, [None], {"id": None}, "x", True, -1, 1e300, "av:\0"]


def acted(payload: Json) -> Acted:
    """Return what somebody did."""
    found = read_interaction(payload, WORDS)
    assert found is not None
    return found


def wrote(**fields: Any) -> Acted | None:
    """Return what somebody wrote, in a message with other fields."""
    return read_message(payloads.MESSAGE | fields, OWN)


def test_a_command_is_read_with_its_options() -> None:
    """As one types it in words; the person is the same in every server."""
    found = acted(payloads.COMMAND)
    assert found.inbound.id == "interaction:786008729715212338"
    assert found.inbound.act == Command("apply", "Acme, Data engineer")
    assert found.inbound.who == WHO


def test_a_person_is_the_same_in_a_server_and_in_direct_messages() -> None:
    """No address tells one from the other."""
    in_dm = {key: value for key, value in payloads.COMMAND.items() if key != "member"}
    found = acted(in_dm | {"user": payloads.USER, "context": 1, "guild_id": None})
    assert found.inbound.who == WHO


def test_a_command_of_another_release_reaches_the_core() -> None:
    """It answers kindly what it does not know."""
    data = payloads.COMMAND["data"] | {"options": [{"type": 1, "name": "dance"}]}
    assert acted(payloads.COMMAND | {"data": data}).inbound.act == Command("dance")
    assert acted(payloads.COMMAND | {"data": {"name": "interview"}}).inbound.act == Command("")


def test_a_command_of_another_program_is_none_of_ours() -> None:
    """Neither is one from the menu of a message."""
    data = payloads.COMMAND["data"]
    for other in ({"name": "poll"}, {"type": 3}):
        assert read_interaction(payloads.COMMAND | {"data": data | other}, WORDS) is None


def test_a_press_carries_its_action_and_its_message() -> None:
    """Whichever number the button has in its message."""
    assert acted(payloads.PRESS).inbound.act == Pressed(payloads.BUTTON, "846452320798998598")
    second = {"custom_id": f"av1:{payloads.BUTTON}", "component_type": 2}
    assert acted(payloads.PRESS | {"data": second}).inbound.act == Pressed(
        payloads.BUTTON, "846452320798998598"
    )


@pytest.mark.parametrize("id", ["", "v1:contacts:later::", "av", "av:", "other:1", None, 5])
def test_a_press_that_is_not_ours_is_nothing(id: object) -> None:
    """Another program's, or one tampered with so that nothing is left of our mark."""
    data = {"custom_id": id, "component_type": 2}
    assert read_interaction(payloads.PRESS | {"data": data}, WORDS) is None


def test_a_tampered_action_is_left_to_the_core() -> None:
    """It answers as for a record that does not exist."""
    data = {"custom_id": "av:v9:nonsense", "component_type": 2}
    assert acted(payloads.PRESS | {"data": data}).inbound.act == Pressed(
        "v9:nonsense", "846452320798998598"
    )


def test_a_form_is_read_whatever_it_was_filled_in_with() -> None:
    """Words, a select, radio buttons, boxes joined by newlines, and what was left open."""
    values = {"company": "Acme", "country": "DE", "channel": "email", "people": "a\nb", "mood": ""}
    assert acted(payloads.MODAL).inbound.act == Submitted(payloads.FORM, values)


def test_what_was_typed_is_told_from_what_was_chosen() -> None:
    """Only words are given back where a form could not be saved; a choice is a key that nobody has seen."""
    assert acted(payloads.MODAL).typed == ("Acme",)
    assert acted(payloads.PRESS).typed == ()


def test_a_form_of_the_older_kind_is_read_too() -> None:
    """Its fields stand in rows."""
    row = {"type": 1, "components": [{"type": 4, "custom_id": "company", "value": "Acme"}]}
    assert read_form({"components": [row]}) == {"company": "Acme"}


def test_odd_values_of_a_form_are_left_out() -> None:
    """What is no text is no answer."""
    odd = [{"custom_id": "a", "value": {"x": 1}}, {"custom_id": "b", "values": [1, "k", None]}]
    assert read_form({"components": [{"component": one} for one in odd]}) == {"a": "", "b": "k"}


def test_the_language_comes_along() -> None:
    """Discord tells it with every interaction, and never the zone."""
    assert acted(payloads.COMMAND).profile == Profile(None, "en")
    assert acted(payloads.PRESS).profile == Profile(None, "de")
    assert acted(payloads.PRESS | {"locale": "es-419"}).profile == Profile(None, "es")
    assert acted(payloads.PRESS | {"locale": None}).profile is None


def test_what_is_being_typed_is_no_act() -> None:
    """It is asked for on its own."""
    assert read_interaction(payloads.AUTOCOMPLETE, WORDS) is None
    typing = read_autocomplete(payloads.AUTOCOMPLETE)
    assert typing is not None
    assert (typing.offers, typing.typed, typing.command) == (Offers.INTERVIEW, "Ac", "list")
    assert read_autocomplete(payloads.COMMAND) is None


def test_words_in_direct_messages_are_said() -> None:
    """With the id of the message."""
    found = wrote()
    assert found is not None
    assert found.inbound.id == "message:334385199974967042"
    assert (found.inbound.who, found.inbound.act) == (WHO, Said("I met Dana"))


def test_a_reply_is_said_too() -> None:
    """People answer a message of ours in its place."""
    found = wrote(type=19)
    assert found is not None
    assert found.inbound.act == Said("I met Dana")


@pytest.mark.parametrize(
    "fields",
    [
        {"author": payloads.USER | {"id": OWN}},
        {"author": payloads.USER | {"bot": True}},
        {"author": payloads.USER | {"system": True}},
        {"webhook_id": "1"},
        {"guild_id": "290926798626357999"},
        {"type": 6},
        {"type": 7},
        {"edited_timestamp": "2026-11-23T13:01:00+00:00"},
        {"author": None},
        {"author": {"id": "../@me"}},
        {"id": None},
    ],
    ids=str,
)
def test_what_nobody_wrote_to_us_is_nothing(fields: Json) -> None:
    """Our own, bots', servers', Discord's and changed messages, and those of nobody."""
    assert wrote(**fields) is None


def test_mentions_and_emojis_are_read_by_their_names() -> None:
    """As they were typed and shown."""
    found = wrote(content="<@53908232506183680> met <@!12> <a:wave:99>", mentions=[payloads.USER])
    assert found is not None
    assert found.inbound.act == Said("@Mason met @12 :wave:")


def test_a_file_comes_along_with_its_name_made_harmless() -> None:
    """With words it is beside them, alone it is the act."""
    found = wrote(attachments=[payloads.FILE])
    assert found is not None
    assert found.inbound.act == Said("I met Dana", "notes.txt")
    alone = wrote(attachments=[payloads.FILE], content="")
    assert alone is not None
    assert alone.inbound.act == Uploaded("notes.txt", b"")


ALL: list[Json] = [
    payloads.COMMAND,
    payloads.PRESS,
    payloads.MODAL,
    payloads.AUTOCOMPLETE,
    payloads.MESSAGE,
]


def paths(found: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything in a payload."""
    inside = found.items() if isinstance(found, dict) else enumerate(found)
    every: list[tuple[Any, ...]] = []
    for key, value in inside:
        every.append((*before, key))
        if isinstance(value, dict | list):
            every += paths(value, (*before, key))
    return every


EVERY = [(payload, path) for payload in ALL for path in paths(payload)]


@given(st.sampled_from(EVERY), st.sampled_from(JUNK))
def test_no_odd_field_is_too_odd(one: tuple[Json, tuple[Any, ...]], junk: Any) -> None:
    """Whatever stands wherever, reading does not fail."""
    payload, path = copy.deepcopy(one[0]), one[1]
    holder: Any = payload
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = junk
    read_interaction(payload, WORDS)
    read_autocomplete(payload)
    read_message(payload, OWN)


json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(json, st.integers(0, 9))
def test_no_payload_is_too_odd(data: Any, kind: int) -> None:
    """Kinds of interactions that are not known yet are nothing."""
    payload = {"id": "1", "type": kind, "user": payloads.USER, "data": data}
    read_autocomplete(payload)
    if kind not in (2, 3, 5):
        assert read_interaction(payload, WORDS) is None
    else:
        read_interaction(payload, WORDS)
