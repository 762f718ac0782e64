"""The terminal's conversation with a person who types from a list."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from adapters.bootstrap import House, build, fresh_id, system_clock
from adapters.memory import MemoryStore
from adapters.terminal.chat import ME, Room
from bot.errors import StoreError
from bot.journey import Journey
from bot.library import Library, load_library
from bot.people import Address
from bot.ports import Turned

ADD = ["/interview add Acme", "", "", "just now", "Germany", "", "cancel"]

T = TypeVar("T")
Line = str | type[BaseException] | Callable[[], Awaitable[None]]


class Script:
    """Lines of a person (`adapters.terminal.lines.Lines`).

    Args:
        lines: What they type; an error is raised, a function is called before the next line.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self.kept: list[str] = []
        self.prompts: list[str] = []

    async def read(self, prompt: str, default: str = "") -> str:
        self.prompts.append(prompt)
        for line in self._lines:
            if isinstance(line, str):
                return line
            if isinstance(line, type) and issubclass(line, BaseException):
                raise line
            await line()
        raise EOFError

    def keep(self, line: str) -> None:
        self.kept.append(line)

    def around(self) -> AbstractContextManager[None]:
        return nullcontext()


class FullStore(MemoryStore):
    """A store in memory whose disk can be full."""

    full = False

    async def turn(
        self,
        who: Address,
        event: str | None,
        now: datetime,
        decide: Callable[[Journey | None], Turned[T]],
    ) -> T | None:
        if self.full:
            raise StoreError("the disk is full")
        return await super().turn(who, event, now, decide)


@pytest.fixture(scope="module")
def library() -> Library:
    """The words and tables as they are."""
    return load_library()


class Chat:
    """One terminal on a store in memory, with a clock the test moves.

    Args:
        library: Words and tables.
        read: Returns what was printed since it was last asked.
    """

    def __init__(self, library: Library, read: Callable[[], str]) -> None:
        self._library = library
        self._read = read
        self.store = MemoryStore()
        self.ahead = timedelta()
        self.house: House | None = None
        self.script = Script([])

    def now(self) -> datetime:
        return system_clock() + self.ahead

    async def talk(self, *lines: Line, colour: bool = False) -> str:
        """Talk until the lines end, and return everything printed."""
        self.script = Script(lines)
        room = Room(self.script, colour=colour)
        self.house = build(self.store, room, self.now, fresh_id, Random(1), self._library)
        await room.open(self.house, "sqlite:///here/afterview.db")
        return self._read()

    async def fall_due(self) -> None:
        """Let the next nudge fall due while the prompt waits."""
        assert self.house is not None
        due = await self.store.next_due()
        assert due is not None
        await self.house.deliverer.deliver_due(due)

    async def journey(self) -> Journey:
        found: list[Journey] = []

        def look(journey: Journey | None) -> Turned[None]:
            assert journey is not None
            found.append(journey)
            return Turned(journey, None)

        await self.store.turn(ME, None, system_clock(), look)
        return found[0]


