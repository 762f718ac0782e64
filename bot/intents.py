"""What people type instead of a command: patterns per language, read from `content/intents`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import ContentError
from bot.packaged import CONTENT
from bot.understanding.tables import spell

LONGEST = 300
"""Characters of words that may be a command; longer ones are a story, not an order."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What was meant.

    Args:
        command: Name of the command, perhaps with the first word of what follows it ("outcome offer").
        rest: What the words say about it.
        strong: Whether it is taken even while a question is open.
    """

    command: str
    rest: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What words may say of something that is recorded; whether they do depends on what is.

    Args:
        kind: Name of what is said.
        parts: What the words name, by the name of the pattern's group; what they do not name is absent.
    """

    kind: str
    parts: Mapping[str, str]


class Intents:
    """The patterns of all languages, tried in the order of the file."""

    def __init__(
        self,
        patterns: Sequence[tuple[str, bool, re.Pattern[str]]],
        yes: Sequence[re.Pattern[str]],
        no: Sequence[re.Pattern[str]],
        correction: Sequence[re.Pattern[str]],
        just_no: Sequence[re.Pattern[str]],
        controls: Mapping[str, Sequence[re.Pattern[str]]],
        employer: Sequence[re.Pattern[str]],
        opening: Sequence[re.Pattern[str]] = (),
        closing: Sequence[re.Pattern[str]] = (),
        remarks: Sequence[tuple[str, re.Pattern[str]]] = (),
    ) -> None:
        self._patterns = patterns
        self._yes = yes
        self._no = no
        self._correction = correction
        self._just_no = just_no
        self._controls = controls
        self._employer = employer
        self._opening = opening
        self._closing = closing
        self._remarks = remarks

    def find(self, text: str, companies: Sequence[str] = ()) -> Intent | None:
        """Return what the words mean, None if they are no command.

        Args:
            text: As typed.
            companies: Names the person uses; "Acme called" is news only if Acme is one of them.
        """
        words = _plain(text)
        if len(words) > LONGEST:
            return None
        words = spell(words)
        for closing in self._closing:
            # Nor does a sigh or a laugh after it, and no company is called so.
            ended = closing.search(words)
            found = ended and ended.start() and self._find(words[: ended.start()], companies)
            if found:
                return found
        for opening in self._opening:
            # A greeting or a sigh in front changes nothing of what follows.
            greeted = opening.match(words)
            found = greeted and self._find(words[greeted.end() :], companies)
            if found:
                return found
        return self._find(words, companies)

    def _find(self, words: str, companies: Sequence[str]) -> Intent | None:
        for command, strong, pattern in self._patterns:
            match = pattern.fullmatch(words)
            if match is None:
                continue
            named = match.groupdict()
            # What stood before ("On Tuesday I had ...") goes first, no longer the start of a sentence.
            first = (named.get("also") or "").strip()
            parts = (named.get("kind"), first[:1].lower() + first[1:], named.get("rest"))
            rest = " ".join(one.strip() for one in parts if one and one.strip())
            if pattern.pattern.startswith("(?P<rest>") and not _speaks_of(rest, companies):
                continue
            return Intent(command, rest, strong)
        return None

    def remarks(self, text: str) -> Iterator[Remark]:
        """Yield what the words may say of what is recorded, the likeliest first.

        Args:
            text: As typed. Unlike in `find` its end counts: "i got it!!!" is more than "I got it".
        """
        words = " ".join(text.translate(_CURLY).split())
        if len(words) > LONGEST:
            return
        bare = spell(_plain(text))
        for kind, pattern in self._remarks:
            match = pattern.fullmatch(bare) or pattern.fullmatch(words)
            if match is not None:
                parts = {name: part.strip() for name, part in match.groupdict("").items()}
                yield Remark(kind, {name: part for name, part in parts.items() if part})

    def is_yes(self, text: str) -> bool:
        """Say whether the words are a plain yes."""
        return any(pattern.fullmatch(_plain(text)) for pattern in self._yes)

    def is_no(self, text: str) -> bool:
        """Say whether the words are a plain no, or "none"."""
        return any(pattern.fullmatch(_plain(text)) for pattern in self._no)

    def is_employer(self, text: str) -> bool:
        """Say whether words are empty or speak of the employer without a name ("them")."""
        words = _plain(text)
        return not words or any(pattern.search(words) for pattern in self._employer)

    def is_correction(self, text: str) -> bool:
        """Say whether the words set right what was just understood ("no, at 3 pm")."""
        return any(pattern.match(_plain(text)) for pattern in self._correction)

    def without_no(self, text: str) -> str:
        """Return words of correction without the "no" they begin with."""
        for pattern in self._just_no:
            found = pattern.match(text.lstrip())
            if found:
                return text.lstrip()[found.end() :]
        return text

    def control(self, text: str) -> str | None:
        """Return which of `skip`, `back`, `later`, `cancel` and `edit` the words are, None if none."""
        words = _plain(text)
        for name, patterns in self._controls.items():
            if any(pattern.fullmatch(words) for pattern in patterns):
                return name
        return None


