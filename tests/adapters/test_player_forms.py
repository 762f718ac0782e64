"""Forms in a play: filled by key or label, sent, closed, refused, interrupted; and what `--json` prints."""

import re
from pathlib import Path

import pytest

from adapters.sql.crypto import new_key
from tests.adapters.scripts import Stage
from tests.adapters.test_cli import ROOT, run

KEYS = {
    "id", "replaces", "at", "to", "who", "type", "text", "topic", "nudge", "interview",
    "buttons", "fields", "page", "path", "alt", "draft", "plan", "facts",
}  # fmt: skip
FIRST = ["company", "role", "ended", "country", "next_step"]
SECOND = ["format", "round", "city", "people", "contact_unwelcome"]
ADDED = "> /interview add Acme\nfill ended = today 8:30\nfill country = Germany\nsubmit\n"


def test_the_pages_of_an_interview_have_the_keys_of_the_reference(stage: Stage) -> None:
    """Page one and page two, each told as such."""
    first, second = stage.play(ADDED).of("form")
    assert [one["key"] for one in first["fields"]] == FIRST
    assert [one["key"] for one in second["fields"]] == SECOND
    assert (first["page"], second["page"]) == ([1, 2], [2, 2])


def test_a_field_is_named_by_key_or_label_in_any_case(stage: Stage) -> None:
    """Both fill the same field."""
    stage.play(
        "> /interview add\nfill COMPANY = Acme\nfill employer's COUNTRY = Germany\n"
        "fill When did it end = today 8:30\nsubmit\nexpect Saved: Acme\n"
    )


def test_a_field_that_is_not_there_names_those_that_are(stage: Stage) -> None:
    """Whoever wrote the script sees what they could have written."""
    played = stage.attempt("> /interview add\nfill colour = red\n")
    assert played.status == 2
    assert "'colour'" in played.errors
    assert "company" in played.errors


def test_an_equals_sign_may_stand_in_a_value(stage: Stage) -> None:
    """Only the first one parts the field from what is filled in."""
    stage.play(f"> /interview add\nfill company = A=B\n{ADDED[22:]}expect A=B\n")


def test_an_option_is_named_by_key_or_label(stage: Stage) -> None:
    """Either chooses the same; another word is refused with those that are allowed."""
    *_, form = stage.play(ADDED).of("form")
    field = next(one for one in form["fields"] if one["options"])
    option = field["options"][-1]
    for word in (option["key"], option["label"], option["label"].upper()):
        stage.play(f"{ADDED}fill {field['key']} = {word}\nsubmit\n")
    played = stage.attempt(f"{ADDED}fill {field['key']} = no such thing\n")
    assert played.status == 2
    assert option["label"] in played.errors


def test_a_problem_leaves_the_form_open_with_everything_typed(stage: Stage) -> None:
    """What was wrong is named at its field; the rest need not be typed again."""
    played = stage.play(
        "> /interview add\nfill company = Acme\nfill role = Engineer\nfill country = Atlantis\n"
        "fill ended = today 8:30\nsubmit\nfill country = Germany\nsubmit\n"
        "expect Saved: Acme, Engineer\n"
    )
    [problem] = played.of("problem")
    values = {one["key"]: one["value"] for one in problem["fields"]}
    assert (values["company"], values["role"], values["country"]) == (
        "Acme",
        "Engineer",
        "Atlantis",
    )
    errors = {one["key"]: one["error"] for one in problem["fields"] if one["error"]}
    assert list(errors) == ["country"]


def test_what_is_wrong_can_be_expected(stage: Stage) -> None:
    """The words of a problem count as said by the bot."""
    script = "> /interview add\nfill company = Acme\nfill country = Atlantis\nsubmit\n"
    [problem] = stage.play(script).of("problem")
    stage.play(f"{script}expect {' '.join(problem['text'].split())}\n")


def test_words_typed_meanwhile_are_an_interruption(stage: Stage) -> None:
    """They are answered, and the form is still open with what was typed."""
    stage.play(
        "> /interview add\nfill company = Acme\n> /interview help\nfill ended = today 8:30\n"
        "fill country = Germany\nsubmit\nexpect Saved: Acme\n"
    )


