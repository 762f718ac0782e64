"""The API answers as Discord documents it; the page is named with each claim (paths below developers/)."""

import json

from aiohttp import ClientSession

from tests.wire.discord.calling import NOBODY, call, say, upload
from tests.wire.discord.people import Person
from tests.wire.discord.records import COMPONENTS_V2, Guild
from tests.wire.discord.server import DiscordStandIn

PING = {"name": "ping", "description": "Ping"}


async def test_a_wrong_token_is_refused(stand_in: DiscordStandIn, api: ClientSession) -> None:
    """401 with code 0 (topics/opcodes-and-status-codes, HTTP); it counts towards an address ban (rate-limits)."""
    async with ClientSession() as nobody, nobody.get(f"{stand_in.url}/users/@me") as response:
        assert (response.status, await response.json()) == (
            401,
            {"message": "401: Unauthorized", "code": 0},
        )
        assert response.headers["Content-Type"] == "application/json"
    assert stand_in.invalid_answers == 1
    assert (await call(api, "GET", "users/@me"))[1]["bot"] is True


async def test_the_app_has_an_owner(stand_in: DiscordStandIn, api: ClientSession) -> None:
    """resources/application, Application Object; topics/oauth2, Get Current Bot Application Information."""
    for path in ("oauth2/applications/@me", "applications/@me"):
        told = (await call(api, "GET", path))[1]
        assert told["id"] == stand_in.app.id
        assert told["owner"]["username"] == "owner"


async def test_unknown_addresses_and_methods_are_told(api: ClientSession) -> None:
    """404 and 405 (topics/opcodes-and-status-codes, HTTP)."""
    assert (await call(api, "GET", "nothing"))[0] == 404
    assert (await call(api, "DELETE", "users/@me"))[0] == 405


async def test_where_the_gateway_is_comes_with_how_many_sessions_are_left(
    stand_in: DiscordStandIn, api: ClientSession
) -> None:
    """events/gateway, Get Gateway Bot."""
    stand_in.gateway.identifying.shards = 3
    told = (await call(api, "GET", "gateway/bot"))[1]
    assert told["url"] == stand_in.gateway_url
    assert told["shards"] == 3
    assert told["session_start_limit"].keys() == {
        "total",
        "remaining",
        "reset_after",
        "max_concurrency",
    }
    assert (await call(api, "GET", "gateway"))[1] == {"url": stand_in.gateway_url}


async def test_commands_are_set_all_at_once_and_keep_their_ids(
    stand_in: DiscordStandIn, api: ClientSession
) -> None:
    """interactions/application-commands, Bulk Overwrite Global Application Commands."""
    path = f"applications/{stand_in.app.id}/commands"
    first = (await call(api, "PUT", path, [PING]))[1]
    second = (
        await call(api, "PUT", path, [PING | {"description": "Other"}, PING | {"name": "pong"}])
    )[1]
    assert [one["name"] for one in second] == ["ping", "pong"]
    assert second[0]["id"] == first[0]["id"]
    assert second[0]["version"] != first[0]["version"]
    assert stand_in.app.syncs == 2
    assert (await call(api, "GET", path))[1][0].get("name_localizations", "gone") == "gone"
    assert (await call(api, "GET", path, with_localizations="true"))[1][0][
        "name_localizations"
    ] is None
    assert (await call(api, "GET", "applications/1/commands"))[1]["code"] == 10002


async def test_a_direct_message_is_opened_once_and_read(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person
) -> None:
    """resources/user, Create DM: the same channel again; resources/message, Create Message."""
    opened = [
        (await call(api, "POST", "users/@me/channels", {"recipient_id": lee.id}))[1]
        for _ in range(2)
    ]
    assert opened[0]["id"] == opened[1]["id"] == lee.dm.id
    assert opened[0]["recipients"][0]["username"] == "lee"

    status, told = await say(api, lee.dm.id, content="Hello <@&1> @everyone")

    assert (status, told["author"]["id"], told["channel_id"]) == (
        200,
        stand_in.app.bot_id,
        lee.dm.id,
    )
    seen = lee.sees()[0]
    assert (seen.words, seen.pings, seen.via) == ("Hello <@&1> @everyone", [], "message")


async def test_who_cannot_be_written_to_is_told_by_a_code(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person, home: Guild
) -> None:
    """topics/opcodes-and-status-codes, JSON Error Codes: 50007, 50278, 50001, 10003, 40003."""
    stranger, other = stand_in.person("max"), stand_in.server("Other", bot_is_in=False)
    lee.dms_closed = True
    kept_out = stand_in.channel(home, "private")
    kept_out.bot_may_write = False
    elsewhere = stand_in.channel(other, "general")
    codes = [
        (await say(api, channel, content="Hello"))[1]["code"]
        for channel in (lee.dm.id, stranger.dm.id, kept_out.id, elsewhere.id, "1")
    ]
    assert codes == [50007, 50278, 50001, 50001, 10003]
    stranger.installed, lee.dms_closed = True, False
    assert (await say(api, stranger.dm.id, content="Hello"))[0] == 200
    stand_in.fail("create_dm", "error", code=40003)
    assert (await call(api, "POST", "users/@me/channels", {"recipient_id": lee.id}))[1][
        "code"
    ] == 40003
    assert (await call(api, "POST", "users/@me/channels", {"recipient_id": "1"}))[1][
        "code"
    ] == 50033


