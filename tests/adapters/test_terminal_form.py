"""A form asked field by field: answers, numbers, going back, leaving out, calling off."""

from collections.abc import Iterable

import pytest

from adapters.terminal.form import Asking, InterruptionError, ask
from bot.message import Field, FieldKind, Form, Option, Topic

COLOURS = tuple(Option(word.casefold(), word) for word in ("Red", "Green", "Blue"))
NAME = Field("name", "Name", required=True)
NOTE = Field("note", "Note", FieldKind.LONG)
COLOUR = Field("colour", "Colour", FieldKind.SELECT, options=COLOURS)
MANY = Field("many", "Several", FieldKind.MULTI, options=COLOURS)
CITY = Field("city", "City", value="Berlin", hint="for example Rome")


class Sheet:
    """A person who answers from a list, and what they were shown.

    Args:
        answers: What they type, in order.
        fields: What they are asked.
    """

    def __init__(self, answers: Iterable[str], *fields: Field) -> None:
        self._answers = iter(answers)
        self.shown: list[str] = []
        form = Form("id", "A form", fields, "Send", Topic.HOME)
        self.asking = Asking.of(form)

    async def read(self, prompt: str) -> str:
        try:
            return next(self._answers)
        except StopIteration:
            raise EOFError from None

    async def ask(self) -> bool:
        return await ask(self.asking, self.read, self.shown.append)


async def test_answers_go_into_their_fields_in_order() -> None:
    """One line for each."""
    sheet = Sheet(["Dana", "Rome"], NAME, CITY)
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana", "city": "Rome"}


async def test_enter_keeps_what_stands_there() -> None:
    """What stands there is shown first."""
    sheet = Sheet([""], CITY)
    assert await sheet.ask()
    assert sheet.asking.typed == {"city": "Berlin"}
    assert any("Enter keeps: Berlin" in line for line in sheet.shown)


async def test_lines_that_stand_there_are_shown_as_lines() -> None:
    """Only options are told one after the other."""
    sheet = Sheet([""], Field("note", "Note", FieldKind.LONG, value="Kafka\nNight shifts"))
    assert await sheet.ask()
    assert sheet.shown[-2:] == ["  Enter keeps: Kafka", "    Night shifts"]


async def test_what_is_needed_is_asked_again() -> None:
    """An empty line is no answer to it."""
    sheet = Sheet(["", "  ", "Dana"], NAME)
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana"}
    assert sum("needed" in line for line in sheet.shown) == 2


@pytest.mark.parametrize("word", ["2", "green", "GREEN", " Green "])
async def test_an_option_is_chosen_by_number_key_or_label(word: str) -> None:
    """Every option is shown with its number."""
    sheet = Sheet([word], COLOUR)
    assert await sheet.ask()
    assert sheet.asking.typed == {"colour": "green"}
    assert "    2) Green" in sheet.shown


@pytest.mark.parametrize("word", ["0", "4", "-1", "purple"])
async def test_what_is_no_option_is_asked_again(word: str) -> None:
    """A number beyond the list chooses nothing."""
    sheet = Sheet([word, "3"], COLOUR)
    assert await sheet.ask()
    assert sheet.asking.typed == {"colour": "blue"}


async def test_several_options_are_parted_by_commas() -> None:
    """Numbers and labels may be mixed."""
    sheet = Sheet(["1, blue"], MANY)
    assert await sheet.ask()
    assert sheet.asking.typed == {"many": "red\nblue"}


async def test_long_words_end_with_an_empty_line() -> None:
    """Every line before it is kept."""
    sheet = Sheet(["one", "two", "", "Rome"], NOTE, CITY)
    assert await sheet.ask()
    assert sheet.asking.typed == {"note": "one\ntwo", "city": "Rome"}


@pytest.mark.parametrize("word", ["back", "BACK", " back "])
async def test_back_asks_the_field_before(word: str) -> None:
    """And at the first one asks that again."""
    sheet = Sheet([word, "Dan", word, "Dana", "Rome"], NAME, CITY)
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana", "city": "Rome"}


async def test_what_is_needed_cannot_be_skipped() -> None:
    """What stands in it stays, and it is asked again at once."""
    sheet = Sheet(["skip", "Dana"], NAME)
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana"}
    assert "  This one is needed." in sheet.shown


