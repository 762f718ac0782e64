"""Times work in one run and prints a figure beside its peer, so that machines can be compared."""

import statistics
import time
from collections.abc import Awaitable, Callable


def median_ms(work: Callable[[], object], runs: int = 200) -> float:
    """Return the median time of some work in milliseconds, after ten runs to warm up."""
    for _ in range(10):
        work()
    taken: list[float] = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


async def median_ms_async(work: Callable[[int], Awaitable[object]], runs: int = 200) -> float:
    """Return the median time of awaited work in milliseconds; it is told the number of its run."""
    for number in range(10):
        await work(-number - 1)
    taken: list[float] = []
    for number in range(runs):
        begin = time.perf_counter()
        await work(number)
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken)


def show(what: str, value: float, unit: str = "ms", beside: str = "") -> None:
    """Print one line of a table."""
    print(f"{what:<58} {value:>9.2f} {unit:<4} {beside}".rstrip())
