"""A story of `tests/transcripts` lived twice: in the player, and on a platform; its person sees the same both times."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Protocol

from adapters.bootstrap import House, build
from adapters.memory import MemoryStore
from adapters.outbox import Outboxes
from adapters.player import script
from adapters.player.play import SEED, Player
from adapters.player.spoken import Spoken
from adapters.rooms import Room
from bot.library import Library
from bot.message import Field, Form, Message
from bot.ports import Store
from tests.wire.wording import Page, Shown, Telling, files_said, fold, message_said, page_said

STORIES = sorted((Path(__file__).parents[1] / "transcripts").glob("*.play"))
SECONDS = 20.0
"""Until everything of a step has to be shown; mostly it takes some milliseconds."""


class Hands(Protocol):
    """A person on a platform: what they do, and what lies before them."""

    closes_forms: bool
    """Whether the bot is told of a form that is closed without sending."""
    telling: Telling
    """How the platform says moments."""

    async def live_in(self, zone: str) -> None:
        """Be in a time zone, before anything is done."""
        ...

    async def type(self, text: str) -> None:
        """Write to the bot alone, or send a command."""
        ...

    async def press(self, readings: Sequence[tuple[str, str]], number: int) -> None:
        """Press a button.

        Args:
            readings: Labels it may have (any case), each with words of its message.
            number: Which of those, the newest first.
        """
        ...

    async def press_again(self) -> None:
        """Press the same once more, though it may be gone."""
        ...

    async def open_form(self) -> None:
        """Have the form before them that was offered last, if none is open."""
        ...

    async def fill(self, field: Field, chosen: Sequence[str], typed: str) -> None:
        """Fill in a field of the open form: labels of options where it has some, else what is typed."""
        ...

    async def submit(self) -> None:
        """Send the open form."""
        ...

    async def close(self) -> None:
        """Close the open form without sending it."""
        ...

    def sees(self) -> list[Shown]:
        """Return each message before them, oldest first, without those that only offer a form."""
        ...

    def files(self) -> list[str]:
        """Return what the files before them show, in words, oldest first."""
        ...

    def form(self) -> Page | None:
        """Return the open form, as it opened."""
        ...

    def problems(self) -> str | None:
        """Return what is said to be wrong with the form sent last, None where the platform refused it itself."""
        ...

    async def wait_for(self, look: Callable[[], bool], seconds: float) -> None:
        """Wait until something is so; fails if it does not come."""
        ...


class Ids:
    """Ids that are the same in both lives."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self) -> str:
        """Return the next one."""
        self._made += 1
        return f"play{self._made:08d}".translate(str.maketrans("0123456789", "abcdefghij"))


