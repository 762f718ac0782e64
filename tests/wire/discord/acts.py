"""Letting the app know what somebody did, and waiting for its first answer."""

from typing import TYPE_CHECKING

from tests.wire.discord.interactions import FIRST_SECONDS, Answer, Callback, Interaction, Kind
from tests.wire.discord.payloads import (
    BOT_DM_PERMISSIONS,
    BOT_PERMISSIONS,
    MEMBER_PERMISSIONS,
    PRIVATE_PERMISSIONS,
    describe_member,
    describe_partial_channel,
    describe_user,
)
from tests.wire.discord.posting import show
from tests.wire.discord.records import Channel, Message
from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.people import Person

UPLOAD_LIMIT = 10 * 1024 * 1024
SILENT = "The application did not respond"


async def act(
    person: "Person",
    kind: Kind,
    data: Json,
    *,
    about: str,
    channel: Channel | None = None,
    source: Message | None = None,
    owners: Json | None = None,
) -> Answer:
    """Tell the app of an act, and wait until it answers or three seconds are over."""
    state, where = person.state, channel or (source.channel if source else person.place)
    name = about.removeprefix("/") if kind is Kind.COMMAND else ""
    interaction = Interaction(
        state.ids.new(),
        state.ids.token("interaction"),
        kind,
        person,
        where,
        state.clock.now(),
        source,
        owners if owners is not None else owners_of(person, where),
        name,
    )
    state.interactions[interaction.token] = interaction
    guild_id = where.guild.id if where.guild else None
    payload = describe_interaction(interaction) | {"data": data}
    heard = state.gateway.dispatch("INTERACTION_CREATE", payload, guild_id)
    state.news.tell()
    return await await_answer(interaction, about, heard)


async def await_answer(interaction: Interaction, about: str, heard: int) -> Answer:
    """Wait for the first answer; where none comes, the person is told so."""
    state, person = interaction.person.state, interaction.person
    began = interaction.made
    await state.clock.within(FIRST_SECONDS, interaction.acked.wait())
    seconds = state.clock.now() - began
    if interaction.callback is None:
        if interaction.kind is not Kind.AUTOCOMPLETE:
            state.trouble(person.id, about, SILENT)
        return Answer(None, seconds, SILENT, heard=heard)
    choices = tuple(str(one.get("name")) for one in interaction.choices)
    message = interaction.original
    if interaction.callback in (Callback.MODAL, Callback.CHOICES):
        message = None
    return Answer(interaction.callback, seconds, "", choices, message, heard)


def owners_of(person: "Person", channel: Channel) -> Json:
    """Who installed the app, as an interaction from there tells it."""
    owners: Json = {}
    guild = channel.guild
    if guild is not None and guild.bot_is_in:
        owners["0"] = guild.id
    elif channel.context == 1:
        owners["0"] = "0"
    if person.installed:
        owners["1"] = person.id
    return owners


def describe_interaction(interaction: Interaction) -> Json:
    """What every interaction has, whatever was done."""
    person, channel = interaction.person, interaction.channel
    state, guild = person.state, channel.guild
    told: Json = {
        "id": interaction.id,
        "application_id": state.app.id,
        "type": int(interaction.kind),
        "channel_id": channel.id,
        "channel": describe_partial_channel(state.app, channel, person),
        "token": interaction.token,
        "version": 1,
        "locale": person.locale,
        "entitlements": [],
        "authorizing_integration_owners": interaction.owners,
        "context": channel.context,
        "attachment_size_limit": UPLOAD_LIMIT,
    }
    user = describe_user(person)
    if guild is not None:
        told |= {
            "guild_id": guild.id,
            "guild": {"id": guild.id, "locale": guild.locale, "features": []},
            "guild_locale": guild.locale,
            "member": describe_member(user, permissions=MEMBER_PERMISSIONS),
            "app_permissions": str(BOT_PERMISSIONS),
        }
    else:
        allowed = BOT_DM_PERMISSIONS if channel.with_bot else PRIVATE_PERMISSIONS
        told |= {"user": user, "app_permissions": str(allowed)}
    if interaction.source is not None:
        told["message"] = show(state, interaction.source)
    return told
