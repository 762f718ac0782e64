"""Every story of the terminal, lived through Discord over real sockets: its person sees the same, word for word."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from adapters.discord.commands import COMMANDS
from adapters.discord.room import DiscordRoom
from adapters.settings import Settings
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.inbound import Inbound, Profile
from bot.library import Library, load_library
from bot.message import Field, FieldKind
from bot.people import Address
from tests.wire.discord.markdown import shown
from tests.wire.discord.parts import Part, buttons_of, fields_of, label_of, walk_words
from tests.wire.discord.people import Person
from tests.wire.discord.records import Message as Seen
from tests.wire.discord.running import settings
from tests.wire.discord.server import DiscordStandIn
from tests.wire.json_shapes import Json, as_objects
from tests.wire.story import STORIES, Lives
from tests.wire.wording import Asked, Page, Shown, Telling

OFFERS = frozenset({"Open the form", "Continue", "Try again"})


@pytest.fixture(scope="module")
def library() -> Library:
    """All content, read once."""
    return load_library()


class Stamps(Telling):
    """Moments that each reader sees in a zone of their own."""

    def tell(self, words: str, moment: datetime) -> str:
        """Return a stamp, which Discord's client shows as day and time."""
        return f"<t:{int(moment.timestamp())}:F>"


class DiscordHands:
    """Somebody in direct messages with the app (`tests.wire.story.Hands`)."""

    closes_forms = False
    telling: Telling = Stamps()

    def __init__(self, person: Person, live_in: Callable[[str], Awaitable[None]]) -> None:
        self._person = person
        self._live_in = live_in
        self._pressed: tuple[Seen, str] | None = None
        self._refused = False

    async def live_in(self, zone: str) -> None:
        """Have told it: Discord does not know."""
        await self._live_in(zone)

    async def type(self, text: str) -> None:
        """Send a command from the direct messages, or write there."""
        command, _, rest = text.partition(" ")
        if command != "/interview":
            await self._person.say(text)
            return
        name, _, rest = rest.partition(" ")
        (offered,) = [one for one in COMMANDS if one.key == name]
        options: dict[str, str] = {}
        for asked in offered.asked:
            if rest and asked.choices:
                options[asked.key], _, rest = rest.partition(" ")
            elif rest:
                options[asked.key], rest = rest, ""
        answer = await self._person.command(f"interview {name}", **options)
        assert answer.problem == ""

    async def press(self, readings: Sequence[tuple[str, str]], number: int) -> None:
        """Press the newest button with one of these labels."""
        for label, within in readings:
            found = [
                (message, str(button["custom_id"]))
                for message in reversed(self._person.sees())
                for button in buttons_of(message.components)
                if label_of(button).casefold() == label.strip().casefold()
                and within in message.words
            ]
            if len(found) >= number:
                self._pressed = found[number - 1]
                await self.press_again()
                return
        raise AssertionError(f"no button {readings}; they see {self._person.reads()}")

    async def press_again(self) -> None:
        """Press it as it was."""
        assert self._pressed is not None
        message, custom_id = self._pressed
        answer = await self._person.send_component(custom_id, at=message)
        assert answer.problem == ""

    async def open_form(self) -> None:
        """Press the button that offers it, where it is not open yet."""
        if self._person.modal is None:
            offer = await self._person.wait_for(
                lambda one: next((m for m in reversed(one.sees()) if _offer(m)), None)
            )
            assert offer is not None
            await self._person.press(_offer(offer), at=offer)
            await self._person.wait_for_modal()

    async def fill(self, field: Field, chosen: Sequence[str], typed: str) -> None:
        """Fill in a field of the modal."""
        value: object = typed
        if field.options:
            value = list(chosen) if field.kind is FieldKind.MULTI else next(iter(chosen), None)
        await self._person.fill(field.key, value)

    async def submit(self) -> None:
        """Send the modal."""
        answer = await self._person.submit()
        self._refused = answer is None
        assert answer is None or answer.problem == ""

    async def close(self) -> None:
        """Close the modal, of which the app is not told."""
        await self._person.close()

    def sees(self) -> list[Shown]:
        """Return what the app wrote."""
        return [_shown(one) for one in self._person.sees() if not _offer(one)]

    def files(self) -> list[str]:
        """Return what they show, as those hear who do not see them."""
        return [file.description or "" for one in self._person.sees() for file in one.files]

    def form(self) -> Page | None:
        """Return the modal."""
        modal = self._person.modal
        if modal is None:
            return None
        found = re.fullmatch(r"(.+) \((\d+)/(\d+)\)", modal.title)
        title, number, of = found.groups() if found else (modal.title, 1, 1)
        labels = [one for one in modal.components if one["type"] == Part.LABEL]
        return Page(title, int(number), int(of), tuple(_asked(one) for one in labels))

    def problems(self) -> str | None:
        """Return what is said with the way back into the form; an empty one Discord's own client refuses."""
        if self._refused:
            return None
        said = [one for one in self._person.sees() if _offer(one) == "Try again"]
        return shown(said[-1].words) if said else ""

    async def wait_for(self, look: Callable[[], bool], seconds: float) -> None:
        """Wait for news that make it so."""
        await self._person.wait_for(lambda _: look(), seconds)


def _shown(message: Seen) -> Shown:
    """Return a message's words; what stands beside a file is said of the file."""
    beside = {one.description for one in message.files}
    said = [one for one in message.components if one["type"] not in (Part.ACTION_ROW, Part.FILE)]
    texts = [shown(one) for one in (message.content, *walk_words(said)) if one]
    buttons = (label_of(one) for one in buttons_of(message.components))
    return Shown("\n".join(one for one in texts if one not in beside), tuple(buttons))


def _asked(label: Json) -> Asked:
    ((text, field),) = fields_of([label])
    options = as_objects(field.get("options"))
    chosen = (str(one["label"]) for one in options if one.get("default"))
    return Asked(
        text,
        str(label.get("description") or field.get("placeholder") or ""),
        tuple(str(one["label"]) for one in options),
        str(field.get("value") or "\n".join(chosen)),
    )


def _offer(message: Seen) -> str:
    return next((label for label in message.buttons if label in OFFERS), "")


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize("path", STORIES, ids=lambda one: one.stem)
async def test_a_story_reads_the_same_in_discord(
    path: Path, stand_in: DiscordStandIn, lee: Person, library: Library, tmp_path: Path
) -> None:
    """Commands, words, buttons, forms and nudges, with nothing lost, doubled or in another order."""
    store = open_store(f"sqlite:///{tmp_path / 'afterview.db'}", load_keys(new_key()))
    room = DiscordRoom(Settings.model_validate(settings(stand_in)), library)
    lives = Lives(path, library, store, room, "discord", tmp_path)

    async def live_in(zone: str) -> None:
        told = Inbound("", Address("discord", lee.id), Profile(zone=zone))
        await lives.house.conversation.handle(told)

    async def wake() -> None:
        """Leave the alarm clock alone: the story says when time passes."""

    await room.open(lives.house.conversation, wake)
    try:
        await stand_in.ready()
        await lives.live(DiscordHands(lee, live_in))
        assert lee.troubles == []
    finally:
        await room.close()
        await store.close()
