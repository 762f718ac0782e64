"""What goes wrong on demand, in the shapes that Discord documents (topics/rate-limits) or proxies send."""

import aiohttp
import pytest
from aiohttp import ClientSession

from tests.wire.discord.calling import call, say
from tests.wire.discord.people import Person
from tests.wire.discord.rates import Bucket
from tests.wire.discord.server import DiscordStandIn


async def test_every_answer_says_where_its_bucket_stands(
    api: ClientSession, stand_in: DiscordStandIn
) -> None:
    """Header Format; past its end 429 with the same headers, the scope, and when to come again."""
    stand_in.rates.buckets["get_current_user"] = Bucket(1, 60.0)
    async with api.get("users/@me") as response:
        assert response.headers["X-RateLimit-Limit"] == "1"
        assert response.headers["X-RateLimit-Remaining"] == "0"
        assert 0 < float(response.headers["X-RateLimit-Reset-After"]) <= 60
    async with api.get("users/@me") as response:
        told = await response.json()
        assert response.status == 429
        assert (told["message"], told["global"]) == ("You are being rate limited.", False)
        assert 59 < told["retry_after"] <= 60
        assert response.headers["Retry-After"] == "60"
        assert response.headers["X-RateLimit-Scope"] == "user"
        assert response.headers["Via"]
    stand_in.pace.advance(60)
    assert (await call(api, "GET", "users/@me"))[0] == 200
    assert stand_in.invalid_answers == 1


async def test_buckets_count_each_channel_apart(
    api: ClientSession, stand_in: DiscordStandIn, lee: Person
) -> None:
    """Top-level resources have limits of their own."""
    max_ = stand_in.person("max", *lee.guilds)
    stand_in.rates.buckets["create_message"] = Bucket(1, 60.0)
    assert [(await say(api, one.dm.id, content="x"))[0] for one in (lee, max_, lee)] == [
        200,
        200,
        429,
    ]


async def test_fifty_calls_a_second_are_all_there_is(
    api: ClientSession, stand_in: DiscordStandIn
) -> None:
    """Global Rate Limit; it says so in a header and in the body, and lets interactions pass."""
    stand_in.rates.per_second = 2
    for _ in range(2):
        assert (await call(api, "GET", "users/@me"))[0] == 200
    async with api.get("users/@me") as response:
        assert response.status == 429
        assert response.headers["X-RateLimit-Global"] == "true"
        assert response.headers["X-RateLimit-Scope"] == "global"
        assert (await response.json())["global"] is True
    assert (await call(api, "POST", "interactions/1/token/callback", {"type": 4}))[0] == 404
    stand_in.pace.advance(1)
    assert (await call(api, "GET", "users/@me"))[0] == 200


async def test_a_shared_limit_is_not_held_against_the_app(
    api: ClientSession, stand_in: DiscordStandIn
) -> None:
    """Invalid Request Limit: 429 with the scope `shared` does not count."""
    stand_in.fail("get_current_user", "ratelimited", scope="shared", retry_after=3.5)
    async with api.get("users/@me") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "4")
        assert (await response.json())["message"] == "The resource is being rate limited."
    assert stand_in.invalid_answers == 0


@pytest.mark.parametrize(
    ("how", "status", "kind"),
    [
        ("500", 500, "application/json"),
        ("502", 502, "text/html"),
        ("503", 503, "text/html"),
        ("html", 502, "text/html"),
        ("banned", 429, "text/html"),
    ],
)
async def test_a_call_fails_with_nothing_done(
    api: ClientSession, stand_in: DiscordStandIn, lee: Person, how: str, status: int, kind: str
) -> None:
    """As a server, a gateway or a proxy in front of them answers."""
    stand_in.fail("create_message", how)  # pyright: ignore[reportArgumentType]
    body = {"content": "x", "allowed_mentions": {"parse": []}}
    async with api.post(f"channels/{lee.dm.id}/messages", json=body) as response:
        assert (response.status, response.content_type) == (status, kind)
    assert lee.sees() == []
    assert (await say(api, lee.dm.id, content="x"))[0] == 200


async def test_a_message_can_arrive_though_the_call_failed(
    api: ClientSession, stand_in: DiscordStandIn, lee: Person
) -> None:
    """A connection that breaks afterwards, and 503 with all done; before, nothing is."""
    body = {"content": "x", "allowed_mentions": {"parse": []}}
    path = f"channels/{lee.dm.id}/messages"
    stand_in.fail("create_message", "reset_before")
    with pytest.raises(aiohttp.ClientError):
        await api.post(path, json=body)
    assert lee.sees() == []
    stand_in.fail("create_message", "reset_after")
    with pytest.raises(aiohttp.ClientError):
        await api.post(path, json=body)
    assert len(lee.sees()) == 1
    stand_in.fail("create_message", "lost_after")
    async with api.post(path, json=body) as response:
        assert response.status == 503
    assert len(lee.sees()) == 2


async def test_a_gateway_can_be_down(stand_in: DiscordStandIn) -> None:
    """Whoever connects then gets an HTTP status instead of a WebSocket."""
    stand_in.gateway.down = 503
    async with ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(stand_in.gateway_url)
