"""Who may start a session: token, intents, shard, and how many in which time."""

from typing import TYPE_CHECKING

from tests.wire.discord.application import KNOWN_INTENTS, PRIVILEGED
from tests.wire.json_shapes import Json, as_object

if TYPE_CHECKING:
    from tests.wire.discord.state import State

A_DAY = 24 * 60 * 60
CONCURRENCY_SECONDS = 5.0


class Identifying:
    """Checks identify payloads and counts session starts.

    `shards` is what `GET /gateway/bot` recommends, `max_concurrency` how many of its groups may start within
    five seconds, `remaining` how many starts are left today; with none left the token is reset.

    Args:
        state: What the stand-in knows.
    """

    def __init__(self, state: "State") -> None:
        self._state = state
        self.shards = 1
        self.needed_shards = 1
        self.max_concurrency = 1
        self.total = 1000
        self.remaining = 1000
        self._day_began = state.pace.now()
        self._started: dict[int, float] = {}

    def limits(self) -> Json:
        """The session start limit object."""
        self._begin_day()
        return {
            "total": self.total,
            "remaining": self.remaining,
            "reset_after": int((self._day_began + A_DAY - self._state.pace.now()) * 1000),
            "max_concurrency": self.max_concurrency,
        }

    def token_of(self, asked: Json) -> str:
        """The token that was sent; `Bot ` before it is taken as well."""
        return str(asked.get("token", "")).removeprefix("Bot ")

    def shard(self, asked: Json) -> tuple[int, int]:
        """Which shard of how many."""
        first, count = asked.get("shard") or (0, 1)
        return int(first), int(count)

    def refuse(self, asked: Json) -> int | None:
        """The close code for a payload that will not do."""
        if self.token_of(asked) != self._state.app.token:
            return 4004
        if not {"os", "browser", "device"} <= set(as_object(asked.get("properties"))):
            return 4002
        shard = asked.get("shard", [0, 1])
        fine = isinstance(shard, list) and len(shard) == 2
        if (
            not fine
            or not all(isinstance(one, int) for one in shard)
            or not 0 <= shard[0] < shard[1]
        ):
            return 4010
        if shard[1] < self.needed_shards:
            return 4011
        intents = asked.get("intents")
        if not isinstance(intents, int) or intents & ~KNOWN_INTENTS:
            return 4013
        if intents & PRIVILEGED & ~self._state.app.privileged:
            return 4014
        return None

    def may_start(self, shard: tuple[int, int]) -> bool:
        """Count a start; whether it comes late enough after the last one of its group."""
        self._begin_day()
        now, group = self._state.pace.now(), shard[0] % self.max_concurrency
        last = self._started.get(group)
        if last is not None and now - last < CONCURRENCY_SECONDS:
            return False
        self._started[group] = now
        self.remaining -= 1
        if self.remaining <= 0:
            self._reset_token()
            return False
        return True

    def _begin_day(self) -> None:
        if self._state.pace.now() - self._day_began >= A_DAY:
            self._day_began, self.remaining = self._state.pace.now(), self.total

    def _reset_token(self) -> None:
        self._state.app.token = self._state.ids.token("token")
        self._state.gateway.sessions.clear()
        self._state.gateway.close(4004)
