"""One question to a platform's web API, by which its token is tried and its clock is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, cast

from aiohttp import ClientError, ClientSession, ClientTimeout

TIMEOUT = 10.0
"""Seconds for one question; whoever runs an examination sits in front of it."""


class SilentError(Exception):
    """There was no answer; says in a word why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform answered.

    Args:
        status: HTTP status.
        body: Its JSON object; empty where there is none.
        headers: Names in small letters.
    """

    status: int
    body: Mapping[str, Any] = field(default_factory=dict[str, Any])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def date(self) -> datetime | None:
        """When the platform answered, by its own clock."""
        try:
            return parsedate_to_datetime(self.headers.get("date", ""))
        except ValueError:
            return None


async def ask(method: str, url: str, authorization: str) -> Answer:
    """Ask a platform once.

    Raises:
        SilentError: Nobody answered in time.
    """
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=TIMEOUT)) as session,
            session.request(
                method,
                url,
                headers={"Authorization": authorization, "User-Agent": "Afterview"},
                allow_redirects=False,
            ) as response,
        ):
            text = await response.text(errors="replace")
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, _read_object(text), headers)
    except (ClientError, OSError, ValueError) as error:
        # Also TimeoutError; the error's own words may repeat what was sent.
        raise SilentError(type(error).__name__) from None


def _read_object(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}
