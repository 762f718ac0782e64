"""The gateway behaves as Discord's documentation says (developers/events/gateway, without another page named)."""

import pytest

from tests.wire.discord.posting import post
from tests.wire.discord.raw import ACK, HEARTBEAT, HELLO, INVALID, dial
from tests.wire.discord.server import DiscordStandIn
from tests.wire.discord.snowflakes import shard_of


async def test_hello_says_how_often_to_beat_and_beats_are_acknowledged(
    stand_in: DiscordStandIn,
) -> None:
    """Hello Event, Sending Heartbeats."""
    async with dial(stand_in) as client:
        hello = await client.hear()
        assert (hello["op"], hello["d"]["heartbeat_interval"]) == (HELLO, 41250)
        await client.send(HEARTBEAT, None)
        assert (await client.hear())["op"] == ACK

        stand_in.gateway.ask_for_heartbeat()
        assert (await client.hear())["op"] == HEARTBEAT


async def test_ready_names_the_servers_and_where_to_resume(stand_in: DiscordStandIn) -> None:
    """Ready event: servers come as unavailable, and then one by one (events/gateway-events, Guild Create)."""
    home = stand_in.server("Home")
    stand_in.server("Elsewhere", bot_is_in=False)
    async with dial(stand_in) as client:
        await client.hear()
        ready = await client.ready()
        created = await client.hear()

    assert ready["guilds"] == [{"id": home.id, "unavailable": True}]
    assert ready["resume_gateway_url"].endswith("/gateway/resume/")
    assert ready["application"] == {"id": stand_in.app.id, "flags": 0}
    assert (created["t"], created["s"], created["d"]["name"]) == ("GUILD_CREATE", 2, "Home")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"shard": [1, 1]}, 4010),
        ({"shard": "none"}, 4010),
        ({"intents": 1 << 40}, 4013),
        ({"intents": None}, 4013),
        ({"intents": 1 << 1}, 4014),
        ({"intents": 1 << 15}, 4014),
        ({"properties": {}}, 4002),
    ],
)
async def test_a_wrong_identify_closes_with_its_code(
    stand_in: DiscordStandIn, changed: dict[str, object], code: int
) -> None:
    """topics/opcodes-and-status-codes, Gateway Close Event Codes."""
    async with dial(stand_in) as client:
        await client.identify(**changed)
        assert await client.close_code() == code


async def test_too_few_shards_are_refused(stand_in: DiscordStandIn) -> None:
    """4011 where sharding is required (Sharding)."""
    stand_in.gateway.identifying.needed_shards = 2
    async with dial(stand_in) as client:
        await client.identify()
        assert await client.close_code() == 4011


async def test_what_makes_no_sense_closes_with_its_code(stand_in: DiscordStandIn) -> None:
    """Unknown opcodes, payloads before identifying, a second identify, 4096 bytes, 120 in a minute."""
    stand_in.gateway.identifying.max_concurrency = 100
    async with dial(stand_in) as client:
        await client.send(77, {})
        assert await client.close_code() == 4001
    async with dial(stand_in) as client:
        await client.send(3, {"since": None, "activities": [], "status": "online", "afk": False})
        assert await client.close_code() == 4003
    async with dial(stand_in) as client:
        await client.hear()
        await client.ready()
        await client.identify()
        assert await client.close_code() == 4005
    async with dial(stand_in) as client:
        await client.socket.send_str("not json")
        assert await client.close_code() == 4002
    async with dial(stand_in) as client:
        await client.send(HEARTBEAT, "x" * 4096)
        assert await client.close_code() == 4002
    async with dial(stand_in) as client:
        for _ in range(121):
            await client.send(HEARTBEAT, None)
        assert await client.close_code() == 4008
    async with dial(stand_in, "v=9&encoding=json") as client:
        assert await client.close_code() == 4012


