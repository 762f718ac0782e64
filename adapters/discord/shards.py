"""Which part of the servers this process serves, where several processes share them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shards:
    """Neighbouring shards.

    Args:
        first, last: Its own, counted from 0.
        count: How many there are in all.
    """

    first: int
    last: int
    count: int

    @classmethod
    def parse(cls, told: str) -> "Shards | None":
        """Read `0-3/16` or `5/16`, as the settings have checked it; None where nothing was told."""
        numbers = [int(one) for one in re.findall(r"\d+", told)]
        return cls(numbers[0], numbers[-2], numbers[-1]) if numbers else None

    def ids(self) -> list[int]:
        """Return its own, one by one."""
        return list(range(self.first, self.last + 1))

    def __str__(self) -> str:
        if self.first == self.last:
            return f"shard {self.first} of {self.count}"
        return f"shards {self.first} to {self.last} of {self.count}"
