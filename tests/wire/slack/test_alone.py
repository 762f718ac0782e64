"""Nobody else sees anything: not in a channel, a group, a shared conversation or a notification."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest

from tests.wire.slack.hands import act
from tests.wire.slack.inside import tell_of_interview
from tests.wire.slack.people import Person
from tests.wire.slack.records import elements_of
from tests.wire.slack.running import Running, run, socket_mode
from tests.wire.slack.server import SlackStandIn
from tests.wire.slack.workspace import Workspace

Kind = Literal["channel", "group", "mpim"]
COMPANY = "Quillon"


@pytest.fixture
async def bot(slack: SlackStandIn, team: Workspace, tmp_path: Path) -> AsyncIterator[Running]:
    """The running bot at the noisiest log level."""
    settings = socket_mode(slack, team) | {"AFTERVIEW_LOG_LEVEL": "DEBUG"}
    async with run(tmp_path, settings) as running:
        await running.wait_for_line("Slack: ")
        await slack.connected()
        yield running


@pytest.mark.parametrize("kind", ["channel", "group", "mpim"])
async def test_a_command_in_front_of_others_is_answered_to_one(
    bot: Running, team: Workspace, person: Person, kind: Kind
) -> None:
    """Short answers stand there for the person alone; long ones go to the direct messages, and that is said."""
    stranger = team.person("U2")
    there = team.channel("C1", person, stranger, kind=kind)
    await person.command("/interview", f"apply {COMPANY}", channel="C1")
    short = await person.wait_for_words(COMPANY)
    assert short.where == "ephemeral"
    await person.command("/interview", "calm", channel="C1")
    await person.command("/interview", "help", channel="C1")
    await person.wait_for(lambda one: len(one.sees()) >= 3)
    assert stranger.sees() == []
    assert there.public == []
    assert team.public_messages == []
    assert await bot.stop() == 0
    assert COMPANY not in "".join(bot.said)


@pytest.mark.usefixtures("bot")
async def test_a_channel_shared_with_another_company_tells_it_nothing(
    slack: SlackStandIn, team: Workspace, person: Person
) -> None:
    """Strangers see no answer, learn nothing by asking there themselves, and change nothing of ours."""
    stranger = slack.workspace("T2").person("U9", zone="Asia/Tokyo")
    there = team.channel("C1", person)
    team.share(there, stranger.team, stranger)
    await person.command("/interview", f"apply {COMPANY}", channel="C1")
    assert (await person.wait_for_words(COMPANY)).where == "ephemeral"
    await person.command("/interview", "help", channel="C1")
    await person.wait_for(lambda one: len(one.sees()) >= 2)
    assert stranger.sees() == []
    assert team.public_messages == stranger.team.public_messages == []
    await stranger.command("/interview", f"delete {COMPANY}", channel="C1")
    await stranger.command("/interview", "apply Wexford", channel="C1")
    told = await stranger.wait_for_words("not installed")
    assert told.where == "ephemeral"
    assert "Delete" not in stranger.reads()
    assert "Wexford" not in person.reads()
    await person.command("/interview", "apply Larkfield", channel="C1")
    assert "2 applications" in (await person.wait_for_words("Larkfield")).words


@pytest.mark.usefixtures("bot")
async def test_typed_signs_ping_nobody_and_stay_words(person: Person) -> None:
    """A company called like a call to everybody is shown as typed, and notifies no one."""
    await person.write("/interview apply <!channel> & <@U2> *bold* `code`")
    seen = await person.wait_for_words("Logged")
    assert seen.pings == []
    assert "<!channel> & <@U2> *bold* `code`" in seen.words


@pytest.mark.usefixtures("bot")
async def test_a_notification_tells_nothing(person: Person) -> None:
    """What a locked screen shows is the same for every message."""
    await person.write(f"I applied to {COMPANY}")
    await person.wait_for_words(COMPANY)
    assert {one.text for one in person.sees()} == {"A word from Afterview"}


@pytest.mark.usefixtures("bot")
async def test_somebody_of_the_same_id_in_another_workspace_is_somebody_else(
    slack: SlackStandIn, person: Person, team: Workspace
) -> None:
    """What was told in one workspace is not known in another, where the bot has no right to speak."""
    await person.write(f"I applied to {COMPANY}")
    await person.wait_for_words(COMPANY)
    elsewhere = slack.workspace("T2").person("U1")
    assert team.id != elsewhere.team.id
    await elsewhere.write("what's next")
    assert COMPANY not in elsewhere.reads()


@pytest.mark.usefixtures("bot")
async def test_somebody_else_s_button_reads_like_one_that_is_gone(
    team: Workspace, person: Person
) -> None:
    """Whoever presses what was shown to another, with ids as they stand, learns and changes nothing."""
    await tell_of_interview(person, COMPANY)
    shown = await person.wait_for_words("who did you meet")
    stranger = team.person("U2")
    for element in elements_of(shown.blocks):
        await act(stranger, shown, element, {})
    for element in elements_of(shown.blocks):
        await act(stranger, shown, element | {"value": f"{element['value']}x"}, {})
    await stranger.write("/interview list")
    await stranger.wait_for_words("I do not know of an interview yet")
    assert COMPANY not in stranger.reads()
    await person.write("/interview list")
    await person.wait_for(lambda one: "One interview" in one.reads())


@pytest.mark.usefixtures("bot")
async def test_buttons_of_another_release_and_of_deleted_records_explain_themselves(
    person: Person,
) -> None:
    """Nobody is left with a button that does nothing."""
    await tell_of_interview(person, COMPANY)
    shown = await person.wait_for_words("who did you meet")
    first = elements_of(shown.blocks)[0]
    old = ("v0:contacts:add:x:", "v99:new:thing:x:y", "nonsense", "v1:contacts:add:x:")
    for times, value in enumerate(old, 1):
        await act(person, shown, first | {"value": value}, {})
        await person.wait_for(lambda one, n=times: one.reads().count("no longer fits") == n)
    await person.write(f"/interview delete {COMPANY}")
    await person.wait_for_words("Keep it")
    await person.press(f"Delete {COMPANY}")
    await person.wait_for_words("undo")
    await act(person, shown, first, {})
    await person.wait_for(lambda one: one.reads().count("no longer fits") == len(old) + 1)


@pytest.mark.usefixtures("bot")
async def test_words_in_a_thread_are_answered_in_private_too(person: Person) -> None:
    """A thread of the direct messages is nobody else's either."""
    await person.write(f"I applied to {COMPANY}")
    first = await person.wait_for_words(COMPANY)
    await person.write("I applied to Vandelay", thread_ts=first.ts)
    answer = await person.wait_for_words("Vandelay")
    assert answer.where == "dm"
