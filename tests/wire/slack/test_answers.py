"""An answer reaches the person, whatever Slack does to it on the way; it comes once, and in its order."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack import tickets
from tests.wire.slack.faults import How
from tests.wire.slack.inside import Inside, inside, tell_of_interview
from tests.wire.slack.people import Person
from tests.wire.slack.running import run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace


@pytest.fixture
async def bot(slack: SlackStandIn, team: Workspace, tmp_path: Path) -> AsyncIterator[Inside]:
    """The bot in one workspace."""
    async with inside(slack, tmp_path, socket_mode(slack, team)) as running:
        yield running


def count(person: Person, words: str) -> int:
    """Return how many messages have these words."""
    return sum(words in one.words for one in person.sees())


FAULTS: list[How] = [
    "ratelimited", "500", "503", "html", "reset_before", "reset_after", "lost_after"
]  # fmt: skip


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", FAULTS)
async def test_words_in_the_direct_messages_are_answered_once(
    slack: SlackStandIn, person: Person, how: How
) -> None:
    """However the post fails, and however often, the answer comes, and not twice; the next comes after it."""
    slack.fail("chat.postMessage", how, times=2)
    await person.write("I applied to Quillon")
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    assert [one for one in ("Quillon", "Larkfield") if count(person, one) != 1] == []
    shown = [one.words for one in person.sees()]
    first = next(n for n, words in enumerate(shown) if "Quillon" in words)
    assert first < next(n for n, words in enumerate(shown) if "Larkfield" in words)


@pytest.mark.usefixtures("bot")
async def test_it_is_looked_for_before_it_is_repeated_even_where_that_is_limited(
    slack: SlackStandIn, person: Person
) -> None:
    """Where Slack lets an app look once a minute, the answer waits for that and is not posted blindly."""
    slack.rates.per_minute["conversations.history"] = 1
    slack.fail("chat.postMessage", "reset_after", times=1)
    await person.write("I applied to Quillon")
    await person.wait_for_words("Quillon")
    slack.fail("chat.postMessage", "reset_before", times=1)
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    await person.write("I applied to Zellwerk")
    await person.wait_for_words("Zellwerk")
    assert [count(person, one) for one in ("Quillon", "Larkfield", "Zellwerk")] == [1, 1, 1]


@pytest.mark.usefixtures("bot")
async def test_a_message_a_second_is_enough_for_everything(
    slack: SlackStandIn, person: Person
) -> None:
    """At the pace that Slack keeps in one conversation every answer comes, once, and in its order."""
    slack.rates.per_channel = True
    companies = ["Quillon", "Larkfield", "Zellwerk", "Brookmere"]
    for company in companies:
        await person.write(f"I applied to {company}")
    await person.wait_for_words(companies[-1])
    shown = " ".join(one.words for one in person.sees())
    assert [shown.count(one) for one in companies] == [1, 1, 1, 1]
    assert sorted(companies, key=shown.index) == companies


@pytest.mark.usefixtures("bot")
async def test_what_did_not_arrive_for_minutes_is_said_with_the_next_answer(
    slack: SlackStandIn, person: Person
) -> None:
    """An answer that every try failed to bring is not dropped: it comes when something comes again."""
    slack.fail("chat.postMessage", "503", times=6)
    await person.write("I applied to Quillon")
    await slack.wait_for(lambda: slack.calls["chat.postMessage"] == 6)
    assert person.sees() == []
    await person.write("I applied to Larkfield")
    await person.wait_for_words("Larkfield")
    assert [count(person, one) for one in ("Quillon", "Larkfield")] == [1, 1]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", ["500", "reset_before", "ratelimited", "html"])
async def test_an_answer_to_a_press_goes_to_the_direct_messages_instead(
    slack: SlackStandIn, person: Person, team: Workspace, how: How
) -> None:
    """Where the address of a press no longer works, the answer comes in private, and to nobody else."""
    stranger = team.person("U2")
    team.channel("C1", person, stranger)
    await person.command("/interview", "calm", channel="C1")
    seen = len(person.sees())
    slack.fail("response_url", how, times=5)
    await person.press("Another one")
    await person.wait_for(lambda one: len(one.sees()) > seen)
    assert {one.where for one in person.sees()[seen:]} == {"dm"}
    assert stranger.sees() == []
    assert team.public_messages == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("gone", [{"RESPONSE_SECONDS": -1}, {"RESPONSE_USES": 0}])
async def test_an_address_that_has_expired_or_is_used_up_is_no_loss(
    person: Person, gone: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press whose address no longer works still changes the message it stands in."""
    await tell_of_interview(person, "Quillon")
    await person.write("/interview followup Quillon")
    await person.wait_for_words("Not yet")
    await person.press("Write it anyway")
    shown = await person.wait_for_words("fair way")
    for name, value in gone.items():
        monkeypatch.setattr(tickets, name, value)
    await person.press("I asked Quillon", at=shown)
    await person.wait_for(lambda _: shown.edited)
    assert "I asked Quillon" not in shown.buttons


