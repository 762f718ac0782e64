"""What follows the first answer, for fifteen minutes: changing it, and saying more."""

from tests.wire.discord.channel_routes import is_empty
from tests.wire.discord.errors import Refused
from tests.wire.discord.interaction_routes import asked_by
from tests.wire.discord.interactions import FOLLOW_UPS, TOKEN_SECONDS, Interaction
from tests.wire.discord.posting import change, hold_to_limits, post, remove, show
from tests.wire.discord.records import EPHEMERAL, Message
from tests.wire.discord.routes import Answered, Ask, endpoint

_HOOK = "/webhooks/{application_id}/{token}"
_ORIGINAL = _HOOK + "/messages/@original"
_MESSAGE = _HOOK + "/messages/{message_id}"


@endpoint("get_original", "GET", _ORIGINAL, by_token=False)
async def get_original(ask: Ask) -> Answered:
    """The first answer."""
    return Answered(show(ask.state, _original(_interaction(ask))))


@endpoint("edit_original", "PATCH", _ORIGINAL, by_token=False)
async def edit_original(ask: Ask) -> Answered:
    """Change the first answer, or give it where it was put off."""
    return _edit(ask, _original(_interaction(ask)))


@endpoint("delete_original", "DELETE", _ORIGINAL, by_token=False)
async def delete_original(ask: Ask) -> Answered:
    """Take the first answer away."""
    remove(ask.state, _original(_interaction(ask)))
    return Answered()


@endpoint("create_followup", "POST", _HOOK, by_token=False)
async def create_followup(ask: Ask) -> Answered:
    """Say more; right after an answer that was put off, this is that answer."""
    interaction, sent = _interaction(ask), ask.json
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        return _edit(ask, original)
    hold_to_limits(ask.state, ask.endpoint, sent)
    if is_empty(sent) and not ask.files:
        raise Refused(50006)
    if interaction.by_person_alone and interaction.follow_ups >= FOLLOW_UPS:
        raise Refused(40094)
    interaction.follow_ups += 1
    alone = interaction.person.id if int(sent.get("flags") or 0) & EPHEMERAL else None
    first = {"original_response_message_id": original.id} if original is not None else {}
    message = post(
        ask.state,
        interaction.channel,
        sent,
        ask.files,
        via="follow-up",
        only_for=alone,
        asked_by=asked_by(interaction) | first,
    )
    message.owners = interaction.owners
    interaction.sent.append(message)
    return Answered(show(ask.state, message))


@endpoint("get_followup", "GET", _MESSAGE, by_token=False)
async def get_followup(ask: Ask) -> Answered:
    """A message that was sent with this token."""
    return Answered(show(ask.state, _sent(ask)))


@endpoint("edit_followup", "PATCH", _MESSAGE, by_token=False)
async def edit_followup(ask: Ask) -> Answered:
    """Change a message that was sent with this token."""
    return _edit(ask, _sent(ask))


@endpoint("delete_followup", "DELETE", _MESSAGE, by_token=False)
async def delete_followup(ask: Ask) -> Answered:
    """Take away a message that was sent with this token."""
    remove(ask.state, _sent(ask))
    return Answered()


def _interaction(ask: Ask) -> Interaction:
    """The interaction of the token in the path, answered and not too old."""
    interaction = ask.state.interactions.get(ask.path["token"])
    if interaction is None or ask.path["application_id"] != ask.state.app.id:
        raise Refused(10015)
    if ask.state.clock.now() - interaction.made > TOKEN_SECONDS:
        raise Refused(50027)
    if interaction.callback is None:
        # Before the first answer the webhook is not there yet.
        raise Refused(10015)
    return interaction


def _original(interaction: Interaction) -> Message:
    if interaction.original is None or interaction.original.deleted:
        raise Refused(10008)
    return interaction.original


def _sent(ask: Ask) -> Message:
    interaction = _interaction(ask)
    for one in [*interaction.sent, interaction.source]:
        if one is not None and one.id == ask.path["message_id"] and not one.deleted:
            return one
    raise Refused(10008)


def _edit(ask: Ask, message: Message) -> Answered:
    hold_to_limits(ask.state, ask.endpoint, ask.json, message)
    if message.loading and is_empty(ask.json) and not ask.files:
        raise Refused(50006)
    change(ask.state, message, ask.json, ask.files)
    return Answered(show(ask.state, message))
