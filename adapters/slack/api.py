"""Slack's web API: one call at a time, no blind repeats, and its rate limits kept."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from math import isfinite
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

TIMEOUT = 15.0
"""Seconds for one call; the lease of a nudge is far longer."""
_READING = frozenset(
    {"auth.test", "conversations.history", "files.getUploadURLExternal", "users.info"}
)
"""Methods that take no JSON."""


class SlackError(Exception):
    """A call to Slack that brought no answer we can use."""


class RefusedError(SlackError):
    """Slack said no, and would say no again.

    Args:
        method: What was called.
        code: Slack's word for why.
        answer: All that Slack answered.
    """

    def __init__(self, method: str, code: str, answer: Mapping[str, Any]) -> None:
        super().__init__(f"{method}: {code}")
        self.method = method
        self.code = code
        self.answer = answer


class RateLimitedError(SlackError):
    """Slack asks for patience.

    Args:
        method: What was called.
        seconds: How long to wait before the same method is called for the same workspace.
    """

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(f"{method}: rate limited for {seconds:.0f} s")
        self.method = method
        self.seconds = seconds


class UncertainError(SlackError):
    """The call may have been carried out, or not: the connection, the time or the server gave out."""


class UnreachableError(UncertainError):
    """There is nobody at the address; nothing was carried out."""


class SlackApi:
    """Calls Slack.

    Args:
        url: Base address of the web API, `https://slack.com/api/` for most.
        monotonic: Clock of the rate limits (seconds).
        sleep: Waits (seconds).
    """

    def __init__(
        self,
        url: str,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.url = url
        self._monotonic = monotonic
        self._sleep = sleep
        self._closed_until: dict[tuple[str, str], float] = {}
        self._session: ClientSession | None = None

    async def call(
        self, token: str, method: str, workspace: str = "", patience: float = 0, **arguments: Any
    ) -> Mapping[str, Any]:
        """Call one method and return Slack's answer.

        Args:
            token: Whose right to use.
            method: For example `chat.postMessage`.
            workspace: Where; a rate limit holds for one method in one workspace.
            patience: How long to wait for a rate limit to end, in all (seconds).
            arguments: The method's own; None is left out.

        Raises:
            RefusedError: Slack said no.
            RateLimitedError: Longer than `patience`.
            UncertainError: Nobody knows whether it was carried out.
        """
        waited = 0.0
        while True:
            left = self._closed_until.get((workspace, method), 0) - self._monotonic()
            if left > 0:
                if waited + left > patience:
                    raise RateLimitedError(method, left)
                waited += left
                await self._sleep(left)
            try:
                return await self._call(token, method, workspace, arguments)
            except RateLimitedError as limit:
                if waited + limit.seconds > patience:
                    raise

    def client(self, token: str) -> AsyncWebClient:
        """Return the SDK's client for a token, without its own repeats: they post twice."""
        return AsyncWebClient(
            token=token, base_url=self.url, session=self._open(), retry_handlers=[]
        )

    async def identify(self, token: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Return whom a token speaks for (`auth.test`), and its scopes.

        Raises:
            RefusedError: It speaks for nobody.
            SlackError: Slack does not say.
        """
        answer = await self._explained("auth.test", "", self.client(token).auth_test())
        given = str(answer.headers.get("x-oauth-scopes", ""))
        return _data(answer), tuple(one.strip() for one in given.split(","))

    async def exchange(
        self, client_id: str, client_secret: str, refresh_token: str
    ) -> Mapping[str, Any]:
        """Return a fresh token, and what it is exchanged for the next time; the old one is used up.

        Raises:
            RefusedError: Slack does not take it, or no longer.
            SlackError: It was not exchanged, or nobody knows.
        """
        answer = await self._explained(
            "oauth.v2.access",
            client_id,
            self.client("").api_call(
                "oauth.v2.access",
                data={
                    "client_id": client_id,
                    "client_secret": client_secret,
                    "grant_type": "refresh_token",
                    "refresh_token": refresh_token,
                },
            ),
        )
        return _data(answer)

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Answer at the address that came with a command or a press.

        Raises:
            UncertainError: It was used up or has expired, or nobody knows.
        """
        try:
            async with self._open().post(url, json=body) as answer:
                if answer.status != 200:
                    raise UncertainError(f"response_url: HTTP {answer.status}")
                # What it says when all is well is not documented; a page for a browser it is not.
                if (await answer.text(errors="replace")).lstrip().startswith("<"):
                    raise UncertainError("response_url: a page")
        except (ClientError, TimeoutError, OSError) as error:
            raise UncertainError(f"response_url: {type(error).__name__}") from None

    async def put(self, url: str, data: bytes) -> None:
        """Send the bytes of a file where Slack said they belong.

        Raises:
            UncertainError: They did not get there.
        """
        try:
            async with self._open().post(url, data=data) as answer:
                if answer.status != 200:
                    raise UncertainError(f"upload: {answer.status}")
        except (ClientError, TimeoutError, OSError) as error:
            raise UncertainError(f"upload: {type(error).__name__}") from None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=TIMEOUT))
        return self._session

    async def _call(
        self, token: str, method: str, workspace: str, arguments: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        given = {name: value for name, value in arguments.items() if value is not None}
        reading = method in _READING
        answer = await self._explained(
            method,
            workspace,
            self.client(token).api_call(
                method, params=given if reading else None, json=None if reading else given
            ),
        )
        return _data(answer)

    async def _explained(
        self, method: str, workspace: str, calling: Awaitable[AsyncSlackResponse]
    ) -> AsyncSlackResponse:
        """Return what a call brought, or raise what it means that it brought nothing."""
        try:
            return await calling
        except SlackApiError as error:
            raise self._meaning(method, workspace, error) from None
        except ClientConnectorError as error:
            raise UnreachableError(f"{method}: {type(error).__name__}") from None
        except (ClientError, TimeoutError, OSError) as error:
            raise UncertainError(f"{method}: {type(error).__name__}") from None
        except (ValueError, AttributeError, RecursionError) as error:
            # What the SDK makes of an answer that is no JSON object in UTF-8, from whatever stands between.
            raise UncertainError(f"{method}: {type(error).__name__}") from None

    def _meaning(self, method: str, workspace: str, error: SlackApiError) -> SlackError:
        # The SDK puts the whole answer into its words, and an answer may repeat what a person wrote.
        status = getattr(error.response, "status_code", None) or getattr(
            error.response, "status", 0
        )
        data = getattr(error.response, "data", None)
        code = str(data.get("error") or "") if isinstance(data, dict) else ""
        if status == 429 or (status == 200 and code in _LATER):
            asked = error.response.headers.get("Retry-After")
            seconds = _seconds(asked, _LATER.get(code, 1.0))
            self._closed_until[workspace, method] = self._monotonic() + seconds
            return RateLimitedError(method, seconds)
        if status == 200 and isinstance(data, dict) and code:
            if code in _SLACKS_OWN_TROUBLE:
                return UncertainError(f"{method}: {code}")
            return RefusedError(method, code, data)
        return UncertainError(f"{method}: HTTP {status}")


_LATER = {
    "ratelimited": 1.0,
    "rate_limited": 1.0,
    "message_limit_exceeded": 60.0,
    "org_login_required": 60.0,
    "team_added_to_org": 60.0,
}
"""Answers after which nothing was done and the same call may succeed later: a rate limit, which comes
without HTTP's 429 too, or a workspace that is moved into an organisation; and the seconds to wait
where Slack names none."""
_SLACKS_OWN_TROUBLE = frozenset(
    {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}
)
"""Answers after which Slack's documentation does not say whether anything was done."""


def _data(answer: AsyncSlackResponse) -> Mapping[str, Any]:
    return answer.data if isinstance(answer.data, dict) else {}


def _seconds(header: str | None, otherwise: float) -> float:
    try:
        seconds = float(header or otherwise)
    except ValueError:
        return otherwise
    return max(1.0, seconds) if isfinite(seconds) else otherwise
