"""What we say, in parts every platform can draw; the narrowest platform's limits hold when a message is built."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.errors import MessageTooBig

LONGEST_TEXT = 1900
"""Characters of text in one message: Discord takes 2000, some of which its markup needs."""
LONGEST_DRAFT = 2900
"""Characters in a block to copy: a Slack section takes 3000, Discord's component text 4000 in all."""
MOST_BUTTONS = 25
"""Five rows of five on Discord, 25 in a Slack `actions` block."""
LONGEST_LABEL = 75
"""Characters on a button: Slack 75, Discord 80."""
MOST_FIELDS = 5
"""Fields on a page of a form: a Discord modal."""
LONGEST_FORM_TITLE = 24
"""Characters of a form's title: a Slack modal."""
LONGEST_FIELD_LABEL = 45
"""Characters of a field's label: a Discord modal."""
MOST_OPTIONS = 25
"""Options in a select: Discord."""
LONGEST_OPTION = 75
"""Characters of an option: Slack 75, Discord 100."""
LONGEST_VALUE = 3000
"""Characters one field of a form takes: a Slack input; Discord takes 4000."""


class Topic(StrEnum):
    """What a message is about."""

    CONTACTS = "contacts"
    REFLECTION = "reflection"
    THANK_YOU = "thank_you"
    REFERENCES = "references"
    KEEP_LOOKING = "keep_looking"
    FOLLOW_UP = "follow_up"
    CALM = "calm"
    OUTCOME = "outcome"
    HOME = "home"
    HELP = "help"
    SETTINGS = "settings"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; newlines are kept, nothing in it is markup."""

    body: str


@dataclass(frozen=True, slots=True)
class Card:
    """A heading, lines under it, and labelled facts."""

    title: str
    lines: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """One thing to press.

    Args:
        label: Unique in its message and clear alone ("Sent to Dana Smith").
        action: As packed by `Action.pack`.
        dated: Whether a platform that has a calendar may show it instead: the day that is picked comes
            back as the action's argument (ISO 8601), and a plain press as it is.
    """

    label: str
    action: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """Buttons, in the order of use."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Words for the person to copy and send themselves; drawn in a block that copies cleanly.

    Args:
        kind: `thank_you`, `heads_up`, `referee_thanks`, `follow_up`, `feedback`, `acceptance`.
        person: Whom it is for.
        channel: `email`, `card`, `linkedin`, `phone`.
        subject: Subject of an e-mail, empty otherwise.
        body: The words.
    """

    kind: str
    person: str
    channel: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture described as data; an adapter draws it, and always gives the alt text."""

    name: str
    alt: str
    data: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class File:
    """A file for the person."""

    name: str
    media_type: str
    data: bytes
    alt: str


Part = Text | Card | Choices | Draft | Picture | File


