"""Discord's objects as its API and gateway show them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.wire.discord.parts import Part, medias_of, walk
from tests.wire.discord.records import DM, GROUP, THREAD, Attachment, Channel, Guild, Message
from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.application import Application
    from tests.wire.discord.people import Person

JOINED = "2024-01-05T12:00:00.000000+00:00"
# View channels, send messages, embed links, attach files, read history, use commands.
BOT_PERMISSIONS = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 31
MEMBER_PERMISSIONS = BOT_PERMISSIONS | 1 << 6 | 1 << 18
# Attach files, embed links, mention everyone; with the app's own bot also external emojis.
PRIVATE_PERMISSIONS = 1 << 15 | 1 << 14 | 1 << 17
BOT_DM_PERMISSIONS = PRIVATE_PERMISSIONS | 1 << 18


def stamp(seconds: float) -> str:
    """A moment as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def describe_user(person: "Person") -> Json:
    """A person."""
    return _user(person.id, person.name, person.name.title()) | {"public_flags": 0}


def describe_bot(app: "Application") -> Json:
    """The app's bot, as others see it."""
    return _user(app.bot_id, app.name, None) | {"bot": True, "public_flags": 1 << 19}


def describe_self(app: "Application") -> Json:
    """The app's bot, as it sees itself."""
    return describe_bot(app) | {
        "verified": True,
        "mfa_enabled": True,
        "locale": "en-US",
        "flags": 0,
        "email": None,
        "bio": "",
    }


def _user(id: str, name: str, shown: str | None) -> Json:
    return {
        "id": id,
        "username": name,
        "discriminator": "0" if shown else "4242",
        "global_name": shown,
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "accent_color": None,
        "collectibles": None,
        "primary_guild": None,
    }


def describe_member(user: Json, *, permissions: int | None = None) -> Json:
    """Somebody in a server."""
    member: Json = {
        "user": user,
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": [],
        "joined_at": JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }
    if permissions is not None:
        member["permissions"] = str(permissions)
    return member


def describe_channel(app: "Application", channel: Channel) -> Json:
    """A channel, as the API and the gateway show it."""
    last = channel.messages[-1].id if channel.messages else None
    told: Json = {"id": channel.id, "type": channel.kind, "flags": 0, "last_message_id": last}
    if channel.guild is not None and channel.kind == THREAD:
        return told | _describe_thread(channel, channel.guild)
    if channel.guild is not None:
        return told | {
            "guild_id": channel.guild.id,
            "name": channel.name,
            "position": 0,
            "topic": None,
            "nsfw": False,
            "parent_id": None,
            "rate_limit_per_user": 0,
            "permission_overwrites": [],
        }
    people = [describe_user(one) for one in channel.people]
    if channel.kind == GROUP:
        return told | {"name": channel.name, "icon": None, "recipients": people,
                       "owner_id": channel.people[0].id}  # fmt: skip
    return told | {"recipients": people if channel.with_bot else people[1:]}


def _describe_thread(channel: Channel, guild: Guild) -> Json:
    return {
        "guild_id": guild.id,
        "name": channel.name,
        "parent_id": next(iter(guild.channels)),
        "owner_id": next(iter(guild.members)),
        "rate_limit_per_user": 0,
        "message_count": len(channel.messages),
        "member_count": len(guild.members),
        "total_message_sent": len(channel.messages),
        "thread_metadata": {
            "archived": False,
            "archive_timestamp": "2026-11-20T10:00:00+00:00",
            "auto_archive_duration": 1440,
            "locked": False,
            "create_timestamp": "2026-11-20T10:00:00+00:00",
        },
    }


def describe_partial_channel(app: "Application", channel: Channel, person: "Person") -> Json:
    """A channel inside of an interaction."""
    told = describe_channel(app, channel)
    told.pop("permission_overwrites", None)
    if channel.kind == DM and channel.with_bot:
        told["recipients"] = [describe_user(person)]
    return told | {"permissions": str(MEMBER_PERMISSIONS)}


def describe_guild(app: "Application", guild: Guild) -> Json:
    """A server as GUILD_CREATE brings it."""
    everyone: Json = {
        "id": guild.id,
        "name": "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": 0,
        "permissions": str(MEMBER_PERMISSIONS),
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    owner = next(iter(guild.members), app.owner_id)
    return {
        "id": guild.id,
        "name": guild.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": owner,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [everyone],
        "emojis": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "stickers": [],
        "premium_progress_bar_enabled": False,
        "safety_alerts_channel_id": None,
        "incidents_data": None,
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members) + 1,
        "voice_states": [],
        # Without the privileged intent an app is shown nobody but itself.
        "members": [describe_member(describe_bot(app))],
        "channels": [describe_channel(app, one) for one in guild.channels.values()],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def describe_attachment(file: Attachment, base: str, channel: Channel) -> Json:
    """A file in a message."""
    url = f"{base}/attachments/{channel.id}/{file.id}/{file.name}"
    told: Json = {
        "id": file.id,
        "filename": file.name,
        "size": len(file.content),
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
    }
    return told | ({"description": file.description} if file.description else {})


def describe_message(
    app: "Application", people: "Mapping[str, Person]", message: Message, base: str
) -> Json:
    """A message; what people wrote themselves has its author, what the app wrote has the bot."""
    writer = people.get(message.author)
    told: Json = {
        "id": message.id,
        "type": message.type,
        "channel_id": message.channel.id,
        "author": describe_user(writer) if writer else describe_bot(app),
        "content": message.content,
        "timestamp": stamp(message.made),
        "edited_timestamp": stamp(message.edited) if message.edited is not None else None,
        "tts": False,
        "mention_everyone": any(one.startswith("@") for one in message.pings),
        "mentions": [describe_user(people[id]) for id in _mentioned(message, people)],
        "mention_roles": [],
        "attachments": [
            describe_attachment(one, base, message.channel) for one in message.attachments
        ],
        "embeds": message.embeds,
        "components": _with_urls(message, base),
        "pinned": False,
        "flags": message.flags,
    }
    if message.nonce is not None:
        told["nonce"] = message.nonce
    if message.by_bot and message.via in ("callback", "follow-up"):
        told |= {"application_id": app.id, "webhook_id": app.id}
    if message.asked_by is not None:
        told["interaction_metadata"] = message.asked_by
    if message.reply_to is not None:
        told["message_reference"] = {
            "type": 0,
            "channel_id": message.channel.id,
            "message_id": message.reply_to,
        }
    return told


def _mentioned(message: Message, people: "Mapping[str, Person]") -> list[str]:
    ids = [one.strip("<@!>") for one in message.pings if one.startswith("<@") and "&" not in one]
    return [id for id in ids if id in people]


def _with_urls(message: Message, base: str) -> list[Json]:
    """The components, with what `attachment://` stands for where a file is shown."""
    for part in walk(message.components):
        for media in medias_of(part):
            file = message.file_of(media)
            if file is not None:
                told = describe_attachment(file, base, message.channel)
                media |= {"url": told["url"], "proxy_url": told["url"], "attachment_id": file.id,
                          "content_type": file.content_type, "loading_state": 2}  # fmt: skip
                if part.get("type") == Part.FILE:
                    part |= {"name": file.name, "size": len(file.content)}
    return message.components