async def test_skip_leaves_a_field_empty() -> None:
    """Even one in which something stood."""
    sheet = Sheet(["skip"], CITY)
    assert await sheet.ask()
    assert sheet.asking.typed == {"city": ""}


@pytest.mark.parametrize("word", ["cancel", "later", "Cancel"])
async def test_cancel_and_later_send_nothing(word: str) -> None:
    """At any field."""
    assert not await Sheet(["Dana", word], NAME, CITY).ask()


async def test_a_command_interrupts_and_the_same_field_is_asked_afterwards() -> None:
    """Nothing of what was typed is lost."""
    sheet = Sheet(["Dana", "/interview help", "Rome"], NAME, CITY)
    with pytest.raises(InterruptionError) as raised:
        await sheet.ask()
    assert raised.value.text == "/interview help"
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana", "city": "Rome"}


async def test_after_a_problem_only_what_was_wrong_is_asked() -> None:
    """Everything else stays as typed."""
    sheet = Sheet(["Dana", "Nowhere", "Rome"], NAME, CITY)
    assert await sheet.ask()
    sheet.asking.again({"city": "There is no such city."})
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana", "city": "Rome"}


async def test_what_was_refused_is_not_offered_to_keep() -> None:
    """It is shown as not saved, and an empty line does not send it once more."""
    sheet = Sheet(["Dana", "Nowhere", "", "Rome"], NAME, CITY)
    assert await sheet.ask()
    sheet.asking.again({"city": "There is no such city."})
    sheet.shown.clear()
    assert await sheet.ask()
    assert sheet.asking.typed["city"] == "Rome"
    assert not any("Enter keeps" in line for line in sheet.shown)
    assert sum("Not saved: Nowhere" in line for line in sheet.shown) == 2
    assert "  Please type it another way, skip to leave it empty, or cancel." in sheet.shown


async def test_what_was_refused_can_be_left_out() -> None:
    """Where it may stay empty; what is typed anew is kept by Enter as ever."""
    sheet = Sheet(["Nowhere", "skip"], CITY)
    assert await sheet.ask()
    sheet.asking.again({"city": "There is no such city."})
    assert await sheet.ask()
    assert sheet.asking.typed == {"city": ""}


async def test_going_back_to_what_was_typed_anew_offers_that() -> None:
    """It was refused once, and is not any more."""
    sheet = Sheet(["Dan", "Nowhere", "Dana", "back", "", "Rome"], NAME, CITY)
    assert await sheet.ask()
    sheet.asking.again({"name": "Too short.", "city": "There is no such city."})
    assert await sheet.ask()
    assert sheet.asking.typed == {"name": "Dana", "city": "Rome"}
    assert "  Enter keeps: Dana" in sheet.shown


async def test_what_was_refused_is_shown_short() -> None:
    """Nobody needs to read all of forty thousand letters again."""
    sheet = Sheet(["x" * 40_001, "Rome"], CITY)
    assert await sheet.ask()
    sheet.asking.again({"city": "That is too long."})
    assert await sheet.ask()
    assert max(len(line) for line in sheet.shown) < 80


async def test_what_is_lost_by_closing_is_what_was_typed() -> None:
    """Not what stood there before, and also what was refused."""
    sheet = Sheet(["Dana", "", "2"], NAME, CITY, COLOUR)
    assert await sheet.ask()
    assert sheet.asking.unsaved() == ["Name: Dana", "Colour: Green"]
    sheet.asking.again({"name": "No such name."})
    assert sheet.asking.unsaved() == ["Name: Dana", "Colour: Green"]


async def test_words_that_must_not_be_read_back_are_not() -> None:
    """Neither where they are asked for again nor when the form is closed."""
    sheet = Sheet(["dark words", "Rome"], NAME, CITY)
    assert await sheet.ask()
    sheet.asking.again({"name": "This one is needed."}, hush=True)
    sheet.shown.clear()
    with pytest.raises(EOFError):
        await sheet.ask()
    assert sheet.asking.unsaved() == []
    assert not any("dark words" in line for line in sheet.shown)


async def test_every_field_says_its_place_and_whether_it_may_stay_empty() -> None:
    """So that nobody wonders how long it goes on."""
    sheet = Sheet(["Dana", ""], NAME, CITY)
    await sheet.ask()
    assert "  Name (1 of 2)" in sheet.shown
    assert "  City (2 of 2, may stay empty)" in sheet.shown
    assert "  for example Rome" in sheet.shown
