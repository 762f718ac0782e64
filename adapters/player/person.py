"""Somebody in a play: what lies before them, and how a line of the script finds its way in it."""

from dataclasses import dataclass, field

from adapters.player import script
from adapters.player.script import ScriptError
from adapters.player.spoken import readable
from bot.message import Button, Field, FieldKind, Form, Message
from bot.people import Address


@dataclass(slots=True)
class Person:
    """Somebody in a play.

    Args:
        address: Where they are reached.
        zone: IANA name.
        shown: What lies before them, oldest first; an edited message stands where the old one stood.
        form: The open page of a form.
        typed: What stands in its fields.
        pressed: The last button and the id of its message.
    """

    address: Address
    zone: str = "UTC"
    shown: list[tuple[str, Message]] = field(default_factory=list[tuple[str, Message]])
    form: Form | None = None
    typed: dict[str, str] = field(default_factory=dict[str, str])
    pressed: tuple[Button, str] | None = None

    def see(self, id: str, message: Message, replaces: str | None) -> None:
        """Lay a message before them, or put it where the one it replaces lies."""
        at = next((at for at, (old, _) in enumerate(self.shown) if old == replaces), None)
        if at is None:
            self.shown.append((id, message))
            return
        self.shown[at] = (id, message)
        if self.pressed is not None and self.pressed[1] == replaces:
            # The button is gone, but a second press still comes from the place it was in.
            self.pressed = (self.pressed[0], id)

    def press(self, step: script.Press) -> tuple[Button, str]:
        """Return the button a line means and the id of its message, and remember it for `press again`.

        Raises:
            ScriptError: There is no such button, or nothing was pressed before.
        """
        if not step.again:
            self.pressed = self._find(step)
        elif self.pressed is None:
            raise ScriptError("press again: nothing was pressed before")
        return self.pressed

    def open(self, form: Form) -> None:
        """Lay a page of a form before them, with what stands in it already."""
        self.form = form
        self.typed = {one.key: one.value for one in form.fields}

    def open_form(self, verb: str) -> Form:
        """Return the open page.

        Raises:
            ScriptError: There is none to do `verb` with.
        """
        if self.form is None:
            raise ScriptError(f"{verb}: no form is open")
        return self.form

    def fill(self, name: str, value: str) -> None:
        """Put something into a field of the open page, named by key or label.

        Raises:
            ScriptError: No form is open, or there is no such field or option.
        """
        form = self.open_form("fill")
        wanted = name.casefold()
        # A page shows its labels without a question mark, so that is how they may be read off.
        found = next(
            (
                one
                for one in form.fields
                if wanted in (one.key.casefold(), one.label.casefold())
                or wanted == one.label.rstrip("?:").casefold()
            ),
            None,
        )
        if found is None:
            raise ScriptError(f"no field {name!r}; there are {[one.key for one in form.fields]}")
        self.typed[found.key] = _option_keys(found, value) if found.options else value

    def _find(self, step: script.Press) -> tuple[Button, str]:
        for label, text in step.readings():
            wanted, within = label.strip().casefold(), " ".join(text.split())
            found = [
                (button, id)
                for id, message in reversed(self.shown)
                for button in message.buttons()
                if button.label.casefold() == wanted and within in readable(message)
            ]
            if len(found) >= step.number:
                return found[step.number - 1]
        labels = [one.label for _, message in self.shown[-5:] for one in message.buttons()]
        which = f" #{step.number}" if step.number > 1 else ""
        raise ScriptError(f"no button {step.target!r}{which}; the newest are {labels}")


def _option_keys(field: Field, value: str) -> str:
    """Return the keys of options named by key or label; several are parted by commas or new lines.

    Raises:
        ScriptError: There is no such option.
    """
    named = [(word, one.key) for one in field.options for word in (one.label, one.key)]
    keys = {word.casefold(): key for word, key in named}
    whole = value.strip().casefold()
    if not whole or whole in keys:
        return keys.get(whole, "")
    several = field.kind is FieldKind.MULTI
    words = value.replace("\n", ",").split(",") if several else [value]
    chosen: list[str] = []
    for one in filter(None, (word.strip() for word in words)):
        if one.casefold() not in keys:
            options = [option.label for option in field.options]
            raise ScriptError(f"no option {one!r} in {field.key}; there are {options}")
        chosen.append(keys[one.casefold()])
    return "\n".join(chosen)
