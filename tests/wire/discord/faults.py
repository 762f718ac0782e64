"""Faults on demand: what the wire does to the next calls of an endpoint."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

How = Literal[
    "ratelimited",
    "500",
    "502",
    "503",
    "html",
    "banned",
    "reset_before",
    "reset_after",
    "lost_after",
    "lost_502",
    "delay",
    "error",
]
Scope = Literal["user", "shared", "global"]


@dataclass(frozen=True)
class Fault:
    """What happens to one call.

    `reset_before` drops the connection with nothing done, `reset_after` with all done, `lost_after` answers
    503 and `lost_502` 502 with all done, `delay` does it and answers late, `error` answers a code of
    Discord's with nothing done, `html` is a proxy's page (502) and `banned` the page (429) that an address
    gets which asked too often.
    """

    how: How
    retry_after: float = 1.0
    scope: Scope = "user"
    seconds: float = 0.0
    code: int = 0


class Faults:
    """What is planned, for each endpoint; `*` stands for every one."""

    def __init__(self) -> None:
        self._planned: dict[str, deque[Fault]] = defaultdict(deque)
        self.weather: Callable[[str], Fault | None] | None = None
        """Chooses what happens to calls for which nothing is planned."""

    def plan(self, endpoint: str, fault: Fault, times: int) -> None:
        """Let that happen to the next calls of an endpoint."""
        self._planned[endpoint].extend([fault] * times)

    def take(self, endpoint: str) -> Fault | None:
        """The fault for this call, which is then over."""
        for name in (endpoint, "*"):
            if self._planned[name]:
                return self._planned[name].popleft()
        return self.weather(endpoint) if self.weather else None

    def clear(self) -> None:
        """Let nothing more happen."""
        self._planned.clear()
