"""What became of the nudges, and how it is printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

HEADING = (
    f"{'store':<12}{'what went wrong':<44}{'nudges':>8}{'lost':>6}{'copies':>8}{'most':>6}"
    f"{'not delivered, told':>21}{'seconds':>9}"
)


@dataclass(frozen=True)
class Result:
    """What became of the nudges.

    Args:
        wrong: What went wrong meanwhile, counted.
        nudges: How many messages were owed, one to each person.
        lost: Of those, what nobody got and nobody was told of.
        doubled: Copies beyond the first, of any message.
        most: How often the most frequent message was seen.
        undelivered: Of the messages owed, those that could not be delivered and were told of instead.
        seconds: How long it took.
    """

    wrong: Counter[str]
    nudges: int
    lost: int
    doubled: int
    most: int
    undelivered: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost and nothing seen twice."""
        return not (self.lost or self.doubled)

    def line(self, store: str) -> str:
        """Return the line of the table."""
        wrong = ", ".join(f"{count:,} {name}" for name, count in self.wrong.items())
        return (
            f"{store:<12}{wrong:<44}{self.nudges:>8}{self.lost:>6}{self.doubled:>8}{self.most:>6}"
            f"{self.undelivered:>21}{self.seconds:>9.0f}"
        )


def copies(seen: Iterable[int]) -> tuple[int, int]:
    """Return how many copies beyond the first there are, and what is the most.

    Args:
        seen: How often each message was seen.
    """
    counts = [*seen, 0]
    return sum(count - 1 for count in counts if count > 1), max(counts)
