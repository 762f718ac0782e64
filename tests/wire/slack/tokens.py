"""Tokens, their scopes and their lives; codes and refresh tokens that make new ones."""

from dataclasses import dataclass, field

from tests.wire.clock import Clock
from tests.wire.slack.ids import Ids

TOKEN_SECONDS = 12 * 3600
CODE_SECONDS = 600


@dataclass
class Token:
    """What a bot token may do, and until when."""

    value: str
    team: str
    scopes: tuple[str, ...]
    expires: float | None = None
    revoked: bool = False


@dataclass
class Code:
    """What a person's consent can be exchanged for, once."""

    team: str
    person: str
    scopes: tuple[str, ...]
    redirect_uri: str
    made: float
    used: bool = False


@dataclass
class Tokens:
    """Every token that was given out."""

    clock: Clock
    ids: Ids
    issued: dict[str, Token] = field(default_factory=dict)
    refreshers: dict[str, Token] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)

    def issue(self, team: str, scopes: tuple[str, ...], *, rotating: bool = False) -> Token:
        """A new bot token; a rotating one lives for 12 hours."""
        start = "xoxe.xoxb-1-" if rotating else "xoxb-"
        expires = self.clock.now() + TOKEN_SECONDS if rotating else None
        token = Token(self.ids.new(f"{start}{team}-"), team, scopes, expires)
        self.issued[token.value] = token
        return token

    def refresher(self, token: Token) -> str:
        """A new refresh token for it."""
        name = self.ids.new("xoxe-1-")
        self.refreshers[name] = token
        return name

    def find(self, value: str) -> Token | str:
        """The token; the error's name where it is none, or no longer one."""
        token = self.issued.get(value)
        if token is None:
            return "invalid_auth"
        if token.revoked:
            return "token_revoked"
        if token.expires is not None and self.clock.now() >= token.expires:
            return "token_expired"
        return token

    def revoke_team(self, team: str) -> None:
        """Let every token of a workspace be dead."""
        for token in self.issued.values():
            token.revoked = token.revoked or token.team == team
        self.refreshers = {
            name: token for name, token in self.refreshers.items() if token.team != team
        }
