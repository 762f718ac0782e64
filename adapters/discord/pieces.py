"""What an answer is put together from in Discord, where a form or a place in it cannot be had."""

from collections.abc import Sequence

from adapters.lettering import split
from bot.action import REOPEN
from bot.catalogue import Words
from bot.inbound import Command, Inbound
from bot.message import (
    LONGEST_DRAFT,
    Button,
    Choices,
    Draft,
    Form,
    Message,
    Reply,
    Text,
    Topic,
)


def offer_form(form: Form, words: Words) -> Message:
    """Return a message whose button opens a form, where none can be shown."""
    further = form.page > 1
    told = words("platform.form_page" if further else "platform.form_offer", title=form.title)
    label = words("platform.continue" if further else "platform.open_form")
    return make_message(told, Button(label, REOPEN.pack()), topic=form.topic)


def make_message(text: str, *buttons: Button, topic: Topic = Topic.HELP) -> Message:
    """Return a message of words, and perhaps buttons."""
    return Message(topic, (Text(text), *((Choices(buttons),) if buttons else ())))


def make_reply(text: str, *given_back: Draft) -> Reply:
    """Return an answer of words, and what was typed."""
    return Reply((make_message(text), *(Message(Topic.HELP, (one,)) for one in given_back)))


def give_back(typed: Sequence[str]) -> list[Draft]:
    """Return what was typed into a form, to be copied: Discord has closed it."""
    return [
        Draft("", "", "", "", piece)
        for value in typed
        for piece in split(value, LONGEST_DRAFT)
        if piece.strip()
    ]


def asks_for_dashboard(inbound: Inbound, messages: Sequence[Message]) -> bool:
    """Say whether what was asked for is the dashboard."""
    act = inbound.act
    asked = isinstance(act, Command) and not act.name and not act.rest.strip()
    return asked and any(one.topic is Topic.HOME for one in messages)
