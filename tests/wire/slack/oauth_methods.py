"""Coming and going: oauth.v2.access, auth.revoke, apps.uninstall, apps.connections.open."""

import hmac

from tests.wire.slack.json_shapes import Json, is_true
from tests.wire.slack.methods import Ask, Failed, method
from tests.wire.slack.tokens import CODE_SECONDS, TOKEN_SECONDS, Code, Token
from tests.wire.slack.workspace import Workspace


def _check_client(ask: Ask) -> None:
    id, secret = ask.basic or (ask.text("client_id"), ask.text("client_secret"))
    if id != ask.state.client_id:
        raise Failed("invalid_client_id")
    if not hmac.compare_digest(secret, ask.state.client_secret):
        raise Failed("bad_client_secret")


@method("oauth.v2.access", token="none")  # noqa: S106 - the kind of token
async def access(ask: Ask) -> Json:
    """Exchange a code, or a refresh token, for a token."""
    _check_client(ask)
    if ask.text("grant_type") == "refresh_token":
        return _refresh(ask)
    code = ask.state.tokens.codes.get(ask.text("code"))
    if code is None:
        raise Failed("invalid_code")
    if code.used:
        raise Failed("code_already_used")
    if ask.state.clock.now() - code.made > CODE_SECONDS:
        raise Failed("invalid_code")
    if code.redirect_uri and ask.text("redirect_uri") != code.redirect_uri:
        raise Failed("bad_redirect_uri")
    code.used = True
    team = ask.state.workspaces[code.team]
    team.installed = True
    team.scopes = code.scopes
    token = ask.state.tokens.issue(team.id, code.scopes, rotating=ask.state.token_rotation)
    team.bot_token = token.value
    return _granted(ask, team, token) | {"authed_user": {"id": code.person}}


def _refresh(ask: Ask) -> Json:
    old = ask.state.tokens.refreshers.pop(ask.text("refresh_token"), None)
    if old is None:
        raise Failed("invalid_refresh_token")
    token = ask.state.tokens.issue(old.team, old.scopes, rotating=True)
    team = ask.state.workspaces[old.team]
    team.bot_token = token.value
    return _granted(ask, team, token)


def _granted(ask: Ask, team: Workspace, token: Token) -> Json:
    enterprise = (
        {"id": team.enterprise, "name": f"Org {team.enterprise}"} if team.enterprise else None
    )
    told: Json = {
        "ok": True,
        "app_id": ask.state.app_id,
        "scope": ",".join(token.scopes),
        "token_type": "bot",
        "access_token": token.value,
        "bot_user_id": team.bot_user,
        "team": None if team.org_wide else {"id": team.id, "name": team.name},
        "enterprise": enterprise,
        "is_enterprise_install": team.org_wide,
    }
    if token.expires is not None:
        told |= {"refresh_token": ask.state.tokens.refresher(token), "expires_in": TOKEN_SECONDS}
    return told


def consent(ask_state: "Workspace", person: str, scopes: str, redirect_uri: str) -> str:
    """The code for somebody's consent in a workspace."""
    state = ask_state.state
    name = state.ids.new("code.")
    wanted = tuple(one for one in scopes.split(",") if one)
    state.tokens.codes[name] = Code(ask_state.id, person, wanted, redirect_uri, state.clock.now())
    return name


@method("auth.revoke")
async def revoke(ask: Ask) -> Json:
    """Let the token be dead; the app hears of it as of an uninstall."""
    if is_true(ask.args.get("test")):
        return {"ok": True, "revoked": False}
    ask.state.tokens.revoke_team(ask.team.id)
    ask.state.start(ask.team.uninstall())
    return {"ok": True, "revoked": True}


@method("apps.uninstall")
async def uninstall(ask: Ask) -> Json:
    """Remove the app from the token's workspace."""
    _check_client(ask)
    ask.state.start(ask.team.uninstall())
    return {"ok": True}


@method("apps.connections.open", token="app")  # noqa: S106 - the kind of token
async def connect(ask: Ask) -> Json:
    """An address for one Socket Mode connection."""
    ticket = ask.state.tickets.socket()
    address = ask.state.base.replace("http", "ws", 1)
    return {"ok": True, "url": f"{address}/link/?ticket={ticket}&app_id={ask.state.app_id}"}
