"""conversations.*, users.* and auth.test: who is there and what was said."""

from tests.wire.slack.json_shapes import Json, is_true
from tests.wire.slack.methods import Ask, Failed, method
from tests.wire.slack.payloads import describe_message, describe_user
from tests.wire.slack.records import Channel


@method("auth.test")
async def auth_test(ask: Ask) -> Json:
    """Who the token is."""
    team = ask.team
    told: Json = {
        "ok": True,
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": "afterview",
        "team_id": team.id,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": team.org_wide,
    }
    if team.enterprise:
        told["enterprise_id"] = team.enterprise
    return told


@method("api.test", token="none")  # noqa: S106 - the kind of token
async def api_test(ask: Ask) -> Json:
    """Whether anybody is there."""
    return {"ok": True, "args": ask.args}


@method("conversations.open", "im:write", "mpim:write", "channels:manage", "groups:write")
async def open_conversation(ask: Ask) -> Json:
    """Open the direct messages with somebody."""
    if ask.args.get("channel"):
        channel = ask.channel()
        return {"ok": True, "no_op": True, "already_open": True, "channel": {"id": channel.id}}
    names = [one for one in ask.text("users").replace(" ", "").split(",") if one]
    if not names:
        raise Failed("users_list_not_supplied")
    if ask.team.bot_user in names:
        raise Failed("cannot_dm_bot")
    person = ask.person(names[0])
    if person.deactivated:
        raise Failed("user_disabled")
    channel = person.dm
    told: Json = {"id": channel.id}
    if is_true(ask.args.get("return_im")):
        told |= {
            "is_im": True,
            "user": person.id,
            "is_open": True,
            "created": 1,
            "is_archived": False,
        }
    return {"ok": True, "channel": told}


@method("conversations.history", "im:history", "channels:history", "groups:history", "mpim:history")
async def history(ask: Ask) -> Json:
    """What was said, newest first; what one person alone sees is never in it."""
    channel = ask.channel()
    needed = {"im": "im:history", "group": "groups:history", "mpim": "mpim:history"}.get(
        channel.kind, "channels:history"
    )
    provided = ask.token.scopes if ask.token else ()
    if needed not in provided:
        raise Failed("missing_scope", needed=needed, provided=",".join(provided))
    if channel.kind != "im" and not channel.bot_is_in:
        raise Failed("not_in_channel")
    try:
        limit = int(ask.args.get("limit") or 100)
    except ValueError:
        raise Failed("invalid_limit") from None
    if ask.method in ask.state.rates.per_minute:
        limit = min(limit, 15)
    return _page(ask, channel, min(limit, 999))


def _page(ask: Ask, channel: Channel, limit: int) -> Json:
    oldest, latest = float(ask.text("oldest") or 0), float(ask.text("latest") or "inf")
    ends = is_true(ask.args.get("inclusive"))
    found = [
        one
        for one in reversed(channel.public)
        if oldest < float(one.ts) < latest or (ends and float(one.ts) in (oldest, latest))
    ]
    start = int(ask.text("cursor").removeprefix("next:") or 0)
    page = found[start : start + limit]
    with_metadata = is_true(ask.args.get("include_all_metadata"))
    shapes = []
    for one in page:
        shape = describe_message(ask.team_of(channel), one, ask.state.base)
        if with_metadata and one.metadata:
            shape["metadata"] = one.metadata
        shapes.append(shape)
    more = start + limit < len(found)
    answer: Json = {"ok": True, "messages": shapes, "has_more": more, "pin_count": 0}
    if more:
        answer["response_metadata"] = {"next_cursor": f"next:{start + limit}"}
    return answer


@method("conversations.info", "im:read", "channels:read", "groups:read", "mpim:read")
async def info(ask: Ask) -> Json:
    """What a conversation is."""
    channel = ask.channel()
    return {
        "ok": True,
        "channel": {
            "id": channel.id,
            "name": channel.name,
            "is_im": channel.kind == "im",
            "is_mpim": channel.kind == "mpim",
            "is_private": channel.kind != "channel",
            "is_archived": channel.archived,
            **({"locale": "en-US"} if is_true(ask.args.get("include_locale")) else {}),
        },
    }


@method("users.info", "users:read")
async def user_info(ask: Ask) -> Json:
    """Who somebody is, with their zone, and their language where it is asked for."""
    person = ask.person(ask.text("user"))
    locale = is_true(ask.args.get("include_locale"))
    return {"ok": True, "user": describe_user(person, with_locale=locale)}
