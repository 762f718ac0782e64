"""The HTTP door: what is not Slack's, not fresh or not readable gets no further, and leaves no trace."""

import asyncio
import gzip
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from tests.adapters.slack import payloads
from tests.wire.slack.deliveries import Kind
from tests.wire.slack.http_door import HttpDoor
from tests.wire.slack.people import Person
from tests.wire.slack.running import Running, over_http, run
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
OTHER = "another"
SECRET = "Mucho secreto"  # noqa: S105 - what must not be in the log


@dataclass
class House:
    """The running bot and its door."""

    bot: Running
    door: HttpDoor
    url: str


@pytest.fixture
async def house(slack: SlackStandIn, team: Workspace, tmp_path: Path) -> AsyncIterator[House]:
    """The bot behind its HTTP door, at the noisiest log level."""
    settings = over_http(slack, team) | {"AFTERVIEW_LOG_LEVEL": "DEBUG"}
    url = f"{settings['PUBLIC_URL']}/slack/events"
    async with run(tmp_path, settings) as bot:
        await bot.wait_for_line("Slack: ")
        yield House(bot, slack.post_to(url), url)


async def test_what_is_not_slacks_is_refused_without_a_trace(
    house: House, browser: aiohttp.ClientSession, person: Person
) -> None:
    """Forged, stale, foreign, oversized, mis-encoded, deep and invalid bodies: a status, no traceback, no byte kept."""
    body = f"command=%2Finterview&text=add+{SECRET}".encode()
    sign = house.door.sign
    now = int(sign(b"")["X-Slack-Request-Timestamp"])
    deep = b"payload=" + b"[" * 200_000
    cases = [
        (401, body, FORM),
        (401, body, FORM | sign(body + b"x")),
        (401, body, FORM | sign(body, stamp=now - 301)),
        (401, body, FORM | sign(body, stamp=now + 301)),
        (401, body, FORM | sign(body, secret=OTHER)),
        (401, body, FORM | sign(body) | {"X-Slack-Request-Timestamp": "now"}),
        (401, body, FORM | sign(body) | {"X-Slack-Request-Timestamp": "1" * 5000}),
        (401, body, FORM | sign(body) | {"X-Slack-Signature": "v0=ünïcödé"}),
        (413, b"text=" + SECRET.encode() * 100_000, FORM | sign(b"")),
        (400, b"text=\xff\xfe" + body, FORM | sign(b"text=\xff\xfe" + body)),
        (400, deep, FORM | sign(deep)),
        (400, b"[" * 200_000, JSON | sign(b"[" * 200_000)),
        (400, b'{"a": "' + SECRET.encode(), JSON | sign(b'{"a": "' + SECRET.encode())),
        (400, b"payload=no", FORM | sign(b"payload=no")),
        (400, body, {"Content-Type": "text/plain"} | sign(body)),
        (400, gzip.compress(body), FORM | sign(gzip.compress(body))),
        (400, gzip.compress(body), FORM | sign(body) | {"Content-Encoding": "gzip"}),
        (401, body + b"x", FORM | sign(body) | {"Content-Encoding": "deflate"}),
    ]
    # What is broken off also ends the line, so each comes over one of its own.
    for status, sent, given in cases:
        headers = given | {"Connection": "close"}
        async with browser.post(house.url, data=io.BytesIO(sent), headers=headers) as answer:
            assert (answer.status, await answer.text()) == (status, ""), headers
    assert await answer_to_broken_chunk(house, FORM | sign(body)) == 400
    assert await house.bot.stop() == 0
    said = "".join(house.bot.said)
    assert "Traceback" not in said
    assert SECRET not in said
    assert person.sees() == []


