"""Gateway sessions: what one shard was told, so that it can be told again."""

from typing import TYPE_CHECKING

from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.connection import Connection

RESUMABLE_SECONDS = 180.0
"""Discord says "a few minutes"."""


class Session:
    """One session of one shard.

    Args:
        id: Its name.
        shard: Which of how many.
        intents: What it asked to hear.
    """

    def __init__(self, id: str, shard: tuple[int, int], intents: int) -> None:
        self.id = id
        self.shard = shard
        self.intents = intents
        self.sequence = 0
        self.sent: list[Json] = []
        self.connection: Connection | None = None
        self.lost_at: float | None = None

    def dispatch(self, event: str, data: Json) -> None:
        """Tell it something, now or when it resumes."""
        self.sequence += 1
        payload: Json = {"op": 0, "t": event, "s": self.sequence, "d": data}
        self.sent.append(payload)
        if self.connection is not None:
            self.connection.put(payload)

    def replay(self, after: int) -> list[Json]:
        """What it missed."""
        return [one for one in self.sent if one["s"] > after]

    def gone(self, now: float) -> bool:
        """Whether it was lost too long ago to be resumed."""
        return self.lost_at is not None and now - self.lost_at > RESUMABLE_SECONDS
