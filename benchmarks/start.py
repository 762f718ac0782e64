"""Start-up time and memory of `afterview chat`, beside a bare Python with the libraries it must import.

.venv/bin/python benchmarks/start.py
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import show

RUNS = 5
PROGRAM = str(Path(sys.executable).parent / "afterview")
PEER = "import sqlmodel, apscheduler.schedulers.asyncio, prompt_toolkit, babel, pydantic"


def run(command: Sequence[str], home: str) -> tuple[float, float]:
    """Return seconds and megabytes (peak resident) of a process whose input ends at once."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "HOME": home, "XDG_DATA_HOME": home},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024


def median(command: Sequence[str], home: str) -> tuple[float, float]:
    """Return the medians of several runs, one before them to fill the caches."""
    run(command, home)
    taken = [run(command, home) for _ in range(RUNS)]
    return statistics.median(one[0] for one in taken), statistics.median(one[1] for one in taken)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        first, _ = run([PROGRAM, "chat"], home)
        seconds, memory = median([PROGRAM, "chat"], home)
        version, _ = median([PROGRAM, "version"], home)
        peer, peer_memory = median([sys.executable, "-c", PEER], home)
    show("chat, first start: makes its file and key, then leaves", first * 1000)
    show(
        "chat, started and left",
        seconds * 1000,
        beside=f"{seconds / peer:.2f} times the imports alone",
    )
    show(
        "chat, peak memory",
        memory,
        "MiB",
        beside=f"{memory / peer_memory:.2f} times the imports alone",
    )
    show("version", version * 1000)
    show("the imports alone", peer * 1000)
    show("the imports alone, peak memory", peer_memory, "MiB")


if __name__ == "__main__":
    main()