async def answer_to_broken_chunk(house: House, headers: dict[str, str]) -> int:
    """Send a body whose chunks do not hold what they say, and give the status."""
    address = URL(house.url)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    head = headers | {"Host": "localhost", "Transfer-Encoding": "chunked"}
    lines = [f"POST {address.path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
    writer.write(("\r\n".join(lines) + f"\r\n\r\n6\r\n{SECRET[:6]}\r\nno length\r\n").encode())
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


async def test_slack_may_check_the_address(house: House, browser: aiohttp.ClientSession) -> None:
    """The signed challenge is answered, and a certificate check gets its 200."""
    assert await house.door.verify()
    body = b"ssl_check=1&token=x"
    async with browser.post(house.url, data=body, headers=FORM | house.door.sign(body)) as answer:
        assert answer.status == 200


async def test_what_it_does_not_know_is_taken_and_forgotten(
    house: House, slack: SlackStandIn, team: Workspace, person: Person
) -> None:
    """Unknown events and fields are acknowledged, answered with nothing, and break nothing."""
    await slack.deliveries.event(team, {"type": "comet_sighted", "user": person.id, "tail": None})
    await slack.deliveries.event(team, {"type": "message", "channel_type": "im", "user": None})
    await person.write("what's next")
    assert await person.wait_for_words("days after a job interview")
    assert await house.bot.stop() == 0
    said = "".join(house.bot.said)
    assert "none of ours: comet_sighted" in said
    assert "Traceback" not in said


async def test_the_same_signed_request_again_has_no_effect(
    house: House, browser: aiohttp.ClientSession, person: Person, slack: SlackStandIn
) -> None:
    """Somebody who caught it on its way sends it once more, while its signature still holds."""
    sent = slack.state.tickets.trigger(person.id, person.team.id)
    command = dict(payloads.COMMAND) | {
        "text": "apply Quillon",
        "trigger_id": sent,
        "user_id": person.id,
        "team_id": person.team.id,
        "channel_id": person.dm.id,
        "enterprise_id": "",
    }
    body, kind = house.door.encode("slash_commands", command)
    headers = house.door.sign(body) | {"Content-Type": kind}
    for _ in range(3):
        async with browser.post(house.url, data=body, headers=headers) as answer:
            assert answer.status == 200
    await person.write("/interview apply Vandelay")
    assert "2" in (await person.wait_for_words("Vandelay")).words


async def test_what_slack_documents_is_taken_as_it_stands_there(
    house: House, person: Person, team: Workspace
) -> None:
    """The examples of its reference, with only the ids of somebody who is there: each has its effect."""
    ids = {"T0001": team.id, "T9TK3CUKW": team.id, "T061EG9R6": team.id, "E0001": "", "E5Z": ""}
    ids |= dict.fromkeys(("U2147483697", "UA8RXUSPL", "U1A2B3C4", "U123ABC456"), person.id)
    ids |= dict.fromkeys(("DBRYP2D9Q", "D024BE91L", "D123ABC456", "C2147483705"), person.dm.id)
    shown = {
        "slash_commands": (payloads.COMMAND, "Nothing you typed is lost"),
        "block_actions": (payloads.PRESS, "days after a job interview"),
        "view_submission": (payloads.SUBMISSION, "This form no longer fits"),
        "view_closed": (payloads.CLOSED, ""),
        "message": (payloads.MESSAGE, "dana@acme.de"),
        "file_share": (payloads.SHARED, "notes.txt"),
        "app_home_opened": (payloads.OPENED, ""),
        "user_change": (payloads.CHANGED, ""),
        "app_uninstalled": (payloads.UNINSTALLED, ""),
        "tokens_revoked": (payloads.REVOKED, ""),
    }
    for name, (payload, words) in shown.items():
        text = json.dumps(payload)
        for documented, here in ids.items():
            text = text.replace(f'"{documented}"', f'"{here}"')
        kind: Kind = "events_api" if payload.get("event") else "interactive"
        if name == "slash_commands":
            kind = "slash_commands"
        answer = await house.door.deliver(
            kind, json.loads(text), retry=0, reason="", takes_answer=True
        )
        assert answer.acked, name
        told = str(answer.body)
        await person.wait_for(lambda one, w=words, t=told: w in one.reads() + t)
    assert await house.bot.stop() == 0
    assert "Traceback" not in "".join(house.bot.said)
