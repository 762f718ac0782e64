"""`afterview chat` in a real terminal: its keys, its history and its colours."""

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.adapters.test_cli import PROGRAM, ROOT

PATIENCE = 20
"""Seconds after which a terminal that does not show what it should has failed."""
PROMPT = "you > "
FIELD = "  > "
_WHERE, _HERE = "\x1b[6n", b"\x1b[1;1R"
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x08")
_COLOURS = re.compile(r"\x1b\[(?!0?m)[0-9;]+m")
UP, CTRL_C, CTRL_D, ENTER = "\x1b[A", "\x03", "\x04", "\r"


class Terminal:
    """A person's side of a terminal in which the program runs.

    Args:
        folder: Their home.
        environment: More of what the program is started with.
    """

    def __init__(self, folder: Path, **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (40, 80))
        self._process = subprocess.Popen(
            [PROGRAM, "chat"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            start_new_session=True,
            env={
                "PATH": os.defpath,
                "HOME": str(folder),
                "PYTHONPATH": str(ROOT),
                "TERM": "xterm",
                "TZ": "UTC",
                "LC_ALL": "C.UTF-8",
                **environment,
            },
        )
        os.close(theirs)
        self._unread = ""
        self.raw = ""
        self._answered = 0

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def wait_for(self, *texts: str) -> str:
        """Read until the texts were shown, one after the other; return all up to the last, squeezed."""
        deadline = time.monotonic() + PATIENCE
        shown = ""
        for text in map(_squeezed, texts):
            while text not in _squeezed(self._unread):
                assert self._read(deadline), f"{text!r} was not shown, but {self._unread!r}"
            before, _, self._unread = _squeezed(self._unread).partition(text)
            shown += before + text
        return shown

    def leave(self) -> tuple[int, str]:
        """Read until the program has ended; return its exit status and what it still showed."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        return self._process.wait(max(0.0, deadline - time.monotonic())), self._unread

    def close(self) -> None:
        """End the program, if it still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._ours)

    def _read(self, deadline: float) -> bool:
        """Read what has been shown; False if nothing comes any more."""
        wait = max(0.0, deadline - time.monotonic())
        if not select.select([self._ours], [], [], wait)[0]:
            return False
        got = b""
        # Linux says "input/output error" once the other side is closed.
        with contextlib.suppress(OSError):
            got = os.read(self._ours, 65536)
        text = got.decode(errors="replace")
        self._unread += text
        self.raw += text
        # The editor asks where the cursor is, and draws no prompt before it is told.
        while self._answered < self.raw.count(_WHERE):
            self._answered += 1
            os.write(self._ours, _HERE)
        return bool(got)


def _squeezed(shown: str) -> str:
    """Return what is shown without what moves the cursor; the editor also moves it instead of writing a space."""
    return "".join(_ESCAPES.sub("", shown).split())


Open = Callable[..., AbstractContextManager[Terminal]]


@pytest.fixture
def open_terminal(tmp_path: Path) -> Open:
    """Open terminals in which the program waits for its first line."""

    @contextlib.contextmanager
    def opened(**environment: str) -> Iterator[Terminal]:
        terminal = Terminal(tmp_path, **environment)
        try:
            terminal.wait_for("Afterview", PROMPT)
            yield terminal
        finally:
            terminal.close()

    return opened


def test_ctrl_c_in_a_line_drops_the_line_and_not_the_program(open_terminal: Open) -> None:
    """What is typed afterwards is answered; pressed twice, it leaves as it was announced."""
    with open_terminal() as terminal:
        terminal.type("half a line")
        terminal.wait_for("half a line")
        terminal.type(CTRL_C)
        terminal.wait_for("Press Ctrl-C once more", PROMPT)
        terminal.type("/interview list" + ENTER)
        terminal.wait_for("/interview list", "Add an interview", PROMPT)
        terminal.type(CTRL_C)
        terminal.wait_for("Press Ctrl-C once more", PROMPT)
        terminal.type(CTRL_C)
        status, said = terminal.leave()
        assert (status, "Traceback" in said, _squeezed("Until next time.") in _squeezed(said)) == (
            0,
            False,
            True,
        )


def test_ctrl_c_in_a_form_closes_the_form_and_not_the_program(open_terminal: Open) -> None:
    """It says what was not saved, and the next line is a line again."""
    with open_terminal() as terminal:
        terminal.type("/interview add Acme" + ENTER)
        terminal.wait_for("Company", "Enter keeps: Acme", FIELD)
        terminal.type(ENTER)
        terminal.wait_for("Role", FIELD)
        terminal.type("Data engineer" + ENTER)
        terminal.wait_for("When did it end?", FIELD)
        terminal.type(CTRL_C)
        terminal.wait_for("The form is closed. This was not saved:", "Role: Data engineer", PROMPT)
        terminal.type("/interview list" + ENTER)
        terminal.wait_for("/interview list", "Add an interview", PROMPT)


def test_ctrl_d_leaves_with_status_0(open_terminal: Open) -> None:
    """And a goodbye."""
    with open_terminal() as terminal:
        terminal.type(CTRL_D)
        status, said = terminal.leave()
        assert (status, _squeezed("Until next time.") in _squeezed(said)) == (0, True)


def test_the_up_arrow_brings_back_the_last_line_but_no_dark_words(open_terminal: Open) -> None:
    """What comes back after dark words is what was typed before them."""
    with open_terminal() as terminal:
        terminal.type("/interview list" + ENTER)
        terminal.wait_for("/interview list", "Add an interview", PROMPT)
        terminal.type(UP)
        terminal.wait_for("/interview list")
        terminal.type("\x15I want to end my life" + ENTER)
        terminal.wait_for("end my life", "emergency number", "72 hours", PROMPT)
        terminal.type(UP)
        assert "life" not in terminal.wait_for("/interview list")


def test_no_color_is_no_colour(open_terminal: Open) -> None:
    """Where the variable is set nothing is coloured, bold or dim; where it is not, the name is bold."""
    for environment, coloured in (({"NO_COLOR": "1"}, False), ({}, True)):
        with open_terminal(**environment) as terminal:
            terminal.type("/interview list" + ENTER)
            terminal.wait_for("/interview list", "Add an interview", PROMPT)
            assert bool(_COLOURS.search(terminal.raw)) is coloured