@pytest.fixture
def chat(
    library: Library,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Chat:
    """A terminal whose files go into a folder of the test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return Chat(library, lambda: capsys.readouterr().out)


async def test_the_first_screen_says_who_speaks_and_where_everything_is_kept(chat: Chat) -> None:
    """And what to try, and how to leave."""
    said = await chat.talk()
    assert "I am a program" in said
    assert "here/afterview.db" in said
    assert "Ctrl-D leaves" in said
    assert "Until next time" in said


async def test_a_form_is_asked_field_by_field_and_saved(chat: Chat) -> None:
    """The first page saves; the second may be called off."""
    said = await chat.talk(*ADD)
    assert "Saved: Acme" in said
    assert [one.company for one in (await chat.journey()).facts.interviews] == ["Acme"]


async def test_what_was_wrong_is_said_and_asked_again(chat: Chat) -> None:
    """Only the country; the rest stays."""
    said = await chat.talk(
        "/interview add Acme", "", "", "just now", "Atlantis", "", "Germany", "cancel"
    )
    assert said.count("Employer's country") >= 2
    assert "Saved: Acme" in said


async def test_what_was_wrong_is_not_sent_again_by_enter(chat: Chat) -> None:
    """It is named as not saved, and asked until it is typed another way."""
    said = await chat.talk(
        "/interview add Acme", "", "", "just now", "Atlantis", "", "", "Germany", "cancel"
    )
    assert "Not saved: Atlantis" in said
    assert "Enter keeps: Atlantis" not in said
    assert "Please type it another way" in said
    assert "Saved: Acme" in said


@pytest.mark.parametrize("end", ["cancel", KeyboardInterrupt, EOFError])
async def test_closing_a_form_says_what_was_not_saved(chat: Chat, end: Line) -> None:
    """And only what was typed in it, whichever way it is closed."""
    said = await chat.talk("/interview add Acme", "", "Data engineer", end)
    _, _, after = said.partition("The form is closed. This was not saved:\n")
    assert after.startswith("    Role: Data engineer\n")
    assert "Company: " not in after
    assert ("Everything else is kept" in said) is (end is EOFError)


async def test_dark_words_in_a_form_are_not_read_back(chat: Chat) -> None:
    """Their field is asked afresh, and closing the form does not show them."""
    said = await chat.talk("/interview add Acme", "", "", "I want to die", "", "", "cancel")
    assert "emergency number" in said
    assert "want to die" not in said
    assert "The form is closed.\n" in said


async def test_a_form_is_kept_where_the_store_does_not_take_it(chat: Chat) -> None:
    """It is said once, nothing typed is lost, and Enter sends it again."""

    full = chat.store = FullStore()

    async def fill_up() -> None:
        full.full = True

    async def make_room() -> None:
        full.full = False

    said = await chat.talk(
        "/interview add Acme", "", "Engineer", "just now", "Germany", fill_up, "they call by Friday",
        make_room, "", "cancel"
    )  # fmt: skip
    assert said.count("I could not save that") == 1
    assert "Enter keeps: they call by Friday" in said
    assert "Saved: Acme, Engineer" in said


async def test_a_number_presses_the_numbered_choice(chat: Chat) -> None:
    """As does its label in any case."""
    for word in ("1", "add an INTERVIEW"):
        said = await chat.talk("help me with xyzzy", word)
        assert "The interview (1 of 2)" in said


async def test_a_number_that_is_no_choice_is_taken_as_words(chat: Chat) -> None:
    """It is answered, and presses nothing."""
    said = await chat.talk("999")
    assert "999" in said
    assert chat.script.kept == ["999"]


async def test_a_nudge_that_falls_due_while_the_prompt_waits_is_printed(chat: Chat) -> None:
    """With a line that says when, and choices that can be pressed by number at once."""
    said = await chat.talk(*ADD, chat.fall_due, "/interview help")
    before, _, after = said.rpartition("\n-- ")
    assert "Saved: Acme" in before
    assert "1) " in after


async def test_a_nudge_does_not_disturb_an_open_form(chat: Chat) -> None:
    """What was typed before and after it is one form."""
    await chat.talk(*ADD)
    said = await chat.talk(
        "/interview add Bolt", "", "Engineer", chat.fall_due, "just now", "Germany", "", "cancel"
    )
    assert "\n-- " in said
    assert "Saved: Bolt, Engineer" in said


async def test_ctrl_c_in_a_form_closes_it_and_stays(chat: Chat) -> None:
    """The conversation goes on."""
    said = await chat.talk("/interview add Acme", KeyboardInterrupt, "/interview help")
    assert "The form is closed." in said
    assert chat.script.kept == ["/interview add Acme", "/interview help"]


async def test_ctrl_c_at_the_prompt_leaves_only_when_pressed_twice(chat: Chat) -> None:
    """The first says so; anything typed in between begins anew."""
    once = await chat.talk(KeyboardInterrupt, "/interview help", KeyboardInterrupt, "hello")
    assert once.count("once more") == 2
    assert chat.script.kept == ["/interview help", "hello"]
    await chat.talk(KeyboardInterrupt, KeyboardInterrupt, "never typed")
    assert chat.script.kept == []


@pytest.mark.parametrize("word", ["exit", "quit", "Bye"])
async def test_leaving_by_word(chat: Chat, word: str) -> None:
    """Nothing after it is read."""
    said = await chat.talk(word, "never typed")
    assert chat.script.kept == []
    assert "Until next time" in said


async def test_ctrl_d_in_a_form_leaves_and_keeps_what_was_saved(chat: Chat) -> None:
    """Everything told before is there again."""
    await chat.talk(*ADD, "/interview add Bolt", EOFError)
    assert "Acme" in await chat.talk("/interview list")


async def test_dark_words_are_not_kept_for_the_up_arrow(chat: Chat) -> None:
    """What was typed before and after them is; their answer is printed."""
    said = await chat.talk("/interview help", "I want to end my life", "/interview help")
    assert "emergency number" in said
    assert not any("end my life" in line for line in chat.script.kept)
    assert "/interview help" in chat.script.kept


async def test_dark_words_in_a_form_field_are_answered(chat: Chat) -> None:
    """They are heard wherever they are typed, and kept nowhere."""
    said = await chat.talk(
        "/interview add Acme", "", "I want to end my life", "just now", "Germany", ""
    )
    assert "emergency number" in said
    assert not any("end my life" in line for line in chat.script.kept)


async def test_without_colour_there_is_no_escape(chat: Chat) -> None:
    """And with it the same words are said."""
    plain = await chat.talk("/interview help")
    coloured = await chat.talk("/interview help", colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1mAfterview\x1b[0m" in coloured
    assert coloured.replace("\x1b[1m", "").replace("\x1b[0m", "").replace("\x1b[2m", "") == plain


async def test_nothing_is_wider_than_eighty_columns(chat: Chat) -> None:
    """Whatever is asked for."""
    said = await chat.talk(*ADD, "/interview help", "/interview settings", "/interview calm", "1")
    assert [line for line in said.splitlines() if len(line) > 80 and "/" not in line] == []
