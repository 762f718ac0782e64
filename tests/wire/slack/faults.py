"""Faults on demand: what the wire does to the next calls of a method."""

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
    "reset_before",
    "reset_after",
    "lost_after",
    "delay",
    "hang",
    "error",
]


@dataclass(frozen=True)
class Fault:
    """What happens to one call.

    `reset_before` drops the connection with nothing done, `reset_after` with all done, `lost_after` answers
    503 with all done, `delay` does it and answers late, `hang` waits so
    long and does nothing, `error` answers `ok: false` with nothing done.
    """

    how: How
    retry_after: int = 1
    seconds: float = 0.0
    error: str = "fatal_error"


class Faults:
    """What is planned, for each method; `*` stands for every one."""

    def __init__(self) -> None:
        self._planned: dict[str, deque[Fault]] = defaultdict(deque)
        self.weather: Callable[[str], Fault | None] | None = None
        """Chooses what happens to calls for which nothing is planned."""

    def plan(self, method: str, fault: Fault, times: int) -> None:
        """Let that happen to the next calls of a method."""
        self._planned[method].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """The fault for this call, which is then over."""
        for name in (method, "*"):
            if self._planned[name]:
                return self._planned[name].popleft()
        return self.weather(method) if self.weather else None

    def clear(self) -> None:
        """Let nothing more happen."""
        self._planned.clear()
