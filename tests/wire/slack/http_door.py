"""HTTP mode: what Slack posts to the app's address, signed, and how it takes the answer."""

import hashlib
import hmac
import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.wire.slack.deliveries import ACK_SECONDS, Answer, Kind
from tests.wire.slack.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.slack.state import State


class HttpDoor:
    """Posts to the app.

    Args:
        state: What the stand-in knows.
        session: What it posts with.
        url: The app's request URL, for everything.
    """

    def __init__(self, state: "State", session: ClientSession, url: str) -> None:
        self._state = state
        self._session = session
        self.url = url

    def sign(
        self, body: bytes, *, stamp: int | None = None, secret: str | None = None
    ) -> dict[str, str]:
        """The headers with which Slack proves that a request is its own."""
        when = str(int(self._state.wall()) if stamp is None else stamp)
        key = (secret or self._state.signing_secret).encode()
        digest = hmac.new(key, b"v0:" + when.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {
            "X-Slack-Request-Timestamp": when,
            "X-Slack-Signature": f"v0={digest}",
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        }

    def encode(self, kind: Kind, payload: Json) -> tuple[bytes, str]:
        """The body and its content type."""
        if kind == "events_api":
            return json.dumps(payload).encode(), "application/json"
        fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"

    async def deliver(
        self, kind: Kind, payload: Json, *, retry: int, reason: str, takes_answer: bool
    ) -> Answer:
        """Post something and wait at most 3 seconds."""
        body, content_type = self.encode(kind, payload)
        headers = self.sign(body) | {"Content-Type": content_type}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        begun = self._state.clock.now()
        answer = await self._state.clock.within(ACK_SECONDS, self._post(body, headers))
        seconds = self._state.clock.now() - begun
        if answer is None:
            return Answer(acked=False, problem="http_timeout", seconds=seconds)
        return Answer(answer.acked, answer.body, seconds, answer.problem, answer.again)

    async def _post(self, body: bytes, headers: dict[str, str]) -> Answer:
        try:
            async with self._session.post(
                self.url, data=body, headers=headers, timeout=ClientTimeout(total=None)
            ) as response:
                text = await response.text()
                again = response.headers.get("X-Slack-No-Retry") != "1"
                if not 200 <= response.status < 300:
                    return Answer(acked=False, problem="http_error", again=again)
                is_json = response.content_type == "application/json" and text
                return Answer(acked=True, body=json.loads(text) if is_json else text)
        except ValueError:
            return Answer(acked=False, problem="http_error")
        except (ClientError, OSError):
            return Answer(acked=False, problem="connection_failed")

    async def verify(self) -> bool:
        """Ask for the challenge back, as Slack does when a request URL is saved."""
        challenge = self._state.ids.new("challenge-")
        payload: Json = {
            "token": self._state.verification_token,
            "challenge": challenge,
            "type": "url_verification",
        }
        answer = await self.deliver("events_api", payload, retry=0, reason="", takes_answer=False)
        body = answer.body
        return challenge == (body.get("challenge") if isinstance(body, dict) else body)
