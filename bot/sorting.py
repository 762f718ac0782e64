"""Free notes, sentence by sentence, into the section where each belongs."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ContentError
from bot.packaged import CONTENT

REST = "important"
"""Where a sentence goes that fits no pattern."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class Sorting:
    """Sorts by the first pattern found in a sentence.

    Args:
        order: Sections with their patterns, tried in this order.
        joint: What may stand between two halves that belong apart.
    """

    def __init__(
        self, order: Sequence[tuple[str, Sequence[re.Pattern[str]]]], joint: re.Pattern[str]
    ) -> None:
        self._order = order
        self._joint = joint

    def sort(self, text: str) -> Mapping[str, str]:
        """Return the sentences of each section, every word kept, one sentence a line."""
        found: dict[str, list[str]] = {}
        for sentence in _SENTENCE.split(text):
            for part in self._parts(sentence.strip()):
                found.setdefault(self._section(part), []).append(part)
        return {section: "\n".join(sentences) for section, sentences in found.items()}

    def _parts(self, sentence: str) -> Sequence[str]:
        """Return a sentence, in two where each half plainly belongs to another section."""
        for joint in self._joint.finditer(sentence):
            before = sentence[: joint.start()].strip()
            after = sentence[joint.start() :].lstrip(" ,;")
            sections = {self._section(before), self._section(after)}
            if len(sections) == 2 and REST not in sections:
                return before, after
        return (sentence,) if sentence else ()

    def _section(self, sentence: str) -> str:
        for section, patterns in self._order:
            if any(pattern.search(sentence) for pattern in patterns):
                return section
        return REST


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    order: list[str]
    joint: str
    patterns: dict[str, list[str]]


def load_sorting(language: str = "en", content: Traversable = CONTENT) -> Sorting:
    """Read a language's patterns.

    Args:
        language: Code of the language.
        content: The folder of all content.

    Raises:
        ContentError: The file is misspelt or a pattern is no regular expression.
    """
    where = f"content/sorting/{language}.toml"
    file = content / "sorting" / f"{language}.toml"
    try:
        table = _Table.model_validate(tomllib.loads(file.read_text("utf-8")))
        order = [
            (section, [re.compile(one, re.IGNORECASE) for one in table.patterns[section]])
            for section in table.order
        ]
        joint = re.compile(table.joint, re.IGNORECASE)
    except (tomllib.TOMLDecodeError, ValidationError, KeyError, re.error) as error:
        raise ContentError(f"{where}: {error}") from error
    return Sorting(order, joint)
