"""Where a conversation stands, as one sealed text: it holds people's words and is only ever read whole."""

from pydantic import TypeAdapter, ValidationError

from adapters.sql.crypto import KeyRing
from bot.journey import Dialogue

_DIALOGUE = TypeAdapter(Dialogue)


def seal_dialogue(dialogue: Dialogue, owner: str, ring: KeyRing) -> bytes:
    """Return a dialogue as its column keeps it."""
    return ring.seal(_DIALOGUE.dump_json(dialogue).decode(), place_of(owner))


def open_dialogue(content: bytes, owner: str, ring: KeyRing) -> Dialogue:
    """Return the dialogue that was sealed for a person.

    Raises:
        StoreError: It cannot be opened.
    """
    text = ring.open(content, place_of(owner))
    try:
        return _DIALOGUE.validate_json(text)
    except ValidationError:
        # Another release wrote it. The open question is lost, but no fact is, and the person
        # must not be locked out for it.
        return Dialogue()


def place_of(owner: str) -> str:
    """Return the place for which a person's dialogue is sealed."""
    return f"dialogue/{owner}/content"
