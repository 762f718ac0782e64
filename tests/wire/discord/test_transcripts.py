"""Every story of the terminal, lived through Discord over real sockets: its person sees the same, word for word."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from adapters.discord.commands import COMMANDS
from adapters.discord.form import render_form
from adapters.discord.render import render_message
from adapters.discord.room import DiscordRoom
from adapters.settings import Settings
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.inbound import Inbound, Profile
from bot.library import Library, load_library
from bot.message import Field, FieldKind, Form, Message
from bot.people import Address
from tests.wire.discord.parts import buttons_of, label_of, walk_words
from tests.wire.discord.people import Person
from tests.wire.discord.records import Message as Seen
from tests.wire.discord.running import settings
from tests.wire.discord.server import DiscordStandIn
from tests.wire.story import STORIES, Lives

OFFERS = frozenset({"Open the form", "Continue", "Try again"})


@pytest.fixture(scope="module")
def library() -> Library:
    """All content, read once."""
    return load_library()


class DiscordHands:
    """Somebody in direct messages with the app (`tests.wire.story.Hands`)."""

    closes_forms = False

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

    def sees(self) -> list[str]:
        """Return what the app wrote."""
        return [_without_names(one) for one in self._person.sees() if not _offer(one)]

    def files(self) -> int:
        """Return how many there are."""
        return sum(len(one.files) for one in self._person.sees())

    def form(self) -> str | None:
        """Return the words of the modal."""
        modal = self._person.modal
        return None if modal is None else modal.words

    def problems(self) -> str | None:
        """Return what is said with the way back into the form; an empty one Discord's own client refuses."""
        if self._refused:
            return None
        said = [one for one in self._person.sees() if _offer(one) == "Try again"]
        return said[-1].words if said else ""

    def draw(self, message: Message) -> list[str]:
        """Return the words of the layout."""
        pages = render_message(message)
        return ["\n".join(walk_words(one.view.to_components())) for one in pages]

    def draw_form(self, form: Form) -> str:
        """Return the words of the modal."""
        sent = render_form(form).to_dict()
        return "\n".join((sent["title"], *walk_words(sent["components"])))

    async def wait_for(self, look: Callable[[], bool], seconds: float) -> None:
        """Wait for news that make it so."""
        await self._person.wait_for(lambda _: look(), seconds)


def _without_names(message: Seen) -> str:
    """Return the words of a message; the name under a file is not said, it is the file's."""
    names = {one.name for one in message.files}
    return "\n".join(line for line in message.words.split("\n") if line not in names)


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