async def test_the_same_nonce_within_two_minutes_gives_the_first_message(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person
) -> None:
    """resources/message, Create Message: `enforce_nonce`; without it nothing is compared."""
    sent = {"content": "Hello", "nonce": "n-1", "enforce_nonce": True}
    first, second = [(await say(api, lee.dm.id, **sent))[1] for _ in range(2)]
    assert (first["id"], first["nonce"]) == (second["id"], "n-1")
    assert len(lee.sees()) == 1
    await say(api, lee.dm.id, **sent | {"enforce_nonce": False})
    stand_in.clock.advance(121)
    await say(api, lee.dm.id, **sent)
    assert len(lee.sees()) == 3


async def test_messages_are_changed_read_and_deleted(api: ClientSession, lee: Person) -> None:
    """resources/message: Edit Message keeps what it does not name; Get Channel Messages has the newest first."""
    ids = [(await say(api, lee.dm.id, content=f"No. {n}"))[1]["id"] for n in range(4)]
    own = await lee.say("mine")
    path = f"channels/{lee.dm.id}/messages"

    changed = (
        await call(api, "PATCH", f"{path}/{ids[0]}", {"content": "New", "allowed_mentions": NOBODY})
    )[1]
    assert (changed["content"], bool(changed["edited_timestamp"])) == ("New", True)
    assert (await call(api, "DELETE", f"{path}/{ids[1]}"))[0] == 204
    assert (await call(api, "GET", f"{path}/{ids[1]}"))[1]["code"] == 10008
    assert (await call(api, "PATCH", f"{path}/{own.id}", {"content": "x"}))[1]["code"] == 50005

    read = {key: await _read(api, path, **{key: value}) for key, value in
            {"limit": "2", "after": ids[0], "before": own.id}.items()}  # fmt: skip
    assert read == {
        "limit": ["mine", "No. 3"],
        "after": ["mine", "No. 3", "No. 2"],
        "before": ["No. 3", "No. 2", "New"],
    }


async def _read(api: ClientSession, path: str, **query: str) -> list[str]:
    async with api.get(path, params=query) as response:
        return [one["content"] for one in await response.json()]


async def test_files_go_along_and_can_be_fetched(api: ClientSession, lee: Person) -> None:
    """reference, Uploading Files: a form with payload_json and files[n]."""
    body = json.dumps(
        {"allowed_mentions": NOBODY, "attachments": [{"id": 0, "description": "A plan"}]}
    )
    status, told = await upload(api, f"channels/{lee.dm.id}/messages", body, {"plan.txt": b"Plan"})
    assert status == 200
    file = told["attachments"][0]
    assert (file["filename"], file["size"], file["description"]) == ("plan.txt", 4, "A plan")
    async with api.get(file["url"]) as response:
        assert await response.read() == b"Plan"
    assert lee.sees()[0].attachments[0].content == b"Plan"


async def test_nothing_at_all_is_not_sent(api: ClientSession, lee: Person) -> None:
    """50006; a body that is no JSON is 50109 (topics/opcodes-and-status-codes)."""
    assert (await say(api, lee.dm.id))[1]["code"] == 50006
    path = f"channels/{lee.dm.id}/messages"
    async with api.post(path, data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert (await response.json())["code"] == 50109


async def test_a_layout_shows_only_the_files_that_it_names(api: ClientSession, lee: Person) -> None:
    """components/reference, File: `attachment://` names an uploaded file; others do not show by default."""
    part = {"type": 13, "file": {"url": "attachment://plan.txt"}}
    body = {"flags": COMPONENTS_V2, "components": [part], "allowed_mentions": NOBODY}
    files = {"plan.txt": b"Plan", "hidden.txt": b"Hidden"}
    _, told = await upload(api, f"channels/{lee.dm.id}/messages", json.dumps(body), files)
    shown = told["components"][0]
    assert (shown["name"], shown["size"], shown["file"]["url"]) == (
        "plan.txt",
        4,
        told["attachments"][0]["url"],
    )
    assert [one.name for one in lee.sees()[0].files] == ["plan.txt"]


async def test_an_edit_that_says_nothing_of_mentions_lets_all_of_them_count(
    stand_in: DiscordStandIn, api: ClientSession, lee: Person
) -> None:
    """resources/message, Edit Message: the first request's `allowed_mentions` are forgotten."""
    _, told = await say(api, lee.dm.id, content="@everyone")
    await call(api, "PATCH", f"channels/{lee.dm.id}/messages/{told['id']}", {"content": "@here"})
    assert lee.sees()[0].pings == ["@here"]
    assert len(stand_in.breaches) == 1
    stand_in.breaches.clear()
