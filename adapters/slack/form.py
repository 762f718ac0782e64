"""Forms as modals: what is typed comes back under the same keys, whatever it was filled in with."""

from collections.abc import Iterator, Mapping, Sequence

from adapters.lettering import clean, shorten
from adapters.slack.blocks import Json, context, labelled, plain
from adapters.slack.picked import CHOSEN, DAY, FIELD, PICK, TIME, TYPED
from bot.message import LONGEST_VALUE, Field, FieldKind, Form

CALLBACK = "form"
"""`callback_id` of all our modals."""
_LONGEST_TITLE = 24
_LONGEST_OPTION = 75
_LONGEST_LABEL = 2000
_LONGEST_HINT = 2000


def render_form(form: Form) -> Json:
    """Return a form as a modal view; what is wrong with one that was sent is shown by `errors_for`."""
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": form.id,
        "title": labelled(form.title, _LONGEST_TITLE),
        "submit": labelled(form.submit, _LONGEST_TITLE),
        "notify_on_close": True,
        "blocks": list(_blocks(form)),
    }


def errors_for(keys: Sequence[str], problems: Mapping[str, str]) -> Json:
    """Return the answer to a submission that keeps the modal open and says what is wrong, field by field."""
    errors: dict[str, str] = {}
    for key, problem in problems.items():
        # Slack shows nothing at all if one of the blocks is unknown to it.
        block = FIELD + (key if key in keys else keys[0])
        errors[block] = "\n".join(filter(None, (errors.get(block), clean(problem))))
    return {"response_action": "errors", "errors": errors}


def _blocks(form: Form) -> Iterator[Json]:
    if form.of > 1:
        yield context(f"{form.page} / {form.of}")
    for one in form.fields:
        yield _input(one)
        if one.kind in (FieldKind.DATE, FieldKind.MOMENT):
            yield _pickers(one)


def _input(field: Field) -> Json:
    block: Json = {
        "type": "input",
        "block_id": FIELD + field.key,
        "label": labelled(field.label, _LONGEST_LABEL),
        "element": _chosen(field) if field.options else _typed(field),
        # A moment may be picked instead of typed: that it is missing is found when it is sent.
        "optional": not field.required or field.kind in (FieldKind.DATE, FieldKind.MOMENT),
    }
    hint = clean(field.hint).strip()
    return block | {"hint": plain(shorten(hint, _LONGEST_HINT))} if hint else block


def _typed(field: Field) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": TYPED,
        "multiline": field.kind is FieldKind.LONG,
        "max_length": LONGEST_VALUE,
    }
    value = clean(field.value)
    return element | {"initial_value": value} if value else element


def _chosen(field: Field) -> Json:
    options: dict[str, Json] = {
        one.key: {"text": labelled(one.label, _LONGEST_OPTION), "value": one.key}
        for one in field.options
    }
    element: Json = {"action_id": CHOSEN, "options": list(options.values())}
    if field.kind is FieldKind.MULTI:
        chosen = [options[key] for key in field.value.split("\n") if key in options]
        several = {"type": "multi_static_select"} | element
        return several | {"initial_options": chosen} if chosen else several
    single = {"type": "static_select"} | element
    at_first = options.get(field.value)
    return single | {"initial_option": at_first} if at_first else single


def _pickers(field: Field) -> Json:
    # Beside the words, never instead of them, and empty at first: what is picked there wins.
    day: Json = {"type": "datepicker", "action_id": DAY}
    time: Json = {"type": "timepicker", "action_id": TIME}
    return {
        "type": "actions",
        "block_id": PICK + field.key,
        "elements": [day] if field.kind is FieldKind.DATE else [day, time],
    }
