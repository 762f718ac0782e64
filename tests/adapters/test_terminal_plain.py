"""What is drawn in a terminal keeps its columns and stays readable."""

from adapters.terminal import plain
from bot.message import Button

PRESSED = "v1:home:show::"


def test_wide_letters_count_as_the_two_columns_they_take() -> None:
    """An ideograph takes two columns, a mark none, so a line of them ends sooner."""
    assert plain.columns("日本 e\u0301") == 6
    assert plain.wrap("日本 日本 日本", 9) == ["日本 日本", "日本"]


def test_a_line_is_broken_at_spaces_alone() -> None:
    """A word longer than a line stands whole, and what was indented stays so."""
    assert plain.wrap("  a " + "b" * 12 + " c-d", 8, "    ") == [
        "  a",
        "    " + "b" * 12,
        "    c-d",
    ]
    assert plain.wrap("one\n\n two", 8) == ["one", "", " two"]


def test_a_label_longer_than_a_line_goes_on_below_itself() -> None:
    """The next button begins a line of its own, so that nobody reads them as one."""
    shown = [
        Button("Home", PRESSED),
        Button("Change the note to Dana", PRESSED),
        Button("Undo", PRESSED),
    ]
    assert plain.buttons(shown, 20, 9) == [
        "9) Home",
        "10) Change the note",
        "    to Dana",
        "11) Undo",
    ]
    assert plain.buttons(shown, 20) == ["[Home]", "[Change the note to", " Dana]", "[Undo]"]