@dataclass(frozen=True, slots=True)
class Message:
    """One message, for the person alone.

    Args:
        topic: What it is about.
        parts: What it shows, top to bottom.
        interview: Id of the interview it is about, None if several or none.
        facts: What was understood or recorded and is echoed here, as JSON-ready data.
        nudge: Kinds of nudge it carries; empty for an answer.
        preview: What a notification may show of it, in the person's language and nothing of theirs.
        moments: Instants (UTC) it tells of, by the words in which it does: a platform that shows times
            in its own way may put them in the words' place.

    Raises:
        MessageTooBig: It would not fit the narrowest platform.
    """

    topic: Topic
    parts: tuple[Part, ...]
    interview: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict[str, object])
    nudge: tuple[str, ...] = ()
    preview: str = ""
    moments: Mapping[str, datetime] = field(default_factory=dict[str, datetime])

    def __post_init__(self) -> None:
        buttons = self.buttons()
        labels = [one.label for one in buttons]
        if len(buttons) > MOST_BUTTONS:
            raise MessageTooBig(f"at most {MOST_BUTTONS} buttons, found {len(buttons)}")
        if len(set(labels)) != len(labels):
            raise MessageTooBig(f"labels must be unique in a message, found {labels}")
        if any(len(label) > LONGEST_LABEL or not label.strip() for label in labels):
            raise MessageTooBig(f"labels take 1 to {LONGEST_LABEL} characters, found {labels}")
        size = sum(len(part.body) for part in self.parts if isinstance(part, Text))
        size += sum(_size(part) for part in self.parts if isinstance(part, Card))
        if size > LONGEST_TEXT:
            raise MessageTooBig(f"at most {LONGEST_TEXT} characters of text, found {size}")
        for part in self.parts:
            if isinstance(part, Draft) and len(part.body) > LONGEST_DRAFT:
                raise MessageTooBig(
                    f"a draft takes {LONGEST_DRAFT} characters, found {len(part.body)}"
                )

    def buttons(self) -> tuple[Button, ...]:
        """Return every button of the message, top to bottom."""
        return tuple(
            button for part in self.parts if isinstance(part, Choices) for button in part.buttons
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """What a place of its own shows all the time: any number of parts, and the moments they tell of."""

    parts: tuple[Part, ...]
    moments: Mapping[str, datetime] = field(default_factory=dict[str, datetime])


def words_in(parts: Iterable[Part]) -> Iterator[str]:
    """Return the words that parts say themselves, top to bottom; what is only copied is not said."""
    for part in parts:
        match part:
            case Text(body):
                yield body
            case Card(title, lines, facts):
                yield from (title, *lines, *(value for _, value in facts))
            case _:
                pass


def _size(card: Card) -> int:
    lines = sum(len(line) + 1 for line in card.lines)
    return len(card.title) + lines + sum(len(a) + len(b) + 3 for a, b in card.facts)


class FieldKind(StrEnum):
    """How a field of a form is filled in."""

    TEXT = "text"
    LONG = "long"
    SELECT = "select"
    MULTI = "multi"
    MOMENT = "moment"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a select."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Args:
        key: Name under which the value comes back.
        label: What the person reads.
        kind: How it is filled in; a moment or a date may always be typed in words.
        required: Whether it must be filled in.
        value: What stands in it already; option keys joined by newlines for `MULTI`.
        hint: An example, shown where the platform has room.
        options: For `SELECT` and `MULTI`.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    value: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One page of questions.

    Args:
        id: Packed action that answers the submission; carries what the page is about and its version.
        title: What the page is called.
        fields: At most five.
        page, of: Which page of how many.
        topic: What it is about.
        interview: Id of the interview it is about, None if there is none yet.
        submit: Label of the button that sends it, at most 24 characters.
        known: What is known already of the pages that follow, by field key; they begin with it.

    Raises:
        MessageTooBig: It would not fit the narrowest platform.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    topic: Topic
    page: int = 1
    of: int = 1
    interview: str | None = None
    known: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.fields) <= MOST_FIELDS:
            raise MessageTooBig(f"a page takes 1 to {MOST_FIELDS} fields, found {len(self.fields)}")
        for title in (self.title, self.submit):
            if not 1 <= len(title) <= LONGEST_FORM_TITLE:
                raise MessageTooBig(
                    f"a form's title takes {LONGEST_FORM_TITLE} characters: {title!r}"
                )
        for one in self.fields:
            if not 1 <= len(one.label) <= LONGEST_FIELD_LABEL:
                raise MessageTooBig(
                    f"a label takes {LONGEST_FIELD_LABEL} characters: {one.label!r}"
                )
            if len(one.options) > MOST_OPTIONS:
                raise MessageTooBig(
                    f"a select takes {MOST_OPTIONS} options, found {len(one.options)}"
                )
            if any(not 1 <= len(option.label) <= LONGEST_OPTION for option in one.options):
                raise MessageTooBig(f"an option takes {LONGEST_OPTION} characters: {one.options}")
            if len(one.value) > LONGEST_VALUE:
                raise MessageTooBig(
                    f"a field takes {LONGEST_VALUE} characters, found {len(one.value)}"
                )


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot answers to one act.

    Args:
        messages: New messages, in order.
        edit: What replaces the message whose button was pressed; None leaves it as it is.
        form: A form to open, None if none.
        problems: What is wrong with a submitted form, by field key; the form stays open with all typed.
        erases: Whether the person chose to have everything erased that is kept of them.
    """

    messages: tuple[Message, ...] = ()
    edit: Message | None = None
    form: Form | None = None
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    erases: bool = False
