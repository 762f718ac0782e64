"""Every kind of message is drawn for Discord as it is kept in `golden/`; `make transcripts` writes it anew."""

import json
from typing import Any

import pytest

from bot.message import Topic
from tests.adapters.discord.goldens import FOLDER, goldens
from tests.wire.discord.limits import check_message
from tests.wire.discord.modal_limits import check_modal
from tests.wire.discord.records import COMPONENTS_V2

KEPT = sorted(FOLDER.glob("*.json"))


def test_everything_is_drawn_as_it_is_kept() -> None:
    """Each kind has its file, each file its kind, and both are the same."""
    assert goldens() == {path.stem: path.read_text("utf-8") for path in KEPT}


@pytest.mark.parametrize("path", KEPT, ids=lambda one: one.stem)
def test_what_is_kept_fits_discord(path: Any) -> None:
    """Real messages and forms stay within Discord's limits."""
    kept = json.loads(path.read_text("utf-8"))
    if path.stem.startswith("form-"):
        assert not list(check_modal(kept))
        return
    for page in kept if isinstance(kept, list) else [kept]:
        sent = {"flags": COMPONENTS_V2, "components": page["components"]}
        assert not list(check_message(sent))


def test_every_topic_has_its_picture() -> None:
    """There is a golden message of each topic."""
    kept = {path.stem.removeprefix("message-") for path in KEPT}
    for topic in Topic:
        assert any(one == topic or one.startswith(f"{topic}-") for one in kept), topic
