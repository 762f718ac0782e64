"""The program as it is started: its commands, its exit statuses, and one line for what goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.sql.crypto import load_keys, new_key

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("afterview")


def run(
    *words: str, cwd: Path, given: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run the program in a folder, with a home of its own and none of this machine's settings."""
    return subprocess.run(
        [PROGRAM, *words],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.defpath,
            "HOME": str(cwd),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "80",
            "TZ": "UTC",
            **environment,
        },
    )


def test_help_names_every_command(tmp_path: Path) -> None:
    """What can be done is found without the handbook."""
    done = run("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("chat", "play", "key", "rekey", "erase", "version"))


def test_a_key_is_one_that_can_be_used(tmp_path: Path) -> None:
    """What `key` prints opens a key ring, and is another one each time."""
    one, two = (run("key", cwd=tmp_path).stdout.strip() for _ in range(2))
    assert load_keys(one)
    assert one != two


def test_the_version_is_the_installed_one(tmp_path: Path) -> None:
    """It is said with the name of the program."""
    assert run("version", cwd=tmp_path).stdout.startswith("afterview 0.")


@pytest.mark.parametrize("words", [("unknown",), ("play",), ("chat", "--unknown")])
def test_a_call_that_is_not_understood_is_status_2(words: tuple[str, ...], tmp_path: Path) -> None:
    """Whoever calls us from a script must not take it for an expectation that failed."""
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr


def test_a_wrong_setting_is_one_line_and_status_2(tmp_path: Path) -> None:
    """The start stops with the setting's name instead of a traceback."""
    done = run("chat", cwd=tmp_path, AFTERVIEW_LOG_LEVEL="LOUD")
    assert done.returncode == 2
    assert done.stderr.startswith("afterview: AFTERVIEW_LOG_LEVEL: found 'LOUD'")
    assert done.stderr.count("\n") == 1


def test_a_wrong_key_is_one_line_and_does_not_show_the_key(tmp_path: Path) -> None:
    """What is wrong with it is said, it itself is not."""
    done = run("chat", cwd=tmp_path, AFTERVIEW_KEY="not-a-key")
    assert done.returncode == 2
    assert "AFTERVIEW_KEY" in done.stderr
    assert "not-a-key" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["chat", "play"])
@pytest.mark.parametrize("url", ["mysql://here/there", "afterview.db"])
def test_a_store_of_an_unknown_kind_is_one_line(command: str, url: str, tmp_path: Path) -> None:
    """What is given by `--db` is checked like the setting."""
    script = tmp_path / "empty.play"
    script.touch()
    words = ["play", str(script)] if command == "play" else ["chat"]
    done = run(*words, "--db", url, cwd=tmp_path, AFTERVIEW_KEY=new_key())
    assert done.returncode == 2
    assert "sqlite:///" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """A broken store is named, and not one byte of it is changed."""
    file = tmp_path / "broken.db"
    file.write_bytes(b"this is no database" * 100)
    done = run("chat", "--db", f"sqlite:///{file}", cwd=tmp_path, AFTERVIEW_KEY=new_key())
    assert done.returncode == 2
    assert "broken.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == b"this is no database" * 100


def test_a_store_whose_key_is_gone_is_not_given_a_new_one(tmp_path: Path) -> None:
    """A new key could not read what is there, so the start says which one is missing."""
    (tmp_path / "kept.db").write_bytes(b"SQLite format 3\0 and so on")
    done = run("chat", "--db", f"sqlite:///{tmp_path / 'kept.db'}", cwd=tmp_path)
    assert done.returncode == 2
    assert "AFTERVIEW_KEY" in done.stderr
    assert not (tmp_path / "afterview.key").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A mistyped path is one line."""
    url = f"sqlite:///{tmp_path / 'nowhere' / 'afterview.db'}"
    done = run("chat", "--db", url, cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_several_scripts_are_played_one_after_another(tmp_path: Path) -> None:
    """Each on a store of its own; the worst of them is the status."""
    told, asked = tmp_path / "told.play", tmp_path / "asked.play"
    told.write_text("> /interview add Acme\nfill ended = just now\nsubmit\n", "utf-8")
    asked.write_text("> /interview list\nexpect-not Acme\nexpect Bolt\n", "utf-8")
    done = run("play", str(told), str(asked), str(told), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{asked}:3: ")
    assert done.stdout.count("Saved: Acme") == 2


def test_a_reader_that_leaves_early_is_no_traceback(tmp_path: Path) -> None:
    """`afterview play FILE | head` ends quietly, and at once."""
    script = ROOT / "tests" / "transcripts" / "plain.play"
    process = subprocess.Popen(
        [PROGRAM, "play", str(script)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 2
    assert said == ""
