"""Every story of the terminal, lived through Slack over real sockets: its person sees the same, word for word."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from adapters.settings import Settings
from adapters.slack.room import SlackRoom
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.installations import Installations
from adapters.sql.store import open_store
from bot.library import Library, load_library
from bot.message import Field, FieldKind
from tests.wire.slack import hands as pressing
from tests.wire.slack import records
from tests.wire.slack.json_shapes import Json, as_object, as_objects, text_of, walk_words
from tests.wire.slack.people import Person
from tests.wire.slack.running import socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace
from tests.wire.story import STORIES, Lives
from tests.wire.wording import Asked, Page, Shown, Telling

OPEN = "Open the form"


@pytest.fixture(scope="module")
def library() -> Library:
    """All content, read once."""
    return load_library()


class SlackHands:
    """Somebody in direct messages with the app (`tests.wire.story.Hands`)."""

    closes_forms = True
    telling: Telling = Telling()

    def __init__(self, person: Person) -> None:
        self._person = person
        self._pressed: tuple[records.Message, Json] | None = None
        self._refused = False

    async def live_in(self, zone: str) -> None:
        """Have it in the profile."""
        self._person.zone = zone

    async def type(self, text: str) -> None:
        """Send a command from the direct messages, or write there."""
        command, _, rest = text.partition(" ")
        if command == "/interview":
            answer = await self._person.command(command, rest)
        else:
            answer = await self._person.write(text)
        assert answer.acked, answer.problem

    async def press(self, readings: Sequence[tuple[str, str]], number: int) -> None:
        """Press the newest button with one of these labels."""
        for label, within in readings:
            found = [
                (message, element)
                for message in reversed(self._person.sees())
                for element in records.elements_of(message.blocks)
                if records.is_button(element)
                and text_of(element.get("text")).casefold() == label.strip().casefold()
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
        message, element = self._pressed
        answer = await pressing.act(self._person, message, element, {})
        assert answer.acked, answer.problem

    async def open_form(self) -> None:
        """Press the button that offers it, where it is not open yet."""
        if self._person.modal is None:
            await self._person.wait_for_words(OPEN)
            await self._person.press(OPEN)
            await self._person.wait_for_modal()

    async def fill(self, field: Field, chosen: Sequence[str], typed: str) -> None:
        """Fill in a field of the modal."""
        value: object = typed
        if field.options:
            value = list(chosen) if field.kind is FieldKind.MULTI else next(iter(chosen), None)
        await self._person.fill(f"field:{field.key}", value)

    async def submit(self) -> None:
        """Send the modal."""
        answer = await self._person.submit()
        self._refused = answer is None
        assert answer is None or answer.acked, answer

    async def close(self) -> None:
        """Cancel the modal."""
        await self._person.close()

    def sees(self) -> list[Shown]:
        """Return what the app wrote."""
        messages = [one for one in self._person.sees() if OPEN not in one.buttons]
        return [_shown(one) for one in messages if one.words or not one.files]

    def files(self) -> list[str]:
        """Return what those in the direct messages are called."""
        return [file.title for one in self._person.sees() for file in one.files]

    def form(self) -> Page | None:
        """Return the modal."""
        modal = self._person.modal
        if modal is None:
            return None
        small = [walk_words([one]) for one in modal.blocks if one["type"] == "context"]
        counted = re.search(r"(\d+) / (\d+)", " ".join(word for one in small for word in one))
        number, of = (int(counted[1]), int(counted[2])) if counted else (1, 1)
        asked = tuple(_asked(one) for one in modal.blocks if one["type"] == "input")
        return Page(modal.title, number, of, asked)

    def problems(self) -> str | None:
        """Return the errors in the modal; Slack's own client says them where an address cannot be one."""
        modal = self._person.modal
        if self._refused:
            return None
        return "" if modal is None else "\n".join(modal.errors.values())

    async def wait_for(self, look: Callable[[], bool], seconds: float) -> None:
        """Wait for news that make it so."""
        await self._person.wait_for(lambda _: look(), seconds)


def _shown(message: records.Message) -> Shown:
    if not message.blocks:
        return Shown(message.words, ())
    said = [one for one in message.blocks if one["type"] != "actions"]
    elements = records.elements_of(message.blocks)
    labels = (text_of(one.get("text") or one.get("placeholder")) for one in elements)
    return Shown("\n".join(walk_words(said)), tuple(labels))


def _asked(block: Json) -> Asked:
    element = as_object(block["element"])
    chosen = [as_object(element.get("initial_option")), *as_objects(element.get("initial_options"))]
    return Asked(
        text_of(block["label"]),
        text_of(block.get("hint")),
        tuple(text_of(one["text"]) for one in as_objects(element.get("options"))),
        str(
            element.get("initial_value") or "\n".join(text_of(one["text"]) for one in chosen if one)
        ),
    )


@pytest.mark.parametrize("path", STORIES, ids=lambda one: one.stem)
async def test_a_story_reads_the_same_in_slack(
    path: Path, slack: SlackStandIn, team: Workspace, library: Library, tmp_path: Path
) -> None:
    """Commands, words, buttons, forms and nudges, with nothing lost, doubled or in another order."""
    settings = Settings.model_validate(socket_mode(slack, team))
    store = open_store(f"sqlite:///{tmp_path / 'afterview.db'}", load_keys(new_key()))
    lives: list[Lives] = []
    room = SlackRoom(settings, Installations(store), lambda: lives[0].now)
    lives.append(Lives(path, library, store, room, "slack", tmp_path))

    async def wake() -> None:
        """Leave the alarm clock alone: the story says when time passes."""

    await room.open(lives[0].house.conversation, wake)
    try:
        await slack.connected()
        person = team.person("U1")
        await lives[0].live(SlackHands(person))
        assert person.troubles == []
        assert team.public_messages == []
    finally:
        await room.close()
        await store.close()
