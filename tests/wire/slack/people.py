"""A person at Slack: what they see and what they do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, TypeVar

from tests.wire.slack import browser, forms, hands
from tests.wire.slack.deliveries import Answer
from tests.wire.slack.json_shapes import Json
from tests.wire.slack.payloads import (
    describe_change,
    describe_command,
    describe_im,
    describe_message,
    describe_user,
)
from tests.wire.slack.records import Channel, Message, SlackFile, Trouble, View
from tests.wire.slack.tickets import ResponseUrl

if TYPE_CHECKING:
    from tests.wire.slack.state import State
    from tests.wire.slack.workspace import Workspace

T = TypeVar("T")


@dataclass(eq=False)
class Person:
    """Somebody in a workspace; every act waits for the app's acknowledgement, not for what follows."""

    state: "State"
    team: "Workspace"
    id: str
    zone: str
    locale: str
    name: str
    deactivated: bool = False
    belongs_to: str = ""
    """What interactions tell as their workspace, if it is not the one in which they act."""
    home: View | None = None
    stack: list[View] = field(default_factory=list)

    # Seeing

    @property
    def modal(self) -> View | None:
        """The modal on top."""
        return self.stack[-1] if self.stack else None

    @property
    def dm(self) -> Channel:
        """Their direct messages with the app, their own words included."""
        return self.team.dm(self)

    @property
    def troubles(self) -> list[Trouble]:
        """What Slack told them went wrong."""
        return [one for one in self.state.troubles if one.user == self.id]

    def sees(self) -> list[Message]:
        """The app's messages they can see anywhere, the newest last."""
        found = [
            message
            for channel in self.team.channels.values()
            if self.id in channel.members
            for message in channel.messages
            if message.by_bot and message.only_for in (None, self.id)
        ]
        return sorted(found, key=lambda one: float(one.ts))

    def reads(self) -> str:
        """All words before them: messages, the Home tab and the modal."""
        parts = [one.words for one in self.sees()]
        parts += [one.words for one in (self.home, self.modal) if one is not None]
        return "\n".join(parts)

    async def wait_for(self, look: "Callable[[Person], T]", seconds: float = 20) -> T:
        """Wait until something is so of this person, and give it; fails with what they see instead."""
        return await self.state.news.wait_for(
            lambda: look(self), seconds, lambda: f"{self.id} sees:\n{self.reads()}\n{self.troubles}"
        )

    async def wait_for_words(self, words: str, seconds: float = 20) -> Message:
        """Wait until the newest message that has these words is there."""
        found = await self.wait_for(
            lambda one: next((m for m in reversed(one.sees()) if words in m.words), None), seconds
        )
        assert found is not None
        return found

    async def wait_for_modal(self, words: str = "", seconds: float = 20) -> View:
        """Wait until a modal with these words is open."""
        modal = await self.wait_for(
            lambda one: one.modal if one.modal and words in one.modal.words else None, seconds
        )
        assert modal is not None
        return modal

    async def wait_for_home(self, words: str = "", seconds: float = 20) -> View:
        """Wait until the Home tab has these words."""
        home = await self.wait_for(
            lambda one: one.home if one.home and words in one.home.words else None, seconds
        )
        assert home is not None
        return home

    # Doing

    async def command(self, command: str, text: str = "", channel: str = "") -> Answer:
        """Send a slash command, from their direct messages with the app or from a channel."""
        there = self.team.channel(channel, self) if channel else self.dm
        made = self.state.clock.now()
        path = self.state.tickets.response(
            "commands", ResponseUrl(self.id, self.team.id, there.id, made, None)
        )
        trigger = self.state.tickets.trigger(self.id, self.team.id)
        payload = describe_command(self, there, command, text, trigger, self.state.base + path)
        answer = await self.state.deliveries.interact("slash_commands", payload, takes_answer=True)
        hands.take_command_answer(self, there, command, answer)
        return answer

    async def write(
        self, text: str, *, files: Mapping[str, bytes] | None = None, thread_ts: str | None = None
    ) -> Answer:
        """Write to the app in direct messages."""
        message = self.team.say(self, self.dm, text)
        message.thread_ts = thread_ts
        for name, content in (files or {}).items():
            file = SlackFile(self.state.ids.new("F"), name, name, content, self.id, len(content))
            self.state.files[file.id] = file
            message.files.append(file)
        return await self.state.deliveries.event(
            self.team, describe_im(self.team, self.dm, message)
        )

    async def edit(self, message: Message, text: str) -> Answer:
        """Change one of their own messages."""
        before = describe_message(self.team, message, self.state.base)
        message.text, message.edited = escape(text, quote=False), True
        after = describe_message(self.team, message, self.state.base)
        return await self.state.deliveries.event(
            self.team,
            describe_change(self.dm, "message_changed", self.state.ids.ts())
            | {"message": after, "previous_message": before},
        )

    async def erase(self, message: Message) -> Answer:
        """Delete one of their own messages."""
        self.dm.messages.remove(message)
        before = describe_message(self.team, message, self.state.base)
        return await self.state.deliveries.event(
            self.team,
            describe_change(self.dm, "message_deleted", self.state.ids.ts())
            | {"deleted_ts": message.ts, "previous_message": before},
        )

    async def open_home(self, tab: str = "home") -> Answer:
        """Open the app; tab is home or messages."""
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.dm.id,
            "tab": tab,
            "event_ts": self.state.ids.ts(),
        }
        if self.home is not None and tab == "home":
            event["view"] = hands.describe_own(self, self.home)
        return await self.state.deliveries.event(self.team, event)

    async def change(self, *, zone: str | None = None, locale: str | None = None) -> Answer:
        """Change their time zone or language in their profile."""
        self.zone, self.locale = zone or self.zone, locale or self.locale
        ts = self.state.ids.ts()
        event = {
            "type": "user_change",
            "user": describe_user(self, with_locale=True),
            "cache_ts": int(float(ts)),
            "event_ts": ts,
        }
        return await self.state.deliveries.event(self.team, event)

    async def install(
        self, url: str, *, deny: bool = False, another_browser: bool = False
    ) -> tuple[int, str]:
        """Install the app from its install page, in a browser; the page at the end, as status and words."""
        return await browser.install(self, url, deny=deny, another_browser=another_browser)

    async def press(self, label: str, *, at: Message | View | None = None) -> Answer:
        """Press a button: in the open modal, else in the newest message that has it, else in the Home tab.

        Args:
            label: What stands on it.
            at: One certain message or view instead, such as an old one.
        """
        return await hands.press(self, label, at)

    async def pick(
        self, field_name: str, value: object, *, at: Message | View | None = None
    ) -> Answer:
        """Choose in a menu or picker of a message, the Home tab or the modal.

        Args:
            field_name: Its placeholder, label, block_id or action_id; empty finds the menu by the option.
            value: An option's label or value, a date, a time, or a list of options.
            at: One certain message or view instead.
        """
        return await hands.pick(self, field_name, value, at)

    async def fill(self, field_name: str, value: object) -> None:
        """Fill a field of the open modal, found by label, block_id or action_id; None empties it."""
        await forms.fill(self, field_name, value)

    async def submit(self) -> Answer | None:
        """Submit the open modal; None where Slack's own client does not send it, as `errors` then say."""
        return await forms.submit(self)

    async def close(self, *, everything: bool = False) -> None:
        """Cancel the modal on top, or leave every one that lies there."""
        await forms.close(self, everything=everything)
