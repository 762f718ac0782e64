"""What the terminal says, without its layout, and the same as read off a platform."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.player.spoken import text_of
from bot.message import Card, Draft, Field, File, Form, Message, Part, Picture, Text


@dataclass(frozen=True)
class Shown:
    """One message before somebody.

    Args:
        text: Everything that can be read in it but labels.
        buttons: What can be pressed, by label.
    """

    text: str
    buttons: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One field of a form, as it is when the form opens.

    Args:
        label, hint: What is asked, and the example beside it.
        options: Labels of what can be chosen.
        value: What stands in it; of several options a line each.
    """

    label: str
    hint: str
    options: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Page:
    """A page of a form before somebody.

    Args:
        title: What it is called.
        number, of: Which page of how many.
        asked: Its fields.
    """

    title: str
    number: int
    of: int
    asked: tuple[Asked, ...]


class Telling:
    """How a platform says a moment that a message tells of."""

    def tell(self, words: str, moment: datetime) -> str:
        """Return what stands in the place of the terminal's words."""
        return words


def message_said(message: Message, telling: Telling) -> Shown:
    """Return a message as the terminal says it; its files are not in the text."""
    parts = tuple(_told(message.parts, message.moments, telling))
    return Shown(
        text_of(replace(message, parts=parts)), tuple(one.label for one in message.buttons())
    )


def files_said(message: Message) -> list[str]:
    """Return what each file of a message shows, in words."""
    return [part.alt for part in message.parts if isinstance(part, Picture | File)]


def page_said(form: Form) -> Page:
    """Return a page of a form as the terminal asks it."""
    return Page(form.title, form.page, form.of, tuple(_asked(one) for one in form.fields))


def fold(shown: Iterable[Shown]) -> str:
    """Return messages as one line, where neither layout nor the cut of long ones counts."""
    words = [word for one in shown for word in (one.text, *(f"[{it}]" for it in one.buttons))]
    return " ".join(" ".join(words).split())


def _asked(field: Field) -> Asked:
    labels = {one.key: one.label for one in field.options}
    chosen = [labels[key] for key in field.value.split("\n") if key in labels]
    value = "\n".join(chosen) if labels else field.value
    return Asked(field.label, field.hint, tuple(labels.values()), value)


def _told(
    parts: Iterable[Part], moments: Mapping[str, datetime], telling: Telling
) -> Iterator[Part]:
    def told(text: str) -> str:
        # The longer words first: the shorter ones may stand in them.
        for words in sorted(moments, key=len, reverse=True):
            text = text.replace(words, telling.tell(words, moments[words]))
        return text

    for part in parts:
        match part:
            case Text(body):
                yield Text(told(body))
            case Card(title, lines, facts):
                yield Card(
                    told(title),
                    tuple(told(one) for one in lines),
                    tuple((label, told(value)) for label, value in facts),
                )
            case Draft(_, _, _, subject, body):
                # A platform has a block to copy for each, which no "Subject:" may stand in.
                yield from (Text(one) for one in (subject, body) if one)
            case _:
                pass
