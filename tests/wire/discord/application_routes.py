"""The app about itself: its bot, its record, its gateway and its commands."""

from tests.wire.discord.command_limits import check_commands
from tests.wire.discord.errors import Refused
from tests.wire.discord.payloads import describe_guild, describe_self, describe_user
from tests.wire.discord.routes import Answered, Ask, endpoint
from tests.wire.json_shapes import Json, as_objects


@endpoint("get_current_user", "GET", "/users/@me")
async def get_current_user(ask: Ask) -> Answered:
    """The bot."""
    return Answered(describe_self(ask.state.app))


@endpoint("get_user", "GET", "/users/{user_id}")
async def get_user(ask: Ask) -> Answered:
    """Somebody."""
    person = ask.state.people.get(ask.path["user_id"])
    if person is None:
        raise Refused(10013)
    return Answered(describe_user(person))


@endpoint("get_guild", "GET", "/guilds/{guild_id}")
async def get_guild(ask: Ask) -> Answered:
    """A server that the app is in."""
    guild = ask.state.guilds.get(ask.path["guild_id"])
    if guild is None or not guild.bot_is_in:
        raise Refused(10004)
    return Answered(describe_guild(ask.state.app, guild))


@endpoint("get_current_application", "GET", "/oauth2/applications/@me")
async def get_current_application(ask: Ask) -> Answered:
    """The app."""
    return Answered(ask.state.app.describe())


@endpoint("get_application", "GET", "/applications/@me")
async def get_application(ask: Ask) -> Answered:
    """The app, by its newer address."""
    return Answered(ask.state.app.describe())


@endpoint("get_gateway", "GET", "/gateway", by_token=False)
async def get_gateway(ask: Ask) -> Answered:
    """Where the gateway is."""
    return Answered({"url": ask.state.gateway.url})


@endpoint("get_gateway_bot", "GET", "/gateway/bot")
async def get_gateway_bot(ask: Ask) -> Answered:
    """Where the gateway is, how many shards are wise, and how many sessions may be started."""
    gateway = ask.state.gateway
    return Answered(
        {
            "url": gateway.url,
            "shards": gateway.identifying.shards,
            "session_start_limit": gateway.identifying.limits(),
        }
    )


@endpoint("get_commands", "GET", "/applications/{application_id}/commands")
async def get_commands(ask: Ask) -> Answered:
    """The commands that stand."""
    _check_own(ask)
    if ask.query.get("with_localizations", "").lower() in ("true", "1"):
        return Answered(ask.state.app.commands)
    return Answered([_without_localizations(one) for one in ask.state.app.commands])


@endpoint("bulk_overwrite_commands", "PUT", "/applications/{application_id}/commands")
async def bulk_overwrite_commands(ask: Ask) -> Answered:
    """Let these be the commands, and no other; one that keeps its name keeps its id."""
    _check_own(ask)
    app = ask.state.app
    breaches = check_commands(ask.body)
    for one in breaches:
        ask.state.breach("commands", one)
    if breaches:
        raise Refused(50035, breaches.tree())
    ids = {(one["name"], one["type"]): one["id"] for one in app.commands}
    app.commands = [
        _complete(one, app.id)
        | {
            "id": ids.get((one["name"], one.get("type", 1))) or ask.state.ids.new(),
            "version": ask.state.ids.new(),
        }
        for one in as_objects(ask.body)
    ]
    app.syncs += 1
    ask.state.news.tell()
    return Answered(app.commands)


def _check_own(ask: Ask) -> None:
    if ask.path["application_id"] != ask.state.app.id:
        raise Refused(10002)


def _complete(command: Json, app_id: str) -> Json:
    """A command with everything that Discord adds where it was left out."""
    return {
        "application_id": app_id,
        "type": 1,
        "name_localizations": None,
        "description": "",
        "description_localizations": None,
        "default_member_permissions": None,
        "dm_permission": True,
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        **command,
    }


def _without_localizations(value: Json) -> Json:
    told = {key: one for key, one in value.items() if not key.endswith("_localizations")}
    if "options" in told:
        told["options"] = [_without_localizations(one) for one in as_objects(told["options"])]
    return told
