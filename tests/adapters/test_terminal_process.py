"""`afterview chat` as it is started: through a pipe."""

from pathlib import Path

from tests.adapters.test_cli import run

ADD = "/interview add Acme\n\n\njust now\nGermany\n\ncancel\n"


def test_a_conversation_through_a_pipe_is_kept_for_the_next(tmp_path: Path) -> None:
    """What one process was told the next one knows; the key lies beside the store, for its owner alone."""
    url = f"sqlite:///{tmp_path / 'chat.db'}"
    first = run("chat", "--db", url, cwd=tmp_path, given=ADD)
    assert (first.returncode, first.stderr) == (0, "")
    assert "Saved: Acme" in first.stdout
    second = run("chat", "--db", url, cwd=tmp_path, given="/interview list\n")
    assert "Acme" in second.stdout
    assert (tmp_path / "afterview.key").stat().st_mode & 0o077 == 0


def test_a_pipe_reads_as_a_conversation_without_escapes(tmp_path: Path) -> None:
    """What was typed stands behind its prompt, and nothing is coloured."""
    done = run("chat", cwd=tmp_path, given="/interview help\n")
    assert "you > /interview help\n" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Until next time." in done.stdout


def test_without_any_setting_everything_lies_in_the_home_folder(tmp_path: Path) -> None:
    """In the folder for programs' data, which is named on the first screen."""
    done = run("chat", cwd=tmp_path)
    folder = tmp_path / ".local" / "share" / "afterview"
    assert (folder / "afterview.db").exists()
    assert str(folder) in done.stdout
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_typed_stands_readable_in_the_folder(tmp_path: Path) -> None:
    """The store is encrypted, and no history is written."""
    given = ADD.replace("Acme", "Zanzibarian Widgets")
    assert "Saved: Zanzibarian Widgets" in run("chat", cwd=tmp_path, given=given).stdout
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert files
    assert not any(b"Zanzibarian" in one.read_bytes() for one in files)
