"""Somebody in a play fills in a form: what a line of the script chooses in it."""

import pytest

from adapters.player.person import Person
from adapters.player.script import ScriptError
from bot.message import Field, FieldKind, Form, Option, Topic
from bot.people import Address

DAYS = (Option("mon", "Monday"), Option("tue", "Tuesday, maybe"), Option("wed", "Wednesday"))


@pytest.fixture
def person() -> Person:
    """They have a form before them with one and with several to choose."""
    one = Person(Address("terminal", "me"))
    fields = (
        Field("day", "Which day?", FieldKind.SELECT, options=DAYS),
        Field("days", "Days", FieldKind.MULTI, options=DAYS),
    )
    one.open(Form("id", "A form", fields, "Send", Topic.HOME))
    return one


@pytest.mark.parametrize("value", ["mon,wed", "Monday, WED", "mon\nWednesday", " mon , , wed "])
def test_several_options_are_parted_by_commas_or_new_lines(person: Person, value: str) -> None:
    """Keys and labels may be mixed."""
    person.fill("days", value)
    assert person.typed["days"] == "mon\nwed"


@pytest.mark.parametrize("field", ["day", "days"])
def test_a_label_may_hold_a_comma(person: Person, field: str) -> None:
    """The whole of it is one option."""
    person.fill(field, "tuesday, MAYBE")
    assert person.typed[field] == "tue"


@pytest.mark.parametrize("field", ["day", "which DAY?", "Which day"])
def test_a_question_is_named_with_or_without_its_mark(person: Person, field: str) -> None:
    """A page shows it without."""
    person.fill(field, "wed")
    assert person.typed["day"] == "wed"


def test_nothing_chosen_empties_a_field(person: Person) -> None:
    """As it does for typed words."""
    person.fill("day", "mon")
    person.fill("day", "")
    assert person.typed["day"] == ""


@pytest.mark.parametrize("value", ["mon,wed", "Sunday", "mon\nwed"])
def test_one_of_a_select_is_chosen_or_refused(person: Person, value: str) -> None:
    """A list is no option of it."""
    with pytest.raises(ScriptError, match="no option"):
        person.fill("day", value)
