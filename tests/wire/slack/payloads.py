"""The payloads in which Slack tells of a person's acts."""

from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.wire.slack.ids import Ids
from tests.wire.slack.json_shapes import Json, as_objects
from tests.wire.slack.records import Channel, Message, View

if TYPE_CHECKING:
    from tests.wire.slack.people import Person
    from tests.wire.slack.workspace import Workspace


def fill_in_ids(blocks: object, ids: Ids) -> list[Json]:
    """The blocks as Slack keeps them: each with a block_id, each element with an action_id."""
    kept = deepcopy(as_objects(blocks))
    for block in kept:
        block.setdefault("block_id", ids.new("b"))
        elements = (
            as_objects(block.get("elements"))
            if block["type"] in ("actions", "context_actions")
            else []
        )
        elements += [
            block[key] for key in ("accessory", "element") if isinstance(block.get(key), dict)
        ]
        for element in elements:
            if element.get("type") != "image":
                element.setdefault("action_id", ids.new("a"))
    return kept


def describe_message(team: "Workspace", message: Message, base: str) -> Json:
    """A message as the web API, events and block actions show it."""
    shape: Json = {
        "user": message.author,
        "type": "message",
        "ts": message.ts,
        "text": message.text,
        "team": team.id,
    }
    if message.by_bot:
        shape |= {
            "bot_id": team.bot_id,
            "app_id": team.state.app_id,
            "bot_profile": {
                "id": team.bot_id,
                "deleted": False,
                "name": "afterview",
                "app_id": team.state.app_id,
                "team_id": team.id,
            },
        }
    if message.blocks:
        shape["blocks"] = message.blocks
    elif not message.by_bot:
        shape["blocks"] = [_typed(message.text, message.ts)]
    if message.files:
        shape["files"] = [one.shape(base, team.id) for one in message.files]
    if message.edited:
        shape["edited"] = {"user": message.author, "ts": team.state.ids.ts()}
    if message.subtype:
        shape["subtype"] = message.subtype
    if message.thread_ts:
        shape["thread_ts"] = message.thread_ts
    return shape


def _typed(text: str, ts: str) -> Json:
    words = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": f"w{ts}", "elements": [words]}


def describe_view(team: "Workspace", view: View) -> Json:
    """A view as the web API and interactions show it."""
    sent = view.sent
    shown: Json = {
        "id": view.id,
        "team_id": team.id,
        "type": sent["type"],
        "blocks": view.blocks,
        "private_metadata": sent.get("private_metadata") or "",
        "callback_id": sent.get("callback_id") or "",
        "state": {"values": view.state},
        "hash": view.hash,
        "title": sent.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(sent.get("clear_on_close", False)),
        "notify_on_close": bool(sent.get("notify_on_close", False)),
        "close": sent.get("close"),
        "submit": sent.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": team.state.app_id,
        "external_id": sent.get("external_id") or "",
        "app_installed_team_id": team.enterprise if team.org_wide else team.id,
        "bot_id": team.bot_id,
    }
    return shown


def describe_event(team: "Workspace", event: Json) -> Json:
    """The outer event of the Events API."""
    ids = team.state.ids
    return {
        "token": team.state.verification_token,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": team.enterprise,
        **({"enterprise_id": team.enterprise} if team.enterprise else {}),
        "api_app_id": team.state.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": ids.new("Ev"),
        "event_time": int(team.state.wall()),
        "authorizations": [
            {
                "enterprise_id": team.enterprise,
                "team_id": None if team.org_wide else team.id,
                "user_id": team.bot_user,
                "is_bot": True,
                "is_enterprise_install": team.org_wide,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": ids.new("4-"),
    }


def describe_im(team: "Workspace", channel: Channel, message: Message) -> Json:
    """The message.im event of a message in the app's direct messages."""
    event = {
        **describe_message(team, message, team.state.base),
        "channel": channel.id,
        "event_ts": message.ts,
        "channel_type": "im",
    }
    if not message.by_bot:
        event["client_msg_id"] = team.state.ids.new("client-")
    if message.files:
        event |= {"subtype": "file_share", "upload": False}
    return event


def describe_change(channel: Channel, subtype: str, ts: str) -> Json:
    """The event of a message that was changed or deleted, without the message."""
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "ts": ts,
        "event_ts": ts,
        "channel_type": "im",
    }


def describe_command(
    person: "Person", channel: Channel, command: str, text: str, trigger: str, response_url: str
) -> Json:
    """A slash command: flat, every value a string."""
    team = person.team
    told = {
        "token": team.state.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.command_name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": team.state.app_id,
        "is_enterprise_install": "true" if team.org_wide else "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }
    if team.enterprise:
        told |= {"enterprise_id": team.enterprise, "enterprise_name": f"Org {team.enterprise}"}
    return told


def describe_interaction(person: "Person", kind: str) -> Json:
    """What every interaction begins with."""
    team = person.team
    enterprise = (
        {"id": team.enterprise, "name": f"Org {team.enterprise}"} if team.enterprise else None
    )
    return {
        "type": kind,
        "team": None if team.org_wide else {"id": team.id, "domain": team.domain},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.belongs_to or team.id,
        },
        "api_app_id": team.state.app_id,
        "token": team.state.verification_token,
        "enterprise": enterprise,
        "is_enterprise_install": team.org_wide,
    }


def _offset(zone: str, now: float) -> int:
    offset = datetime.fromtimestamp(now, ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def describe_user(person: "Person", *, with_locale: bool) -> Json:
    """The user object."""
    told: Json = {
        "id": person.id,
        "team_id": person.team.id,
        "name": person.name,
        "deleted": person.deactivated,
        "real_name": person.name,
        "tz": person.zone,
        "tz_label": person.zone,
        "tz_offset": _offset(person.zone, person.team.state.wall()),
        "profile": {"real_name": person.name, "display_name": person.name, "team": person.team.id},
        "is_admin": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": int(person.team.state.wall()),
    }
    if with_locale:
        told["locale"] = person.locale
    return told
