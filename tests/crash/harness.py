"""The crash harness: many overdue nudges, real processes on a real store, and what may go wrong does.

    make crash          # 10,000 nudges and 200 kills, then 2,000 over a bad network, on either store
    .venv/bin/python -m tests.crash.harness --nudges 1000 --kills 30
    .venv/bin/python -m tests.crash.harness --faults --nudges 400

Two scenarios: processes are killed (`tests/crash/killing.py`), and the network is bad besides (`tests/crash/storm.py`).
"""

import argparse
import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import postgres
from tests.crash.killing import crash
from tests.crash.result import HEADING, Result
from tests.crash.storm import storm

IN_THE_STORM = 5
"""One in so many nudges is enough for a bad network, on which each takes long."""


@contextlib.contextmanager
def _stores(wanted: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        urls: dict[str, str] = {}
        if wanted in ("sqlite", "both"):
            urls["SQLite"] = f"sqlite:///{Path(folder) / 'afterview.db'}"
        if wanted in ("postgresql", "both"):
            urls["PostgreSQL"] = stack.enter_context(postgres.running(durable=True)).make()
        yield urls


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Print a table, and return 1 if anything was lost or seen twice."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--nudges", type=int, default=10_000)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--processes", type=int, default=2, help="that deliver at a time")
    options.add_argument(
        "--faults", action="store_true", help="only the bad network, with every nudge"
    )
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--store", choices=("sqlite", "postgresql", "both"), default="both")
    asked = options.parse_args()
    scenarios = (_storm,) if asked.faults else (_crash, _storm)
    failed = False
    _tell(HEADING)
    for scenario in scenarios:
        with _stores(asked.store) as urls:
            for name, url in urls.items():
                result = asyncio.run(scenario(url, asked))
                failed = failed or not result.is_good
                _tell(result.line(name))
    return int(failed)


async def _crash(url: str, asked: argparse.Namespace) -> Result:
    return await crash(url, asked.nudges, asked.kills, asked.seed, asked.processes)


async def _storm(url: str, asked: argparse.Namespace) -> Result:
    nudges = asked.nudges if asked.faults else asked.nudges // IN_THE_STORM
    return await storm(url, nudges, asked.seed, asked.kills, asked.processes)


if __name__ == "__main__":
    sys.exit(main())
