"""Letting messages appear, change and go, and telling the gateway."""

from typing import TYPE_CHECKING

from tests.wire.discord.application import GUILD_MESSAGES, MESSAGE_CONTENT
from tests.wire.discord.errors import Refused
from tests.wire.discord.limits import check_message
from tests.wire.discord.parts import number_parts
from tests.wire.discord.payloads import (
    describe_bot,
    describe_member,
    describe_message,
)
from tests.wire.discord.pings import calls_nobody
from tests.wire.discord.records import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    Attachment,
    Channel,
    Message,
)
from tests.wire.json_shapes import Json, as_object, as_objects

if TYPE_CHECKING:
    from tests.wire.discord.state import State

SETTABLE = 1 << 2 | EPHEMERAL | 1 << 12 | COMPONENTS_V2


def hold_to_limits(state: "State", where: str, sent: Json, before: Message | None = None) -> None:
    """Refuse a message that goes over a limit, and keep that it did."""
    breaches = check_message(sent, before)
    for one in breaches:
        state.breach(where, one)
    # Discord would send it; this app may call nobody, whatever people write.
    says = before is None or sent.get("content") or sent.get("components")
    if says and not calls_nobody(sent.get("allowed_mentions")):
        state.breach(where, "allowed_mentions: must let nobody be called")
    if breaches:
        raise Refused(50035, breaches.tree())


def post(
    state: "State",
    channel: Channel,
    sent: Json,
    files: dict[int, Attachment],
    *,
    via: str,
    only_for: str | None = None,
    asked_by: Json | None = None,
    kind: int = 0,
    loading: bool = False,
) -> Message:
    """Let the app's message appear."""
    flags = int(sent.get("flags") or 0) & SETTABLE
    message = Message(
        state.ids.new(),
        channel,
        state.app.bot_id,
        via,
        content=str(sent.get("content") or ""),
        embeds=as_objects(sent.get("embeds")),
        components=number_parts(as_objects(sent.get("components"))),
        attachments=keep_files(state, files),
        flags=(flags & ~EPHEMERAL) | (EPHEMERAL if only_for else 0) | (LOADING if loading else 0),
        type=kind,
        made=state.wall(),
        only_for=only_for,
        nonce=sent.get("nonce"),
        mentions=as_object(sent.get("allowed_mentions")),
        asked_by=asked_by,
        reply_to=as_object(sent.get("message_reference")).get("message_id"),
    )
    channel.messages.append(message)
    tell(state, "MESSAGE_CREATE", message)
    state.news.tell()
    return message


def change(state: "State", message: Message, sent: Json, files: dict[int, Attachment]) -> None:
    """Let a message be another; what is not named stays."""
    was_loading = message.loading
    if "content" in sent:
        message.content = str(sent.get("content") or "")
    if "embeds" in sent:
        message.embeds = as_objects(sent.get("embeds"))
    if "components" in sent:
        message.components = number_parts(as_objects(sent.get("components")))
    if "flags" in sent:
        # Two flags stay what they were once they are set: who sees it, and that it is a layout.
        fixed = message.flags & (EPHEMERAL | COMPONENTS_V2)
        message.flags = fixed | int(sent["flags"] or 0) & SETTABLE & ~EPHEMERAL
    if "attachments" in sent:
        kept = {str(one.get("id")) for one in as_objects(sent["attachments"])}
        message.attachments = [one for one in message.attachments if one.id in kept]
    if "content" in sent or "components" in sent:
        # What an edit does not say about mentions is forgotten: they then all count.
        message.mentions = as_object(sent.get("allowed_mentions"))
    message.attachments += keep_files(state, files)
    message.flags &= ~LOADING
    if not was_loading:
        message.edited = state.wall()
    tell(state, "MESSAGE_UPDATE", message)
    state.news.tell()


def remove(state: "State", message: Message) -> None:
    """Let a message go."""
    message.deleted = True
    message.channel.messages.remove(message)
    _send(state, "MESSAGE_DELETE", message, {"id": message.id, "channel_id": message.channel.id})
    state.news.tell()


def keep_files(state: "State", files: dict[int, Attachment]) -> list[Attachment]:
    """Keep files, so that their addresses work."""
    for one in files.values():
        state.files[one.id] = one
    return list(files.values())


def show(state: "State", message: Message) -> Json:
    """A message as the API shows it to the app."""
    return describe_message(state.app, state.people, message, state.base)


def tell(state: "State", event: str, message: Message) -> None:
    """Tell the gateway of a message."""
    told, channel = show(state, message), message.channel
    author = state.people.get(message.author)
    if channel.guild is not None and message.only_for is None:
        member = describe_member(told["author"] if author else describe_bot(state.app))
        member.pop("user")
        told["member"] = member
    told["channel_type"] = channel.kind
    # Without the privileged intent an app reads what it wrote, what calls it, and direct messages.
    called = f"<@{state.app.bot_id}>" in message.content
    foreign = author is not None and channel.guild is not None and not called
    if foreign and not state.gateway.hears(MESSAGE_CONTENT):
        told |= {"content": "", "embeds": [], "attachments": [], "components": []}
    _send(state, event, message, told)


def _send(state: "State", event: str, message: Message, told: Json) -> None:
    channel = message.channel
    guild = channel.guild
    if guild is None and not channel.with_bot:
        return
    if guild is None or message.only_for is not None:
        # What only one person sees goes to them and the app, as a direct message would, without a server.
        state.gateway.dispatch_dm(event, told)
    elif guild.bot_is_in:
        told["guild_id"] = guild.id
        state.gateway.dispatch(event, told, guild.id, intent=GUILD_MESSAGES)
