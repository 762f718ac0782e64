"""A person at Discord: what they see and what they do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from tests.wire.discord import forms, hands
from tests.wire.discord.acts import act
from tests.wire.discord.commanding import fill_in, find_command, owners_for
from tests.wire.discord.interactions import Answer, Interaction, Kind
from tests.wire.discord.parts import Part
from tests.wire.discord.posting import keep_files, tell
from tests.wire.discord.records import DM, Attachment, Channel, Guild, Message, Modal, Trouble
from tests.wire.json_shapes import Json

if TYPE_CHECKING:
    from tests.wire.discord.state import State

T = TypeVar("T")


@dataclass(eq=False, repr=False)
class Person:
    """Somebody; every act waits for the app's first answer, not for what follows.

    `installed` says that they added the app to themselves, `dms_closed` that they take no messages from it;
    `place` is where they are and type: their direct messages with the app, unless they went elsewhere.
    """

    state: "State"
    id: str
    name: str
    locale: str
    installed: bool
    dm: Channel
    dms_closed: bool = False
    modal: Modal | None = None
    modal_place: Channel | None = None
    modal_owners: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = self.dm

    def __repr__(self) -> str:
        return f"Person({self.name!r})"

    # Where they are

    @property
    def guilds(self) -> list[Guild]:
        """The servers they are in."""
        return [one for one in self.state.guilds.values() if self.id in one.members]

    @property
    def reachable(self) -> bool:
        """Whether the app may write to them: they share a server, or added the app to themselves."""
        return self.installed or any(one.bot_is_in for one in self.guilds)

    def join(self, guild: Guild) -> None:
        """Come into a server."""
        guild.members[self.id] = self

    def leave(self, guild: Guild) -> None:
        """Leave a server."""
        guild.members.pop(self.id, None)
        if self.place.guild is guild:
            self.place = self.dm

    # Seeing

    @property
    def troubles(self) -> list[Trouble]:
        """What Discord told them went wrong."""
        return [one for one in self.state.troubles if one.person == self.id]

    def sees(self) -> list[Message]:
        """The app's messages they can see anywhere, the newest last."""
        found = [
            message
            for channel in self.state.channels.values()
            if channel.has(self)
            for message in channel.messages
            if message.by_bot and message.only_for in (None, self.id)
        ]
        return sorted(found, key=lambda one: int(one.id))

    def reads(self) -> str:
        """All words before them: messages and the open form."""
        parts = [one.words for one in self.sees()]
        return "\n".join([*parts, self.modal.words] if self.modal is not None else parts)

    def dismiss(self, message: Message) -> None:
        """Close a message that only they see, as restarting their client does with all of them."""
        assert message.only_for == self.id, "only what they alone see can be dismissed"
        message.deleted = True
        message.channel.messages.remove(message)

    async def wait_for(self, look: "Callable[[Person], T]", seconds: float = 20) -> T:
        """Wait until something is so of this person, and give it; fails with what they see instead."""
        return await self.state.news.wait_for(
            lambda: look(self),
            seconds,
            lambda: f"{self.name} sees:\n{self.reads()}\n{self.troubles}",
        )

    async def wait_for_words(self, words: str, seconds: float = 20) -> Message:
        """Wait until the newest message that has these words is there."""
        found = await self.wait_for(
            lambda one: next((m for m in reversed(one.sees()) if words in m.words), None), seconds
        )
        assert found is not None
        return found

    async def wait_for_modal(self, words: str = "", seconds: float = 20) -> Modal:
        """Wait until a form with these words is open."""
        modal = await self.wait_for(
            lambda one: one.modal if one.modal and words in one.modal.words else None, seconds
        )
        assert modal is not None
        return modal

    # Doing

    async def command(self, words: str, /, **options: object) -> Answer:
        """Send a slash command from where they are, such as `command("interview done", company="Globex")`.

        The last words alone do where only one command ends with them.
        """
        found = find_command(self, words, self.place)
        data = fill_in(found, options)
        owners = owners_for(found.root, self, self.place)
        return await act(self, Kind.COMMAND, data, about=f"/{found.path}", owners=owners)

    async def suggestions(self, words: str, /, **options: object) -> tuple[str, ...]:
        """What a command offers while its last option is typed; none where the app was silent."""
        found = find_command(self, words, self.place)
        data = fill_in(found, options, focused=list(options)[-1])
        owners = owners_for(found.root, self, self.place)
        answer = await act(self, Kind.AUTOCOMPLETE, data, about=f"/{found.path}", owners=owners)
        return answer.choices

    async def say(self, text: str, *, files: Mapping[str, bytes] | None = None) -> Message:
        """Write where they are; done when the gateway was told."""
        state = self.state
        kept = {
            number: Attachment(state.ids.new(), name, content)
            for number, (name, content) in enumerate((files or {}).items())
        }
        message = Message(
            state.ids.new(),
            self.place,
            self.id,
            "person",
            content=text,
            attachments=keep_files(state, kept),
            made=state.wall(),
            by_bot=False,
        )
        self.place.messages.append(message)
        tell(state, "MESSAGE_CREATE", message)
        state.news.tell()
        return message

    async def edit(self, message: Message, text: str) -> None:
        """Change one of their own messages."""
        message.content, message.edited = text, self.state.wall()
        tell(self.state, "MESSAGE_UPDATE", message)

    async def press(self, label: str, *, at: Message | None = None) -> Answer:
        """Press a button in the newest message that has it, or in one certain message, such as an old one."""
        return await hands.press(self, label, at)

    async def pick(self, name: str, value: object, *, at: Message | None = None) -> Answer:
        """Choose in a menu, found by placeholder or custom_id, or by the option where the name is empty."""
        return await hands.pick(self, name, value, at)

    async def send_component(
        self, custom_id: str, *, at: Message, values: list[str] | None = None
    ) -> Answer:
        """Send a component that is perhaps not there, as somebody does who tampers with their client."""
        kind = Part.BUTTON if values is None else Part.STRING_SELECT
        return await hands.use(self, at, custom_id, kind, custom_id, values)

    async def fill(self, name: str, value: object) -> None:
        """Fill a field of the open form, found by label or custom_id; None empties it.

        Args:
            name: Its label or custom_id.
            value: Words, an option's label, a list of labels, or whether a box is ticked.
        """
        forms.fill(self, name, value)

    async def submit(self) -> Answer | None:
        """Send the open form; None where Discord's own client does not send it, as `errors` then say."""
        return await forms.submit(self)

    async def close(self) -> None:
        """Close the open form; the app is not told."""
        self.modal = None

    def open_modal(self, interaction: Interaction) -> None:
        """Let the form that the app sent stand before them."""
        assert self.modal is not None
        self.modal_place, self.modal_owners = interaction.channel, interaction.owners
        forms.begin(self.modal)


def make_person(state: "State", id: str, name: str, *, locale: str, installed: bool) -> Person:
    """Somebody new, with their direct messages."""
    dm = Channel(state.ids.new(), DM, with_bot=True)
    person = Person(state, id, name, locale, installed, dm)
    dm.people.append(person)
    state.channels[dm.id] = dm
    state.people[id] = person
    return person
