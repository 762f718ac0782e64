"""A play as text: who says what, and when, for somebody who does not program."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.player.spoken import Spoken
from adapters.terminal import plain

WIDTH = 80
_NAME = 6


class Page:
    """Writes everything said, a line with the time wherever it changes.

    Args:
        write: Called with each line.
    """

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._at: tuple[datetime, str] | None = None
        self._people: set[str] = set()

    def say(self, spoken: Spoken) -> None:
        """Write one thing said."""
        self._people.add(spoken.to)
        nudge = spoken.message.nudge if spoken.message is not None else ()
        self._time(spoken, nudge)
        match spoken.type:
            case "form":
                self._form(spoken)
            case "problem":
                self._problem(spoken)
            case "plan":
                self._block("plan", plain.wrap(spoken.text, WIDTH - _NAME))
            case "picture" | "file":
                # Its message has said already what it shows.
                name = spoken.path.name.partition("-")[2] if spoken.path is not None else ""
                self._block("", [f"({spoken.type} saved: {name})"])
            case _:
                self._message(spoken)

    def _time(self, spoken: Spoken, nudge: tuple[str, ...]) -> None:
        now = (spoken.at.replace(second=0, microsecond=0), spoken.to)
        if now == self._at and not nudge:
            return
        self._at = now
        local = spoken.at.astimezone(ZoneInfo(spoken.zone))
        about = f"  [{', '.join(nudge)}]" if nudge else ""
        whose = f"  {spoken.to}" if spoken.to != "me" or len(self._people) > 1 else ""
        title = f"-- {local:%a} {local.day} {local:%b %Y, %H:%M}{whose}{about} "
        self._write("")
        self._write(title.ljust(WIDTH, "-"))

    def _message(self, spoken: Spoken) -> None:
        if spoken.message is None:
            self._block(spoken.who, plain.wrap(spoken.text, WIDTH - _NAME))
            return
        lines = plain.body(spoken.message, WIDTH - _NAME)
        lines += plain.buttons(spoken.message.buttons(), WIDTH - _NAME)
        self._block("edit" if spoken.replaces else "bot", lines)

    def _form(self, spoken: Spoken) -> None:
        if spoken.form is None:
            return
        lines = [plain.form_title(spoken.form)]
        for one in spoken.form.fields:
            shown = plain.field_line(one, spoken.values.get(one.key, ""))
            lines += [f"  {line}" for line in plain.wrap(shown, WIDTH - _NAME - 2, "  ")]
        self._block("form", lines)

    def _problem(self, spoken: Spoken) -> None:
        lines: list[str] = []
        for one in spoken.form.fields if spoken.form is not None else ():
            if one.key in spoken.errors:
                shown = plain.field_line(one, spoken.errors[one.key])
                lines += plain.wrap(shown, WIDTH - _NAME, "  ")
        self._block("form", lines)

    def _block(self, name: str, lines: list[str]) -> None:
        self._write("")
        for at, line in enumerate(lines or [""]):
            self._write(f"{name if at == 0 else '':<{_NAME}}{line}".rstrip())
