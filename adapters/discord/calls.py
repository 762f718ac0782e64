"""Calls of Discord's web API: which failures are worth another try, and which never are."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TypeVar

import discord
from aiohttp import ClientConnectorError, ClientError, TraceConfig, TraceRequestEndParams

TIMEOUT = 40.0
"""Seconds for one call, waiting for its rate limit included; a nudge's lease is three times as long."""
PAUSES = (0.5, 2.0)
"""Seconds before each further try."""

WHEN_SHUT_OUT = 600.0
"""Seconds without a call, at least, after Discord's doorkeeper turned our whole address away."""
TOO_MANY = 429
SERVER_ERROR = 500

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
OPENED_TOO_FAST = 40003
ALREADY_ANSWERED = 40060
TOO_MANY_FOLLOW_UPS = 40094
CLOSED = 50007
INVALID_RECIPIENT = 50033
NO_SERVER_SHARED = 50278

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]


class DiscordError(Exception):
    """A call that brought nothing: it may have been carried out or not, and another try may help."""


class RefusedError(DiscordError):
    """Discord said no, and would say no again."""


class PatienceError(DiscordError):
    """Discord asks for patience, longer than anybody would wait here.

    Args:
        seconds: How long.
        everybody: Whether it holds for every call.
        begun: Whether an earlier try of the same call may have been carried out.
    """

    def __init__(self, seconds: float, *, everybody: bool = False, begun: bool = False) -> None:
        super().__init__(f"asked for patience for {seconds:.0f} s")
        self.seconds = seconds
        self.everybody = everybody
        self.begun = begun


_GAVE_OUT: ContextVar[bool] = ContextVar("gave_out", default=False)
"""Whether a try of the call under way gave out, so that nobody knows whether it was carried out."""
_EVERYBODY: ContextVar[bool] = ContextVar("everybody", default=False)
"""Whether what Discord last asked the call under way to wait for holds for all calls of the bot."""


_ONCE: ContextVar[bool] = ContextVar("once", default=False)
"""Whether the call under way does harm when it is made twice."""


def watch() -> TraceConfig:
    """Return what lets `insist` know of what discord.py does not tell: tries it repeats, and whose a limit is.

    A call that does harm when it is made twice is taken out of discord.py's hands before it repeats it.
    """

    async def ended(_session: object, _context: object, told: TraceRequestEndParams) -> None:
        if told.response.status >= SERVER_ERROR:
            _GAVE_OUT.set(True)
            if _ONCE.get():
                raise DiscordError(f"HTTP {told.response.status}")
        if told.response.status == TOO_MANY:
            _EVERYBODY.set("X-RateLimit-Global" in told.response.headers)

    async def failed(*_: object) -> None:
        _GAVE_OUT.set(True)

    trace = TraceConfig()
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    return trace


async def insist(
    call: Callable[[], Awaitable[T]],
    sleep: Sleep = asyncio.sleep,
    *,
    posts: bool = False,
    once: bool = False,
) -> T:
    """Make a call again where the wire gave out.

    discord.py itself waits for rate limits and repeats 500, 502, 504 and 524, but no 503 and no dropped
    connection.

    Args:
        call: What to do.
        sleep: Waits (seconds).
        posts: Whether somebody sees it when it is carried out.
        once: Whether it does harm when it is made twice; then only one that surely came to nothing is repeated.

    Raises:
        discord.HTTPException: Discord said no.
        PatienceError: Discord asks for it.
        DiscordError: It gave out every time.
    """
    pauses = iter(PAUSES)
    _GAVE_OUT.set(False)
    _EVERYBODY.set(False)
    _ONCE.set(once)
    while True:
        try:
            async with asyncio.timeout(TIMEOUT):
                return await call()
        except discord.RateLimited as limit:
            raise PatienceError(
                limit.retry_after,
                everybody=_EVERYBODY.get(),
                begun=posts and _GAVE_OUT.get(),
            ) from None
        except discord.HTTPException as error:
            if error.status == TOO_MANY:
                seconds = patience_of(error)
                raise PatienceError(
                    seconds, everybody=True, begun=posts and _GAVE_OUT.get()
                ) from None
            if error.status < SERVER_ERROR:
                raise
            why, came_to_nothing = f"HTTP {error.status}", False
        except (ClientError, OSError) as error:
            why = type(error).__name__
            came_to_nothing = isinstance(error, ClientConnectorError)
        _GAVE_OUT.set(True)
        pause = next(pauses, None)
        if pause is None or (once and not came_to_nothing):
            raise DiscordError(why)
        await sleep(pause)


def patience_of(error: discord.HTTPException) -> float:
    """Return how long to make no call after a 429 that discord.py does not wait for itself (seconds).

    It waits where Discord itself says how long. Else it is a page of the doorkeeper in front: to whom
    every further call counts, so that coming back soon makes it last.
    """
    told = str(error.response.headers.get("Retry-After", ""))
    return max(float(told) if told.isdigit() else 0.0, WHEN_SHUT_OUT)
