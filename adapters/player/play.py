"""Carries out a script: acts, waits in virtual time, and looks at what was said."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adapters.bootstrap import House, build, fresh_id
from adapters.pictures import SUFFIX, paint
from adapters.player import script
from adapters.player.clock import VirtualClock
from adapters.player.hearing import Hearing
from adapters.player.person import Person
from adapters.player.planned import read_plan
from adapters.player.script import ScriptError
from adapters.player.spoken import Spoken, text_of
from adapters.terminal import plain
from bot.inbound import Act, Closed, Inbound, Pressed, Profile, Said, Submitted, Uploaded
from bot.library import Library
from bot.message import File, Message, Picture
from bot.people import Address
from bot.ports import Claim, NewId, Store

SEED = 20260105


class Player:
    """Plays one script.

    Args:
        open_store: Opens the store, at the start and after each `restart`.
        library: Words and tables.
        say: Called with everything said, in order.
        script_folder: What `upload` paths start from.
        files: Where files and pictures are written.
        seed: Of chance.
        new_id: Makes ids; where it is not given they are the same in each play of a script.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        library: Library,
        say: Callable[[Spoken], None],
        script_folder: Path,
        files: Path,
        seed: int = SEED,
        new_id: NewId | None = None,
    ) -> None:
        self._open_store = open_store
        self._new_id = new_id or self._next_id
        self._library = library
        self._tell = say
        self._script_folder = script_folder
        self._files = files
        self._fault: Exception | None = None
        self._seed = seed
        self._chance = Random(seed)
        self._ids = 0
        # Two plays against one store are different people's events, even in the same minute.
        self._run = fresh_id()
        self._events = 0
        self._said = 0
        self._people: dict[str, Person] = {}
        self._me = self._person("me")
        self._clock = VirtualClock()
        self._hearing = Hearing()
        self._posted: list[tuple[Address, Message]] = []
        self._house: House = self._build()

    async def step(self, step: script.Step) -> None:
        """Carry out one line.

        Raises:
            ScriptError: The line cannot be carried out.
            ExpectationError: An expectation is not met.
        """
        if isinstance(step, script.Expect):
            self._hearing.check(step)
            return
        self._hearing.forget()
        await self._carry_out(step)

    async def close(self) -> None:
        """Let go of the store."""
        await self._house.store.close()

    async def _carry_out(self, step: script.Step) -> None:  # noqa: C901 - a case for each kind of line
        match step:
            case script.Zone(name):
                await self._set_zone(name)
            case script.At(wall, sets):
                await self._until(wall, sets=sets)
            case script.As(name):
                self._me = self._person(name)
            case script.Type(text):
                await self._act(Said(text), text)
            case script.Press():
                await self._press(step)
            case script.Fill(name, value):
                self._me.fill(name, value)
            case script.Submit():
                await self._submit()
            case script.Cancel():
                await self._cancel()
            case script.Upload(path):
                await self._upload(path)
            case script.Wait(count, unit):
                await self._advance(self._clock.later(count, unit, self._me.zone))
            case script.Restart():
                await self._house.store.close()
                self._house = self._build()
            case script.Plan():
                await self._plan()
            case script.Expect():
                raise AssertionError("handled in step")

    # Acts

    async def _set_zone(self, name: str) -> None:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ScriptError(f"no such zone: {name!r}") from error
        self._me.zone = name
        await self._act(Profile(zone=name), None)

    async def _press(self, step: script.Press) -> None:
        button, message = self._me.press(step)
        shown = "[again]" if step.again else f"[{button.label}]"
        await self._act(Pressed(button.action, message), shown, message)

    async def _submit(self) -> None:
        form = self._me.open_form("submit")
        shown = [
            plain.field_line(one, self._me.typed[one.key])
            for one in form.fields
            if self._me.typed[one.key]
        ]
        await self._act(Submitted(form.id, dict(self._me.typed)), "\n".join(shown) or form.submit)

    async def _cancel(self) -> None:
        form = self._me.open_form("cancel")
        self._me.form = None
        await self._act(Closed(form.id), None)

    async def _upload(self, path: str) -> None:
        try:
            data = (self._script_folder / path).read_bytes()
        except OSError as error:
            raise ScriptError(f"upload: {error.strerror}: {path}") from error
        await self._act(Uploaded(Path(path).name, data), path)

    async def _act(self, act: Act, shown: str | None, message: str = "") -> None:
        if not isinstance(act, Profile):
            self._clock.hold(self._me.zone)
        if shown is not None:
            self._say(self._me, "you", "message", text=shown)
        self._events += 1
        event = f"{self._run}-{self._events}"
        reply = await self._house.conversation.handle(Inbound(event, self._me.address, act))
        me = self._me
        if isinstance(act, Submitted) and not reply.problems:
            me.form = None
        if reply.edit is not None:
            self._show(me, reply.edit, replaces=message or None)
        for one in reply.messages:
            self._show(me, one)
        if reply.problems and me.form is not None:
            words = "\n".join(reply.problems.values())
            self._say(
                me,
                "bot",
                "problem",
                text=words,
                form=me.form,
                values=me.typed,
                errors=reply.problems,
            )
        if reply.form is not None:
            me.open(reply.form)
            self._say(me, "bot", "form", form=reply.form, values=me.typed, text=reply.form.title)

    # Time

    @property
    def now(self) -> datetime:
        """The virtual instant (UTC)."""
        return self._clock.now(self._me.zone)

    async def _until(self, wall: datetime, *, sets: bool) -> None:
        if sets and self._clock.tell(wall, self._me.zone):
            return
        await self._advance(self._clock.until(wall, self._me.zone))

    async def _advance(self, to: datetime) -> None:
        store = self._house.store
        self._clock.move(self.now)
        while (due := await store.next_due()) is not None and due <= to:
            self._clock.move(due)
            if not await self._deliver_due() and await store.next_due() == due:
                raise ScriptError(f"a nudge due {due.isoformat()} is neither sent nor dropped")
        self._clock.move(to)

    # What is said

    async def post(self, to: Address, message: Message, key: str, *, again: bool) -> None:
        """Take an unasked message (`bot.ports.Outbox`); what goes wrong in showing it is not the outbox's."""
        self._posted.append((to, message))

    async def _deliver_due(self) -> int:
        count = await self._house.deliverer.deliver_due(self.now)
        if self._fault is not None:
            # Live it would wait for its lease to end; a script is told at once.
            raise self._fault
        posted, self._posted = self._posted, []
        for to, message in posted:
            self._show(self._person(to.user), message)
        return count

    def _show(self, to: Person, message: Message, replaces: str | None = None) -> None:
        id = self._say(
            to, "bot", "message", text=text_of(message), message=message, replaces=replaces
        )
        to.see(id, message, replaces)
        for part in message.parts:
            if isinstance(part, Picture):
                path = self._keep(part.name + SUFFIX, paint(part))
                self._say(to, "bot", "picture", path=path, alt=part.alt, about=message)
            elif isinstance(part, File):
                path = self._keep(part.name, part.data)
                self._say(to, "bot", "file", path=path, alt=part.alt, about=message)

    def _say(self, to: Person, who: str, kind: str, **said: object) -> str:
        self._said += 1
        spoken = Spoken(
            id=f"m{self._said}",
            at=self.now,
            zone=to.zone,
            to=to.address.user,
            who=who,
            type=kind,
            **said,  # pyright: ignore[reportArgumentType]
        )
        self._hearing.hear(spoken)
        self._tell(spoken)
        return spoken.id

    async def _plan(self) -> None:
        me = self._me
        text, planned = await read_plan(self._house.store, me.address, self.now, me.zone)
        self._say(me, "bot", "plan", text=text, plan=planned)

    def _keep(self, name: str, data: bytes) -> Path:
        path = self._files / f"{self._said}-{Path(name).name}"
        path.write_bytes(data)
        return path

    # Parts

    def _person(self, name: str) -> Person:
        return self._people.setdefault(name, Person(Address("terminal", name)))

    def _build(self) -> House:
        return build(
            self._open_store(),
            self,
            lambda: self.now,
            self._new_id,
            self._chance,
            self._library,
            self._note_fault,
            # Nothing takes any time in a play.
            lambda: 0.0,
        )

    def _note_fault(self, error: Exception, claim: Claim) -> None:
        self._fault = error

    def _next_id(self) -> str:
        # As long as a live one, and the same in every play of the same script.
        self._ids += 1
        return f"play{self._ids:08d}".translate(_LETTERS)


_LETTERS = str.maketrans("0123456789", "abcdefghij")
