"""The links that bring the bot to Discord ask for no more than it needs."""

from urllib.parse import parse_qs, urlparse

import pytest

from adapters.discord.invite import invite_links
from adapters.discord.prerequisites import check_settings
from adapters.discord.shards import Shards
from adapters.settings import load_settings
from bot.errors import SettingsError

ID = "123456789012345678"


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this machine has set does not count."""
    for name in ("DISCORD_TOKEN", "DISCORD_APPLICATION_ID", "DISCORD_SHARDS"):
        monkeypatch.delenv(name, raising=False)


def test_no_permission_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server adds a bot that may do nothing there but answer commands."""
    monkeypatch.setenv("DISCORD_APPLICATION_ID", ID)
    server, alone = (parse_qs(urlparse(one).query) for one in invite_links(load_settings(None)))
    assert server["permissions"] == ["0"]
    assert server["scope"] == ["bot applications.commands"]
    assert alone["scope"] == ["applications.commands"]
    assert server["client_id"] == alone["client_id"] == [ID]


def test_a_link_without_an_application_names_the_setting() -> None:
    """There is nothing to invite yet."""
    with pytest.raises(SettingsError, match="DISCORD_APPLICATION_ID"):
        invite_links(load_settings(None))


@pytest.mark.parametrize(
    ("set_up", "said"),
    [
        ({"DISCORD_APPLICATION_ID": ID}, "DISCORD_TOKEN: found nothing"),
        ({"DISCORD_TOKEN": "a.b.c"}, "DISCORD_APPLICATION_ID: found nothing"),
        ({"DISCORD_TOKEN": "Bot a.b.c", "DISCORD_APPLICATION_ID": ID}, "the token alone"),
    ],
)
def test_what_is_missing_is_named_with_where_it_is_found(
    set_up: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to guess on which page a value stands; the token itself is repeated nowhere."""
    for name, value in set_up.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=said) as raised:
        check_settings(load_settings(None))
    assert "discord.com/developers/applications" in str(raised.value)
    assert "a.b.c" not in str(raised.value)


def test_a_bot_without_discord_is_no_mistake() -> None:
    """Other platforms need none of it."""
    assert not check_settings(load_settings(None))


@pytest.mark.parametrize("told", ["3", "0-3", "4/4", "3-1/8", "0-8/8", "a/b", "0-3/16 "])
def test_shards_that_make_no_sense_are_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how a range is written."""
    monkeypatch.setenv("DISCORD_SHARDS", told)
    with pytest.raises(SettingsError, match=r"DISCORD_SHARDS.*like 0-3/16"):
        load_settings(None)


def test_a_range_of_shards_is_served_by_one_process() -> None:
    """The first and the last belong to it; no range means all."""
    assert Shards.parse("2-4/16") == Shards(2, 4, 16)
    assert Shards(2, 4, 16).ids() == [2, 3, 4]
    assert Shards.parse("5/16") == Shards(5, 5, 16)
    assert Shards.parse("") is None
