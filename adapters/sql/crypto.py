"""Sealing: what is personal is encrypted before it reaches the database, and bound to its place there."""

import base64
import binascii
import hashlib
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import DamagedError, SettingsError

SETTING = "AFTERVIEW_KEY"
KEY_BYTES = 32
NONCE_BYTES = 12
"""What AES-GCM is made for; chance alone keeps nonces apart for 2^32 values under one key (NIST SP 800-38D)."""

_VERSION = b"v1"


class Key:
    """One AES-256 key, and the id under which what it sealed finds it again.

    What it sealed begins with its `head`.

    Args:
        raw: 32 bytes.
    """

    def __init__(self, raw: bytes) -> None:
        self.id = hashlib.sha256(b"afterview key id" + raw).hexdigest()[:8]
        self._cipher = AESGCM(raw)
        self.head = b":".join((_VERSION, self.id.encode(), b""))

    def seal(self, plain: str, place: str) -> bytes:
        """Return a text encrypted for one place as `v1:KEY_ID:NONCE CIPHERTEXT`."""
        nonce = os.urandom(NONCE_BYTES)
        return self.head + nonce + self._cipher.encrypt(nonce, plain.encode(), place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """Return the text that was sealed with this key for this place.

        Raises:
            InvalidTag: It was not, or it was changed since.
        """
        start = len(self.head)
        nonce, encrypted = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
        return self._cipher.decrypt(nonce, encrypted, place.encode()).decode()


class KeyRing:
    """All keys in use: the first one seals, each one opens what it sealed.

    Args:
        keys: Newest first, at least one.
    """

    def __init__(self, keys: Sequence[Key]) -> None:
        self.newest = keys[0]
        self._by_id = {key.id: key for key in keys}

    def find(self, id: str) -> Key | None:
        """Return the key with this id, None if it is not on the ring."""
        return self._by_id.get(id)

    def seal(self, plain: str, place: str) -> bytes:
        """Return a text encrypted with the newest key.

        Args:
            plain: What to encrypt.
            place: Where it will lie: table, column, owner and row. Moved elsewhere it does not open.
        """
        return self.newest.seal(plain, place)

    def open(self, sealed: bytes, place: str) -> str:
        """Return the text that was sealed for this place.

        Raises:
            DamagedError: Its key is not on the ring, or it was changed or moved since.
        """
        changed = DamagedError(f"A value in {place} was changed or moved outside Afterview.")
        parts = sealed.split(b":", 2)
        if len(parts) != 3 or parts[0] != _VERSION:
            raise changed
        id = parts[1].decode("ascii", "replace")
        key = self.find(id)
        if key is None:
            raise DamagedError(
                f"A value in {place} was encrypted with the key {id}, which {SETTING} does not hold."
            )
        try:
            return key.open(sealed, place)
        except (InvalidTag, ValueError):
            raise changed from None


def new_key() -> str:
    """Return a fresh key in the form the setting takes."""
    return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def load_keys(text: str) -> KeyRing:
    """Read the setting: one or several keys, newest first, separated by commas.

    Raises:
        SettingsError: A part of it is not 32 bytes in URL-safe base64. Nothing of a key is repeated.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise SettingsError(f"{SETTING} is empty. {_ALLOWED}")
    return KeyRing([_read_key(part, number) for number, part in enumerate(parts, start=1)])


_ALLOWED = (
    f"It takes one or more keys of {KEY_BYTES} bytes in URL-safe base64 (44 characters), "
    "separated by commas, newest first."
)


def _read_key(text: str, number: int) -> Key:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise SettingsError(
            f"{SETTING}: key {number} is not base64 ({len(text)} characters). {_ALLOWED}"
        ) from None
    if len(raw) != KEY_BYTES:
        raise SettingsError(f"{SETTING}: key {number} has {len(raw)} bytes. {_ALLOWED}")
    return Key(raw)