class Lives:
    """Both lives of one story, a line of the script at a time.

    Args:
        path: The script.
        library: Words and tables.
        store: Of the life on the platform.
        room: The platform's, not open yet.
        name: The platform's.
        files: Where the player keeps files.
    """

    def __init__(
        self, path: Path, library: Library, store: Store, room: Room, name: str, files: Path
    ) -> None:
        self._path = path
        self._said: list[Spoken] = []
        self._player = Player(
            MemoryStore, library, self._said.append, path.parent, files, new_id=Ids()
        )
        self._now = self._player.now
        self._faults: list[Exception] = []
        self.house: House = build(
            store,
            Outboxes({name: room}),
            lambda: self.now,
            Ids(),
            Random(SEED),
            library,
            lambda error, _: self._faults.append(error),
            lambda: 0.0,
        )
        self._lines = script.read(path.read_text("utf-8"))
        self._shown: list[tuple[str, Message]] = []
        self._files: list[str] = []
        self._form: Form | None = None
        self._unseen: Form | None = None

    @property
    def now(self) -> datetime:
        """The instant on the platform (UTC)."""
        return self._now

    async def live(self, hands: Hands) -> None:
        """Live it to its end, and fail at the first step after which the two do not see the same."""
        for read in self._lines:
            assert not isinstance(read, tuple), read
            step = read.step
            where = f"{self._path.name}, {step}"
            if isinstance(step, script.Fill | script.Submit | script.Cancel):
                await hands.open_form()
                await self._compare_form(hands, where)
            if isinstance(step, script.Cancel) and not hands.closes_forms:
                await hands.close()
                continue
            before = len(self._said)
            await self._player.step(step)
            self._hear(self._said[before:])
            await self._do(step, hands)
            await self._compare(hands, self._said[before:], where)
        await self._player.close()

    def _hear(self, said: Sequence[Spoken]) -> None:
        for one in said:
            if one.message is not None and one.who == "bot":
                self._lay(one)
            if one.type == "form":
                self._form = self._unseen = one.form

    def _lay(self, one: Spoken) -> None:
        assert one.message is not None
        at = next((at for at, (id, _) in enumerate(self._shown) if id == one.replaces), None)
        if at is None:
            self._shown.append((one.id, one.message))
        else:
            self._shown[at] = (one.id, one.message)
        self._files += files_said(one.message)

    async def _do(self, step: script.Step, hands: Hands) -> None:
        match step:
            case script.Zone(name):
                await hands.live_in(name)
            case script.At() | script.Wait():
                await self._advance(self._player.now)
            case script.Type(text):
                self._now = self._player.now
                await hands.type(text)
            case script.Press():
                if step.again:
                    await hands.press_again()
                else:
                    await hands.press(step.readings(), step.number)
            case script.Fill(name, value):
                await self._fill(hands, name, value)
            case script.Submit():
                await hands.submit()
            case script.Cancel():
                await hands.close()
            case script.Expect() | script.Plan():
                pass
            case _:
                raise AssertionError(f"a story does not {step}")

    async def _fill(self, hands: Hands, name: str, value: str) -> None:
        assert self._form is not None
        (field,) = [
            one
            for one in self._form.fields
            if name.casefold() in (one.key.casefold(), one.label.casefold())
        ]
        labels = {one.key.casefold(): one.label for one in field.options}
        labels |= {one.label.casefold(): one.label for one in field.options}
        words = [value, *(one.strip() for one in value.split(","))]
        chosen = [labels[one.casefold()] for one in words if one.casefold() in labels]
        await hands.fill(field, list(dict.fromkeys(chosen)), value)

    async def _advance(self, to: datetime) -> None:
        store = self.house.store
        while (due := await store.next_due()) is not None and due <= to:
            self._now = max(self._now, due)
            await self.house.deliverer.deliver_due(self._now)
            assert not self._faults, self._faults
        self._now = to

    async def _compare(self, hands: Hands, said: Sequence[Spoken], where: str) -> None:
        expected = fold(message_said(one, hands.telling) for _, one in self._shown)

        def same() -> bool:
            return fold(hands.sees()) == expected and hands.files() == self._files

        try:
            await hands.wait_for(same, SECONDS)
        except AssertionError:
            told = _difference(expected, fold(hands.sees()))
            told += f"\n files {self._files}\n seen  {hands.files()}"
            raise AssertionError(f"{where}: {told}") from None
        for one in said:
            if one.type == "problem" and hands.problems() is not None:
                for wrong in one.errors.values():
                    await hands.wait_for(
                        lambda w=wrong: _folded(w) in _folded(hands.problems() or ""), SECONDS
                    )
        if hands.form() is not None:
            await self._compare_form(hands, where)

    async def _compare_form(self, hands: Hands, where: str) -> None:
        """Look at a page when it is new; what somebody typed into it since is their own."""
        if self._unseen is None:
            return
        expected, self._unseen = page_said(self._unseen), None
        try:
            await hands.wait_for(lambda: hands.form() == expected, SECONDS)
        except AssertionError:
            told = f"another form\n terminal {expected}\n seen     {hands.form()}"
            raise AssertionError(f"{where}: {told}") from None


def _folded(text: str) -> str:
    return " ".join(text.split())


def _difference(expected: str, seen: str) -> str:
    pairs = enumerate(zip(expected, seen, strict=False))
    differs = next((at for at, (a, b) in pairs if a != b), min(len(expected), len(seen)))
    at = max(0, differs - 60)
    return f"not the same\n terminal …{expected[at : at + 300]}\n seen     …{seen[at : at + 300]}"
