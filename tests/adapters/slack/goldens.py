"""Every kind of message as Slack gets it, kept as files to read; run as a program it writes them anew."""

import asyncio
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from adapters.memory import MemoryStore
from adapters.player import script
from adapters.player.play import Player
from adapters.player.spoken import Spoken
from adapters.slack.form import render_form
from adapters.slack.home import render_home
from adapters.slack.manifest import manifest
from adapters.slack.render import render_message
from bot.library import Library, load_library
from bot.message import Draft, Form, Message
from tests.desk import Desk

FOLDER = Path(__file__).parent / "golden"
STORIES = Path(__file__).parents[2] / "transcripts"


def goldens() -> dict[str, str]:
    """Return the contents of all golden files by their names.

    Messages and forms are the first of their kind that is said in the stories of `tests/transcripts`.
    """
    stories = [path.read_text("utf-8") for path in sorted(STORIES.glob("*.play"))]
    return asyncio.run(_goldens(stories, load_library()))


def write_goldens() -> None:
    """Write all files anew; read what changed before you keep it."""
    FOLDER.mkdir(exist_ok=True)
    made = goldens()
    for path in FOLDER.glob("*.json"):
        if path.stem not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / f"{name}.json").write_text(text, "utf-8")


async def _goldens(stories: list[str], library: Library) -> dict[str, str]:
    made: dict[str, Any] = {
        "home": render_home(await _dashboard(library)),
        "manifest-socket": manifest(),
        "manifest-http": manifest(mode="http", public_url="https://afterview.example.org"),
    }
    for story in stories:
        for said in await _told(story, library):
            for name, drawn in _drawn(said):
                made.setdefault(name, drawn)
    return {
        name: json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made.items()
    }


def _drawn(said: Spoken) -> Iterator[tuple[str, Any]]:
    if said.message is not None:
        pages = [_readable(asdict(one)) for one in render_message(said.message, "key")]
        yield f"message-{_kind(said.message)}", pages[0] if len(pages) == 1 else pages
    if said.form is not None and said.type == "form":
        yield f"form-{_kind_of_form(said.form)}", render_form(said.form)


def _kind(message: Message) -> str:
    nudges = message.nudge
    kind = "joined-nudges" if len(nudges) > 1 else "-".join([message.topic.value, *nudges])
    draft = any(isinstance(part, Draft) for part in message.parts)
    return f"{kind}-draft" if draft and len(nudges) < 2 else kind


def _kind_of_form(form: Form) -> str:
    _, step, verb, *_ = form.id.split(":")
    return f"{step}-{verb}".replace("_", "-")


def _readable(page: dict[str, Any]) -> dict[str, Any]:
    # A picture's data is drawn elsewhere; here it matters that it comes along, and with which words.
    files = [{"name": one["name"], "alt": one["alt"]} for one in page["files"]]
    return page | {"files": files}


async def _told(story: str, library: Library) -> list[Spoken]:
    said: list[Spoken] = []
    store = MemoryStore()
    with tempfile.TemporaryDirectory() as files:
        player = Player(lambda: store, library, said.append, STORIES, Path(files))
        for read in script.read(story):
            assert not isinstance(read, tuple), read
            await player.step(read.step)
        await player.close()
    return said


async def _dashboard(library: Library) -> Any:
    desk = Desk(library)
    await desk.sit_down()
    await desk.add("Acme")
    await desk.add("Bolt & Sons", ended="yesterday 10:00")
    seen = await desk.conversation.look(desk.who, 5)
    assert seen is not None
    return seen.parts


if __name__ == "__main__":
    write_goldens()
