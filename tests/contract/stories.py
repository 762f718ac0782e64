"""Everything said while a script is played, in English and in the pseudo-language, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from adapters.memory import MemoryStore
from adapters.player import script
from adapters.player.person import Person
from adapters.player.play import Player
from adapters.player.spoken import Spoken
from bot.catalogue import ENGLISH, PSEUDO
from bot.library import Library
from bot.message import Form, Message
from bot.people import Address


@dataclass
class Telling:
    """One play of a script in one language, and what it said.

    Args:
        library: Words and tables.
        folder: Where the script lies.
        files: Where pictures and files are written.
    """

    library: Library
    folder: Path
    files: Path
    messages: list[Message] = field(default_factory=list[Message])
    forms: list[Form] = field(default_factory=list[Form])

    def __post_init__(self) -> None:
        store = MemoryStore()
        self.player = Player(lambda: store, self.library, self._hear, self.folder, self.files)
        self._people: dict[str, Person] = {}
        self._acting = "me"

    @property
    def me(self) -> Person:
        """Return whoever acts now, with what lies before them."""
        return self._people.setdefault(self._acting, Person(Address("terminal", self._acting)))

    async def carry_out(self, step: script.Step) -> None:
        """Carry out one line of the script."""
        if isinstance(step, script.As):
            self._acting = step.name
        await self.player.step(step)

    def _hear(self, spoken: Spoken) -> None:
        person = self._people.setdefault(spoken.to, Person(Address("terminal", spoken.to)))
        if spoken.message is not None:
            self.messages.append(spoken.message)
            person.see(spoken.id, spoken.message, spoken.replaces)
        elif spoken.form is not None and spoken.type == "form":
            self.forms.append(spoken.form)
            person.open(spoken.form)


async def tell(text: str, folder: Path, library: Library, files: Path) -> Mapping[str, Telling]:
    """Play a script in both languages and return what was said in each.

    Args:
        text: The script.
        folder: Where it lies.
        library: Words and tables.
        files: Where pictures and files are written.
    """
    pseudo = replace(library, words={**library.words, ENGLISH: library.words[PSEUDO]})
    first = Telling(library, folder, files)
    second = Telling(pseudo, folder, files)
    for line in script.read(text):
        assert isinstance(line, script.Line), f"it cannot be read: {line}"
        if isinstance(line.step, script.Expect):
            continue
        same = _translate(line.step, first.me, second.me)
        await first.carry_out(line.step)
        await second.carry_out(same)
    for one in (first, second):
        await one.player.close()
    return {ENGLISH: first, PSEUDO: second}


def _translate(step: script.Step, reader: Person, other: Person) -> script.Step:
    """Return a line that means the same to somebody who is spoken to in another language."""
    if isinstance(step, script.Fill):
        form = reader.open_form("fill")
        reader.typed = {}
        reader.fill(step.field, step.value)
        [(key, value)] = reader.typed.items()
        assert key in {one.key for one in form.fields}
        return script.Fill(key, value)
    if isinstance(step, script.Press) and not step.again:
        button, id = reader.press(step)
        at = _message(reader, id).buttons().index(button)
        label = _message(other, id).buttons()[at].label
        newest_first = [
            (one.label, its_id)
            for its_id, message in reversed(other.shown)
            for one in message.buttons()
            if one.label.casefold() == label.casefold()
        ]
        return script.Press(label, newest_first.index((label, id)) + 1)
    return step


def _message(person: Person, id: str) -> Message:
    return next(message for its_id, message in person.shown if its_id == id)
