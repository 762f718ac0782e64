"""The app that is tried: its token, its bot, its commands."""

from dataclasses import dataclass, field

from tests.wire.json_shapes import Json

GUILDS, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 12, 1 << 15
GUILD_MESSAGES = 1 << 9
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT
KNOWN_INTENTS = sum(1 << bit for bit in (*range(17), 20, 21, 24, 25))


@dataclass
class Application:
    """The app; `privileged` are the intents switched on for it, and a bot's id is the app's."""

    id: str = "1100000000000000001"
    token: str = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.stand.in-of-the-tests"  # noqa: S105
    name: str = "afterview"
    owner_id: str = "1100000000000000002"
    public_key: str = "0" * 64
    privileged: int = 0
    commands: list[Json] = field(default_factory=list)
    syncs: int = 0

    @property
    def bot_id(self) -> str:
        """The user that is its bot."""
        return self.id

    def describe(self) -> Json:
        """The application object, with its owner."""
        owner = {
            "id": self.owner_id,
            "username": "owner",
            "discriminator": "0",
            "global_name": "Owner",
            "avatar": None,
        }
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "description": "",
            "summary": "",
            "type": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "bot": {"id": self.bot_id, "username": self.name, "discriminator": "4242", "avatar": None,
                    "bot": True},
            "verify_key": self.public_key,
            "owner": owner,
            "team": None,
            "flags": 0,
            "hook": True,
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "integration_types_config": {
                "0": {"oauth2_install_params": {"scopes": ["applications.commands", "bot"],
                                                "permissions": "0"}},
                "1": {"oauth2_install_params": {"scopes": ["applications.commands"],
                                                "permissions": "0"}},
            },
            "approximate_guild_count": 0,
            "approximate_user_install_count": 0,
        }  # fmt: skip
