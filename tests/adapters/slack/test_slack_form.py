"""A form in Slack gives back what was typed, chosen or picked, under the keys it was asked with."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.form import errors_for, render_form
from adapters.slack.picked import read_values
from bot.message import Field, FieldKind, Form, Option, Topic
from tests.adapters.slack.limits import check_view, read

ID = "v1:add:first:x:0"
OPTIONS = (Option("email", "E-mail"), Option("card", "Card"))

people_write = st.text(max_size=60)
options = st.lists(
    st.builds(
        Option, st.from_regex(r"[a-z0-9_-]{1,30}", fullmatch=True), st.text(min_size=1, max_size=60)
    ),
    max_size=25,
    unique_by=lambda one: one.key,
).map(tuple)
fields = st.builds(
    Field,
    st.from_regex(r"[a-z_]{1,20}", fullmatch=True),
    st.text(min_size=1, max_size=45),
    st.sampled_from(FieldKind),
    st.booleans(),
    st.text(max_size=3000),
    people_write,
    options,
)
forms = st.builds(
    Form,
    st.just(ID),
    st.text(min_size=1, max_size=24),
    st.lists(fields, min_size=1, max_size=5, unique_by=lambda one: one.key).map(tuple),
    st.text(min_size=1, max_size=24),
    st.just(Topic.HOME),
    st.integers(1, 3),
    st.just(3),
)


def form(*some: Field) -> Form:
    """Return a form of some fields."""
    return Form(ID, "After the interview", some, "Save", Topic.HOME)


def blocks(*some: Field) -> dict[str, Any]:
    """Return a form's blocks by their ids."""
    return {one["block_id"]: one for one in render_form(form(*some))["blocks"]}


def sent(**values: dict[str, Any]) -> dict[str, Any]:
    """Return a view that was sent; `field__day` is the block `field:day`."""
    return {"state": {"values": {key.replace("__", ":"): one for key, one in values.items()}}}


@given(forms)
def test_every_form_fits_slack(asked: Form) -> None:
    """Whatever the core may ask, Slack takes."""
    check_view(render_form(asked))


def test_a_form_stands_as_it_was_left() -> None:
    """Words typed before, one choice and several choices are there when it opens."""
    shown = blocks(
        Field("company", "Company", value="Acme & Söhne"),
        Field("channel", "How", FieldKind.SELECT, value="card", options=OPTIONS),
        Field("all", "Which", FieldKind.MULTI, value="email\ncard", options=OPTIONS),
    )
    assert shown["field:company"]["element"]["initial_value"] == "Acme & Söhne"
    assert shown["field:channel"]["element"]["initial_option"]["value"] == "card"
    chosen = shown["field:all"]["element"]["initial_options"]
    assert [one["value"] for one in chosen] == ["email", "card"]


def test_only_what_must_be_filled_in_is_required() -> None:
    """A required moment may be picked instead of typed, so Slack itself asks for neither."""
    shown = blocks(
        Field("company", "Company", required=True),
        Field("role", "Role"),
        Field("ended", "When", FieldKind.MOMENT, required=True),
    )
    assert [shown[f"field:{key}"]["optional"] for key in ("company", "role", "ended")] == [
        False,
        True,
        True,
    ]


def test_a_date_can_be_typed_or_picked() -> None:
    """Beside the words stand empty pickers: a day for a date, a day and a time for a moment."""
    shown = blocks(
        Field("by", "By when", FieldKind.DATE, value="Friday"),
        Field("ended", "When", FieldKind.MOMENT, hint="like: today 15:30"),
    )
    assert [one["type"] for one in shown["pick:by"]["elements"]] == ["datepicker"]
    assert [one["type"] for one in shown["pick:ended"]["elements"]] == ["datepicker", "timepicker"]
    assert shown["field:by"]["element"]["initial_value"] == "Friday"
    assert shown["field:ended"]["hint"]["text"] == "like: today 15:30"


@pytest.mark.parametrize(
    ("typed", "day", "time", "value"),
    [
        ("today 15:30", None, None, "today 15:30"),
        (None, "2026-11-20", "15:30", "2026-11-20 15:30"),
        ("yesterday", "2026-11-20", "15:30", "2026-11-20 15:30"),
        ("today 3:30 pm", "2026-11-20", None, "2026-11-20 3:30 pm"),
        ("on 20.11. at 3pm", "2026-11-21", None, "2026-11-21 3pm"),
        ("Friday", "2026-11-20", None, "2026-11-20"),
        ("yesterday 9:00", None, "15:30", "yesterday 15:30"),
        (None, None, "15:30", "15:30"),
        (None, None, None, ""),
    ],
)
def test_what_is_picked_wins_over_what_is_typed(
    typed: str | None, day: str | None, time: str | None, value: str
) -> None:
    """Words and pickers are one value, and what only the words say is kept."""
    view = sent(
        field__ended={"typed": {"type": "plain_text_input", "value": typed}},
        pick__ended={"day": {"selected_date": day}, "time": {"selected_time": time}},
    )
    assert read_values(view) == {"ended": value}


@pytest.mark.parametrize(
    ("stood", "typed", "value"),
    [
        ("just now", "just now", "15:30"),
        ("just now", "yesterday", "yesterday 15:30"),
        ("2026-11-19 09:00", "2026-11-19 09:00", "2026-11-19 15:30"),
    ],
)
def test_a_time_picked_keeps_the_day_and_no_guess(stood: str, typed: str, value: str) -> None:
    """Words that stood there already give way, unless they name a date."""
    view = sent(
        field__ended={"typed": {"value": typed}}, pick__ended={"time": {"selected_time": "15:30"}}
    )
    shown = render_form(form(Field("ended", "When", FieldKind.MOMENT, value=stood)))
    assert read_values(shown | view) == {"ended": value}


def test_choices_come_back_by_their_keys() -> None:
    """Several choices are joined by newlines, none is an empty value."""
    view = sent(
        field__one={"chosen": {"selected_option": {"value": "card"}}},
        field__all={"chosen": {"selected_options": [{"value": "email"}, {"value": "card"}]}},
        field__none={"chosen": {"selected_option": None}},
    )
    assert read_values(view) == {"one": "card", "all": "email\ncard", "none": ""}


@pytest.mark.parametrize(
    "odd",
    [
        None,
        [],
        {},
        {"state": None, "blocks": None},
        {"state": {"values": []}, "blocks": [None, {}]},
        {"state": {"values": {"field:a": None}}},
    ],
)
def test_an_odd_state_is_read_as_far_as_it_goes(odd: Any) -> None:
    """Missing pieces are missing values, never an error."""
    assert not any(read_values(odd).values())


def test_problems_stand_at_their_fields() -> None:
    """Each problem is told at its field; one about no field of this page at the first."""
    asked = form(Field("company", "Company"), Field("ended", "When", FieldKind.MOMENT))
    told = errors_for(
        [one.key for one in asked.fields], {"ended": "That is in the future.", "gone": "Too late."}
    )
    assert told == {
        "response_action": "errors",
        "errors": {"field:ended": "That is in the future.", "field:company": "Too late."},
    }


def test_a_page_says_which_it_is() -> None:
    """Of several pages each says its number."""
    page = Form(ID, "Long", (Field("a", "A"),), "Next", Topic.HOME, page=2, of=3)
    assert read(render_form(page)["blocks"]).startswith("2 / 3")


def test_a_modal_carries_its_id() -> None:
    """It comes back with the answer."""
    assert render_form(form(Field("a", "A")))["private_metadata"] == ID
