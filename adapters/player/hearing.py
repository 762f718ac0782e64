"""What an `expect` looks at: everything the bot said since the last line that was not one."""

from adapters.player import script
from adapters.player.spoken import Spoken

_SHOWN = 600
"""Characters of what was said instead that a failed expectation shows."""


class ExpectationError(Exception):
    """What was expected was not said, or what was not expected was."""


class Hearing:
    """Listens to the bot."""

    def __init__(self) -> None:
        self._heard: list[str] = []

    def hear(self, spoken: Spoken) -> None:
        """Listen to one thing said; what people say themselves is passed over."""
        if spoken.who == "bot":
            self._heard.append(spoken.readable())

    def forget(self) -> None:
        """Begin anew: another line is carried out."""
        self._heard.clear()

    def check(self, step: script.Expect) -> None:
        """Look for what is expected.

        Raises:
            ExpectationError: It is not met.
        """
        heard = " ".join(" ".join(self._heard).split())
        wanted = " ".join(step.text.split())
        if (wanted in heard) is not step.wanted:
            said = heard if len(heard) <= _SHOWN else f"…{heard[-_SHOWN:]}"
            problem = "was not said" if step.wanted else "was said"
            raise ExpectationError(f"{wanted!r} {problem}; said: {said!r}")
