"""Slack's payloads as what a person did; what is none of ours, or makes no sense, is None."""

import hashlib
import json
from dataclasses import dataclass, replace

from adapters.lettering import clean
from adapters.payload import Payload, read_items, read_mapping, read_text
from adapters.slack.blocks import PRESS
from adapters.slack.form import CALLBACK
from adapters.slack.picked import read_values
from adapters.slack.text import unescape
from bot.action import Action
from bot.errors import StaleAction
from bot.inbound import (
    Act,
    Closed,
    Command,
    Inbound,
    Opened,
    Pressed,
    Profile,
    Said,
    Submitted,
    Uploaded,
)
from bot.people import Address

PLATFORM = "slack"
SLACKBOT = "USLACKBOT"
WRITTEN = ("", "file_share", "me_message", "thread_broadcast")
"""Subtypes of messages that people write: plain, with a file, behind `/me`, or in a thread and the chat too."""
NAMELESS = "?"
"""Stands for a file whose name Slack does not tell."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where something was done, and what an answer there needs; empty is what Slack did not tell.

    Args:
        channel: The conversation.
        ts: The message that was written or whose button was pressed.
        response_url: Answers there, five times within half an hour.
        trigger: Opens a modal, once and within three seconds.
        view: Id of the modal or Home tab.
        view_hash: Its version.
        tab: `home` or `messages`, of what was opened.
        org_wide: Whether the app is installed for the whole organisation there.
    """

    channel: str = ""
    ts: str = ""
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    view_hash: str = ""
    tab: str = ""
    org_wide: bool = False


@dataclass(frozen=True, slots=True)
class Acted:
    """A person did something."""

    inbound: Inbound
    where: Where


@dataclass(frozen=True, slots=True)
class Left:
    """The app was removed or its token revoked, or a person's account was closed.

    Args:
        id: The event's.
        team, enterprise: Which installation.
        user: Whose account; empty if the whole installation is gone.
    """

    id: str
    team: str
    enterprise: str
    user: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """The bot itself said something in its direct messages with somebody, from whichever process.

    Args:
        channel: Where.
    """

    channel: str


def read(payload: Payload) -> Acted | Left | Posted | None:
    """Return what happened, out of any payload that Slack sends; never raises on odd ones."""
    found = _read(payload)
    if isinstance(found, Acted) and _is_org_wide(payload):
        return replace(found, where=replace(found.where, org_wide=True))
    return found


def _read(payload: Payload) -> Acted | Left | Posted | None:
    if read_text(payload, "command"):
        return _command(payload)
    reader = {
        "block_actions": _pressed,
        "view_submission": _submitted,
        "view_closed": _closed,
        "event_callback": _event,
    }.get(read_text(payload, "type"))
    return None if reader is None else reader(payload)


def _is_org_wide(payload: Payload) -> bool:
    # An event says so of each installation that may see it, a command in a word.
    for one in (*read_items(payload, "authorizations")[:1], payload):
        if "is_enterprise_install" in one:
            return one["is_enterprise_install"] in (True, "true")
    return False


def read_profile(user: Payload) -> Profile:
    """Return what a user object of Slack's tells of a person's zone and language."""
    language = read_text(user, "locale").replace("_", "-").partition("-")[0].lower()
    return Profile(read_text(user, "tz") or None, language or None)


def _command(payload: Payload) -> Acted | None:
    name, rest = _cut(unescape(read_text(payload, "text")))
    where = Where(
        channel=read_text(payload, "channel_id"),
        response_url=read_text(payload, "response_url"),
        trigger=read_text(payload, "trigger_id"),
    )
    who = _address(
        read_text(payload, "user_id"),
        read_text(payload, "team_id"),
        read_text(payload, "enterprise_id"),
    )
    return _acted(_triggered("command", payload), who, Command(name, rest), where)


def _pressed(payload: Payload) -> Acted | None:
    pressed = next(
        (
            value
            for one in read_items(payload, "actions")
            if read_text(one, "action_id").partition(":")[0] == PRESS and (value := _value(one))
        ),
        "",
    )
    if not pressed:
        # A picker in a modal: what it holds comes with the submission.
        return None
    ts = read_text(payload, "container", "message_ts") or read_text(payload, "message", "ts")
    channel = read_text(payload, "channel", "id") or read_text(payload, "container", "channel_id")
    where = Where(
        channel=channel,
        ts=ts,
        response_url=read_text(payload, "response_url"),
        trigger=read_text(payload, "trigger_id"),
        view=read_text(payload, "view", "id"),
        view_hash=read_text(payload, "view", "hash"),
        tab="home" if read_text(payload, "view", "type") == "home" else "",
    )
    return _acted(_triggered("press", payload), _whose(payload), Pressed(pressed, ts), where)


def kind_of(payload: Payload) -> str:
    """Return which kind of event or interaction something is, for the log: a name of Slack's and nothing else."""
    kind = read_text(payload, "event", "type") or read_text(payload, "type") or "command"
    return kind if kind.isascii() and kind.replace("_", "").isalpha() and len(kind) < 50 else "?"


def _value(pressed: Payload) -> str:
    """Return the packed action of what was pressed, chosen or picked, empty for nothing."""
    day = read_text(pressed, "selected_date")
    if not day:
        return read_text(pressed, "value") or read_text(pressed, "selected_option", "value")
    packed = read_text(pressed, "action_id").split(":", 2)[-1]
    try:
        return replace(Action.parse(packed), argument=day).pack()
    except (StaleAction, ValueError):
        return packed


