"""The tables of this package, read strictly: what is wrong names its file, its key, and what was found."""

import tomllib
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.catalogue import Words
from bot.errors import ContentError
from bot.packaged import CONTENT


class Table(BaseModel):
    """A table of content; an unknown key is a mistake, not an extra."""

    model_config = ConfigDict(extra="forbid", frozen=True)


T = TypeVar("T", bound=Table)


def content(name: str) -> str:
    """Return the text of a file under `bot/content`.

    Raises:
        ContentError: There is no such file.
    """
    try:
        return CONTENT.joinpath(*name.split("/")).read_text("utf-8")
    except OSError as error:
        raise ContentError(f"content/{name}: cannot be read, expected a file: {error}") from error


def read(model: type[T], name: str, text: str) -> T:
    """Return a table as its model.

    Args:
        model: What the table must be.
        name: Of the file, for the message.
        text: TOML.

    Raises:
        ContentError: It is no TOML, or a key is missing, unknown or out of range.
    """
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"content/{name}: expected TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        # A rule over a whole table has all of it as its input, and says itself what it found.
        found = "" if isinstance(first["input"], dict) else f"found {first['input']!r}, "
        raise ContentError(f"content/{name}: {key}: {found}expected: {first['msg']}") from error


def demand_words(name: str, ids: Iterable[str], words: Words) -> None:
    """Check that every sentence a table names is in the catalogue.

    Raises:
        ContentError: One is missing.
    """
    missing = sorted(id for id in ids if not words.has(id))
    if missing:
        raise ContentError(
            f"content/{name}: found no words in {words.language!r} for {missing}, expected a sentence for each"
        )
