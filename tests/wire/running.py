"""`afterview run` as a process of its own, as an operator starts it, against a stand-in."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.sql.crypto import new_key

PROGRAM = Path(sys.executable).with_name("afterview")
HURRIED = Path(__file__).with_name("hurried.py")
STARTS_WITHIN = 60.0
"""Seconds; a loaded machine takes several times as long as an idle one."""


@dataclass
class Running:
    """A bot that runs.

    Args:
        process: The program.
        said: What it printed so far.
    """

    process: asyncio.subprocess.Process
    said: list[str]

    async def wait_for_line(self, part: str) -> str:
        """Wait until it prints a line with these words."""
        assert self.process.stdout is not None
        async with asyncio.timeout(STARTS_WITHIN):
            while line := (await self.process.stdout.readline()).decode():
                self.said.append(line)
                if part in line:
                    return line
        raise AssertionError(f"it ended without {part!r}: {''.join(self.said)}")

    async def end(self) -> int:
        """Wait until it ends by itself and return its exit status."""
        rest, _ = await asyncio.wait_for(self.process.communicate(), STARTS_WITHIN)
        self.said.append(rest.decode())
        assert self.process.returncode is not None
        return self.process.returncode

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop and return its exit status."""
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await self.end()


@asynccontextmanager
async def run(
    folder: Path,
    settings: Mapping[str, str],
    *arguments: str,
    hurried: Mapping[str, float] | None = None,
) -> AsyncIterator[Running]:
    """Start the bot on a store in a folder, and stop it at the end.

    Args:
        folder: Holds the store.
        settings: Its environment.
        arguments: Of `afterview run`.
        hurried: Seconds that it waits shorter than it is made to, by the constants' full names.
    """
    environment = {
        name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")
    }
    key = folder / "key"
    if not key.exists():
        key.write_text(new_key())
    sooner = [f"{name}={seconds}" for name, seconds in (hurried or {}).items()]
    program = [sys.executable, "-P", HURRIED, *sooner, "--"] if sooner else [PROGRAM]
    process = await asyncio.create_subprocess_exec(
        *program,
        "run",
        *arguments,
        cwd=folder,
        env=environment
        | {
            "HOME": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'afterview.db'}",
            "AFTERVIEW_KEY": key.read_text(),
            "PYTHONUNBUFFERED": "1",
        }
        | dict(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    bot = Running(process, [])
    try:
        yield bot
    finally:
        await bot.stop()


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
