"""Settings come from the environment and `.env`; a wrong one says what is allowed."""

import itertools
import re
from pathlib import Path

import pytest

from adapters.settings import Settings, load_settings
from bot.errors import SettingsError

ROOT = Path(__file__).parents[2]
NAMES = {str(field.alias) for field in Settings.model_fields.values()}


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has set does not count."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_example_file_names_every_setting_and_nothing_else() -> None:
    """`.env.example` has one line for each setting."""
    example = (ROOT / ".env.example").read_text("utf-8")
    assert sorted(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == sorted(NAMES)


def test_every_setting_of_the_example_file_is_explained() -> None:
    """A comment stands right above each of them."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    for above, line in itertools.pairwise(lines):
        if re.match(r"#?[A-Z_]+=", line):
            assert re.match(r"# \S", above), line


def test_the_example_file_as_it_stands_changes_nothing() -> None:
    """Copied to `.env` unchanged, it leaves every default."""
    assert load_settings(ROOT / ".env.example") == load_settings(None)


def test_the_values_of_the_example_file_are_allowed(tmp_path: Path) -> None:
    """Taking the comment signs away gives settings that start."""
    example = (ROOT / ".env.example").read_text("utf-8")
    taken = tmp_path / ".env"
    taken.write_text(re.sub(r"^#(?=[A-Z_]+=)", "", example, flags=re.MULTILINE), "utf-8")
    assert load_settings(taken).database_url.startswith("sqlite:///")


def test_everything_has_a_default() -> None:
    """Without any setting there are settings."""
    settings = load_settings(None)
    assert (settings.database_url, settings.log_level) == ("", "WARNING")
    assert settings.key.get_secret_value() == ""


def test_the_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is set in the environment holds, what is not is read from the file."""
    file = tmp_path / ".env"
    file.write_text("AFTERVIEW_LOG_LEVEL=INFO\nDATABASE_URL=sqlite:///file.db\n", "utf-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///environment.db")
    settings = load_settings(file)
    assert (settings.database_url, settings.log_level) == ("sqlite:///environment.db", "INFO")


def test_a_file_that_is_not_there_is_no_mistake(tmp_path: Path) -> None:
    """Nobody needs a `.env`."""
    assert load_settings(tmp_path / "none") == load_settings(None)


def test_what_the_file_holds_for_others_is_left_alone(tmp_path: Path) -> None:
    """A `.env` may be shared with other programs."""
    file = tmp_path / ".env"
    file.write_text("SOMEBODY_ELSE=1\n", "utf-8")
    assert load_settings(file) == load_settings(None)


@pytest.mark.parametrize("level", ["debug", "Debug", "DEBUG"])
def test_the_log_level_may_be_written_in_any_case(
    level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to know that levels are written in capitals."""
    monkeypatch.setenv("AFTERVIEW_LOG_LEVEL", level)
    assert load_settings(None).log_level == "DEBUG"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("DATABASE_URL", "mysql://here/there", "sqlite:///PATH"),
        ("DATABASE_URL", "sqlite://afterview.db", "sqlite:///PATH"),
        ("DATABASE_URL", "afterview.db", "sqlite:///PATH"),
        ("DATABASE_URL", "postgres.example.org", "postgresql://USER:PASSWORD@HOST/DATABASE"),
        ("DATABASE_URL", "postgresql+asyncpg://here/there", "postgresql://USER"),
        ("AFTERVIEW_LOG_LEVEL", "LOUD", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("AFTERVIEW_LOG_LEVEL", "", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ],
)
def test_a_wrong_setting_says_its_name_what_was_found_and_what_is_allowed(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All three are in one message."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings(None)
    said = str(raised.value)
    assert name in said
    assert repr(value) in said
    assert allowed in said


def test_two_wrong_settings_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to start twice to find the second."""
    monkeypatch.setenv("DATABASE_URL", "here")
    monkeypatch.setenv("AFTERVIEW_LOG_LEVEL", "LOUD")
    with pytest.raises(SettingsError, match=r"DATABASE_URL.*AFTERVIEW_LOG_LEVEL"):
        load_settings(None)


def test_the_key_is_not_shown_when_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither printing nor logging them gives it away."""
    monkeypatch.setenv("AFTERVIEW_KEY", "very-secret")
    settings = load_settings(None)
    assert "very-secret" not in f"{settings!r} {settings}"
    assert settings.key.get_secret_value() == "very-secret"


def test_a_password_in_a_wrong_url_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error message ends up in logs and bug reports."""
    monkeypatch.setenv("DATABASE_URL", "mysql://me:very-secret@here/there")
    with pytest.raises(SettingsError) as raised:
        load_settings(None)
    assert "very-secret" not in str(raised.value)
    assert "mysql://" in str(raised.value)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A `.env` in another encoding is an error that is explained."""
    file = tmp_path / ".env"
    file.write_bytes(b"DATABASE_URL=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env.*UTF-8"):
        load_settings(file)
