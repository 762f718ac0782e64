"""The form that corrects what is promised, and by when."""

import zlib

from bot.action import Action
from bot.interview import ToSend
from bot.message import Field, FieldKind, Form, Topic
from bot.turn import Turn

STEP = "to_send"


def form(turn: Turn, item: ToSend) -> Form:
    """Return the form of one promise."""
    words = turn.words
    return Form(
        id=Action(STEP, "save", item.id, mark(item)).pack(),
        title=words("to_send.form"),
        topic=Topic.HOME,
        interview=item.interview,
        submit=words("add.submit"),
        fields=(
            Field("what", words("to_send.what"), required=True, value=item.what),
            Field(
                "by",
                words("to_send.by"),
                FieldKind.DATE,
                required=True,
                value=item.by.isoformat(),
                hint=words("to_send.by_hint"),
            ),
        ),
    )


def mark(item: ToSend) -> str:
    """Return what tells a form left open that the promise has changed since."""
    return format(zlib.crc32(f"{item.what} {item.by}".encode()), "x")
