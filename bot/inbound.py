"""What a person did, typed; adapters translate their platform's events into these."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.people import Address


@dataclass(frozen=True, slots=True)
class Command:
    """`/interview NAME REST`; an empty name asks what is next."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words typed in the conversation.

    Args:
        text: The words.
        file: Name of a file that came with them, empty if none did; it is not fetched.
    """

    text: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button.

    Args:
        action: As packed by `Action.pack`, straight from the button.
        message: The platform's id of the message the button sits in, empty if unknown.
    """

    action: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A page of a form, sent.

    Args:
        form: `Form.id` as it was shown.
        values: What was typed or chosen, by field key; several choices are joined by newlines.
    """

    form: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Closed:
    """A form closed without sending; nothing typed in it is kept."""

    form: str


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file the person gave."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """The conversation came into view without a word typed; a newcomer is welcomed, nobody else is bothered."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform knows of the person; counts as told.

    Args:
        zone: IANA name of the time zone, None if the platform does not say.
        language: Language code, None if the platform does not say.
    """

    zone: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What the person wrote last has no answer: the bot stopped before it was said, or was away altogether.

    Args:
        heard: Whether the words were taken in.
    """

    heard: bool = True


class Naming(StrEnum):
    """What somebody is about to name, on a platform that offers names while one types; it is no act."""

    INTERVIEW = "interview"
    COMPANY = "company"
    PERSON = "person"
    CITY = "city"
    COUNTRY = "country"


Act = Command | Said | Pressed | Submitted | Closed | Uploaded | Opened | Profile | Unanswered


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event: who did what.

    Args:
        id: The platform's id of the event; the same id is acted on once.
        who: Whose event it is.
        act: What they did.
    """

    id: str
    who: Address
    act: Act