class _IntentTable(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    command: str
    patterns: list[str]
    strong: bool = False


class _RemarkTable(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    kind: str
    patterns: list[str]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    yes: list[str]
    no: list[str]
    correction: list[str]
    no_more_than_no: str
    employer: list[str]
    opening: str
    closing: str
    controls: dict[Literal["skip", "back", "later", "cancel", "edit"], list[str]]
    remark: list[_RemarkTable] = []
    intent: list[_IntentTable]


def load_intents(content: Traversable = CONTENT) -> Intents:
    """Read the patterns of every language.

    Args:
        content: The folder of all content.

    Raises:
        ContentError: A file is misspelt or a pattern is no regular expression.
    """
    patterns: list[tuple[str, bool, re.Pattern[str]]] = []
    yes: list[re.Pattern[str]] = []
    no: list[re.Pattern[str]] = []
    correction: list[re.Pattern[str]] = []
    just_no: list[re.Pattern[str]] = []
    controls: dict[str, list[re.Pattern[str]]] = {}
    employer: list[re.Pattern[str]] = []
    opening: list[re.Pattern[str]] = []
    closing: list[re.Pattern[str]] = []
    remarks: list[tuple[str, re.Pattern[str]]] = []
    for file in sorted((content / "intents").iterdir(), key=str):
        if not file.name.endswith(".toml"):
            continue
        where = f"content/intents/{file.name}"
        try:
            table = _Table.model_validate(tomllib.loads(file.read_text("utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise ContentError(f"{where}: {error}") from error
        yes += [_compile(where, one) for one in table.yes]
        no += [_compile(where, one) for one in table.no]
        employer += [_compile(where, one) for one in table.employer]
        just_no.append(_compile(where, table.no_more_than_no))
        opening.append(_compile(where, table.opening))
        closing.append(_compile(where, table.closing))
        for name, words in table.controls.items():
            controls.setdefault(name, []).extend(_compile(where, one) for one in words)
        correction += [_compile(where, one) for one in table.correction]
        for remark in table.remark:
            remarks += [(remark.kind, _compile(where, one)) for one in remark.patterns]
        for intent in table.intent:
            patterns += [
                (intent.command, intent.strong, _compile(where, one)) for one in intent.patterns
            ]
    return Intents(
        patterns, yes, no, correction, just_no, controls, employer, opening, closing, remarks
    )


def _compile(where: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise ContentError(f"{where}: {error} in {pattern!r}") from error


_CURLY: Mapping[int, str] = {ord("’"): "'", ord("‘"): "'"}


def _plain(text: str) -> str:
    return " ".join(text.translate(_CURLY).split()).rstrip(".!? ") or text.strip()


def _speaks_of(rest: str, companies: Sequence[str]) -> bool:
    said = rest.casefold().removeprefix("the ").strip()
    return said in {"they", "we", "he", "she", "recruiter"} or any(
        company.casefold() in said for company in companies
    )
