"""The stand-in delivers over Socket Mode and HTTP as Slack does."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from tests.wire.clock import Clock
from tests.wire.slack.bolt import make_app, make_client, make_socket, serve
from tests.wire.slack.http_door import HttpDoor
from tests.wire.slack.people import Person
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def door(slack: SlackStandIn, team: Workspace) -> AsyncIterator[HttpDoor]:
    """The tiny Bolt app behind an address of its own, which the stand-in posts to."""
    async with serve(make_app(slack, team).web_app("/slack/events")) as origin:
        yield slack.post_to(f"{origin}/slack/events")


async def open_socket(
    slack: SlackStandIn, browser: aiohttp.ClientSession
) -> aiohttp.ClientWebSocketResponse:
    """A connection by hand, after its hello."""
    told = await make_client(slack, slack.app_token).apps_connections_open(
        app_token=slack.app_token
    )
    socket = await browser.ws_connect(str(told["url"]))
    assert (await socket.receive_json())["type"] == "hello"
    return socket


# Socket Mode


async def test_a_ticket_opens_one_connection(
    slack: SlackStandIn, browser: aiohttp.ClientSession
) -> None:
    """The same address a second time is refused."""
    told = await make_client(slack, slack.app_token).apps_connections_open(
        app_token=slack.app_token
    )
    await browser.ws_connect(str(told["url"]))

    with pytest.raises(aiohttp.WSServerHandshakeError):
        await browser.ws_connect(str(told["url"]))


async def test_an_event_that_is_not_acknowledged_comes_again(
    browser: aiohttp.ClientSession,
) -> None:
    """At once, after a minute and after five, with the same event id, until it is acknowledged."""
    async with SlackStandIn(Clock(lambda: 0.0)) as slack:
        person = slack.workspace("T1").person("U1")
        socket = await open_socket(slack, browser)
        writing = asyncio.create_task(person.write("Hello"))
        first = await socket.receive_json()
        slack.clock.advance(3)
        assert not (await writing).acked
        second = await socket.receive_json()
        slack.clock.advance(3)
        await slack.wait_for(lambda: len(slack.deliveries.late) == 2)
        slack.clock.advance(60)
        third = await socket.receive_json()
        await socket.send_json({"envelope_id": third["envelope_id"]})
        await slack.wait_for(lambda: slack.deliveries.tried[-1].answer.acked)

    tries = (first, second, third)
    assert [one["retry_attempt"] for one in tries] == [0, 1, 2]
    assert [one["retry_reason"] for one in tries] == ["", "timeout", "timeout"]
    assert len({one["payload"]["event_id"] for one in tries}) == 1
    assert len({one["envelope_id"] for one in tries}) == 3


async def test_a_cut_connection_brings_the_event_again(
    slack: SlackStandIn, person: Person, browser: aiohttp.ClientSession
) -> None:
    """Over the next connection, at once."""
    socket = await open_socket(slack, browser)
    writing = asyncio.create_task(person.write("Hello"))
    first = await socket.receive_json()
    slack.socket.drop()
    assert not (await writing).acked

    again = await (await open_socket(slack, browser)).receive_json()

    assert again["payload"] == first["payload"]
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_failed")


async def test_envelopes_are_spread_over_connections(
    slack: SlackStandIn, team: Workspace, person: Person
) -> None:
    """Each connection gets its share."""
    handlers = [make_socket(slack, make_app(slack, team)) for _ in range(2)]
    for handler in handlers:
        await handler.connect_async()
    await slack.connected(2)

    for _ in range(4):
        await person.command("/interview", "hello")

    assert [one.delivered for one in slack.socket.open] == [2, 2]
    for handler in handlers:
        await handler.close_async()


@pytest.mark.usefixtures("connected")
async def test_a_refresh_brings_a_new_connection(slack: SlackStandIn, person: Person) -> None:
    """The client connects anew, and everything goes on."""
    await slack.refresh()
    await slack.wait_for(lambda: slack.socket.opened == 2 and slack.socket.open)

    assert (await person.command("/interview", "hello")).acked


async def test_a_command_nobody_acknowledges_fails_before_the_person(
    browser: aiohttp.ClientSession,
) -> None:
    """Slack says so itself after three seconds."""
    async with SlackStandIn(Clock(lambda: 0.0)) as slack:
        person = slack.workspace("T1").person("U1")
        socket = await open_socket(slack, browser)
        asking = asyncio.create_task(person.command("/interview", "hello"))
        envelope = await socket.receive_json()
        slack.clock.advance(3)
        await asking

        assert envelope["accepts_response_payload"] is True
        assert [one.why for one in person.troubles] == ["operation_timeout"]


async def test_payloads_in_an_organisation_name_it(
    slack: SlackStandIn, browser: aiohttp.ClientSession
) -> None:
    """Enterprise and team stand beside each other."""
    person = slack.workspace("T9", enterprise="E1", org_wide=True).person("W1")
    socket = await open_socket(slack, browser)
    asking = asyncio.create_task(person.command("/interview"))
    command = await socket.receive_json()
    await socket.send_json({"envelope_id": command["envelope_id"]})
    await asking

    assert command["payload"]["enterprise_id"] == "E1"
    assert command["payload"]["is_enterprise_install"] == "true"


# HTTP


@pytest.mark.usefixtures("door")
async def test_over_http_everything_is_the_same(person: Person) -> None:
    """Commands, forms, buttons and events reach the app signed."""
    await person.command("/interview", "add")
    await person.wait_for_modal("Name")
    await person.fill("Name", "bad")
    await person.submit()
    assert person.modal is not None
    assert person.modal.errors == {"name": "Not this one"}
    await person.fill("Name", "Acme")
    await person.submit()
    assert person.modal is None

    await person.command("/interview", "hello")
    await person.press("Press me")
    await person.wait_for_words("Pressed")
    await person.write("Hi")
    await person.wait_for_words("Heard Hi")
    assert person.troubles == []


async def test_the_address_is_verified_and_forgeries_are_refused(door: HttpDoor) -> None:
    """Bolt takes our signatures, and no other secret's."""
    assert await door.verify()
    body, content_type = door.encode("events_api", {"type": "event_callback"})
    forged = door.sign(body, secret="another") | {"Content-Type": content_type}  # noqa: S106

    async with (
        aiohttp.ClientSession() as session,
        session.post(door.url, data=body, headers=forged) as answer,
    ):
        assert answer.status == 401


async def test_an_event_answered_with_an_error_comes_again(
    slack: SlackStandIn, person: Person
) -> None:
    """Marked with how often and why; `X-Slack-No-Retry` ends it."""
    seen: list[tuple[str | None, str | None]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(
            (request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason"))
        )
        slack.state.news.tell()
        headers = {"X-Slack-No-Retry": "1"} if len(seen) == 3 else {}
        return web.Response(status=500, headers=headers)

    app = web.Application()
    app.router.add_post("/", answer)
    async with serve(app) as origin:
        slack.post_to(f"{origin}/")

        await person.write("Hello")
        await slack.wait_for(lambda: len(slack.deliveries.tried) == 2)
        slack.clock.advance(60)
        await slack.wait_for(lambda: len(slack.deliveries.tried) == 3)
        slack.clock.advance(300)

    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error")]
