"""A form in Discord shows everything that stands in it, and comes back under the same keys."""

from typing import Any

from hypothesis import given

from adapters.discord.components import unpack
from adapters.discord.form import render_form
from bot.message import Field, FieldKind, Form, Option, Topic
from tests.contract.sizes import forms
from tests.wire.discord.modal_limits import check_modal


def page(*fields: Field, **more: Any) -> Form:
    """Return a page of a form."""
    return Form("v1:add:first:01J:0", "Interview", fields, "Save", Topic.HOME, **more)


def only(field: Field, problem: str = "") -> Any:
    """Return how one field is drawn, as it is sent."""
    [label] = render_form(page(field), {field.key: problem}).to_dict()["components"]
    return label


def options(count: int) -> tuple[Option, ...]:
    """Return so many options."""
    return tuple(Option(f"k{n}", f"Option {n}") for n in range(count))


@given(forms())
def test_every_form_fits_discord(form: Form) -> None:
    """Also when all of it was wrong."""
    for problems in ({}, {one.key: "This is not a day I know. " * 9 for one in form.fields}):
        assert not list(check_modal(render_form(form, problems).to_dict()))


def test_a_form_carries_its_own_id() -> None:
    """Whoever reads the answer needs nothing else."""
    assert unpack(render_form(page(Field("a", "A"))).custom_id) == "v1:add:first:01J:0"


def test_the_page_is_said_in_the_title() -> None:
    """Where there are several."""
    assert render_form(page(Field("a", "A"), page=2, of=3)).title == "Interview (2/3)"
    assert render_form(page(Field("a", "A"))).title == "Interview"


def test_what_is_known_or_was_typed_stands_in_it() -> None:
    """Words, one choice, and several."""
    assert only(Field("a", "A", value="Acme"))["component"]["value"] == "Acme"
    for kind, count in ((FieldKind.SELECT, 3), (FieldKind.SELECT, 20), (FieldKind.MULTI, 3)):
        for required in (True, False):
            drawn = only(Field("a", "A", kind, required, "k1", options=options(count)))
            chosen = [one["value"] for one in drawn["component"]["options"] if one.get("default")]
            assert chosen == ["k1"]


def test_a_problem_stands_beside_its_field() -> None:
    """The example moves into the field."""
    drawn = only(Field("a", "A", hint="yesterday 15:30"), "I do not know that day.")
    assert drawn["description"] == "⚠ I do not know that day."
    assert drawn["component"]["placeholder"] == "yesterday 15:30"
    assert only(Field("a", "A", hint="yesterday 15:30"))["description"] == "yesterday 15:30"


def test_lines_are_kept_in_a_field_that_was_short() -> None:
    """A field of one line would run them together."""
    assert only(Field("a", "A", value="one"))["component"]["style"] == 1
    assert only(Field("a", "A", value="one\ntwo"))["component"]["style"] == 2
    assert only(Field("a", "A", FieldKind.LONG))["component"]["style"] == 2


def test_few_options_are_seen_at_once_and_many_are_a_menu() -> None:
    """A choice that may be left open is a menu too: it can be emptied again."""
    select, radio, boxes = 3, 21, 22
    for kind, count, required, drawn in (
        (FieldKind.SELECT, 3, True, radio),
        (FieldKind.SELECT, 3, False, select),
        (FieldKind.SELECT, 1, True, select),
        (FieldKind.SELECT, 11, True, select),
        (FieldKind.MULTI, 10, False, boxes),
        (FieldKind.MULTI, 11, False, select),
    ):
        field = Field("a", "A", kind, required, options=options(count))
        assert only(field)["component"]["type"] == drawn
