"""What is brought to Slack one at a time, a message or a file, and how it is found again."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.pictures import SUFFIX, paint
from adapters.slack.api import RateLimitedError, RefusedError, SlackApi
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
REMEMBERED = 1_000
"""Messages of which it is kept in memory how far they were looked for."""


@dataclass(slots=True)
class Piece:
    """A message without its files, or one of those files.

    Args:
        key: Under which the message is found again; a file has that of the message it belongs to.
        content: What to bring.
        tried: When (UTC) it was first tried with an end that nobody knows; None if it surely did not arrive.
    """

    key: str
    content: Rendered | Picture | File
    tried: datetime | None = None


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
        self._looked: OrderedDict[tuple[Address, str], _Looked] = OrderedDict()

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

    async def look(
        self, to: Address, channel: str, key: str, patience: float, tried: datetime | None = None
    ) -> Found:
        """Return what was said in a conversation lately.

        Slack lets some apps look once a minute alone: what a limit broke off is gone on with by the next
        look for the same message, and not begun anew.

        Args:
            to: Whose conversation.
            channel: Its id.
            key: Of the message that is looked for.
            patience: How long to wait for a rate limit to end (seconds).
            tried: When (UTC) it was first tried; an hour ago at most, unless told.

        Raises:
            Undeliverable: The app was taken away.
            SlackError: Slack does not tell.
        """
        since = min(tried or self._clock(), self._clock()) - LOOKED_BACK
        so_far = self._looked.pop((to, key), None) or _Looked([], "")
        for _ in range(MOST_PAGES):
            try:
                found = await self._workspaces.call(
                    to,
                    "conversations.history",
                    patience,
                    channel=channel,
                    limit=AT_ONCE,
                    cursor=so_far.cursor or None,
                )
            except RateLimitedError:
                self._keep(to, key, so_far)
                raise
            except RefusedError as refused:
                if refused.code != "invalid_cursor":
                    raise
                # It was too long ago.
                so_far = _Looked([], "")
                continue
            page: list[Mapping[str, Any]] = found.get("messages") or []
            cursor = (found.get("response_metadata") or {}).get("next_cursor")
            so_far = _Looked([*so_far.posted, *page], cursor or "")
            if not (page and cursor) or float(page[-1].get("ts", 0)) < since.timestamp():
                break
        return Found(so_far.posted)

    def _keep(self, to: Address, key: str, so_far: "_Looked") -> None:
        self._looked[to, key] = so_far
        if len(self._looked) > REMEMBERED:
            self._looked.popitem(last=False)

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


@dataclass(frozen=True, slots=True)
class _Looked:
    """How far a look has come.

    Args:
        posted: What was seen, the newest first.
        cursor: Where it goes on; empty at the beginning.
    """

    posted: Sequence[Mapping[str, Any]]
    cursor: str


def _name(file: Picture | File) -> str:
    return f"{file.name}{SUFFIX}" if isinstance(file, Picture) else file.name
