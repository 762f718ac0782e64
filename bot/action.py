"""A button's meaning, typed and packed to 94 characters so that it outlives restarts and releases."""

from dataclasses import dataclass

from bot.errors import StaleAction

VERSION = "v1"
JOINED = "v1j"
"""The same, on a message that joins several nudges: pressing it leaves the others their buttons."""
LONGEST = 94
"""Characters in a Discord `custom_id`, the narrowest home of an action, less six for the adapter's mark."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button means.

    Args:
        step: Module of `bot.steps` that answers.
        verb: What to do, a name of that module's own.
        id: The record it is about; empty where there is none.
        argument: A short choice, for example `tomorrow`; never personal text.
        joined: Whether it stands on a message that joins several nudges.
    """

    step: str
    verb: str
    id: str = ""
    argument: str = ""
    joined: bool = False

    def pack(self) -> str:
        """Return the action as at most 94 characters.

        Raises:
            ValueError: A part contains `:`, or the whole is too long.
        """
        parts = (JOINED if self.joined else VERSION, self.step, self.verb, self.id, self.argument)
        if any(":" in part for part in parts):
            raise ValueError(f"an action's parts must not contain ':', found {parts}")
        packed = ":".join(parts)
        if len(packed) > LONGEST:
            raise ValueError(
                f"an action must fit {LONGEST} characters, found {len(packed)}: {packed}"
            )
        return packed

    @classmethod
    def parse(cls, packed: str) -> "Action":
        """Read a packed action.

        Raises:
            StaleAction: It was packed by a release this one cannot read, or tampered with.
        """
        parts = packed.split(":")
        if len(parts) != 5 or parts[0] not in (VERSION, JOINED) or not parts[1] or not parts[2]:
            raise StaleAction(packed[:LONGEST])
        version, step, verb, id, argument = parts
        return cls(step, verb, id, argument, joined=version == JOINED)


REOPEN = Action("form", "open")
"""Opens the form that is still open once more, with everything typed in it: for a platform that can
show one only in answer to a button, or where the showing came too late."""
