"""Scripts written in a test and played in process, against a store in memory."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.player.run import play


@dataclass(frozen=True)
class Played:
    """How a play went.

    Args:
        status: Exit status of the program.
        errors: What went to stderr.
        said: One object for everything said.
    """

    status: int
    errors: str
    said: list[dict[str, Any]]

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Return everything said of one type."""
        return [one for one in self.said if one["type"] == kind]

    def bot(self) -> str:
        """Return every text of the bot, one after the other."""
        return " ".join(" ".join(one["text"] for one in self.said if one["who"] == "bot").split())


@dataclass(frozen=True)
class Stage:
    """Where scripts are played.

    Args:
        folder: Where they are written.
        errors: Returns what has gone to stderr since it was last asked.
    """

    folder: Path
    errors: Callable[[], str]

    def play(self, script: str, *, url: str = "memory:", key: str = "", seed: int = 1) -> Played:
        """Play a script and make sure that it ran to its end."""
        played = self.attempt(script, url=url, key=key, seed=seed)
        assert played.status == 0, played.errors
        return played

    def attempt(self, script: str, *, url: str = "memory:", key: str = "", seed: int = 1) -> Played:
        """Play a script that may stop on the way."""
        lines: list[str] = []
        status = play(
            self._written(script), lines.append, as_json=True, url=url, key=key, seed=seed
        )
        return Played(status, self.errors(), [json.loads(line) for line in lines])

    def read(self, script: str) -> str:
        """Play a script and return the page that a person reads."""
        lines: list[str] = []
        status = play(self._written(script), lines.append, url="memory:")
        assert status == 0, self.errors()
        return "\n".join(lines)

    def _written(self, script: str) -> Path:
        path = self.folder / "script.play"
        path.write_text(script, "utf-8")
        return path
