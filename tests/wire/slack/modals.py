"""The life of a modal: opened, updated, pushed, submitted, closed."""

from typing import TYPE_CHECKING

from tests.wire.slack.fields import initial_state
from tests.wire.slack.json_shapes import Json, as_object
from tests.wire.slack.limits import check_home, check_modal
from tests.wire.slack.payloads import fill_in_ids
from tests.wire.slack.records import View

if TYPE_CHECKING:
    from tests.wire.slack.people import Person

STACK = 3


class Refused(Exception):
    """Slack does not take a view; the error's name, and what is wrong in detail."""

    def __init__(self, error: str, messages: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []


def check_view(person: "Person", sent: Json, where: str) -> Json:
    """The view as Slack keeps it.

    Raises:
        Refused: It goes over a limit, which is remembered as a breach.
    """
    breaches = list((check_home if where == "views.publish" else check_modal)(sent))
    if breaches:
        for one in breaches:
            person.state.breach(where, one)
        raise Refused("invalid_arguments", breaches)
    return {**sent, "blocks": fill_in_ids(sent.get("blocks"), person.state.ids)}


def open_view(person: "Person", sent: Json, where: str = "views.open") -> View:
    """Put a modal in front of somebody, in place of what stood there."""
    kept = check_view(person, sent, where)
    _check_external_id(person, kept, None)
    view = _make(person, kept, None)
    person.stack[:] = [view]
    person.state.news.tell()
    return view


def push_view(person: "Person", sent: Json, where: str = "views.push") -> View:
    """Put a modal on top of the one that is open; at most three lie on each other."""
    if len(person.stack) >= STACK:
        raise Refused("push_limit_reached")
    kept = check_view(person, sent, where)
    _check_external_id(person, kept, None)
    view = _make(person, kept, person.stack[-1] if person.stack else None)
    person.stack.append(view)
    person.state.news.tell()
    return view


def update_view(
    person: "Person", view: View, sent: Json, seen: str | None = None, where: str = "views.update"
) -> View:
    """Put other content into an open view, keeping what was typed where ids stay the same."""
    if seen and seen != view.hash:
        raise Refused("hash_conflict")
    kept = check_view(person, sent, where)
    _check_external_id(person, kept, view)
    view.sent = kept
    view.hash = person.state.ids.hash()
    view.state = initial_state(view.blocks, view.state)
    view.errors = {}
    person.state.news.tell()
    return view


def publish_home(person: "Person", sent: Json, seen: str | None = None) -> View:
    """Put content into somebody's Home tab."""
    if seen and person.home is not None and seen != person.home.hash:
        raise Refused("hash_conflict")
    kept = check_view(person, sent, "views.publish")
    before = person.home
    if before is None:
        person.home = _make(person, kept, None)
    else:
        before.sent, before.hash = kept, person.state.ids.hash()
        before.state = initial_state(before.blocks, before.state)
    person.state.news.tell()
    assert person.home is not None
    return person.home


def _make(person: "Person", kept: Json, below: View | None) -> View:
    id = person.state.ids.new("V")
    view = View(
        id, person.id, kept, person.state.ids.hash(), below.root if below else id,
        below.id if below else None,
    )  # fmt: skip
    view.state = initial_state(view.blocks)
    return view


def _check_external_id(person: "Person", kept: Json, own: View | None) -> None:
    name = kept.get("external_id")
    if name and any(
        view is not own and view.sent.get("external_id") == name
        for one in person.team.people.values()
        for view in one.stack
    ):
        raise Refused("duplicate_external_id")


def take_answer(person: "Person", view: View, body: object) -> str | None:
    """Do what the app's answer to a submission says.

    Returns:
        Why the form stays open with Slack's own warning, where the answer is none that Slack takes.
    """
    answer = as_object(body)
    action = answer.get("response_action")
    try:
        match action:
            case None if answer or body not in (None, "", {}):
                return "the answer to a submission must be empty or have a response_action"
            case None:
                person.stack.remove(view)
            case "clear":
                person.stack.clear()
            case "update":
                update_view(
                    person, view, as_object(answer.get("view")), where="response_action update"
                )
            case "push":
                push_view(person, as_object(answer.get("view")), where="response_action push")
            case "errors":
                return _take_errors(view, as_object(answer.get("errors")))
            case _:
                return f"there is no response_action {action!r}"
    except Refused as refused:
        return f"{refused.error} {refused.messages}"
    return None


def _take_errors(view: View, errors: Json) -> str | None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not set(errors) <= inputs:
        return f"errors may stand at input blocks alone: {sorted(errors)} of {sorted(inputs)}"
    view.errors = {block_id: str(said) for block_id, said in errors.items()}
    return None
