"""The list of who was erased: it lies beside the database, so that an older copy of that forgets them again."""

import base64
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adapters.sql.crypto import KeyRing
from bot.errors import StoreError
from bot.people import Space
from bot.ports import Clock

SETTING = "AFTERVIEW_FORGOTTEN"

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Erased:
    """What a list says.

    Args:
        people: When each was erased, by the id of their row; whoever begins anew has another one.
        spaces: When what was given for each space was let go of.
        unreadable: Lines that say nothing: broken off, or changed.
    """

    people: dict[str, datetime] = field(default_factory=dict[str, datetime])
    spaces: dict[Space, datetime] = field(default_factory=dict[Space, datetime])
    unreadable: int = 0


class Forgotten:
    """A file that gets a line for everybody who is erased; any number of processes may write to it.

    A line is a time and, sealed, an id. Without the key it says about nobody that they ever were here.

    Args:
        path: The file; it is made with the first line.
        ring: Seals and opens the lines.
        clock: Tells when somebody was erased.
    """

    def __init__(self, path: Path, ring: KeyRing, clock: Clock) -> None:
        self.path = path
        self._ring = ring
        self._clock = clock

    def add_people(self, ids: Sequence[str]) -> None:
        """Note that people are erased; where that cannot be, the log says so and they are erased all the same."""
        self._add([[_PERSON, id] for id in ids])

    def add_space(self, space: Space) -> None:
        """Note, likewise, that what was given for a space is let go of."""
        self._add([[_SPACE, space.platform, space.enterprise, space.team]])

    def read(self) -> Erased:
        """Return what the list says.

        Lines whose key is no longer on the ring are left out: what the ring opens is younger than they are.

        Raises:
            StoreError: It is there and cannot be read.
        """
        erased = Erased()
        for line in read_lines(self.path):
            try:
                at, text = line.split(" ")
                then, sealed = datetime.fromisoformat(at), base64.urlsafe_b64decode(text)
                if self._ring.find(sealed.split(b":", 2)[1].decode()) is not None:
                    _take(erased, then, self._ring.open(sealed, _place(at)))
            except (ValueError, IndexError, StoreError):
                erased.unreadable += 1
        if erased.unreadable:
            log.warning("%s: lines that cannot be read: %d", self.path, erased.unreadable)
        return erased

    def _add(self, entries: Sequence[Sequence[str]]) -> None:
        at = self._clock().isoformat()
        lines = (self._ring.seal(json.dumps(one), _place(at)) for one in entries)
        told = "".join(f"{at} {base64.urlsafe_b64encode(one).decode()}\n" for one in lines)
        try:
            # Whatever an earlier line broke off with, these begin anew.
            _append(self.path, f"\n{told}".encode("ascii"))
        except OSError as error:
            self._complain(error.strerror)

    def check(self) -> None:
        """Say in the log if nobody could be noted, before anybody has to be."""
        if not can_write(self.path):
            self._complain("Permission denied")

    def _complain(self, why: str | None) -> None:
        log.error(
            "%s: cannot be written to (%s); if an older copy of the database is brought back, who is"
            " erased now is back with it. %s names another file",
            self.path,
            why,
            SETTING,
        )


def read_lines(path: Path) -> list[str]:
    """Return the lines of a list, none where there is no list yet.

    Raises:
        StoreError: It is there and cannot be read.
    """
    try:
        return [line for line in path.read_text("ascii", "replace").splitlines() if line]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read: {error.strerror}. It says who was erased and must not come back;"
            f" make it readable, or name another file in {SETTING}."
        ) from None


def can_write(path: Path) -> bool:
    """Say whether a line could be added to a list; nothing is written."""
    try:
        if path.exists():
            return os.access(path, os.W_OK)
        # Folders that are missing are made with it.
        folder = next(one for one in path.absolute().parents if one.exists())
        return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False


_PERSON, _SPACE = "person", "space"


def _take(erased: Erased, at: datetime, entry: str) -> None:
    match json.loads(entry):
        case ["person", str(id)]:
            erased.people[id] = at
        case ["space", str(platform), str(enterprise), str(team)]:
            erased.spaces[Space(platform, enterprise, team)] = at
        case _:
            raise ValueError(_PERSON)


def _place(at: str) -> str:
    return f"forgotten/{at}"


def _append(path: Path, lines: bytes) -> None:
    """Add lines to a file so that they outlive a power cut; what several processes add does not mix."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        while lines:
            lines = lines[os.write(file, lines) :]
        os.fsync(file)
    finally:
        os.close(file)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # Else a file just made might not be found after a power cut.
        os.fsync(folder)
    finally:
        os.close(folder)