async def test_payloads_come_as_one_zlib_stream_when_asked_for(stand_in: DiscordStandIn) -> None:
    """Transport Compression: one zlib context for a whole connection, each message flushed."""
    async with dial(stand_in, "v=10&encoding=json&compress=zlib-stream") as client:
        assert (await client.hear())["op"] == HELLO
        assert (await client.ready())["v"] == 10


async def test_resuming_replays_what_was_missed_in_order(stand_in: DiscordStandIn) -> None:
    """Resuming: the missed events, then Resumed, over the address that READY named."""
    lee = stand_in.person("lee")
    async with dial(stand_in) as client:
        await client.hear()
        ready = await client.ready()
    await stand_in.wait_for(lambda: not stand_in.gateway.open)
    await lee.say("one")
    await lee.say("two")

    async with dial(stand_in, url=ready["resume_gateway_url"]) as client:
        await client.hear()
        await client.resume(ready["session_id"], 1)
        heard = await client.hear_until("RESUMED")

    assert [(one["t"], one["s"]) for one in heard] == [
        ("MESSAGE_CREATE", 2),
        ("MESSAGE_CREATE", 3),
        ("RESUMED", 4),
    ]
    assert [one["d"].get("content") for one in heard[:2]] == ["one", "two"]
    assert stand_in.gateway.ever[-1].to_resume


async def test_a_session_that_is_gone_cannot_be_resumed(stand_in: DiscordStandIn) -> None:
    """Invalid Session with `false` after closing with 1000, and when it was too long ago; 4007 for a wrong seq."""
    async with dial(stand_in) as client:
        await client.hear()
        said_goodbye = (await client.ready())["session_id"]
        await client.socket.close(code=1000)
    stand_in.pace.advance(5)
    async with dial(stand_in) as client:
        await client.hear()
        lost = (await client.ready())["session_id"]
    await stand_in.wait_for(lambda: not stand_in.gateway.open)

    async with dial(stand_in) as client:
        await client.hear()
        await client.resume(said_goodbye, 1)
        assert await client.hear() == {"op": INVALID, "d": False}
    async with dial(stand_in) as client:
        await client.resume(lost, 99)
        assert await client.close_code() == 4007
    stand_in.pace.advance(600)
    async with dial(stand_in) as client:
        await client.hear()
        await client.resume(lost, 1)
        assert await client.hear() == {"op": INVALID, "d": False}


async def test_one_session_may_start_in_five_seconds(stand_in: DiscordStandIn) -> None:
    """Identifying: more than `max_concurrency` gets Invalid Session, until five seconds are over."""
    async with dial(stand_in) as first, dial(stand_in) as second:
        await first.hear()
        await second.hear()
        await first.ready()
        await second.identify()
        assert await second.hear() == {"op": INVALID, "d": False}
        stand_in.pace.advance(5)
        await second.ready()


async def test_sessions_are_counted_by_the_day_and_too_many_reset_the_token(
    stand_in: DiscordStandIn,
) -> None:
    """Session Start Limit Object, and the warning below Identifying."""
    identifying = stand_in.gateway.identifying
    identifying.remaining = 2
    async with dial(stand_in) as client:
        await client.hear()
        await client.ready()
        assert identifying.limits()["remaining"] == 1
        stand_in.pace.advance(5)
        async with dial(stand_in) as second:
            await second.identify()
            assert await second.close_code() == 4004
        assert await client.close_code() == 4004
    assert stand_in.app.token != client.token
    stand_in.pace.advance(24 * 60 * 60)
    assert identifying.limits()["remaining"] == 1000


async def test_a_client_that_stops_beating_is_cut_off_and_may_resume(
    stand_in: DiscordStandIn,
) -> None:
    """Heartbeat Interval: "your connection will be closed and you will be forced to Resume"."""
    async with dial(stand_in) as client:
        await client.hear()
        session = (await client.ready())["session_id"]
        stand_in.pace.advance(62)
        assert await client.close_code() == 4000
    async with dial(stand_in) as client:
        await client.hear()
        await client.resume(session, 1)
        assert (await client.hear())["t"] == "RESUMED"


