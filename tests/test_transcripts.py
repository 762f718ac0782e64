"""Golden conversations: each script says, word for word, what is written down beside it."""

from pathlib import Path

import pytest

from adapters.player.run import PLAYED, play

SCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.play"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda one: one.stem)
def test_a_story_is_told_as_it_is_written_down(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every expectation of a script is met, and all of it reads as before (`make transcripts` writes it anew)."""
    said: list[str] = []
    assert play(script, said.append) == PLAYED, capsys.readouterr().err
    assert "\n".join(said).strip() + "\n" == script.with_suffix(".txt").read_text("utf-8")


def test_there_are_stories_enough() -> None:
    """At least twelve conversations are told, from a plain one to dark words."""
    assert len(SCRIPTS) >= 12
