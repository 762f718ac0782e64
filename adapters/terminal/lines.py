"""Where a line comes from: the editor of a real terminal, or a pipe."""

import asyncio
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout


class Lines(Protocol):
    """Reads what the person types, line by line."""

    async def read(self, prompt: str, default: str = "") -> str:
        """Return one line.

        Raises:
            EOFError: There are no more.
            KeyboardInterrupt: Ctrl-C.
        """
        ...

    def keep(self, line: str) -> None:
        """Let the up arrow bring a line back in this session."""
        ...

    def around(self) -> AbstractContextManager[None]:
        """Return what to hold open so that nudges are printed above the prompt."""
        ...


class Typed:
    """Lines typed in a terminal: editing, and a history that only holds what it is given."""

    def __init__(self) -> None:
        self._history = _GivenHistory()
        self._session: PromptSession[str] = PromptSession(history=self._history)

    async def read(self, prompt: str, default: str = "") -> str:
        """Return one line; see `Lines.read`."""
        return await self._session.prompt_async(prompt, default=default)

    def keep(self, line: str) -> None:
        """Let the up arrow bring a line back in this session."""
        self._history.give(line)

    def around(self) -> AbstractContextManager[None]:
        """Return what keeps the prompt below everything printed."""
        return patch_stdout(raw=True)


class Piped:
    """Lines from a pipe or a screen reader's plain console."""

    async def read(self, prompt: str, default: str = "") -> str:
        """Return one line; see `Lines.read`."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            raise EOFError
        typed = line.rstrip("\r\n")
        # A pipe shows no echo, and the page should still read as a conversation.
        sys.stdout.write(typed + "\n")
        return typed or default

    def keep(self, line: str) -> None:
        """Keep nothing: a pipe has no history."""

    def around(self) -> AbstractContextManager[None]:
        """Return nothing to hold."""
        return nullcontext()


class _GivenHistory(InMemoryHistory):
    """A history into which the prompt itself writes nothing: some words must not be kept."""

    def append_string(self, string: str) -> None:
        """Do not keep what was just typed; the chat decides."""

    def give(self, line: str) -> None:
        """Keep a line until the session ends."""
        if line.strip():
            super().append_string(line)
