"""`afterview play`: one script, one exit status."""

import asyncio
import json
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from adapters.bootstrap import fresh_id
from adapters.memory import MemoryStore
from adapters.player import script
from adapters.player.hearing import ExpectationError
from adapters.player.page import Page
from adapters.player.play import SEED, Player
from adapters.player.script import ScriptError
from adapters.player.spoken import Spoken
from adapters.sql.crypto import load_keys, new_key
from adapters.sql.store import open_store
from bot.errors import AfterviewError
from bot.library import load_library
from bot.ports import Store

PLAYED = 0
NOT_EXPECTED = 1
NOT_CARRIED_OUT = 2
MEMORY = "memory:"
"""In place of a URL: a fresh store that is gone after the play."""


def play(
    path: Path,
    write: Callable[[str], None],
    *,
    as_json: bool = False,
    seed: int = SEED,
    url: str = "",
    key: str = "",
) -> int:
    """Play a script and return the exit status of the program.

    Args:
        path: The script.
        write: Called with each line of what is said.
        as_json: One JSON object a line instead of the text of a play.
        seed: Of chance.
        url: A store to play against; a fresh one where it is empty.
        key: The store's key; a fresh one where there is no url.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{path}: cannot be read: {error}\n")
        return NOT_CARRIED_OUT
    with tempfile.TemporaryDirectory(prefix="afterview-play-") as folder:
        store = _opener(url or f"sqlite:///{folder}/play.db", key or new_key())
        # Whoever reads JSON is told where the files are, so they stay; a page only says that there were.
        files = Path(tempfile.mkdtemp(prefix="afterview-files-")) if as_json else Path(folder)
        say = _teller(write, as_json=as_json)
        # Ids are the same in each play of a fresh store; in one that is kept they must be new.
        new_id = None if url in ("", MEMORY) else fresh_id
        player = Player(store, load_library(), say, path.parent, files, seed, new_id)
        status = asyncio.run(_play(path, text, player))
        if as_json and not any(files.iterdir()):
            files.rmdir()
    return status


async def _play(path: Path, text: str, player: Player) -> int:
    number = 0
    try:
        for read in script.read(text):
            if isinstance(read, tuple):
                number, error = read
                raise error
            number = read.number
            await player.step(read.step)
    except ExpectationError as error:
        sys.stderr.write(f"{path}:{number}: {error}\n")
        return NOT_EXPECTED
    except ScriptError as error:
        sys.stderr.write(f"{path}:{number}: {error}\n")
        return NOT_CARRIED_OUT
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug met by a script is found by its line
        sys.stderr.write(f"{path}:{number}: {type(error).__name__}: {error}\n")
        if not isinstance(error, AfterviewError):
            traceback.print_exc()
        return NOT_CARRIED_OUT
    finally:
        await player.close()
    return PLAYED


def _opener(url: str, key: str) -> Callable[[], Store]:
    if url == MEMORY:
        kept = MemoryStore()
        return lambda: kept
    ring = load_keys(key)
    return lambda: open_store(url, ring)


def _teller(write: Callable[[str], None], *, as_json: bool) -> Callable[[Spoken], None]:
    if not as_json:
        return Page(write).say
    return lambda spoken: write(json.dumps(spoken.to_json(), ensure_ascii=False))