async def test_acknowledgements_can_stay_away(stand_in: DiscordStandIn) -> None:
    """What a client calls a zombied connection (Sending Heartbeats)."""
    stand_in.gateway.withhold_acks = True
    async with dial(stand_in) as client:
        await client.hear()
        await client.send(HEARTBEAT, None)
        await stand_in.wait_for(lambda: stand_in.gateway.ever[-1].beats)
        stand_in.gateway.withhold_acks = False
        await client.send(HEARTBEAT, None)
        assert (await client.hear())["op"] == ACK


async def test_a_shard_hears_of_its_servers_and_the_first_of_direct_messages(
    stand_in: DiscordStandIn,
) -> None:
    """Sharding: `(guild_id >> 22) % num_shards`, direct messages only to shard 0."""
    stand_in.gateway.identifying.max_concurrency = 2
    lee, homes = stand_in.person("lee"), [stand_in.server(f"Home {n}") for n in range(4)]
    for home in homes:
        lee.join(home)
    async with dial(stand_in) as first, dial(stand_in) as second:
        clients = (first, second)
        for n, client in enumerate(clients):
            await client.hear()
            ready = await client.ready(shard=[n, 2])
            assert {one["id"] for one in ready["guilds"]} == {
                one.id for one in homes if shard_of(one.id, 2) == n
            }
        await lee.say("hi")
        assert (await first.hear_until("MESSAGE_CREATE"))[-1]["d"]["content"] == "hi"
    sessions = stand_in.gateway.sessions.values()
    assert [any(one["t"] == "MESSAGE_CREATE" for one in each.sent) for each in sessions] == [
        True,
        False,
    ]


async def test_only_what_was_asked_for_is_heard(stand_in: DiscordStandIn) -> None:
    """Gateway Intents: without DIRECT_MESSAGES no message comes, interactions always do."""
    lee = stand_in.person("lee")
    async with dial(stand_in) as client:
        await client.hear()
        await client.ready(intents=1)
        await lee.say("hi")
        stand_in.gateway.dispatch("INTERACTION_CREATE", {"id": "1"})
        assert (await client.hear())["t"] == "INTERACTION_CREATE"


async def test_what_is_said_in_a_server_comes_without_its_words(stand_in: DiscordStandIn) -> None:
    """Message Content Intent: empty but for direct messages and what calls the app."""
    home = stand_in.server("Home")
    lee = stand_in.person("lee", home)
    lee.place = stand_in.channel(home, "general")
    async with dial(stand_in) as client:
        await client.hear()
        await client.ready(intents=1 | 1 << 9)
        await lee.say("hello")
        await lee.say(f"<@{stand_in.app.bot_id}> hello")
        heard = [(await client.hear_until("MESSAGE_CREATE"))[-1]["d"] for _ in range(2)]

    assert [one["content"] for one in heard] == ["", f"<@{stand_in.app.bot_id}> hello"]
    assert heard[0]["guild_id"] == home.id
    assert "user" not in heard[0]["member"]


async def test_what_only_one_person_sees_is_told_like_a_direct_message(
    stand_in: DiscordStandIn,
) -> None:
    """events/gateway-events, Message Create: tied to DIRECT_MESSAGES, without a server or a member."""
    home = stand_in.server("Home")
    lee = stand_in.person("lee", home)
    async with dial(stand_in) as client:
        await client.hear()
        await client.ready()
        general = stand_in.channel(home, "general")
        words = {"content": "Hello", "flags": 64}
        post(stand_in.state, general, words, {}, via="callback", only_for=lee.id)
        heard = (await client.hear_until("MESSAGE_CREATE"))[-1]["d"]

    assert (heard["content"], heard["flags"]) == ("Hello", 64)
    assert not {"guild_id", "member"} & heard.keys()
