"""Every kind of message is drawn as it is kept in `golden/`; `make transcripts` writes it anew."""

import json
from typing import Any

import pytest

from bot.message import Topic
from tests.adapters.slack.goldens import FOLDER, goldens
from tests.adapters.slack.limits import check_message, check_view

KEPT = sorted(FOLDER.glob("*.json"))


def test_everything_is_drawn_as_it_is_kept() -> None:
    """Each kind has its file, each file its kind, and both are the same."""
    assert goldens() == {path.stem: path.read_text("utf-8") for path in KEPT}


@pytest.mark.parametrize("path", KEPT, ids=lambda one: one.stem)
def test_what_is_kept_fits_slack(path: Any) -> None:
    """Real messages stay within Slack's limits, and a notification shows nothing of them."""
    kept = json.loads(path.read_text("utf-8"))
    if path.stem.startswith("message-"):
        for page in kept if isinstance(kept, list) else [kept]:
            check_message(page["blocks"])
            assert page["text"] == "A word from Afterview"
    elif not path.stem.startswith("manifest-"):
        check_view(kept)


def test_every_topic_has_its_picture() -> None:
    """There is a golden message of each topic."""
    kept = {path.stem.removeprefix("message-") for path in KEPT}
    for topic in Topic:
        assert any(one == topic or one.startswith(f"{topic}-") for one in kept), topic
