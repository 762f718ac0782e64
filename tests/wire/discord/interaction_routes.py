"""The first answer to what somebody did."""

from tests.wire.discord.channel_routes import is_empty
from tests.wire.discord.errors import Refused
from tests.wire.discord.interactions import FIRST_SECONDS, Callback, Interaction, Kind
from tests.wire.discord.modal_limits import check_choices, check_modal
from tests.wire.discord.parts import number_parts
from tests.wire.discord.payloads import describe_user
from tests.wire.discord.posting import change, hold_to_limits, post, show
from tests.wire.discord.records import EPHEMERAL, Modal
from tests.wire.discord.routes import Answered, Ask, endpoint
from tests.wire.discord.rules import Breaches
from tests.wire.json_shapes import Json, as_object, as_objects

_TAKES = {
    Kind.COMMAND: {Callback.MESSAGE, Callback.DEFERRED, Callback.MODAL},
    Kind.AUTOCOMPLETE: {Callback.CHOICES},
    Kind.COMPONENT: set(Callback) - {Callback.CHOICES},
    Kind.MODAL: set(Callback) - {Callback.CHOICES, Callback.MODAL},
}


@endpoint(
    "interaction_callback",
    "POST",
    "/interactions/{interaction_id}/{interaction_token}/callback",
    by_token=False,
)
async def interaction_callback(ask: Ask) -> Answered:
    """Answer an interaction, once and within three seconds."""
    interaction = ask.state.interactions.get(ask.path["interaction_token"])
    if interaction is None or interaction.id != ask.path["interaction_id"]:
        raise Refused(10062)
    if interaction.callback is not None:
        raise Refused(40060)
    if ask.state.clock.now() - interaction.made > FIRST_SECONDS:
        raise Refused(10062)
    callback = _callback(ask, interaction)
    _ANSWERS[callback](ask, interaction, as_object(ask.json.get("data")))
    interaction.callback = callback
    interaction.acked.set()
    ask.state.news.tell()
    if not ask.wants_response:
        return Answered()
    return Answered(_describe(ask, interaction, callback))


def _callback(ask: Ask, interaction: Interaction) -> Callback:
    kind = ask.json.get("type")
    takes = set(_TAKES[interaction.kind])
    if interaction.source is None:
        # There is no message to change: a form that a command opened came from none.
        takes -= {Callback.UPDATE, Callback.DEFERRED_UPDATE}
    breaches = Breaches()
    if not breaches.one_of(kind, ("type",), takes):
        for one in breaches:
            ask.state.breach(ask.endpoint, one)
        raise Refused(50035, breaches.tree())
    return Callback(kind)


def _message(ask: Ask, interaction: Interaction, data: Json) -> None:
    hold_to_limits(ask.state, ask.endpoint, data)
    if is_empty(data) and not ask.files:
        raise Refused(50006)
    _show(ask, interaction, data)


def _deferred(ask: Ask, interaction: Interaction, data: Json) -> None:
    # Only one flag can be set here; the others come with the message itself.
    flags = int(data.get("flags") or 0)
    if flags & ~EPHEMERAL:
        ask.state.breach(ask.endpoint, "flags: only EPHEMERAL can be set on a deferred answer")
    _show(ask, interaction, {"flags": flags & EPHEMERAL}, loading=True)


def _show(ask: Ask, interaction: Interaction, data: Json, *, loading: bool = False) -> None:
    alone = interaction.person.id if int(data.get("flags") or 0) & EPHEMERAL else None
    interaction.original = post(
        ask.state,
        interaction.channel,
        data,
        ask.files,
        via="callback",
        only_for=alone,
        asked_by=asked_by(interaction),
        kind=20 if interaction.kind is Kind.COMMAND else 0,
        loading=loading,
    )
    interaction.original.owners = interaction.owners
    interaction.sent.append(interaction.original)


def _deferred_update(ask: Ask, interaction: Interaction, data: Json) -> None:
    interaction.original = interaction.source


def _update(ask: Ask, interaction: Interaction, data: Json) -> None:
    source = interaction.source
    assert source is not None
    if source.deleted:
        raise Refused(10008)
    hold_to_limits(ask.state, ask.endpoint, data, source)
    change(ask.state, source, data, ask.files)
    interaction.original = source


def _choices(ask: Ask, interaction: Interaction, data: Json) -> None:
    _refuse(ask, check_choices(data.get("choices")))
    interaction.choices = as_objects(data.get("choices"))


def _modal(ask: Ask, interaction: Interaction, data: Json) -> None:
    _refuse(ask, check_modal(data))
    number_parts(as_objects(data.get("components")))
    interaction.person.modal = Modal(data, interaction.source)
    interaction.person.open_modal(interaction)


def _refuse(ask: Ask, breaches: Breaches) -> None:
    for one in breaches:
        ask.state.breach(ask.endpoint, one)
    if breaches:
        raise Refused(50035, {"data": breaches.tree()})


_ANSWERS = {
    Callback.MESSAGE: _message,
    Callback.DEFERRED: _deferred,
    Callback.DEFERRED_UPDATE: _deferred_update,
    Callback.UPDATE: _update,
    Callback.CHOICES: _choices,
    Callback.MODAL: _modal,
}


def asked_by(interaction: Interaction) -> Json:
    """Which act a message answers, as the message tells it."""
    told: Json = {
        "id": interaction.id,
        "type": int(interaction.kind),
        "user": describe_user(interaction.person),
        "authorizing_integration_owners": interaction.owners,
    }
    if interaction.name:
        told["name"] = interaction.name
    if interaction.source is not None:
        told["interacted_message_id"] = interaction.source.id
    return told


def _describe(ask: Ask, interaction: Interaction, callback: Callback) -> Json:
    told: Json = {"id": interaction.id, "type": int(interaction.kind)}
    message = interaction.original
    resource: Json = {"type": int(callback)}
    if message is not None:
        told |= {
            "response_message_id": message.id,
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.only_for is not None,
        }
        if callback in (Callback.MESSAGE, Callback.UPDATE):
            resource["message"] = show(ask.state, message)
    return {"interaction": told, "resource": resource}
