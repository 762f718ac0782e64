"""chat.*: posting, changing and taking back messages."""

import json

from tests.wire.slack.json_shapes import Json, as_object
from tests.wire.slack.limits import check_message
from tests.wire.slack.methods import Ask, Failed, method
from tests.wire.slack.payloads import describe_change, describe_im, describe_message, fill_in_ids
from tests.wire.slack.records import Channel, Message

METADATA = 8000


def read_message(ask: Ask) -> Json:
    """The content of a message, held to the limits.

    Raises:
        Failed: It goes over one (remembered as a breach), or there is nothing in it.
    """
    payload: Json = {"text": ask.args.get("text"), "metadata": ask.json("metadata")}
    if ask.args.get("thread_ts"):
        payload["thread_ts"] = ask.text("thread_ts")
    if ask.args.get("blocks") is not None:
        blocks = ask.json("blocks")
        if not isinstance(blocks, list):
            ask.state.breach(ask.method, f"blocks are no array: {blocks!r}")
            raise Failed("invalid_blocks_format")
        payload["blocks"] = blocks
    if not payload["text"] and not payload.get("blocks") and not ask.args.get("attachments"):
        raise Failed("no_text")
    _check_metadata(payload["metadata"])
    breaches = list(check_message(payload))
    for one in breaches:
        ask.state.breach(ask.method, one)
    if any("[json-pointer:/text]" in one for one in breaches):
        raise Failed("msg_too_long", breaches)
    if any("msg_blocks_too_long" in one for one in breaches):
        raise Failed("msg_blocks_too_long", breaches)
    if breaches:
        raise Failed("invalid_blocks", breaches)
    return payload


def _check_metadata(metadata: object) -> None:
    if metadata is None:
        return
    shape = as_object(metadata)
    if not isinstance(shape.get("event_type"), str) or not isinstance(
        shape.get("event_payload"), dict
    ):
        raise Failed("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA:
        raise Failed("metadata_too_large")


def _check_writable(ask: Ask, channel: Channel) -> None:
    if channel.refuses:
        raise Failed(channel.refuses)
    if channel.archived:
        raise Failed("is_archived")
    if channel.kind != "im" and not channel.bot_is_in:
        raise Failed("not_in_channel")
    if channel.kind == "im" and any(
        ask.team_of(channel).people[one].deactivated
        for one in channel.members
        if one in ask.team_of(channel).people
    ):
        # Second-hand: the method's page lists no error of its own for it.
        raise Failed("is_inactive")


def _find(ask: Ask, channel: Channel, missing: str) -> Message:
    ts = ask.text("ts")
    for message in channel.public:
        if message.ts == ts:
            if not message.by_bot:
                raise Failed(missing)
            return message
    raise Failed("message_not_found")


@method("chat.postMessage", "chat:write")
async def post_message(ask: Ask) -> Json:
    """Post into a conversation."""
    channel = ask.channel()
    _check_writable(ask, channel)
    message = ask.team_of(channel).post(channel, read_message(ask), via=ask.method)
    shape = describe_message(ask.team_of(channel), message, ask.state.base)
    tell(ask, channel, describe_im(ask.team_of(channel), channel, message))
    return {"ok": True, "channel": channel.id, "ts": message.ts, "message": shape}


def tell(ask: Ask, channel: Channel, event: Json) -> None:
    """Send the event of the app's own message, as Slack does in direct messages."""
    if channel.kind == "im" and "message.im" in ask.state.subscribed:
        ask.state.start(ask.state.deliveries.event(ask.team_of(channel), event))


@method("chat.postEphemeral", "chat:write")
async def post_ephemeral(ask: Ask) -> Json:
    """Show something to one person in a conversation."""
    channel = ask.channel()
    _check_writable(ask, channel)
    person = ask.person(ask.text("user"))
    if person.id not in channel.members:
        raise Failed("user_not_in_channel")
    message = ask.team_of(channel).post(
        channel, read_message(ask), via=ask.method, only_for=person.id
    )
    return {"ok": True, "message_ts": message.ts}


@method("chat.update", "chat:write")
async def update(ask: Ask) -> Json:
    """Change a message."""
    channel = ask.channel()
    message = _find(ask, channel, "cant_update_message")
    change_message(ask, message, read_message(ask))
    shape = describe_message(ask.team_of(channel), message, ask.state.base)
    tell(
        ask,
        channel,
        describe_change(channel, "message_changed", ask.state.ids.ts()) | {"message": shape},
    )
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": shape,
    }


def change_message(ask: Ask, message: Message, payload: Json) -> None:
    """Put other content into a message; blocks that are not given stay, as Slack documents it."""
    message.text = str(payload.get("text") or "")
    if "blocks" in payload:
        message.blocks = fill_in_ids(payload["blocks"], ask.state.ids)
        message.state = {}
    message.metadata = payload.get("metadata") or message.metadata
    message.edited = True
    ask.state.news.tell()


@method("chat.delete", "chat:write")
async def delete(ask: Ask) -> Json:
    """Take a message back."""
    channel = ask.channel()
    message = _find(ask, channel, "cant_delete_message")
    channel.messages.remove(message)
    ask.state.news.tell()
    tell(
        ask,
        channel,
        describe_change(channel, "message_deleted", ask.state.ids.ts())
        | {"deleted_ts": message.ts},
    )
    return {"ok": True, "channel": channel.id, "ts": message.ts}