def _submitted(payload: Payload) -> Acted | None:
    form, where = _modal(payload)
    if not form:
        return None
    values = read_values(read_mapping(payload, "view"))
    # A corrected form comes from the same view with the same hash: only the trigger tells them apart.
    return _acted(_triggered("submit", payload), _whose(payload), Submitted(form, values), where)


def _closed(payload: Payload) -> Acted | None:
    form, where = _modal(payload)
    if not form:
        return None
    id = f"close:{where.view}:{where.view_hash}" if where.view else _digest("close", payload)
    return _acted(id, _whose(payload), Closed(form), where)


def _modal(payload: Payload) -> tuple[str, Where]:
    view = read_mapping(payload, "view")
    where = Where(
        trigger=read_text(payload, "trigger_id"),
        view=read_text(view, "id"),
        view_hash=read_text(view, "hash"),
    )
    is_ours = read_text(view, "callback_id") == CALLBACK
    return read_text(view, "private_metadata") if is_ours else "", where


def _event(payload: Payload) -> Acted | Left | Posted | None:
    event = read_mapping(payload, "event")
    id = read_text(payload, "event_id") or _digest("event", payload)
    team, enterprise = read_text(payload, "team_id"), read_text(payload, "enterprise_id")
    match read_text(event, "type"):
        case "message":
            return _message(id, event, team, enterprise)
        case "app_home_opened":
            who = _address(read_text(event, "user"), team, enterprise)
            where = Where(
                channel=read_text(event, "channel"),
                view=read_text(event, "view", "id"),
                view_hash=read_text(event, "view", "hash"),
                tab=read_text(event, "tab"),
            )
            return _acted(id, who, Opened(), where)
        case "user_change":
            return _changed(id, read_mapping(event, "user"), team, enterprise)
        case "app_uninstalled":
            return _left(id, team, enterprise)
        case "tokens_revoked":
            # People's own tokens are never asked for; only the bot's matters.
            revoked = read_mapping(event, "tokens").get("bot")
            return _left(id, team, enterprise) if revoked else None
        case _:
            return None


def _message(id: str, event: Payload, team: str, enterprise: str) -> Acted | Posted | None:
    channel, user = read_text(event, "channel"), read_text(event, "user")
    is_direct = read_text(event, "channel_type") == "im" or (
        not event.get("channel_type") and channel.startswith("D")
    )
    by_person = user != SLACKBOT and not event.get("bot_id") and not event.get("bot_profile")
    is_new = (event.get("subtype") or "") in WRITTEN and not event.get("edited")
    if is_direct and is_new and read_text(event, "bot_id"):
        return Posted(channel)
    if not (is_direct and by_person and is_new):
        return None
    text, file = unescape(read_text(event, "text")), _file(event)
    act: Act = Said(text, file) if text.strip() or not file else Uploaded(file, b"")
    where = Where(
        channel=channel,
        ts=read_text(event, "ts"),
    )
    return _acted(id, _address(user, team, enterprise), act, where)


def _file(event: Payload) -> str:
    """Return the name of the first file of a message; one that the bot may not see has none."""
    files = read_items(event, "files")
    names = (clean(read_text(one, "name") or read_text(one, "title")) for one in files)
    return next((name or NAMELESS for name in names), "")


def _changed(id: str, user: Payload, team: str, enterprise: str) -> Acted | Left | None:
    who = _address(read_text(user, "id"), team or read_text(user, "team_id"), enterprise)
    if who is None or user.get("is_bot") is True:
        return None
    if user.get("deleted") is True:
        return Left(id, who.team, who.enterprise, who.user)
    profile = read_profile(user)
    known = profile.zone is not None or profile.language is not None
    return _acted(id, who, profile, Where()) if known else None


def _left(id: str, team: str, enterprise: str) -> Left | None:
    return Left(id, team, enterprise) if team or enterprise else None


def _whose(payload: Payload) -> Address | None:
    # An installation for a whole organisation tells no team of its own, and instead of the person's
    # perhaps the organisation.
    teams = (
        read_text(payload, *at) for at in (("team", "id"), ("user", "team_id"), ("view", "team_id"))
    )
    team = next((one for one in teams if one and not _is_organisation(one)), "")
    enterprise = read_text(payload, "enterprise", "id") or read_text(
        payload, "team", "enterprise_id"
    )
    return _address(read_text(payload, "user", "id"), team, enterprise)


def _address(user: str, team: str, enterprise: str) -> Address | None:
    if _is_organisation(team):
        team, enterprise = "", enterprise or team
    return Address(PLATFORM, user, team, enterprise) if user else None


def _is_organisation(id: str) -> bool:
    """Say whether an id that stands for a team is the organisation's above it."""
    return id.startswith("E")


def _acted(id: str, who: Address | None, act: Act, where: Where) -> Acted | None:
    return None if who is None else Acted(Inbound(id, who, act), where)


def _triggered(kind: str, payload: Payload) -> str:
    trigger = read_text(payload, "trigger_id")
    return f"{kind}:{trigger}" if trigger else _digest(kind, payload)


def _digest(kind: str, payload: Payload) -> str:
    """Return the same id for the same payload."""
    packed = json.dumps(payload, sort_keys=True, default=str)
    return f"{kind}:{hashlib.sha256(packed.encode()).hexdigest()[:32]}"


def _cut(text: str) -> tuple[str, str]:
    name, *rest = text.split(None, 1) or [""]
    return name, rest[0] if rest else ""
