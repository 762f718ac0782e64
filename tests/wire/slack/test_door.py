"""The HTTP door: what is not Slack's, not fresh or not readable gets no further, and leaves no trace."""

import gzip
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

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
        (401, body, FORM | sign(body) | {"X-Slack-Signature": "v0=ünïcödé"}),
        (413, b"text=" + SECRET.encode() * 100_000, FORM | sign(b"")),
        (400, b"text=\xff\xfe" + body, FORM | sign(b"text=\xff\xfe" + body)),
        (400, deep, FORM | sign(deep)),
        (400, b"[" * 200_000, JSON | sign(b"[" * 200_000)),
        (400, b'{"a": "' + SECRET.encode(), JSON | sign(b'{"a": "' + SECRET.encode())),
        (400, b"payload=no", FORM | sign(b"payload=no")),
        (400, body, {"Content-Type": "text/plain"} | sign(body)),
        (400, gzip.compress(body), FORM | sign(gzip.compress(body))),
    ]
    for status, sent, headers in cases:
        async with browser.post(house.url, data=io.BytesIO(sent), headers=headers) as answer:
            assert (answer.status, await answer.text()) == (status, ""), headers
    assert await house.bot.stop() == 0
    said = "".join(house.bot.said)
    assert "Traceback" not in said
    assert SECRET not in said
    assert person.sees() == []


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
    assert "Traceback" not in "".join(house.bot.said)