@pytest.mark.usefixtures("bot")
async def test_where_the_direct_messages_are_closed_the_answer_stands_where_it_was_asked(
    slack: SlackStandIn, person: Person, team: Workspace
) -> None:
    """A long answer that the direct messages do not take is shown there to the person alone."""
    team.channel("C1", person, team.person("U2"))
    person.dm.refuses = "messages_tab_disabled"
    await person.command("/interview", "help", channel="C1")
    shown = await person.wait_for_words("calm")
    assert shown.where == "ephemeral"
    assert team.public_messages == []


@pytest.mark.usefixtures("bot")
async def test_a_form_whose_chance_has_passed_is_offered_by_a_button(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Slack's three seconds the form comes as a button, with what was told already filled in."""
    with monkeypatch.context() as late:
        late.setattr(tickets, "TRIGGER_SECONDS", -1)
        await person.command("/interview", "add Quillon")
        await person.wait_for_words("Nothing you typed is lost")
    assert person.modal is None
    await person.press("Open the form")
    assert (await person.wait_for_modal()).value("Company") == "Quillon"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", ["500", "reset_before", "ratelimited", "html"])
async def test_a_form_that_slack_does_not_show_is_offered_by_a_button(
    slack: SlackStandIn, person: Person, how: How
) -> None:
    """Whatever kept it from being shown, the button opens it."""
    slack.fail("views.open", how, retry_after=1)
    await person.command("/interview", "add Quillon")
    await person.wait_for_words("Nothing you typed is lost")
    slack.clock.advance(2)
    await person.press("Open the form")
    assert (await person.wait_for_modal()).value("Company") == "Quillon"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("how", ["ratelimited", "500", "reset_after"])
async def test_the_home_tab_catches_up_with_the_newest_state(
    slack: SlackStandIn, person: Person, how: How
) -> None:
    """What changed while Slack asked for patience is on the tab afterwards, not what was so before."""
    await tell_of_interview(person, "Quillon")
    await person.open_home()
    await person.wait_for_home("Goal: none")
    slack.fail("views.publish", how, times=2, retry_after=7)
    for goal in (3, 4, 5):
        await person.write(f"/interview settings goal {goal}")
    await person.wait_for_home("Goal: 5")


async def test_stopping_does_not_wait_for_a_slack_that_takes_nothing(
    slack: SlackStandIn, team: Workspace, person: Person, tmp_path: Path
) -> None:
    """SIGTERM ends the program in good order while an answer is being tried again and again."""
    async with run(tmp_path, socket_mode(slack, team)) as bot:
        await bot.wait_for_line("Slack: ")
        await slack.connected()
        slack.fail("chat.postMessage", "503", times=50)
        await person.write("I applied to Quillon")
        await slack.wait_for(lambda: slack.calls["chat.postMessage"] >= 2)
        assert await bot.stop() == 0
    assert "not everything was finished" not in "".join(bot.said)
    assert "Traceback" not in "".join(bot.said)
    assert "Quillon" not in "".join(bot.said)
