"""Sealed values open with their key, at their place, unchanged; and nowhere else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sql.crypto import KeyRing, load_keys, new_key
from bot.errors import SettingsError, StoreError

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
RING = load_keys(KEY)
PLACE = "contact/p/c/name"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens(text: str) -> None:
    """Any text comes back as it was."""
    assert RING.open(RING.seal(text, PLACE), PLACE) == text


def test_sealing_twice_looks_different() -> None:
    """Equal texts cannot be told to be equal."""
    assert RING.seal("Acme", PLACE) != RING.seal("Acme", PLACE)


def test_the_envelope_names_version_and_key() -> None:
    """What is sealed says how to open it: `v1:KEY_ID:NONCE CIPHERTEXT`."""
    version, id, rest = RING.seal("Acme", PLACE).split(b":", 2)
    assert (version, id.decode(), len(rest)) == (b"v1", RING.newest.id, 12 + 4 + 16)


def test_what_was_moved_does_not_open() -> None:
    """A value copied to another row is refused, by the name of its new place."""
    with pytest.raises(StoreError, match="contact/p/other/name was changed or moved"):
        RING.open(RING.seal("Acme", PLACE), "contact/p/other/name")


@given(st.integers(0, 31))
def test_what_was_changed_does_not_open(index: int) -> None:
    """No single byte behind the head can be changed unnoticed."""
    sealed = bytearray(RING.seal("Acme", PLACE))
    sealed[12 + index] ^= 1
    with pytest.raises(StoreError, match="changed or moved"):
        RING.open(bytes(sealed), PLACE)


def test_another_key_does_not_open() -> None:
    """A value names the key it wants when the ring does not hold it."""
    with pytest.raises(StoreError, match=f"with the key {RING.newest.id}"):
        load_keys(new_key()).open(RING.seal("Acme", PLACE), PLACE)


def test_the_newest_key_seals_and_all_open() -> None:
    """With a new key put before the old one, old values open and new ones need the new key."""
    new = new_key()
    both = load_keys(f"{new}, {KEY}")
    assert both.open(RING.seal("old", PLACE), PLACE) == "old"
    assert load_keys(new).open(both.seal("new", PLACE), PLACE) == "new"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "is empty"),
        (" , ", "is empty"),
        ("not base64!", r"key 1 is not base64 \(11 characters\)"),
        ("c2hvcnQ=", "key 1 has 5 bytes"),
        (f"{KEY},c2hvcnQ=", "key 2 has 5 bytes"),
        (KEY[:-5], "key 1 "),
        ("schlüssel", "key 1 is not base64"),
    ],
)
def test_a_wrong_key_is_explained(text: str, found: str) -> None:
    """The setting's name, what was found and what is allowed are said; nothing of a key is."""
    with pytest.raises(SettingsError, match=f"AFTERVIEW_KEY.*{found}.* 32 bytes") as error:
        load_keys(text)
    assert KEY[:8] not in str(error.value)


def test_a_key_is_read_with_or_without_padding() -> None:
    """A key copied without its `=` is the same key."""
    assert load_keys(KEY.rstrip("=")).newest.id == RING.newest.id


def test_two_keys_are_told_apart() -> None:
    """Every new key has an id of its own."""
    rings: list[KeyRing] = [load_keys(new_key()) for _ in range(20)]
    assert len({one.newest.id for one in rings}) == 20
