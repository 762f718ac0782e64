"""What is brought to Slack one at a time, a message or a file, and how it is found again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.pictures import SUFFIX, paint
from adapters.slack.api import SlackApi
from adapters.slack.render import Rendered, find_key, render_message
from adapters.slack.workspaces import Workspaces
from bot.message import File, Message, Picture
from bot.people import Address
from bot.ports import Clock

AT_ONCE = 15
"""Messages asked for at once when one may have arrived: as many as Slack gives everybody."""
LOOKED_BACK = timedelta(hours=1)
"""How far back it is looked for."""
MOST_PAGES = 10
"""Times that Slack is asked for earlier ones."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A message without its files, or one of those files.

    Args:
        key: Under which the message is found again; a file has that of the message it belongs to.
        content: What to bring.
    """

    key: str
    content: Rendered | Picture | File


def pieces_of(messages: Iterable[Message], key: str) -> Iterator[Piece]:
    """Return messages in pieces, in their order, each message under a key of its own."""
    for number, message in enumerate(messages):
        for one in render_message(message, f"{key}+{number}" if number else key):
            yield Piece(one.key, one)
            yield from (Piece(one.key, file) for file in one.files)


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a conversation.

    Args:
        posted: The newest messages, the newest first.
    """

    posted: Sequence[Mapping[str, Any]]

    def has(self, piece: Piece) -> bool:
        """Say whether a piece has arrived; a file does after the message it belongs to."""
        keys = [find_key(one) for one in self.posted]
        if piece.key not in keys:
            return False
        if isinstance(piece.content, Rendered):
            return True
        after = self.posted[: keys.index(piece.key)]
        return _name(piece.content) in {
            file.get("name") for one in after for file in one.get("files") or ()
        }


class Carrier:
    """Brings pieces, and looks for them.

    Args:
        api: Takes the bytes of files.
        workspaces: Takes everything else.
        clock: Reads the time.
    """

    def __init__(self, api: SlackApi, workspaces: Workspaces, clock: Clock) -> None:
        self._clock = clock
        self._api = api
        self._workspaces = workspaces

    async def bring(self, to: Address, channel: str, piece: Piece, patience: float) -> None:
        """Bring one piece into a conversation.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: It was not brought, or nobody knows.
        """
        match piece.content:
            case Rendered() as shown:
                await self._workspaces.call(
                    to,
                    "chat.postMessage",
                    patience,
                    channel=channel,
                    text=shown.text,
                    blocks=shown.blocks or None,
                    unfurl_links=False,
                    unfurl_media=False,
                )
            case Picture() as picture:
                drawn = paint(picture)
                await self._upload(to, channel, _name(picture), picture.alt, drawn, patience)
            case File() as file:
                await self._upload(to, channel, _name(file), file.alt, file.data, patience)

    async def look(self, to: Address, channel: str, patience: float) -> Found:
        """Return what was said in a conversation lately.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: Slack does not tell.
        """
        since = (self._clock() - LOOKED_BACK).timestamp()
        posted: list[Mapping[str, Any]] = []
        cursor = None
        for _ in range(MOST_PAGES):
            found = await self._workspaces.call(
                to,
                "conversations.history",
                patience,
                channel=channel,
                limit=AT_ONCE,
                cursor=cursor,
            )
            page: list[Mapping[str, Any]] = found.get("messages") or []
            posted += page
            cursor = (found.get("response_metadata") or {}).get("next_cursor")
            if not (page and cursor) or float(page[-1].get("ts", 0)) < since:
                break
        return Found(posted)

    async def _upload(
        self, to: Address, channel: str, name: str, alt: str, data: bytes, patience: float
    ) -> None:
        given = await self._workspaces.call(
            to,
            "files.getUploadURLExternal",
            patience,
            filename=name,
            length=len(data),
            alt_txt=alt,
        )
        await self._api.put(str(given["upload_url"]), data)
        await self._workspaces.call(
            to,
            "files.completeUploadExternal",
            patience,
            files=[{"id": given["file_id"], "title": alt}],
            channel_id=channel,
        )


def _name(file: Picture | File) -> str:
    return f"{file.name}{SUFFIX}" if isinstance(file, Picture) else file.name