def test_a_form_is_gone_once_it_is_sent_or_closed(stage: Stage) -> None:
    """A second submit, or a submit after closing, has nothing to send."""
    assert stage.attempt(f"{ADDED}submit\nsubmit\n").status == 2
    assert stage.attempt("> /interview add\ncancel\nsubmit\n").status == 2
    assert stage.attempt("> /interview add\ncancel\ncancel\n").status == 2


def test_everything_said_has_every_key(stage: Stage) -> None:
    """Messages, forms, problems and plans alike; ids count up and are never used twice."""
    played = stage.play(f"> /interview add\nsubmit\n{ADDED}cancel\nplan\nwait 3d\n")
    assert {one["type"] for one in played.said} >= {"message", "form", "problem", "plan"}
    assert all(set(one) == KEYS for one in played.said)
    assert len({one["id"] for one in played.said}) == len(played.said)


def test_only_what_was_said_unasked_is_a_nudge(stage: Stage) -> None:
    """Answers have null, messages that came by themselves the list of their kinds."""
    played = stage.play(f"{ADDED}cancel\nwait 2d\n")
    typed = [at for at, one in enumerate(played.said) if one["who"] == "you"][-1]
    assert not any(one["nudge"] for one in played.said[: typed + 1])
    assert any(one["nudge"] for one in played.said[typed:])


def test_a_second_play_of_a_kept_store_goes_on_where_the_first_ended(stage: Stage) -> None:
    """The interview of the first is known to the second, and its acts are new ones."""
    url, key = f"sqlite:///{stage.folder / 'kept.db'}", new_key()
    stage.play(f"{ADDED}cancel\n", url=url, key=key)
    stage.play("at 2026-01-05 09:30\n> /interview list\nexpect Acme\n", url=url, key=key)
    stage.play("at 2026-01-05 09:40\n> /interview list\nexpect Acme\n", url=url, key=key)


def test_a_store_that_is_kept_takes_a_second_interview(stage: Stage) -> None:
    """Ids of two plays never meet, so the second does not write over the first."""
    url, key = f"sqlite:///{stage.folder / 'kept.db'}", new_key()
    stage.play(f"{ADDED}cancel\n", url=url, key=key)
    again = ADDED.replace("Acme", "Bolt") + "cancel\n> /interview list\nexpect Acme\nexpect Bolt\n"
    stage.play(again, url=url, key=key)


def test_the_page_says_who_when_and_what(stage: Stage) -> None:
    """Readable by somebody who does not program, in 80 columns."""
    page = stage.read(f"zone Europe/Berlin\n{ADDED}cancel\nplan\nwait 2d\n")
    assert "-- Mon 5 Jan 2026, 09:00 ---" in page
    assert "\nyou   /interview add Acme\n" in page
    assert "\nform  The interview (1 of 2)\n" in page
    assert "\nplan  Mon 05 Jan" in page
    assert max(len(line) for line in page.splitlines()) <= 80


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_a_story_played_twice_by_the_program_prints_the_same(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    """Chance is seeded and ids are counted; only the folder that files are saved in is another."""
    story = str(ROOT / "tests" / "transcripts" / "plain.play")
    one, two = (run("play", story, *words, cwd=tmp_path) for _ in range(2))
    assert (one.returncode, one.stderr) == (0, "")
    assert _without_folder(one.stdout) == _without_folder(two.stdout)


@pytest.mark.parametrize(("line", "status"), [("expect nonsense", 1), ("nonsense", 2)])
def test_the_program_ends_with_the_status_of_its_play(
    line: str, status: int, tmp_path: Path
) -> None:
    """File and line are on stderr."""
    script = tmp_path / "wrong.play"
    script.write_text(f"> help\n{line}\n", "utf-8")
    done = run("play", str(script), cwd=tmp_path)
    assert done.returncode == status
    assert done.stderr.startswith(f"{script}:2: ")


def _without_folder(printed: str) -> str:
    return re.sub(r'"path": "[^"]*/', '"path": "', printed)
