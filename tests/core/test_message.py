"""What is said fits the narrowest platform, or is refused where it is built."""

import pytest

from bot.errors import MessageTooBig
from bot.message import (
    Button,
    Card,
    Choices,
    Draft,
    Field,
    FieldKind,
    Form,
    Message,
    Option,
    Text,
    Topic,
)


def message(*parts: Text | Card | Choices | Draft) -> Message:
    """Return a message of some parts."""
    return Message(Topic.HOME, parts)


def form(*fields: Field, title: str = "Form", submit: str = "Save") -> Form:
    """Return a form of some fields."""
    return Form("v1:add:first:x:0", title, fields, submit, Topic.HOME)


def buttons(*labels: str) -> Choices:
    """Return buttons with these labels."""
    return Choices(tuple(Button(label, "v1:home:show::") for label in labels))


@pytest.mark.parametrize(
    "parts",
    [
        (buttons(*(f"b{number}" for number in range(26))),),
        (buttons("Same", "Same"),),
        (buttons("x" * 76),),
        (buttons(" "),),
        (Text("x" * 1901),),
        (Card("t", ("x" * 1000,), (("a", "x" * 1000),)),),
        (Draft("thank_you", "Dana", "email", "", "x" * 2901),),
    ],
)
def test_a_message_that_does_not_fit_is_refused(
    parts: tuple[Text | Card | Choices | Draft, ...],
) -> None:
    """Too many or doubled buttons, labels and texts that are too long never leave the core."""
    with pytest.raises(MessageTooBig):
        message(*parts)


@pytest.mark.parametrize(
    ("fields", "title", "submit"),
    [
        ((), "Form", "Save"),
        (tuple(Field(f"f{number}", "Label") for number in range(6)), "Form", "Save"),
        ((Field("f", "Label"),), "x" * 25, "Save"),
        ((Field("f", "Label"),), "Form", ""),
        ((Field("f", "x" * 46),), "Form", "Save"),
        (
            (
                Field(
                    "f",
                    "Label",
                    FieldKind.SELECT,
                    options=tuple(Option(str(n), str(n)) for n in range(26)),
                ),
            ),
            "Form",
            "Save",
        ),
        ((Field("f", "Label", value="x" * 3001),), "Form", "Save"),
        ((Field("f", "Label", options=(Option("a", "x" * 76),)),), "Form", "Save"),
        ((Field("f", "Label", options=(Option("a", ""),)),), "Form", "Save"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(
    fields: tuple[Field, ...], title: str, submit: str
) -> None:
    """A page takes one to five fields, and each what the narrowest platform takes."""
    with pytest.raises(MessageTooBig):
        form(*fields, title=title, submit=submit)


def test_what_just_fits_is_said() -> None:
    """The limits themselves are allowed."""
    assert len(message(Text("x" * 1900), buttons(*map(str, range(25)))).buttons()) == 25
    assert len(form(*(Field(f"f{number}", "x" * 45) for number in range(5))).fields) == 5
