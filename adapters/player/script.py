"""A script as typed lines; what cannot be read is refused with its file and line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

_DURATION = re.compile(r"(\d+)\s*([mhdw])")
_NUMBER = re.compile(r"\s+#(\d+)$")


class ScriptError(Exception):
    """A line cannot be carried out; the message says why."""


@dataclass(frozen=True, slots=True)
class Zone:
    """`zone Europe/Berlin`."""

    name: str


@dataclass(frozen=True, slots=True)
class At:
    """`at 2026-11-20 15:40` and `wait until ...`; naive, in the acting person's zone."""

    wall: datetime
    sets: bool


@dataclass(frozen=True, slots=True)
class As:
    """`as dana`."""

    name: str


@dataclass(frozen=True, slots=True)
class Type:
    """`> words`."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """`press LABEL [in TEXT] [#N]`; `target` is what is left when the number is cut off."""

    target: str
    number: int

    @property
    def again(self) -> bool:
        """Whether the last press is meant once more."""
        return self.target.casefold() == "again"

    def readings(self) -> Sequence[tuple[str, str]]:
        """Return every label and text the target may mean; a label may itself contain " in "."""
        words = self.target.split(" in ")
        cuts = range(len(words), 0, -1)
        return [(" in ".join(words[:cut]), " in ".join(words[cut:])) for cut in cuts]


@dataclass(frozen=True, slots=True)
class Fill:
    """`fill FIELD = VALUE`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Submit:
    """`submit`."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """`cancel`."""


@dataclass(frozen=True, slots=True)
class Upload:
    """`upload PATH`."""

    path: str


@dataclass(frozen=True, slots=True)
class Wait:
    """`wait 3h`: minutes and hours are elapsed time, days and weeks keep the wall clock."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Restart:
    """`restart`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`plan`."""


@dataclass(frozen=True, slots=True)
class Expect:
    """`expect TEXT` and `expect-not TEXT`."""

    text: str
    wanted: bool


Step = (
    Zone | At | As | Type | Press | Fill | Submit | Cancel | Upload | Wait | Restart | Plan | Expect
)


@dataclass(frozen=True, slots=True)
class Line:
    """One step and where it stands."""

    number: int
    step: Step


def read(text: str) -> Sequence[Line | tuple[int, ScriptError]]:
    """Return a script's steps; a line that cannot be read stands as its error, to be met in its turn."""
    lines: list[Line | tuple[int, ScriptError]] = []
    # Not `splitlines`: people's words may hold U+2028 and its like.
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        try:
            lines.append(Line(number, _step(raw.strip())))
        except ScriptError as error:
            lines.append((number, error))
    return lines


def _step(line: str) -> Step:  # noqa: C901 - a case for each word of the language
    word, _, rest = line.partition(" ") if not line.startswith(">") else (">", "", line[1:])
    rest = rest.strip()
    match word:
        case ">":
            return Type(_newlines(rest))
        case "zone" if rest:
            return Zone(rest)
        case "as" if rest:
            return As(rest)
        case "at":
            return At(_wall(rest), sets=True)
        case "wait" if rest.startswith("until "):
            return At(_wall(rest.removeprefix("until ").strip()), sets=False)
        case "wait":
            found = _DURATION.fullmatch(rest)
            if found is None:
                raise ScriptError(f"wait takes 30m, 3h, 2d, 1w or until DATE TIME, found {rest!r}")
            return Wait(int(found[1]), found[2])
        case "press" if rest:
            number = _NUMBER.search(rest)
            if number is None:
                return Press(rest, 1)
            if int(number[1]) < 1:
                raise ScriptError(f"press counts from #1, the newest, found #{number[1]}")
            return Press(rest[: number.start()], int(number[1]))
        case "fill" if "=" in rest:
            field, _, value = rest.partition("=")
            return Fill(field.strip(), _newlines(value.strip()))
        case "upload" if rest:
            return Upload(rest)
        case "expect" if rest:
            return Expect(rest, wanted=True)
        case "expect-not" if rest:
            return Expect(rest, wanted=False)
        case "submit" | "cancel" | "restart" | "plan" if not rest:
            return {"submit": Submit(), "cancel": Cancel(), "restart": Restart(), "plan": Plan()}[
                word
            ]
        case _:
            raise ScriptError(f"not a line of the language: {line!r}; see docs/reference/play.md")


def _newlines(text: str) -> str:
    return text.replace("\\n", "\n")


def _wall(text: str) -> datetime:
    try:
        wall = datetime.fromisoformat(text)
    except ValueError:
        wall = None
    if wall is None or wall.tzinfo is not None:
        raise ScriptError(f"a moment is written 2026-11-20 15:40, found {text!r}")
    return wall
