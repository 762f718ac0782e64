"""`afterview chat`: a conversation line by line, with nudges above the prompt when they fall due."""

import asyncio
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

from adapters.bootstrap import House, build, fresh_id, system_clock
from adapters.pictures import SUFFIX, paint
from adapters.settings import Settings, load_settings
from adapters.sql.crypto import load_keys
from adapters.sql.forgotten import Forgotten
from adapters.sql.store import open_store
from adapters.sql.urls import shown
from adapters.terminal import form as forms
from adapters.terminal import plain
from adapters.terminal.home import data_folder, forgotten_path, keys_for, store_url
from adapters.terminal.lines import Lines, Piped, Typed
from bot.errors import StoreError
from bot.inbound import Act, Closed, Inbound, Pressed, Profile, Said, Submitted
from bot.journey import Journey
from bot.message import Button, File, Message, Picture, Reply, Topic
from bot.people import Address
from bot.ports import Turned
from scheduler.clockwork import Clockwork

ME = Address("terminal", "me")
PROMPT = "\nyou > "
SAID_BEFORE = 3
"""Messages whose buttons keep their numbers."""
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def chat(db: str = "") -> int:
    """Talk until the person leaves, and return the exit status.

    Args:
        db: Where to keep everything; the data folder where it is empty.

    Raises:
        AfterviewError: A setting, the store or the content cannot be used.
    """
    settings = load_settings()
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s")
    for noisy in ("apscheduler", "sqlalchemy", "aiohttp", "slack_bolt", "slack_sdk", "discord"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return asyncio.run(_chat(settings, db))


async def _chat(settings: Settings, db: str) -> int:
    url = store_url(settings, db)
    ring = load_keys(keys_for(url, settings))
    store = open_store(url, ring, Forgotten(forgotten_path(url, settings, db), ring, system_clock))
    try:
        lines: Lines = Typed() if sys.stdin.isatty() else Piped()
        room = Room(lines, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
        house = build(store, room, system_clock, fresh_id, Random())
        await room.open(house, url)
    finally:
        await store.close()
    return 0


class Room:
    """The terminal of one person; also the outbox for what is said unasked.

    Args:
        lines: Where lines come from.
        colour: Whether bold and dim may be used; nothing is said by them alone.
    """

    def __init__(self, lines: Lines, *, colour: bool) -> None:
        self._lines = lines
        self._colour = colour
        self._buttons: list[tuple[Button, str]] = []
        self._asking: forms.Asking | None = None
        self._said = 0

    async def open(self, house: House, url: str) -> None:
        """Welcome the person, talk until they leave, and say goodbye."""
        self._house: House = house
        self._clockwork = Clockwork(house.store, house.deliverer, system_clock)
        with self._lines.around():
            self._welcome(url)
            await self._introduce()
            await self._clockwork.start()
            try:
                lost = await self._talk()
            finally:
                await self._clockwork.stop()
            kept = "Everything else" if lost else "Everything"
            self._write(f"\n{kept} is kept. Until next time.")

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Print an unasked message above the prompt (`bot.ports.Outbox`)."""
        now = system_clock().astimezone()
        self._write(
            "\n"
            + self._dim(f"-- {now:%a} {now.day} {now:%b}, {now:%H:%M} ".ljust(plain.WIDTH, "-"))
        )
        self._buttons = []
        self._print(message)

    async def _talk(self) -> bool:
        """Talk until the person leaves; return whether anything typed was lost with a form."""
        leaving = False
        while True:
            try:
                if self._asking is not None:
                    await self._ask(self._asking)
                else:
                    await self._line(await self._lines.read(PROMPT))
                leaving = False
            except EOFError:
                return await self._cancel()
            except KeyboardInterrupt:
                if self._asking is not None:
                    await self._cancel()
                elif leaving:
                    return False
                else:
                    leaving = True
                    self._write("Press Ctrl-C once more, or Ctrl-D, to leave. Nothing is lost.")
            except StoreError as error:
                self._write(f"I could not save that, so nothing was changed: {error}")

    async def _line(self, line: str) -> None:
        typed = line.strip()
        if not typed:
            return
        if typed.casefold() in ("exit", "quit", "bye"):
            raise EOFError
        pressed = self._pressed(typed)
        if pressed is not None:
            button, message = pressed
            await self._act(Pressed(button.action, message))
            return
        reply = await self._act(Said(typed))
        if not _is_help(reply):
            self._lines.keep(typed)

    def _pressed(self, typed: str) -> tuple[Button, str] | None:
        for number, (button, message) in enumerate(self._buttons, 1):
            if typed == str(number) or typed.casefold() == button.label.casefold():
                return button, message
        return None

    async def _ask(self, asking: forms.Asking) -> None:
        try:
            sent = await forms.ask(asking, self._lines.read, self._write)
        except forms.InterruptionError as interruption:
            await self._act(Said(interruption.text))
            return
        if not sent:
            await self._cancel()
            return
        # Should the store refuse, the last field is asked once more, and Enter sends it all again.
        asking.at -= 1
        reply = await self._act(Submitted(asking.form.id, dict(asking.typed)))
        if reply.problems:
            for key, words in reply.problems.items():
                label = next(one.label for one in asking.form.fields if one.key == key)
                for line in plain.wrap(f"  {label}: {words}", plain.WIDTH, "    "):
                    self._write(line)
            asking.again(reply.problems, hush=_is_help(reply))

    async def _cancel(self) -> bool:
        """Close the open form, if there is one; return whether anything typed was lost with it."""
        asking, self._asking = self._asking, None
        if asking is None:
            return False
        # A store that cannot note it does not keep a form open here.
        with suppress(StoreError):
            await self._act(Closed(asking.form.id))
        lost = asking.unsaved()
        self._write("  The form is closed." + (" This was not saved:" if lost else ""))
        for line in lost:
            for one in plain.wrap(f"    {line}", plain.WIDTH, "      "):
                self._write(one)
        return bool(lost)

    async def _act(self, act: Act) -> Reply:
        reply = await self._house.conversation.handle(Inbound(fresh_id(), ME, act))
        if isinstance(act, Submitted) and not reply.problems:
            self._asking = None
        shown = ([reply.edit] if reply.edit is not None else []) + list(reply.messages)
        if any(one.buttons() for one in shown) or isinstance(act, Pressed):
            self._buttons = []
        for message in shown:
            self._print(message)
        if reply.form is not None:
            self._asking = forms.Asking.of(reply.form)
            self._write("\n" + self._bold(plain.form_title(reply.form)))
            self._write("Enter leaves a field as it is. back, skip and cancel work at each.")
        await self._clockwork.wake()
        return reply

    def _print(self, message: Message) -> None:
        self._said += 1
        id = f"m{self._said}"
        self._write("")
        for line in plain.body(message, plain.WIDTH):
            self._write(line)
        for part in message.parts:
            if isinstance(part, Picture):
                self._save(part.name + SUFFIX, paint(part), part.alt)
            elif isinstance(part, File):
                self._save(part.name, part.data, part.alt)
        for line in plain.buttons(message.buttons(), plain.WIDTH - 2, len(self._buttons) + 1):
            self._write("  " + line)
        self._buttons += [(one, id) for one in message.buttons()]

    def _save(self, name: str, data: bytes, alt: str) -> None:
        folder = data_folder() / "files"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{system_clock():%Y%m%d-%H%M%S}-{Path(name).name}"
        path.write_bytes(data)
        self._write(f"  ({alt}: {path})")

    def _welcome(self, url: str) -> None:
        self._write(self._bold("Afterview") + ", for the days after a job interview.")
        if url.startswith("sqlite:"):
            self._write(
                "I am a program. What you type stays in one encrypted file on this machine:"
            )
        else:
            self._write("I am a program. What you type is kept, encrypted, in this database:")
        self._write(f"  {shown(url)}")
        self._write("")
        self._write("Try:  I just had an interview with Acme")
        self._write("      what's next")
        self._write("      help")
        self._write("Numbers press the numbered choices. Ctrl-D leaves.")

    async def _introduce(self) -> None:
        """Tell the zone of this machine, unless the person has told theirs."""

        def look(journey: Journey | None) -> Turned[bool]:
            if journey is None:
                raise _NewPersonError
            return Turned(journey, journey.person.zone_told)

        try:
            told = await self._house.store.turn(ME, None, system_clock(), look)
        except _NewPersonError:
            told = False
        zone = _system_zone()
        if not told and zone is not None:
            await self._house.conversation.handle(Inbound(fresh_id(), ME, Profile(zone=zone)))

    def _write(self, text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self._colour else text

    def _dim(self, text: str) -> str:
        return f"{_DIM}{text}{_PLAIN}" if self._colour else text


def _is_help(reply: Reply) -> bool:
    """Return whether dark words were answered; what was typed then must not be kept or shown again."""
    return any(one.topic is Topic.CRISIS for one in reply.messages)


class _NewPersonError(Exception):
    """Nobody has written here before, so there is nothing to look at."""


def _system_zone() -> str | None:
    """Return the IANA name of this machine's zone, None where it says nothing about the person."""
    import tzlocal  # noqa: PLC0415 - only a live chat asks for it

    try:
        name = tzlocal.get_localzone_name()
    except Exception:  # noqa: BLE001 - whatever is wrong with the machine's zone, the person is asked
        return None
    return None if name in ("UTC", "Etc/UTC", "local") else name
