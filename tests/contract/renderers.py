"""Each platform's renderer, held to what that platform takes and read as its person would read it."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from adapters.discord.form import render_form as render_modal
from adapters.discord.render import render_message as render_layout
from adapters.slack.form import render_form
from adapters.slack.home import render_home
from adapters.slack.render import render_message
from adapters.terminal import plain
from adapters.terminal.form import Asking, ask
from bot.message import Form, Message
from tests.adapters.discord.reading import read_layout, read_modal, read_moments
from tests.wire.discord.modal_limits import check_modal as check_discord_modal
from tests.wire.slack.json_shapes import Json, walk_words
from tests.wire.slack.limits import check_home, check_message, check_modal


class Renderer(Protocol):
    """Draws for one platform, and fails where the platform would refuse what is drawn."""

    submits_by_button: bool
    """Whether a form is sent by a button with its own label."""

    def show_message(self, message: Message) -> str:
        """Draw a message and return everything that can be read of it."""
        ...

    def show_form(self, form: Form) -> str:
        """Draw a form, as it stands when it opens, and return everything that can be read of it."""
        ...


class Terminal:
    """Lines of a terminal."""

    submits_by_button = False

    def show_message(self, message: Message) -> str:
        """Draw a message as the chat does, its buttons numbered as late as a busy chat numbers them."""
        lines = plain.body(message, plain.WIDTH)
        lines += [f"  {one}" for one in plain.buttons(message.buttons(), plain.WIDTH - 2, 75)]
        return _read(lines)

    def show_form(self, form: Form) -> str:
        """Ask every field until each has an answer."""
        lines = [plain.form_title(form)]
        asyncio.run(ask(Asking.of(form), _answer, lines.append))
        return _read(lines)


class Slack:
    """Messages and modals of Slack."""

    submits_by_button = True

    def show_message(self, message: Message) -> str:
        """Draw a message, on as many pages as it takes."""
        words: list[str] = []
        for page in render_message(message, "key"):
            blocks = list(page.blocks)
            assert not list(check_message({"text": page.text, "blocks": blocks}))
            words += walk_words(blocks)
            # These are uploaded after it, with their words beside them.
            words += [one.alt for one in page.files]
        return "\n".join(words)

    def show_form(self, form: Form) -> str:
        """Draw a form as a modal."""
        view = render_form(form)
        assert not list(check_modal(view))
        around = [view["title"]["text"], view["submit"]["text"]]
        return "\n".join((*around, *walk_words(view["blocks"]), *_standing(view)))


class SlackHome(Slack):
    """The Home tab of Slack, which shows the parts of messages."""

    def show_message(self, message: Message) -> str:
        """Draw the parts of a message as a tab."""
        view = render_home(message.parts)
        assert not list(check_home(view))
        return "\n".join(walk_words(view["blocks"]))


class Discord:
    """Layouts and modals of Discord."""

    submits_by_button = False

    def show_message(self, message: Message) -> str:
        """Draw a message, on as many pages as it takes."""
        shown = "\n".join(read_layout(page.view) for page in render_layout(message, "key"))
        return read_moments(shown, message.moments)

    def show_form(self, form: Form) -> str:
        """Draw a form as a modal."""
        sent = render_modal(form).to_dict()
        assert not list(check_discord_modal(sent))
        return read_modal(sent)


RENDERERS: Mapping[str, Renderer] = {
    "terminal": Terminal(),
    "slack": Slack(),
    "slack-home": SlackHome(),
    "discord": Discord(),
}
"""All there are; a new one is a line here."""


async def _answer(prompt: str) -> str:
    # The first option, or any word; an empty line ends an answer of several lines.
    return "" if prompt == "  . " else "1"


def _read(lines: list[str]) -> str:
    words: list[str] = []
    for line in lines:
        said = re.sub(r"^\| ?", "", line)
        alone = len(re.split(" +", said.strip(" "))) == 1
        assert plain.columns(line) <= plain.WIDTH or alone, line
        words.append(said)
    # Somebody's own words may begin as the lines of a draft do.
    return "\n".join((*words, "", *lines))


def _standing(view: Json) -> Iterator[str]:
    for block in view["blocks"]:
        value = block.get("element", {}).get("initial_value")
        if value:
            yield value
