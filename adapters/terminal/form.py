"""A form asked field by field; `back`, `skip`, `cancel` and `later` work at each."""

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from adapters.terminal import plain
from bot.message import Field, FieldKind, Form

Read = Callable[[str], Awaitable[str]]
Write = Callable[[str], None]
_REFUSED = 60
"""Characters shown of what was refused; it was typed a moment ago, and why is said above it."""
_NEEDED = "  This one is needed."


class InterruptionError(Exception):
    """The person typed a command in the middle of a form; it is answered, then the field is asked again."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


@dataclass(slots=True)
class Asking:
    """A form being filled in.

    Args:
        form: The page.
        typed: What stands in its fields by now.
        at: Index of the field asked next, in `fields`.
        fields: The fields to ask: all of them, or those that were wrong.
        refused: What was typed into those that were wrong, until it is typed anew.
        hushed: Whether what was typed is not to be shown again.
    """

    form: Form
    typed: dict[str, str]
    fields: tuple[Field, ...]
    at: int = 0
    refused: dict[str, str] = dataclasses.field(default_factory=dict[str, str])
    hushed: bool = False

    @classmethod
    def of(cls, form: Form) -> "Asking":
        """Begin a form."""
        return cls(form, {one.key: one.value for one in form.fields}, form.fields)

    def again(self, problems: Mapping[str, str], *, hush: bool = False) -> None:
        """Ask again only for what was wrong; everything else that was typed stays.

        Args:
            problems: What is wrong, by field key.
            hush: Whether words were among it that must not be read back to the person.
        """
        self.fields = tuple(one for one in self.form.fields if one.key in problems)
        self.at = 0
        self.hushed = self.hushed or hush
        self.refused = {} if hush else {one.key: self.typed[one.key] for one in self.fields}
        for one in self.fields:
            self.typed[one.key] = ""

    def unsaved(self) -> list[str]:
        """Return a line for each field whose words are lost when the form is closed now."""
        if self.hushed:
            return []
        now = {**self.typed, **self.refused}
        return [
            plain.field_line(one, now[one.key])
            for one in self.form.fields
            if now[one.key] and now[one.key] != one.value
        ]


async def ask(asking: Asking, read: Read, write: Write) -> bool:
    """Ask the fields one after another; False if the person cancels.

    Raises:
        InterruptionError: A command was typed; call again to go on with the same field.
    """
    while asking.at < len(asking.fields):
        field = asking.fields[asking.at]
        _show(asking, field, write)
        line = await read("  > ")
        word = line.strip().casefold()
        if word in ("cancel", "later"):
            return False
        if line.lstrip().startswith("/"):
            raise InterruptionError(line.strip())
        if word == "back":
            asking.at = max(0, asking.at - 1)
        elif word == "skip" and field.required:
            write(_NEEDED)
        elif word == "skip":
            _put(asking, field, "")
            asking.at += 1
        elif await _take(asking, field, line, read, write):
            asking.at += 1
    return True


async def _take(asking: Asking, field: Field, line: str, read: Read, write: Write) -> bool:
    """Put an answer into its field; False if it has to be asked again."""
    if not line.strip():
        if asking.refused.get(field.key):
            other = "or cancel" if field.required else "skip to leave it empty, or cancel"
            write(f"  Please type it another way, {other}.")
            return False
        if field.required and not asking.typed[field.key]:
            write(_NEEDED)
            return False
        return True
    if field.options:
        chosen = _choose(field, line)
        if chosen is None:
            write("  Please type one of the numbers.")
            return False
        _put(asking, field, chosen)
        return True
    if field.kind is FieldKind.LONG:
        lines = [line]
        while more := (await read("  . ")).rstrip():
            lines.append(more)
        line = "\n".join(lines)
    _put(asking, field, line)
    return True


def _put(asking: Asking, field: Field, value: str) -> None:
    asking.typed[field.key] = value
    asking.refused.pop(field.key, None)


def _show(asking: Asking, field: Field, write: Write) -> None:
    place = f"{asking.at + 1} of {len(asking.fields)}"
    needed = "" if field.required else ", may stay empty"
    write("")
    for line in plain.wrap(f"  {field.label} ({place}{needed})", plain.WIDTH, "    "):
        write(line)
    if field.hint:
        for line in plain.wrap(f"  {field.hint}", plain.WIDTH, "    "):
            write(line)
    for number, option in enumerate(field.options, 1):
        lead = f"    {number}) "
        for line in plain.wrap(lead + option.label, plain.WIDTH, " " * len(lead)):
            write(line)
    if field.kind is FieldKind.LONG:
        write("  Several lines are fine; an empty line ends them.")
    refused = " ".join(_shown(field, asking.refused.get(field.key, "")).split())
    standing = _shown(field, asking.typed[field.key])
    if refused:
        short = refused if len(refused) <= _REFUSED else f"{refused[:_REFUSED]}…"
        said = f"  Not saved: {short}"
    elif standing:
        said = f"  Enter keeps: {standing}".replace("\n", "\n    ")
    else:
        return
    for line in plain.wrap(said, plain.WIDTH, "    "):
        write(line)


def _shown(field: Field, value: str) -> str:
    if not field.options:
        return value
    labels = {one.key: one.label for one in field.options}
    return ", ".join(labels.get(one, one) for one in value.split("\n"))


def _choose(field: Field, line: str) -> str | None:
    """Return the keys of the options named by number, key or label; None if one is none of them."""
    keys: list[str] = []
    for word in (part.strip().casefold() for part in line.split(",")):
        found = [
            one.key
            for number, one in enumerate(field.options, 1)
            if word in (str(number), one.key.casefold(), one.label.casefold())
        ]
        if not found:
            return None
        keys += found
    return "\n".join(keys[:1] if field.kind is FieldKind.SELECT else keys)
