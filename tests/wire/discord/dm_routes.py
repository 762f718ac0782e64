"""Opening direct messages."""

from tests.wire.discord.payloads import describe_channel
from tests.wire.discord.routes import Answered, Ask, endpoint


@endpoint("create_dm", "POST", "/users/@me/channels")
async def create_dm(ask: Ask) -> Answered:
    """Open direct messages with somebody; that they are closed is only told when something is sent."""
    person = ask.person(ask.json.get("recipient_id"))
    return Answered(describe_channel(ask.state.app, person.dm))


@endpoint("get_channel", "GET", "/channels/{channel_id}")
async def get_channel(ask: Ask) -> Answered:
    """A channel."""
    return Answered(describe_channel(ask.state.app, ask.channel()))
