"""Forms on their way: sent, refused, closed, and shown once more."""

from collections.abc import Mapping
from dataclasses import replace

from bot.action import Action
from bot.errors import StaleAction
from bot.message import LONGEST_VALUE, Form, Topic
from bot.steps import crisis, home
from bot.steps.table import HANDLERS
from bot.turn import Turn

LONGEST = 40_000
"""Characters of one message or field that are kept whole; more is refused whole."""


def submit(turn: Turn, form: str, values: Mapping[str, str]) -> None:
    """Let the right step take a form that was sent; what it refuses stays open as it was typed.

    Args:
        turn: The turn.
        form: The form's packed id.
        values: What was typed, cleaned, by field key.
    """
    dark = crisis.dark_fields(turn, values)
    kept = {key: value for key, value in values.items() if key not in dark}
    too_long = [key for key, value in kept.items() if len(value) > LONGEST]
    for key in too_long:
        turn.problem(key, turn.words("help.too_long", most=LONGEST, found=len(kept[key])))
    if too_long:
        if dark:
            crisis.answer_form(turn, dark, saved=False)
        return
    try:
        action = Action.parse(form)
        HANDLERS[action.step].submit(turn, action, kept)
    except (StaleAction, LookupError):
        turn.say(Topic.HELP, turn.words("help.stale_form"))
    if _is_open(turn, form):
        turn.change_dialogue(form=_with_typed(turn, kept) if turn.has_problems else None)
    elif not turn.has_problems:
        _turn_page(turn, form)
    if dark:
        crisis.answer_form(turn, dark, saved=not turn.has_problems)


def close(turn: Turn, id: str) -> None:
    """Forget a form that was closed without sending, and nothing but that one."""
    form = turn.dialogue.form
    if form is None or form.id != id:
        return
    turn.change_dialogue(form=None)
    action = Action.parse(form.id)
    handler = HANDLERS.get(action.step)
    if handler is not None and handler.close is not None:
        handler.close(turn, action, form)


def reopen(turn: Turn) -> None:
    """Show the open form once more."""
    if turn.dialogue.form is None:
        turn.say(Topic.HELP, turn.words("help.stale_form"), turn.choices(*home.first_buttons(turn)))
    else:
        turn.open(turn.dialogue.form)


def _turn_page(turn: Turn, sent: str) -> None:
    """Show the page that follows a page which was sent before, and came again."""
    form = turn.dialogue.form
    if form is None or turn.has_form:
        return
    try:
        record = Action.parse(sent).id
    except StaleAction:
        return
    if record and record == Action.parse(form.id).id:
        turn.open(form)


def _is_open(turn: Turn, id: str) -> bool:
    return turn.dialogue.form is not None and turn.dialogue.form.id == id


def _with_typed(turn: Turn, typed: Mapping[str, str]) -> Form | None:
    """Return the open form with what was typed, so that it can be shown again as it was left."""
    form = turn.dialogue.form
    if form is None:
        return None
    fields = tuple(
        replace(one, value=typed[one.key])
        if len(typed.get(one.key, "")) <= LONGEST_VALUE and one.key in typed
        else one
        for one in form.fields
    )
    return replace(form, fields=fields)
