"""Messages that the app sends by itself."""

from tests.wire.discord.errors import Refused
from tests.wire.discord.parts import walk_words
from tests.wire.discord.posting import change, hold_to_limits, post, remove, show
from tests.wire.discord.records import EPHEMERAL, Channel, Message
from tests.wire.discord.routes import Answered, Ask, endpoint
from tests.wire.discord.state import State
from tests.wire.json_shapes import Json

NONCE_SECONDS = 120.0
"""Discord says "the past few minutes"; two were measured."""


@endpoint("create_message", "POST", "/channels/{channel_id}/messages")
async def create_message(ask: Ask) -> Answered:
    """Send a message; one with the same nonce that is a repeat gives the first again."""
    channel, sent = ask.channel(), ask.json
    _check_open(ask.state, channel)
    hold_to_limits(ask.state, ask.endpoint, sent)
    if is_empty(sent) and not ask.files:
        raise Refused(50006)
    nonce = sent.get("nonce")
    if nonce is not None and sent.get("enforce_nonce"):
        first = ask.state.nonces.get(str(nonce))
        now = ask.state.clock.now()
        if first is not None and now - first[0] <= NONCE_SECONDS:
            return Answered(show(ask.state, first[1]))
    # A flag for one person alone means nothing where nobody asked.
    sent = {**sent, "flags": int(sent.get("flags") or 0) & ~EPHEMERAL}
    message = post(ask.state, channel, sent, ask.files, via="message")
    if nonce is not None:
        ask.state.nonces[str(nonce)] = (ask.state.clock.now(), message)
    return Answered(show(ask.state, message))


@endpoint("get_messages", "GET", "/channels/{channel_id}/messages")
async def get_messages(ask: Ask) -> Answered:
    """The newest messages, the newest first; `before`, `after` and `limit` choose."""
    channel = ask.channel()
    limit = int(ask.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refused(50035)
    found = [one for one in channel.public if _lies(one, ask.query)]
    found = found[:limit] if "after" in ask.query else found[-limit:]
    return Answered([show(ask.state, one) for one in reversed(found)])


@endpoint("get_message", "GET", "/channels/{channel_id}/messages/{message_id}")
async def get_message(ask: Ask) -> Answered:
    """One message."""
    return Answered(show(ask.state, ask.message(ask.channel())))


@endpoint("edit_message", "PATCH", "/channels/{channel_id}/messages/{message_id}")
async def edit_message(ask: Ask) -> Answered:
    """Change one of the app's own messages."""
    message = ask.message(ask.channel())
    if not message.by_bot:
        raise Refused(50005)
    hold_to_limits(ask.state, ask.endpoint, ask.json, message)
    change(ask.state, message, ask.json, ask.files)
    return Answered(show(ask.state, message))


@endpoint("delete_message", "DELETE", "/channels/{channel_id}/messages/{message_id}")
async def delete_message(ask: Ask) -> Answered:
    """Delete one of the app's own messages."""
    message = ask.message(ask.channel())
    if not message.by_bot:
        raise Refused(50013)
    remove(ask.state, message)
    return Answered()


@endpoint("trigger_typing", "POST", "/channels/{channel_id}/typing")
async def trigger_typing(ask: Ask) -> Answered:
    """Show that the app is writing."""
    _check_open(ask.state, ask.channel())
    return Answered()


def is_empty(sent: Json) -> bool:
    """Whether there is nothing to show."""
    words = list(walk_words(sent.get("components"))) or sent.get("components")
    return not (sent.get("content") or sent.get("embeds") or words or sent.get("sticker_ids"))


def _check_open(state: State, channel: Channel) -> None:
    """Refuse what goes to somebody who takes no messages from the app."""
    if channel.guild is not None:
        return
    person = channel.people[0]
    if not person.reachable:
        raise Refused(50278)
    if person.dms_closed:
        raise Refused(50007)


def _lies(message: Message, query: dict[str, str]) -> bool:
    """Whether a message lies between the ids that were asked for."""
    id = int(message.id)
    return int(query.get("after", 0)) < id < int(query.get("before", 1 << 63))
