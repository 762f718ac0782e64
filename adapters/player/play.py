"""Carries out a script: acts, waits in virtual time, and looks at what was said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adapters.bootstrap import House, build, fresh_id
from adapters.pictures import draw
from adapters.player import script
from adapters.player.script import ScriptError
from adapters.player.spoken import Spoken, readable, text_of
from adapters.terminal import plain
from bot.calendar import resolve
from bot.inbound import Act, Closed, Inbound, Pressed, Profile, Said, Submitted, Uploaded
from bot.journey import Journey
from bot.library import Library
from bot.message import Button, Field, FieldKind, File, Form, Message, Picture
from bot.nudges import plan_view
from bot.people import Address
from bot.ports import Claim, NewId, Store, Turned

START = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - a wall clock, in whatever zone the person has
SEED = 20260105


class ExpectationError(Exception):
    """What was expected was not said, or what was not expected was."""


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
        self._now: datetime | None = None
        self._heard: list[str] = []
        self._posted: list[tuple[Address, Message]] = []
        self._house: House = self._build()

    async def step(self, step: script.Step) -> None:
        """Carry out one line.

        Raises:
            ScriptError: The line cannot be carried out.
            ExpectationError: An expectation is not met.
        """
        if isinstance(step, script.Expect):
            self._expect(step)
            return
        self._heard.clear()
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
                self._fill(name, value)
            case script.Submit():
                await self._submit()
            case script.Cancel():
                await self._cancel()
            case script.Upload(path):
                await self._upload(path)
            case script.Wait(count, unit):
                await self._advance(self._later(count, unit))
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
        again = step.target.casefold() == "again"
        if again and self._me.pressed is None:
            raise ScriptError("press again: nothing was pressed before")
        if not again or self._me.pressed is None:
            self._me.pressed = self._find(step)
        button, message = self._me.pressed
        shown = "[again]" if again else f"[{button.label}]"
        await self._act(Pressed(button.action, message), shown, message)

    def _find(self, step: script.Press) -> tuple[Button, str]:
        for label, text in step.readings():
            wanted, within = label.strip().casefold(), " ".join(text.split())
            found = [
                (button, id)
                for id, message in reversed(self._me.shown)
                for button in message.buttons()
                if button.label.casefold() == wanted and within in readable(message)
            ]
            if len(found) >= step.number:
                return found[step.number - 1]
        labels = [one.label for _, message in self._me.shown[-5:] for one in message.buttons()]
        which = f" #{step.number}" if step.number > 1 else ""
        raise ScriptError(f"no button {step.target!r}{which}; the newest are {labels}")

    def _fill(self, name: str, value: str) -> None:
        form = self._open_form("fill")
        wanted = name.casefold()
        found = next(
            (one for one in form.fields if wanted in (one.key.casefold(), one.label.casefold())),
            None,
        )
        if found is None:
            raise ScriptError(f"no field {name!r}; there are {[one.key for one in form.fields]}")
        self._me.typed[found.key] = _option_keys(found, value) if found.options else value

    async def _submit(self) -> None:
        form = self._open_form("submit")
        shown = [
            plain.field_line(one, self._me.typed[one.key])
            for one in form.fields
            if self._me.typed[one.key]
        ]
        await self._act(Submitted(form.id, dict(self._me.typed)), "\n".join(shown) or form.submit)

    async def _cancel(self) -> None:
        form = self._open_form("cancel")
        self._me.form = None
        await self._act(Closed(form.id), None)

    async def _upload(self, path: str) -> None:
        try:
            data = (self._script_folder / path).read_bytes()
        except OSError as error:
            raise ScriptError(f"upload: {error.strerror}: {path}") from error
        await self._act(Uploaded(Path(path).name, data), path)

    async def _act(self, act: Act, shown: str | None, message: str = "") -> None:
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
            me.form = reply.form
            me.typed = {one.key: one.value for one in reply.form.fields}
            self._say(me, "bot", "form", form=reply.form, values=me.typed, text=reply.form.title)

    # Time

    @property
    def now(self) -> datetime:
        """The virtual instant (UTC)."""
        return self._now or resolve(START, self._me.zone)

    async def _until(self, wall: datetime, *, sets: bool) -> None:
        instant = resolve(wall, self._me.zone)
        if self._now is None and sets:
            self._now = instant
            return
        if instant < self.now:
            raise ScriptError(f"{wall} is in the past; it is {self._local():%Y-%m-%d %H:%M}")
        await self._advance(instant)

    def _later(self, count: int, unit: str) -> datetime:
        try:
            if unit in "mh":
                return self.now + timedelta(**{_ELAPSED[unit]: count})
            days = count * (7 if unit == "w" else 1)
            wall = self._local().replace(tzinfo=None) + timedelta(days=days)
        except OverflowError as error:
            raise ScriptError(f"wait {count}{unit} ends after the last year there is") from error
        return resolve(wall, self._me.zone)

    async def _advance(self, to: datetime) -> None:
        self._now = self.now
        store = self._house.store
        while (due := await store.next_due()) is not None and due <= to:
            self._now = max(self._now, due)
            if not await self._deliver_due() and await store.next_due() == due:
                raise ScriptError(f"a nudge due {due.isoformat()} is neither sent nor dropped")
        self._now = max(self._now, to)

    def _local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self._me.zone))

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
        at = next((at for at, (old, _) in enumerate(to.shown) if old == replaces), None)
        if at is None:
            to.shown.append((id, message))
        else:
            to.shown[at] = (id, message)
        for part in message.parts:
            if isinstance(part, Picture):
                path = self._keep(part.name, draw(part).encode())
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
        if who == "bot":
            self._heard.append(spoken.readable())
        self._tell(spoken)
        return spoken.id

    def _expect(self, step: script.Expect) -> None:
        heard = " ".join(" ".join(self._heard).split())
        wanted = " ".join(step.text.split())
        if (wanted in heard) is not step.wanted:
            said = heard if len(heard) <= 600 else f"…{heard[-600:]}"
            problem = "was not said" if step.wanted else "was said"
            raise ExpectationError(f"{wanted!r} {problem}; said: {said!r}")

    async def _plan(self) -> None:
        seen: list[Journey] = []

        def look(journey: Journey | None) -> Turned[None]:
            if journey is None:
                raise ScriptError("plan: this person has not acted yet")
            seen.append(journey)
            return Turned(journey, None)

        await self._house.store.turn(self._me.address, None, self.now, look)
        planned = tuple((kind.value, interview, at) for kind, interview, at in plan_view(seen[0]))
        names = {one.id: one.company for one in seen[0].facts.interviews}
        zone = ZoneInfo(self._me.zone)
        lines = [
            f"{at.astimezone(zone):%a %d %b %Y %H:%M}  {kind}"
            + (f" ({names[interview]})" if interview in names else "")
            for kind, interview, at in planned
        ]
        self._say(self._me, "bot", "plan", text="\n".join(lines), plan=planned)

    def _keep(self, name: str, data: bytes) -> Path:
        path = self._files / f"{self._said}-{Path(name).name}"
        path.write_bytes(data)
        return path

    # Parts

    def _open_form(self, verb: str) -> Form:
        if self._me.form is None:
            raise ScriptError(f"{verb}: no form is open")
        return self._me.form

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
        )

    def _note_fault(self, error: Exception, claim: Claim) -> None:
        self._fault = error

    def _next_id(self) -> str:
        # As long as a live one, and the same in every play of the same script.
        self._ids += 1
        return f"play{self._ids:08d}".translate(_LETTERS)


_ELAPSED = {"m": "minutes", "h": "hours"}
_LETTERS = str.maketrans("0123456789", "abcdefghij")


def _option_keys(field: Field, value: str) -> str:
    """Return the keys of options named by key or label; several are parted by commas.

    Raises:
        ScriptError: There is no such option.
    """
    named = [value] if field.kind is FieldKind.SELECT else value.split(",")
    keys: list[str] = []
    for one in (part.strip() for part in named):
        wanted = one.casefold()
        found = next(
            (
                option.key
                for option in field.options
                if wanted in (option.key.casefold(), option.label.casefold())
            ),
            None,
        )
        if found is None and one:
            options = [option.label for option in field.options]
            raise ScriptError(f"no option {one!r} in {field.key}; there are {options}")
        keys += [found] if found else []
    return "\n".join(keys)
