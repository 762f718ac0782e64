"""views.*: modals and the Home tab."""

from tests.wire.slack.json_shapes import Json
from tests.wire.slack.methods import Ask, Failed, method
from tests.wire.slack.modals import Refused, open_view, publish_home, push_view, update_view
from tests.wire.slack.payloads import describe_view
from tests.wire.slack.people import Person
from tests.wire.slack.records import View


def _exchange(ask: Ask, *, in_modal: bool) -> Person:
    name = ask.args.get("trigger_id") or ask.args.get("interactivity_pointer")
    if not name:
        raise Failed("invalid_arguments", ["[ERROR] missing required field: trigger_id"])
    trigger = ask.state.tickets.exchange(name)
    if isinstance(trigger, str):
        raise Failed(trigger)
    if trigger.team not in {one.id for one in ask.reach} or (in_modal and not trigger.in_modal):
        raise Failed("invalid_trigger_id")
    return ask.state.workspaces[trigger.team].people[trigger.person]


def _shown(ask: Ask, view: View) -> Json:
    return {"ok": True, "view": describe_view(ask.everybody[view.owner].team, view)}


@method("views.open")
async def open_(ask: Ask) -> Json:
    """Open a modal."""
    sent, person = ask.view(), _exchange(ask, in_modal=False)
    try:
        return _shown(ask, open_view(person, sent))
    except Refused as refused:
        raise Failed(refused.error, refused.messages) from None


@method("views.push")
async def push(ask: Ask) -> Json:
    """Put a modal on top of the one from which the act came."""
    sent, person = ask.view(), _exchange(ask, in_modal=True)
    try:
        return _shown(ask, push_view(person, sent))
    except Refused as refused:
        raise Failed(refused.error, refused.messages) from None


@method("views.update")
async def update(ask: Ask) -> Json:
    """Change an open modal."""
    sent, id, external = ask.view(), ask.text("view_id"), ask.text("external_id")
    for person in ask.everybody.values():
        for view in person.stack:
            if (id and view.id == id) or (external and view.sent.get("external_id") == external):
                try:
                    return _shown(ask, update_view(person, view, sent, ask.text("hash")))
                except Refused as refused:
                    raise Failed(refused.error, refused.messages) from None
    raise Failed("not_found")


@method("views.publish")
async def publish(ask: Ask) -> Json:
    """Show somebody their Home tab."""
    sent = ask.view()
    person = ask.everybody.get(ask.text("user_id"))
    if person is None:
        raise Failed("invalid_arguments", ["[ERROR] invalid `user_id`"])
    try:
        return _shown(ask, publish_home(person, sent, ask.text("hash")))
    except Refused as refused:
        raise Failed(refused.error, refused.messages) from None
