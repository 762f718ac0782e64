"""Filling, submitting and closing modals."""

from typing import TYPE_CHECKING

from tests.wire.slack import hands
from tests.wire.slack.deliveries import Answer
from tests.wire.slack.fields import complaints, entry
from tests.wire.slack.modals import take_answer
from tests.wire.slack.payloads import describe_interaction, describe_view
from tests.wire.slack.records import View, find_input, labels_of

if TYPE_CHECKING:
    from tests.wire.slack.people import Person


def _top(person: "Person") -> View:
    assert person.modal is not None, f"no modal is open before {person.id}"
    return person.modal


async def fill(person: "Person", field_name: str, value: object) -> None:
    """Put a value into a field, and send its block action where it has one."""
    view = _top(person)
    found = find_input(view.blocks, field_name)
    assert found, f"no field {field_name!r} in {view.title!r}; there are {labels_of(view.blocks)}"
    block, element = found
    kept = entry(element, value)
    view.state.setdefault(block["block_id"], {})[element["action_id"]] = kept
    view.errors.pop(str(block["block_id"]), None)
    if block["type"] != "input" or block.get("dispatch_action"):
        await hands.act(person, view, {**element, "block_id": block["block_id"]}, kept)


async def submit(person: "Person") -> Answer | None:
    """Submit the form, once Slack's own client has nothing against it."""
    view = _top(person)
    assert view.sent.get("submit") or any(one["type"] == "input" for one in view.blocks), (
        f"{view.title!r} has no submit button"
    )
    view.errors = complaints(view.blocks, view.state)
    if view.errors:
        return None
    payload = describe_interaction(person, "view_submission") | {
        "trigger_id": person.state.tickets.trigger(person.id, person.team.id, in_modal=True),
        "view": describe_view(person.team, view),
        "response_urls": [],
    }
    answer = await person.state.deliveries.interact("interactive", payload, takes_answer=True)
    if not answer.acked:
        person.state.trouble(person.id, "view_submission", answer.problem)
    elif view in person.stack:
        problem = take_answer(person, view, answer.body)
        if problem:
            person.state.trouble(person.id, "view_submission", problem)
            person.state.breach("view_submission", problem)
    person.state.news.tell()
    return answer


async def close(person: "Person", *, everything: bool) -> None:
    """Leave the form on top; all of them with `everything` or where the form wants it so."""
    view = _top(person)
    gone = list(person.stack) if everything or view.sent.get("clear_on_close") else [view]
    for one in gone:
        person.stack.remove(one)
    person.state.news.tell()
    for one in reversed(gone):
        if one.sent.get("notify_on_close"):
            payload = describe_interaction(person, "view_closed") | {
                "view": describe_view(person.team, one),
                "is_cleared": len(gone) > 1,
            }
            await person.state.deliveries.interact("interactive", payload, takes_answer=False)
